"""The rules: each with its words, each used, each told the values that its message names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from termbook.words.rules import RULES, Rule, Severity, rows

HOOKS = Path(__file__).parents[2] / "hooks" / "termbook"
FAMILIES = {
    "0": "reading",
    "1": "fields",
    "2": "vocabularies",
    "3": "links",
    "4": "periods",
    "5": "attachments",
    "6": "lives",
    "7": "personal_data",
    "8": "publication",
    "9": "completeness",
}
RESERVED: frozenset[str] = frozenset()
"""Rules whose words are there before the code that finds them."""


def _code() -> Iterator[ast.Module]:
    for path in sorted(HOOKS.rglob("*.py")):
        if "words" not in path.relative_to(HOOKS).parts:
            yield ast.parse(path.read_text(encoding="utf-8"))


def _named_in_code() -> set[str]:
    return {
        node.value
        for module in _code()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"TB[0-9]{3}", node.value)
    }


def test_every_rule_that_code_names_exists() -> None:
    assert _named_in_code() - RULES.keys() == set()


def test_every_rule_is_used() -> None:
    assert RULES.keys() - _named_in_code() == RESERVED


@pytest.mark.parametrize(("digit", "name"), FAMILIES.items())
def test_a_family_stands_in_its_own_module_in_order(digit: str, name: str) -> None:
    ids = [rule.id for rule in import_module(f"termbook.words.rules.{name}").RULES]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(rf"TB{digit}[0-9][0-9]", id) for id in ids)


def test_the_help_page_has_all_families_in_order() -> None:
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is_what_is_wrong_and_why(rule: Rule) -> None:
    assert rule.severity in Severity
    for cells in (rule.title, rule.message, rule.about):
        assert len(cells) == 2
        assert all(cell == cell.strip() and cell for cell in cells)
    # a title heads a section, a message ends where the help page is named
    assert not any(cell.endswith(("。", ".")) for cell in (*rule.title, *rule.message))
    assert all(cell.endswith(("。", ".", "”", "!", "？")) for cell in rule.about)


def test_rows_hold_three_texts_of_each_rule() -> None:
    assert len(rows()) == 3 * len(RULES)
    assert rows()["rule.TB016.title"] == ("没有 archive.yml", "No archive.yml")


def _told() -> Iterator[tuple[str, set[str]]]:
    """Each call that makes a finding of a rule: the rule, and the names of the values it gives."""
    for module in _code():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call) or any(k.arg is None for k in node.keywords):
                continue
            rules = [a.value for a in node.args if isinstance(a, ast.Constant)]
            for rule in rules:
                if isinstance(rule, str) and rule in RULES:
                    yield rule, {k.arg for k in node.keywords if k.arg}


def test_a_finding_gives_every_value_that_its_message_names() -> None:
    told = list(_told())
    assert len(told) > 40
    lacking = []
    for rule, given in told:
        message = RULES[rule].message[0]
        wanted = {name for _, name, _, _ in Formatter().parse(message) if name}
        # `values=` of a Fault holds them in a mapping
        if "values" not in given and wanted - given:
            lacking.append((rule, sorted(wanted - given)))
    assert lacking == []
