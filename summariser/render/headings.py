"""The words around a digest in the digest's language: every language of ``headings.toml`` has all of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from babel import Locale, UnknownLocaleError


@dataclass(frozen=True, slots=True)
class Headings:
    """Titles and labels in one language; ``{count}`` stands for a number, ``{sources}`` for source numbers."""

    digest: str
    summary: str
    each: str
    warnings: str
    words: str
    dropped: str
    replaced: str
    differ: str
    also: str
    beside: str
    alone: str
    figures: str
    value: str
    what: str
    who: str
    origins: str
    copied: str
    agency: str
    unused: str
    cited: str
    support: str
    number: str
    date: str
    name: str
    polarity: str
    yes: str
    no: str
    evidence: str
    articles: str


def headings(language: str) -> Headings:
    """The headings in this language (ISO 639-1), in English when we do not have them."""
    data = tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf-8"))
    return Headings(**data.get(language, data["en"]))


def spoken(language: str) -> str:
    """The language of the headings: this one, or English when we do not have it."""
    return language if headings(language) != headings("en") else "en"


def language_name(code: str, language: str) -> str:
    """What a language is called in another one: ``("de", "fr")`` is "allemand"; the code itself when that is unknown.

    The name is in English where the headings are.
    """
    try:
        return Locale.parse(spoken(language)).languages.get(code) or code
    except (UnknownLocaleError, ValueError):
        return code
