"""How long hostile texts take: a table of milliseconds for `check` and for the page.

`python -m bench.hostile [CHARACTERS]` prints it, the slowest first; each text has at most that
many characters (300,000 where nothing is said). Time is the processor's, not the clock's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time

from termbook.prose.links import scan
from termbook.prose.markdown import Prose
from termbook.prose.parts import parts_of
from termbook.prose.tangles import tangled, tangles_of
from termbook.words import Words

PIECES = (
    *("[", "![", "[[", "](", "[a](", "[x][", "[[a](b)", "(", "[a](b (", "[a](<", '[a](b "', "[^1]"),
    *("*", "**a", "_a ", "*_", "***a* b**", "`", "` ", "``a`", "\\", "\\`", "&", "&a;", "<", "<a@"),
    *(
        "<http://a",
        ">",
        "> ",
        '"',
        "'",
        "|",
        ":",
        "a  \n",
        "a b ",
        "長",
        "\t",
        "\n",
        " \n",
        "\u3000\n",
    ),
    *("# a\n", "#", "---\n", "- ", "- a\n", "- a\n\n", "1. a\n", "1. ", "- \n\n", "a\n: b\n", ": "),
    *("!!! note\n", "!!! a ", "    !!! a\n", "```\n", "~~~ \n", "```", "> - ", "a\n- b\n1. c\n"),
    *("[x]: a\n", "[x]: <", '[x]: a "', "[x]: (", "[^1]: ", "[^1]: x\n\n", "[^a]\n\n[^a]: b\n\n"),
    *("[[a|b]]", "[a](b)", "![a](b)", "[a][b]", "<http://a>", "<a@b>", "`a`", "&amp;", "***\n"),
    *(
        "| a | b |\n",
        "|a|\n|-|\n",
        "|`a`",
        "a|b\n-|-\n",
        "    a\n\n",
        "  - a\n",
        "<!-- ",
        "</p>\n\n",
    ),
)


def texts(size: int) -> dict[str, str]:
    """The hostile texts, none longer than `size`."""
    found = {repr(piece): piece * (size // len(piece)) for piece in PIECES}
    lines = {
        "list, ever deeper": lambda n: " " * (n % 400) + "- a",
        "quotes, ever deeper": lambda n: ">" * (n % 50) + " x",
        "notes": lambda n: f"[^{n}]: x\n",
        "notes and their uses": lambda n: f"[^{n}] [^0]\n\n[^{n}]: x\n",
        "definitions and their uses": lambda n: f"[{n}]\n\n[{n}]: x\n",
        "paragraphs at the limit": lambda n: "[" * 400 + "\n",
        "paragraphs of links": lambda n: "[a](b)" * 200 + "\n",
        "paragraphs of record links": lambda n: "[[a|b]]" * 200 + "\n",
        "paragraphs of nesting": lambda n: "[" * 200 + "]" * 200 + "(a)\n",
        "paragraphs of emphasis": lambda n: "**a _b* c_ " * 30 + "\n",
        "paragraphs of code": lambda n: "`a` ``" * 100 + "\n",
        "rows of cells": lambda n: "|`a`" * 100 + ("\n|" + "-|" * 100 if not n else ""),
        "one heading again and again": lambda n: "# a\n",
        "quotes in a definition": lambda n: "[a]: " + '"' * 400,
        "brackets in a definition": lambda n: "[a]: " + "(" * 400,
    }  # fmt: skip
    for name, line in lines.items():
        found[name] = _filled(line, size)
    found["all of them"] = "\n".join(text[: size // len(found) - 1] for text in found.values())
    found["all of them, a line each"] = "".join(PIECES) * (size // len("".join(PIECES)))
    return found


def _filled(line: Callable[[int], str], size: int) -> str:
    result: list[str] = []
    number = length = 0
    while length < size:
        text = line(number) + "\n"
        result.append(text)
        length += len(text)
        number += 1
    return "".join(result)[:size]


def measure(prose: Prose, text: str) -> tuple[float, float]:
    """Seconds for the check and for the page."""
    parts_of.cache_clear()
    tangles_of.cache_clear()
    begin = process_time()
    scan(text, 1)
    tangled(text, 1)
    between = process_time()
    parts_of.cache_clear()
    tangles_of.cache_clear()
    prose.render(text, resolve=lambda mention: None)
    return between - begin, process_time() - between


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    prose = Prose(Words())
    rows = [(name, len(text), *measure(prose, text)) for name, text in texts(size).items()]
    rows.sort(key=lambda row: -row[2] - row[3])
    print(f"{'check ms':>9} {'page ms':>9} {'characters':>11}  text")
    for name, length, check, page in rows:
        print(f"{check * 1000:9.0f} {page * 1000:9.0f} {length:11,}  {name}")


if __name__ == "__main__":
    main()
