"""What the command asks of MkDocs when a frame is missing: to draw that, and nothing else.

MkDocs' own command line takes no settings of ours, so the request goes through the environment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from termbook.pages.shell import Group

REQUEST: Final = "TERMBOOK_FRAME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A frame for these groups of pages, to be kept in `folder`."""

    folder: str
    name: str
    """The institution's."""
    language: str
    groups: frozenset[Group]

    def to_environment(self) -> str:
        """The request as the value of `REQUEST`."""
        groups: Iterable[Group] = sorted(self.groups)
        return json.dumps([self.folder, self.name, self.language, [list(g) for g in groups]])

    @classmethod
    def from_environment(cls, value: str) -> Request | None:
        """The request that `value` holds, if it holds one."""
        if not value:
            return None
        folder, name, language, groups = json.loads(value)
        return cls(
            folder=folder,
            name=name,
            language=language,
            groups=frozenset(Group(*group) for group in groups),
        )
