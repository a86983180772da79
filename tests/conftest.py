"""What holds for every test: repeatable examples, whoever runs them, whenever, whatever is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of the tests' own, empty at first; those who want none say so."""
    before = os.environ.get("TERMBOOK_STORE")
    os.environ["TERMBOOK_STORE"] = str(tmp_path_factory.mktemp("store"))
    yield
    if before is None:
        del os.environ["TERMBOOK_STORE"]
    else:
        os.environ["TERMBOOK_STORE"] = before
