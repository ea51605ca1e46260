"""The names of months and days in the languages of the lexicons, as calendars write them.

Invariant: the names come from Babel's data, so that no list of ours can miss one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")


@cache
def names() -> frozenset[str]:
    """The names and short names of months and days in all these languages, in lower case and without a full stop."""
    every = [name for get in (get_month_names, get_day_names) for _, name in _names(get)]
    return frozenset(part.strip(".") for name in every for part in name.split())


@cache
def months() -> dict[str, int]:
    """The number of the month that each such name means."""
    numbers: dict[str, int] = {}
    for number, name in _names(get_month_names):
        numbers.setdefault(name.strip("."), number)
    return numbers


def _names(get: Callable[..., Any]) -> Iterator[tuple[int, str]]:
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get(width, context, language).items():
                    yield int(number), str(name).lower()
