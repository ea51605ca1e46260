"""Amounts of a sentence, in digits or in words, rounded or exact, with their scale: "2,5 millions", "une centaine"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summariser.document import Span
from summariser.facts.words import Token, phrase, spelt, table, words

# Languages whose number words the library knows; in others only digits are read.
_WRITTEN = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
ROUNDED = 0.15  # how far a rounded amount may be from what is meant, as a share of it
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9}  # after an amount with the sign of its currency before it
_BILLIONS = frozenset({"billion", "billions", "billionen", "billón", "billones"})
_ONE = frozenset({"une", "un", "a", "una", "um", "uma", "ein", "einem", "eine", "een", "half"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A run of tokens ``first:after`` that is one value."""

    first: int
    after: int
    value: float
    low: float
    high: float


def amounts(found: Sequence[Token], text: str, flat: str, language: str, taken: Sequence[Span]) -> list[Amount]:
    """The amounts among the tokens ``found`` of a text (``flat`` when folded), but for those within ``taken``."""
    rounded, many = table("rounded"), table("many")
    out: list[Amount] = []
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
                out.append(Amount(at, after, value, value, value))
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
            out.append(Amount(at, after, base * factor, 2 * base * factor, 99 * base * factor))
            at = after
        elif at in written:
            after, value = written[at]
            value, after = _times(value, found, after, language)
            out.append(Amount(at, after, value, value, value))
            at = after
        else:
            at += 1
    return out


def joined(single: Sequence[Amount], found: Sequence[Token], flat: str, language: str) -> list[Amount]:
    """Ranges ("10 à 15", "between 10 and 15") as one amount."""
    out: list[Amount] = []
    for amount in single:
        if out and amount.first - out[-1].after == 1:
            link = found[out[-1].after].folded
            lead = flat[max(0, found[out[-1].first].start - 12) : found[out[-1].first].start]
            spans = link in words("range", language)
            between = bool(phrase("between", language).search(lead))
            joins_by_and = link in words("and", language)
            if (link in "-–" or (spans and (between or not joins_by_and))) and out[-1].value < amount.value:
                low, high = out[-1].low, amount.high
                out[-1] = Amount(out[-1].first, amount.after, amount.value, low, high)
                continue
        out.append(amount)
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


def _half(found: Sequence[Token], at: int, language: str) -> Amount | None:
    """Half a million, medio millón, anderthalb Millionen: a part in words and its scale."""
    for lead, share in table("halves").get(language, {}).items():
        parts = lead.split()
        scaled = at + len(parts)
        if scaled < len(found) and [token.folded for token in found[at:scaled]] == parts:
            factor = _factor(found[scaled].folded, language)
            if factor:
                return Amount(at, scaled + 1, share * factor, share * factor, share * factor)
    return None


def _factor(word: str, language: str) -> float:
    """What a word after a number multiplies it by; 0 for a word that does not."""
    if word in _BILLIONS:
        return 1e9 if language == "en" else 1e12
    return float(table("scale").get(word, 0))


def _scaled(found: Sequence[Token], at: int) -> tuple[float, int]:
    """The factor of "de milliers", "de millions" after an amount, and the place after it."""
    scale, many = table("scale"), table("many")
    step = at + 1 if at < len(found) and found[at].folded in {"de", "d'", "of", "von", "di"} else at
    if step < len(found) and (found[step].folded in scale or found[step].folded in many):
        factor = scale.get(found[step].folded) or many[found[step].folded]
        return float(factor), step + 1
    return 1.0, at


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


def _written(found: Sequence[Token], language: str) -> dict[int, tuple[int, float]]:
    """Numbers in words by their first token: where they end and their value. "one" is an article too often."""
    if language not in _WRITTEN:
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


def _about(first: int, after: int, value: float) -> Amount:
    return Amount(first, after, value, value * (1 - ROUNDED), value * (1 + ROUNDED))
