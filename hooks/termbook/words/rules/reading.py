"""TB0: rules about reading files and their front matter."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error, warning

RULES: Final[tuple[Rule, ...]] = (
    error(
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
    error(
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
    error(
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
    error(
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
    error(
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
    error(
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
    error(
        "TB007",
        title=("不支持的 YAML 写法", "YAML that is not supported"),
        message=(
            "“{mark}”是 YAML 的特殊写法，这里不支持；如果就是文字，请给整个值加上引号",
            "“{mark}” has a special meaning in YAML that is not supported here; if it is plain "
            "text, put the whole value in quotes",
        ),
        about=(
            "以 *、&、! 开头的值，以及字段名 <<，在 YAML 里表示引用、类型、合并。档案不用这些写法；"
            '如果只是文字，写成 title: "*重要*" 这样。',
            "A value that begins with *, & or !, and the name <<, mean references, types and "
            'merging in YAML. Records do without; plain text goes in quotes: title: "*new*".',
        ),
    ),
    error(
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
    warning(
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
    error(
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
    error(
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
    error(
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
    error(
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
    warning(
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
    warning(
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
    error(
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
    warning(
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
            '如 title: "简报 #12"。',
            "In front matter, # after a space begins a comment up to the end of the line, which is "
            'not shown. A title with # in it goes in quotes: title: "Bulletin #12".',
        ),
    ),
    error(
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
    error(
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
    error(
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
    error(
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
    error(
        "TB022",
        title=("扩展名不是 .md", "Name that does not end in .md"),
        message=(
            "这个文件像是记录，但文件名不是以小写的 .md 结尾，所以读不到；请改成 .md",
            "this looks like a record, but its name does not end in .md in lower case, so that it "
            "is not read; rename it",
        ),
        about=(
            "记录的文件名以小写的 .md 结尾。.MD、.markdown，以及记事本另存时多出来的 .md.txt "
            "都不算。Windows 默认不显示扩展名：在资源管理器里打开 查看 → 文件扩展名 就能看到。",
            "A record's name ends in .md, in lower case; .MD, .markdown and the .md.txt that "
            "Notepad makes do not count. Windows hides endings: turn on View, File name extensions "
            "in the Explorer.",
        ),
    ),
)
