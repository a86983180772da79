"""TB2: rules about vocabularies and archive.yml."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB201",
        title=("不在名单里", "Not in the list of archive.yml"),
        message=(
            "“{value}”不在 archive.yml 的 {list} 里（字段 {field}）；{hint}已有：{allowed}。"
            "确实是新的，请先加到 archive.yml",
            "“{value}” is not in {list} of archive.yml (field {field}); {hint}there are: "
            "{allowed}. If it is new, add it to archive.yml first",
        ),
        about=(
            "部门、岗位、领域、形式等统一列在 records/archive.yml 里，"
            "这样同一个部门不会有几种写法，统计才对得上。新增的要先加进名单。",
            "Departments, posts, areas and forms are listed once in records/archive.yml, so that "
            "one department is not written in three ways and the figures agree.",
        ),
    ),
    error(
        "TB202",
        title=("名单里重复", "Twice in a list"),
        message=(
            "archive.yml 的 {list} 里“{value}”出现了两次；请删掉一个",
            "“{value}” stands twice in {list} of archive.yml; remove one",
        ),
        about=(
            "名单里每个名称只写一次。",
            "Each name stands once in a list.",
        ),
    ),
    error(
        "TB204",
        title=("不是规定的取值", "Not an allowed value"),
        message=(
            "“{field}: {value}”不是规定的取值；{hint}可用：{allowed}",
            "“{field}: {value}” is not an allowed value; {hint}allowed: {allowed}",
        ),
        about=(
            "状态、等级、事项等字段只能用规定的几个值，英文或网站语言的说法都可以。",
            "Fields such as status, level and event take a few fixed values, as a key or as its "
            "label in the site's language.",
        ),
    ),
    error(
        "TB210",
        title=("archive.yml 缺少单位名称", "archive.yml names no institution"),
        message=(
            "archive.yml 没有写单位名称；请加上一行“institution: 单位全称”",
            "archive.yml names no institution; add the line “institution: its full name”",
        ),
        about=(
            "records/archive.yml 是整个档案的设置，至少要有单位名称。",
            "records/archive.yml holds the settings of the archive; the institution's name is the "
            "only required one.",
        ),
    ),
)
