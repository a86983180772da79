"""What rendering asks and notes about one text: where links lead, which headings there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from termbook.prose.grammar import Definitions
from termbook.prose.links import Mention

_SLUG: Final = re.compile(r"[^\w\-]+")
_LONGEST_SLUG: Final = 60


class Target(NamedTuple):
    """Where a link leads: a relative address, the title shown, and a badge beside it."""

    href: str
    title: str
    badge_label: str = ""
    badge_style: str = ""


class Heading(NamedTuple):
    """A heading of the text, levels 2 to 6."""

    level: int
    id: str
    text: str


Resolve = Callable[[Mention], Target | None]


class Sheet:
    """What one text needs while it is rendered, and what is noted of it; made anew for each."""

    def __init__(self, resolve: Resolve, definitions: Definitions) -> None:
        self.resolve = resolve
        self.definitions = definitions
        self.headings: list[Heading] = []
        self._used: dict[str, int] = {}

    def add_heading(self, level: int, text: str) -> str:
        """Notes a heading; the id that is its own on the page. All of them begin with `s-`."""
        base = heading_id(text)
        name, number = base, self._used.get(base, 0)
        while name in self._used:
            number += 1
            name = f"{base}-{number + 1}"
        self._used[base] = number
        self._used.setdefault(name, 0)
        self.headings.append(Heading(level=level, id=name, text=text))
        return name

    def has_heading(self, id: str) -> bool:
        """Whether a heading has the id."""
        return id in self._used


@lru_cache(4_096)  # the headings of one form of report come again in each
def heading_id(text: str) -> str:
    """The id that a heading with this text has, where it is the first with it."""
    slug = _SLUG.sub("-", text.lower()).strip("-_")[:_LONGEST_SLUG]
    return f"s-{slug or 's'}"
