"""Who answers for what, by the field that names the department or the post."""

from __future__ import annotations

from pathlib import Path

from termbook.views.answering import answering
from tests.written import Files, archive, measure, risk, text, update

FILES: Files = {
    "2020-h1/meetings/会议.md": text(
        "会议",
        "2020-03-01",
        "chair: 支部书记",
        "department: 教务处",
        "resolutions:",
        "- {text: 一, owner: 教务处}",
        "- {text: 二, owner: 教务处}",
        "- {text: 三, owner: 分管负责人}",
    ),
    "2020-h1/materials/通知.md": text(
        "通知", "2020-03-01", "type: document", "required_for: [教务处, 党支部办公室]"
    ),
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "department: 教务处"),
    "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-03-01", "R-2020-01"),
    "2020-h1/updates/1.md": update(
        "R-2020-01", "done", "2020-04-01", "by: 办公室主任", "verifier: 分管负责人"
    ),
    "2020-h1/duties/小组.md": text(
        "小组", "2020-03-01", "group: 小组", "duty: 负责", "members: [分管负责人, 分管负责人]"
    ),
    "2020-h1/duties/校长.md": text("校长", "2020-03-01", "post: 校长", "duty: 负责"),
}


def answered(root: Path, sort: str) -> dict[str, dict[str, list[str]]]:
    return {
        name: {field: [record.title for record in found] for field, found in by_field.items()}
        for name, by_field in answering(archive(root, FILES), sort).items()
    }


def test_posts(tmp_path: Path) -> None:
    assert answered(tmp_path, "post") == {
        "支部书记": {"chair": ["会议"], "owner": ["问题 R-2020-01", "措施 M-2020-01"]},
        "分管负责人": {
            "resolutions": ["会议"],
            "verifier": ["R-2020-01 done"],
            "members": ["小组"],
        },
        "办公室主任": {"by": ["R-2020-01 done"]},
    }


def test_departments(tmp_path: Path) -> None:
    assert answered(tmp_path, "department") == {
        "党支部办公室": {"required_for": ["通知"]},
        "教务处": {
            "department": ["会议", "问题 R-2020-01"],
            "resolutions": ["会议"],
            "required_for": ["通知"],
        },
    }
