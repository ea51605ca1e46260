"""Pairs of sentences that differ in one slot as one difference, with all who have each value on its side."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.claims import Difference, Side, Wording
from summariser.comparing.pairs import Found
from summariser.comparing.reading import Story
from summariser.document import Span


def merged(story: Story, found: Sequence[Found]) -> list[Difference]:
    """Pairs that share a sentence and a slot as one difference, and on each side all who have its value."""
    groups: list[list[Found]] = []
    for one in found:
        linked = [group for group in groups if any(_linked(one, other) for other in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([*(each for group in linked for each in group), one])
    return [_difference(story, group) for group in groups]


def _ends(one: Found) -> tuple[tuple[int, Span], tuple[int, Span]]:
    return (one.pair.first, one.spans[0]), (one.pair.other, one.spans[1])


def _linked(one: Found, other: Found) -> bool:
    return one.slot == other.slot and bool(set(_ends(one)) & set(_ends(other)))


def _difference(story: Story, group: Sequence[Found]) -> Difference:
    sides: dict[str, dict[tuple[int, Span], Wording]] = {}
    for one in group:
        for (place, span), value in zip(_ends(one), one.values, strict=True):
            said = story.said[place]
            wording = Wording(said.source, said.sentence.id, said.text, *span)
            sides.setdefault(value, {})[place, span] = wording
    made = []
    for value, wordings in sides.items():
        by_source: dict[int, Wording] = {}
        for _, wording in sorted(wordings.items()):
            by_source.setdefault(wording.source, wording)
        made.append(Side(value, tuple(by_source[source] for source in sorted(by_source))))
    made.sort(key=lambda side: (-len(side.wordings), side.wordings[0].source, side.value))
    return Difference(group[0].slot, group[0].about, tuple(made))
