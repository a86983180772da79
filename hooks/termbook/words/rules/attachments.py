"""TB5: rules about the files beside records."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error, warning

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB501",
        title=("附件不存在", "Attachment missing"),
        message=(
            "找不到附件“{file}”；{hint}请把文件放到 {folder}，文件名要完全一致",
            "the attachment “{file}” is not there; {hint}put it into {folder} under this very name",
        ),
        about=(
            "附件放在记录旁边（同一文件夹或其子文件夹），字段里写文件名。",
            "An attachment lies beside its record (or in a folder below), and the field names it.",
        ),
    ),
    error(
        "TB502",
        title=("附件的校验值不符", "Attachment with another checksum"),
        message=(
            "附件“{file}”的内容与校验值不符，现在的 sha256 是 {actual}；"
            "文件确实应当是这样，请更新校验值，否则请找回原文件",
            "the attachment “{file}” does not have the stated checksum; its sha256 is {actual}. "
            "Update it if the file is right, otherwise restore the file",
        ),
        about=(
            "校验值证明附件没有被换过。内容变了，校验值就会变。新加附件时先随便写一个，"
            "再按这里的提示改成正确的也可以。",
            "The checksum proves that a file was not exchanged. For a new attachment, take the "
            "value from this message.",
        ),
    ),
    error(
        "TB505",
        title=("校验值格式不对", "Form of a checksum"),
        message=(
            "“{value}”不是 sha256 校验值（字段 {field}）；应当是 64 位 0–9、a–f",
            "“{value}” is not a sha256 checksum (field {field}); it has 64 digits 0–9 and a–f",
        ),
        about=(
            "校验值由程序算出：Windows 用 certutil -hashfile 文件名 SHA256，Linux 和 macOS 用 "
            "sha256sum 或 shasum -a 256。",
            "A program computes it: certutil -hashfile FILE SHA256 on Windows, sha256sum or "
            "shasum -a 256 elsewhere.",
        ),
    ),
    warning(
        "TB506",
        title=("没有记录提到的文件", "File that no record mentions"),
        message=(
            "没有记录提到这个文件，它不会出现在网站上；请在记录的附件或正文里写上它，或者删掉",
            "no record mentions this file, so the site does not hold it; name it in a record or "
            "remove it",
        ),
        about=(
            "只有记录提到的文件才会发布，这样文件的公开范围总是清楚的。",
            "Only files that a record names are published, so that it is always clear who may see "
            "them.",
        ),
    ),
    error(
        "TB507",
        title=("会当作网页打开的文件", "File that opens as a page"),
        message=(
            "“{file}”会当作网页或程序打开，不能放上网站；请转成 PDF，或打包成 zip 再附上",
            "“{file}” would open as a page or a program of the site; convert it to PDF, or attach "
            "it in a zip",
        ),
        about=(
            "网页、脚本、XML 之类的文件一点开就会在本网站里运行，能冒充网站的页面，也能读取其他"
            "页面的内容。确实要保存原件的，打包成 zip 即可。",
            "Web pages, scripts and XML run inside the site when they are opened: they can pose as "
            "its pages and read the others. To keep the original, pack it in a zip.",
        ),
    ),
    error(
        "TB508",
        title=("SVG 图片里有活动内容", "SVG picture with active content"),
        message=(
            "这张 SVG 图片里有 {what}，打开时会运行程序或连到别处；"
            "请用绘图软件另存为“普通 SVG”，或转成 PNG",
            "this SVG picture holds {what}, which could run or load something; save it as plain "
            "SVG, or as PNG",
        ),
        about=(
            "SVG 图片其实是网页的一种，可以带脚本，也可以从外网取内容。只有单纯画图的 SVG "
            "才能放上网站。",
            "An SVG picture is a sort of web page: it can hold scripts and load from elsewhere. "
            "Only one that does nothing but draw is published.",
        ),
    ),
    error(
        "TB509",
        title=("文件不在学期文件夹里", "File outside the periods"),
        message=(
            "“{file}”不在学期文件夹里，会与网站自己的文件混在一起；请移到用到它的学期文件夹",
            "“{file}” lies outside the periods' folders, among files of the site's own; move it "
            "to the period that uses it",
        ),
        about=(
            "附件跟着记录放在学期文件夹里。几个学期都要用的文件，各放一份：以前学期的文件夹"
            "不再改动。",
            "A file lies with its record in a period's folder. What several periods use is kept "
            "in each: the folder of a past period does not change.",
        ),
    ),
    error(
        "TB510",
        title=("SVG 图片无法检查", "SVG picture that cannot be checked"),
        message=(
            "SVG 图片超过 {limit} KB，或不是完整的 SVG，无法检查；"
            "请用绘图软件另存为“普通 SVG”，或转成 PNG",
            "the SVG picture is larger than {limit} KB, or no well-formed SVG, and cannot be "
            "checked; save it as plain SVG, or as PNG",
        ),
        about=(
            "SVG 图片放上网站前要检查有没有脚本。太大或损坏的检查不了，转成 PNG 就不用检查。",
            "An SVG picture is checked for scripts before it is published, which fails with one "
            "that is too large or damaged. A PNG needs no such check.",
        ),
    ),
)
