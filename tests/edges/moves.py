"""What people do to a records folder, and to what lies around it, one step at a time.

Each move takes a source of chance and the root of a records folder, changes something, and says
what. Some moves make errors; whoever tries them takes them back then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

Move = Callable[[Random, Path], str]

SENTENCES: Final = (
    "补记：安全通道已经复查。",
    "核对台账，数量相符 12 件。",
    "A word in English, and 𠮷 beyond the first plane.",
    "<script>alert(1)</script> & “引号”",
)
GAP: Final = "【待填写：参加人数】"
_OTHER: Final = {"课": "科", "安": "按", "的": "地", "了": "子"}


def texts(root: Path) -> list[Path]:
    """All records but periods."""
    return sorted(p for p in root.rglob("*.md") if p.name != "period.md")


def _ids(root: Path) -> list[str]:
    found = []
    for path in texts(root):
        name = path.relative_to(root).as_posix().removesuffix(".md")
        stated = re.search(r"^id: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        found.append(stated[1] if stated else name)
    return found


def _parts(path: Path) -> tuple[str, str]:
    """Front matter with its marks, and text."""
    head, mark, body = path.read_text(encoding="utf-8").partition("\n---\n")
    return head + mark, body


def _save(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.name


def _restate(root: Path, rng: Random, change: Callable[[str], str]) -> str:
    path = rng.choice(texts(root))
    head, body = _parts(path)
    return _save(path, head + change(body))


def add_words(rng: Random, root: Path) -> str:
    return _restate(root, rng, lambda body: f"{body}\n{rng.choice(SENTENCES)}\n")


def add_words_to_many(rng: Random, root: Path) -> str:
    return ", ".join(add_words(rng, root) for _ in range(5))


def add_a_chapter(rng: Random, root: Path) -> str:
    """More than search takes together: it cuts all that it knows elsewhere."""
    chapter = "".join(
        rng.choices("天地玄黄宇宙洪荒日月盈昃辰宿列张", k=rng.randrange(9_000, 40_000))
    )
    return _restate(root, rng, lambda body: f"{body}\n{chapter}\n")


def put_words_first(rng: Random, root: Path) -> str:
    return _restate(root, rng, lambda body: f"\n{rng.choice(SENTENCES)}\n\n{body}")


def take_a_line(rng: Random, root: Path) -> str:
    def change(body: str) -> str:
        lines = body.split("\n")
        del lines[rng.randrange(len(lines))]
        return "\n".join(lines)

    return _restate(root, rng, change)


def swap_characters(rng: Random, root: Path) -> str:
    """An edit that leaves the size, and perhaps the second, as they were."""
    return _restate(root, rng, lambda body: "".join(_OTHER.get(c, c) for c in body))


def empty_a_text(rng: Random, root: Path) -> str:
    return _restate(root, rng, lambda _: rng.choice(["", "\n", " \n\n"]))


def give_a_text(rng: Random, root: Path) -> str:
    bare = [path for path in texts(root) if not _parts(path)[1].strip()]
    if not bare:
        return empty_a_text(rng, root)
    path = rng.choice(bare)
    return _save(path, _parts(path)[0] + "第一段文字。\n")


def leave_a_gap(rng: Random, root: Path) -> str:
    path = rng.choice(sorted(root.glob("*/reports/*.md")))  # elsewhere it is no gap
    head, body = _parts(path)
    return _save(path, f"{head}{body}\n出席 {GAP} 人。\n")


def edit_beside_a_gap(rng: Random, root: Path) -> str:
    with_gap = [path for path in texts(root) if GAP in path.read_text(encoding="utf-8")]
    if not with_gap:
        return leave_a_gap(rng, root)
    path = rng.choice(with_gap)
    text = path.read_text(encoding="utf-8")
    return _save(path, text.replace(GAP, "30" if rng.random() < 0.5 else f"{GAP}（约）"))


def add_a_link(rng: Random, root: Path) -> str:
    target = rng.choice(_ids(root))
    return _restate(root, rng, lambda body: f"{body}\n又见 [[{target}]]。\n")


def add_a_heading_note_and_table(rng: Random, root: Path) -> str:
    added = "\n## 附：说明\n\n注[^1]。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: 脚注。\n"
    return _restate(root, rng, lambda body: body + added)


def take_a_link(rng: Random, root: Path) -> str:
    linked = [path for path in texts(root) if "[[" in _parts(path)[1]]
    if not linked:
        return add_a_link(rng, root)
    path = rng.choice(linked)
    head, body = _parts(path)
    return _save(path, head + re.sub(r"\[\[[^\]]+\]\]", "此处", body, count=1))


def lead_a_link_elsewhere(rng: Random, root: Path) -> str:
    linked = [path for path in texts(root) if "[[" in _parts(path)[1]]
    if not linked:
        return add_a_link(rng, root)
    path = rng.choice(linked)
    head, body = _parts(path)
    return _save(path, head + re.sub(r"\[\[[^\]]+\]\]", f"[[{rng.choice(_ids(root))}]]", body))


def move_a_link(rng: Random, root: Path) -> str:
    """The link is the same, in another line and under other words."""
    linked = [path for path in texts(root) if "[[" in _parts(path)[1]]
    if not linked:
        return add_a_link(rng, root)
    path = rng.choice(linked)
    head, body = _parts(path)
    return _save(path, f"{head}\n开头一段。\n{body}")


def _refront(path: Path, pattern: str, by: str) -> str:
    head, body = _parts(path)
    return _save(path, re.sub(pattern, by, head, count=1, flags=re.MULTILINE) + body)


def retitle(rng: Random, root: Path) -> str:
    return _refront(rng.choice(texts(root)), r"^title: (.*?)(\"?)$", r"title: \1甲\2")


def redate(rng: Random, root: Path) -> str:
    return _refront(rng.choice(texts(root)), r"^(date: .*)-\d\d$", rf"\1-{rng.randint(10, 28)}")


def stated(field: str, *values: str) -> Move:
    """Gives a record a field, or another value of it, or takes it away."""

    def move(rng: Random, root: Path) -> str:
        path = rng.choice(texts(root))
        head, body = _parts(path)
        head = re.sub(rf"^{field}: .*\n", "", head, flags=re.MULTILINE)
        value = rng.choice(values)
        line = f"{field}: {value}\n" if value else ""
        name = _save(path, head.removesuffix("---\n") + line + "---\n" + body)
        return f"{name} {line.strip()}"

    move.__name__ = f"state_{field}"
    return move


def title_and_text(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    head, body = _parts(path)
    return _save(path, head.replace("title: ", "title: 新", 1) + body + "\n新的一段。\n")


def rewrite_a_number(rng: Random, root: Path) -> str:
    """1 becomes 1.0, and back: equal, and not the same."""
    found = []
    for path in texts(root):
        head, _ = _parts(path)
        found += [(path, m) for m in re.finditer(r"(?<=: )\d{1,2}(\.0)?(?=[\n,}])", head)]
    if not found:
        return add_words(rng, root)
    path, at = rng.choice(found)
    text = path.read_text(encoding="utf-8")
    number = at[0].removesuffix(".0") if at[1] else f"{at[0]}.0"
    return _save(path, text[: at.start()] + number + text[at.end() :])


def swap_front_lines(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    head, body = _parts(path)
    lines = head.split("\n")
    lines[1], lines[2] = lines[2], lines[1]
    return _save(path, "\n".join(lines) + body)


def add_a_record(rng: Random, root: Path) -> str:
    period = rng.choice(sorted(p for p in root.iterdir() if p.is_dir()))
    path = period / "meetings" / f"新增-{rng.randrange(10**6)}.md"
    path.parent.mkdir(exist_ok=True)
    month = "02" if period.name.endswith("h1") else "09"
    head = f"---\ntitle: 临时会议\ndate: {period.name[:4]}-{month}-11\n---\n"
    return _save(path, f"{head}见 [[{rng.choice(_ids(root))}]]。\n")


def remove_a_record(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    path.unlink()
    return path.name


def rename_a_record(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    path.rename(path.with_name(f"改名-{path.name}"))
    return path.name


def swap_two_records(rng: Random, root: Path) -> str:
    """Two files change their names with each other."""
    folder = rng.choice(
        [f for f in root.rglob("*") if f.is_dir() and len(list(f.glob("*.md"))) > 1]
    )
    one, two = rng.sample(sorted(folder.glob("*.md")), 2)
    spare = one.with_name(".spare")
    one.rename(spare)
    two.rename(one)
    spare.rename(two)
    return f"{one.name} and {two.name}"


def move_to_another_period(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    period = rng.choice(sorted(p for p in root.iterdir() if p.is_dir()))
    target = period / path.parent.name / path.name
    target.parent.mkdir(exist_ok=True)
    if not target.exists():
        path.rename(target)
    return f"{path.name} to {period.name}"


def copy_a_record(rng: Random, root: Path) -> str:
    """The same id twice, unless it is that of the file."""
    path = rng.choice(texts(root))
    path.with_name(f"又一份-{path.name}").write_bytes(path.read_bytes())
    return path.name


def touch(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    os.utime(path)
    return path.name


def replace_by_the_same(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    fresh = path.with_name(".fresh")
    fresh.write_bytes(path.read_bytes())
    fresh.replace(path)
    return path.name


def break_lines_as_windows(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return path.name


def attachments(root: Path) -> list[Path]:
    return sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in (".md", ".yml"))


def attach(rng: Random, root: Path) -> str:
    path = rng.choice(texts(root))
    (path.parent / "附件 1.txt").write_text(rng.choice(SENTENCES), encoding="utf-8")
    head, body = _parts(path)
    return _save(path, f"{head}{body}\n见[附件](附件%201.txt)。\n")


def change_an_attachment(rng: Random, root: Path) -> str:
    """In place, with the same size."""
    plain = [path for path in attachments(root) if path.name == "附件 1.txt"]
    if not plain:
        return attach(rng, root)
    path = rng.choice(plain)
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.write(bytes([data[0] ^ 1 if data[0] < 128 else data[0]]) + data[1:][::1])
        file.seek(len(data) - 1)
        file.write(bytes([rng.randrange(97, 123)]))
    return path.name


def lose_an_attachment(rng: Random, root: Path) -> str:
    plain = [path for path in attachments(root) if path.name == "附件 1.txt"]
    if not plain:
        return attach(rng, root)
    path = rng.choice(plain)
    path.unlink()
    for text in path.parent.glob("*.md"):
        _save(text, text.read_text(encoding="utf-8").replace("[附件](附件%201.txt)", "附件"))
    return path.name


def lay_a_stray_file(rng: Random, root: Path) -> str:
    folder = rng.choice(sorted(p for p in root.rglob("*") if p.is_dir()))
    path = folder / rng.choice(["草稿.tmp", ".隐藏.md", "~$锁.docx", "无主.png", "README.md"])
    path.write_text("x")
    return path.name


def edit_a_period(rng: Random, root: Path) -> str:
    path = rng.choice(sorted(root.glob("*/period.md")))
    head, body = _parts(path)
    if rng.random() < 0.4:
        head = head.replace("title: ", "title: 第", 1)
    return _save(path, f"{head}{body}\n{rng.choice(SENTENCES)}\n")


def rename_the_institution(rng: Random, root: Path) -> str:
    path = root / "archive.yml"
    name = rng.choice(["甲校", "乙 & <校>"])
    text = path.read_text(encoding="utf-8")
    return _save(
        path, re.sub(r"^institution: .*$", f"institution: {name}", text, flags=re.MULTILINE)
    )


def change_the_language(rng: Random, root: Path) -> str:
    path = root / "archive.yml"
    text = path.read_text(encoding="utf-8")
    language = "zh-Hans" if "language: en" in text else "en"
    return _save(path, re.sub(r"^language: .*$", f"language: {language}", text, flags=re.MULTILINE))


def rename_a_department(rng: Random, root: Path) -> str:
    """In archive.yml and in all records, as it should be done."""
    for path in [root / "archive.yml", *texts(root)]:
        text = path.read_text(encoding="utf-8")
        if "教务处" in text:
            _save(path, text.replace("教务处", "教学处"))
        elif "教学处" in text:
            _save(path, text.replace("教学处", "教务处"))
    return "教务处"


def lengthen_a_vocabulary(rng: Random, root: Path) -> str:
    path = root / "archive.yml"
    text = path.read_text(encoding="utf-8")
    name = rng.choice(["departments", "posts", "areas", "forms"])
    return _save(path, text.replace(f"{name}: [", f"{name}: [新设{rng.randrange(99)}, ", 1))


state_access: Final = stated("access", "leadership", "public", "staff", "")

WORDS: Final[tuple[Move, ...]] = (
    add_words,
    add_words_to_many,
    add_a_chapter,
    put_words_first,
    take_a_line,
    swap_characters,
    empty_a_text,
    give_a_text,
    leave_a_gap,
    edit_beside_a_gap,
    add_a_heading_note_and_table,
    move_a_link,
)
"""What changes texts alone, mostly."""

FIELDS: Final[tuple[Move, ...]] = (
    add_a_link,
    take_a_link,
    lead_a_link_elsewhere,
    retitle,
    redate,
    title_and_text,
    rewrite_a_number,
    swap_front_lines,
    state_access,
    stated("department", "教务处", "图书馆", ""),
    stated("tags", "[甲, 乙]", "[乙]", "[甲, 甲乙丙]", ""),
    stated("id", "X-1", "X-2", ""),
    stated("links", "[2020-h2/plans/study-plan-1]", "[R-2020-01]", ""),
    stated("status", "draft", "review", ""),
)

FILES: Final[tuple[Move, ...]] = (
    add_a_record,
    remove_a_record,
    rename_a_record,
    swap_two_records,
    move_to_another_period,
    copy_a_record,
    touch,
    replace_by_the_same,
    break_lines_as_windows,
    attach,
    change_an_attachment,
    lose_an_attachment,
    lay_a_stray_file,
    edit_a_period,
)

SETTINGS: Final[tuple[Move, ...]] = (
    rename_the_institution,
    change_the_language,
    rename_a_department,
    lengthen_a_vocabulary,
)
