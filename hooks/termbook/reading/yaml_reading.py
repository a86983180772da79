"""Front matter and archive.yml: a small, plain part of YAML, read into nodes with places.

Read from the parser's events instead of PyYAML's objects: nothing recurses, so that no nesting
can crash the process; nothing is typed, so that every text stays as it is written; and reading
stops at the first event that goes too far. Without a file's errors hiding each other: what fails
as a whole is read again field by field.
"""

from __future__ import annotations

import re
from typing import Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from termbook.diagnostics import Diagnostic, Place, finding
from termbook.reading.characters import CONTROL, code_point, excerpt, holds_control, replaced
from termbook.reading.nodes import Entry, Mapping, Node, Scalar, Sequence
from termbook.reading.plain_yaml import NULLS, read_plain
from termbook.reading.yaml_faults import Fault, explain, raw_entry

LONGEST: Final = 64 * 1024
"""Characters that front matter may have, or archive.yml."""

DEEPEST: Final = 20
"""Levels of lists and mappings inside each other."""

_LIMITS: Final = {"limit": str(LONGEST // 1024), "deepest": str(DEEPEST)}
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TABS_ALONE: Final = re.compile(r"^ *\t[ \t]*$", re.MULTILINE)
_SWALLOWED: Final = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")
_FIELD: Final = re.compile(r"""["']?\w[\w-]*["']?[ \t]*[:：]""")
_IDLE: Final = re.compile(r"[ \t]*(?:#.*)?|---[ \t]*")
_MOST_FIELDS: Final = 200
_MOST_FINDINGS: Final = 100


def parse(text: str, *, path: str, first_line: int) -> tuple[Mapping | None, list[Diagnostic]]:
    """The mapping that `text` holds, and everything that is wrong with it.

    `first_line` is the line of the file at which `text` begins. Text without content is an empty
    mapping. Where a field cannot be read, the others are there all the same; the mapping is None
    only where there is none.
    """
    if len(text) > LONGEST:
        return None, [finding("TB008", path, Place(line=first_line), **_LIMITS)]
    plain = read_plain(text, first_line)
    if plain is not None:
        return plain, []
    return parse_any(text, path=path, first_line=first_line)


def parse_any(text: str, *, path: str, first_line: int) -> tuple[Mapping | None, list[Diagnostic]]:
    """The same for text of any form, not longer than `LONGEST`."""
    text = _readable(text)
    reading = _Reading(text, path, first_line)
    try:
        node = reading.document()
    except Fault as fault:
        whole = reading.found
        reading.note(fault)
        mapping, found = _field_by_field(text, path, first_line)
        return mapping, (found or whole)[:_MOST_FINDINGS]
    if node is None or (isinstance(node, Scalar) and node.null):
        return Mapping(entries=(), place=Place(line=first_line)), reading.found
    if isinstance(node, Mapping):
        return node, reading.found[:_MOST_FINDINGS]
    mapping, found = _field_by_field(text, path, first_line)
    if not found:
        line = text.split("\n")[node.place.line - first_line]
        found = [finding("TB005", path, node.place, text=excerpt(line))]
    return mapping, found[:_MOST_FINDINGS]


def _readable(text: str) -> str:
    """`text` of the same length without what PyYAML would stumble over and nobody can see."""
    if holds_control(text):
        text = CONTROL.sub(" ", text)
    if "\t" in text:
        text = _TABS_ALONE.sub(lambda found: " " * len(found[0]), text)
    return text


def _field_by_field(
    text: str, path: str, first_line: int
) -> tuple[Mapping | None, list[Diagnostic]]:
    """What can be read of a text that cannot be read as a whole: each top-level field alone."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _FIELD.match(line)]
    if not starts or len(starts) > _MOST_FIELDS:
        return None, []
    if starts[0] and not all(_IDLE.fullmatch(line) for line in lines[: starts[0]]):
        starts.insert(0, 0)
    entries: dict[str, Entry] = {}
    found: list[Diagnostic] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        field, unread = _one_field(lines[start:end], path, first_line + start)
        found.extend(unread)
        for entry in field:
            first = entries.setdefault(entry.key.text, entry)
            if first is not entry:
                found.append(_duplicate(path, entry.key, first.key))
    if not entries:
        return None, found
    place = next(iter(entries.values())).key.place
    return Mapping(entries=tuple(entries.values()), place=place), found


def _one_field(
    lines: list[str], path: str, first_line: int
) -> tuple[tuple[Entry, ...], list[Diagnostic]]:
    reading = _Reading("\n".join(lines), path, first_line)
    fault = None
    try:
        node = reading.document()
    except Fault as caught:
        fault = caught
    else:
        if isinstance(node, Mapping):
            return node.entries, reading.found
        if node is None:
            return (), reading.found
        fault = explain(lines, 0, 0)
    entry = None
    if fault.mendable and all(_IDLE.fullmatch(line) for line in lines[1:]):
        entry = raw_entry(lines[0], first_line)
        reading.found.clear()  # what was found on the line before the parser gave it up
    reading.note(fault)
    return ((entry,) if entry else ()), reading.found


def _duplicate(path: str, key: Scalar, first: Scalar) -> Diagnostic:
    return finding("TB006", path, key.place, field=excerpt(key.text), line=first.place.line)


class _Level:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("entries", "items", "key", "mapping", "place", "seen", "waits_for_key")

    def __init__(self, place: Place, *, mapping: bool) -> None:
        self.place = place
        self.mapping = mapping
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.seen: dict[str, Scalar] = {}
        self.key: Scalar | None = None  # None after a key that is not kept, too
        self.waits_for_key = mapping

    def node(self) -> Node:
        if self.mapping:
            return Mapping(entries=tuple(self.entries), place=self.place)
        return Sequence(items=tuple(self.items), place=self.place)


class _Reading:
    """One text on its way from events to nodes."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.found: list[Diagnostic] = []
        self._text = text
        self._path = path
        self._first_line = first_line
        self._levels: list[_Level] = []
        self._root: Node | None = None
        self._documents = 0
        self._hashes = " #" in text or "\t#" in text

    def note(self, fault: Fault) -> None:
        """Adds the finding for what ended the reading."""
        place = Place(
            line=self._first_line + fault.line, column=fault.column + 1, width=fault.width
        )
        self.found.append(finding(fault.rule, self._path, place, **fault.values))

    def document(self) -> Node | None:
        """The one node of the text, None for a text without content. Raises Fault."""
        try:
            for event in yaml.parse(self._text, Loader=_LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            raise self._explained(error) from None
        except (yaml.YAMLError, ValueError, OverflowError):
            # the pure Python parser, at an escape such as "\UFFFFFFFF"
            raise explain(self._text.split("\n"), 0, 0) from None
        return self._root

    def _take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._put(self._scalar(event))
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self._put(self._levels.pop().node())
        elif isinstance(event, AliasEvent):
            self._refuse(event, f"*{event.anchor}")
            self._put(None)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._fault(event)

    def _explained(self, error: yaml.MarkedYAMLError) -> Fault:
        lines = self._text.split("\n")
        at = error.problem_mark or error.context_mark
        begin = error.context_mark or at
        position = (at.line, at.column) if at else (0, 0)
        context = (begin.line, begin.column) if begin else position
        problem = f"{error.context or ''}: {error.problem or ''}"
        return explain(lines, *position, context=context, problem=problem)

    def _fault(self, event: Event, rule: str = "TB005", **values: str) -> Fault:
        place = self._place(event)
        number = place.line - self._first_line
        line = self._text.split("\n")[number]
        return Fault(rule, number, place.column - 1, values={"text": excerpt(line), **values})

    def _place(self, event: Event) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # every event of a parser has both
        assert end is not None
        line, column = start.line, start.column
        if end.line == line:
            width = end.column - column
        else:
            newline = self._text.find("\n", start.index)
            width = newline - start.index
        return Place(
            line=self._first_line + line, column=column + 1, width=width if width > 0 else 1
        )

    def _scalar(self, event: ScalarEvent) -> Scalar | None:
        text, style, place = event.value, event.style, self._place(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, self._mark(event))
        if style:
            if style == '"' and holds_control(text):
                codes = CONTROL.findall(text)
                self._find("TB009", place, code=code_point(codes[0]), count=len(codes))
                text = replaced(text)
            return Scalar(text, place, quoted=True)
        if self._hashes:
            self._note_comment(event)
        return Scalar(text, place, quoted=False, null=text in NULLS)

    def _note_comment(self, event: ScalarEvent) -> None:
        """Says so where #… after a value is hardly meant as a comment, which has a space."""
        end = event.end_mark
        comment = _SWALLOWED.match(self._text, end.index) if end else None
        if end is None or comment is None:
            return
        column = end.column + comment.start(1) - end.index + 1
        place = Place(
            line=self._first_line + end.line, column=column, width=len(comment[1].rstrip())
        )
        self._find("TB017", place, text=excerpt(comment[1]))

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self._levels) >= DEEPEST:
            raise self._fault(event, "TB008", **_LIMITS)
        if self._levels and self._levels[-1].waits_for_key:
            # a list or a mapping as a key, mostly a value such as {{ name }}
            place = self._place(event)
            lines = self._text.split("\n")
            raise explain(lines, place.line - self._first_line, place.column - 1)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, self._mark(event))
        place = self._place(event)
        self._levels.append(_Level(place, mapping=isinstance(event, MappingStartEvent)))

    def _put(self, node: Node | None) -> None:
        """Takes a finished node, None for one that is refused, to where it belongs."""
        if not self._levels:
            self._root = node
            return
        level = self._levels[-1]
        if not level.mapping:
            if node is not None:
                level.items.append(node)
        elif level.waits_for_key:
            level.waits_for_key = False
            level.key = self._key(node, level) if isinstance(node, Scalar) else None
        else:
            level.waits_for_key = True
            if level.key is not None and node is not None:
                level.entries.append(Entry(level.key, node))

    def _key(self, key: Scalar, level: _Level) -> Scalar | None:
        if key.text == "<<" and not key.quoted:
            self._find("TB007", key.place, mark="<<")
            return None
        if "：" in key.text and not key.quoted:
            lines = self._text.split("\n")
            raise explain(lines, key.place.line - self._first_line, key.place.column - 1)
        first = level.seen.setdefault(key.text, key)
        if first is not key:
            self.found.append(_duplicate(self._path, key, first))
            return None
        return key

    def _mark(self, event: ScalarEvent | CollectionStartEvent) -> str:
        if event.anchor is not None:
            return f"&{event.anchor}"
        return (event.tag or "").replace("tag:yaml.org,2002:", "!!")

    def _refuse(self, event: NodeEvent, mark: str) -> None:
        self._find("TB007", self._place(event), mark=excerpt(mark))

    def _find(self, rule: str, place: Place, **args: object) -> None:
        self.found.append(finding(rule, self._path, place, **args))
