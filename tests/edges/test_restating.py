"""Words put into a site that stands: what is noted for it, and when that does not fit."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from termbook.edges import restating, snapshot
from termbook.edges.build import Build
from termbook.edges.publish import Publication
from termbook.edges.store import Store
from tests.edges.kept import Kept, differences
from tests.site.shelf import contents, write

SOON = 0.036


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("frames"))


@pytest.fixture
def kept(tmp_path: Path, frames: Store, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(snapshot, "TICK", 30_000_000)
    project = Kept(tmp_path, frames)
    write(project.records)
    time.sleep(SOON)
    project.build()
    return project


class Counted:
    """Builds, and how many of them made the whole."""

    def __init__(self, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kept = kept
        self.whole = 0
        real = Build.write

        def counted(*arguments: Any) -> Any:
            self.whole += 1
            return real(*arguments)

        monkeypatch.setattr(Build, "write", counted)

    def build(self) -> bool:
        """Whether the whole was made; the site is as it should be."""
        time.sleep(SOON)
        before = self.whole
        self.kept.build()
        whole = self.whole > before
        assert differences(contents(self.kept.out), self.kept.cold()) == []
        return whole

    def say(self, words: str, path: str = "2020-h1/meetings/例会.md") -> None:
        with (self.kept.records / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{words}\n")

    def notes(self, name: str) -> Path:
        (found,) = self.kept.store.root.glob(f"sites/*/{name}")
        return found


@pytest.fixture
def counted(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(kept, monkeypatch)


def test_words_are_put_into_the_site_again_and_again(counted: Counted) -> None:
    for words in ("第一次。", "第二次。", "第三次。"):
        counted.say(words)
        counted.say(words, "2020-h1/meetings/班子会.md")  # which this audience does not see
        assert not counted.build()
    assert not counted.build()
    page = (counted.kept.out / "2020-h1/meetings/例会.html").read_text(encoding="utf-8")
    assert "第三次。" in page


def test_more_than_words_make_the_whole_and_then_words_do_not(counted: Counted) -> None:
    counted.say("正文。", "2020-h1/updates/进展.md")  # which had none
    assert counted.build()
    counted.say("又一段。", "2020-h1/updates/进展.md")
    assert not counted.build()
    counted.say("引言。", "2020-h1/period.md")  # which other pages show
    assert counted.build()


def test_a_state_of_another_build_does_not_fit(counted: Counted) -> None:
    """As where a build is killed after it has noted its state, and before its site is in place."""
    counted.say("一。")
    counted.build()
    path = counted.notes("state")
    old = path.read_bytes()
    counted.say("标题变了。", "2020-h1/period.md")
    counted.build()
    counted.say("二。")
    assert not counted.build()
    path.write_bytes(old)
    counted.say("三。")
    assert counted.build()


def test_a_build_that_ends_before_its_site_is_in_place(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Publication.finish

    def killed(self: Publication) -> None:
        raise KeyboardInterrupt

    for path in ("2020-h1/meetings/例会.md", "2020-h1/period.md"):
        counted.say("一。", path)
        monkeypatch.setattr(Publication, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            counted.build()
        monkeypatch.setattr(Publication, "finish", finish)
        counted.build()


def test_pages_that_the_store_has_lost_are_made_anew(counted: Counted) -> None:
    for pack in counted.kept.store.root.glob("archives/*/drawn"):
        for path in pack.iterdir():
            path.unlink()
    counted.say("一。")
    counted.build()
    counted.say("二。")
    assert not counted.build()


def test_the_database_that_cannot_be_rewritten(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where it is not there any more under its name."""
    state_of = restating.state_of

    def without(out: Publication, basis: str) -> restating.State | None:
        out.before.pop("records.sqlite", None)
        return state_of(out, basis)

    monkeypatch.setattr(restating, "state_of", without)
    counted.say("一。")
    assert counted.build()
