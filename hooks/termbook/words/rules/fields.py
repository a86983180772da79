"""TB1: rules about the fields of a record."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error, warning

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB101",
        title=("不认识的字段", "Unknown field"),
        message=(
            "“{field}”不是这类记录的字段；{hint}可用字段：{allowed}",
            "“{field}” is not a field of this kind; {hint}known fields: {allowed}",
        ),
        about=(
            "字段名写错一个字母，内容就会丢失，所以不认识的字段一律按错误处理。"
            "请对照提示改成正确的名称；想写的内容没有对应字段时，写进正文。",
            "A misspelt name would lose its content, so an unknown field is an error. Use the name "
            "the message suggests; what has no field of its own belongs in the text below.",
        ),
    ),
    error(
        "TB102",
        title=("缺少必填字段", "Missing field"),
        message=(
            "缺少必填字段“{field}”；请在开头两条 --- 之间补上“{field}: …”",
            "the field “{field}” is required; add “{field}: …” between the two --- lines",
        ),
        about=(
            "每类记录都有几个必填字段，标题和日期是所有记录都要有的。字段参考页列出了每类记录的必填项。",
            "Each kind has a few required fields; a title and a date are required everywhere. The "
            "record reference lists them.",
        ),
    ),
    error(
        "TB103",
        title=("内容的类型不对", "Wrong type"),
        message=(
            "“{field}”应当是{expected}，现在是{got}；文字以 [ 或 {{ 开头时请加英文双引号",
            "“{field}” must be {expected}, not {got}; put text that begins with [ or {{ in quotes",
        ),
        about=(
            "以 [ 开头的内容会被当作列表，以 { 开头的会被当作几项内容。标题以方括号开头时，"
            '整个标题要放进英文双引号：title: "[重要] 通知"。',
            "Text that begins with [ is read as a list, with { as named values. Put such a title "
            'in double quotes: title: "[Important] Notice".',
        ),
    ),
    error(
        "TB105",
        title=("不是数字", "Not a number"),
        message=(
            "“{field}”应当是{expected}，不能是“{value}”；只写数字，不写单位",
            "“{field}” must be {expected}, not “{value}”; write digits only, without a unit",
        ),
        about=(
            "次数、人数等只写阿拉伯数字，例如 present: 42，不写“42人”。",
            "Counts are written in digits only: present: 42, not “42 people”.",
        ),
    ),
    error(
        "TB106",
        title=("数字太小", "Number too small"),
        message=(
            "“{field}”不能小于 {least}，现在是 {value}",
            "“{field}” must be at least {least}, not {value}",
        ),
        about=(
            "人数、次数不会是负数；活动次数至少是 1。",
            "A count is never negative, and a session was held at least once.",
        ),
    ),
    error(
        "TB107",
        title=("应当是列表", "Must be a list"),
        message=(
            "“{field}”应当是列表，现在是{got}；请写成 [{example}]，或每项一行、以“- ”开头",
            "“{field}” must be a list, not {got}; write [{example}], or one line each after “- ”",
        ),
        about=(
            "可以有多项的字段（标签、材料、佐证等），即使只有一项也写成列表：tags: [网络安全]。",
            "Fields that may hold several values are lists even with one: tags: [network].",
        ),
    ),
    warning(
        "TB108",
        title=("字段没有内容", "Field without a value"),
        message=(
            "“{field}”后面没有内容；请补上，或删掉这一行",
            "“{field}” has no value; fill it in or remove it",
        ),
        about=(
            "空着的字段按没有写处理。不需要的字段请删掉，免得后来的人猜测。",
            "A field without a value counts as missing. Remove what is not needed, so that nobody "
            "has to guess.",
        ),
    ),
    error(
        "TB109",
        title=("应当分项写", "Must be named values"),
        message=(
            "“{field}”应当分项写，现在是{got}；请另起一行、缩进两格，写上：{names}",
            "“{field}” must hold named values, not {got}; on new lines, indented by two: {names}",
        ),
        about=(
            "这类字段里面还有小字段，每个小字段一行，行首空两格。字段参考页有示例。",
            "Such a field holds smaller ones, each on a line of its own, indented by two spaces.",
        ),
    ),
    error(
        "TB110",
        title=("几个字段至少写一个", "One of several fields is needed"),
        message=(
            "{fields} 至少要写一个",
            "at least one of {fields} is needed",
        ),
        about=(
            "例如职责分工，要么写小组（group），要么写岗位（post），不能都没有。",
            "A duty, for instance, belongs to a group or to a post; one of them must be named.",
        ),
    ),
)
