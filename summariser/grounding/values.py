"""Whether the numbers and dates of a wording are in its evidence, in digits or in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summariser import lexicon
from summariser.facts import Date, dates, numbers
from summariser.facts.numbers import shown
from summariser.grounding.text import tokenized

_WINDOW = 3  # words after a number in which the evidence must hold the word that the wording puts after it
_SIGNS = frozenset("%‰°€$£¥")


def check_numbers(wording: str, evidence: Sequence[str], language: str) -> str:
    """Numbers in digits, each with what makes it another and the word after it, not more often than the evidence."""
    said, known = tokenized(wording), tokenized(*evidence)
    spelt = _spelt(evidence, language)
    counted: dict[str, set[str]] = {}
    often: Counter[str] = Counter()
    for at, token in enumerate(known):
        if _is_number(token):
            amount, end = _amount(known, at)
            often[amount] += 1
            counted.setdefault(amount, set()).update(_following(_outside_asides(known, end), 0, _WINDOW))
    for at, token in enumerate(said):
        if not _is_number(token):
            continue
        amount, end = _amount(said, at)
        if amount in spelt:
            continue
        if amount not in counted:
            return f"the number {amount} is not in the evidence"
        often[amount] -= 1
        if often[amount] < 0:
            return f"the evidence does not say {amount} so often"
        after = _following(said, end, 1)
        if after and after[0] not in counted[amount]:
            return f"the evidence does not say {amount} {after[0]}"
    return ""


def _spelt(evidence: Sequence[str], language: str) -> set[str]:
    """The numbers that the evidence has in words, in digits."""
    found = ((text, number) for text in evidence for number in numbers(text, language))
    return {shown(number.value) for text, number in found if not text[number.start].isdigit()}


def _amount(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """The number at ``at`` with what makes it another ("12 millions", "12 %", "$12"), and the place where it ends."""
    scale = lexicon.pattern("scale")
    parts = [_value(tokens[at])]
    if at > 0 and tokens[at - 1] in _SIGNS:
        parts.append(tokens[at - 1])
    while at + 1 < len(tokens) and (tokens[at + 1] in _SIGNS or scale.fullmatch(lexicon.fold(tokens[at + 1]))):
        at += 1
        parts.append(lexicon.fold(tokens[at]))
    return " ".join(parts), at


def _following(tokens: Sequence[str], at: int, count: int) -> list[str]:
    """The next words after ``at``, up to ``count``, not beyond a mark or the next number."""
    out: list[str] = []
    for token in (tokens[k] for k in range(at + 1, len(tokens))):
        if len(out) == count or not token[0].isalpha():
            break
        if len(token) > 2:  # "de", "of": what is counted comes after them
            out.append(_word(token))
    return out


def _outside_asides(tokens: Sequence[str], at: int) -> list[str]:
    """The tokens from ``at`` on without commas and without a bracket that comes first: these may be left out."""
    rest = tokens[at : at + 8 * _WINDOW]
    if rest[1:2] == ["("] and ")" in rest:
        rest = [rest[0], *rest[rest.index(")") + 1 :]]
    return [token for token in rest if token != ","]


def _is_number(token: str) -> bool:
    return token[0].isdecimal()


def _value(number: str) -> str:
    """A number without what separates its thousands, its decimals after a point: "1.000", "1 000" -> "1000"."""
    plain = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", number)
    return plain.replace(",", ".")


def _word(token: str) -> str:
    """A word without its elided article: "l'ambassade" -> "ambassade"."""
    folded = lexicon.fold(token)
    return folded.rpartition("'")[2] or folded


def check_written(wording: str, evidence: Sequence[str], language: str) -> str:
    """Numbers in words: "cinq" is borne out by "5", and the other way round."""
    have = [number for text in evidence for number in numbers(text, language)]
    for number in numbers(wording, language):
        digits = wording[number.start : number.end]
        if not digits[0].isdigit() and not any(number.value == other.value for other in have):
            return f"the number {digits} is not in the evidence"
    return ""


def check_dates(wording: str, evidence: Sequence[str], language: str) -> str:
    """Dates, of which nothing may be known that the evidence does not say."""
    have = [date for text in evidence for date in dates(text, language, None)]
    for date in dates(wording, language, None):
        same = [other for other in have if date.meets(other) and _as_full(date, other)]
        if not same:
            return f"the date {wording[date.start : date.end]} is not in the evidence"
    return ""


def _as_full(date: Date, other: Date) -> bool:
    """Whether nothing of a date is unknown to the other."""
    pairs = ((date.year, other.year), (date.month, other.month), (date.day, other.day))
    return all(its for mine, its in pairs if mine) and (date.weekday < 0 or date.weekday == other.weekday)
