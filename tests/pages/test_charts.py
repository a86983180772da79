"""Charts: where shapes stand, what a reader without eyes is told, what is in the HTML."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from termbook.pages.blocks import Chart, Column, Row, Series, Table, Text
from termbook.pages.charts import WIDTH, Box, drawing, scale
from termbook.pages.compose.figures import (
    ages_chart,
    burndown_chart,
    history_chart,
    levels_chart,
)
from termbook.pages.compose.site import Site
from termbook.pages.html import Drawer
from termbook.pages.markdown import markdown
from termbook.pages.page import Page
from termbook.views.register import items
from termbook.words import Words
from tests.views.three_periods import three_periods

WORDS = Words("zh-Hans")
TABLE = Table("数", (Column("名"),), (Row(((Text("一"),),)),))


def chart(shape: str = "columns", *series: Series, labels: tuple[str, ...] = ("一",)) -> Chart:
    assert shape in ("columns", "steps", "grid")
    return Chart(shape, "chart", "题", "说明", labels, series, TABLE)  # type: ignore[arg-type] # shape is one of the literals, asserted above


def site() -> Site:
    return Site(three_periods(), WORDS)


def all_charts() -> list[Chart]:
    place = site()
    register = items(place.archive)
    found = (
        history_chart(place),
        burndown_chart(place, place.archive.period_by_id["2021-h1"]),
        ages_chart(place, register),
        levels_chart(place, register),
    )
    return [one for one in found if one is not None]


@pytest.mark.parametrize(
    ("largest", "axis"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (5, (0, 1, 2, 3, 4, 5)),
        (6, (0, 2, 4, 6)),
        (11, (0, 5, 10, 15)),
        (600, (0, 200, 400, 600)),
    ],
)
def test_an_axis_has_round_numbers(largest: int, axis: tuple[int, ...]) -> None:
    assert scale(largest) == axis


def test_columns_stack_and_their_heights_are_the_numbers() -> None:
    drawn = drawing(
        chart(
            "columns",
            Series("关", (2, 0), "closed"),
            Series("开", (3, 1), "unresolved"),
            labels=("甲", "乙"),
        )
    )
    boxes = [box for box in drawn.boxes if box.height > 10]
    assert [box.style for box in boxes] == ["closed", "unresolved", "unresolved"]
    closed, opened, alone = boxes
    assert closed.height / opened.height == pytest.approx(2 / 3)
    assert opened.y + opened.height == pytest.approx(closed.y)
    assert alone.y + alone.height == pytest.approx(closed.y + closed.height)
    assert {"5", "1", "甲", "乙", "关", "开"} <= {label.text for label in drawn.labels}


def test_steps_go_across_and_then_down() -> None:
    days = ("2020-06-30", "2020-09-30", "2020-12-31")
    drawn = drawing(chart("steps", Series("开", (4, 2, 2), "unresolved"), labels=days))
    line = next(path.d for path in drawn.paths if path.style == "line-unresolved")
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){2}", line)


def test_a_grid_says_each_number_and_its_area_stands_for_it() -> None:
    drawn = drawing(
        chart(
            "grid",
            Series("高", (4, 0), "level-high"),
            Series("低", (2, 1), "level-low"),
            labels=("甲", "乙"),
        )
    )
    assert len(drawn.discs) == 3
    large, middle, _ = drawn.discs
    assert (large.radius / middle.radius) ** 2 == pytest.approx(2, rel=0.05)
    assert [label.text for label in drawn.labels].count("0") == 1


def test_every_shape_stands_inside_the_picture() -> None:
    for one in all_charts():
        drawn = drawing(one)
        assert drawn.width == WIDTH
        for box in drawn.boxes:
            assert isinstance(box, Box)
            assert 0 <= box.x <= box.x + box.width <= drawn.width
            assert 0 <= box.y <= box.y + box.height <= drawn.height
        for label in drawn.labels:
            assert 0 <= label.x <= drawn.width
            assert 0 < label.y <= drawn.height


def test_a_chart_says_its_numbers_in_words_and_in_a_table() -> None:
    history, burndown, ages, levels = all_charts()
    assert history.description.endswith("最近一期：未销号 5 项，已销号 2 项，不予立项 0 项。")
    assert burndown.description == "从 2020-12-31 的 4 项到 2021-06-30 的 5 项，最多 5 项。"
    assert ages.description == "未销号的 5 项问题，按发现以来的天数分组，最长 515 天。"
    assert "其中未销号的高风险问题 1 项" in levels.description
    assert [series.values for series in history.series] == [(1, 2, 2), (1, 0, 0), (3, 4, 5)]
    assert len(history.table.rows) == 3


def test_there_is_no_chart_of_nothing() -> None:
    place = Site(three_periods("2020-01-31"), WORDS)
    register = items(place.archive)
    assert history_chart(place) is None
    assert burndown_chart(place, place.archive.periods[0]) is None
    assert ages_chart(place, register) is None
    assert levels_chart(place, register) is None


def test_the_markup_is_accessible_and_holds_no_style() -> None:
    page = Page("2020-h1/x.html", "题", "progress", "rectification", tuple(all_charts()))
    html = Drawer(WORDS).draw(page).html
    assert "style=" not in html
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(pictures) == 4
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        named = [element.get("id") for element in root if element.tag in ("title", "desc")]
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == " ".join(filter(None, named))
        assert all(element.text for element in root if element.tag in ("title", "desc"))
    assert html.count("<details>") == html.count("<table") == 4


def test_words_in_a_chart_are_escaped() -> None:
    risky = chart("columns", Series("<b>", (1,), "closed"), labels=("<script>",))
    html = Drawer(WORDS).draw(Page("x.html", "题", "t", "home", (risky,))).html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_in_markdown_a_chart_is_its_table() -> None:
    page = Page("x.html", "题", "t", "home", (chart("columns", Series("一", (1,), "closed")),))
    assert markdown(page, WORDS) == "# 题\n\n说明\n\n数\n\n| 名 |\n| --- |\n| 一 |\n"
