"""All rules on one archive, in one run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from termbook.archive import (
    attachment_rules,
    completeness,
    gap_rules,
    life_rules,
    link_rules,
    period_rules,
)
from termbook.archive.archive import Archive
from termbook.archive.collection import Collection
from termbook.diagnostics import Diagnostic, in_order
from termbook.words import Words

_COLLECTION_RULES = (
    *period_rules.RULES,
    *link_rules.RULES,
    *attachment_rules.RULES,
    *gap_rules.RULES,
)
_ARCHIVE_RULES = (*life_rules.RULES, *completeness.RULES)


def check(
    collection: Collection,
    checksums: Mapping[str, str],
    *,
    on: date,
) -> list[Diagnostic]:
    """Every finding on `collection` as of `on`, in order; rules see it for all audiences.

    `checksums` are the SHA-256 of the files beside records, by path.
    """
    words = Words(collection.institution.language)
    found = list(collection.found)
    for collection_rule in _COLLECTION_RULES:
        found.extend(collection_rule(collection, words))
    found.extend(attachment_rules.checksums_agree(collection, checksums))
    whole = Archive(collection, on=on, audience=collection.institution.audiences[-1])
    for archive_rule in _ARCHIVE_RULES:
        found.extend(archive_rule(whole))
    return in_order(found)
