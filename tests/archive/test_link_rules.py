"""Rules about ids and links, each on a small archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.written import Files, complaints, measure, risk, sentences, text, update

RISK = {"2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01")}
NOTICE = {"2020-h1/materials/通知.md": text("通知", "2020-03-01", "type: document")}


def test_an_id_used_twice_is_reported_at_both_with_the_other_file(tmp_path: Path) -> None:
    files: Files = {**RISK, "2020-h2/risks/R-2020-01.md": risk("R-2020-01", "2020-08-01")}
    assert complaints(tmp_path, files, "TB302") == [
        "2020-h1/risks/R-2020-01.md:4:5 TB302",
        "2020-h2/risks/R-2020-01.md:4:5 TB302",
    ]
    assert sentences(tmp_path, files, "TB302") == [
        "编号“R-2020-01”已被 2020-h2/risks/R-2020-01.md 使用；"
        "请给其中一个换号：termbook renumber R-2020-01 新编号",
        "编号“R-2020-01”已被 2020-h1/risks/R-2020-01.md 使用；"
        "请给其中一个换号：termbook renumber R-2020-01 新编号",
    ]


def test_an_id_used_three_times(tmp_path: Path) -> None:
    files: Files = {f"2020-h1/risks/{n}.md": risk("R-2020-01", "2020-03-01") for n in (1, 2, 3)}
    found = complaints(tmp_path, files, "TB302")
    assert {line.split(":")[0] for line in found} == {f"2020-h1/risks/{n}.md" for n in (1, 2, 3)}


def test_an_id_may_not_be_the_path_of_another_record(tmp_path: Path) -> None:
    files: Files = {
        **NOTICE,
        "2020-h1/reports/报告.md": text("报告", "2020-06-30", "id: 2020-h1/materials/通知"),
    }
    assert complaints(tmp_path, files, "TB302") == [
        "2020-h1/materials/通知.md:1:1 TB302",
        "2020-h1/reports/报告.md:4:5 TB302",
    ]


def test_the_same_file_name_in_two_periods_is_no_clash(tmp_path: Path) -> None:
    files: Files = {
        **NOTICE,
        "2020-h2/materials/通知.md": text("通知", "2020-08-01", "type: document"),
    }
    assert complaints(tmp_path, files, "TB3") == []


def test_a_link_to_nothing_names_what_was_probably_meant(tmp_path: Path) -> None:
    files: Files = {
        **RISK,
        **NOTICE,
        "2020-h1/updates/1.md": update("R-2020-10", "progress", "2020-03-02"),
    }
    assert complaints(tmp_path, files, "TB3") == ["2020-h1/updates/1.md:4:5 TB301"]
    assert sentences(tmp_path, files, "TB3", language="en") == [
        "no record has the id “R-2020-10” (field of); did you mean “R-2020-01”? "
        "an id is the path below records/ without .md, or the record's own id"
    ]


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("r-2020-01", "R-2020-01"),
        ("2020-h2/materials/通知", "2020-h1/materials/通知"),
        ("2020-h1/materials/通知.md", "2020-h1/materials/通知"),
        ("2020-h1/materials/通 知", "2020-h1/materials/通知"),
        ("通知", "2020-h1/materials/通知"),
        ("完全不相干的文字", ""),
    ],
    ids=["case", "other period", "with .md", "a blank", "name alone", "nothing near"],
)
def test_suggestions_for_an_id(tmp_path: Path, target: str, meant: str) -> None:
    files: Files = {
        **RISK,
        **NOTICE,
        "2020-h1/reports/1.md": text("报告", "2020-06-30", f"links: [{target}]"),
    }
    (sentence,) = sentences(tmp_path, files, "TB301")
    hint = f"是不是“{meant}”？" if meant else ""
    assert sentence == (
        f"没有编号为“{target}”的记录（字段 links[0]）；{hint}编号是 records/ 下的路径（不带 .md），"
        "问题和措施用自己的编号"
    )


def test_evidence_is_a_record_or_a_file_attached_to_the_same_update(tmp_path: Path) -> None:
    attached = f"attachments: [{{file: 记录.pdf, sha256: {'0' * 64}}}]"
    evidence = "evidence: [记录.pdf, R-2020-01, 照片.png]"
    files: Files = {
        **RISK,
        "2020-h1/updates/1.md": update("R-2020-01", "progress", "2020-03-02", evidence, attached),
        "2020-h1/updates/2.md": update("R-2020-01", "progress", "2020-03-02", evidence),
        "2020-h1/updates/记录.pdf": b"x",
        "2020-h1/updates/照片.png": b"x",
    }
    assert complaints(tmp_path, files, "TB3") == [
        "2020-h1/updates/1.md:6:31 TB301",
        "2020-h1/updates/2.md:6:12 TB301",
        "2020-h1/updates/2.md:6:31 TB301",
    ]


def test_a_link_in_a_text_to_nothing(tmp_path: Path) -> None:
    body = "正文\n\n见[[R-2020-1]]和[[R-2020-01]]。\n"
    files: Files = {**RISK, "2020-h1/reports/1.md": text("报告", "2020-06-30", body=body)}
    assert complaints(tmp_path, files, "TB3") == ["2020-h1/reports/1.md:7:2 TB301"]
    (sentence,) = sentences(tmp_path, files, "TB3")
    assert sentence.startswith(
        "没有编号为“R-2020-1”的记录（字段 [[R-2020-1]]）；是不是“R-2020-01”？"
    )


def test_a_link_to_a_record_that_could_not_be_read_is_not_called_a_link_to_nothing(
    tmp_path: Path,
) -> None:
    files: Files = {
        "2020-h1/risks/R-2020-01.md": "坏了",
        "2020-h1/reports/1.md": text("报告", "2020-06-30", body="[[R-2020-01]]\n"),
        "2020-h1/updates/1.md": update("R-2020-01", "progress", "2020-03-02"),
    }
    assert complaints(tmp_path, files, "TB3") == []


def test_a_field_takes_the_kinds_that_it_is_for(tmp_path: Path) -> None:
    files: Files = {
        **NOTICE,
        "2020-h1/updates/1.md": update("2020-h1/materials/通知", "progress", "2020-03-02"),
    }
    assert complaints(tmp_path, files, "TB305") == ["2020-h1/updates/1.md:4:5 TB305"]
    assert sentences(tmp_path, files, "TB305") == [
        "“2020-h1/materials/通知”是学习材料，字段 of 应当指向问题隐患 或 整改措施"
    ]


def test_a_record_does_not_point_at_itself(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "recurrence_of: R-2020-01")
    }
    assert complaints(tmp_path, files, "TB3") == ["2020-h1/risks/R-2020-01.md:8:16 TB311"]
    assert sentences(tmp_path, files, "TB3") == [
        "字段 recurrence_of 指向了本记录自己；请改成另一条记录的编号"
    ]


def test_a_text_may_mention_its_own_record(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", body="[[R-2020-01]]\n")
    }
    assert complaints(tmp_path, files, "TB3") == []


@pytest.mark.parametrize(
    ("access", "other", "wrong"),
    [
        ("public", "staff", True),
        ("public", "leadership", True),
        ("staff", "leadership", True),
        ("staff", "staff", False),
        ("leadership", "public", False),
    ],
)
def test_a_link_never_leads_to_what_fewer_may_see(
    tmp_path: Path, access: str, other: str, wrong: bool
) -> None:
    files: Files = {
        "2020-h1/reports/1.md": text(
            "报告", "2020-06-30", f"access: {access}", "links: [2020-h1/reports/2]"
        ),
        "2020-h1/reports/2.md": text("内部", "2020-06-30", f"access: {other}"),
        "2020-h1/reports/3.md": text(
            "报告", "2020-06-30", f"access: {access}", body="[[2020-h1/reports/2]] [看](2.md)\n"
        ),
    }
    found = [
        "2020-h1/reports/1.md:5:9 TB306",
        "2020-h1/reports/3.md:6:1 TB306",
        "2020-h1/reports/3.md:6:23 TB306",
    ]
    assert complaints(tmp_path, files, "TB3") == (found if wrong else [])


def test_what_is_said_about_a_link_to_what_fewer_may_see(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/1.md": text(
            "报告", "2020-06-30", "access: public", "supersedes: 2020-h1/reports/2"
        ),
        "2020-h1/reports/2.md": text("内部", "2020-06-30"),
    }
    assert sentences(tmp_path, files, "TB3") == [
        "本记录公开范围是“public”，而“2020-h1/reports/2”只给“staff”看；"
        "请去掉链接，或调整其中一个的 access"
    ]


def test_a_measure_for_more_readers_than_its_risk(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "access: leadership"),
        "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-03-01", "R-2020-01"),
    }
    assert complaints(tmp_path, files, "TB3") == ["2020-h1/measures/M-2020-01.md:5:9 TB306"]


def test_an_update_for_other_readers_than_its_item(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "access: public"),
        "2020-h1/updates/1.md": update("R-2020-01", "progress", "2020-03-02", "access: leadership"),
        "2020-h1/updates/2.md": update("R-2020-01", "progress", "2020-03-02", "access: public"),
        "2020-h1/updates/3.md": update("R-2020-01", "progress", "2020-03-02"),
    }
    assert complaints(tmp_path, files, "TB3") == ["2020-h1/updates/1.md:6:9 TB312"]
    assert sentences(tmp_path, files, "TB3") == [
        "本条进展的公开范围是“leadership”，而 R-2020-01 是“public”；请删掉 access 一行"
    ]


FILES: Files = {
    "2020-h1/reports/图 (1).png": b"x",
    "2020-h1/reports/附件/表.xlsx": b"x",
    "2020-h1/reports/2.md": text("另一份", "2020-06-30"),
    "2019-h2/图.png": b"x",
}


@pytest.mark.parametrize(
    "link",
    [
        "![图](<图 (1).png>)",
        "![图](%E5%9B%BE%20(1).png)",
        "[表](附件/表.xlsx)",
        "[另一份](2.md)",
        "[另一份](2.md#结论)",
        "[以前](../../2019-h2/图.png)",
        "[网址](https://example.org)",
        "[邮件](mailto:office@example.org)",
        "[本页](#结论)",
    ],
)
def test_links_that_lead_somewhere(tmp_path: Path, link: str) -> None:
    files: Files = {**FILES, "2020-h1/reports/1.md": text("报告", "2020-06-30", body=f"{link}\n")}
    assert complaints(tmp_path, files, "TB3") == []


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("[没有](没有.pdf)", "TB307"),
        ("![没有](图.png)", "TB307"),
        ("[没有](3.md)", "TB307"),
        ("[外面](../../../秘密.txt)", "TB309"),
        ("[外面](/etc/passwd)", "TB309"),
        ("[设置](../../archive.yml)", "TB307"),
        ("[脚本](javascript:alert(1))", "TB310"),
        ("[脚本](JavaScript:alert)", "TB310"),
        ("[脚本](java%73cript:alert)", "TB310"),
        ("[数据](data:text/html,x)", "TB310"),
        ("[本机](file:///etc/passwd)", "TB310"),
        ("[别处](//example.org/x)", "TB310"),
        ("![外图](ftp://example.org/x.png)", "TB310"),
        ("[组][x]\n\n[x]: javascript:alert(1)", "TB310"),
    ],
)
def test_links_that_do_not(tmp_path: Path, link: str, rule: str) -> None:
    files: Files = {**FILES, "2020-h1/reports/1.md": text("报告", "2020-06-30", body=f"{link}\n")}
    assert [line.split()[1] for line in complaints(tmp_path, files, "TB3")] == [rule]


def test_what_is_said_about_files(tmp_path: Path) -> None:
    body = "![图](图1.png) [外](../../../x)\n[j](javascript:x) [表](表.xlsx)\n"
    files: Files = {**FILES, "2020-h1/reports/1.md": text("报告", "2020-06-30", body=body)}
    assert sentences(tmp_path, files, "TB3") == [
        "记录旁边没有文件“图1.png”；是不是“图 (1).png”？请检查文件名，或把文件放到 2020-h1/reports",
        "“../../../x”指到了 records/ 外面；请把文件放到记录旁边，再写文件名",
        "“javascript:x”不是允许的链接；可用：记录编号、旁边的文件、http 或 https 网址",
        "记录旁边没有文件“表.xlsx”；是不是“附件/表.xlsx”？"
        "请检查文件名，或把文件放到 2020-h1/reports",
    ]


def test_a_link_to_a_record_by_its_file_counts_as_one(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/1.md": text("报告", "2020-06-30", body="[坏](2.md)\n"),
        "2020-h1/reports/2.md": "坏了",
    }
    assert complaints(tmp_path, files, "TB3") == []


def test_thousands_of_wrong_links_take_no_thousands_of_searches(tmp_path: Path) -> None:
    # each search compares with hundreds of ids; unbounded, this would take minutes
    links = ", ".join(f"R-20{n:02}-{m:02}" for n in range(60, 99) for m in range(90))
    risks = {
        f"2020-h1/risks/R-{n}-{m:02}.md": risk(f"R-{n}-{m:02}", "2020-03-01")
        for n in (2021, 2022, 2023)
        for m in range(100)
    }
    files: Files = {
        **risks,
        "2020-h1/reports/1.md": text("报告", "2020-06-30", f"links: [{links}]"),
    }
    sentence = sentences(tmp_path, files, "TB301")
    assert len(sentence) == 39 * 90
    assert 0 < sum("是不是" in one for one in sentence) < 100
