"""The words of facts: tokens with their places in a text, and the lexicon of ``lexicon.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?"
    r"|(?:us|r)?[$€£¥]|°c\b|[^\W\d_]+['’]?|\S",
    re.IGNORECASE,
)


LONGEST = 2_000  # characters of a text that facts are read in: a longer "sentence" is a table or a broken file


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a text and where it stands; ``folded`` is lower case with straight apostrophes."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal()

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs of a text in order; "l'ambassade" is two: "l'" and "ambassade"."""
    flat = fold(text)
    return [Token(m.group(), m.start(), m.end(), flat[m.start() : m.end()]) for m in _TOKEN.finditer(text)]


def fold(text: str) -> str:
    """The text in lower case with straight apostrophes, every character in its place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.replace("’", "'")


def table(section: str) -> Mapping[str, Any]:
    """A section of the lexicon as it stands."""
    found: Mapping[str, Any] = _lexicon()[section]
    return found


@cache
def _lexicon() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "lexicon.toml").read_text(encoding="utf-8"))


@cache
def phrase(section: str, language: str) -> re.Pattern[str]:
    """A pattern that finds the section's phrases of this language as whole words in folded text."""
    phrases = sorted(table(section).get(language, ()), key=lambda one: (-len(one), one))
    if not phrases:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")


@cache
def words(section: str, language: str) -> frozenset[str]:
    """The section's words of this language."""
    return frozenset(table(section).get(language, ()))


@cache
def spelt(section: str) -> Mapping[str, str]:
    """For a section of spellings: which entry each spelling belongs to."""
    return {spelling: entry for entry, spellings in table(section).items() for spelling in spellings}
