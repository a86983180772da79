"""The last work on the tree: line breaks between Han, wherever the two characters are."""

from __future__ import annotations

import pytest

from tests.prose.reader import show


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("整\n改", "<p>整改</p>"),
        ("整，\n改", "<p>整，改</p>"),
        ("整\n**改**\n好", "<p>整<strong>改</strong>好</p>"),
        ("**整**\n*改*", "<p><strong>整</strong><em>改</em></p>"),
        ("**整\n改**", "<p><strong>整改</strong></p>"),
        ("整\nA\n改", "<p>整\nA\n改</p>"),
        ("**整**\nA", "<p><strong>整</strong>\nA</p>"),
        ("A\n**改**", "<p>A\n<strong>改</strong></p>"),
        ("![图](a.png)\n改", '<p><img alt="图" loading="lazy" src="at/file">\n改</p>'),
        ("整\\*\n改", "<p>整*\n改</p>"),
        ("- 整\n  改", "<ul><li>整改</li>\n</ul>"),
        ("- 整\n  **改**\n  好", "<ul><li>整<strong>改</strong>好</li>\n</ul>"),
        ("    整\n    改", "<pre><code>整\n改\n</code></pre>"),
        ("𠀀\n𠀁", "<p>𠀀𠀁</p>"),
    ],
)
def test_line_breaks(text: str, html: str) -> None:
    assert show(text).html == html


def test_after_a_record_with_its_state_a_space_stays() -> None:
    assert "</span></a>\n改" in show("[[R-1]]\n改").html
