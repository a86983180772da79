"""What the scripts of the search may not do, and the words that they ask for."""

from __future__ import annotations

import re

from termbook.search import search_words
from termbook.words import Words
from tests.search.oracle import ASSETS, ROOT

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in ASSETS.glob("search*.js")}
PARTIAL = (ROOT / "hooks/termbook/theme/partials/search.html").read_text(encoding="utf-8")
FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
    "fetch(", "XMLHttpRequest", "Worker(", "import(", "localStorage",
)  # fmt: skip


def test_nothing_becomes_html_and_nothing_is_fetched_but_scripts() -> None:
    found = {(name, word) for name, text in SCRIPTS.items() for word in FORBIDDEN if word in text}
    assert found == set()


def test_the_scripts_stay_small() -> None:
    assert {name for name, text in SCRIPTS.items() if len(text.encode()) > 25_000} == set()


def test_every_script_is_loaded_by_the_page() -> None:
    main = (ROOT / "hooks/termbook/theme/main.html").read_text(encoding="utf-8")
    missing = {name for name in SCRIPTS if f"'assets/{name}'" not in PARTIAL + main}
    assert missing == set()


def test_the_words_asked_for_are_the_words_there_are() -> None:
    box = SCRIPTS["search-box.js"]
    facets = re.search(r"const FACETS = \[(.*?)\]", box)
    assert facets is not None
    asked = set(re.findall(r"\bsay\(\"(\w+)\"", box))
    asked |= set(re.findall(r"search_words\['(\w+)'\]", PARTIAL))
    for facet in re.findall(r"\w+", facets[1]):
        asked |= {facet, f"any_{facet}"}
    chosen = {"found", "found_of", "none", "none_chosen"}
    assert {word for word in chosen if f'"{word}"' not in box} == set()
    assert asked | chosen == set(search_words(Words("zh-Hans")))


def test_the_form_is_not_the_one_that_material_brings_an_index_for() -> None:
    assert not re.search(r"<form[^>]*name=", PARTIAL)
    assert "data-md-component" not in PARTIAL
