"""TB3: rules about ids and links."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB301",
        title=("链接指向不存在的记录", "Link to nothing"),
        message=(
            "没有编号为“{target}”的记录（字段 {field}）；{hint}编号是 records/ 下的路径"
            "（不带 .md），问题和措施用自己的编号",
            "no record has the id “{target}” (field {field}); {hint}an id is the path below "
            "records/ without .md, or the record's own id",
        ),
        about=(
            "链接用编号写。没有写 id 的记录，编号就是它在 records/ 下的路径，去掉 .md，"
            "例如 2020-h1/materials/通知。问题和措施用 R-2020-01、M-2020-01 这样的编号。",
            "Links are made by id. A record without an id of its own has its path below records/, "
            "without .md; risks and measures have ids such as R-2020-01.",
        ),
    ),
    error(
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
    error(
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
    error(
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
    error(
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
    error(
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
    error(
        "TB307",
        title=("链接的文件不存在", "Link to a missing file"),
        message=(
            "记录旁边没有文件“{target}”；{hint}请检查文件名，或把文件放到 {folder}",
            "there is no file “{target}” beside the record; {hint}check its name, or put it into "
            "{folder}",
        ),
        about=(
            "正文里的图片和文件链接是相对记录所在文件夹写的。文件名要完全一致，包括大小写和扩展名。",
            "Images and files in the text are named relative to the record's folder, exactly, "
            "upper and lower case and the ending included.",
        ),
    ),
    error(
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
    error(
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
    error(
        "TB310",
        title=("不安全的链接", "Unsafe link"),
        message=(
            "“{target}”不是允许的链接；可用：记录编号、旁边的文件、http 或 https 网址",
            "“{target}” is not an allowed link; use a record's id, a file beside it, or an http "
            "or https address",
        ),
        about=(
            "javascript:、data:、file: 这类链接会在读者的电脑上执行或打开别的东西，"
            "页面上一律不做成链接。",
            "javascript:, data: and file: links could run or open things on a reader's computer; "
            "pages never carry them.",
        ),
    ),
    error(
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
    error(
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
)
