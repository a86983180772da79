"""A page as plain data: where it goes, what it is called, what it shows."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import NamedTuple

from termbook.pages.blocks import Badge, Block, Link

# a page holds hundreds of small tuples: looking for circles among them costs as much as writing
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Source(NamedTuple):
    """The record that a page shows: its file, period, and the facts that search can filter by."""

    id: str
    path: str
    kind: str
    period: str
    date: str
    department: str = ""
    state: str = ""


class Page(NamedTuple):
    """One page of the site.

    `path` is relative to the site's root and ends in `.html`. `type` is what sort of page it is
    (`record`, `home`, `list`, …). `section` is the part of the navigation it belongs to. `lead`
    are badges beside the title. `crumbs` lead to it from the home page, itself not among them.
    """

    path: str
    title: str
    type: str
    section: str
    blocks: tuple[Block, ...]
    crumbs: tuple[Link, ...] = ()
    lead: tuple[Badge, ...] = ()
    kicker: str = ""
    previous: Link | None = None
    next: Link | None = None
    source: Source | None = None
    edit_url: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of all that the page shows."""
        return sha256(_written(self).encode("utf-8", "surrogatepass")).hexdigest()
