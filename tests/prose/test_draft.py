"""A text as Python-Markdown gets it."""

from __future__ import annotations

import pytest

from termbook.prose.draft import draft
from termbook.prose.links import definitions_of
from tests.prose.reader import show


def drafted(text: str) -> list[str]:
    """The lines that are not blank; what was put aside is in angle marks."""
    made = draft(text, definitions_of(text), lambda html: f"«{html}»")
    return [line for line in made.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n- 乙", ["甲", "- 乙"]),
        ("甲\t乙", ["甲 乙"]),
        ("\t码", ["    码"]),
        ("- 甲\n\t- 乙", ["- 甲", "    - 乙"]),
        ("[看][甲]\n\n[甲]: a.md\n    乙", ["[看][甲]", "乙"]),
        ("[甲]: a.md", ["[甲]: a.md"]),
        ("| [[a|b]] | `|` |\n|---|---|", ["| [[a\\|b]] | `|` |", "|---|---|"]),
        ("| [[a\\|b]] |\n|---|", ["| [[a\\|b]] |", "|---|"]),
        ("[[a|b]] | c", ["[[a|b]] | c"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert drafted(text) == expected


def test_what_needs_no_blank_line_gets_one() -> None:
    made = draft("甲\n- 乙\n- 丙\n1. 丁", {}, str)
    assert made.rstrip("\n").split("\n") == ["甲", "", "- 乙", "- 丙", "", "1. 丁"]
    quoted = draft("> 甲\n> - 乙\n\n丙\n> 丁", {}, str)
    assert quoted.rstrip("\n").split("\n") == ["> 甲", ">", "> - 乙", "", "丙", "", "> 丁"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("```python\n<b>\n\n\tx\n```", '<pre><code class="language-python">&lt;b&gt;\n\n\tx\n</code></pre>'),
        ("  ~~~\n   码\n  ~~~", "<pre><code> 码\n</code></pre>"),
        ("```\n没有完", "<pre><code>没有完\n</code></pre>"),
        ("```\n````\n码", "<pre><code>\n</code></pre>\n<p>码</p>"),
        ("``` {.c++ title}\n码\n```", '<p>title</p>\n<pre><code class="language-c++">码\n</code></pre>'),
        ("甲\n```\n码\n```\n乙", "<p>甲</p>\n<pre><code>码\n</code></pre>\n<p>乙</p>"),
        ("- 甲\n    ```\n    码\n    ```\n- 乙", (
            "<ul><li><p>甲</p>\n<pre><code>码\n</code></pre>\n</li>\n<li>\n<p>乙</p>\n</li>\n</ul>"
        )),
        ("1. 甲\n   ```\n   码\n   ```\n2. 乙", (
            "<ol><li><p>甲</p>\n<pre><code>码\n</code></pre>\n</li>\n<li>\n<p>乙</p>\n</li>\n</ol>"
        )),
    ],
)  # fmt: skip
def test_code_between_fences(text: str, html: str) -> None:
    assert show(text).html.replace("<li>\n", "<li>") == html.replace("<li>\n", "<li>")


def test_many_blank_lines_are_few() -> None:
    assert draft("- 甲" + "\n" * 1000 + "乙", {}, str).count("\n") < 10
