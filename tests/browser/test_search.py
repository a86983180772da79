"""The search as readers meet it, asked for what the archive itself holds.

What is right is counted in the pages that the build wrote, with a plain look at their text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.access import too_wide, violations
from tests.browser.addresses import Address, file_address
from tests.browser.conftest import Visit
from tests.browser.shown import Shown, read_records, spell
from tests.written import SETTINGS, risk, text, write

ASK = """async queries => {
    const paths = new Map();
    const answers = [];
    for (const query of queries) {
        const { found } = await termbookSearch.library.search(query);
        for (const number of found) {
            if (!paths.has(number)) paths.set(number, (await termbookSearch.library.document(number)).path);
        }
        answers.push(found.map(number => paths.get(number)));
    }
    return answers;
}"""
"""What the script of the page finds, without its box: two thousand times in a few seconds."""

QUERIES = 2_000
WAYS = pytest.mark.parametrize("by", ["http_site", "file_site"])
HOSTILE = (
    "<img src=x onerror=alert(1)>", "</script><b>x</b>", '"><svg onload=alert(1)>', "a\"'`b",
    "(.*)+[", "\\u0041\\", "$&", "%E4%B8", "😀😀", "👨‍👩‍👧", "\u202e工作", "\u0000\u0001", "工", "constructor",
    "__proto__", "?q=1&h=2#x", "工作 " * 2_000, "整" * 10_000,
)  # fmt: skip


MARKS = {
    "2020-h1/reports/一.md": text(
        "关于<b>通报</b>的\"说明\" & 备注", "2020-03-01",
        body="无关的一段。\n\n" * 60 + "查看通道**堵塞**情况，调用 API\n接口。\n\n见 [[R-2020-01]]，会议档案。\n\n通道堵塞。",
    ),
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", body="會議檔案不全。"),
}  # fmt: skip
"""A text that goes on in bold and on the next line, a title with markup, Traditional characters."""


@pytest.fixture(scope="module")
def site_of_marks(
    build_site: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Address:
    return file_address(build_site(write(tmp_path_factory.mktemp("marks") / "records", MARKS)))


@pytest.fixture
def search(visit: Visit, file_site: Address) -> Iterator[Page]:
    """A page opened from a file, with the box open: what works there works from a server."""
    page = visit(file_site).open("index.html")
    open_box(page)
    yield page
    page.goto("about:blank")


@pytest.fixture(scope="module")
def records(built_site: Path) -> list[Shown]:
    return read_records(built_site)


def draw_queries(records: list[Shown], count: int) -> list[str]:
    """Texts of two to eight characters from anywhere in titles and texts, over borders of words."""
    rng = Random(2020)
    queries: list[str] = []
    while len(queries) < count:
        shown = rng.choice(records)
        part = rng.choice((shown.title, *shown.blocks))
        size = rng.randint(2, 8)
        start = rng.randrange(max(1, len(part) - size))
        query = part[start : start + size]
        if len(spell(query)) >= 2 and len(query.split()) == 1:
            queries.append(query)
    return queries


def entry(page: Page) -> Locator:
    """Where the words are typed: choices are boxes of the same role."""
    return page.locator("#tb-search input[role=combobox]")


def open_box(page: Page) -> Locator:
    page.keyboard.press("/")
    box = entry(page)
    expect(box).to_be_focused()
    return box


def look_for(page: Page, query: str) -> None:
    """Put a query into the box, and wait for the answer to it."""
    entry(page).fill(query)
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator("#tb-search-list")).to_have_attribute("aria-busy", "false")


def status(page: Page) -> Locator:
    return page.locator("#tb-search").get_by_role("status")


def options(page: Page) -> Locator:
    return page.locator("#tb-search-list [role=option]")


def choice(page: Page, label: str) -> Locator:
    return page.locator("#tb-search").get_by_label(label, exact=True)


def number_found(page: Page) -> int:
    numbers = re.findall(r"\d+", status(page).inner_text())
    return int(numbers[-1]) if numbers else 0


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def texts(page: Page) -> list[str]:
    return options(page).all_inner_texts()


def scroll_to_the_end(page: Page) -> None:
    """Until all results are there."""
    count = number_found(page)
    for _ in range(count):
        if options(page).count() == count:
            return
        options(page).last.scroll_into_view_if_needed()
        page.wait_for_timeout(20)
    assert options(page).count() == count


def common_word(records: list[Shown]) -> str:
    """Two characters that many records hold, in their title or in their text."""
    counts: dict[str, int] = {}
    for shown in records:
        for pair in {shown.whole[at : at + 2] for at in range(len(shown.whole) - 1)}:
            if re.fullmatch(r"[\u4e00-\u9fff]{2}", pair):
                counts[pair] = counts.get(pair, 0) + 1
    return max(counts, key=lambda pair: (counts[pair], pair))


# --- what is found -----------------------------------------------------------------------------


@WAYS
def test_what_stands_in_a_record_is_found_and_nothing_else(
    by: str, visit: Visit, records: list[Shown], request: pytest.FixtureRequest
) -> None:
    page = visit(request.getfixturevalue(by)).open("index.html")
    queries = draw_queries(records, QUERIES)
    paths = {shown.path for shown in records}
    wrong = {}
    for query, answer in zip(queries, page.evaluate(ASK, queries), strict=True):
        wanted = {shown.path for shown in records if spell(query) in shown.whole}
        assert wanted, f"{query} was drawn from a record"
        found = paths.intersection(answer)  # guides are found too
        if wanted != found:
            wrong[query] = (wanted - found, found - wanted)
    assert wrong == {}


def test_several_words_must_all_be_there(search: Page, records: list[Shown]) -> None:
    rng = Random(7)
    paths = {shown.path for shown in records}
    queries = [
        " ".join((first, rng.choice([first, second]), second))
        for first, second in zip(*[iter(draw_queries(records, 200))] * 2, strict=True)
    ]
    for query, answer in zip(queries, search.evaluate(ASK, queries), strict=True):
        wanted = {shown.path for shown in records if shown.holds(query)}
        assert paths.intersection(answer) == wanted, query


def test_traditional_characters_find_simplified_ones_and_the_reverse(
    visit: Visit, site_of_marks: Address
) -> None:
    page = visit(site_of_marks).open("index.html")
    simple, traditional, mixed = page.evaluate(ASK, ["会议档案", "會議檔案", "會议檔案"])
    assert len(simple) == 2
    assert simple == traditional == mixed


# --- the box -----------------------------------------------------------------------------------


@WAYS
def test_results_are_counted_marked_and_lead_to_a_page_that_marks_them(
    by: str, visit: Visit, records: list[Shown], request: pytest.FixtureRequest
) -> None:
    page = visit(request.getfixturevalue(by)).open("index.html")
    rng = Random(3)
    bodies = [block for shown in records for block in shown.blocks if len(block) > 40]
    for block in rng.sample(bodies, 4):
        query = block[20:26].strip()
        page.goto(request.getfixturevalue(by).of("index.html"))
        open_box(page)
        look_for(page, query)
        wanted = [shown for shown in records if spell(query) in shown.whole]
        assert number_found(page) >= len(wanted)
        first = options(page).first
        assert spell(query) in map(spell, first.locator("mark").all_inner_texts())
        path = first.get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url("**/*h=*")
        assert path is not None
        marks = page.locator(".md-content mark.tb-found")
        expect(marks.first).to_be_in_viewport()
        assert "".join(map(spell, marks.all_inner_texts())).count(spell(query)) >= 1


def test_an_opened_page_marks_every_place_and_scrolls_to_the_first(
    visit: Visit, site_of_marks: Address
) -> None:
    page = visit(site_of_marks).open("index.html")
    open_box(page)
    look_for(page, "通道堵塞 API接口")
    assert number_found(page) == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/*h=*")
    marks = page.locator(".md-content mark.tb-found")
    expect(marks.first).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
    # a phrase that goes on in bold is two marks
    assert [spell(mark) for mark in marks.all_inner_texts()] == [
        "通道",
        "堵塞",
        "api接口",
        "通道堵塞",
    ]


def test_a_reference_is_marked_by_the_id_that_found_it(
    visit: Visit, site_of_marks: Address
) -> None:
    page = visit(site_of_marks).open("index.html")
    open_box(page)
    look_for(page, "R-2020-01 会议档案")
    options(page).filter(has_text="通报").click()
    page.wait_for_url("**/*h=*")
    expect(page.locator(".tb-prose a.tb-ref mark.tb-found")).to_have_count(1)


@WAYS
def test_choices_narrow_and_stand_in_an_address_that_can_be_shared(
    by: str, visit: Visit, records: list[Shown], request: pytest.FixtureRequest
) -> None:
    address: Address = request.getfixturevalue(by)
    page = visit(address).open("index.html")
    open_box(page)
    look_for(page, common_word(records))
    everything = number_found(page)
    for label, name in [("类型", "kind"), ("学期", "period"), ("部门", "department")]:
        select = choice(page, label)
        if name == "period" and not select.is_visible():
            continue  # all of one period: nothing to choose
        shown = [option.inner_text() for option in select.locator("option").all()[1:]]
        counts = [int(re.findall(r"（(\d+)）$", text)[0]) for text in shown]
        assert 0 < sum(counts) <= everything
        value = select.locator("option").nth(1).get_attribute("value")
        select.select_option(value)
        assert asked(page)[name] == value
        expect(status(page)).to_contain_text(f"筛选后 {counts[0]} 个")
        page.get_by_role("button", name="清除筛选").click()
        expect(status(page)).to_have_text(f"找到 {everything} 个页面。")
        assert name not in asked(page)
    choice(page, "状态").select_option(index=1)
    choice(page, "排序").select_option("date")
    expect(options(page).first).to_be_visible()
    said, first, shared = status(page).inner_text(), texts(page), page.url
    assert page.locator("#tb-search .tb-badge").first.is_visible()
    other = page.context.new_page()
    other.goto(shared)
    expect(status(other)).to_have_text(said)
    expect(options(other).first).to_be_visible()
    assert texts(other)[:3] == first[:3]
    assert entry(other).input_value() == common_word(records)
    other.close()


def test_titles_come_first_or_the_newest_do(search: Page, records: list[Shown]) -> None:
    word = common_word([shown for shown in records if len(shown.title) > 6])
    look_for(search, word)
    scroll_to_the_end(search)
    in_title = [
        bool(option.locator(".tb-search__title mark").count()) for option in options(search).all()
    ]
    assert in_title == sorted(in_title, reverse=True)
    choice(search, "排序").select_option("date")
    expect(options(search).first).to_be_visible()
    scroll_to_the_end(search)
    days = [
        re.findall(r"\d{4}-\d\d-\d\d", facts)
        for facts in search.locator("#tb-search .tb-search__facts").all_inner_texts()
    ]
    dated = [day[0] for day in days if day]
    assert len(dated) > 3
    assert dated == sorted(dated, reverse=True)


def test_the_first_result_does_not_wait_for_those_below(
    visit: Visit, http_site: Address, records: list[Shown]
) -> None:
    page = visit(http_site).open("index.html")
    asked_for: list[Route] = []

    def answer_the_first(route: Route) -> None:
        asked_for.append(route)
        if len(asked_for) == 1:
            route.continue_()

    page.route("**/search/texts/**", answer_the_first)
    open_box(page)
    entry(page).fill(common_word(records))
    expect(options(page)).to_have_count(1)
    expect(page.locator("#tb-search-list")).to_have_attribute("aria-busy", "true")
    before = options(page).first.inner_text()
    for route in asked_for[1:]:
        route.continue_()
    page.unroute("**/search/texts/**")
    settled(page)
    assert options(page).count() > 1
    assert options(page).first.inner_text() == before


def test_nothing_found_says_so_and_what_to_do(search: Page, records: list[Shown]) -> None:
    look_for(search, "这里没有的词语")
    expect(status(search)).to_contain_text("没有找到“这里没有的词语”。可以")
    expect(options(search)).to_have_count(0)
    expect(entry(search)).to_have_attribute("aria-expanded", "false")
    word = common_word(records)
    look_for(search, f"{word} 这里没有的词语")
    expect(status(search)).to_contain_text("没有同时含有这些词的页面")
    expect(status(search)).to_contain_text("“这里没有的词语” 0 个页面")
    look_for(search, "党")
    expect(status(search)).to_contain_text("请输入两个以上的字")
    look_for(search, f"{word} 党")
    expect(status(search)).to_contain_text("“党”只有一个字")
    expect(options(search).first).to_be_visible()


# --- keyboard, screen reader, phone ------------------------------------------------------------


def test_the_keyboard_opens_chooses_and_closes(visit: Visit, file_site: Address) -> None:
    page = visit(file_site).open("risks.html")
    box = open_box(page)
    page.keyboard.type("整改")
    expect(options(page).first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = options(page).nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(options(page).nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#tb-search') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#tb-search .md-search__output")).to_have_js_property("inert", value=True)
    assert asked(page) == {}
    open_box(page)
    assert asked(page) == {"q": "整改"}
    goal = options(page).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*h=*")
    assert page.url == goal
    page.go_back()
    expect(entry(page)).to_have_value("整改")
    expect(options(page).first).to_be_visible()


def test_all_results_are_reached_with_the_arrow(search: Page, records: list[Shown]) -> None:
    look_for(search, common_word(records))
    count = min(number_found(search), 25)
    for _ in range(count):
        before = entry(search).get_attribute("aria-activedescendant")
        search.keyboard.press("ArrowDown")
        search.wait_for_function(
            "id => document.activeElement.getAttribute('aria-activedescendant') !== id", arg=before
        )
    active = search.locator("#tb-search [aria-selected=true]")
    assert active.get_attribute("id") == f"tb-search-{count - 1}"
    expect(active).to_be_in_viewport()


def test_enter_never_opens_a_result_of_the_words_before(search: Page) -> None:
    look_for(search, "整改")
    before = search.url.partition("?")[0]
    entry(search).press("End")
    search.keyboard.type("台")  # not looked for yet
    search.keyboard.press("Enter")
    settled(search)
    assert search.url.partition("?")[0] == before
    assert asked(search)["q"] == "整改台"


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)]
)
def test_axe_finds_no_violation_in_the_open_box(
    scheme: str, width: int, visit: Visit, http_site: Address, records: list[Shown]
) -> None:
    window = visit(http_site, scheme=scheme, width=width)
    page = window.open("index.html")
    open_box(page)
    for query in (common_word(records), "这里没有的词语"):
        look_for(page, query)
        page.keyboard.press("ArrowDown")
        found = violations(page)
        assert not found, "\n".join(found)
        assert too_wide(page) == []
    look_for(page, "整改")
    options(page).first.click()
    page.wait_for_url("**/*h=*")
    expect(page.locator("mark.tb-found").first).to_be_visible()
    found = violations(page)
    assert not found, "\n".join(found)


def test_a_phone_has_a_button_that_opens_and_one_that_closes(
    visit: Visit, file_site: Address
) -> None:
    page = visit(file_site, width=390).open("index.html")
    opener = page.get_by_role("button", name="搜索", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    expect(entry(page)).to_be_focused()
    look_for(page, "整改")
    first = options(page).first
    expect(first).to_be_in_viewport()
    box = first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.get_by_role("button", name="关闭搜索").click()
    expect(opener).to_be_focused()
    assert asked(page) == {}


# --- what is hostile ---------------------------------------------------------------------------


@WAYS
def test_hostile_queries_change_nothing_but_the_answer(
    by: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    address: Address = request.getfixturevalue(by)
    window = visit(address)
    page = window.open("index.html")
    page.on("dialog", lambda _: pytest.fail("a script was run"))
    inside = "() => document.querySelectorAll('#tb-search :is(img, b, script:not([id]), svg[onload])').length"
    plain = page.evaluate(inside)
    open_box(page)
    for query in HOSTILE:
        look_for(page, query)
        expect(status(page)).not_to_be_empty()
        assert page.evaluate(inside) == plain
    for query in HOSTILE:
        page.goto(
            f"{address.of('index.html')}?q={quote(query[:5_000])}&kind={quote(query[:50])}&sort=x"
        )
        settled(page)
        expect(status(page)).not_to_be_empty()
        page.goto(f"{address.of('risks.html')}?h={quote(query[:5_000])}")
        assert page.evaluate(inside) == plain
    assert window.troubles == []


def test_markup_in_titles_is_shown_as_written(visit: Visit, site_of_marks: Address) -> None:
    page = visit(site_of_marks).open("index.html")
    open_box(page)
    look_for(page, "<b>通报</b>")
    assert number_found(page) == 1
    expect(options(page).locator(".tb-search__title")).to_have_text(
        '关于<b>通报</b>的"说明" & 备注'
    )
    assert options(page).locator("b").count() == 0


# --- without scripts ---------------------------------------------------------------------------


def test_without_scripts_lists_by_period_kind_and_tag_lead_to_the_records(
    chromium: Browser, file_site: Address, built_site: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file_site.of("index.html"))
    expect(page.locator("#tb-search")).to_be_hidden()
    expect(page.locator(".tb-search__open")).to_be_hidden()
    for address in ("periods.html", "risks.html", "tags.html"):
        page.goto(file_site.of("index.html"))
        for _ in range(2):  # the list, perhaps by way of its section
            link = page.locator(f"a[href='{address}']")
            if link.count():
                break
            page.locator(
                "nav a[href$='dates.html'], nav a[href$='rectification.html']"
            ).first.click()
        assert link.count(), address
        page.goto(file_site.of(address))
        assert page.locator("main a").count() > 3
    context.close()


# --- its own words -----------------------------------------------------------------------------


def test_an_english_archive_has_an_english_search(
    visit: Visit, build_site: Callable[[Path], Path], tmp_path: Path
) -> None:
    site = build_site(
        write(tmp_path / "records", {**MARKS, "archive.yml": SETTINGS + "language: en\n"})
    )
    page = visit(file_address(site)).open("index.html")
    box = open_box(page)
    expect(box).to_have_attribute("placeholder", "Search titles and texts")
    look_for(page, "API接口")
    expect(status(page)).to_have_text("1 page found.")
    look_for(page, "nowhere at all")
    expect(status(page)).to_contain_text("No page holds all of these words")
    assert not re.search(
        r"[\u4e00-\u9fff]", page.locator("#tb-search .md-search__output").inner_text()
    )


def test_the_search_data_missing_is_said(
    visit: Visit, build_site: Callable[[Path], Path], tmp_path: Path
) -> None:
    site = build_site(write(tmp_path / "records", MARKS))
    for file in (site / "search").glob("*.js"):
        file.unlink()
    page = visit(file_address(site)).open("index.html")
    open_box(page)
    look_for(page, "通道")
    expect(status(page)).to_contain_text("搜索数据读取失败")
