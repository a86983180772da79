"""Where each page of the site lies.

The site mirrors records/: a record's page is its file's path with `.html`, and files beside a
record keep their place, so relative links work unchanged. Pages of ours begin with a letter, a
period's folder with a digit: they cannot meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from termbook.model.kind import Kind
from termbook.model.record import Record

HOME: Final = "index.html"
PERIODS: Final = "periods.html"
RECTIFICATION: Final = "rectification.html"
REGISTER: Final = "register.html"
LEDGERS: Final = "ledgers.html"
PROGRESS: Final = "progress.html"
STUDY: Final = "study.html"
REQUIRED: Final = "required.html"
DEPARTMENTS: Final = "departments.html"
POSTS: Final = "posts.html"
TAGS: Final = "tags.html"
DATES: Final = "dates.html"
NO_TOPIC: Final = "topics.html"
REFERENCE: Final = "help/records.html"
RULES: Final = "help/rules.html"
DATA: Final = "help/data.html"

DOCUMENT: Final = "records.json"
SCHEMA: Final = "records.schema.json"
DATABASE: Final = "records.sqlite"
CALENDAR: Final = "calendar.ics"
FEED: Final = "changes.atom"

_UNSAFE: Final = re.compile(r'[\x00-\x20\x7f"#%&*/:<>?\\|~]+')
_LONGEST_NAME: Final = 120


def of_record(record: Record) -> str:
    """The page of a record."""
    if record.kind == "period":
        return f"{record.period}/index.html"
    return record.path.removesuffix(".md") + ".html"


def of_kind(kind: Kind, number: int = 1) -> str:
    """The list of a kind's records; long lists go on in pages `number` 2, 3, …"""
    return numbered(f"{kind.folder}.html", number)


def of_term(sort: str, name: str) -> str:
    """The page of a department, a post, or a tag: `sort` is `departments`, `posts` or `tags`."""
    return f"{sort}/{_file_name(name)}.html"


def of_department(name: str, whole: str) -> str:
    """The department's own part of a file such as `calendar.ics`: beside its page."""
    return of_term("departments", name).removesuffix(".html") + whole[whole.rindex(".") :]


def of_dates(period: str, number: int = 1) -> str:
    """The records of a period by date."""
    return numbered(f"dates/{period}.html", number)


def of_study(period: str) -> str:
    """What was planned and held in a period, where the overview does not show it."""
    return f"study/{period}.html"


def of_ledger(period: str, number: int = 1) -> str:
    """The ledger of a period; a long one goes on in pages `number` 2, 3, …"""
    return numbered(f"{period}/ledger.html", number)


def of_progress(period: str) -> str:
    """The progress page of a period."""
    return f"{period}/progress.html"


def numbered(path: str, number: int) -> str:
    """Page `number` of a list that begins at `path`."""
    return path if number == 1 else f"{path.removesuffix('.html')}-{number}.html"


def to_root(path: str) -> str:
    """What leads from the page at `path` to the site's root: `""`, `../`, `../../`, …"""
    return "../" * path.count("/")


def href(path: str, root: str, fragment: str = "") -> str:
    """A relative, percent-encoded address of `path`, seen from a page whose root is `root`."""
    return root + _quoted(path) + (f"#{quote(fragment, safe='/=&')}" if fragment else "")


@lru_cache(maxsize=65_536)
def _quoted(path: str) -> str:
    return quote(path, safe="/()!*',;=@")


@lru_cache(maxsize=16_384)
def _file_name(name: str) -> str:
    """A file name for any text: names that file systems would change or confuse get a mark."""
    safe = _UNSAFE.sub("-", name).strip("-. ")
    while len(safe.encode()) > _LONGEST_NAME:
        safe = safe[:-1]
    if safe != name or name.casefold() != name:
        safe = f"{safe}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return safe
