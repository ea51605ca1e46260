"""The function words of ``lexicon.toml`` as patterns: negations, attributions, connectives and the like."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_NEVER = re.compile(r"(?!)")


def fold(text: str) -> str:
    """The text as the lexicon spells it: lower case, straight apostrophes."""
    return text.lower().replace("’", "'")


@cache
def pattern(*sections: str, language: str | None = None) -> re.Pattern[str]:
    """A pattern that finds the sections' phrases as whole words in folded text, of all languages or of one.

    Elisions ("n'") and phrases in scripts without blanks have no right edge. A language without data matches nothing.
    """
    found = phrases(*sections, language=language)
    return re.compile("|".join(map(_bounded, found))) if found else _NEVER


@cache
def phrases(*sections: str, language: str | None = None) -> tuple[str, ...]:
    """The sections' phrases of all languages or of one, the longest first."""
    data = _data()
    found = {
        phrase
        for section in sections
        for code, words in data[section].items()
        if language in {None, code}
        for phrase in words
    }
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _bounded(phrase: str) -> str:
    if _DENSE.search(phrase):
        return re.escape(phrase)
    return r"(?<!\w)" + re.escape(phrase) + ("" if phrase.endswith("'") else r"(?!\w)")


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("summariser") / "lexicon.toml").read_text(encoding="utf-8"))
