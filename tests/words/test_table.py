"""The table of words: both languages alike, and a row for whatever the code asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from termbook.archive.life import Flag
from termbook.archive.transitions import TABLES
from termbook.model.fields import Choice, FieldType, Many, Table
from termbook.model.kinds import kinds
from termbook.words import LANGUAGES, Words, commands, table
from termbook.words.rules import RULES, Severity

HOOKS = Path(__file__).parents[2] / "hooks"
_IN_TEMPLATE = re.compile(r"""\bwords\(\s*["']([^"'~]+)["']\s*[,)]""")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def formatted() -> dict[str, tuple[str, str]]:
    """The rows that are filled with values; what a rule is about is shown as it stands."""
    return {
        key: row
        for key, row in table().items()
        if not re.fullmatch(r"rule\..*\.(title|about)", key)
    }


def test_every_row_has_words_in_both_languages() -> None:
    # what only joins others may be nothing in Chinese, where English has a space
    short = [key for key, row in table().items() if not (all(row) or row[1].isspace())]
    assert short == []


def test_every_placeholder_has_a_name() -> None:
    unnamed = [key for key, row in formatted().items() for cell in row if "" in placeholders(cell)]
    assert unnamed == []


def test_both_languages_hold_the_same_placeholders() -> None:
    different = [
        key
        for key, (chinese, english) in formatted().items()
        if placeholders(chinese) != placeholders(english)
    ]
    assert different == []


def test_an_english_cell_with_two_forms_counts_something() -> None:
    wrong = []
    for key, (_, english) in table().items():
        # a message of a rule may name the sign itself
        if "|" in english and not key.startswith("rule."):
            one, *others = english.split("|")
            if len(others) != 1 or placeholders(others[0]) | {"n"} != placeholders(others[0]):
                wrong.append(key)
            if placeholders(one) - {"n"} != placeholders(others[0]) - {"n"}:
                wrong.append(key)
    assert wrong == []


def test_a_row_without_placeholders_holds_no_doubled_brace() -> None:
    # such a row is not formatted, and the brace would be shown twice
    doubled = [
        key
        for key, row in formatted().items()
        for cell in row
        if not placeholders(cell) and ("{{" in cell or "}}" in cell)
    ]
    assert doubled == []


def test_no_english_cell_holds_han_but_for_examples() -> None:
    allowed = re.compile(r"rule\.TB0(15|19)\.|^language\.")
    han = [
        key
        for key, (_, english) in table().items()
        if re.search("[一-鿿]", english) and not allowed.search(key)
    ]
    assert han == []


def _calls() -> Iterator[tuple[str, ast.expr]]:
    """Every call of something named words or _words: where, and its first argument."""
    for path in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                named = node.func
                name = named.attr if isinstance(named, ast.Attribute) else ""
                name = named.id if isinstance(named, ast.Name) else name
                made = isinstance(named, ast.Call) and isinstance(named.func, ast.Name)
                if name in ("words", "_words") or (made and ast.unparse(named) == "Words()"):
                    yield f"{path.name}:{node.lineno}", node.args[0]


def test_every_key_that_code_names_is_in_the_table() -> None:
    keys = [(at, key.value) for at, key in _calls() if isinstance(key, ast.Constant)]
    assert len(keys) > 20
    assert [(at, key) for at, key in keys if key not in table()] == []


def test_every_key_that_code_puts_together_can_be_in_the_table() -> None:
    missing = []
    for at, key in _calls():
        if isinstance(key, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                for part in key.values
            ]
            if not any(re.fullmatch("".join(parts), row) for row in table()):
                missing.append((at, ast.unparse(key)))
    assert missing == []


def test_every_key_that_a_template_names_is_in_the_table() -> None:
    missing = [
        (path.name, key)
        for path in sorted(HOOKS.rglob("*.html"))
        for key in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))
        if key not in table()
    ]
    assert missing == []


def _choices(taken: FieldType) -> Iterator[Choice]:
    if isinstance(taken, Choice):
        yield taken
    elif isinstance(taken, Many):
        yield from _choices(taken.item)
    elif isinstance(taken, Table):
        for field in taken.fields:
            yield from _choices(field.type)


@pytest.mark.parametrize("name", kinds())
def test_every_kind_its_fields_and_its_choices_have_words(name: str) -> None:
    kind = kinds()[name]
    wanted = [f"kind.{name}", f"kind.{name}.many", f"kind.{name}.about", f"section.{kind.section}"]
    wanted += [f"field.{field.name}" for field in kind.all_fields]
    wanted += [f"field.{column}" for column in kind.columns]
    wanted += [
        f"choice.{choice.name}.{key}"
        for field in kind.all_fields
        for choice in _choices(field.type)
        for key in choice.keys
    ]
    assert [key for key in wanted if key not in table()] == []


def test_labels_of_one_vocabulary_differ() -> None:
    vocabularies = {
        choice.name: choice.keys
        for kind in kinds().values()
        for field in kind.all_fields
        for choice in _choices(field.type)
    }
    for language in LANGUAGES:
        words = Words(language)
        for name, keys in vocabularies.items():
            labels = [words(f"choice.{name}.{key}") for key in keys]
            assert len(set(labels)) == len(labels), (language, name)


def test_every_state_flag_severity_and_family_has_words() -> None:
    wanted = [f"state.{state}" for state in TABLES["risk"].states]
    wanted += [f"measure_state.{state}" for state in TABLES["measure"].states]
    wanted += [f"flag.{flag}" for flag in Flag]
    wanted += [f"severity.{severity}" for severity in Severity]
    wanted += sorted({f"rules.{rule[:3]}" for rule in RULES})
    assert [key for key in wanted if key not in table()] == []


def test_a_count_of_one_takes_the_singular_in_english() -> None:
    words = Words("en")
    assert words("count.days", n=1) == "1 day"
    assert words("count.days", n=0) == "0 days"
    assert Words()("count.days", n=1) == "1 天"


def test_a_value_that_looks_like_a_placeholder_is_shown_as_it_is() -> None:
    words = Words("en")
    assert words("hint.did_you_mean", value="{list}") == "did you mean “{list}”? "


def test_a_key_stands_in_one_subject_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.ROWS, "home.title", ("首页", "Home"))
    with pytest.raises(ValueError, match=r"words defined twice: \['home\.title'\]"):
        table.__wrapped__()


def test_an_unknown_language_and_an_unknown_key_are_refused() -> None:
    with pytest.raises(ValueError, match="no language fr"):
        Words("fr")
    with pytest.raises(KeyError):
        Words()("no.such.key")
    assert not Words().has("no.such.key")
    assert Words().has("home.title")
