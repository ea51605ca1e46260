"""Numbers of a sentence with what they count: in digits or in words, rounded or exact, with scale and unit.

A number is a range of values: "50" is exactly that, "une cinquantaine" about that, "more than 50" that or more. Two
wordings of one value have ranges that meet, so that vaguer and finer wordings are not taken for different values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from summariser.facts.words import LONGEST, Token, fold, phrase, spelt, table, tokens, words

# Languages whose number words the library knows; in others only digits are read.
WRITTEN = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
_ROUNDED = 0.15  # how far a rounded amount may be from what is meant, as a share of it
_MEASURED = 0.06  # the same for long amounts, which are written with as many digits as the writer likes
_LONG = 1000  # amounts from here on are long
_AROUND, _BESIDE = 6, 2  # words before a number among which it is told what happened to people, or to others
_HEADS = 3  # words after a number among which what it counts is looked for
_CLOCK = re.compile(
    r"(?<![\w.,:/-])([01]?\d|2[0-4])(?:\s?(?:h|uhr)(?:\s?([0-5]\d))?|[:.]([0-5]\d)(?:\s?uhr)?)(?![\w:/]|[.,]\d)"
)
_HALF_DAY = re.compile(r"(?<![\w.,:/-])(1?\d)(?:[:.]([0-5]\d))?\s?([ap])\.?m(?!\w)")
CLOCK = "clock"  # the unit of a time of day: minutes since midnight
# What may have happened to people who are counted; of "person" nothing is told.
PEOPLE = frozenset({"person", "dead", "injured", "missing", "arrested", "evacuated", "homeless", "hostage"})
_SCORE = re.compile(r"(?<![\w.,:/€$£–-])(\d{1,3})([-–:])(\d{1,3})(?![\w:/–-]|[.,]\d|\s?(?:%|uhr))")
SCORE = "score"  # the unit of the outcome of a game: the larger number in thousands, and the smaller
_GOALS = 1000
_BEFORE = 24  # characters before a number in which "more than" may stand


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
        return f"{int(value) // _GOALS}-{int(value) % _GOALS}"
    return str(int(value)) if value.is_integer() else f"{value:.6g}"


def numbers(text: str, language: str, taken: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """The numbers of a sentence in order, times of day among them. Those within ``taken`` (dates), ordinals and names
    such as "G20" or "F-16" are passed over."""
    text = text[:LONGEST]
    flat = fold(text)
    found = _with_fates(tokens(text), flat, language)
    clocks = _clocks(flat)
    clocks += _scores(flat, [*taken, *((clock.start, clock.end) for clock in clocks)])
    taken = [*taken, *((clock.start, clock.end) for clock in clocks)]
    amounts = _joined(_amounts(found, text, flat, language, taken), found, flat, language)
    edges = [(amount.first, amount.after) for amount in amounts]
    counted = [_number(amount, found, text, language, edges) for amount in amounts]
    return sorted([*counted, *clocks], key=lambda one: one.start)


def _with_fates(found: list[Token], flat: str, language: str) -> list[Token]:
    """The tokens, with phrases that tell a fate ("lost their lives", "en garde à vue") as one word of that fate."""
    for kind, by_language in table("fates").items():
        for told in by_language.get(language, ()):
            at = flat.find(told)
            while at >= 0:
                inside = [k for k, token in enumerate(found) if at <= token.start and token.end <= at + len(told)]
                if inside and found[inside[0]].start == at and found[inside[-1]].end == at + len(told):
                    start, end = found[inside[0]].start, found[inside[-1]].end
                    found[inside[0] : inside[-1] + 1] = [Token(told, start, end, table("counted")[kind][0])]
                at = flat.find(told, at + len(told))
    return found


def _clocks(flat: str) -> list[Number]:
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


def _scores(flat: str, taken: Sequence[tuple[int, int]]) -> list[Number]:
    """Outcomes of games: "2-1", "3:0". Two numbers that rise ("10-15") are a range unless a colon joins them."""
    out: list[Number] = []
    for match in _SCORE.finditer(flat):
        first, second = int(match[1]), int(match[3])
        rises = first < second and match[2] != ":"
        if not rises and not any(start < match.end() and match.start() < end for start, end in taken):
            value = float(_GOALS * max(first, second) + min(first, second))
            out.append(Number(*match.span(), value, value, value, SCORE, (), ""))
    return out


def _clock(match: re.Match[str], hour: int, minute: int) -> Number:
    value = float(hour * 60 + minute)
    return Number(match.start(), match.end(), value, value, value, CLOCK, (), "")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A run of tokens ``first:after`` that is one value."""

    first: int
    after: int
    value: float
    low: float
    high: float


class _Word:
    """A token as the library of number words wants it."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def text(self) -> str:
        return self._token.folded

    def text_lowercase(self) -> str:
        return self._token.folded

    def nt_separated(self, _previous: _Word) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self._token.is_number


def _amounts(
    found: Sequence[Token], text: str, flat: str, language: str, taken: Sequence[tuple[int, int]]
) -> list[_Amount]:
    rounded, many = table("rounded"), table("many")
    out: list[_Amount] = []
    written = _written(found, language)
    at = 0
    while at < len(found):
        token = found[at]
        if any(start < token.end and token.start < end for start, end in taken):
            at += 1
        elif token.is_number:
            after = at + 1
            if _stands_alone(token, text, flat):
                value = _parsed(token.text)
                value, after = _times(value, found, after, language)
                if after == at + 1 and at and found[at - 1].text in "$€£¥" and after < len(found):
                    factor = _SHORT.get(found[after].folded, 1.0)  # "£2.5m"
                    value, after = value * factor, after + (factor > 1)
                out.append(_Amount(at, after, value, value, value))
            at = after
        elif (half := _half(found, at, language)) is not None:
            out.append(half)
            at = half.after
        elif token.folded in rounded and at > 0 and found[at - 1].folded in _ONE:
            base = float(rounded[token.folded])
            factor, after = _scaled(found, at + 1)
            out.append(_about(at - 1, after, base * factor))
            at = after
        elif token.folded in many:
            base = float(many[token.folded])
            factor, after = _scaled(found, at + 1)
            out.append(_Amount(at, after, base * factor, 2 * base * factor, 99 * base * factor))
            at = after
        elif at in written:
            after, value = written[at]
            value, after = _times(value, found, after, language)
            out.append(_Amount(at, after, value, value, value))
            at = after
        else:
            at += 1
    return out


def _times(value: float, found: Sequence[Token], after: int, language: str) -> tuple[float, int]:
    """A value with the half and the scales that follow it ("two and a half million"), and the place after them."""
    for phrase_of_half in table("and_a_half").get(language, ()):
        parts = phrase_of_half.split()
        scaled = after + len(parts) < len(found) and _factor(found[after + len(parts)].folded, language)
        if scaled and [token.folded for token in found[after : after + len(parts)]] == parts:
            value, after = value + 0.5, after + len(parts)
            break
    while after < len(found) and (factor := _factor(found[after].folded, language)):
        value, after = value * factor, after + 1
    return value, after


def _half(found: Sequence[Token], at: int, language: str) -> _Amount | None:
    """Half a million, medio millón, anderthalb Millionen: a part in words and its scale."""
    for lead, share in table("halves").get(language, {}).items():
        parts = lead.split()
        scaled = at + len(parts)
        if scaled < len(found) and [token.folded for token in found[at:scaled]] == parts:
            factor = _factor(found[scaled].folded, language)
            if factor:
                return _Amount(at, scaled + 1, share * factor, share * factor, share * factor)
    return None


_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9}  # after an amount with the sign of its currency before it


def _factor(word: str, language: str) -> float:
    """What a word after a number multiplies it by; 0 for a word that does not."""
    if word in _BILLIONS:
        return 1e9 if language == "en" else 1e12
    return float(table("scale").get(word, 0))


_BILLIONS = frozenset({"billion", "billions", "billionen", "billón", "billones"})
_ONE = frozenset({"une", "un", "a", "una", "um", "uma", "ein", "einem", "eine", "een", "half"})


def _scaled(found: Sequence[Token], at: int) -> tuple[float, int]:
    """The factor of "de milliers", "de millions" after an amount, and the place after it."""
    scale, many = table("scale"), table("many")
    step = at + 1 if at < len(found) and found[at].folded in {"de", "d'", "of", "von", "di"} else at
    if step < len(found) and (found[step].folded in scale or found[step].folded in many):
        factor = scale.get(found[step].folded) or many[found[step].folded]
        return float(factor), step + 1
    return 1.0, at


def _written(found: Sequence[Token], language: str) -> dict[int, tuple[int, float]]:
    """Numbers in words by their first token: where they end and their value. "one" is an article too often."""
    if language not in WRITTEN:
        return {}
    from text_to_num import find_numbers  # noqa: PLC0415 - a compiled library that only comparing needs

    with_blanks: list[_Word] = []
    place: list[int] = []
    for k, token in enumerate(found):
        if k and token.start > found[k - 1].end:
            with_blanks.append(_Word(Token(" ", token.start - 1, token.start, " ")))
            place.append(k)
        with_blanks.append(_Word(token))
        place.append(k)
    out: dict[int, tuple[int, float]] = {}
    for one in find_numbers(with_blanks, language, 0.0):
        first, after = place[one.start], place[one.end - 1] + 1
        if one.is_ordinal or one.value < 2 or any(found[k].is_number for k in range(first, after)):
            continue
        out[first] = (after, float(one.value))
    return out


def _parsed(digits: str) -> float:
    """The value of digits with separators, the last of which may be the decimal one."""
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    parts = re.split(r"[.,]", plain)
    # Three digits after a mark are thousands whatever the language, but for "0,125".
    if len(parts) > 1 and (len(parts[-1]) != 3 or parts[0] == "0"):
        return float("".join(parts[:-1]) + "." + parts[-1])
    return float("".join(parts))


def _stands_alone(token: Token, text: str, flat: str) -> bool:
    """Whether digits are a number of their own, and no part of a name, a time or an ordinal."""
    before, after = text[max(0, token.start - 2) : token.start], flat[token.end : token.end + 6]
    if before[-1:].isalpha() and before[-1:].isascii():
        return False
    if len(before) == 2 and before[1] in "-–/.:" and (before[0].isalnum()):
        return before[0].isdigit() and before[1] in "-–"
    if after.startswith("/"):
        return False
    letters = re.match(r"[a-zà-ÿ°]+", after)
    return letters is None or any(letters.group() in known for known in (spelt("units"), table("scale"), _BILLIONS))


def _about(first: int, after: int, value: float) -> _Amount:
    return _Amount(first, after, value, value * (1 - _ROUNDED), value * (1 + _ROUNDED))


def _joined(amounts: Sequence[_Amount], found: Sequence[Token], flat: str, language: str) -> list[_Amount]:
    """Ranges ("10 à 15", "between 10 and 15") as one amount."""
    out: list[_Amount] = []
    for amount in amounts:
        if out and amount.first - out[-1].after == 1:
            link = found[out[-1].after].folded
            lead = flat[max(0, found[out[-1].first].start - 12) : found[out[-1].first].start]
            spans = link in words("range", language)
            between = bool(phrase("between", language).search(lead))
            joins_by_and = link in words("and", language)
            if (link in "-–" or (spans and (between or not joins_by_and))) and out[-1].value < amount.value:
                low, high = out[-1].low, amount.high
                out[-1] = _Amount(out[-1].first, amount.after, amount.value, low, high)
                continue
        out.append(amount)
    return out


def _number(
    amount: _Amount, found: Sequence[Token], text: str, language: str, edges: Sequence[tuple[int, int]]
) -> Number:
    low, high, value = amount.low, amount.high, amount.value
    start, end = found[amount.first].start, found[amount.after - 1].end
    lead = fold(text[max(0, start - _BEFORE) : start]).rstrip()
    if _ends_with("at_least", language, lead):
        high = math.inf
    elif _ends_with("at_most", language, lead):
        low = 0.0
    elif _ends_with("about", language, lead) and low == high:
        low, high = value * (1 - _ROUNDED), value * (1 + _ROUNDED)
    if phrase("and_a_half", language).search(fold(text[max(0, start - _BEFORE) : end + _BEFORE])):
        low, high = min(low, value), max(high, 1.5 * value)  # "one and a half billion": whichever part the half is of
    unit, heads, (first, last) = _counted(amount, found, language, edges)
    what = text[found[first].start : found[last].end] if first <= last else ""
    near = {token.folded for token in found[max(0, amount.first - 2) : amount.after + 2]}
    others = unit not in table("units") and bool(near & words("others", language))  # "12 % more" counts nobody else
    return Number(start, end, value, low, high, unit, heads, what, others)


def _ends_with(section: str, language: str, lead: str) -> bool:
    return any(match.end() >= len(lead) - 1 for match in phrase(section, language).finditer(lead))


def _counted(
    amount: _Amount, found: Sequence[Token], language: str, edges: Sequence[tuple[int, int]]
) -> tuple[str, tuple[str, ...], tuple[int, int]]:
    """The unit, the words of what is counted, and the first and last token that name it."""
    units, glue = spelt("units"), words("glue", language)
    before = found[amount.first - 1] if amount.first else None
    if before is not None and before.folded in units and not before.is_word:
        return units[before.folded], (), (amount.first - 1, amount.first - 1)
    nearest = amount.after + (amount.after < len(found) and found[amount.after].text in "-‐‑")  # "34-year-old"
    while nearest < len(found) and (found[nearest].folded in glue or found[nearest].folded.endswith("'")):
        nearest += 1
    if nearest < len(found) and found[nearest].folded in units:
        return units[found[nearest].folded], (), (nearest, nearest)
    scales = spelt("scales")
    led = next((k for k in range(amount.first - 1, max(-1, amount.first - 4), -1) if found[k].folded in scales), None)
    if led is not None and all(found[k].folded in glue for k in range(led + 1, amount.first)):
        return scales[found[led].folded], (), (led, led)
    heads, last = _heads(found, amount.after, language)
    fates = [(k, kind) for k in heads if (kind := _kind(found[k].folded))]
    fate = next(((k, kind) for k, kind in fates if kind != "person"), None)
    named = tuple(found[k].folded for k in heads[:_HEADS] if k <= last)
    if fate is not None:
        last = max(last, fate[0])
    unit = fate[1] if fate is not None else ""
    if not unit and named[:1] and named[0] in words("lives", language):
        unit = "dead"
    if not unit:
        reach = _AROUND if not heads or fates else _BESIDE  # "killed 12 people", "killing nine soldiers"
        around = _kind_around(amount, found, edges, words("and", language), reach)
        unit = around or (fates[0][1] if fates else "")
    return unit, named, (heads[0], last) if heads else (1, 0)


def _heads(found: Sequence[Token], at: int, language: str) -> tuple[list[int], int]:
    """The words after a number up to what ends a phrase, without glue; and the last that names what it counts."""
    glue, stops = words("glue", language) | words("pronouns", language), words("and", language)
    ends = words("ends", language)
    heads: list[int] = []
    last, named = at - 1, True
    for k in range(at, len(found)):
        token = found[k]
        if not token.is_word or token.folded in stops or len(heads) == 2 * _HEADS:
            break
        named = named and token.folded not in ends
        if token.folded in glue or token.folded.endswith("'"):
            continue
        heads.append(k)
        if named and len(heads) <= _HEADS:
            last = k
    return heads, last


def _kind_around(
    amount: _Amount, found: Sequence[Token], edges: Sequence[tuple[int, int]], stops: frozenset[str], reach: int
) -> str:
    """What happened to the counted people by the verb before ("killed 12 people"), not beyond another number."""
    barrier = max((after for _, after in edges if after <= amount.first), default=0)
    for k in range(amount.first - 1, max(barrier, amount.first - reach) - 1, -1):
        token = found[k]
        if token.text in ".;:!?":
            break
        if token.is_word and (kind := _kind(token.folded)) and kind != "person":
            return kind
        if token.folded in stops and k < amount.first - 3:
            break
    return ""


def _kind(word: str) -> str:
    """What happened to those that a word counts, or an empty string."""
    counted = table("counted")
    return next((kind for kind, stems in counted.items() if any(word.startswith(stem) for stem in stems)), "")


def _rounds(rough: Number, fine: Number) -> bool:
    """Whether the rough value is the fine one rounded to the digits that the rough one shows."""
    digits = len(f"{rough.value:.12g}".replace(".", "").strip("0").split("e")[0]) or 1
    size = math.floor(math.log10(abs(fine.value))) if fine.value else 0
    return math.isclose(round(fine.value, digits - 1 - size), rough.value, rel_tol=1e-9)
