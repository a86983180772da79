"""An archive in which nearly everything is wrong, and the whole list of what is."""

from __future__ import annotations

from hashlib import sha256

from tests.written import Files, measure, risk, text, update

PDF = b"%PDF-1.7"
SUM = sha256(PDF).hexdigest()

FILES: Files = {
    "archive.yml": (
        "institution: 示例学校\n"
        "posts: [支部书记, 支部书记]\n"
        "area: [阵地管理]\n"
        "forms: [集体学习]\n"
        "approvers: [校长]\n"
    ),
    "2020-h2/period.md": "---\ntitle: 下半年\nstart: 2020-06-30\nend: 2020-12-31\n---\n",
    "notes.md": "随手记\n",
    # a folder that is no period, and a name that is nearly right
    "2020-H3/reports/报告.md": text("报告", "2020-06-30"),
    "2020-h1/reports/大写.MD": text("报告", "2020-06-30"),
    # files that cannot be read, wholly or in part
    "2020-h1/reports/空.md": "",
    "2020-h1/reports/未完.md": "---\ntitle: 报告\n",
    "2020-h1/reports/编码.md": text("党支部工作报告", "2020-06-30").encode("gb18030"),
    "2020-h1/reports/重复.md": "---\ntitle: 报告\ntitle: 报告\ndate: 2020-06-30\n---\n",
    # fields
    "2020-h1/meetings/会议.md": text(
        "会议",
        "2020-02-30",
        "chair: 校长",
        "expected: 十二",
        "present: 12人",
        "resolutions: 公布",
        "place:",
        "plase: 会议室",
    ),
    "2020-h1/sessions/学习.md": text("学习", "2020年3月1日", "form: 党课", "count: 0"),
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "level: 很高"),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-2", "2020-08-01"),
    "2020-h1/duties/分工.md": text("分工", "2020-03-01", "duty: [负责]"),
    # links and files
    "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-03-01", "R-2020-9, M-2020-01"),
    "2020-h1/materials/通知.md": text(
        "通知",
        "2020-03-01",
        "type: document",
        "url: javascript:x",
        "file: 通知.html",
        "attachments:",
        f"- {{file: 附件.pdf, sha256: {SUM}}}",
        f"- {{file: 图.svg, sha256: {'0' * 64}}}",
        "- {file: 没有.pdf, sha256: 12}",
        body="[[没有]]\n[外](../../../x) [脚本](javascript:x)\n![图](没有.png)\n",
    ),
    "2020-h1/materials/通知.html": PDF,
    "2020-h1/materials/附件.pdf": PDF,
    "2020-h1/materials/图.svg": b"<svg><script/></svg>",
    "2020-h1/materials/无人.docx": b"",
    # what happened
    "2020-h2/updates/1.md": update("R-2020-01", "close", "2020-08-01", "access: public"),
    "2020-h2/updates/2.md": update("R-2020-01", "finish", "2020-08-02"),
    "2020-h2/updates/3.md": update("2020-h1/materials/通知", "progress", "2020-08-03"),
}

COMPLAINTS = """\
2020-H3/period.md:1:1 TB407
2020-H3/reports/报告.md:1:1 TB408
2020-h1/duties/分工.md:2:1 TB110
2020-h1/duties/分工.md:4:7 TB103
2020-h1/materials/图.svg:1:6 TB508
2020-h1/materials/无人.docx:1:1 TB506
2020-h1/materials/通知.md:5:6 TB308
2020-h1/materials/通知.md:6:7 TB507
2020-h1/materials/通知.md:9:10 TB502
2020-h1/materials/通知.md:10:10 TB501
2020-h1/materials/通知.md:10:26 TB505
2020-h1/materials/通知.md:12:1 TB301
2020-h1/materials/通知.md:13:1 TB309
2020-h1/materials/通知.md:13:17 TB310
2020-h1/materials/通知.md:14:1 TB307
2020-h1/measures/M-2020-01.md:5:9 TB301
2020-h1/measures/M-2020-01.md:5:19 TB311
2020-h1/meetings/会议.md:3:7 TB401
2020-h1/meetings/会议.md:4:8 TB201
2020-h1/meetings/会议.md:5:11 TB105
2020-h1/meetings/会议.md:6:10 TB105
2020-h1/meetings/会议.md:7:14 TB107
2020-h1/meetings/会议.md:8:1 TB108
2020-h1/meetings/会议.md:9:1 TB101
2020-h1/reports/大写.MD:1:1 TB022
2020-h1/reports/未完.md:1:1 TB004
2020-h1/reports/空.md:1:1 TB003
2020-h1/reports/编码.md:2:8 TB002
2020-h1/reports/重复.md:3:1 TB006
2020-h1/risks/R-2020-01.md:6:7 TB201
2020-h1/risks/R-2020-01.md:8:8 TB204
2020-h1/risks/R-2020-02.md:3:7 TB403
2020-h1/risks/R-2020-02.md:4:5 TB303
2020-h1/risks/R-2020-02.md:6:7 TB201
2020-h1/sessions/学习.md:3:7 TB404
2020-h1/sessions/学习.md:4:7 TB201
2020-h1/sessions/学习.md:4:7 TB902
2020-h1/sessions/学习.md:5:8 TB106
2020-h2/period.md:3:8 TB406
2020-h2/period.md:4:6 TB904
2020-h2/updates/1.md:4:5 TB306
2020-h2/updates/1.md:5:8 TB602
2020-h2/updates/1.md:5:8 TB604
2020-h2/updates/1.md:6:9 TB312
2020-h2/updates/2.md:5:8 TB204
2020-h2/updates/3.md:4:5 TB305
archive.yml:2:15 TB202
archive.yml:3:1 TB101
archive.yml:5:13 TB201
notes.md:1:1 TB012
"""
"""`path:line:column rule`, in the order of the check; thought out, not pasted."""
