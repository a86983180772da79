"""The files of data that lie beside the pages: the archive for other programs to read.

Here is the list of them; what each holds is made in `exports`.
"""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from termbook.archive.archive import Archive
from termbook.edges.publish import Publication
from termbook.exports.calendar import calendars
from termbook.exports.database import fill
from termbook.exports.document import document
from termbook.exports.feed import feeds
from termbook.exports.ledgers import FORMATS, ledger_sheets
from termbook.exports.schema import schema
from termbook.pages import paths
from termbook.words import Words

_HEADER: Final = ((24, 1), (40, 1), (92, 1), (96, 3_024_000))
"""What stands in a database for its own past, made one: how often it was changed (twice), how
often its tables were, and which SQLite wrote it. The file format is the same since long before
(offsets: https://www.sqlite.org/fileformat2.html#database_header)."""


_NOTE: Final = "data"
"""Where a site notes what all its files of data were made of."""

_SORT: Final = "export "
"""What the origins of these files begin with."""


class _DataFile(NamedTuple):
    """A file of data: what tells its content from any other, and what makes it."""

    path: str
    origin: str
    content: Callable[[], bytes]


def write_data(
    archive: Archive, words: Words, out: Publication, origin: str, *, site_url: str = ""
) -> None:
    """Writes the files of data but the database, unless all were made of `origin` already.

    Of the rest only those that differ from what stands there. `site_url` is where the site will
    be, if known.
    """
    out.notes[_NOTE] = origin
    if out.noted.get(_NOTE) == origin:
        for path, made_of in out.before.items():
            if made_of.startswith(_SORT):
                out.stands(path, made_of)
        return
    for file in _files(archive, words, site_url):
        if not out.stands(file.path, _SORT + file.origin):
            out.write(file.path, file.content())


def write_database(archive: Archive, out: Publication, origin: str) -> None:
    """Writes the archive as an SQLite database, unless it was made of `origin` already."""
    if not out.stands(paths.DATABASE, f"data {origin}"):
        make_database(archive, out.place(paths.DATABASE))


def data_files(archive: Archive, words: Words, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of data but the database."""
    for file in _files(archive, words, site_url):
        yield file.path, file.content()


def _files(archive: Archive, words: Words, site_url: str) -> Iterator[_DataFile]:
    yield from _known_by_content([(paths.DOCUMENT, _json(document(archive)))])
    yield from _known_by_content([(paths.SCHEMA, _json(schema(words)))])
    yield from _known_by_content(calendars(archive, words, site_url=site_url))
    yield from _known_by_content(feeds(archive, words, site_url=site_url))
    for path, sheet in ledger_sheets(archive, words):
        # a workbook takes twenty times as long to make as its sheet
        origin = _digest(repr(sheet).encode("utf-8", "surrogatepass"))
        for ending, make in FORMATS.items():
            yield _DataFile(path + ending, origin, partial(make, sheet))


def _known_by_content(files: Iterable[tuple[str, bytes]]) -> Iterator[_DataFile]:
    for path, content in files:
        yield _DataFile(path, _digest(content), partial(bytes, content))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def restate_database(before: Path, after: Path, texts: Mapping[str, str]) -> None:
    """Writes the database `before` to `after` with other `texts` of records, by id.

    The same bytes as a database made anew: what VACUUM writes follows from the content alone.
    """
    work, made = after.with_suffix(".new"), after.with_suffix(".made")
    shutil.copyfile(before, work)
    with _faults_of_the_disk(after), closing(_connect(work)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        rows = [(text, id) for id, text in texts.items()]
        connection.execute("BEGIN")
        connection.executemany("UPDATE records SET text = ? WHERE id = ?", rows)
        connection.execute("COMMIT")
        connection.execute("VACUUM INTO ?", (str(made),))
    work.unlink()
    _forget_past(made)
    # ext4 finds a place on the disk for a file at the latest when it replaces another: here, beside
    # other work, rather than when the site waits for it
    after.touch()
    made.replace(after)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def make_database(archive: Archive, target: Path) -> None:
    """Writes the archive as an SQLite database in place of what `target` holds."""
    target.unlink(missing_ok=True)
    with _faults_of_the_disk(target), closing(_connect(target)) as connection:
        fill(connection, archive)
    _forget_past(target)


def _connect(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database, isolation_level=None)


@contextmanager
def _faults_of_the_disk(database: Path) -> Iterator[None]:
    """Raises OSError for what SQLite says of a disk that is full, or cannot be written."""
    try:
        yield
    except sqlite3.OperationalError as problem:
        raise OSError(errno.EIO, str(problem), str(database)) from problem


def _forget_past(database: Path) -> None:
    with database.open("r+b") as file:
        for offset, number in _HEADER:
            file.seek(offset)
            file.write(number.to_bytes(4, "big"))
