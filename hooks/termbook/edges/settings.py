"""What a run is asked to do: which records, which day, which audience.

The command line and mkdocs.yml state it; MkDocs is told by environment variables, since its own
command line takes no settings of ours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

RECORDS: Final = "TERMBOOK_RECORDS"
ON: Final = "TERMBOOK_ON"
AUDIENCE: Final = "TERMBOOK_AUDIENCE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the records are, the day (ISO 8601) and the audience, `""` for the default."""

    records: Path
    on: str = ""
    audience: str = ""


def settings_for(config_folder: Path, stated: Mapping[str, object]) -> Settings:
    """The settings of a build: the environment's, else those `stated` in mkdocs.yml.

    A relative folder in mkdocs.yml is relative to `config_folder`.
    """
    records = os.environ.get(RECORDS) or str(stated.get("records") or "records")
    return Settings(
        records=(config_folder / records).resolve(),
        on=os.environ.get(ON) or str(stated.get("day") or ""),
        audience=os.environ.get(AUDIENCE) or str(stated.get("audience") or ""),
    )


def stated_in(config: Path) -> Mapping[str, object]:
    """What mkdocs.yml states below `extra.termbook`; nothing where it cannot be read.

    MkDocs itself says what is wrong with the file. Tags that only it knows are passed over.
    """
    try:
        data = yaml.load(config.read_bytes(), Loader=_Plain)  # noqa: S506 - a SafeLoader
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    extra = data.get("extra") if isinstance(data, dict) else None
    stated = extra.get("termbook") if isinstance(extra, dict) else None
    return stated if isinstance(stated, dict) else {}


class _Plain(yaml.SafeLoader):
    """YAML whose unknown tags stand for nothing."""


_Plain.add_constructor(None, lambda loader, node: None)


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment variables that tell a build these settings."""
    told = {RECORDS: str(settings.records), ON: settings.on, AUDIENCE: settings.audience}
    return {name: value for name, value in told.items() if value}


def audience_asked(stated: str, audiences: tuple[str, ...]) -> str:
    """The audience `stated`, else `staff` where there is one, else the widest.

    Raises ValueError for an audience that the archive does not have.
    """
    if stated:
        if stated not in audiences:
            raise ValueError(stated)
        return stated
    return "staff" if "staff" in audiences else audiences[0]
