"""What an SVG picture would do besides showing a picture.

Other pictures are only looked at. An SVG is a document: opened on its own it runs scripts, and
it can load from other hosts. Read with an XML parser, as a browser does, because a search for
words is fooled by character references and entities.
"""

from __future__ import annotations

import re
from typing import Final
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
    """What is not allowed was met; its argument is how a message names it."""


def inspect_svg(path: str, data: bytes) -> list[Diagnostic]:
    """What is wrong with the SVG picture `data`: its first active part, or that it is no SVG."""
    if len(data) > LARGEST:
        return [_unreadable(path, Place())]
    parser = expat.ParserCreate()
    parser.StartElementHandler = _Elements().look
    parser.CharacterDataHandler = _style
    parser.EntityDeclHandler = _entity
    parser.ProcessingInstructionHandler = _instruction
    parser.buffer_text = True
    parser.buffer_size = LARGEST + 1
    try:
        parser.Parse(data, True)
    except _Refusal as refusal:
        place = Place(line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)
        return [finding("TB508", path, place, what=refusal)]
    except expat.ExpatError as error:
        return [_unreadable(path, Place(line=error.lineno, column=error.offset + 1))]
    return []


def _unreadable(path: str, place: Place) -> Diagnostic:
    return finding("TB510", path, place, limit=LARGEST // 1024)


class _Elements:
    """Looks at each element; the first must be an svg."""

    __slots__ = ("_begun",)

    def __init__(self) -> None:
        self._begun = False

    def look(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in _REFUSED or (not self._begun and local != "svg"):
            raise _Refusal(f"<{name}>")
        self._begun = True
        for attribute, value in attributes.items():
            _attribute(attribute, value)


def _attribute(name: str, value: str) -> None:
    local = _local(name)
    if local.startswith("on"):
        raise _Refusal(name)
    compact = _BLANKS.sub("", value).casefold()
    if running := _RUNS.search(compact):
        raise _Refusal(running[0])
    if local in ("href", "src") and _ELSEWHERE.match(compact) and not _INLINE.match(compact):
        raise _Refusal(f"{name}=…")
    # an animation of href could set what its own attribute may not hold
    if local == "attributename" and _local(compact) == "href":
        raise _Refusal(f"{name}={value}")
    if not name.startswith("xmlns") and _STYLE.search(compact):
        raise _Refusal(f"{name}=…")


def _style(text: str) -> None:
    found = _STYLE.search(_BLANKS.sub("", text).casefold())
    if found:
        raise _Refusal(found[0].rstrip("'\""))


def _entity(name: str, *_: object) -> None:
    raise _Refusal(f"<!ENTITY {name}>")


def _instruction(target: str, _: str) -> None:
    if target.casefold() == "xml-stylesheet":
        raise _Refusal(f"<?{target}?>")


def _local(name: str) -> str:
    """A name without its namespace's prefix, in lower case."""
    return name.rpartition(":")[2].casefold()
