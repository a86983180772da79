"""What a run is asked to do: which records, which day, which audience.

The command line and mkdocs.yml state it; MkDocs is told by environment variables, since its own
command line takes no settings of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from termbook.edges.clock import day_asked
from termbook.edges.store import LIMIT, Store

RECORDS: Final = "TERMBOOK_RECORDS"
STORE: Final = "TERMBOOK_STORE"
ON: Final = "TERMBOOK_ON"
AUDIENCE: Final = "TERMBOOK_AUDIENCE"
SCHEDULER: Final = "TERMBOOK_SCHEDULER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the records are, the day (ISO 8601) and the audience, `""` for the default.

    `store` is what is kept between runs, None where nothing is to be. `scheduler` is the address of
    a cluster that draws pages, `""` where they are drawn here.
    """

    records: Path
    on: str = ""
    audience: str = ""
    store: Store | None = None
    scheduler: str = ""


def settings_for(config_folder: Path, stated: Mapping[str, object]) -> Settings:
    """The settings of a build: the environment's, else those `stated` in mkdocs.yml.

    A relative folder in mkdocs.yml is relative to `config_folder`.
    """
    records = os.environ.get(RECORDS) or str(stated.get("records") or "records")
    return Settings(
        records=(config_folder / records).resolve(),
        on=os.environ.get(ON) or str(stated.get("day") or ""),
        audience=os.environ.get(AUDIENCE) or str(stated.get("audience") or ""),
        store=_store(config_folder, stated),
        scheduler=os.environ.get(SCHEDULER) or str(stated.get("scheduler") or ""),
    )


def _store(config_folder: Path, stated: Mapping[str, object]) -> Store | None:
    """The store: where the environment or mkdocs.yml says, else the user's folder for caches."""
    where = os.environ.get(STORE) or stated.get("store")
    if where is False or where == "off":
        return None
    limit = stated.get("store_limit")
    megabytes = limit if isinstance(limit, int | float) and limit > 0 else LIMIT / 1_000_000
    try:
        folder = config_folder / str(where) if where else _caches() / "termbook"
        return Store(folder.resolve(), limit=int(megabytes * 1_000_000))
    except (OSError, RuntimeError):  # no home, or no possible name
        return None


def _caches() -> Path:
    """Where programs of this system keep what they could make again."""
    stated = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if stated:
        return Path(stated)
    home = Path.home()
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"


def stated_in(config: Path) -> Mapping[str, object]:
    """What mkdocs.yml states below `extra.termbook`; nothing where it cannot be read.

    MkDocs itself says what is wrong with the file. Tags that only it knows are passed over.
    """
    try:
        data = yaml.load(config.read_bytes(), Loader=PlainLoader)  # noqa: S506 - a SafeLoader
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    extra = data.get("extra") if isinstance(data, dict) else None
    stated = extra.get("termbook") if isinstance(extra, dict) else None
    return stated if isinstance(stated, dict) else {}


class PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # as typed
    """YAML whose unknown tags stand for nothing. Only the office's own mkdocs.yml is read so."""


PlainLoader.add_constructor(None, lambda loader, node: None)


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment variables that tell a build these settings."""
    told = {
        RECORDS: str(settings.records),
        ON: settings.on,
        AUDIENCE: settings.audience,
        STORE: str(settings.store.root) if settings.store is not None else "off",
        SCHEDULER: settings.scheduler,
    }
    return {name: value for name, value in told.items() if value}


class BadDayError(ValueError):
    """What was stated as the day is none."""


class BadAudienceError(ValueError):
    """What was stated as the audience is none of the archive's."""

    def __init__(self, value: str, allowed: tuple[str, ...]) -> None:
        super().__init__(value)
        self.value = value
        self.allowed = allowed


def day_of(settings: Settings) -> date:
    """The day asked for, else today. Raises BadDayError where what was stated is none."""
    try:
        return day_asked(settings.on)
    except ValueError as problem:
        raise BadDayError(settings.on or str(problem)) from problem


def audience_asked(stated: str, audiences: tuple[str, ...]) -> str:
    """The audience `stated`, else `staff` where there is one, else the widest.

    Raises BadAudienceError for an audience that the archive does not have.
    """
    if stated:
        if stated not in audiences:
            raise BadAudienceError(stated, audiences)
        return stated
    return "staff" if "staff" in audiences else audiences[0]
