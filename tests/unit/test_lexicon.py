"""The function words: found as whole words, in their language."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest

from summariser import lexicon

DATA: dict[str, dict[str, list[str]]] = tomllib.loads(
    (files("summariser") / "lexicon.toml").read_text(encoding="utf-8")
)
PHRASES = [(name, code, one) for name, words in DATA.items() for code, listed in words.items() for one in listed]


def test_every_phrase_is_found_as_it_is_spelt() -> None:
    for section, language, phrase in PHRASES:
        assert phrase == lexicon.fold(phrase), (section, language, phrase)
        assert lexicon.pattern(section, language=language).search(f"{phrase} …"), (section, language, phrase)


@pytest.mark.parametrize(
    ("section", "language", "text", "found"),
    [
        ("negation", "fr", "il n’a rien dit", True),
        ("negation", "fr", "le passage est ouvert", False),
        ("negation", "fr", "une panne", False),
        ("negation", "en", "they didn’t come", True),
        ("negation", "en", "you mustn't", True),
        ("negation", "en", "a nobleman", False),
        ("negation", "de", "er kommt nicht", True),
        ("negation", "de", "die vernichtung", False),
        ("negation", "zh", "他没有来", True),
        ("negation", "ru", "он не пришёл", True),
        ("negation", "ru", "небо", False),
        ("negation", "en", "il ne vient pas", False),
        ("negation", "xx", "not", False),
        ("attribution", "fr", "selon lui", True),
        ("attribution", "fr", "d’après le maire", True),
        ("condition", "fr", "s'il vient", True),
        ("modality", "fr", "peut-être demain", True),
    ],
)
def test_whole_words_of_one_language_are_found(section: str, language: str, text: str, found: bool) -> None:
    assert bool(lexicon.pattern(section, language=language).search(lexicon.fold(text))) is found


def test_without_a_language_those_of_all_are_found() -> None:
    everything = lexicon.pattern("negation", "condition")
    assert all(everything.search(text) for text in ("nicht", "jamais", "если", "unless", "不"))


@pytest.mark.parametrize("unit", ["n'", "ne ", "selon", "d'", "a menos ", "他", "-"])
def test_a_long_line_is_searched_in_linear_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    pattern = lexicon.pattern("attribution", "condition", "modality", "negation")
    start = time.process_time()
    pattern.findall(text)
    assert time.process_time() - start < 5
