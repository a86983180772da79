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
            "the attachment “{file}” is not there; {hint}put it into {folder} under this very "
            "name",
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
)
