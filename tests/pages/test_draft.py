"""The drafted report: the sample's facts in words, a link for every number, nothing of its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest

from termbook.archive.archive import Archive
from termbook.archive.checking import check
from termbook.archive.gap_rules import gaps
from termbook.archive.layout import resolve_file
from termbook.pages.draft import draft
from termbook.pages.footnotes import Footnotes, link
from termbook.prose.tangles import tangled
from termbook.views.term_report import term_report
from termbook.words import LANGUAGES, Words
from termbook.words.rules import RULES
from tests.archive.shelf import record
from tests.terms import BOTH, FIRST, Texts, gathered
from tests.written import text

LAST = {"2020-h1": "2020-06-30", "2020-h2": "2020-12-31"}
GAPS = {"TB810", "TB910"}


def written(
    texts: Texts,
    period: str = "2020-h1",
    language: str = "zh-Hans",
    *,
    day: str = "",
    audience: str = "staff",
    access: str = "",
) -> str:
    collection = gathered(texts, language=language)
    on = date.fromisoformat(day or LAST[period])
    archive = Archive(collection, on=on, audience=audience)
    report = term_report(archive, archive.period_by_id[period])
    return draft(report, Words(language), day=on, access=access)


def body_of(drafted: str) -> str:
    """The text without front matter and footnotes."""
    return drafted.split("---\n\n", 1)[1].split("\n\n[^1]:", 1)[0]


def plain(drafted: str) -> str:
    """The body without the marks of its footnotes."""
    return re.sub(r"\[\^[0-9]+\]", "", body_of(drafted))


def notes_of(drafted: str) -> dict[str, str]:
    """The footnotes by number."""
    parts = re.split(r"^\[\^([0-9]+)\]: ", drafted, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def section(drafted: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    return re.split(r"^#+ ", plain(drafted).split(f" {heading}\n", 1)[1], flags=re.MULTILINE)[0]


def test_the_front_matter_is_that_of_a_draft_on_the_period() -> None:
    assert written(FIRST).split("---\n")[1] == (
        "title: 2020 年上半年工作报告\n"
        "date: 2020-06-30\n"
        "covers: {from: 2020-01-01, to: 2020-06-30}\n"
        "status: draft\n"
    )


def test_a_title_that_yaml_could_misread_is_quoted_and_read_again() -> None:
    title = '"[试行] 2020: \\"上\\" # 半年"'
    period = f"---\ntitle: {title}\nstart: 2020-01-01\nend: 2020-06-30\n---\n"
    texts = {**FIRST, "2020-h1/period.md": period}
    saved = gathered({**texts, "2020-h1/reports/报告.md": written(texts)})
    assert saved.by_id["2020-h1/reports/报告"].title == '[试行] 2020: "上" # 半年工作报告'


def test_who_may_see_it_is_stated_where_it_must_be() -> None:
    assert "access: leadership\n" in written(FIRST, audience="leadership", access="leadership")
    assert "access" not in written(FIRST)


def test_it_has_the_four_sections_of_the_sample() -> None:
    assert re.findall(r"^## (.*)", written(FIRST), flags=re.MULTILINE) == [
        "一、2020 年上半年工作开展情况",
        "二、存在的问题和隐患",
        "三、整改进展",
        "四、下一步措施",
    ]


def test_the_facts_of_the_sample_are_stated_again() -> None:
    text = plain(written(FIRST))
    for fact in (
        "召开会议1次",
        "集体学习6次",
        "党课1次",
        "本学期发现问题7项",
        "本学期制定措施5项",
    ):
        assert fact in text


def test_the_same_facts_in_english() -> None:
    text = plain(written(FIRST, language="en"))
    for fact in (
        "1 meeting was held",
        "集体学习: 6",
        "党课: 1",
        "7 items were found in this period",
        "5 measures were decided in this period",
    ):
        assert fact in text


def test_duties_are_told_by_group_and_post() -> None:
    assert section(written(FIRST), "（一）组织领导和职责分工") == (
        "\n明确职责分工2项：\n\n"
        "- [[2020-h1/duties/小组|领导小组]]：落实主体责任；牵头岗位：支部书记；"
        "成员岗位：分管负责人、办公室主任。\n"
        "- [[2020-h1/duties/书记|支部书记]]：牵头。\n\n"
        "【待填写：落实责任的具体做法】\n\n"
    )


def test_study_is_held_against_the_plan() -> None:
    assert section(written(BOTH, "2020-h2"), "（三）学习教育") == (
        "\n制定学习教育计划2份，计划开展学习教育5次，实际开展4次。\n\n"
        "| 形式 | 计划 | 实际 |\n"
        "| --- | --- | --- |\n"
        "| 集体学习 | 4 | 3 |\n"
        "| 集体学习（教务处） | 2 | 1 |\n"
        "| 党课 | 1 | 1 |\n"
        "| 合计 | 5 | 4 |\n\n"
        "没有完成计划的有集体学习（差1次）、集体学习（教务处）（差1次）。"
        "【待填写：没有完成计划的原因】\n\n"
        "【待填写：学习教育的主要内容和成效】\n\n"
    )


def test_a_plan_that_still_runs_is_not_called_short() -> None:
    assert "没有完成计划" not in written(BOTH, "2020-h2", day="2020-10-01")


def test_each_risk_is_told_with_state_owner_and_days() -> None:
    text = written(BOTH, "2020-h2")
    assert (
        "\n1. [[R-2020-08|问题 R-2020-08]]：待整改（逾期、延期）；责任岗位：支部书记；"
        "整改期限：2020年12月1日；原因分析：无人归档。\n"
    ) in text
    assert (
        "\n4. [[R-2020-04|问题 R-2020-04]]：已接受；责任岗位：支部书记；接受至：2021年3月31日。\n"
    ) in text


def test_progress_is_told_with_numerator_and_denominator() -> None:
    assert section(written(BOTH, "2020-h2"), "三、整改进展") == (
        "\n上期结转问题7项，本学期发现问题2项，共9项。"
        "截至2020年12月31日，待整改5项、整改中1项、已销号1项、已接受1项、不予立项1项；"
        "逾期1项、停滞3项。\n\n"
        "应销号7项（不计不予立项1项、长期坚持1项），已销号1项，整改完成率1/7（14%）。\n\n"
        "本学期销号1项、不予立项1项、重新整改1项、延期1项。\n\n"
        "上期结转措施5项，本学期制定措施1项。"
        "截至2020年12月31日，未开始4项、推进中1项、已完成1项；逾期1项。\n\n"
        "【待填写：逾期、停滞的原因】\n\n"
    )


def test_open_measures_stand_in_a_table_with_owners_and_days() -> None:
    text = section(written(BOTH, "2020-h2"), "四、下一步措施")
    assert text.startswith(
        "\n尚未完成的措施5项，责任岗位和期限如下：\n\n"
        "| 整改措施 | 责任岗位 | 整改期限 | 完成进度 |\n"
        "| --- | --- | --- | --- |\n"
        "| [[M-2020-06]] | 支部书记 | 2020年12月1日 | 栏目：3 / 5 |\n"
        "| [[M-2020-02]] | 支部书记 | 未定 |  |\n"
    )
    assert text.endswith(
        "待整改和整改中的问题里，没有在办措施的3项。【待填写：对这些问题的打算】\n\n"
        "【待填写：其他工作打算】"
    )


def test_a_period_without_records_claims_nothing() -> None:
    text = plain(written({}))
    assert "没有可列入本报告的会议。" in text
    assert re.findall(r"[0-9]+(?=[次项份个])", text) == []
    assert "[[" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("texts", "period"), [(FIRST, "2020-h1"), (BOTH, "2020-h2"), ({}, "2020-h1")]
)
def test_what_is_saved_passes_the_check(texts: Texts, period: str, language: str) -> None:
    path = f"{period}/reports/起草.md"
    collection = gathered({**texts, path: written(texts, period, language)}, language=language)
    found = [d for d in check(collection, {}, on=date(2021, 3, 1)) if d.path == path]
    assert {d.rule for d in found} == {"TB910"}
    saved = collection.by_path[path]
    assert len(found) == len(list(gaps(saved)))
    assert saved.mentions or not texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_review_every_gap_is_an_error(language: str) -> None:
    drafted = written(FIRST, language=language)
    path = "2020-h1/reports/起草.md"
    texts = {**FIRST, path: drafted.replace("status: draft", "status: review")}
    found = check(gathered(texts, language=language), {}, on=date(2020, 6, 30))
    open_gaps = [d for d in found if d.rule in GAPS]
    assert [RULES[d.rule].severity for d in open_gaps] == ["error"] * drafted.count("【")


def test_every_number_carries_the_records_that_it_counts() -> None:
    drafted = written(BOTH, "2020-h2")
    notes = notes_of(drafted)
    counted = re.findall(r"([0-9]+)[次项份个](\[\^([0-9]+)\])?", body_of(drafted))
    assert len(counted) > 30
    for number, mark, name in counted:
        assert mark, number
        links = re.findall(r"\[\[[^\]]+\]\](?:（([0-9]+)）)?", notes[name])
        assert links
    # a footnote lists as many records as the number says, or shares that add up to it
    for number, name in re.findall(r"([0-9]+)[项份个]\[\^([0-9]+)\]", body_of(drafted)):
        assert notes[name].count("[[") == int(number)
    for number, name in re.findall(r"开展(?:学习教育)?([0-9]+)次\[\^([0-9]+)\]", body_of(drafted)):
        if "/sessions/" in notes[name]:
            assert sum(map(int, re.findall(r"（([0-9]+)）", notes[name]))) == int(number)


def test_footnotes_are_numbered_in_the_order_of_the_text() -> None:
    drafted = written(BOTH, "2020-h2")
    named = list(dict.fromkeys(re.findall(r"\[\^([0-9]+)\]", body_of(drafted))))
    assert named == [str(number) for number in range(1, len(named) + 1)]
    assert list(notes_of(drafted)) == named


def test_no_text_of_records_becomes_markup() -> None:
    duty = text("x", "2020-06-30", 'group: "a|b *c*"', 'duty: "# <b> [[R-2020-01]] `d`"')
    drafted = written({**FIRST, "2020-h1/duties/怪.md": duty})
    assert ("- [[2020-h1/duties/怪]]：\\# &lt;b&gt; \\[\\[R-2020-01\\]\\] \\`d\\`。") in drafted


@pytest.mark.parametrize("name", ["a|b", "a]]b", "a`b", "a\\b", "a&amp;b", "长" * 500])
def test_an_id_that_brackets_cannot_hold_is_linked_by_its_file(name: str) -> None:
    found = link(record("meeting", f"2020-h1/meetings/{name}.md", "2020-01-10"), "2020-h2/reports")
    assert found.startswith("[标题](../../2020-h1/meetings/")
    target = unquote(found.removeprefix("[标题](").removesuffix(")"))
    report = PurePosixPath("2020-h2/reports/报告.md")
    assert resolve_file(str(report), target) == f"2020-h1/meetings/{name}.md"


def test_a_footnote_on_many_records_stays_within_what_markdown_is_asked() -> None:
    records = [
        record("session", f"2020-h1/sessions/学_习_{n}.md", "2020-01-10") for n in range(900)
    ]
    notes = Footnotes(Words(), "2020-h1/reports")
    assert notes.note(records) == "[^1]"
    [definition] = notes.definitions()
    assert definition.count("[[") == 900
    assert tangled(definition, 1) is None


def test_equal_footnotes_share_a_number_and_none_is_made_for_nothing() -> None:
    one, other = (record("session", f"2020-h1/sessions/{n}.md", "2020-01-10") for n in "ab")
    notes = Footnotes(Words(), "2020-h1/reports")
    assert [notes.note([one]), notes.note([one, other], [6, 1]), notes.note([one])] == [
        "[^1]",
        "[^2]",
        "[^1]",
    ]
    assert notes.note([]) == ""
    assert notes.definitions() == [
        "[^1]: [[2020-h1/sessions/a]]",
        "[^2]: [[2020-h1/sessions/a]]（6）；[[2020-h1/sessions/b]]（1）",
    ]
