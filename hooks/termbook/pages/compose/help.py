"""Help pages made from the product itself, so that they cannot drift from it."""

from __future__ import annotations

from collections.abc import Iterator

from termbook.model.fields import Field
from termbook.model.kind import COMMON
from termbook.model.kinds import kinds
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Badge,
    Block,
    Code,
    Column,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.words import Words
from termbook.words.rules import RULES


def help_pages(words: Words) -> Iterator[Page]:
    """The record reference and the rules of `check`."""
    yield record_reference(words)
    yield rules_page(words)


def record_reference(words: Words) -> Page:
    """Every kind of record with its folder and its fields."""
    content: list[Block] = [Paragraph(blocks.text(words("reference.about")), "lead")]
    common = {field.name for field in COMMON}
    content.append(Heading(words("reference.common"), "common"))
    content.append(_fields(words, "", list(COMMON)))
    for kind in kinds().values():
        own = [f for f in kind.fields if f.name not in common or f.required]
        content.append(Heading(words(f"kind.{kind.name}"), kind.name))
        content.append(Paragraph(blocks.text(words(f"kind.{kind.name}.about"))))
        place = f"{kind.folder}/" if kind.folder else "period.md"
        where = (Text(words("reference.folder") + " "), Code(f"records/2020-h1/{place}"))
        content.append(Paragraph(where))
        if kind.id_example:
            content.append(Paragraph((Text(words("reference.id") + " "), Code(kind.id_example))))
        if own:
            content.append(_fields(words, kind.name, own))
    return Page(paths.REFERENCE, words("reference.title"), "help", "help", tuple(content))


def _fields(words: Words, kind: str, fields: list[Field]) -> Table:
    rows = []
    for field in fields:
        own = f"field.{kind}.{field.name}"
        label = words(own if words.has(own) else f"field.{field.name}")
        required = (Badge(words("reference.required"), "required"),) if field.required else ()
        rows.append(
            Row(
                (
                    (Code(field.name),),
                    blocks.text(label),
                    required,
                    blocks.text(field.type.describe(words).replace("`", "")),
                )
            )
        )
    columns = (
        Column(words("reference.field"), "narrow"),
        Column(words("reference.label"), "narrow"),
        Column(words("reference.need"), "narrow"),
        Column(words("reference.holds"), "wide"),
    )
    caption = words(
        "reference.caption", kind=words(f"kind.{kind}") if kind else words("reference.all")
    )
    return Table(caption, columns, tuple(rows))


def rules_page(words: Words) -> Page:
    """Every rule of `check`, with why it is there and how to mend what it finds."""
    content: list[Block] = [Paragraph(blocks.text(words("rules.about")), "lead")]
    family = ""
    for rule in sorted(RULES.values(), key=lambda r: r.id):
        if rule.id[:3] != family:
            family = rule.id[:3]
            content.append(Heading(words(f"rules.{family}"), f"family-{family.lower()}"))
        title = f"{rule.id} {words(f'rule.{rule.id}.title')}"
        content.append(Heading(title, rule.id.lower(), 3))
        weight = Badge(words(f"severity.{rule.severity}"), f"severity-{rule.severity}")
        content.append(Paragraph((weight,)))
        content.append(Paragraph(blocks.text(words(f"rule.{rule.id}.about"))))
    return Page(paths.RULES, words("rules.title"), "help", "help", tuple(content))


def data_page(site: Site) -> Page:
    """The files that other programs read, and those that people subscribe to."""
    words = site.words
    files = (
        (paths.DOCUMENT, "json"),
        (paths.SCHEMA, "schema"),
        (paths.DATABASE, "sqlite"),
        (paths.CALENDAR, "ics"),
        (paths.FEED, "atom"),
    )
    rows = (Row(((Link(path, path),), blocks.text(words(f"data.{key}")))) for path, key in files)
    columns = (Column(words("data.file"), "narrow"), Column(words("data.use")))
    content: list[Block] = [
        Paragraph(blocks.text(words("data.about")), "lead"),
        Table(words("data.caption"), columns, tuple(rows)),
    ]
    departments = site.archive.institution.departments
    if departments:
        content += [
            Heading(words("data.departments"), "departments"),
            Paragraph(blocks.text(words("data.departments.about"))),
            Table(
                words("data.departments.caption"),
                (
                    Column(words("field.department"), "wide"),
                    Column(words("data.calendar")),
                    Column(words("data.feed")),
                ),
                tuple(_subscriptions(name) for name in departments),
            ),
        ]
    return Page(paths.DATA, words("data.title"), "help", "help", tuple(content))


def _subscriptions(department: str) -> Row:
    """A department, linked to its page, its calendar and its feed."""
    calendar = paths.of_department(department, paths.CALENDAR)
    feed = paths.of_department(department, paths.FEED)
    return Row(
        (
            (Link(department, paths.of_term("departments", department)),),
            (Link(f"{department}.ics", calendar),),
            (Link(f"{department}.atom", feed),),
        )
    )
