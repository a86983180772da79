"""A text becomes the same whatever was rendered before it: pages are drawn in any order."""

from __future__ import annotations

from random import Random

import pytest

from termbook.prose.links import Mention
from termbook.prose.markdown import Prose, Target
from termbook.words import Words

PARTS = (
    *("[[R-1]]", "[[", "[", "]", "]]", "(a.md)", "(", "[文](a.md)", "[R-1]", "![图](a.png)", "!"),
    *("文", "|", " ", "\n", "`码`", "`", "\\", "**", "#", "[[R-1|题]]", "(https://a.b)"),
)


def resolve(mention: Mention) -> Target | None:
    return Target(href="x.html", title="题") if mention.target[:1] in ("R", "a") else None


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("][文](a.md)\n\n((]", "[文](a.md)"),
        ("[文](a.md)", "\\[文](a.md)"),
        ("[文](a.md)", "`[文](a.md)`"),
        ("`a` b`c`", "b`c`"),
        ("`` b`c`", "b`c`"),
        ("]R-1[[R-1|题]]([R-1]文][文](a.md)", "[文](a.md)"),
    ],
)
def test_texts_that_end_alike(before: str, text: str) -> None:
    prose = Prose(Words(), quickly=False)
    prose.render(before, resolve=resolve)
    found = prose.render(text, resolve=resolve)
    assert found == Prose(Words(), quickly=False).render(text, resolve=resolve)


def test_texts_made_by_chance_one_after_another_and_each_alone() -> None:
    rng = Random(11)
    one = Prose(Words(), quickly=False)
    for _ in range(1500):
        text = "".join(rng.choices(PARTS, k=rng.randrange(1, 8)))
        found = one.render(text, resolve=resolve)
        assert found == Prose(Words(), quickly=False).render(text, resolve=resolve), text
