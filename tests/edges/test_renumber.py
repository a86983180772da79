"""A record gets another id, and nothing but what refers to it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termbook.archive.renumbering import Change, RefusedError
from termbook.edges import renumber as edge
from termbook.edges.commands import main
from tests.written import SETTINGS, complaints, findings, measure, risk, text, update, write

OLD, NEW = "R-2020-01", "R-2020-09"
RISK = "2020-h1/risks/R-2020-01.md"
MOVED = "2020-h1/risks/R-2020-09.md"

Files = dict[str, str | bytes]


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["renumber", *arguments, "--records", str(root)])


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def renumbered(root: Path, files: Files, old: str = OLD, new: str = NEW) -> dict[str, str]:
    """The files after the command, which must do its work, as they are byte for byte."""
    answer = run(write(root, files), old, new)
    assert answer.exit_code == 0, answer.output
    return {path: data.decode("utf-8") for path, data in contents(root).items()}


def refused(root: Path, files: Files, *arguments: str) -> str:
    """What the command says when it refuses, having touched nothing."""
    before = contents(write(root, files))
    answer = run(root, *arguments)
    assert answer.exit_code == 2
    assert contents(root) == before
    return answer.output.strip()


def test_every_field_and_text_that_names_the_record_follows(tmp_path: Path) -> None:
    after = renumbered(
        tmp_path,
        {
            RISK: risk(OLD, "2020-03-01"),
            "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01", f"recurrence_of: {OLD}"),
            "2020-h1/measures/M-2020-01.md": measure(
                "M-2020-01", "2020-03-02", f"R-2020-02, {OLD}"
            ),
            "2020-h1/updates/一.md": update(OLD, "plan", "2020-03-03"),
            "2020-h1/meetings/会.md": text(
                "会",
                "2020-03-04",
                "resolutions:",
                "  - text: 检查",
                f"    links: [R-2020-02, {OLD}]",
                f"links: [{OLD}]",
                body=f"见 [[{OLD}]]、[[ {OLD} | 那一项 ]]和[[R-2020-02]]。\n\n"
                f"| 编号 | 情况 |\n| --- | --- |\n| [[{OLD}\\|问题]] | 已改 |\n",
            ),
            "2020-h1/updates/二.md": update(
                "R-2020-02", "progress", "2020-03-05", f"evidence: [{OLD}]"
            ),
        },
    )
    assert RISK not in after
    assert after[MOVED] == risk(OLD, "2020-03-01").replace(f"id: {OLD}", f"id: {NEW}")
    assert f"recurrence_of: {NEW}\n" in after["2020-h1/risks/R-2020-02.md"]
    assert f"risks: [R-2020-02, {NEW}]\n" in after["2020-h1/measures/M-2020-01.md"]
    assert f"of: {NEW}\n" in after["2020-h1/updates/一.md"]
    assert f"evidence: [{NEW}]\n" in after["2020-h1/updates/二.md"]
    meeting = after["2020-h1/meetings/会.md"]
    assert f"    links: [R-2020-02, {NEW}]\nlinks: [{NEW}]\n" in meeting
    assert f"见 [[{NEW}]]、[[ {NEW} | 那一项 ]]和[[R-2020-02]]。\n" in meeting
    assert f"| [[{NEW}\\|问题]] | 已改 |\n" in meeting
    assert [f.rule for f in findings(tmp_path) if f.rule.startswith(("TB0", "TB3"))] == []


def test_marks_line_ends_comments_and_quotes_stay_as_they_are(tmp_path: Path) -> None:
    messy = (
        "\ufeff---\r\n"
        "# 注释里的 R-2020-01 不动\r\n"
        "title:   '例会'   # R-2020-01\n"
        "date: 2020-03-04\r"
        "links: [ \"R-2020-01\" ,'R-2020-01', R-2020-02,   R-2020-01   ] # 三个\r\n"
        "tags:\r\n"
        "  -   R-2020-01\r\n"
        "---\r\n"
        "`[[R-2020-01]]` 是代码，\\[[R-2020-01]] 也不是链接。\r"
        "结尾[[R-2020-01]]\t \r\n"
        "\r\n"
        "    [[R-2020-01]] 也是代码"
    )
    meeting = "2020-h1/meetings/会.md"
    files: Files = {
        RISK: risk(OLD, "2020-03-01"),
        "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01"),
        meeting: messy.encode(),
    }
    write(tmp_path, files)
    answer = run(tmp_path, OLD, NEW)
    assert answer.exit_code == 0, answer.output
    wanted = messy.replace(
        "[ \"R-2020-01\" ,'R-2020-01', R-2020-02,   R-2020-01   ]",
        "[ \"R-2020-09\" ,'R-2020-09', R-2020-02,   R-2020-09   ]",
    ).replace("结尾[[R-2020-01]]", "结尾[[R-2020-09]]")
    assert (tmp_path / meeting).read_bytes() == wanted.encode()
    left = [line for line in answer.output.splitlines() if f"{meeting}:" in line]
    assert [line.rpartition(":")[2] for line in left] == ["2", "3", "7", "9", "12"]


def test_links_to_the_file_follow_its_new_name(tmp_path: Path) -> None:
    after = renumbered(
        tmp_path,
        {
            RISK: risk(OLD, "2020-03-01"),
            "2020-h2/reports/报告.md": text(
                "报告",
                "2020-07-01",
                body="[R-2020-01.md](../../2020-h1/risks/R-2020-01.md#原因) "
                "[乙](<../../2020-h1/risks/R-2020-01.md>) [丁][d]\n\n"
                "[d]: ../../2020-h1/risks/R-2020-01.md\n",
            ),
        },
    )
    assert after["2020-h2/reports/报告.md"].endswith(
        "[R-2020-01.md](../../2020-h1/risks/R-2020-09.md#原因) "
        "[乙](<../../2020-h1/risks/R-2020-09.md>) [丁][d]\n\n"
        "[d]: ../../2020-h1/risks/R-2020-09.md\n"
    )


def test_a_longer_id_that_begins_alike_is_another(tmp_path: Path) -> None:
    other = "2020-h1/risks/R-2020-011.md"
    files: Files = {
        RISK: risk(OLD, "2020-03-01"),
        other: risk("R-2020-011", "2020-03-01", f"recurrence_of: {OLD}", body="[[R-2020-011]]"),
    }
    after = renumbered(tmp_path, files)
    assert after[other] == str(files[other]).replace("_of: R-2020-01\n", "_of: R-2020-09\n")


def test_a_file_that_is_not_named_by_the_id_keeps_its_name(tmp_path: Path) -> None:
    after = renumbered(tmp_path, {"2020-h1/risks/保密.md": risk(OLD, "2020-03-01")})
    assert f"id: {NEW}\n" in after["2020-h1/risks/保密.md"]


def test_a_record_known_by_its_place_gets_another_file_name(tmp_path: Path) -> None:
    after = renumbered(
        tmp_path,
        {
            "2020-h1/materials/制度.md": text("制度", "2020-03-01", "type: regulation"),
            "2020-h1/sessions/课.md": text(
                "课",
                "2020-03-02",
                "form: 党课",
                "materials: [2020-h1/materials/制度]",
                body="学习[制度](../materials/制度.md)和[[2020-h1/materials/制度]]。\n",
            ),
        },
        "2020-h1/materials/制度",
        "2020-h1/materials/制度 (新)",
    )
    assert "2020-h1/materials/制度.md" not in after
    assert after["2020-h1/materials/制度 (新).md"] == text("制度", "2020-03-01", "type: regulation")
    session = after["2020-h1/sessions/课.md"]
    assert 'materials: ["2020-h1/materials/制度 (新)"]\n' in session
    assert session.endswith(
        "学习[制度](../materials/制度%20%28新%29.md)和[[2020-h1/materials/制度 (新)]]。\n"
    )
    assert [f.rule for f in findings(tmp_path) if f.rule.startswith(("TB0", "TB3"))] == []


def test_an_attached_file_of_the_same_name_is_no_record(tmp_path: Path) -> None:
    evidence = update(
        "R-2020-02",
        "progress",
        "2020-03-05",
        f"evidence: [{OLD}]",
        "attachments:",
        f"  - {{file: {OLD}, sha256: {'0' * 64}}}",
    )
    after = renumbered(
        tmp_path,
        {
            RISK: risk(OLD, "2020-03-01"),
            "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01"),
            "2020-h1/updates/一.md": evidence,
            f"2020-h1/updates/{OLD}": "附件",
        },
    )
    assert after["2020-h1/updates/一.md"] == evidence


def test_it_says_what_it_did_and_what_it_left(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            RISK: risk(OLD, "2020-03-01"),
            "2020-h1/updates/2020-03-03-R-2020-01-进展.md": update(OLD, "plan", "2020-03-03"),
        },
    )
    answer = run(tmp_path, OLD, NEW)
    folder = f"{tmp_path}/2020-h1"
    assert answer.output.splitlines() == [
        "R-2020-01 已改为 R-2020-09。改动的文件：",
        f"  {folder}/risks/R-2020-01.md → {folder}/risks/R-2020-09.md（1 处）",
        f"  {folder}/updates/2020-03-03-R-2020-01-进展.md（1 处）",
        "下列位置的文字里还有 R-2020-01，不是链接，没有改动，请看是否要改：",
        f"  {folder}/risks/R-2020-01.md:2",
        f"  {folder}/updates/2020-03-03-R-2020-01-进展.md（文件名）",
        f"  {folder}/updates/2020-03-03-R-2020-01-进展.md:2",
    ]


def test_it_speaks_the_language_of_the_archive(tmp_path: Path) -> None:
    settings = f"{SETTINGS}language: en\n"
    write(tmp_path, {"archive.yml": settings, RISK: text("A", "2020-03-01", f"id: {OLD}")})
    lines = run(tmp_path, OLD, NEW).output.splitlines()
    assert lines[0] == "R-2020-01 is now R-2020-09. Files changed:"
    assert lines[1].endswith("R-2020-09.md (1 place)")
    assert run(tmp_path, OLD, NEW).output.startswith("there is no record “R-2020-01”")


TWICE: Files = {
    "2020-h1/risks/R-2020-01.md": risk(OLD, "2020-03-01", body="从 [[R-2020-01]] 起"),
    "2020-h2/risks/R-2020-01.md": risk(OLD, "2020-08-01", body="从 [[R-2020-01]] 起"),
    "2020-h1/updates/一.md": update(OLD, "plan", "2020-03-03"),
    "2020-h2/updates/二.md": update(OLD, "plan", "2020-08-03"),
    "2020-h2/reports/报告.md": text(
        "报告", "2020-12-01", body="[[R-2020-01]] [甲](../risks/R-2020-01.md)"
    ),
}
"""Two branches took the same number."""


def test_of_two_with_one_id_somebody_must_say_which(tmp_path: Path) -> None:
    said = refused(tmp_path, TWICE, OLD, NEW)
    assert "2020-h1/risks/R-2020-01.md、2020-h2/risks/R-2020-01.md" in said
    assert "--file" in said


def test_of_two_with_one_id_links_stay_unless_their_files_are_named(tmp_path: Path) -> None:
    write(tmp_path, TWICE)
    before = contents(tmp_path)
    answer = run(tmp_path, OLD, NEW, "--file", "2020-h2/risks/R-2020-01.md")
    assert answer.exit_code == 0, answer.output
    after = contents(tmp_path)
    renamed = after.pop("2020-h2/risks/R-2020-09.md").decode()
    assert renamed == str(TWICE["2020-h2/risks/R-2020-01.md"]).replace(
        f"id: {OLD}", f"id: {NEW}"
    ).replace("[[R-2020-01]]", "[[R-2020-09]]")
    # the file is gone from its old place, so a link to it can only mean the one that moved
    assert (
        after.pop("2020-h2/reports/报告.md")
        .decode()
        .endswith("[[R-2020-01]] [甲](../risks/R-2020-09.md)")
    )
    assert {path: before[path] for path in after} == after
    kept = answer.output.partition("请手工改成 R-2020-09：\n")[2].partition("下列位置")[0]
    assert kept.split() == [
        f"{tmp_path}/2020-h1/updates/一.md",
        f"{tmp_path}/2020-h2/reports/报告.md",
        f"{tmp_path}/2020-h2/updates/二.md",
    ]


def test_of_two_with_one_id_the_files_that_are_named_follow(tmp_path: Path) -> None:
    write(tmp_path, TWICE)
    report = "2020-h2/reports/报告.md"
    answer = run(
        tmp_path,
        *(OLD, NEW, "--file", str(tmp_path / "2020-h2/risks/R-2020-01.md")),
        *("--references", "2020-h2/updates/二.md", "--references", str(tmp_path / report)),
    )
    assert answer.exit_code == 0, answer.output
    assert f"of: {NEW}\n" in (tmp_path / "2020-h2/updates/二.md").read_text("utf-8")
    assert f"of: {OLD}\n" in (tmp_path / "2020-h1/updates/一.md").read_text("utf-8")
    assert f"[[{NEW}]]" in (tmp_path / report).read_text("utf-8")
    assert complaints(tmp_path, {}, "TB302") == []


def test_files_are_named_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "records", TWICE)
    monkeypatch.chdir(tmp_path)
    answer = run(Path("records"), OLD, NEW, "--file", "records/2020-h2/risks/R-2020-01.md")
    assert answer.exit_code == 0, answer.output
    assert "  records/2020-h2/risks/R-2020-01.md → records/" in answer.output


ONE: Files = {
    RISK: risk(OLD, "2020-03-01"),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01"),
    "2020-h1/materials/文件.md": text("文件", "2020-03-01", "type: document"),
    "2020-h1/updates/一.md": update(OLD, "plan", "2020-03-03"),
}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (OLD, OLD, "新旧编号相同：R-2020-01"),
        (OLD, "R-2020-02", "编号“R-2020-02”已被 2020-h1/risks/R-2020-02.md 使用，请另选一个"),
        (OLD, "M-2020-01", "编号“M-2020-01”格式不对，应当像 R-2020-01 这样"),
        (OLD, "R-2020-1", "编号“R-2020-1”格式不对，应当像 R-2020-01 这样"),
        ("R-2020-03", NEW, "没有编号为“R-2020-03”的记录；是不是“R-2020-02”？"),
        ("2020-h1", "2020-1", "“2020-h1”是学期，它的编号就是文件夹名，不能用这个命令改"),
        (
            "2020-h1/materials/文件",
            "2020-h2/materials/文件",
            "“2020-h1/materials/文件”没有自己的编号，以文件的位置为编号；"
            "新编号只能换文件名：2020-h1/materials/新文件名",
        ),
        (
            "2020-h1/materials/文件",
            "2020-h1/materials/..",
            "“2020-h1/materials/文件”没有自己的编号，以文件的位置为编号；"
            "新编号只能换文件名：2020-h1/materials/新文件名",
        ),
        (
            "2020-h1/materials/文件",
            "2020-h1/materials/a|b",
            "编号“2020-h1/materials/a|b”里有不能用的字符，或者太长、首尾有空格",
        ),
    ],
)
def test_it_refuses_an_id_that_cannot_be(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert refused(tmp_path, ONE, old, new) == said


def test_it_refuses_where_the_file_name_is_taken(tmp_path: Path) -> None:
    taken: Files = {**ONE, "2020-h1/risks/r-2020-09.md": risk("R-2020-03", "2020-03-01")}
    assert refused(tmp_path, taken, OLD, NEW) == f"已有文件 {MOVED}，不能改名"


def test_it_refuses_an_id_that_an_unreadable_file_may_have(tmp_path: Path) -> None:
    said = refused(tmp_path, {**ONE, MOVED: b"---\ntitle: \xff\n---\n"}, OLD, NEW)
    assert said == f"编号“{NEW}”已被 {MOVED} 使用，请另选一个"


@pytest.mark.parametrize(
    "damaged",
    [
        b"---\ntitle: \xff\nof: R-2020-01\n---\n",
        "---\ntitle: 进展\nof: R-2020-01\n---\n".encode("gb18030"),
        "---\ntitle: 进展\nof: R-2020-01\n---\n".encode("utf-16"),
        "title: 没有开头\nof: R-2020-01\n".encode(),
        "---\ntitle: 进展\ndate: 2020-03-01\nof: R-2020-01\nevent: [plan\n---\n".encode(),
    ],
)
def test_it_refuses_where_a_file_that_names_the_record_cannot_be_read(
    tmp_path: Path, damaged: bytes
) -> None:
    said = refused(tmp_path, {**ONE, "2020-h1/updates/坏.md": damaged}, OLD, NEW)
    assert said == (
        "2020-h1/updates/坏.md 里写着“R-2020-01”，但这个文件有读取错误，"
        "请先运行 termbook check 并改正"
    )


def test_a_damaged_file_that_does_not_name_the_record_is_no_obstacle(tmp_path: Path) -> None:
    after = write(tmp_path, {**ONE, "2020-h1/updates/坏.md": b"---\ntitle: \xff\n---\n"})
    assert run(after, OLD, NEW).exit_code == 0


@pytest.mark.parametrize("written", [">-\n  R-2020-01", '"R\\x2d2020-01"', "|\n  R-2020-01\n"])
def test_it_refuses_what_is_written_in_a_way_that_cannot_be_changed_in_place(
    tmp_path: Path, written: str
) -> None:
    odd = text("进展", "2020-03-03", f"of: {written}", "event: plan")
    said = refused(tmp_path, {**ONE, "2020-h1/updates/怪.md": odd}, OLD, NEW)
    assert said == (
        "2020-h1/updates/怪.md:4 的“R-2020-01”写法特殊，无法自动修改；请先把它写在一行里"
    )


def test_a_file_changed_by_another_program_meanwhile_stops_it_all(tmp_path: Path) -> None:
    write(tmp_path, ONE)
    before = contents(tmp_path)
    paths = ("2020-h1/updates/一.md", RISK)
    changes = [
        Change(path=p, target=p, before=before[p], after=b"new", places=1) for p in paths[:1]
    ]
    changes.append(Change(path=RISK, target=MOVED, before=b"other", after=b"new", places=1))
    with pytest.raises(RefusedError) as refusal:
        edge.write(tmp_path, changes)
    assert refusal.value.key == "renumber.changed"
    assert contents(tmp_path) == before


def test_a_disk_that_fails_half_way_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, ONE)
    before = contents(tmp_path)
    put = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "一.md" and self.read_bytes() != before["2020-h1/updates/一.md"]:
            raise OSError(28, "No space left on device")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    answer = run(tmp_path, OLD, NEW)
    assert answer.exit_code == 2
    assert answer.output == (
        "写文件 2020-h1/updates/一.md 失败（No space left on device），已恢复原样\n"
    )
    assert contents(tmp_path) == before


def test_permissions_stay(tmp_path: Path) -> None:
    write(tmp_path, ONE)
    (tmp_path / RISK).chmod(0o640)
    assert run(tmp_path, OLD, NEW).exit_code == 0
    assert (tmp_path / MOVED).stat().st_mode & 0o777 == 0o640


def test_there_and_back_again_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path, {**ONE, **{k: v for k, v in TWICE.items() if "2020-h2/risks" not in k}})
    before = contents(tmp_path)
    assert run(tmp_path, OLD, "R-2020-1234").exit_code == 0
    assert contents(tmp_path) != before
    assert run(tmp_path, "R-2020-1234", OLD).exit_code == 0
    assert contents(tmp_path) == before


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    answer = run(tmp_path / "nowhere", OLD, NEW)
    assert answer.exit_code == 2
    assert "nowhere" in answer.output
