"""One field of a record, read as the archive reads it."""

from __future__ import annotations

from dataclasses import dataclass

from termbook.model.fields import Field, FieldType, Reading, read_fields
from termbook.model.institution import Institution
from termbook.model.record import Value
from termbook.reading.yaml_reading import parse
from termbook.words import Words

SCHOOL = Institution(
    name="示例学校",
    departments=("党支部办公室", "教务处"),
    posts=("支部书记", "分管负责人"),
    areas=("组织领导", "阵地管理"),
    forms=("集体学习", "党课"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a field holds, where, and what is wrong with it: `line:column rule message`."""

    value: Value
    complaints: list[str]
    reading: Reading

    @property
    def place(self) -> tuple[int, int, int]:
        """Line, column and width of the field's value."""
        place = self.reading.places["field"]
        return place.line, place.column, place.width


def say(text: str, taken: FieldType, language: str = "zh-Hans", *, required: bool = False) -> Said:
    """`text` as front matter whose only known field, `field`, is of the type `taken`."""
    words = Words(language)
    node, found = parse(text, path="x.md", first_line=2)
    assert node is not None
    reading = Reading(path="x.md", institution=SCHOOL, words=words, found=found)
    known = {"field": Field(name="field", type=taken, required=required)}
    values = read_fields(node, known, reading)
    complaints = [
        f"{d.place.line}:{d.place.column} {d.rule} "
        + words(f"rule.{d.rule}.message", **dict(d.args))
        for d in reading.found
    ]
    return Said(value=values.get("field"), complaints=complaints, reading=reading)


def value(text: str, taken: FieldType) -> Value:
    """The value of `field: text`, with which nothing is wrong."""
    said = say(f"field: {text}", taken)
    assert said.complaints == []
    return said.value


def complaint(text: str, taken: FieldType, language: str = "zh-Hans") -> str:
    """The one complaint about `field: text`, which is not read."""
    said = say(f"field: {text}", taken, language)
    assert said.value is None
    (complaint,) = said.complaints
    return complaint
