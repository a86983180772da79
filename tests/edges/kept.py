"""A records folder that is built over and over with a store, and compared with a cold build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from termbook.diagnostics import Diagnostic
from termbook.edges.checked import Checked, check_records
from termbook.edges.report import severity
from termbook.edges.settings import Settings
from termbook.edges.site import build_site, drawn_by_mkdocs
from termbook.edges.store import Store
from termbook.words.rules import Severity
from tests.site.shelf import ROOT, contents

CONFIG = ROOT / "mkdocs.yml"
DAY = "2020-12-31"


class ErrorsInRecords(Exception):  # noqa: N818 - an answer of the check
    """The records hold errors, so that no site is built."""


class Kept:
    """Records, the site of them, and the store that the site's builds share."""

    def __init__(self, root: Path, frames: Store) -> None:
        """`frames` has a store of its own for what MkDocs draws, which need not be made anew."""
        self.root = root
        self.records = root / "records"
        self.out = root / "site"
        self.store = Store(root / "store")
        self._frames = frames
        if frames.root.is_dir():
            shutil.copytree(frames.root, self.store.root)

    def settings(self, store: Store | None, *, on: str = DAY, audience: str = "") -> Settings:
        return Settings(records=self.records.resolve(), on=on, audience=audience, store=store)

    def build(self, *, on: str = DAY, audience: str = "", out: Path | None = None) -> int:
        """The site brought up to date, as the command does it. Raises ErrorsInRecords."""
        settings = self.settings(self.store, on=on, audience=audience)
        with (
            TemporaryDirectory(dir=self.root) as spare,
            drawn_by_mkdocs(settings, CONFIG, Path(spare), strict=False) as frames,
        ):
            return build_site(_checker(settings), frames, out or self.out, self.store)

    def check(self, *, on: str = DAY) -> list[Diagnostic]:
        """What `termbook check` finds, with the store."""
        return check_records(self.settings(self.store, on=on)).found

    def cold(self, *, on: str = DAY, audience: str = "") -> dict[str, bytes]:
        """The site made with nothing kept but what MkDocs draws around the pages."""
        settings = self.settings(None, on=on, audience=audience)
        # MkDocs need not run for each: what it draws has a store of its own here
        framed = self.settings(self._frames, on=on, audience=audience)
        with (
            TemporaryDirectory(dir=self.root) as folder,
            drawn_by_mkdocs(framed, CONFIG, Path(folder), strict=False) as frames,
        ):
            build_site(_checker(settings), frames, Path(folder) / "site", None)
            return contents(Path(folder) / "site")

    def found_cold(self, *, on: str = DAY) -> list[Diagnostic]:
        """What the check finds with nothing kept."""
        return check_records(self.settings(None, on=on)).found


def _checker(settings: Settings) -> Callable[[], Checked]:
    def checked() -> Checked:
        found = check_records(settings)
        if any(severity(one) is Severity.ERROR for one in found.found):
            raise ErrorsInRecords
        return found

    return checked


def differences(warm: dict[str, bytes], cold: dict[str, bytes]) -> list[str]:
    """The files in which two sites differ."""
    return sorted(path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path))
