"""Each kind, from a file that uses all its fields; and the kinds as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from termbook.model.institution import Institution
from termbook.model.kinds import by_folder, kinds
from termbook.model.parse import Parsed, parse_record
from termbook.model.record import Value
from termbook.reading.source import decode
from termbook.words import Words
from tests.model.reading import SCHOOL

SUM = "0123456789abcdef" * 4


def parse(
    kind: str,
    text: str,
    *,
    name: str = "x",
    school: Institution = SCHOOL,
    language: str = "zh-Hans",
) -> Parsed:
    """What a file of `kind` in the period 2020-h1 gives."""
    folder = kinds()[kind].folder
    path = f"2020-h1/{folder}/{name}.md" if folder else "2020-h1/period.md"
    source, found = decode(path, text.encode())
    assert source is not None
    assert found == []
    return parse_record(
        source, kind=kinds()[kind], period="2020-h1", institution=school, words=Words(language)
    )


EXAMPLES: dict[str, tuple[str, dict[str, Value]]] = {
    "period": (
        "title: 2020 年上半年\nstart: 2020-01-01\nend: 2020-06-30\n",
        {"title": "2020 年上半年", "start": date(2020, 1, 1), "end": date(2020, 6, 30)},
    ),
    "report": (
        "title: 报告\ndate: 2020-06-30\ncovers: {from: 2020-01-01, to: 2020-06-30}\n"
        "to: 上级党委\ndoc_no: 校字〔2020〕3号\nissued_by: 示例学校\n",
        {
            "title": "报告",
            "date": date(2020, 6, 30),
            "covers": {"from": date(2020, 1, 1), "to": date(2020, 6, 30)},
            "to": "上级党委",
            "doc_no": "校字〔2020〕3号",
            "issued_by": "示例学校",
        },
    ),
    "meeting": (
        "title: 专题会\ndate: 2020-03-01\nplace: 会议室\nchair: 支部书记\nexpected: 12\n"
        "present: 11\nmaterials: [2020-h1/materials/通知]\n"
        "resolutions:\n- {no: 1, text: 公布制度, owner: 教务处, due: 2020-04-01, "
        "links: [R-2020-01]}\n",
        {
            "title": "专题会",
            "date": date(2020, 3, 1),
            "place": "会议室",
            "chair": "支部书记",
            "expected": 12,
            "present": 11,
            "materials": ("2020-h1/materials/通知",),
            "resolutions": (
                {
                    "no": "1",
                    "text": "公布制度",
                    "owner": "教务处",
                    "due": date(2020, 4, 1),
                    "links": ("R-2020-01",),
                },
            ),
        },
    ),
    "session": (
        "title: 学习\ndate: 2020-03-01\nform: 集体学习\ncount: 6\nhours: 1.5\nlecturer: 市委党校\n"
        "expected: 12\npresent: 12\nmaterials: [2020-h1/materials/通知]\n"
        "notes: [2020-h1/materials/笔记]\n",
        {
            "title": "学习",
            "date": date(2020, 3, 1),
            "form": "集体学习",
            "count": 6,
            "hours": 1.5,
            "lecturer": "市委党校",
            "expected": 12,
            "present": 12,
            "materials": ("2020-h1/materials/通知",),
            "notes": ("2020-h1/materials/笔记",),
        },
    ),
    "material": (
        "title: 通知\ndate: 2020-03-01\ntype: 文件\nissuer: 教育局\ndoc_no: 3\n"
        "issued_on: 2019-12-01\ntopic: 网络\nfile: 通知.pdf\nurl: https://example.org/3\n"
        f"sha256: {SUM}\nrequired_for: [教务处]\n",
        {
            "title": "通知",
            "date": date(2020, 3, 1),
            "type": "document",
            "issuer": "教育局",
            "doc_no": "3",
            "issued_on": date(2019, 12, 1),
            "topic": "网络",
            "file": "通知.pdf",
            "url": "https://example.org/3",
            "sha256": SUM,
            "required_for": ("教务处",),
        },
    ),
    "plan": (
        "title: 计划\ndate: 2020-01-05\ndepartment: 教务处\ntargets: {集体学习: 6, 党课: 1}\n",
        {
            "title": "计划",
            "date": date(2020, 1, 5),
            "department": "教务处",
            "targets": {"集体学习": 6, "党课": 1},
        },
    ),
    "risk": (
        "title: 群聊无人审核\ndate: 2020-03-01\nid: R-2020-01\nsource: 自查\narea: 阵地管理\n"
        "owner: 教务处\nlevel: 高\nmode: 限期整改\ndue: 2020-06-01\ncause: 职责不清\n"
        "similar_checked: 其他群一并检查\nrequirement: 明确审核\nrecurrence_of: R-2019-03\n"
        "reported_in: 2020-h1/reports/报告\n",
        {
            "title": "群聊无人审核",
            "date": date(2020, 3, 1),
            "id": "R-2020-01",
            "source": "self_inspection",
            "area": "阵地管理",
            "owner": "教务处",
            "level": "high",
            "mode": "deadline",
            "due": date(2020, 6, 1),
            "cause": "职责不清",
            "similar_checked": "其他群一并检查",
            "requirement": "明确审核",
            "recurrence_of": "R-2019-03",
            "reported_in": "2020-h1/reports/报告",
        },
    ),
    "measure": (
        "title: 定制度\ndate: 2020-03-05\nid: M-2020-01\nrisks: [R-2020-01]\nowner: 分管负责人\n"
        "due: 2020-05-01\ntarget: {what: 制度, number: 2}\nkind: 治本措施\n",
        {
            "title": "定制度",
            "date": date(2020, 3, 5),
            "id": "M-2020-01",
            "risks": ("R-2020-01",),
            "owner": "分管负责人",
            "due": date(2020, 5, 1),
            "target": {"what": "制度", "number": 2},
            "kind": "corrective",
        },
    ),
    "update": (
        "title: 验收\ndate: 2020-05-01\nof: R-2020-01\nevent: 验收\nevidence: [记录.pdf]\n"
        "done_number: 2\nnew_due: 2020-07-01\nreason: 等待\nby: 分管负责人\nverifier: 支部书记\n"
        "result: 通过\nuntil: 2020-12-31\n",
        {
            "title": "验收",
            "date": date(2020, 5, 1),
            "of": "R-2020-01",
            "event": "verify",
            "evidence": ("记录.pdf",),
            "done_number": 2,
            "new_due": date(2020, 7, 1),
            "reason": "等待",
            "by": "分管负责人",
            "verifier": "支部书记",
            "result": "pass",
            "until": date(2020, 12, 31),
        },
    ),
    "duty": (
        "title: 领导小组\ndate: 2020-01-05\ngroup: 领导小组\npost: 支部书记\nduty: 总负责\n"
        "lead: 支部书记\nmembers: [支部书记, 分管负责人]\n",
        {
            "title": "领导小组",
            "date": date(2020, 1, 5),
            "group": "领导小组",
            "post": "支部书记",
            "duty": "总负责",
            "lead": "支部书记",
            "members": ("支部书记", "分管负责人"),
        },
    ),
    "channel": (
        "title: 家长群\ndate: 2020-01-05\nplatform: 微信群\nowner: 支部书记\napprover: 分管负责人\n"
        "reviewed_on: 2020-01-02\nrule: 2020-h1/materials/制度\nclosed_on: 2020-06-01\n",
        {
            "title": "家长群",
            "date": date(2020, 1, 5),
            "platform": "微信群",
            "owner": "支部书记",
            "approver": "分管负责人",
            "reviewed_on": date(2020, 1, 2),
            "rule": "2020-h1/materials/制度",
            "closed_on": date(2020, 6, 1),
        },
    ),
}
"""For each kind: front matter with all its fields, and what it means."""

REQUIRED = {
    "period": ["title", "start", "end"],
    "report": ["title", "date"],
    "meeting": ["title", "date"],
    "session": ["title", "date", "form"],
    "material": ["title", "date", "type"],
    "plan": ["title", "date", "targets"],
    "risk": ["title", "date", "id", "source", "area", "owner"],
    "measure": ["title", "date", "id", "risks", "owner"],
    "update": ["title", "date", "of", "event"],
    "duty": ["title", "date", "duty"],
    "channel": ["title", "date", "platform", "owner"],
}
"""The required fields, as the record contract lists them."""

COMMON = f"""\
department: 教务处
tags: [网络, 群聊]
access: leadership
status: 已审定
approved_by: 支部书记
approved_on: 2020-06-30
links: [2020-h1/reports/报告]
attachments: [{{file: 附件.pdf, sha256: {SUM}, title: 附件}}]
supersedes: 2020-h1/reports/旧
"""


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_file_with_all_fields_of_a_kind(kind: str) -> None:
    header, meant = EXAMPLES[kind]
    parsed = parse(kind, f"---\n{header}---\n正文\n")
    assert parsed.found == ()
    assert parsed.record is not None
    assert dict(parsed.record.fields) == meant
    assert parsed.record.title == meant["title"]
    assert parsed.record.body == "正文\n"
    assert parsed.record.body_line == header.count("\n") + 3


@pytest.mark.parametrize("kind", [name for name in EXAMPLES if name != "period"])
def test_the_examples_leave_no_field_out(kind: str) -> None:
    own = {field.name for field in kinds()[kind].fields}
    assert own - EXAMPLES[kind][1].keys() == set()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_takes_the_common_fields(kind: str) -> None:
    header = EXAMPLES[kind][0].replace("department: 教务处\n", "")
    parsed = parse(kind, f"---\n{header}{COMMON}---\n")
    assert parsed.found == ()
    record = parsed.record
    assert record is not None
    assert record.text("department") == "教务处"
    assert record.texts("tags") == ("网络", "群聊")
    assert record.access == "leadership"
    assert record.text("status") == "approved"
    assert record.text("approved_by") == "支部书记"
    assert record.day("approved_on") == date(2020, 6, 30)
    assert record.rows("attachments") == ({"file": "附件.pdf", "sha256": SUM, "title": "附件"},)
    assert record.text("supersedes") == "2020-h1/reports/旧"


@pytest.mark.parametrize("kind", REQUIRED)
def test_the_required_fields_of_each_kind(kind: str) -> None:
    parsed = parse(kind, "---\ntags: [a]\n---\n")
    missing = [dict(d.args)["field"] for d in parsed.found if d.rule == "TB102"]
    assert missing == REQUIRED[kind]
    assert parsed.record is not None


def test_a_duty_is_of_a_group_or_a_post() -> None:
    parsed = parse("duty", "---\ntitle: 分工\ndate: 2020-01-05\nduty: 负责\n---\n")
    assert [(d.rule, dict(d.args)) for d in parsed.found] == [
        ("TB110", {"fields": "group 或 post"})
    ]


@pytest.mark.parametrize(
    ("kind", "id", "example"),
    [
        ("risk", "R-20-1", "R-2020-01"),
        ("risk", "M-2020-01", "R-2020-01"),
        ("risk", "R-2020-01 ", ""),
        ("measure", "M-2020-001", ""),
        ("measure", "m-2020-01", "M-2020-01"),
    ],
)
def test_risks_and_measures_have_ids_of_their_own_form(kind: str, id: str, example: str) -> None:
    header = EXAMPLES[kind][0]
    stated = "R-2020-01" if kind == "risk" else "M-2020-01"
    parsed = parse(kind, f"---\n{header.replace(f'id: {stated}', f'id: {id}')}---\n")
    wrong = [("TB303", {"id": id, "example": example})] if example else []
    assert [(d.rule, dict(d.args)) for d in parsed.found] == wrong


def test_kinds_are_found_in_their_order() -> None:
    assert set(kinds()) >= set(EXAMPLES)
    assert [kind.order for kind in kinds().values()] == sorted(k.order for k in kinds().values())
    assert by_folder()["duties"] is kinds()["duty"]
    assert "" not in by_folder()


def test_no_two_kinds_share_a_folder_or_a_place() -> None:
    folders = [kind.folder for kind in kinds().values()]
    orders = [kind.order for kind in kinds().values()]
    assert len(set(folders)) == len(folders)
    assert len(set(orders)) == len(orders)


def test_columns_and_groups_name_fields_of_the_kind() -> None:
    for one in kinds().values():
        names = one.by_name.keys()
        assert set(one.columns) <= names
        assert {name for group in one.any_of for name in group} <= names
        assert one.id_fits(one.id_example) or not one.id_pattern


def test_fields_of_a_kind_come_after_the_common_ones_and_may_replace_them() -> None:
    names = [field.name for field in kinds()["risk"].all_fields]
    assert names[:3] == ["title", "date", "id"]
    assert len(names) == len(set(names))
    assert kinds()["risk"].by_name["id"].required
    assert not kinds()["report"].by_name["id"].required
    assert not kinds()["period"].by_name["date"].required
