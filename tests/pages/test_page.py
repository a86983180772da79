"""A page as data: equal pages have one digest, and whatever is shown changes it."""

from __future__ import annotations

import pickle

from termbook.pages.blocks import Badge, Fact, Facts, Link, Prose, Reference, Text
from termbook.pages.page import Page


def page(**changes: object) -> Page:
    shown: dict[str, object] = {
        "path": "a.html",
        "title": "标题",
        "type": "risk",
        "section": "rectification",
        "blocks": (
            Facts((Fact("部门", (Text("教务处"),)),)),
            Prose("见 [[R-2020-01]]", "2020-h1/risks", (Reference("R-2020-01", "b.html", "门锁"),)),
        ),
    }
    return Page(**{**shown, **changes})  # type: ignore[arg-type]  # a test names fields by key


def test_equal_pages_have_one_digest_in_any_process() -> None:
    assert page().digest == page().digest
    assert pickle.loads(pickle.dumps(page())) == page()
    assert page().digest == pickle.loads(pickle.dumps(page())).digest


def test_whatever_is_shown_changes_the_digest() -> None:
    digests = {
        changed.digest
        for changed in (
            page(),
            page(title="另一个"),
            page(lead=(Badge("待整改", "state-open"),)),
            page(previous=Link("前", "c.html")),
            page(blocks=()),
            page(
                blocks=(
                    Prose(
                        "见 [[R-2020-01]]",
                        "2020-h1/risks",
                        (Reference("R-2020-01", "b.html", "门锁", "已销号"),),
                    ),
                )
            ),
            page(edit_url="https://example.org/"),
        )
    }
    assert len(digests) == 7
