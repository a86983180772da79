"""What archive.yml states: the institution and the lists that its records draw on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DEFAULT_AUDIENCES: Final = ("public", "staff", "leadership")
"""Audiences where archive.yml names none, widest first."""

LISTS: Final = ("departments", "posts", "areas", "forms", "audiences")
"""The lists of archive.yml that a record's value can be drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """The settings of one archive. `audiences` run from the widest to the narrowest."""

    name: str = ""
    language: str = "zh-Hans"
    departments: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    audiences: tuple[str, ...] = DEFAULT_AUDIENCES
    approvers: tuple[str, ...] = ()

    def terms(self, name: str) -> tuple[str, ...]:
        """The values of the list `name`. Raises KeyError for a name that is none of `LISTS`."""
        if name not in LISTS:
            raise KeyError(name)
        values: tuple[str, ...] = getattr(self, name)
        return values

    @property
    def default_access(self) -> str:
        """Who sees a record that does not say: `staff`, or the narrowest where that is unknown."""
        return "staff" if "staff" in self.audiences else self.audiences[-1]

    def sees(self, audience: str, access: str) -> bool:
        """Whether `audience` may see what is meant for `access`: its own and all wider ones."""
        return self.audiences.index(access) <= self.audiences.index(audience)
