"""The register in a browser: filters, sorting, the address, the keyboard; print and downloads."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.addresses import Address, file_address, served
from tests.browser.conftest import Visit
from tests.written import risk, write

REGISTER = "register.html"
SHOWN = (
    "() => [...document.querySelectorAll('#register tbody tr')].map(r => r.cells[0].textContent)"
)
DUE = "() => [...document.querySelectorAll('#register tbody tr')].map(r => r.cells[8].textContent)"


@pytest.fixture
def register(visit: Visit, file_site: Address) -> Iterator[Page]:
    """Opened from a file: what works there works from a server."""
    page = visit(file_site).open(REGISTER)
    yield page
    page.goto("about:blank")  # the next visit must load the page, not only change its address


def field(page: Page, label: str) -> Locator:
    return page.locator(".tb-filters").get_by_label(label, exact=True)


def shown(page: Page) -> list[str]:
    found = page.evaluate(SHOWN)
    assert isinstance(found, list)
    return found


def count(page: Page) -> Locator:
    return page.locator(".tb-filters [role=status]")


def said(page: Page) -> str:
    return count(page).inner_text()


def asked(page: Page) -> str:
    return unquote(page.url.partition("#")[2])


def test_a_choice_narrows_the_table_and_stands_in_the_address(register: Page) -> None:
    everything = shown(register)
    field(register, "状态").select_option("closed")
    narrowed = shown(register)
    assert 0 < len(narrowed) < len(everything)
    assert asked(register) == "state=closed"
    assert said(register) == f"显示 {len(narrowed)} 项，共 {len(everything)} 项"
    field(register, "风险等级").select_option("low")
    assert set(shown(register)) < set(narrowed)
    assert asked(register) == "state=closed&level=low"
    register.get_by_role("button", name="清除条件").click()
    assert shown(register) == everything
    assert asked(register) == ""


def test_an_address_leads_to_the_same_rows_again(register: Page) -> None:
    field(register, "责任部门").select_option("信息中心")
    field(register, "状态").select_option("unresolved")
    register.locator("th[data-key=due] button").click()
    rows, address = shown(register), register.url
    assert rows
    register.goto("about:blank")
    register.goto(address)
    assert shown(register) == rows
    assert field(register, "责任部门").input_value() == "信息中心"
    assert register.locator("th[data-key=due]").get_attribute("aria-sort") == "ascending"
    # a value that is no longer there asks for nothing
    register.evaluate("location.hash = '#state=nonsense&area=%3Cb%3E'")
    expect(field(register, "状态")).to_have_value("")
    assert len(shown(register)) > len(rows)


def test_sorting_goes_up_and_down_and_back_with_empty_cells_last(register: Page) -> None:
    before = shown(register)
    button = register.locator("th[data-key=due] button")
    button.click()
    due = register.evaluate(DUE)
    days = [day for day in due if day]
    assert days == sorted(days)
    assert due == [*days, *[""] * (len(due) - len(days))]
    button.click()
    assert register.evaluate(DUE) == [*reversed(days), *[""] * (len(due) - len(days))]
    assert asked(register) == "sort=due&order=down"
    button.click()
    assert shown(register) == before
    assert asked(register) == ""


def test_levels_are_sorted_by_their_weight_not_by_their_name(register: Page) -> None:
    register.locator("th[data-key=level] button").click()
    levels = "() => [...document.querySelectorAll('#register tbody tr')].map(r => r.dataset.level)"
    order = list(dict.fromkeys(register.evaluate(levels)))
    assert order == [level for level in ("low", "medium", "high", "none") if level in order]


def test_everything_works_from_the_keyboard(register: Page) -> None:
    field(register, "查找文字").focus()
    register.keyboard.type("R-2020-0")
    assert all(id.startswith("R-2020-0") for id in shown(register))
    register.keyboard.press("Tab")
    register.keyboard.press("ArrowDown")
    assert asked(register) == "text=R-2020-0&state=unresolved"
    register.locator("th[data-key=id] button").focus()
    register.keyboard.press("Enter")
    register.keyboard.press("Enter")
    assert shown(register) == sorted(shown(register), reverse=True)
    assert register.evaluate("document.activeElement.parentNode.ariaSort") == "descending"


def test_a_text_that_no_row_holds_leaves_an_empty_table_that_says_so(register: Page) -> None:
    total = len(shown(register))
    field(register, "查找文字").fill("没有这样的问题")
    assert shown(register) == []
    assert said(register) == f"显示 0 项，共 {total} 项"


def test_figures_elsewhere_lead_to_the_rows_that_they_count(
    visit: Visit, file_site: Address
) -> None:
    page = visit(file_site).open("rectification.html")
    tile = page.locator(".tb-tiles a").first
    number = int(tile.locator("strong").inner_text())
    tile.click()
    page.wait_for_url("**/register.html#state=*")
    assert len(shown(page)) == number


def test_without_scripts_the_table_is_complete(
    chromium: Browser, file_site: Address, register: Page
) -> None:
    everything = shown(register)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file_site.of(REGISTER))
    assert page.locator("#register tbody tr").count() == len(everything)
    assert page.locator(".tb-filters").count() == 0
    context.close()


def test_a_ledger_prints_on_landscape_a4(
    visit: Visit, file_site: Address, built_site: Path
) -> None:
    ledger = next(iter(sorted(built_site.glob("*/ledger.html"))))
    page = visit(file_site).open(ledger.relative_to(built_site).as_posix())
    page.emulate_media(media="print")
    assert not page.locator(".tb-downloads").is_visible()
    head = page.locator("#ledger thead")
    assert head.evaluate("e => getComputedStyle(e).display") == "table-header-group"
    data = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media=None)
    # points of 1/72 inch: 297 mm by 210 mm
    boxes = [part.split(b"]")[0].split() for part in data.split(b"/MediaBox [")[1:]]
    assert boxes
    assert {tuple(round(float(n)) for n in box) for box in boxes} == {(0, 0, 842, 595)}


def test_the_downloads_open(visit: Visit, http_site: Address, built_site: Path) -> None:
    page = visit(http_site).open(REGISTER)
    ids = sorted(shown(page))
    files = {}
    for name in ("Excel 表格", "CSV 表格"):
        address = page.get_by_role("link", name=name).get_attribute("href")
        assert address is not None
        files[name] = (built_site / address).read_bytes()
    rows = list(csv.reader(io.StringIO(files["CSV 表格"].decode("utf-8-sig"), newline="")))
    assert sorted(row[1] for row in rows[1:]) == ids
    sheet = openpyxl.load_workbook(io.BytesIO(files["Excel 表格"])).worksheets[0]
    found_on = [cell.value for cell in sheet["E"]][1:]
    assert len(found_on) == len(ids)
    assert all(isinstance(day, datetime) for day in found_on)


@pytest.fixture(scope="module")
def long_site(build_site: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that goes on in a second page: 201 items, the last of them alone of its area."""
    risks = {
        f"2020-h1/risks/R-2020-{n:03}.md": risk(f"R-2020-{n:03}", "2020-03-01")
        for n in range(1, 201)
    }
    last = risk("R-2020-201", "2020-03-01").replace("阵地管理", "组织领导")
    files = {**risks, "2020-h1/risks/R-2020-201.md": last}
    return build_site(write(tmp_path_factory.mktemp("long") / "records", files))


def test_filters_read_the_other_pages_of_a_long_register(visit: Visit, long_site: Path) -> None:
    with served(long_site) as address:
        page = visit(address).open(REGISTER)
        assert len(shown(page)) == 200
        field(page, "领域").select_option("组织领导")
        expect(count(page)).to_contain_text("201")
        assert shown(page) == ["R-2020-201"]
        assert said(page) == "显示 1 项，共 201 项"
        page.get_by_role("link", name="R-2020-201", exact=True).click()
        page.wait_for_url("**/R-2020-201.html")
        page.context.close()


def test_from_a_file_it_says_that_only_this_page_was_filtered(
    visit: Visit, long_site: Path
) -> None:
    window = visit(file_address(long_site))
    page = window.open(REGISTER)
    field(page, "领域").select_option("组织领导")
    expect(count(page)).to_contain_text("本页")
    assert said(page) == "显示 0 项，共 200 项；其余各页没能读取，只筛选了本页"
    field(page, "领域").select_option("")
    assert said(page) == "显示 200 项，共 200 项"
