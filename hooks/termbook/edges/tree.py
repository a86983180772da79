"""The archive written as a folder of ordinary Markdown."""

from __future__ import annotations

import shutil
from pathlib import Path

from termbook.edges.data_files import data_files, make_database
from termbook.edges.prepared import Prepared
from termbook.pages import paths
from termbook.pages.compose.everything import compose
from termbook.pages.compose.site import Site
from termbook.pages.markdown import markdown


def write_markdown(prepared: Prepared, out: Path) -> int:
    """Writes every page as `.md`, every file that records name, and the data; how many pages."""
    pages = compose(Site(prepared.archive, prepared.words))
    for page in pages:
        target = out / (page.path.removesuffix(".html") + ".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = markdown(page, prepared.words, files=prepared.archive.files)
        target.write_text(text, encoding="utf-8", newline="\n")
    for path in prepared.archive.files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(prepared.folder.root / path, target)
    for path, content in data_files(prepared.archive, prepared.words):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    make_database(prepared.archive, out / paths.DATABASE)
    return len(pages)
