"""The harness itself: each fault that it is there to notice is noticed, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.access import (
    brightness,
    skips_to_content,
    too_wide,
    unreachable_controls,
    violations,
)
from tests.browser.addresses import Address, file_address, served
from tests.browser.chromium import find_chromium
from tests.browser.conftest import Visit
from tests.browser.page_types import page_types

CALM = """
  <a href="#text">Skip to the text</a>
  <nav aria-label="Main"><a href="index.html">Home</a></nav>
  <main id="text"><h1>Calm</h1><p><a href="index.html">Here</a> <button>Press</button></p></main>
"""

PAGES = {
    "index.html": CALM,
    "console.html": CALM + "<script>console.error('the drawer is stuck')</script>",
    "uncaught.html": CALM + "<script>openDrawer()</script>",
    "host.html": CALM + "<img alt='' src='http://fonts.example/letter.png'>",
    "above.html": CALM + "<img alt='' src='../../letter.png'>",
    "missing.html": CALM + "<img alt='' src='letter.png'>",
    "picture.html": CALM.replace("<p>", "<p><img src='dot.svg'>"),
    "pale.html": CALM.replace("<p>", "<p style='color:#ddd'>Hardly to be read "),
    "wide.html": CALM.replace("<p>", "<p style='width:900px'>"),
    "mouse.html": CALM.replace("<button>", "<button tabindex='-1'>"),
    "unskipped.html": CALM.replace('<a href="#text">Skip to the text</a>', ""),
    "2020-h1/index.html": CALM,
    "2020-h1/risks/a.html": CALM,
    "2020-h2/risks/b.html": CALM + "<p>and more</p>",
    "help/one.html": CALM,
    "404.html": CALM,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("harness") / "一个 site"
    for path, body in PAGES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calm</title>'
            '<link rel="icon" href="data:,"><style>@media (prefers-color-scheme: dark)'
            "{ body { background: #111; color: #eee } a { color: #8cf } }</style></head>"
            f"<body>{body}</body></html>",
            encoding="utf-8",
        )
    (root / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def http(site: Path) -> Iterator[Address]:
    with served(site) as address:
        yield address


def test_a_calm_page_has_no_troubles(visit: Visit, http: Address, site: Path) -> None:
    for address in (http, file_address(site)):
        page = visit(address).open("index.html")
        assert violations(page) == []
        assert unreachable_controls(page) == []
        assert too_wide(page) == []
    assert skips_to_content(visit(http).open("index.html"))


def test_a_console_error_is_noticed(visit: Visit, http: Address) -> None:
    troubles = visit(http).troubles_of("console.html")
    assert troubles == ["console error: the drawer is stuck"]
    with pytest.raises(AssertionError, match="the drawer is stuck"):
        visit(http).open("console.html")
    assert visit(http).troubles_of("index.html") == []


def test_an_uncaught_error_is_noticed(visit: Visit, http: Address) -> None:
    troubles = visit(http).troubles_of("uncaught.html")
    assert troubles == ["uncaught: openDrawer is not defined"]


@pytest.mark.parametrize("page", ["host.html", "above.html"])
def test_a_request_outside_the_site_is_noticed(
    page: str, visit: Visit, http: Address, site: Path
) -> None:
    outside = "fonts.example/letter.png" if page == "host.html" else "letter.png"
    for address in (http, file_address(site)):
        troubles = visit(address).troubles_of(page)
        assert troubles[0].startswith("request outside the site: ")
        assert troubles[0].endswith(outside)


def test_a_missing_file_is_noticed(visit: Visit, http: Address, site: Path) -> None:
    assert f"request failed: {_letter(http)} (404)" in visit(http).troubles_of("missing.html")
    by_file = visit(file_address(site)).troubles_of("missing.html")
    assert any(t.endswith("letter.png (net::ERR_FILE_NOT_FOUND)") for t in by_file)


def test_what_the_policy_forbids_is_noticed(visit: Visit, site: Path, tmp_path: Path) -> None:
    (tmp_path / "content-security-policy.txt").write_text("script-src\n  'none'\n", "utf-8")
    page = (site / "console.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page, "utf-8")
    with served(tmp_path) as address:
        (trouble,) = visit(address).troubles_of("index.html")
    assert trouble.startswith("console error: ")
    assert "script-src 'none'" in trouble


@pytest.mark.parametrize(("path", "rule"), [("picture", "image-alt"), ("pale", "color-contrast")])
def test_a_violation_is_told_with_its_rule_and_element(
    path: str, rule: str, visit: Visit, http: Address
) -> None:
    (found,) = violations(visit(http).open(f"{path}.html"))
    assert found.startswith(f"{rule} (")
    assert "Fix any of the following" in found


def test_a_page_wider_than_a_phone_is_noticed(visit: Visit, http: Address) -> None:
    assert too_wide(visit(http, width=390).open("wide.html")) == ['<p style="width:900px"></p>']
    assert too_wide(visit(http).open("wide.html")) == []


def test_a_control_for_the_mouse_only_is_noticed(visit: Visit, http: Address) -> None:
    (control,) = unreachable_controls(visit(http).open("mouse.html"))
    assert control.startswith("<button")
    assert control.endswith(" Press")


def test_a_missing_skip_link_is_noticed(visit: Visit, http: Address) -> None:
    assert not skips_to_content(visit(http).open("unskipped.html"))


def test_dark_is_dark(visit: Visit, http: Address) -> None:
    assert brightness(visit(http).open("index.html")) == 1
    assert brightness(visit(http, scheme="dark").open("index.html")) < 0.1


def test_page_types_are_read_from_the_files(site: Path) -> None:
    types = page_types(site)
    assert {name: path for name, path in types.items() if "/" in name} == {
        "PERIOD/index.html": "2020-h1/index.html",
        "PERIOD/risks/*.html": "2020-h2/risks/b.html",
        "help/*.html": "help/one.html",
    }
    assert "404.html" not in types
    assert types["index.html"] == "index.html"


def test_a_named_chromium_comes_first(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.touch(mode=0o755)
    assert find_chromium({"PATH": str(tmp_path)}) == str(program)
    assert find_chromium({"PATH": "", "TERMBOOK_CHROMIUM": "mine"}) == "mine"


def _letter(address: Address) -> str:
    origin = address.home.split("/archive/")[0]
    return f"{origin}/archive/学校/letter.png"
