"""What the theme draws around our pages, kept so that MkDocs need not draw it again.

A frame is all that MkDocs makes of docs/, mkdocs.yml and the theme: the shell of each group of
pages, the guides, the theme's own files. It knows nothing of records but the institution's name
and the language, so an edit of a record never changes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from termbook.edges.engine import HOOKS, engine_digest
from termbook.edges.pack import LostError, Pack
from termbook.edges.settings import PlainLoader
from termbook.edges.store import digest_of
from termbook.pages.shell import Group

HOOK: Final = "mkdocs_hooks.py"

_FILE: Final = "file:"
_SHELL: Final = "shell:"
_TAGS: Final = (b"!ENV", b"!!python", b"!relative", b"INHERIT")
"""What makes the meaning of mkdocs.yml depend on something besides the file."""

_EXTENSIONS: Final = ("", "markdown.extensions", "pymdownx", "pymdownx.blocks")
_PLAIN: Final = (
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty",
    "tables", "toc", "wikilinks",
)  # fmt: skip
"""Python-Markdown's own; other packages have names without a dot too."""
_READING: Final = ("snippets", "b64")
"""Extensions that take in other files."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A page of docs/ as search finds it: where it lies, its title, its HTML."""

    path: str
    title: str
    html: str


class Frame:
    """One frame in the folder where it is kept. Empty until `save`d."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        self.key = key
        self._pack = Pack(folder)
        about: Any = self._pack.about if self._pack.about is not None else ([], [], [], "", "")
        self.files: tuple[str, ...] = tuple(about[0])
        self.guides: tuple[Guide, ...] = tuple(Guide(*row) for row in about[1])
        self.groups: frozenset[Group] = frozenset(Group(*row) for row in about[2])
        self.site_url: str = about[3]
        """Where the site will be, if mkdocs.yml says so."""
        self.edit_url: str = about[4]
        """The address below which records are edited, or `""`."""

    def fits(self, groups: Iterable[Group]) -> bool:
        """Whether it has a shell for all of `groups`, and its files."""
        return bool(self.files) and self.groups.issuperset(groups)

    def shell(self, group: Group) -> str:
        """The page around the pages of a group. Raises LostError where it cannot be read."""
        return self._need(_SHELL + json.dumps(group)).decode("utf-8", "surrogatepass")

    def file(self, path: str) -> bytes:
        """A file that lies beside our pages. Raises LostError where it cannot be read."""
        return self._need(_FILE + path)

    def _need(self, key: str) -> bytes:
        try:
            return self._pack.need(key)
        except LostError:
            self.groups = frozenset()  # so that it is drawn anew
            raise

    def save(
        self,
        shells: Mapping[Group, str],
        files: Mapping[str, bytes],
        guides: Iterable[Guide],
        *,
        site_url: str,
        edit_url: str,
    ) -> None:
        """Keeps what was drawn."""
        for group, html in shells.items():
            self._pack.put(_SHELL + json.dumps(group), html.encode("utf-8", "surrogatepass"))
        for path, data in files.items():
            self._pack.put(_FILE + path, data)
        self.files, self.guides = tuple(files), tuple(guides)
        self.groups |= shells.keys()
        self.site_url, self.edit_url = site_url, edit_url
        about = (
            list(self.files),
            [(guide.path, guide.title, guide.html) for guide in self.guides],
            [tuple(group) for group in sorted(self.groups)],
            site_url,
            edit_url,
        )
        self._pack.save(about)
        self._pack.close()


def frame_key(config: Path, *, name: str, language: str, strict: bool, served_at: str = "") -> str:
    """What a frame is kept under, or `""` where it cannot be told what else decides it.

    `config` is mkdocs.yml; the others are what the archive and the run say over it: the
    institution's name, `served_at` the address of a preview. Plugins, other hooks, and settings
    that refer to other files or to the environment may decide anything.
    """
    try:
        data = config.read_bytes()
        stated = yaml.load(data, Loader=PlainLoader)  # noqa: S506 - a SafeLoader
    except (OSError, ValueError, yaml.YAMLError):
        return ""
    if not isinstance(stated, dict) or any(tag in data for tag in _TAGS):
        return ""
    folder = config.parent
    hooks = [folder / str(path) for path in stated.get("hooks") or []]
    if stated.get("plugins") != [] or hooks != [folder / "hooks" / HOOK]:
        return ""
    if (folder / "hooks").resolve() != HOOKS or not _known(stated.get("markdown_extensions")):
        return ""
    theme = stated.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    inputs = [engine_digest(), data.decode("utf-8", "replace"), name, language, served_at]
    inputs.append(str(strict))
    for place in (stated.get("docs_dir") or "docs", custom):
        contents = _contents(folder / str(place)) if place else []
        inputs += [str(len(contents)), *contents]
    return digest_of(inputs)


def _known(extensions: object) -> bool:
    """Whether guides are read by extensions that look at nothing but the text."""
    if not isinstance(extensions, list | dict | None):
        return False
    for stated in extensions or ():
        name = str(next(iter(stated), "") if isinstance(stated, dict) else stated)
        package, _, own = name.rpartition(".")
        if package not in _EXTENSIONS or own in _READING or not (package or own in _PLAIN):
            return False
    return True


def _contents(folder: Path) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder, followlinks=True):  # as MkDocs does
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            found.append(path.relative_to(folder).as_posix())
            try:
                found.append(path.read_bytes().hex())
            except OSError:
                found.append("")
    return found
