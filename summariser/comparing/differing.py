"""Where sources differ: two sentences that say the same of the same, but for one value.

A difference is told only when the slot is the same (what is counted, what happened when, who, whether), nothing the two
wordings can mean is one value, and what is left of both sentences is close. Rounding, bounds, spellings and later or
earlier counts are no differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from summariser.claims import Difference
from summariser.comparing.by_date import by_date
from summariser.comparing.by_name import by_name
from summariser.comparing.by_number import by_number
from summariser.comparing.by_polarity import by_polarity
from summariser.comparing.closeness import at_most, closeness, rest
from summariser.comparing.merging import merged
from summariser.comparing.pairs import Found, Pair
from summariser.comparing.reading import Story

LIKE = 0.41  # cosine from which two sentences may speak of the same
NEARER = 0.05  # cosine by which another sentence of a source must be nearer to tell that this one is not on the same


def differences(story: Story, origin: Callable[[int], int]) -> tuple[Difference, ...]:
    """The differences of a story, those of most sources first. ``origin`` tells which sources count as one."""
    pairs = [pair for pair in _pairs(story) if origin(pair.one.source) != origin(pair.its.source)]
    close = _close(story, [found for pair in pairs for found in _between(pair)])
    return tuple(
        sorted(
            merged(story, [found for pair in pairs for found in _told(close.get((pair.first, pair.other), []))]),
            key=lambda one: (-len(one.sources), one.sides[0].wordings[0].sentence, one.slot, one.about),
        )
    )


def _pairs(story: Story) -> Iterator[Pair]:
    """Sentences of two sources that are near in meaning, and than which neither source has one that is much nearer."""
    if not story.said:
        return
    sources = np.array([said.source for said in story.said])
    nearest = {
        source: story.likeness[:, sources == source].max(axis=1) - NEARER for source in sorted(set(sources.tolist()))
    }
    for first, other in np.argwhere(np.triu(story.likeness.round(4) >= LIKE, 1)).tolist():
        one, its = story.said[first], story.said[other]
        like = story.likeness[first, other]
        if (
            one.source != its.source
            and one.text != its.text
            and like >= nearest[its.source][first]
            and like >= nearest[one.source][other]
        ):
            yield Pair(story, first, other)


def _between(pair: Pair) -> list[Found]:
    return [*by_number(pair), *by_name(pair), *by_polarity(pair), *by_date(pair)]


def _close(story: Story, found: list[Found]) -> dict[tuple[int, int], list[Found]]:
    """Those whose sentences are as close as they must be, by pair."""
    left = [(one, rest(one)) for one in found if one.values[0] != one.values[1]]
    left = [(one, its) for one, its in left if at_most(one, its) >= one.least]
    texts = sorted({text for _, its in left for text in its.texts})
    row = {text: number for number, text in enumerate(texts)}
    vectors = story.meaning(texts)
    out: dict[tuple[int, int], list[Found]] = {}
    for one, its in left:
        alike = float(vectors[row[its.texts[0]]] @ vectors[row[its.texts[1]]])
        if closeness(one, its, alike) >= one.least:
            out.setdefault((one.pair.first, one.pair.other), []).append(one)
    return out


def _told(close: list[Found]) -> list[Found]:
    """What is told of a pair: numbers, which tell most surely that the slot is one, or else the one slot there is."""
    numbers = [one for one in close if one.slot == "number" or one.about]
    return numbers or (close if len({one.slot for one in close}) == 1 else [])
