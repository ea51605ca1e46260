"""Numbers as ranges of values, with what they count.

"50" is exactly that, "une cinquantaine" about that, "more than 50" that or more. Two wordings of one value have ranges
that meet, so that vaguer and finer wordings are not taken for different values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_MEASURED = 0.06  # how far two rounded long amounts may be apart, which are written with as many digits as one likes
_LONG = 1000  # amounts from here on are long
CLOCK = "clock"  # the unit of a time of day: minutes since midnight
SCORE = "score"  # the unit of the outcome of a game: the larger number in thousands, and the smaller
GOALS = 1000  # what the larger number of an outcome is multiplied by
# What may have happened to people who are counted; of "person" nothing is told.
PEOPLE = frozenset({"person", "dead", "injured", "missing", "arrested", "evacuated", "homeless", "hostage"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, at ``start:end``.

    ``value`` is its size, between ``low`` and ``high`` when it is rounded or a bound. ``unit`` is the measure
    ("EUR", "km", "%") or what happened to those counted ("dead", "injured"), or empty; ``heads`` are the first words of
    what it counts, folded; ``what`` is the same as it stands in the text. ``others`` when it counts those beside some
    that were named ("14 other hostages").
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    heads: tuple[str, ...]
    what: str
    others: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is meant as it stands."""
        return self.low == self.high

    def meets(self, other: Number) -> bool:
        """Whether both may be wordings of one value."""
        if self.low <= other.high and other.low <= self.high:
            return True
        larger = max(abs(self.value), abs(other.value))
        close = abs(self.value - other.value) <= _MEASURED * larger
        fractional = not (self.value.is_integer() and other.value.is_integer())
        return (larger >= _LONG or fractional) and close and (_rounds(self, other) or _rounds(other, self))


def shown(value: float, unit: str = "") -> str:
    """A value as digits: 1200, 3.5; a time of day as 08:30, the outcome of a game as 2-1."""
    if unit == CLOCK:
        return f"{int(value) // 60:02d}:{int(value) % 60:02d}"
    if unit == SCORE:
        return f"{int(value) // GOALS}-{int(value) % GOALS}"
    return str(int(value)) if value.is_integer() else f"{value:.6g}"


def _rounds(rough: Number, fine: Number) -> bool:
    """Whether the rough value is the fine one rounded to the digits that the rough one shows."""
    digits = len(f"{rough.value:.12g}".replace(".", "").strip("0").split("e")[0]) or 1
    size = math.floor(math.log10(abs(fine.value))) if fine.value else 0
    return math.isclose(round(fine.value, digits - 1 - size), rough.value, rel_tol=1e-9)
