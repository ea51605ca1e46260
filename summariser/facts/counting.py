"""The numbers of a sentence with what they count."""

from __future__ import annotations

import math
from collections.abc import Sequence

from summariser.document import Span
from summariser.facts.amounts import ROUNDED, Amount, amounts, joined
from summariser.facts.clocks import clocks, scores
from summariser.facts.counted import counted, with_fates
from summariser.facts.numbers import Number
from summariser.facts.words import LONGEST, Token, fold, phrase, table, tokens, words

_BEFORE = 24  # characters before a number in which "more than" may stand


def numbers(text: str, language: str, taken: Sequence[Span] = ()) -> list[Number]:
    """The numbers of a sentence in order, times of day among them. Those within ``taken`` (dates), ordinals and names
    such as "G20" or "F-16" are passed over."""
    text = text[:LONGEST]
    flat = fold(text)
    found = with_fates(tokens(text), flat, language)
    special = clocks(flat)
    special += scores(flat, [*taken, *((one.start, one.end) for one in special)])
    taken = [*taken, *((one.start, one.end) for one in special)]
    whole = joined(amounts(found, text, flat, language, taken), found, flat, language)
    edges = [(amount.first, amount.after) for amount in whole]
    plain = [_number(amount, found, text, language, edges) for amount in whole]
    return sorted([*plain, *special], key=lambda one: one.start)


def _number(
    amount: Amount, found: Sequence[Token], text: str, language: str, edges: Sequence[tuple[int, int]]
) -> Number:
    low, high, value = amount.low, amount.high, amount.value
    start, end = found[amount.first].start, found[amount.after - 1].end
    lead = fold(text[max(0, start - _BEFORE) : start]).rstrip()
    if _ends_with("at_least", language, lead):
        high = math.inf
    elif _ends_with("at_most", language, lead):
        low = 0.0
    elif _ends_with("about", language, lead) and low == high:
        low, high = value * (1 - ROUNDED), value * (1 + ROUNDED)
    if phrase("and_a_half", language).search(fold(text[max(0, start - _BEFORE) : end + _BEFORE])):
        low, high = min(low, value), max(high, 1.5 * value)  # "one and a half billion": whichever part the half is of
    unit, heads, (first, last) = counted(amount, found, language, edges)
    what = text[found[first].start : found[last].end] if first <= last else ""
    near = {token.folded for token in found[max(0, amount.first - 2) : amount.after + 2]}
    others = unit not in table("units") and bool(near & words("others", language))  # "12 % more" counts nobody else
    return Number(start, end, value, low, high, unit, heads, what, others)


def _ends_with(section: str, language: str, lead: str) -> bool:
    return any(match.end() >= len(lead) - 1 for match in phrase(section, language).finditer(lead))
