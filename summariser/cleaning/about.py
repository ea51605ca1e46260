"""What the dropped lines of a text say about it: the date of a date line, the name of a byline.

Invariant: a date is only given when day, month and year are written in a form that has one meaning.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from summariser.cleaning.calendar import months
from summariser.cleaning.lexicon import lexicon
from summariser.document import Block

_ISO = re.compile(r"\b((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})\b")
_CJK = re.compile(r"((?:19|20)\d\d)\s?([年년])\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)\b")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th|º|\.)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d\d)\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b")
_AUTHOR = re.compile(r"\s*[:：/]?\s*([^\d|•·,;()–—]{3,60})")


def date(blocks: Iterable[Block], language: str) -> str:
    """The first date of publication among the blocks, as an ISO date, or an empty string."""
    read = False
    for block in blocks:
        read |= block.state == "kept"
        if read and block.rule in {"read-also", "link-below"}:
            break  # what follows may be the dates of other articles
        if block.rule in {"date-line", "byline", "counter"}:
            found = _date(block.text[:300], language)
            if found:
                return found
    return ""


def author(blocks: Iterable[Block], language: str) -> str:
    """The name that the first byline gives, or an empty string."""
    for block in blocks:
        if block.rule == "byline":
            word = lexicon(language).byline.pattern.match(block.text)
            name = _AUTHOR.match(block.text, word.end()) if word is not None else None
            return name.group(1).strip() if name is not None else ""
    return ""


def _date(text: str, language: str) -> str:
    for pattern in (_ISO, _CJK):
        found = pattern.search(text)
        if found is not None:
            return _checked(int(found[1]), int(found[3]), int(found[4]))
    found = _DAY_FIRST.search(text)
    if found is not None:
        return _checked(int(found[3]), months().get(found[2].lower(), 0), int(found[1]))
    found = _MONTH_FIRST.search(text)
    if found is not None:
        return _checked(int(found[3]), months().get(found[1].lower(), 0), int(found[2]))
    found = _NUMERIC.search(text)
    if found is not None:
        first, second = int(found[1]), int(found[3])
        if second > 12:
            first, second = second, first
        elif language == "en" and first <= 12 and first != second:
            return ""  # the third of April or the fourth of March
        return _checked(int(found[4]), second, first)
    return ""


def _checked(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
