"""The quick ways change nothing but the time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from termbook.prose import draft, parts
from termbook.prose.general import General
from termbook.prose.inline import QuickInline
from termbook.prose.links import definitions_of
from termbook.prose.markdown import Prose
from termbook.prose.sheet import Sheet
from termbook.reading.characters import replaced
from termbook.words import Words
from tests.prose.attacks import ATTACKS
from tests.prose.reader import show, somewhere
from tests.prose.test_links import ordinary


class Slow(General):
    """Every text through every pattern of Python-Markdown, every block through each processor."""

    def _made(self) -> Markdown:
        md = super()._made()
        assert isinstance(md.treeprocessors["inline"], QuickInline)
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        md.parser.blockprocessors.deregister("plain")
        return md


SLOW = Slow(Words())


def slowly(text: str) -> str:
    text = replaced(text)
    return SLOW.html(text, Sheet(somewhere, definitions_of(text)))


@pytest.mark.parametrize("seed", range(15))
def test_quick_and_slow_give_the_same_for_ordinary_texts(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(15):
        text = ordinary(chance)
        assert show(text).html == slowly(text)


@pytest.mark.parametrize("attack", random.Random(7).sample(ATTACKS, 60))
def test_quick_and_slow_give_the_same_for_attacks(attack: str) -> None:
    assert show(attack).html == slowly(attack)


@given(st.text("甲a \n\n-1.>#*_`[]()!|:\\<&", max_size=40))
def test_quick_and_slow_give_the_same_for_any_marks(text: str) -> None:
    assert show(text).html == slowly(text)


@pytest.mark.parametrize("seed", range(10))
def test_texts_of_paragraphs_alone_are_read_the_same_in_full(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    words = (
        "各部门",
        "按期整改",
        "[[R-1]]",
        "**一**",
        "`码`",
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "a",
        "，",
    )
    texts = ["".join(chance.choices(words, k=12)) for _ in range(30)]
    prose = Prose(Words(), quickly=False)
    quick = [(parts.parts_of(text), prose.render(text, resolve=somewhere)) for text in texts]
    monkeypatch.setattr(parts, "is_plain", lambda body: False)
    monkeypatch.setattr(draft, "is_plain", lambda body: False)
    parts.parts_of.cache_clear()
    full = [(parts.parts_of(text), prose.render(text, resolve=somewhere)) for text in texts]
    parts.parts_of.cache_clear()
    assert quick == full


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("甲 `` a`b `` 乙", "<p>甲 <code>a`b</code> 乙</p>"),
        ("\\`甲\\`", "<p>`甲`</p>"),
        ("`<b> &amp;`", "<p><code>&lt;b&gt; &amp;amp;</code></p>"),
        ("[`码`](a.md)", '<p><a href="at/file"><code>码</code></a></p>'),
        ("![`码` \\*](a.png)", '<p><img alt="码 *" loading="lazy" src="at/file"></p>'),
        ("[[看`码`]]", "<p>[[看<code>码</code>]]</p>"),
        ("\\[[R-1]]", "<p>[[R-1]]</p>"),
        ("[a](b.md)" * 3, '<p><a href="at/file">a</a><a href="at/file">a</a><a href="at/file">a</a></p>'),
        ("[看](a.md)\n`码`[看](a.md)", (
            '<p><a href="at/file">看</a><code>码</code><a href="at/file">看</a></p>'
        )),
        ("`a``b`c`", "<p><code>a``b</code>c`</p>"),
        ("<HTTP://a.b>", '<p><a href="HTTP://a.b" rel="noopener noreferrer">HTTP://a.b</a></p>'),
        ("<ftp://a.b> <a@b>c", '<p>&lt;ftp://a.b&gt; <a href="mailto:a@b">a@b</a>c</p>'),
    ],
)  # fmt: skip
def test_links_and_code(text: str, html: str) -> None:
    assert show(text).html == html
