"""The files of the index: scripts that hand one value each to `termbookTake`.

Scripts, because a page opened from a folder (file://) may load nothing else. They begin with a
byte order mark, which outweighs whatever encoding a server states.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from termbook.search.blocks import Block, Volume
from termbook.search.postings import Postings
from termbook.search.spelling import simplified
from termbook.search.units import MARK, MARK_TO_COME, ROWS

TEXTS_IN_A_FILE: Final = 2
"""Entries whose texts share a file."""

_ROW_FILE: Final = 2_400
"""Units that a file of rows is meant to hold."""

_write_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def script(name: str, value: object) -> bytes:
    """A file that hands over `value` (any JSON) as `name`, in the shorter of UTF-16 and UTF-8."""
    text = f'termbookTake("{name}",{_write_json(value)})\n'
    narrow = text.encode("utf-8", "replace")
    if 2 * len(text) < len(narrow):
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le", "replace")
    return codecs.BOM_UTF8 + narrow


def rows_in_a_file(volume: Volume) -> int:
    """How many neighbouring rows of a volume share a file: a power of two."""
    together = 1
    while together < ROWS and volume.length * together < ROWS * _ROW_FILE * 2 // 3:
        together *= 2
    return together


def row_files(name: str, volume: Volume, blocks: Iterable[Postings]) -> dict[str, bytes]:
    """The index of a volume below the folder `name`: the same row of all runs becomes one text."""
    runs: list[list[bytes]] = []
    for block in blocks:
        for begins, found in zip(block.offsets, block.rows, strict=True):
            marked = found.replace(MARK_TO_COME, _wide(chr(MARK + len(runs))))
            runs.append([marked[at:end] for at, end in pairwise(begins)])
    together = rows_in_a_file(volume)
    texts = list(map(b"".join, zip(*runs, strict=True)))
    tail, between = _wide('"])\n'), _wide('","')
    files = {}
    for number, start in enumerate(range(0, ROWS, together)):
        head = codecs.BOM_UTF16_LE + _wide(f'termbookTake("{name}/{number}",["')
        files[f"{name}/{number}.js"] = head + between.join(texts[start : start + together]) + tail
    return files


def text_files(name: str, block: Block) -> dict[str, bytes]:
    """What is shown of each entry: path, title, date, id, and the text that passages come from."""
    files = {}
    for number, start in enumerate(range(0, len(block.entries), TEXTS_IN_A_FILE)):
        entries = block.entries[start : start + TEXTS_IN_A_FILE]
        shown = [[entry.path, entry.title, entry.date, entry.id, entry.read()] for entry in entries]
        files[f"{name}/{number}.js"] = script(f"{name}/{number}", shown)
    return files


def spelling_file(name: str) -> dict[str, bytes]:
    """The table of Traditional characters, each followed by its Simplified one."""
    pairs = "".join(char + simple for char, simple in simplified().items())
    return {f"{name}.js": script(name, pairs)}


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
