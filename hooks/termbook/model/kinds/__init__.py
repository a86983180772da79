"""The kinds of records: one module each, found by being here.

A module defines `KIND`. To add a kind, add a module and its words; docs/developers.md shows how.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from termbook.model.kind import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in their order."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    found: list[Kind] = sorted((module.KIND for module in modules), key=lambda k: k.order)
    return {kind.name: kind for kind in found}


@cache
def by_folder() -> Mapping[str, Kind]:
    """The kinds whose records lie in a folder, by that folder."""
    return {kind.folder: kind for kind in kinds().values() if kind.folder}
