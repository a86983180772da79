"""The rules of `check`: each id once, with its severity and its words in both languages.

An id is stable: it is never given to another rule, and a rule that is dropped leaves a gap.
TB0 reading, TB1 fields, TB2 vocabularies, TB3 ids and links, TB4 dates and periods,
TB5 attachments, TB6 the life of a risk, TB7 personal data, TB8 publication, TB9 completeness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Each text is (Chinese, English).

    `message` says what is wrong and what to do, with named placeholders; `title` heads the
    rule's section on the help page; `about` explains there, for somebody who does not program,
    why the rule is there and how to mend what it found.
    """

    id: str
    severity: Severity
    title: tuple[str, str]
    message: tuple[str, str]
    about: tuple[str, str]


def _error(
    id: str, *, title: tuple[str, str], message: tuple[str, str], about: tuple[str, str]
) -> Rule:
    return Rule(id=id, severity=Severity.ERROR, title=title, message=message, about=about)


def _warning(
    id: str, *, title: tuple[str, str], message: tuple[str, str], about: tuple[str, str]
) -> Rule:
    return Rule(id=id, severity=Severity.WARNING, title=title, message=message, about=about)


_ALL: Final = (
    # --- TB0: reading -----------------------------------------------------------------
    _error(
        "TB001",
        title=("文件打不开", "The file cannot be opened"),
        message=(
            "文件打不开：{reason}；请检查文件是否被占用、有无读取权限",
            "the file cannot be opened: {reason}; check that it exists and may be read",
        ),
        about=(
            "文件存在，但系统不让读取。常见原因是没有权限，或是磁盘、网络盘出了问题。",
            "The file is there, but the system does not let it be read: usually missing "
            "permission, or a fault of the disk or network share.",
        ),
    ),
    _error(
        "TB002",
        title=("不是 UTF-8 编码", "Not in UTF-8"),
        message=(
            "文件是 {encoding} 编码，不是 UTF-8；请用记事本或 WPS 打开，另存为纯文本，编码选 UTF-8",
            "the file is in {encoding}, not UTF-8; open it in Notepad or WPS and save it as plain "
            "text with the encoding UTF-8",
        ),
        about=(
            "档案里的文本一律用 UTF-8 编码，否则中文会变成乱码。记事本：文件 → 另存为 → 编码选"
            "“UTF-8”。WPS：文件 → 另存为 → 类型选“纯文本（*.txt）”，编码选“Unicode (UTF-8)”，再把"
            "扩展名改回 .md。所报位置是第一个不合 UTF-8 的字符。",
            "All texts of the archive are in UTF-8; anything else turns Chinese into garbage. "
            "Notepad: File, Save as, Encoding: UTF-8. WPS: File, Save as, type Plain text, "
            "encoding Unicode (UTF-8), then name it .md again. The place is that of the first "
            "character that is not UTF-8.",
        ),
    ),
    _error(
        "TB003",
        title=("缺少开头的字段区", "No front matter"),
        message=(
            "文件开头没有字段区，第一行是“{text}”；第一行应只写 ---，接着写 title、date 等字段，"
            "再用一行 --- 结束",
            "the file has no front matter, its first line is “{text}”; let the first line be --- "
            "alone, then title, date and so on, then another line ---",
        ),
        about=(
            "每个记录文件以字段区开头：第一行只有三个减号 ---，然后每行一个字段，最后再一行 ---，"
            "正文写在后面。减号要用半角，前面不能有空行。",
            "Each record begins with its fields: a first line of three hyphens, one field a line, "
            "another line of three hyphens; the text follows. No empty line may stand before it.",
        ),
    ),
    _error(
        "TB004",
        title=("字段区没有结束", "Front matter without an end"),
        message=(
            "字段区没有结束；请在最后一个字段下面单独写一行 ---",
            "the front matter has no end; write a line --- alone below the last field",
        ),
        about=(
            "字段区以单独一行 --- 开始，也要以单独一行 --- 结束，行首不能有空格。",
            "The fields begin with a line --- alone and end with one, without spaces before it.",
        ),
    ),
    _error(
        "TB005",
        title=("字段区读不懂", "Front matter that cannot be read"),
        message=(
            "这里读不懂：“{text}”；每行应写成“字段: 值”，引号、括号要成对，下级内容用空格对齐",
            "this cannot be read: “{text}”; write “field: value” on each line, quotes and brackets "
            "in pairs, and what belongs to a field indented evenly with spaces",
        ),
        about=(
            "字段区每行写一个字段：字段名、半角冒号、一个空格、值。值里引号和括号要成对；列表和下级"
            "内容每级缩进两个空格，同级左边对齐。",
            "One field a line: its name, a colon, a space, its value. Quotes and brackets come in "
            "pairs; lists and what lies below a field are indented by two spaces, evenly.",
        ),
    ),
    _error(
        "TB006",
        title=("字段重复", "Field given twice"),
        message=(
            "字段“{field}”在第 {line} 行已经写过；请合并成一处",
            "“{field}” stands in line {line} already; keep one of them",
        ),
        about=(
            "同一处的同名字段只能写一次，写两次就不知道以哪个为准。",
            "A field stands once in its place; of two, nobody could tell which one holds.",
        ),
    ),
    _error(
        "TB007",
        title=("不支持的 YAML 写法", "YAML that is not supported"),
        message=(
            "“{mark}”是 YAML 的特殊写法，这里不支持；如果就是文字，请给整个值加上引号",
            "“{mark}” has a special meaning in YAML that is not supported here; if it is plain "
            "text, put the whole value in quotes",
        ),
        about=(
            "以 *、&、! 开头的值，以及字段名 <<，在 YAML 里表示引用、类型、合并。档案不用这些写法；"
            "如果只是文字，写成 title: \"*重要*\" 这样。",
            "A value that begins with *, & or !, and the name <<, mean references, types and "
            "merging in YAML. Records do without; plain text goes in quotes: title: \"*new*\".",
        ),
    ),
    _error(
        "TB008",
        title=("字段区过大或层次过深", "Front matter too large or too deep"),
        message=(
            "字段区过大或层次过深：最多 {limit} KB、{deepest} 层；长文字请写到正文里",
            "the front matter is too large or nested too deep: at most {limit} KB and {deepest} "
            "levels; write long text in the body",
        ),
        about=(
            "字段区只放简短的字段，长的内容写在正文里。限度是为了防止损坏的文件拖垮整个检查。",
            "Fields are short; what is long belongs in the body. The limits keep a broken file "
            "from bringing down the whole check.",
        ),
    ),
    _warning(
        "TB009",
        title=("看不见的控制字符", "Invisible control character"),
        message=(
            "这里有看不见的控制字符 {code}（本文件共 {count} 个）；请删掉，把这一处重新输入",
            "here is an invisible control character {code} ({count} in this file); delete it and "
            "type the place anew",
        ),
        about=(
            "从网页、PDF 或聊天软件复制的文字常带有看不见的字符，会打乱显示和搜索。"
            "把光标移到所报位置，"
            "删掉前后两个字再重新输入即可。",
            "Text copied from web pages, PDF or chats often brings invisible characters that upset "
            "display and search. Delete the characters around the place and type them again.",
        ),
    ),
    _error(
        "TB010",
        title=("用了制表符缩进", "Indented with a tab"),
        message=(
            "行首用了制表符（Tab）；请改成空格，每级两个",
            "the line is indented with a tab; use two spaces for each level",
        ),
        about=(
            "字段区的缩进只能用空格。制表符和空格看起来一样，但在不同的软件里宽度不同。",
            "Fields are indented with spaces only: a tab looks the same, but its width differs "
            "from program to program.",
        ),
    ),
    _error(
        "TB011",
        title=("文件名不能用", "Unusable file name"),
        message=(
            "文件名“{name}”里有控制字符、反斜杠，或者不是 UTF-8 编码；请重新命名",
            "the file name “{name}” holds a control character or a backslash, or is not in UTF-8; "
            "rename it",
        ),
        about=(
            "这样的文件名换一台电脑就可能打不开，链接也会失效。可以用汉字、字母、数字、空格、"
            "括号。",
            "Such a name may not open on another computer, and links to it fail. Han characters, "
            "letters, digits, spaces and brackets are all fine.",
        ),
    ),
    _error(
        "TB012",
        title=("放错位置的文件", "File in the wrong place"),
        message=(
            "这里不放记录；请移到 学期/类别/ 文件夹，类别有：{folders}",
            "no record belongs here; move it to PERIOD/KIND/, where KIND is one of: {folders}",
        ),
        about=(
            "记录按“学期/类别/文件.md”存放，例如 2020-h1/meetings/专题会议.md。放在别处的 .md 文件"
            "程序不知道是什么，为了不遗漏，按错误处理。",
            "Records lie at PERIOD/KIND/FILE.md. A .md file elsewhere could be anything; so that "
            "nothing vanishes, it is an error.",
        ),
    ),
    _error(
        "TB013",
        title=("文件过大", "File too large"),
        message=(
            "文件有 {size} MB，文本文件最多 {limit} MB；请拆分，或把图片、表格改为附件",
            "the file has {size} MB, a text may have {limit} MB; split it, or attach pictures and "
            "tables as files of their own",
        ),
        about=(
            "记录是文字，通常只有几 KB。这么大的文件多半混进了图片或导出的数据，应当作为附件保存。",
            "Records are text, mostly a few KB. A file as large as this usually holds pictures or "
            "exported data, which belong in an attachment.",
        ),
    ),
    _warning(
        "TB015",
        title=("文字像是损坏了", "Text that looks damaged"),
        message=(
            "这里像是乱码，或文字识别留下的痕迹（如夹在括号里的拼音）；请对照原件核对全文",
            "this looks garbled, or like what text recognition leaves (pinyin in brackets, for "
            "instance); compare the whole text with the original",
        ),
        about=(
            "编码转换错误会产生“Ã©”“锟斤拷”之类的乱码；扫描识别和网页转换会留下多余的拼音，如"
            "“学(xué)校”。每行只报第一处，最多报 20 行，改的时候请通读全文。",
            "A wrong encoding makes garbage such as “Ã©” or “锟斤拷”; text recognition and "
            "conversions leave stray pinyin, as in “学(xué)校”. Only the first place of a line is "
            "named, and twenty lines at most: read the whole text.",
        ),
    ),
    _error(
        "TB016",
        title=("没有 archive.yml", "No archive.yml"),
        message=(
            "没有找到 archive.yml；请新建，至少写上“institution: 单位全称”",
            "there is no archive.yml; add one with at least “institution: its full name”",
        ),
        about=(
            "records/ 文件夹里要有 archive.yml，写明单位名称和部门、岗位等名单。",
            "The records folder holds archive.yml with the institution's name and lists.",
        ),
    ),
    _warning(
        "TB017",
        title=("# 后面的文字被当作注释", "Text after # is taken for a comment"),
        message=(
            "“{text}”被当作注释，不算在值里；如果是内容，请给整个值加上引号；确是注释，就在 # "
            "后空一格",
            "“{text}” is taken for a comment and is not part of the value; if it is, put the whole "
            "value in quotes; if it is a comment, write a space after #",
        ),
        about=(
            "字段区里，空格后面的 # 到行尾都是注释，不会显示。标题里要写 # 时给整个标题加引号，"
            "如 title: \"简报 #12\"。",
            "In front matter, # after a space begins a comment up to the end of the line, which is "
            "not shown. A title with # in it goes in quotes: title: \"Bulletin #12\".",
        ),
    ),
    _error(
        "TB018",
        title=("值要加引号", "Value that needs quotes"),
        message=(
            "“{value}”里有 YAML 的特殊符号，读不成文字；请用引号括起整个值：{example}",
            "“{value}” holds signs that mean something else in YAML; put the whole value in "
            "quotes: {example}",
        ),
        about=(
            "以 [ ] { } * & ! % @ ` | > ? - 或引号开头的值，以及含有“: ”（冒号加空格）的值，"
            "要用一对"
            "半角引号整个括起来。值里有双引号时，外面用单引号。全角的【】（）“”：不受影响。",
            "A value that begins with [ ] { } * & ! % @ ` | > ? - or a quote, or that holds a "
            "colon "
            "and a space, goes between quotes as a whole: single ones where it holds double ones.",
        ),
    ),
    _error(
        "TB019",
        title=("冒号写法不对", "Wrong colon after a field name"),
        message=(
            "字段名后面要用半角冒号，再空一格，不能用全角冒号“：”：{example}",
            "after a field's name comes an ASCII colon and a space, not the full-width “：”: "
            "{example}",
        ),
        about=(
            "字段名和值之间是英文输入法下的冒号加一个空格。中文冒号“：”，或者冒号后面没有空格，"
            "程序都认不出字段。",
            "Between a field's name and its value stand an ASCII colon and a space. With a "
            "full-width colon, or without the space, the field is not recognised.",
        ),
    ),
    _error(
        "TB020",
        title=("不是普通文件", "Not an ordinary file"),
        message=(
            "“{name}”是符号链接（快捷方式）或设备，不是普通文件；请放入文件本身，或者删掉它",
            "“{name}” is a symbolic link or a device, not an ordinary file; put the file itself "
            "here, or delete it",
        ),
        about=(
            "链接指向的内容可能在档案之外，别人的电脑上没有，也可能不该公开。档案里只放文件本身。",
            "What a link points at may lie outside the archive: missing on another computer, or "
            "not meant to be published. The archive holds the files themselves.",
        ),
    ),
    _error(
        "TB021",
        title=("文件内容已损坏", "Damaged content"),
        message=(
            "从这里起不是有效的 UTF-8 文本（字节 {byte}）；请检查这是不是文本文件，"
            "修好此处后另存为 UTF-8",
            "from here on this is not valid UTF-8 text (byte {byte}); see whether it is a text "
            "file "
            "at all, mend this place and save it as UTF-8",
        ),
        about=(
            "文件里有的字节不构成文字：可能是传输时损坏，也可能是把 Word、图片等改名成了 .md。"
            "用记事本打开，改好所报位置的字，另存时编码选“UTF-8”；Word 文件要先另存为纯文本。",
            "Some bytes make no characters: damaged on the way, or a Word file or picture renamed "
            "to .md. Open it in Notepad, mend the place, and save it with the encoding UTF-8; a "
            "Word file is saved as plain text first.",
        ),
    ),
    _warning(
        "TB014",
        title=("过于复杂的正文", "Text too tangled for Markdown"),
        message=(
            "从这里起的一段符号太多或层次太深，按原样显示；请分段，或放进 ``` 代码块",
            "from here on the text holds too many marks or levels and is shown as typed; split "
            "it into paragraphs, or put it between ``` lines",
        ),
        about=(
            "一段里有几百个方括号、星号，或十几层引用时，排版会花很长时间。这样的段落不排版，"
            "原样显示，一个字也不会少。",
            "A paragraph with hundreds of brackets or a dozen levels of quotes would take very "
            "long to lay out. It is shown as it was typed; nothing is lost.",
        ),
    ),
    # --- TB1: fields ------------------------------------------------------------------
    _error(
        "TB101",
        title=("不认识的字段", "Unknown field"),
        message=(
            "“{field}”不是这类记录的字段；{hint}可用字段：{allowed}",
            "“{field}” is not a field of this kind; {hint} known fields: {allowed}",
        ),
        about=(
            "字段名写错一个字母，内容就会丢失，所以不认识的字段一律按错误处理。"
            "请对照提示改成正确的名称；想写的内容没有对应字段时，写进正文。",
            "A misspelt name would lose its content, so an unknown field is an error. Use the name "
            "the message suggests; what has no field of its own belongs in the text below.",
        ),
    ),
    _error(
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
    _error(
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
    _error(
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
    _error(
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
    _error(
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
    _warning(
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
    _error(
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
    _error(
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
    # --- TB2: vocabularies ------------------------------------------------------------
    _error(
        "TB201",
        title=("不在名单里", "Not in the list of archive.yml"),
        message=(
            "“{value}”不在 archive.yml 的 {list} 里（字段 {field}）；{hint}已有：{allowed}。"
            "确实是新的，请先加到 archive.yml",
            "“{value}” is not in {list} of archive.yml (field {field}); {hint} there are: "
            "{allowed}. If it is new, add it to archive.yml first",
        ),
        about=(
            "部门、岗位、领域、形式等统一列在 records/archive.yml 里，这样同一个部门不会有几种写法，"
            "统计才对得上。新增的要先加进名单。",
            "Departments, posts, areas and forms are listed once in records/archive.yml, so that "
            "one department is not written in three ways and the figures agree.",
        ),
    ),
    _error(
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
    _error(
        "TB204",
        title=("不是规定的取值", "Not an allowed value"),
        message=(
            "“{field}: {value}”不是规定的取值；{hint}可用：{allowed}",
            "“{field}: {value}” is not an allowed value; {hint} allowed: {allowed}",
        ),
        about=(
            "状态、等级、事项等字段只能用规定的几个值，英文或网站语言的说法都可以。",
            "Fields such as status, level and event take a few fixed values, as a key or as its "
            "label in the site's language.",
        ),
    ),
    _error(
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
    # --- TB3: ids and links -----------------------------------------------------------
    _error(
        "TB301",
        title=("链接指向不存在的记录", "Link to nothing"),
        message=(
            "没有编号为“{target}”的记录（字段 {field}）；{hint}编号是 records/ 下的路径"
            "（不带 .md），问题和措施用自己的编号",
            "no record has the id “{target}” (field {field}); {hint} an id is the path below "
            "records/ without .md, or the record's own id",
        ),
        about=(
            "链接用编号写。没有写 id 的记录，编号就是它在 records/ 下的路径，去掉 .md，"
            "例如 2020-h1/materials/通知。问题和措施用 R-2020-01、M-2020-01 这样的编号。",
            "Links are made by id. A record without an id of its own has its path below records/, "
            "without .md; risks and measures have ids such as R-2020-01.",
        ),
    ),
    _error(
        "TB302",
        title=("编号重复", "Id used twice"),
        message=(
            "编号“{id}”已被 {other} 使用；请给其中一个换号：termbook renumber {id} 新编号",
            "the id “{id}” is already taken by {other}; renumber one of them: "
            "termbook renumber {id} NEW-ID",
        ),
        about=(
            "两个人同时新增时最容易用到同一个号。编号在整个档案里只能出现一次。",
            "Two people who add a record at the same time easily take the same number. An id "
            "stands once in the whole archive.",
        ),
    ),
    _error(
        "TB303",
        title=("编号格式不对", "Form of the id"),
        message=(
            "编号“{id}”不符合格式；请写成 {example} 这样",
            "the id “{id}” does not have the right form; write it like {example}",
        ),
        about=(
            "问题用 R-年份-序号，措施用 M-年份-序号，序号至少两位。",
            "Risks are R-year-number, measures M-year-number, with at least two digits.",
        ),
    ),
    _error(
        "TB304",
        title=("编号里有不能用的字符", "Characters that an id cannot hold"),
        message=(
            "编号“{id}”里有 ]] 或 |，或者太长；请换一个",
            "the id “{id}” holds ]] or |, or is too long; choose another",
        ),
        about=(
            "编号要能写进 [[编号]] 这样的链接里，所以不能有 ]] 和 |，最长 200 个字。",
            "An id must fit into a link such as [[id]], so it holds neither ]] nor |, and at most "
            "200 characters.",
        ),
    ),
    _error(
        "TB305",
        title=("链接的记录种类不对", "Link to the wrong kind"),
        message=(
            "“{target}”是{got}，字段 {field} 应当指向{expected}",
            "“{target}” is a {got}; the field {field} takes a {expected}",
        ),
        about=(
            "有的字段只能指向某一类记录，例如 materials 只能指向学习材料。",
            "Some fields point at one kind of record only: materials at materials, for instance.",
        ),
    ),
    _error(
        "TB306",
        title=("链接指向范围更窄的记录", "Link to a record that fewer may see"),
        message=(
            "本记录公开范围是“{access}”，而“{target}”只给“{narrower}”看；"
            "请去掉链接，或调整其中一个的 access",
            "this record is for “{access}”, but “{target}” only for “{narrower}”; remove the link "
            "or change the access of one of them",
        ),
        about=(
            "能看到本记录的人里，有人看不到被链接的记录。链接会泄露它的标题，所以不允许。",
            "Some who may see this record may not see the other, and the link would tell them its "
            "title.",
        ),
    ),
    _error(
        "TB307",
        title=("链接的文件不存在", "Link to a missing file"),
        message=(
            "记录旁边没有文件“{target}”；{hint}请检查文件名，或把文件放到 {folder}",
            "there is no file “{target}” beside the record; {hint} check its name, or put it into "
            "{folder}",
        ),
        about=(
            "正文里的图片和文件链接是相对记录所在文件夹写的。文件名要完全一致，包括大小写和扩展名。",
            "Images and files in the text are named relative to the record's folder, exactly, "
            "upper and lower case and the ending included.",
        ),
    ),
    _error(
        "TB308",
        title=("网址写法不对", "Not a web address"),
        message=(
            "“{value}”不是网址（字段 {field}）；请写 http:// 或 https:// 开头的完整地址",
            "“{value}” is not a web address (field {field}); write it in full, with http:// or "
            "https://",
        ),
        about=(
            "只接受 http 和 https 网址，不接受 javascript:、data: 等。",
            "Only http and https addresses are taken, never javascript: or data:.",
        ),
    ),
    _error(
        "TB309",
        title=("链接超出 records 文件夹", "Link that leaves records/"),
        message=(
            "“{target}”指到了 records/ 外面；请把文件放到记录旁边，再写文件名",
            "“{target}” leads out of records/; put the file beside the record and name it",
        ),
        about=(
            "网站只发布 records/ 里面的内容，指到外面的链接对读者没有用。",
            "The site holds what is in records/; a link out of it leads readers nowhere.",
        ),
    ),
    _error(
        "TB310",
        title=("不安全的链接", "Unsafe link"),
        message=(
            "“{target}”不是允许的链接；可用：记录编号、旁边的文件、http 或 https 网址",
            "“{target}” is not an allowed link; use a record's id, a file beside it, or an http "
            "or https address",
        ),
        about=(
            "javascript:、data:、file: 这类链接会在读者的电脑上执行或打开别的东西，页面上一律不做成链接。",
            "javascript:, data: and file: links could run or open things on a reader's computer; "
            "pages never carry them.",
        ),
    ),
    _error(
        "TB311",
        title=("记录指向自己", "Record that points at itself"),
        message=(
            "字段 {field} 指向了本记录自己；请改成另一条记录的编号",
            "the field {field} points at this very record; name another one",
        ),
        about=(
            "替代、复发等关系总是指向另一条记录。",
            "A record supersedes, or recurs from, another one.",
        ),
    ),
    _error(
        "TB312",
        title=("进展与对象的公开范围不同", "Update for another audience than its item"),
        message=(
            "本条进展的公开范围是“{access}”，而 {of} 是“{expected}”；请删掉 access 一行",
            "this update is for “{access}”, but {of} for “{expected}”; remove the line access",
        ),
        about=(
            "进展写给谁看，跟随它所说的问题或措施。否则不同的读者会看到同一项问题的两种状态。",
            "An update is for those who see what it is about. Otherwise two readers would be told "
            "two states of one risk.",
        ),
    ),
    # --- TB4: dates and periods -------------------------------------------------------
    _error(
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
    _error(
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
    _warning(
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
    _error(
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
    _error(
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
    _error(
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
    _error(
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
    _error(
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
    # --- TB5: attachments -------------------------------------------------------------
    _error(
        "TB501",
        title=("附件不存在", "Attachment missing"),
        message=(
            "找不到附件“{file}”；{hint}请把文件放到 {folder}，文件名要完全一致",
            "the attachment “{file}” is not there; {hint} put it into {folder} under this very "
            "name",
        ),
        about=(
            "附件放在记录旁边（同一文件夹或其子文件夹），字段里写文件名。",
            "An attachment lies beside its record (or in a folder below), and the field names it.",
        ),
    ),
    _error(
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
    _error(
        "TB505",
        title=("校验值格式不对", "Form of a checksum"),
        message=(
            "“{value}”不是 sha256 校验值（字段 {field}）；应当是 64 位 0–9、a–f",
            "“{value}” is not a sha256 checksum (field {field}); it has 64 digits 0–9 and a–f",
        ),
        about=(
            "校验值由程序算出：Windows 用 certutil -hashfile 文件名 SHA256，Linux 和 macOS 用 sha256sum"
            " 或 shasum -a 256。",
            "A program computes it: certutil -hashfile FILE SHA256 on Windows, sha256sum or "
            "shasum -a 256 elsewhere.",
        ),
    ),
    _warning(
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
    # --- TB6: the life of a risk ------------------------------------------------------
    _error(
        "TB601",
        title=("这一步不能登记", "Event that is not allowed here"),
        message=(
            "{of} 此前的状态是 {before}，不能登记 {event}；此时可以登记：{allowed}；"
            "请改事项，或检查各条进展的日期先后",
            "{of} was {before}, so {event} is not allowed; allowed then: {allowed}. Change the "
            "event, or check the dates of the updates before it",
        ),
        about=(
            "整改要一步一步来：制定措施、推进、完成、验收、销号。每一步之前的状态由更早的进展推算，"
            "同一天的按文件名先后。如果事情确实发生过，多半是漏登了中间的一步，或日期写错了。",
            "An item moves step by step: plan, progress, done, verify, close. The state before a "
            "step follows from the updates before it; those of one day count in the order of "
            "their file names. If the event did happen, a step in between is missing or a date "
            "is wrong.",
        ),
    ),
    _error(
        "TB602",
        title=("没有通过验收就销号", "Closed without verification"),
        message=(
            "{of} 还没有通过验收（现为 {before}），不能销号；此时可以登记：{allowed}；"
            "销号之前先要有 verify，result: pass",
            "{of} has not passed a verification (it is {before}), so it cannot be closed; "
            "allowed now: {allowed}. Before close comes verify with result: pass",
        ),
        about=(
            "销号是说问题已经解决，并且由责任岗位以外的岗位验收过。先登记 done（完成，附佐证），"
            "再登记 verify（验收，写明验收岗位和佐证），然后才能 close（销号）。"
            "重新整改以后要重新验收。",
            "Closing says that the problem is solved and that another post has checked it. "
            "Record done with its evidence, then verify with verifier and evidence, then close. "
            "After a reopen the item is verified anew.",
        ),
    ),
    _error(
        "TB603",
        title=("事项缺少必填内容", "Event that lacks a field"),
        message=(
            "登记 {event} 要写明 {field}；请补上一行“{name}: …”",
            "{event} must carry {field}; add a line “{name}: …”",
        ),
        about=(
            "延期要有新期限和理由，验收要有验收岗位和结论，接受要有截止日期和理由，"
            "重新整改、不予立项、取消以及验收不通过都要有理由。",
            "An extension needs its new date and a reason, a verification its verifier and "
            "result, an acceptance its last day and a reason; reopen, dismiss, cancel and a "
            "failed verification need a reason.",
        ),
    ),
    _error(
        "TB604",
        title=("没有佐证", "No evidence on file"),
        message=(
            "{of} 的 {event} 没有佐证；请在 evidence 里列出记录编号，或本记录的附件",
            "{event} of {of} has no evidence; list ids of records or attached files in evidence",
        ),
        about=(
            "完成、验收通过、销号都要有据可查：会议记录、制度文件、照片等。"
            "附件除了写在 attachments 里，还要写进 evidence。销号可以沿用之前进展里的佐证。",
            "Done, a passed verification and closing rest on something on file: minutes, a rule, "
            "a photograph. An attachment counts when evidence names it too. Closing may rest on "
            "the evidence of an earlier update.",
        ),
    ),
    _error(
        "TB605",
        title=("自己验收自己", "Verified by its own owner"),
        message=(
            "验收岗位“{verifier}”就是 {of} 的责任岗位；请由另一个岗位验收",
            "the verifier “{verifier}” is the post responsible for {of}; let another post verify",
        ),
        about=(
            "谁负责整改，谁就不能验收，否则验收没有意义。",
            "Who is responsible for an item cannot be the one to confirm that it is solved.",
        ),
    ),
    _error(
        "TB606",
        title=("办理的人自己验收", "Verified by who did it"),
        message=(
            "验收岗位“{verifier}”就是办理岗位（见 {other}）；请由另一个岗位验收",
            "the verifier “{verifier}” is the post that reported it done (see {other}); let "
            "another post verify",
        ),
        about=(
            "登记完成时写明了办理岗位（by）。办理的岗位不能再来验收。",
            "The update that reported the item done names the post that did it (by). That post "
            "cannot verify it.",
        ),
    ),
    _error(
        "TB607",
        title=("问题和措施的事项不同", "Event of another kind of item"),
        message=(
            "{of} 是{kind}，没有 {event} 这个事项；现为 {before}，可以登记：{allowed}",
            "{of} is of the kind “{kind}”, which has no event {event}; it is {before}, so "
            "allowed are: {allowed}",
        ),
        about=(
            "措施只有推进、延期、完成、取消；制定措施、验收、销号、重新整改、接受、不予立项是问题的事项。"
            "请检查 of 写的编号。",
            "A measure has progress, extend, done and cancel. Plan, verify, close, reopen, "
            "accept and dismiss happen to risks. Check the id in of.",
        ),
    ),
    _error(
        "TB608",
        title=("进展早于问题", "Update before its item"),
        message=(
            "进展的日期 {date} 早于 {of} 的日期 {found}；请检查两个日期",
            "the update's date {date} is before that of {of}, {found}; check both dates",
        ),
        about=(
            "问题发现之前不会有它的进展，措施提出之前也一样。这条进展不计入状态。",
            "Nothing happens to an item before it exists. Such an update does not count.",
        ),
    ),
    _error(
        "TB609",
        title=("延期没有往后延", "Extension that does not extend"),
        message=(
            "{of} 的新期限 {new_due} 不晚于现在的期限 {due}；请检查日期",
            "the new due date {new_due} of {of} is not later than the one in force, {due}; "
            "check the date",
        ),
        about=(
            "延期是把期限往后移。期限从问题或措施的 due 开始，每延一次，以新的为准。",
            "An extension moves the due date later. It begins as the item's due; each extension "
            "puts a new one in force.",
        ),
    ),
    _error(
        "TB610",
        title=("日期已经过去", "Day that had passed already"),
        message=(
            "{field} 的日期 {value} 早于登记日期 {date}；请检查两个日期",
            "{field} is {value}, before the update's own date {date}; check both dates",
        ),
        about=(
            "新期限、接受的截止日期都是对以后的约定，不会早于登记的那一天。",
            "A new due date, or the day until which a risk is accepted, lies ahead of the day on "
            "which it was set.",
        ),
    ),
    _error(
        "TB611",
        title=("拿自己作佐证", "Item as its own evidence"),
        message=(
            "{of} 不能作它自己的佐证；请写会议、材料等其他记录的编号，或附件",
            "{of} is no evidence of what was done about it; name another record or an attached "
            "file",
        ),
        about=(
            "佐证要能说明做了什么，问题或措施本身说明不了。",
            "Evidence shows what was done; the item itself does not.",
        ),
    ),
    _warning(
        "TB620",
        title=("逾期", "Past due"),
        message=(
            "{of} 应在 {due} 前完成，已逾期 {days} 天；请登记进展，或登记 extend 写明新期限和理由",
            "{of} was due on {due} (days late: {days}); record what was done, or extend it with "
            "a new date and a reason",
        ),
        about=(
            "期限当天不算逾期，第二天开始算。延期要有理由，次数会显示在台账里。",
            "The due day itself is not late, the next one is. An extension needs a reason, and "
            "the register shows how many there were.",
        ),
    ),
    _warning(
        "TB621",
        title=("接受已到期", "Acceptance that has run out"),
        message=(
            "{of} 只接受到 {until}；请登记 reopen 继续整改，写明理由",
            "{of} was accepted only until {until}; reopen it, with a reason",
        ),
        about=(
            "接受是暂时的：问题没有解决，只是说明到某一天之前先这样。到期要重新研究。",
            "Acceptance is for a time: the problem is not solved. When the day has passed, it is "
            "looked at again.",
        ),
    ),
    _warning(
        "TB622",
        title=("停滞", "Stalled"),
        message=(
            "{of} 还没有解决，却整整一个学期没有进展（最近一次：{last}）；"
            "请登记进展，哪怕只是说明原因",
            "{of} is unresolved, but nothing was recorded in a whole period (last: {last}); "
            "record what happened, or why nothing did",
        ),
        about=(
            "没有解决的问题，每个学期至少要有一条进展。没有进展的会标上“停滞”。",
            "An unresolved item has at least one update in each period; one without is marked "
            "as stalled.",
        ),
    ),
    _warning(
        "TB623",
        title=("当天发现当天销号", "Closed on the day it was found"),
        message=(
            "{of} 在发现当天（{date}）就销号了；请核对日期，确属立行立改的可以不改",
            "{of} was closed on the very day it was found ({date}); check the dates, and leave "
            "them if it was indeed solved at once",
        ),
        about=(
            "一天之内发现、整改、验收、销号很少见，多半是补登记时日期写成了同一天。",
            "To find, solve, verify and close within a day is rare; more often the dates were "
            "filled in later, all alike.",
        ),
    ),
    _warning(
        "TB624",
        title=("延期超过两次", "Extended more than twice"),
        message=(
            "{of} 已延期 {count} 次，现在的期限是 {due}；请研究期限或措施是否合适",
            "{of} has been extended {count} times and is now due on {due}; consider whether date "
            "and measures are realistic",
        ),
        about=(
            "一再延期说明期限定得不实，或措施不管用，检查时会被问到。",
            "Repeated extensions mean that the date was not realistic or the measures do not "
            "work; an inspector will ask.",
        ),
    ),
    _warning(
        "TB625",
        title=("累计数变小了", "Total that goes down"),
        message=(
            "{of} 的 done_number 是 {number}，比之前的 {before} 还小；这里写累计数，不是本次数",
            "done_number of {of} is {number}, less than the {before} before; write the total so "
            "far, not the latest addition",
        ),
        about=(
            "done_number 是到这一天为止一共完成了多少，只会不变或变大。",
            "done_number is all that was done up to that day, so it never goes down.",
        ),
    ),
    _warning(
        "TB626",
        title=("超过目标", "More than the target"),
        message=(
            "{of} 的 done_number 是 {number}，超过目标 {target}；请核对是不是写错了",
            "done_number of {of} is {number}, above its target {target}; check it",
        ),
        about=(
            "超额完成可以保留，但多半是数字写错了，或把别的次数也算了进来。",
            "A target can be exceeded, but more often a number is mistyped or counts something "
            "else too.",
        ),
    ),
    _warning(
        "TB627",
        title=("原问题还没有销号", "Recurrence of what was not closed"),
        message=(
            "发现 {of} 时（{date}），{other} 的状态是 {state}，还没有销号；"
            "同一个问题请在 {other} 下登记进展",
            "when {of} was found ({date}), {other} was {state}, not closed; if it is the same "
            "problem, record an update of {other} instead",
        ),
        about=(
            "复发是指问题销号以后又出现。原来的还没有销号，就是同一个问题，分成两项会重复统计。",
            "A problem recurs after it was closed. While the earlier one is not closed it is the "
            "same problem, and two items would count it twice.",
        ),
    ),
    _warning(
        "TB628",
        title=("复发自更晚的问题", "Recurrence of a later risk"),
        message=(
            "{of} 写的是复发自 {other}，但后者 {date} 才发现；请检查 recurrence_of 和日期",
            "{of} recurs from {other}, which was found only on {date}; check recurrence_of and "
            "the dates",
        ),
        about=(
            "复发自的问题应当更早发现。多半是两项写反了。",
            "The problem that recurs was found earlier. Most likely the two were swapped.",
        ),
    ),
    _warning(
        "TB629",
        title=("不起作用的字段", "Field without effect"),
        message=(
            "{field} 对 {event} 不起作用；请改事项，或删掉这一行",
            "{field} has no effect with {event}; change the event or remove the line",
        ),
        about=(
            "新期限只用于延期，截止日期只用于接受，结论只用于验收，完成数只用于措施。"
            "写在别处不会生效，容易让人误以为已经登记。",
            "new_due belongs to extend, until to accept, result to verify, done_number to "
            "measures. Elsewhere they change nothing, though it may look as if they did.",
        ),
    ),
    _warning(
        "TB630",
        title=("没有达到目标就完成", "Done below the target"),
        message=(
            "{of} 登记为完成，但目标是 {target}，累计只有 {number}；请补上 done_number，或继续推进",
            "{of} is done, but its total is {number} of {target}; add done_number, or go on with "
            "progress",
        ),
        about=(
            "措施定了数量目标，完成时累计数应当达到目标。",
            "A measure with a number for a target has reached it when it is done.",
        ),
    ),
    _warning(
        "TB631",
        title=("问题已销号，措施还没完", "Measure left over"),
        message=(
            "{risk} 已在 {date} 销号，{of} 却还没有完成；请登记 done 或 cancel",
            "{risk} was closed on {date}, but {of} is not finished; record done or cancel",
        ),
        about=(
            "问题销号时，针对它的措施应当已经完成，不再需要的要取消并写明理由。",
            "When a risk is closed its measures are done; one that is no longer needed is "
            "cancelled with a reason.",
        ),
    ),
    _warning(
        "TB632",
        title=("限期整改没有期限", "Deadline without a day"),
        message=(
            "{of} 的整改方式是 {mode}，却没有期限；请加上 due",
            "the mode of {of} is {mode}, but it has no due date; add due",
        ),
        about=(
            "没有期限就不会显示逾期，限期整改就落了空。",
            "Without a due date nothing is ever overdue.",
        ),
    ),
    _warning(
        "TB633",
        title=("佐证晚于事项", "Evidence from later"),
        message=(
            "佐证 {other} 的日期是 {date}，晚于这条进展；请检查日期，或换一条佐证",
            "the evidence {other} is dated {date}, after this update; check the dates, or name "
            "other evidence",
        ),
        about=(
            "登记时应当已经有佐证。晚于事项的佐证，多半是日期写错或编号写错。",
            "Evidence is there when an event is recorded. If it is later, a date or an id is "
            "probably wrong.",
        ),
    ),
    # --- TB8: publication -------------------------------------------------------------
    _error(
        "TB801",
        title=("审定信息不全", "Approval that is not complete"),
        message=(
            "状态是已审定（approved），却没有写 {field}；请补上，或把 status 改回 review",
            "the status is approved, but {field} is missing; add it, or set status back to review",
        ),
        about=(
            "已审定的记录要写明由哪个岗位（approved_by）、哪一天（approved_on）审定。",
            "An approved record names the post that approved it (approved_by) and the day "
            "(approved_on).",
        ),
    ),
    _error(
        "TB802",
        title=("审定岗位无权审定", "Post whose approval does not count"),
        message=(
            "“{post}”不在 archive.yml 的 approvers 里，不能审定；请改 approved_by，"
            "或把这个岗位加进 approvers",
            "“{post}” is not among the approvers in archive.yml; change approved_by, or add the "
            "post to approvers",
        ),
        about=(
            "谁可以审定由 archive.yml 的 approvers 规定，改动它要经过审核。",
            "approvers in archive.yml says whose approval counts; a change of it is reviewed too.",
        ),
    ),
    # --- TB9: completeness ------------------------------------------------------------
    _warning(
        "TB901",
        title=("实到多于应到", "More present than expected"),
        message=(
            "实到 {present} 人，多于应到 {expected} 人；请核对人数",
            "{present} were present, more than the {expected} expected; check the numbers",
        ),
        about=(
            "应到人数包括所有该参加的人。列席人员请写在正文里。",
            "Expected are all who should attend; name guests in the text.",
        ),
    ),
    _warning(
        "TB902",
        title=("学习活动没有材料", "Session without material"),
        message=(
            "没有写学了什么；请在 materials 里列出学习材料的编号",
            "the session names no material; list the ids of what was studied in materials",
        ),
        about=(
            "写明材料，才能统计哪个部门学过哪些必学内容。",
            "Only with materials can the site tell which department has studied what it must.",
        ),
    ),
    _warning(
        "TB903",
        title=("没有完成学习计划", "Plan that was not met"),
        message=(
            "到学期结束（{end}），“{form}”计划 {target} 次，实际 {held} 次；"
            "请补上漏登的活动，或在工作报告里说明原因",
            "by the period's end ({end}), {held} of {target} planned sessions of the form “{form}” "
            "were held; add those that are missing, or give the reason in the report",
        ),
        about=(
            "次数按同一学期、同一形式的学习活动累计；部门的计划只算本部门的活动。",
            "Sessions of the same period and form are added up; a department's plan counts its "
            "own sessions only.",
        ),
    ),
    _warning(
        "TB904",
        title=("学期没有工作报告", "Period without a report"),
        message=(
            "学期 {period} 已在 {end} 结束，还没有工作报告；请在 {by} 前放进 {period}/reports/",
            "the period {period} ended on {end} and has no report; add one to {period}/reports/, "
            "dated {by} at the latest",
        ),
        about=(
            "每个学期要有一份工作报告。一份报告写明 covers，也可以管几个学期。",
            "Each period has a report. One report may serve several, if its covers says so.",
        ),
    ),
    _warning(
        "TB905",
        title=("阵地没有审核岗位", "Channel without an approver"),
        message=(
            "没有写发布内容由谁审核；请加上 approver",
            "nobody is named who approves what is posted; add approver",
        ),
        about=(
            "账号和工作群发布内容要先审后发，要写明审核岗位。已停用的写上 closed_on 即可。",
            "What goes out on a channel is approved first, and the record says by which post. "
            "A channel that is no longer used gets closed_on instead.",
        ),
    ),
    _warning(
        "TB906",
        title=("阵地一年没有核查", "Channel not reviewed within a year"),
        message=(
            "最近核查是 {date}，到 {on} 已超过一年；请核查，并在本学期新增一条记录写明日期",
            "last reviewed on {date}, more than a year before {on}; review it, and add a record "
            "of this period with the date",
        ),
        about=(
            "账号和工作群每年至少核查一次：还在用吗，谁在管，内容有没有问题。"
            "平台和名称相同的，以日期最晚的记录为准。",
            "Each channel is reviewed once a year at least: is it in use, who runs it, is its "
            "content in order. Of records with the same platform and title the latest counts.",
        ),
    ),
    _warning(
        "TB907",
        title=("阵地从未核查", "Channel never reviewed"),
        message=(
            "没有写核查日期；请核查后加上 reviewed_on",
            "no day of review is given; review it and add reviewed_on",
        ),
        about=(
            "账号和工作群每年至少核查一次，写明最近一次的日期。",
            "Each channel is reviewed once a year at least; the record gives the latest day.",
        ),
    ),
)

RULES: Final[Mapping[str, Rule]] = {rule.id: rule for rule in _ALL}
"""All rules by id, in the order of the help page."""


def rows() -> dict[str, tuple[str, str]]:
    """The rules' words as rows of the table: `rule.TB001.title`, `.message`, `.about`."""
    table: dict[str, tuple[str, str]] = {}
    for rule in _ALL:
        table[f"rule.{rule.id}.title"] = rule.title
        table[f"rule.{rule.id}.message"] = rule.message
        table[f"rule.{rule.id}.about"] = rule.about
    return table
