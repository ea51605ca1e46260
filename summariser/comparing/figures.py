"""Figures and dates of a story: what is counted, when it happened, and which sources say so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from summariser.claims import Figure, Wording
from summariser.comparing.reading import Said, Story
from summariser.facts import Number
from summariser.facts.numbers import CLOCK, shown
from summariser.facts.words import tokens

MOST = 12
_LEAST_LIKE = 0.4  # cosine of sentences that may give one figure
_COUNT = 3  # "two ways", "two countries": no figure that anyone looks up
_TOLD_EASILY = frozenset({"", "person"})
_SAID = 12  # words that say what happened on a date


def figures(story: Story) -> tuple[Figure, ...]:
    """The figures and dates that most sources give first, those in weightier sentences before the others; at most
    ``MOST`` of them, figures before dates."""
    numbers, days = _numbers(story), _days(story)
    kept = numbers[: max(MOST - min(len(days), MOST // 2), 0)]
    return (*kept, *days[: MOST - len(kept)])


def _numbers(story: Story) -> list[Figure]:
    groups: list[list[tuple[int, Number]]] = []
    for place, said in enumerate(story.said):
        for number in said.numbers:
            if number.unit == CLOCK or not number.what or (number.value < _COUNT and number.unit in _TOLD_EASILY):
                continue
            home = next((group for group in groups if _one_figure(story, group[0], (place, number))), None)
            if home is None:
                groups.append([(place, number)])
            else:
                home.append((place, number))
    ranked = sorted(groups, key=lambda group: _rank(story, [place for place, _ in group]))
    return [
        Figure(
            "number",
            _bounded(group[0][1]),
            group[0][1].what,
            _mentions(story, [(place, number.start, number.end) for place, number in group]),
        )
        for group in ranked
    ]


def _bounded(number: Number) -> str:
    sign = "≥ " if number.high == float("inf") else "≈ " if not number.exact else ""
    return sign + shown(number.value)


def _one_figure(story: Story, one: tuple[int, Number], other: tuple[int, Number]) -> bool:
    mine, its = one[1], other[1]
    return (
        mine.unit == its.unit
        and mine.value == its.value
        and mine.exact == its.exact
        and (bool(mine.unit) or mine.heads[:1] == its.heads[:1])
        and (one[0] == other[0] or float(story.likeness[one[0], other[0]]) >= _LEAST_LIKE)
    )


def _days(story: Story) -> list[Figure]:
    named = [
        (date.value, place, date.start, date.end)
        for place, said in enumerate(story.said)
        for date in said.dates
        if date.year and date.day
    ]
    named.sort()
    groups = [list(group) for _, group in groupby(named, key=lambda one: one[0])]
    groups.sort(key=lambda group: _rank(story, [place for _, place, *_ in group]))
    return [
        Figure(
            "date",
            group[0][0],
            _event(story, group),
            _mentions(story, [(place, start, end) for _, place, start, end in group]),
        )
        for group in groups
    ]


def _event(story: Story, group: Sequence[tuple[str, int, int, int]]) -> str:
    """What happened on a date: the words around it in the weightiest sentence that names it."""
    _, place, start, end = max(group, key=lambda one: (round(story.said[one[1]].share, 4), -one[1]))
    return _around(story.said[place], start, end)


def _around(said: Said, start: int, end: int) -> str:
    found = tokens(said.text)
    at = next((k for k, token in enumerate(found) if token.end > start), 0)
    first, last = max(0, at - _SAID), min(len(found) - 1, at + _SAID)
    cut = said.text[found[first].start : found[last].end]
    return ("… " if first else "") + cut.strip() + (" …" if last < len(found) - 1 and found[last].end > end else "")


def _rank(story: Story, places: Sequence[int]) -> tuple[int, float, int]:
    said = [story.said[place] for place in places]
    return -len({one.source for one in said}), -round(max(one.share for one in said), 4), min(places)


def _mentions(story: Story, found: Sequence[tuple[int, int, int]]) -> tuple[Wording, ...]:
    """One mention of each source, the first."""
    out: dict[int, Wording] = {}
    for place, start, end in sorted(found):
        said = story.said[place]
        out.setdefault(said.source, Wording(said.source, said.sentence.id, said.text, start, end))
    return tuple(out[source] for source in sorted(out))
