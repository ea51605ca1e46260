"""The lists of phrases: every language of the built-in model has them, and the quick answer never hides a phrase."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.cleaning.calendar import LANGUAGES, months
from summariser.cleaning.lexicon import Lexicon, finder, lexicon, parse
from summariser.cleaning.page import see

FILES = {
    file.name.removesuffix(".toml"): parse(file.read_text("utf-8"), file.name)
    for file in resources.files("summariser.cleaning").joinpath("lexicons").iterdir()
    if file.name.endswith(".toml")
}
# fmt: off
NEEDED = {
    "read_also", "read_on", "stock", "action", "notice", "author", "photo", "byline", "dated", "ago", "about",
    "pictured", "comments", "reply",
}
# fmt: on


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_model_has_its_lists(language: str) -> None:
    assert set(FILES[language]) >= NEEDED
    assert set(LANGUAGES) == set(FILES) - {"international"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_a_language_is_found(language: str) -> None:
    lists = lexicon(language)
    for name, items in FILES[language].items():
        for item in items:
            text = item.replace(" * ", " un deux ").replace(" *", " un").replace("*", "s")
            line = see(text)
            assert getattr(lists, name).may(line.known, line.stems), (name, item)
            assert getattr(lists, name).pattern.search(text), (name, item)


@given(
    st.lists(st.sampled_from(["lire", "aussi", "l'abonné*", "à", "la *", "阅读", "j'", "(c)", "x"]), min_size=1),
    st.text(),
)
def test_the_quick_answer_never_hides_a_phrase(words: list[str], text: str) -> None:
    phrase = " ".join(words)
    looked_for = finder([phrase])
    said = f"{text} {phrase.replace('*', 'e')} {text}"
    line = see(said)
    if line.ruled and looked_for.pattern.search(said):
        assert looked_for.may(line.known, line.stems)


def test_a_list_without_phrases_finds_nothing() -> None:
    nothing = finder([])
    assert nothing.pattern.search("anything") is None
    assert not nothing.may(frozenset({"anything"}), frozenset({"anyt"}))


def test_an_unknown_language_gets_the_english_lists() -> None:
    assert lexicon("xx") is lexicon("en")
    assert all(getattr(lexicon("fr"), name).pattern for name in Lexicon.__slots__)


def test_months_are_known_in_every_language() -> None:
    assert [months()[name] for name in ("mars", "märz", "marzo", "марта", "mart", "مارس", "3月")] == [3] * 7
