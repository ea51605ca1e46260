"""The phrases the rules look for, read from the TOML files beside this module.

A lexicon is made of the article's language, English, which pages of every language mix in, and the short international
list. In a phrase ``*`` stands for the rest of a word, or for one to three words where it stands alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

_ALONE = r"\w+(?:\s+\w+){0,2}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled patterns, each made of whole words of the lists it is named after."""

    read_also: re.Pattern[str]
    read_on: re.Pattern[str]
    stock: re.Pattern[str]
    action: re.Pattern[str]
    action_outside: re.Pattern[str]
    author: re.Pattern[str]
    byline: re.Pattern[str]
    first_person: re.Pattern[str]
    photo: re.Pattern[str]
    networks: re.Pattern[str]
    agencies: re.Pattern[str]
    wires: re.Pattern[str]


def phrases(items: Iterable[str], *, case: bool = False) -> re.Pattern[str]:
    """A pattern of any of the phrases as whole words; it matches nothing when there are none."""
    longest_first = sorted(set(items), key=lambda item: (-len(item), item))
    body = "|".join(map(_escaped, longest_first)) or r"(?!)"  # matches nothing
    return re.compile(rf"(?<!\w)(?:{body})", 0 if case else re.IGNORECASE)


def _escaped(phrase: str) -> str:
    words = [_ALONE if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    end = "" if phrase.endswith("'") else r"(?!\w)"
    return r"\s+".join(words).replace("'", "['’]") + end


@cache
def _file(name: str) -> dict[str, list[str]]:
    file = resources.files("summariser.cleaning").joinpath("lexicons", f"{name}.toml")
    data: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    return data


@cache
def _compiled(language: str) -> Lexicon:
    files = [_file(name) for name in dict.fromkeys((language, "en", "international")) if name.isalpha()]
    every = {name: [phrase for file in files for phrase in file.get(name, [])] for name in Lexicon.__slots__}
    with_case = {"agencies", "wires"}
    return Lexicon(**{name: phrases(items, case=name in with_case) for name, items in every.items()})


def lexicon(language: str) -> Lexicon:
    """The lexicon for a language; one without its own file gets English and the international list."""
    return _compiled(language if language.isascii() and _file(language) else "en")
