"""Words of the calendar, the feed, the data files, and of giving a record another id."""

from __future__ import annotations

from typing import Final

ROWS: Final[dict[str, tuple[str, str]]] = {
    # calendar of due dates
    "calendar.name": ("{institution}：整改期限", "{institution}: due dates"),
    "calendar.name_of": (
        "{institution} {department}：整改期限",
        "{institution}, {department}: due dates",
    ),
    "calendar.summary": ("整改到期：{id} {title}", "Due: {id} {title}"),
    "calendar.fact": ("{label}：{value}", "{label}: {value}"),
    "calendar.state": ("状态", "State"),
    # feed of changes
    "feed.name": ("{institution}：最新记录", "{institution}: latest records"),
    "feed.name_of": (
        "{institution} {department}：最新记录",
        "{institution}, {department}: latest records",
    ),
    "feed.event": ("{of} {event}：{title}", "{of} {event}: {title}"),
    # the help page on data
    "data.title": ("数据与订阅", "Data and feeds"),
    "data.about": (
        "整个档案也可以作为数据取用。下面的文件与网站同时生成，内容一致，只含本网站读者可以看到的记录。",
        "The whole archive can be had as data. These files are made together with the site, say "
        "the same, and hold only what the readers of this site may see.",
    ),
    "data.caption": ("数据文件", "Data files"),
    "data.file": ("文件", "File"),
    "data.use": ("用途", "What it is for"),
    "data.json": (
        "全部记录，供其他程序读取（JSON）。",
        "All records, for other programs (JSON).",
    ),
    "data.schema": (
        "上一个文件的格式说明（JSON Schema），程序可以据此核对。",
        "The form of the file above (JSON Schema), for programs to check it against.",
    ),
    "data.sqlite": (
        "全部记录存成的一个数据库（SQLite），可用 Datasette 等工具查询。整改台账在 register 视图，"
        "未销号和未完成的事项在 open_items 视图。",
        "All records as one database (SQLite), to be queried with Datasette or similar tools: the "
        "register is the view register, what is unresolved the view open_items.",
    ),
    "data.ics": (
        "未办结事项的整改期限。在手机或电脑的日历里选“订阅日历”，填入这个文件的网址，期限变动会自动更新。",
        "Due dates of unresolved items. Subscribe to the address of this file in a calendar, and "
        "changed dates follow by themselves.",
    ),
    "data.atom": (
        "最新的 50 条记录。在阅读器里订阅这个网址，有新记录会提示（Atom）。",
        "The latest 50 records. Subscribe to this address in a feed reader to be told (Atom).",
    ),
    "data.departments": ("按部门订阅", "By department"),
    "data.departments.about": (
        "只含与本部门有关的记录：由本部门负责、承办或要求本部门学习的，以及有关问题和措施的进展。",
        "Only what concerns a department: what it owns, keeps or is required to study, and what "
        "happened to its risks and measures.",
    ),
    "data.departments.caption": ("各部门的日历和订阅", "Calendars and feeds of departments"),
    "data.calendar": ("期限日历", "Calendar of due dates"),
    "data.feed": ("最新记录", "Latest records"),
    # termbook renumber
    "renumber.done": ("{old} 已改为 {new}。改动的文件：", "{old} is now {new}. Files changed:"),
    "renumber.file": ("  {path}（{n} 处）", "  {path} ({n} place)|  {path} ({n} places)"),
    "renumber.moved": (
        "  {path} → {target}（{n} 处）",
        "  {path} → {target} ({n} place)|  {path} → {target} ({n} places)",
    ),
    "renumber.kept": (
        "还有一条记录也用 {old}，下列文件指的是哪一条无法判断，没有改动。指的是改号的这一条的，"
        "请手工改成 {new}：",
        "Another record is also called {old}. Which of the two these files mean cannot be known; "
        "they were left alone. Where they mean the renumbered one, change them to {new} by hand:",
    ),
    "renumber.left": (
        "下列位置的文字里还有 {old}，不是链接，没有改动，请看是否要改：",
        "{old} is still written here, not as a link; it was left alone. See whether to change it:",
    ),
    "renumber.line": ("  {path}:{line}", "  {path}:{line}"),
    "renumber.name": ("  {path}（文件名）", "  {path} (its name)"),
    "renumber.nothing_changed": ("没有改动任何文件。", "Nothing was changed."),
    "renumber.unknown": ("没有编号为“{old}”的记录；{hint}", "there is no record “{old}”; {hint}"),
    "renumber.same": ("新旧编号相同：{old}", "the old id and the new one are the same: {old}"),
    "renumber.period": (
        "“{old}”是学期，它的编号就是文件夹名，不能用这个命令改",
        "“{old}” is a period: its id is the name of its folder, which this command leaves alone",
    ),
    "renumber.taken": (
        "编号“{new}”已被 {path} 使用，请另选一个",
        "the id “{new}” is already taken by {path}; choose another",
    ),
    "renumber.form": (
        "编号“{new}”格式不对，应当像 {example} 这样",
        "the id “{new}” has the wrong form; write it like {example}",
    ),
    "renumber.characters": (
        "编号“{new}”里有不能用的字符，或者太长、首尾有空格",
        "the id “{new}” holds characters that an id cannot have, is too long, or begins or ends "
        "with a space",
    ),
    "renumber.elsewhere": (
        "“{old}”没有自己的编号，以文件的位置为编号；新编号只能换文件名：{folder}/新文件名",
        "“{old}” has no id of its own but is known by its place; only the file name can change: "
        "{folder}/NEW-NAME",
    ),
    "renumber.file_exists": (
        "已有文件 {path}，不能改名",
        "there is a file {path} already; the record cannot take its name",
    ),
    "renumber.which": (
        "有几个文件都用编号“{old}”：{paths}。请用 --file 指明改哪一个；"
        "其他文件里的链接默认不动，要一起改的用 --references 列出",
        "several files share the id “{old}”: {paths}. Say with --file which one to renumber; links "
        "in other files stay as they are unless named with --references",
    ),
    "renumber.not_among": (
        "{path} 不是编号为“{old}”的记录；可选：{paths}",
        "{path} is not a record with the id “{old}”; there are: {paths}",
    ),
    "renumber.no_reference": (
        "{path} 里没有指向“{old}”的链接；有的是：{paths}",
        "{path} does not link to “{old}”; these do: {paths}",
    ),
    "renumber.unreadable": (
        "{path} 里写着“{old}”，但这个文件有读取错误，请先运行 termbook check 并改正",
        "{path} names “{old}” but cannot be read in full; run termbook check and mend it first",
    ),
    "renumber.unusual": (
        "{path}:{line} 的“{old}”写法特殊，无法自动修改；请先把它写在一行里",
        "{path}:{line} writes “{old}” in an unusual way that cannot be changed by itself; write "
        "it plainly in one line first",
    ),
    "renumber.changed": (
        "{path} 刚刚被别的程序改过，请再试一次",
        "{path} was changed by another program meanwhile; try again",
    ),
    "renumber.failed": (
        "写文件 {path} 失败（{reason}），已恢复原样",
        "writing {path} failed ({reason}); everything was put back as it was",
    ),
}
