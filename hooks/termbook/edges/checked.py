"""The records checked: quickly where only words have changed since the last run, else wholly."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from termbook.diagnostics import Diagnostic
from termbook.edges.settings import Settings, audience_asked, day_of
from termbook.edges.standing import Standing, catch_up
from termbook.model.institution import Institution
from termbook.words import Words

if TYPE_CHECKING:
    from termbook.edges.prepared import Prepared


@dataclass(slots=True, kw_only=True)
class Checked:
    """What `check` found in the records, and the way to the records themselves.

    `standing` is there where they had not all to be loaded.
    """

    settings: Settings
    institution: Institution
    on: date
    audience: str
    found: list[Diagnostic]
    count: int
    """Records."""
    standing: Standing | None = None
    _prepared: Prepared | None = field(default=None)

    @property
    def words(self) -> Words:
        """The words in the archive's language."""
        return Words(self.institution.language)

    def prepared(self) -> Prepared:
        """All records, loaded now if they were not yet."""
        if self._prepared is None:
            self._prepared = _prepare(self.settings)
        return self._prepared


def check_records(settings: Settings, *, whole: bool = False) -> Checked:
    """Reads and checks the records; `whole` says that all of them are needed anyway.

    Raises NotADirectoryError where there are none, BadDayError and BadAudienceError for what
    cannot be.
    """
    on = day_of(settings)
    standing = None if whole else catch_up(settings.records, settings.store, on)
    if standing is not None:
        return Checked(
            settings=settings,
            institution=standing.institution,
            on=on,
            audience=audience_asked(settings.audience, standing.institution.audiences),
            found=standing.found,
            count=standing.count,
            standing=standing,
        )
    prepared = _prepare(settings)
    collection = prepared.folder.collection
    return Checked(
        settings=settings,
        institution=collection.institution,
        on=on,
        audience=prepared.archive.audience,
        found=prepared.found,
        count=len(collection.records),
        _prepared=prepared,
    )


def _prepare(settings: Settings) -> Prepared:
    from termbook.edges.prepared import prepare  # noqa: PLC0415 - loads all rules and kinds

    return prepare(settings)
