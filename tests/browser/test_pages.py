"""Every page type of the built site, as readers meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.access import (
    brightness,
    skips_to_content,
    too_wide,
    unreachable_controls,
    violations,
)
from tests.browser.addresses import Address
from tests.browser.conftest import Visit
from tests.browser.page_types import page_types


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, str]:
    return page_types(built_site)


def test_the_build_writes_the_policy_that_a_server_sends(built_site: Path) -> None:
    policy = (built_site / "content-security-policy.txt").read_text(encoding="utf-8")
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("by", ["http_site", "file_site"])
def test_every_page_type_opens_without_a_fault(
    by: str,
    visit: Visit,
    pages: dict[str, str],
    subtests: pytest.Subtests,
    request: pytest.FixtureRequest,
) -> None:
    window = visit(request.getfixturevalue(by))
    for name, path in pages.items():
        with subtests.test(name):
            page = window.open(path)
            assert page.locator("h1").count() == 1
            assert page.locator("html").get_attribute("lang")
            assert page.title()


def test_no_page_type_is_wider_than_a_phone(
    visit: Visit, http_site: Address, pages: dict[str, str], subtests: pytest.Subtests
) -> None:
    window = visit(http_site, width=390)
    for name, path in pages.items():
        with subtests.test(name):
            assert too_wide(window.open(path)) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_no_violation_on_any_page_type(
    scheme: str,
    width: int,
    visit: Visit,
    http_site: Address,
    pages: dict[str, str],
    subtests: pytest.Subtests,
) -> None:
    window = visit(http_site, scheme=scheme, width=width)
    for name, path in pages.items():
        with subtests.test(name):
            page = window.open(path)
            assert (brightness(page) < 0.5) == (scheme == "dark")
            found = violations(page)
            assert not found, f"{path}:\n" + "\n".join(found)


def test_the_keyboard_reaches_everything_on_every_page_type(
    visit: Visit, http_site: Address, pages: dict[str, str], subtests: pytest.Subtests
) -> None:
    window = visit(http_site)
    for name, path in pages.items():
        with subtests.test(name):
            assert skips_to_content(window.open(path)), "no link at the top skips to the content"
            assert unreachable_controls(window.open(path)) == []
