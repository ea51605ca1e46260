"""What a number counts: its unit, the words of what is counted, and what happened to people who are counted."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.facts.amounts import Amount
from summariser.facts.words import Token, spelt, table, words

_AROUND, _BESIDE = 6, 2  # words before a number among which it is told what happened to people, or to others
_HEADS = 3  # words after a number among which what it counts is looked for


def counted(
    amount: Amount, found: Sequence[Token], language: str, edges: Sequence[tuple[int, int]]
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
    amount: Amount, found: Sequence[Token], edges: Sequence[tuple[int, int]], stops: frozenset[str], reach: int
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
    kinds = table("counted").items()
    return next((kind for kind, stems in kinds if any(word.startswith(stem) for stem in stems)), "")


def with_fates(found: list[Token], flat: str, language: str) -> list[Token]:
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
