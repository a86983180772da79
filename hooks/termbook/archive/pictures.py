"""What an SVG picture would do besides showing a picture.

Other pictures are only looked at. An SVG is a document: opened on its own it runs scripts, and
it can load from other hosts. Read with an XML parser, as a browser does, because a search for
words is fooled by character references and entities.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn
from xml.parsers import expat

from termbook.diagnostics import Diagnostic, Place, finding

LARGEST: Final = 1024 * 1024
"""Bytes that an SVG picture may have."""

_REFUSED: Final = frozenset(
    ("script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio")
)
_BLANKS: Final = re.compile(r"[\s\x00-\x1f]+")
_RUNS: Final = re.compile(r"(?:java|vb)script:")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.\-]*:|//|\\")
_INLINE: Final = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]")
_STYLE: Final = re.compile(
    r"@import|expression\(|url\([\"']?(?!#|data:image/(?:png|jpe?g|gif|webp))"
)


class _Refusal(Exception):  # noqa: N818 - the way out of the parser, never seen outside
    """What is not allowed was met."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(what)
        self.place = place
        self.what = what


def inspect_svg(path: str, data: bytes) -> list[Diagnostic]:
    """What is wrong with the SVG picture `data`: its first active part, or that it is no SVG."""
    if len(data) > LARGEST:
        return [_unreadable(path, Place())]
    try:
        _Inspection().read(data)
    except _Refusal as refusal:
        return [finding("TB508", path, refusal.place, what=refusal.what)]
    except expat.ExpatError as error:
        return [_unreadable(path, Place(line=error.lineno, column=error.offset + 1))]
    return []


def _unreadable(path: str, place: Place) -> Diagnostic:
    return finding("TB510", path, place, limit=LARGEST // 1024)


class _Inspection:
    """One picture on its way through the parser."""

    def __init__(self) -> None:
        self._begun = False
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        # a word must not be cut in two where the parser's buffer ends
        parser.buffer_text = True
        parser.buffer_size = LARGEST + 1

    def read(self, data: bytes) -> None:
        """Raises _Refusal at what is not allowed, ExpatError where `data` is no XML."""
        self._parser.Parse(data, True)

    def _refuse(self, what: str) -> NoReturn:
        parser = self._parser
        place = Place(line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)
        raise _Refusal(place, what)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in _REFUSED or (not self._begun and local != "svg"):
            self._refuse(f"<{name}>")
        self._begun = True
        for attribute, value in attributes.items():
            what = _active(attribute, value)
            if what:
                self._refuse(what)

    def _text(self, text: str) -> None:
        found = _STYLE.search(_BLANKS.sub("", text).casefold())
        if found:
            self._refuse(found[0].rstrip("'\""))

    def _entity(self, name: str, *_: object) -> None:
        self._refuse(f"<!ENTITY {name}>")

    def _instruction(self, target: str, _: str) -> None:
        if target.casefold() == "xml-stylesheet":
            self._refuse(f"<?{target}?>")


def _active(name: str, value: str) -> str:
    """How a message names what is active in an attribute, `""` where nothing is."""
    local = _local(name)
    if local.startswith("on"):
        return name
    compact = _BLANKS.sub("", value).casefold()
    if running := _RUNS.search(compact):
        return running[0]
    # an animation of href could set what its own attribute may not hold
    if local == "attributename" and _local(compact) == "href":
        return f"{name}={value}"
    elsewhere = local in ("href", "src") and _ELSEWHERE.match(compact)
    if (elsewhere and not _INLINE.match(compact)) or (
        not name.startswith("xmlns") and _STYLE.search(compact)
    ):
        return f"{name}=…"
    return ""


def _local(name: str) -> str:
    """A name without its namespace's prefix, in lower case."""
    return name.rpartition(":")[2].casefold()
