"""The phrases the rules look for, read from the TOML files beside this module.

A lexicon is made of the article's language, English, which pages of every language mix in, the short international
list, and the phrases a person adds. In a phrase ``*`` stands for the rest of a word, or for one to three words where it
stands alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from summariser.settings import Phrases

#: So many first letters of a word tell whether a phrase with "*" may be there.
STEM = 4
_WORD = re.compile(r"[\w*]+")
_ALONE = r"\w+(?:\s+\w+){0,2}"
# Scripts without blanks between words: there a phrase has no edges.
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Finder:
    """The phrases of a list as one pattern, and a quick answer for the many lines that hold none of them.

    Each phrase has a word that no line can be without: the longest, or the first letters of one that is not whole.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    stems: frozenset[str]
    always: bool

    def may(self, words: frozenset[str], stems: frozenset[str]) -> bool:
        """Whether one of the phrases may be in a line of these words and first letters of words, in lower case."""
        return self.always or not (self.words.isdisjoint(words) and self.stems.isdisjoint(stems))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of phrases, ready to be looked for."""

    read_also: Finder
    read_on: Finder
    stock: Finder
    action: Finder
    action_outside: Finder
    notice: Finder
    author: Finder
    byline: Finder
    ago: Finder
    dated: Finder
    button: Finder
    about: Finder
    pictured: Finder
    comments: Finder
    reply: Finder
    first_person: Finder
    photo: Finder
    with_colon: Finder
    networks: Finder
    agencies: Finder
    wires: Finder


class LexiconError(ValueError):
    """A file of phrases cannot be used; the message says which, why and what it may hold."""


def finder(items: Iterable[str], *, case: bool = False) -> Finder:
    """What finds any of the phrases as whole words; it finds nothing when there are none."""
    longest_first = sorted(set(items), key=lambda item: (-len(item), item))
    body = "|".join(map(_escaped, longest_first)) or r"(?!)"  # matches nothing
    words, stems = set[str](), set[str]()
    always = False
    for phrase in longest_first:
        whole = _WORD.findall(phrase.lower())
        longest = max((word for word in whole if "*" not in word), key=len, default="")
        stem = max((word.partition("*")[0] for word in whole), key=len, default="")
        if _DENSE.search(phrase) or (not longest and len(stem) < STEM):
            always = True
        elif longest:
            words.add(longest)
        else:
            stems.add(stem[:STEM])
    pattern = re.compile(rf"(?:{body})", 0 if case else re.IGNORECASE)
    return Finder(pattern, frozenset(words), frozenset(stems), always)


def _escaped(phrase: str) -> str:
    words = [_ALONE if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    body = r"\s+".join(words).replace("'", "['’]")
    if _DENSE.search(phrase):
        return body
    return r"(?<!\w)" + body + ("" if phrase.endswith("'") else r"(?!\w)")


@cache
def _file(name: str) -> dict[str, list[str]]:
    file = resources.files("summariser.cleaning").joinpath("lexicons", f"{name}.toml")
    return parse(file.read_text("utf-8"), f"{name}.toml") if file.is_file() else {}


def parse(text: str, name: str) -> dict[str, list[str]]:
    """The lists of a file of phrases. Raises LexiconError, worded for people, if it is none."""
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name} is no TOML: {error}") from error
    for key, items in data.items():
        if key not in Lexicon.__slots__:
            raise LexiconError(f"{name}: there is no list {key!r}; there are {', '.join(Lexicon.__slots__)}")
        if not (isinstance(items, list) and all(isinstance(item, str) and item.strip() for item in items)):
            raise LexiconError(f'{name}: {key} must be a list of phrases, such as ["read also"]')
    return data


@lru_cache(maxsize=64)
def _compiled(language: str, added: Phrases) -> Lexicon:
    files = [_file(name) for name in dict.fromkeys((language, "en", "international")) if name.isalpha()]
    every = {name: [phrase for file in files for phrase in file.get(name, [])] for name in Lexicon.__slots__}
    every["first_person"] = files[0].get("first_person", [])  # "me" is a word of several languages
    for code, name, items in added:
        if code in {language, "en", "international"}:
            every[name] += items
    with_case = {"agencies", "wires"}
    return Lexicon(**{name: finder(items, case=name in with_case) for name, items in every.items()})


def lexicon(language: str, added: Phrases = ()) -> Lexicon:
    """The lexicon for a language; one without its own file gets English and the international list."""
    known = language.isascii() and (_file(language) or any(code == language for code, _, _ in added))
    return _compiled(language if known else "en", added)
