"""The files of data that lie beside the pages: the archive for other programs to read.

Here is the list of them; what each holds is made in `exports`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from termbook.archive.archive import Archive
from termbook.exports.calendar import calendars
from termbook.exports.database import fill
from termbook.exports.document import document
from termbook.exports.feed import feeds
from termbook.exports.ledgers import ledger_files
from termbook.exports.schema import schema
from termbook.pages import paths
from termbook.words import Words

_VERSION_AT: Final = 96
_VERSION: Final = 3_024_000
"""What stands in a database for the SQLite that wrote it, whichever did: the file format is the
same since long before (https://www.sqlite.org/fileformat2.html#database_header)."""


def write_data(archive: Archive, words: Words, out: Path, *, site_url: str = "") -> None:
    """Writes all files of data below `out`. `site_url` is where the site will be, if known."""
    for path, content in _files(archive, words, site_url):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    write_database(archive, out / paths.DATABASE)


def _files(archive: Archive, words: Words, site_url: str) -> Iterator[tuple[str, bytes]]:
    yield paths.DOCUMENT, _json(document(archive))
    yield paths.SCHEMA, _json(schema(words))
    yield from calendars(archive, words, site_url=site_url)
    yield from feeds(archive, words, site_url=site_url)
    yield from ledger_files(archive, words)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def write_database(archive: Archive, target: Path) -> None:
    """Writes the archive as an SQLite database in place of what `target` holds."""
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        fill(connection, archive)
    with target.open("r+b") as file:
        file.seek(_VERSION_AT)
        file.write(_VERSION.to_bytes(4, "big"))
