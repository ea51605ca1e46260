"""Times of day and outcomes of games, as numbers with a unit of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser.document import Span
from summariser.facts.numbers import CLOCK, GOALS, SCORE, Number

_CLOCK = re.compile(
    r"(?<![\w.,:/-])([01]?\d|2[0-4])(?:\s?(?:h|uhr)(?:\s?([0-5]\d))?|[:.]([0-5]\d)(?:\s?uhr)?)(?![\w:/]|[.,]\d)"
)
_HALF_DAY = re.compile(r"(?<![\w.,:/-])(1?\d)(?:[:.]([0-5]\d))?\s?([ap])\.?m(?!\w)")
_SCORE = re.compile(r"(?<![\w.,:/€$£–-])(\d{1,3})([-–:])(\d{1,3})(?![\w:/–-]|[.,]\d|\s?(?:%|uhr))")


def clocks(flat: str) -> list[Number]:
    """Times of day: "8h50", "20 Uhr", "10:40", "6 p.m."."""
    out: list[Number] = []
    for match in _HALF_DAY.finditer(flat):
        hour, minute, half = match.groups()
        out.append(_clock(match, int(hour) % 12 + (12 if half == "p" else 0), int(minute or 0)))
    for match in _CLOCK.finditer(flat):
        hour, minute, other = match.groups()
        # "3.50" and "10:40" alone: only the colon tells the time
        if other and "." in match.group() and "uhr" not in match.group():
            continue
        if not any(one.start < match.end() and match.start() < one.end for one in out):
            out.append(_clock(match, int(hour), int(minute or other or 0)))
    return out


def scores(flat: str, taken: Sequence[Span]) -> list[Number]:
    """Outcomes of games: "2-1", "3:0". Two numbers that rise ("10-15") are a range unless a colon joins them."""
    out: list[Number] = []
    for match in _SCORE.finditer(flat):
        first, second = int(match[1]), int(match[3])
        rises = first < second and match[2] != ":"
        if not rises and not any(start < match.end() and match.start() < end for start, end in taken):
            value = float(GOALS * max(first, second) + min(first, second))
            out.append(Number(*match.span(), value, value, value, SCORE, (), ""))
    return out


def _clock(match: re.Match[str], hour: int, minute: int) -> Number:
    value = float(hour * 60 + minute)
    return Number(match.start(), match.end(), value, value, value, CLOCK, (), "")
