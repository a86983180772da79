"""What can be asked of an open page about access: for a keyboard, a phone, a screen reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page

CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]"

MARK_CONTROLS = """controls => {
    const usable = element => !element.disabled && element.type !== 'hidden'
        && !element.closest('[inert]') && element.getClientRects().length > 0
        && element.checkVisibility({visibilityProperty: true})
        && (element.tabIndex >= 0 || element.matches('a, button, input, select, textarea'))
        && (element.type !== 'radio' || element.checked);
    const all = Array.from(document.querySelectorAll(controls));
    window.unreached = new Set(all.filter(e => e.closest('main, [role=main]')).filter(usable));
    document.addEventListener('focusin', event => window.unreached.delete(event.target), true);
    return all.length;
}"""

UNREACHED = """() => Array.from(window.unreached).map(element =>
    element.cloneNode(false).outerHTML + ' ' + element.textContent.trim().slice(0, 40))"""

WIDER = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return Array.from(document.querySelectorAll('body *'))
        .filter(element => element.getBoundingClientRect().right > width + 1)
        .map(element => element.cloneNode(false).outerHTML.slice(0, 120)).slice(0, 8);
}"""

BRIGHTNESS = """() => {
    const pen = document.createElement('canvas').getContext('2d');
    for (const ground of ['white', getComputedStyle(document.body).backgroundColor]) {
        pen.fillStyle = ground;
        pen.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3 / 255;
}"""

FOLLOWS = """target => {
    const start = document.getElementById(target), now = document.activeElement;
    return start.contains(now)
        || Boolean(start.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: the rule, what it asks, and each element at fault."""
    page.evaluate(_axe())
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [_sentence(violation) for violation in found["violations"]]


def unreachable_controls(page: Page) -> list[str]:
    """Links, buttons and inputs of the main content that the Tab key never comes to."""
    presses = cast(int, page.evaluate(MARK_CONTROLS, CONTROLS)) + 20
    while presses > 0 and page.evaluate("() => window.unreached.size") > 0:
        for _ in range(20):
            page.keyboard.press("Tab")
        presses -= 20
    return cast(list[str], page.evaluate(UNREACHED))


LAST = """id => {
  // a page of text alone has no control after its content, so the next one is the first again
  const target = document.getElementById(id);
  return !Array.from(document.querySelectorAll("a[href], button, input, select, summary, [tabindex]"))
    .some(e => target.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING
      && e.checkVisibility() && e.tabIndex >= 0);
}"""


def skips_to_content(page: Page) -> bool:
    """Whether the first control of a page just opened leads past its navigation."""
    page.keyboard.press("Tab")
    link = page.evaluate("() => document.activeElement.getAttribute('href') ?? ''")
    if not link.startswith("#"):
        return False
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    target = page.evaluate("href => decodeURIComponent(href.slice(1))", link)
    inside = page.evaluate(
        "id => Boolean(document.getElementById(id)?.closest('main, [role=main]'))", target
    )
    return bool(inside and (page.evaluate(FOLLOWS, target) or page.evaluate(LAST, target)))


def too_wide(page: Page) -> list[str]:
    """Elements for which the whole page would have to be scrolled sideways."""
    return cast(list[str], page.evaluate(WIDER))


def brightness(page: Page) -> float:
    """Of the page's ground, from 0 (black) to 1 (white)."""
    return cast(float, page.evaluate(BRIGHTNESS))


@cache
def _axe() -> str:
    source = Path(__file__).parent / "vendor" / "axe.min.js"
    return source.read_text(encoding="utf-8")


def _sentence(violation: dict[str, Any]) -> str:
    nodes = "".join(
        f"\n    {' '.join(map(str, node['target']))}: {node['html'][:160]}"
        f"\n      {' '.join(node['failureSummary'].split())}"
        for node in violation["nodes"][:5]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}{nodes}"
