"""A records folder read and checked, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from termbook.archive.archive import Archive
from termbook.archive.checking import check
from termbook.diagnostics import Diagnostic
from termbook.edges.folder import Folder, load
from termbook.edges.settings import Settings, audience_asked, day_of
from termbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A records folder read and checked, before anything is drawn."""

    folder: Folder
    found: list[Diagnostic]
    words: Words
    archive: Archive

    def found_for(self, audience: str) -> list[Diagnostic]:
        """The findings in what `audience` may see; all of them where none is named."""
        if not audience:
            return self.found
        collection = self.folder.collection
        hidden = {
            record.path
            for record in collection.records
            if not collection.institution.sees(audience, record.access)
        }
        return [found for found in self.found if found.path not in hidden]


def prepare(settings: Settings) -> Prepared:
    """Reads and checks the records.

    Raises NotADirectoryError where there are none, BadDayError and BadAudienceError for what
    cannot be.
    """
    on = day_of(settings)
    folder = load(settings.records, settings.store)
    institution = folder.collection.institution
    audience = audience_asked(settings.audience, institution.audiences)
    found = check(folder.collection, folder.checksums, on=on)
    folder.save(found, on=on)
    return Prepared(
        folder=folder,
        found=found,
        words=Words(institution.language),
        archive=Archive(folder.collection, on=on, audience=audience),
    )
