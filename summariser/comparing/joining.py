"""Which sentences of different articles say the same.

A sentence is cited for another only when it says all of it: it is near in meaning, holds most of its words (the rarer
in this story, the more they count), every number of it, no other date, and neither negates nor hedges what the other
states. The thresholds were set by reading pairs of the development clusters (RPM2, CSTNews, MultiLing in fr and en).
"""

from __future__ import annotations

import numpy as np

from summariser.comparing.reading import Floats, Said, Story, stems
from summariser.facts import Date
from summariser.facts.names import same_name

# Cosine and share of the words together, where each must reach its own least.
TOGETHER = 1.35
LEAST_LIKE = 0.55
LEAST_WORDS = 0.55
LEAST_WORDS_OF_FEW = 0.75  # in a sentence with few words, each of them carries more of what it says
FEW = 4
TOGETHER_WITH_FACTS = 1.1  # the same where two numbers or dates are shared, which no two events have in common
LEAST_WORDS_WITH_FACTS = 0.38
ACROSS = 0.7  # cosine between languages when a name or number is shared
ACROSS_ALONE = 0.82  # when none is


def joined(story: Story) -> dict[str, tuple[Said, ...]]:
    """For each sentence, by its id, the sentences of other sources that say the same: one of each source, the nearest,
    in the order of the sources."""
    return {
        one.sentence.id: _supporters(story, one, story.likeness[k]) if one.long_enough else ()
        for k, one in enumerate(story.said)
    }


def supporters(story: Story, wording: Said, vector: Floats) -> tuple[Said, ...]:
    """The sentences of other sources than the wording's own that say what a wording (with its vector) says."""
    return _supporters(story, wording, story.vectors @ vector)


def _supporters(story: Story, one: Said, likeness: Floats) -> tuple[Said, ...]:
    row = np.round(likeness, 4)
    places = np.flatnonzero(row >= LEAST_LIKE)
    best: dict[int, Said] = {}
    for other in places[np.argsort(-row[places], kind="stable")].tolist():
        its = story.said[other]
        if its.source != one.source and its.source not in best and says_the_same(story, one, its, float(row[other])):
            best[its.source] = its
    return tuple(best[source] for source in sorted(best))


def says_the_same(story: Story, one: Said, its: Said, like: float) -> bool:
    """Whether ``its``, of cosine ``like``, says all that ``one`` says. Not symmetric: it may say more."""
    if like < LEAST_LIKE or not _facts_agree(one, its):
        return False
    if one.language != its.language:
        shared = _shared_anchors(story, one, its)
        return like >= (ACROSS if shared else ACROSS_ALONE)
    words = coverage(story, one.stems, its.stems)
    # Names and titles alone may carry two sentences on one person: what is said of them must be shared as well.
    named = stems(" ".join(name.text for name in one.names))
    told = coverage(story, one.stems - named, its.stems)
    if not _names_agree(story, one, its):
        return False
    together = round(like + words, 4)
    if len(one.numbers) + len(_days(one) if _days(its) else ()) >= 2:  # all of them are in the other, too
        return min(words, told) >= LEAST_WORDS_WITH_FACTS and together >= TOGETHER_WITH_FACTS
    least = LEAST_WORDS if len(one.stems - named) > FEW else LEAST_WORDS_OF_FEW
    return min(words, told) >= least and together >= TOGETHER


def coverage(story: Story, wanted: frozenset[str], known: frozenset[str]) -> float:
    """The share of the wanted stems that are known, the rarer the weightier."""
    total = sum(story.rarity.get(stem, 1.0) for stem in sorted(wanted))
    found = sum(story.rarity.get(stem, 1.0) for stem in sorted(wanted & known))
    return round(found / total, 4) if total else 0.0


def _facts_agree(one: Said, its: Said) -> bool:
    """Whether ``its`` has every number of ``one``, no other date, as many negations, and does not hedge what ``one``
    states."""
    if one.negations != its.negations and (not one.negations or not its.negations):
        return False
    if its.hedged and not one.hedged:
        return False
    for number in one.numbers:
        if not any(
            number.meets(other) and (number.unit == other.unit or not number.unit or not other.unit)
            for other in its.numbers
        ):
            return False
    days, others = _days(one), _days(its)
    return not others or all(any(day.meets(other) for other in others) for day in days)


def _days(one: Said) -> list[Date]:
    return [date for date in one.dates if date.is_day]


def _names_agree(story: Story, one: Said, its: Said) -> bool:
    """Two sentences that name different things at all are about different things."""
    if not one.names or not its.names:
        return True
    known = dict(story.aliases)
    return any(same_name(name, other, known) for name in one.names for other in its.names)


def _shared_anchors(story: Story, one: Said, its: Said) -> bool:
    """Whether a name or a number of one stands in the other, too: vectors alone join sentences on one topic."""
    known = dict(story.aliases)
    if any(same_name(name, other, known) for name in one.names for other in its.names):
        return True
    return any(a.meets(b) and a.unit == b.unit for a in one.numbers for b in its.numbers)
