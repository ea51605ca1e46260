"""Which sentences of different articles say the same.

A sentence is cited for another only when it says all of it: it is near in meaning, holds most of its words (the rarer
in this story, the more they count), every number of it, no other date, and neither negates nor hedges what the other
states. The thresholds were set by reading pairs of the development clusters (RPM2, CSTNews, MultiLing in fr and en).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summariser.comparing.reading import Floats, Said, Story, stems
from summariser.embedding import LANGUAGES
from summariser.facts import Date
from summariser.facts.names import same_name

LEAST_LIKE = 0.5  # cosine
LEAST_WORDS = 0.55  # share of the words
TOGETHER = 1.4  # both added up
# Cosine of two words from which one may stand for the other in part, and wholly: "livraison" and "envoi" have 0.72.
UNLIKE, ALIKE = 0.5, 0.8
REPEATED, REPEATED_WORDS = 0.7, 0.6  # cosine, or share of the words, from which a reader has read it before
SPELT = 0.85  # share of the words in a language that the encoder does not know
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
    if not {one.language, its.language} <= set(LANGUAGES):
        return one.language == its.language and _spelt_alike(story, one, its)
    if one.language != its.language:
        return like >= (ACROSS if _shared_anchors(story, one, its) else ACROSS_ALONE)
    if not _names_agree(story, one, its):
        return False
    named = stems(" ".join(name.text for name in one.names))
    # Names and titles alone may carry two sentences on one person: what is said of them must be shared as well.
    telling = [word for word in one.words if not stems(word) & named]
    words = meant(story, one.words, its)
    return min(words, meant(story, telling, its)) >= LEAST_WORDS and round(like + words, 4) >= TOGETHER


def _spelt_alike(story: Story, one: Said, its: Said) -> bool:
    """The same in a language that the encoder does not know, where vectors tell nothing: the words must be there."""
    return bool(one.stems) and coverage(story, one.stems, its.stems) >= SPELT


def repeats(story: Story, one: int, other: int) -> bool:
    """Whether the sentence at place ``one`` tells little that the one at ``other`` does not, for a reader of both."""
    if not {story.said[one].language, story.said[other].language} <= set(LANGUAGES):
        return _spelt_alike(story, story.said[one], story.said[other])
    again = meant(story, story.said[one].words, story.said[other]) >= REPEATED_WORDS
    return again or float(story.likeness[one, other]) >= REPEATED


def meant(story: Story, wanted: Sequence[str], its: Said) -> float:
    """The share of the wanted words that ``its`` has as well: the word itself or one of its meaning; the rarer in this
    story, the weightier."""
    known = its.words
    if not wanted:
        return 1.0
    if not known:
        return 0.0
    weights = np.array([max((story.rarity.get(stem, 1.0) for stem in stems(word)), default=1.0) for word in wanted])
    likeness = (
        np.stack([story.meanings[word] for word in wanted]) @ np.stack([story.meanings[word] for word in known]).T
    )
    same = np.array([[word == other for other in known] for word in wanted])
    shared = np.where(same, 1.0, np.clip((likeness - UNLIKE) / (ALIKE - UNLIKE), 0, 1)).max(1)
    return round(float(weights @ shared / weights.sum()), 4)


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
    if (its.hedged and not one.hedged) or (one.ordinals and its.ordinals and not one.ordinals <= its.ordinals):
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
