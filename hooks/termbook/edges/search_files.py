"""What the search knows of each page: texts and facets, taken from what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from termbook.edges.build import Build
from termbook.words import Words


def guide_entry(path: str, title: str, html: str, words: Words) -> tuple[str, str, str]:
    return (path, title, html)


def search_files(
    build: Build, guides: list[tuple[str, str, str]]
) -> Callable[[], Mapping[str, bytes]]:
    return dict
