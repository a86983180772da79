"""What a rule of `check` is, apart from the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Each text is (Chinese, English).

    `message` says what is wrong and what to do, with named placeholders; `title` heads the
    rule's section on the help page; `about` explains there, for somebody who does not program,
    why the rule is there and how to mend what it found.
    """

    id: str
    severity: Severity
    title: tuple[str, str]
    message: tuple[str, str]
    about: tuple[str, str]


def error(
    id: str, *, title: tuple[str, str], message: tuple[str, str], about: tuple[str, str]
) -> Rule:
    """A rule whose findings stop the build."""
    return Rule(id=id, severity=Severity.ERROR, title=title, message=message, about=about)


def warning(
    id: str, *, title: tuple[str, str], message: tuple[str, str], about: tuple[str, str]
) -> Rule:
    """A rule whose findings are shown, and stop nothing unless asked to (`--strict`)."""
    return Rule(id=id, severity=Severity.WARNING, title=title, message=message, about=about)
