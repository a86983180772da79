"""What the search knows of each page: the records' own texts, and what results can be cut by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from termbook.edges.build import Build
from termbook.pages.page import Page
from termbook.prose.markdown import text_of
from termbook.search.entry import Entry
from termbook.search.index import build as build_index
from termbook.words import Words


def guide_entry(path: str, title: str, html: str, words: Words) -> Entry:
    """A guide of docs/ as search finds it."""
    label = words("section.help")
    return Entry(path=path, title=title, text=text_of(html), kind="help", kind_label=label)


def search_files(build: Build, guides: Sequence[Entry]) -> Callable[[], Mapping[str, bytes]]:
    """What makes the files of the search, once all pages are drawn."""

    def make() -> Mapping[str, bytes]:
        entries = [_entry(build, page) for page in build.pages.values() if page.source is not None]
        return build_index([*entries, *guides])

    return make


def _entry(build: Build, page: Page) -> Entry:
    source = page.source
    assert source is not None
    words = build.words
    known = build.archive.period_by_id.get(source.period)
    state = ""
    if source.state:
        own = f"measure_state.{source.state}"
        is_own = source.kind == "measure" and words.has(own)
        state = words(own if is_own else f"state.{source.state}")
    return Entry(
        path=page.path,
        title=page.title,
        text=build.texts.get(page.path, ""),
        kind=source.kind,
        kind_label=words(f"kind.{source.kind}"),
        period=source.period,
        period_label=known.title if known else source.period,
        department=source.department,
        state=source.state,
        state_label=state,
        date=source.date,
        id=source.id,
    )
