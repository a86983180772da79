"""TB4: rules about dates and periods."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error, warning

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB401",
        title=("没有这一天", "No such day"),
        message=(
            "{field} 写的“{value}”不存在，或年份不在 1900 至 2199 之间；请核对年、月、日",
            "{field}: there is no day “{value}”, or its year is not within 1900 to 2199; check "
            "year, month and day",
        ),
        about=(
            "日历上没有这一天，例如 2 月 30 日；多半是写错了一位数字。",
            "The calendar has no such day, 30 February for instance: mostly one wrong digit.",
        ),
    ),
    error(
        "TB402",
        title=("不是日期", "Not a date"),
        message=(
            "{field} 应填日期，如 2020-09-18；“{value}”不是日期",
            "{field} takes a date such as 2020-09-18; “{value}” is none",
        ),
        about=(
            "日期写到年、月、日，如 2020-09-18。只知道月份或学期时，取所依据文件的日期，"
            "并在正文里说明。",
            "A date has a year, a month and a day: 2020-09-18. Where only the month or the term is "
            "known, take the day of the document it is taken from, and say so in the text.",
        ),
    ),
    error(
        "TB403",
        title=("日期不在本学期内", "Date outside the period"),
        message=(
            "日期 {date} 不在学期 {period}（{start} 至 {end}）内；请改日期，或把文件移到对应学期",
            "the date {date} is outside the period {period} ({start} to {end}); change it, or "
            "move the file to the right period",
        ),
        about=(
            "记录放在事情发生的那个学期里。工作报告可以晚些写：学期结束后 60 天以内都算本学期。",
            "A record lies in the period in which it happened. A report may be written later: up "
            "to 60 days after the period's end.",
        ),
    ),
    warning(
        "TB404",
        title=("日期格式不统一", "Date not in the standard form"),
        message=(
            "{field} 的日期“{value}”读作 {iso}；请直接写成 {iso}",
            "{field}: “{value}” is read as {iso}; better write {iso}",
        ),
        about=(
            "日期统一写成 2020-09-18 的形式（国家标准 GB/T 7408，ISO 8601），便于排序、"
            "查找和比对。",
            "Dates are written as 2020-09-18 (ISO 8601), which sorts, searches and compares well.",
        ),
    ),
    error(
        "TB405",
        title=("结束早于开始", "End before start"),
        message=(
            "结束日期 {end} 早于开始日期 {start}；请检查两个日期",
            "the end {end} is before the start {start}; check both dates",
        ),
        about=(
            "学期或报告期间的结束日期不能早于开始日期。",
            "The last day of a period, or of what a report covers, is not before the first.",
        ),
    ),
    error(
        "TB406",
        title=("学期重叠", "Overlapping periods"),
        message=(
            "学期 {period} 与 {other}（{start} 至 {end}）的日期重叠；请调整其中一个",
            "the period {period} overlaps with {other} ({start} to {end}); change one of them",
        ),
        about=(
            "每一天只属于一个学期，否则同一件事会被统计两次。",
            "A day belongs to one period only; otherwise one event would count twice.",
        ),
    ),
    error(
        "TB407",
        title=("学期文件夹缺少 period.md", "Period folder without period.md"),
        message=(
            "文件夹 {period} 没有可用的 period.md；请新建，写上 title、start、end",
            "the folder {period} has no readable period.md; add one with title, start and end",
        ),
        about=(
            "每个学期文件夹里要有一个 period.md，写明学期名称和起止日期。",
            "Each period's folder holds a period.md that gives its title, first and last day.",
        ),
    ),
    error(
        "TB408",
        title=("文件夹名不能作学期编号", "Folder name that is no period id"),
        message=(
            "文件夹“{folder}”不能作学期编号；请用数字开头，只含小写字母、数字和连字符，如 2020-h1",
            "the folder “{folder}” is no period id; begin with digits and use lower-case letters, "
            "digits and hyphens, as in 2020-h1",
        ),
        about=(
            "学期文件夹的名字就是学期编号，会出现在网址里。",
            "The folder's name is the period's id and stands in web addresses.",
        ),
    ),
)
