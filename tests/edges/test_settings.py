"""What a run is asked to do, from mkdocs.yml and the environment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from termbook.edges.settings import (
    AUDIENCE,
    ON,
    RECORDS,
    SCHEDULER,
    STORE,
    Settings,
    audience_asked,
    environment_of,
    settings_for,
    stated_in,
)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (RECORDS, ON, AUDIENCE, SCHEDULER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(STORE, "off")


def test_the_records_lie_beside_mkdocs_yml(tmp_path: Path) -> None:
    assert settings_for(tmp_path, {}) == Settings(records=(tmp_path / "records").resolve())


def test_mkdocs_yml_may_say_otherwise(tmp_path: Path) -> None:
    stated = {
        "records": "../档案/records",
        "day": date(2020, 12, 31),
        "audience": "public",
        "scheduler": "tcp://host:8786",
    }
    assert settings_for(tmp_path, stated) == Settings(
        records=(tmp_path.parent / "档案" / "records").resolve(),
        on="2020-12-31",
        audience="public",
        scheduler="tcp://host:8786",
    )


def test_the_environment_comes_first_and_is_what_a_run_passes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Settings(
        records=(tmp_path / "r").resolve(),
        on="2020-06-30",
        audience="staff",
        scheduler="tls://host:8786",
    )
    for name, value in environment_of(asked).items():
        monkeypatch.setenv(name, value)
    assert settings_for(tmp_path / "x", {"records": "y", "day": "2021-01-01"}) == asked


def test_what_is_not_asked_is_not_passed_on(tmp_path: Path) -> None:
    assert environment_of(Settings(records=tmp_path)) == {RECORDS: str(tmp_path), STORE: "off"}


def test_the_store_lies_where_it_is_said_or_among_the_users_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def folder(stated: dict[str, object]) -> Path | None:
        store = settings_for(tmp_path, stated).store
        return store.root if store is not None else None

    assert folder({}) is None  # the environment says off, and comes first
    monkeypatch.delenv(STORE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert folder({}) == (tmp_path / "caches" / "termbook").resolve()
    assert folder({"store": "kept"}) == (tmp_path / "kept").resolve()
    assert folder({"store": False}) is None
    monkeypatch.setenv(STORE, str(tmp_path / "elsewhere"))
    assert folder({"store": "kept"}) == (tmp_path / "elsewhere").resolve()


def test_the_stores_limit_is_stated_in_megabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(STORE)
    found = settings_for(tmp_path, {"store": "kept", "store_limit": 300}).store
    assert found is not None
    assert found.limit == 300_000_000


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "extra: {termbook: {records: x, day: 2020-12-31}}",
            {"records": "x", "day": date(2020, 12, 31)},
        ),
        (
            "a: !ENV [HOME]\nb: !!python/name:os.system\nextra: {termbook: {records: x}}",
            {"records": "x"},
        ),
        ("site_name: x", {}),
        ("extra: [1]", {}),
        ("extra: {termbook: x}", {}),
        ("- x", {}),
        ("", {}),
        ("a: [", {}),
        ("a: \x00", {}),
    ],
)
def test_what_mkdocs_yml_states(tmp_path: Path, text: str, stated: dict[str, object]) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert stated_in(tmp_path / "mkdocs.yml") == stated


def test_without_mkdocs_yml_nothing_is_stated(tmp_path: Path) -> None:
    assert stated_in(tmp_path / "mkdocs.yml") == {}


@pytest.mark.parametrize(
    ("stated", "audiences", "audience"),
    [
        ("", ("public", "staff", "leadership"), "staff"),
        ("public", ("public", "staff", "leadership"), "public"),
        ("", ("all", "office"), "all"),
        ("office", ("all", "office"), "office"),
    ],
)
def test_the_audience(stated: str, audiences: tuple[str, ...], audience: str) -> None:
    assert audience_asked(stated, audiences) == audience


def test_an_audience_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="所有人"):
        audience_asked("所有人", ("public",))
