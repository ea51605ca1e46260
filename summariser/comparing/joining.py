"""Which sentences of different articles say the same.

A sentence is cited for another only when it says all of it: it is near in meaning, holds most of its words (the rarer
in this story, the more they count), every number of it, no other date, and neither negates nor hedges what the other
states. The thresholds were set by reading pairs of the development clusters (RPM2, CSTNews, MultiLing in fr and en).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from summariser.comparing.reading import Floats, Said, Story, hedged, negations, parts, stems
from summariser.embedding import LANGUAGES
from summariser.facts import Date
from summariser.facts.names import one_voice, same_name
from summariser.facts.numbers import PEOPLE
from summariser.facts.words import fold, phrase
from summariser.language import count_words

NEAR = 0.5  # cosine from which two sentences may say the same
# A sentence says what another says when OF_WHOLE x their cosine + the share of its words + OF_PARTS x how well each of
# its parts is matched come to ENOUGH.
OF_WHOLE, OF_PARTS = 0.7, 1.3
ENOUGH = 2.2
# It speaks of the same from SPEAKS on, and from this cosine on, whatever values it gives.
SPEAKS, SPEAKS_NEAR = 1.45, 0.4
# Cosine of two words from which one may stand for the other in part, and wholly: "livraison" and "envoi" have 0.72.
UNLIKE, ALIKE = 0.5, 0.8
_FEW, _NEARLY_ALL = 5, 0.75  # of so few words beside names, nearly all must be shared
REPEATED, REPEATED_WORDS = 0.7, 0.6  # cosine, or share of the words, from which a reader has read it before
SPELT = 0.85  # share of the words in a language that the encoder does not know
ACROSS = 0.7  # cosine between languages when a name or number is shared
ACROSS_ALONE = 0.82  # when none is


Meaning = Callable[[Sequence[str]], Floats]


def joined(story: Story, meaning: Meaning) -> dict[str, tuple[Said, ...]]:
    """For each sentence, by its id, the sentences of other sources that say the same: one of each source, the nearest,
    in the order of the sources. ``meaning`` gives the unit vectors (n, 512) of n texts."""
    ones = [(one, story.likeness[k]) for k, one in enumerate(story.said) if one.long_enough]
    found = _supporters(story, ones, meaning)
    return {one.sentence.id: () for one in story.said} | {
        one.sentence.id: its for (one, _), its in zip(ones, found, strict=True)
    }


def supporters(story: Story, wordings: Sequence[Said], vectors: Floats, meaning: Meaning) -> list[tuple[Said, ...]]:
    """For each wording, of these vectors (n, 512), the sentences of other sources than its own that say what it says,
    as in ``joined``."""
    return _supporters(story, list(zip(wordings, vectors @ story.vectors.T, strict=True)), meaning)


def speaking_of(story: Story, wordings: Sequence[Said], vectors: Floats, meaning: Meaning) -> list[tuple[Said, ...]]:
    """For each wording, of these vectors (n, 512), the sentence of every other source that says most of what it says,
    if it says enough of it to be read beside it: it may say less or give other values."""
    near: list[list[tuple[Said, float]]] = []
    for one, row in zip(wordings, (vectors @ story.vectors.T).round(4), strict=True):
        places = [k for k in np.flatnonzero(row >= SPEAKS_NEAR).tolist() if story.said[k].source != one.source]
        alike = [(k, OF_WHOLE * float(row[k]) + _words_shared(story, one, story.said[k])) for k in places]
        near.append([(story.said[k], score) for k, score in alike if score + OF_PARTS >= SPEAKS])
    known = _parts_of([(one, its) for one, found in zip(wordings, near, strict=True) for its, _ in found], meaning)
    out = []
    for one, found in zip(wordings, near, strict=True):
        best: dict[int, tuple[float, int, Said]] = {}
        for its, score in found:
            matched, text = matched_parts(one.text, its.text, known)
            total = round(score + OF_PARTS * matched, 4)
            both = bool(one.negations) == bool(negations(text, its.language))
            if both and total >= SPEAKS and (-total, its.sentence.index) < best.get(its.source, (0.0, 0, its))[:2]:
                best[its.source] = -total, its.sentence.index, its
        out.append(tuple(best[source][2] for source in sorted(best)))
    return out


def _parts_of(pairs: Sequence[tuple[Said, Said]], meaning: Meaning) -> dict[str, Floats]:
    """The vectors of what ``matched_parts`` compares in these pairs."""
    texts = sorted({text for one, its in pairs for text in (*parts(one.text), its.text, *parts(its.text))})
    return dict(zip(texts, meaning(texts), strict=True)) if texts else {}


def _supporters(story: Story, ones: Sequence[tuple[Said, Floats]], meaning: Meaning) -> list[tuple[Said, ...]]:
    """The supporters of each of ``ones``, given with its cosine with every sentence of the story."""
    hopeful = [_hopeful(story, one, likeness) for one, likeness in ones]
    vectors = _parts_of(
        [(one, its) for (one, _), pairs in zip(ones, hopeful, strict=True) for its, _ in pairs], meaning
    )
    out = []
    for (one, _), pairs in zip(ones, hopeful, strict=True):
        best: dict[int, Said] = {}
        for its, lacking in pairs:
            if its.source not in best and _borne_out(one, its, lacking, vectors):
                best[its.source] = its
        out.append(tuple(best[source] for source in sorted(best)))
    return out


def _hopeful(story: Story, one: Said, likeness: Floats) -> list[tuple[Said, float]]:
    """The sentences of other sources that may say what ``one`` says, the nearest first, each with what its parts must
    add to that."""
    row = np.round(likeness, 4)
    places = np.flatnonzero(row >= NEAR)
    found = []
    for other in places[np.argsort(-row[places], kind="stable")].tolist():
        its = story.said[other]
        if its.source != one.source:
            lacking = _lacking(story, one, its, float(row[other]))
            if lacking <= OF_PARTS:
                found.append((its, lacking))
    return found


def _lacking(story: Story, one: Said, its: Said, like: float) -> float:
    """How much is lacking until ``its``, of cosine ``like``, says all that ``one`` says: nothing (0), something that
    ``parts_matched`` may make good, or everything (infinite). Not symmetric: it may say more."""
    if not _facts_agree(one, its):
        return math.inf
    if not {one.language, its.language} <= set(LANGUAGES):
        return 0.0 if one.language == its.language and _spelt_alike(story, one, its) else math.inf
    if one.language != its.language:
        return 0.0 if like >= (ACROSS if _shared_anchors(story, one, its) else ACROSS_ALONE) else math.inf
    if not _names_agree(story, one, its):
        return math.inf
    return round(ENOUGH - OF_WHOLE * like - _words_shared(story, one, its), 4)


def _words_shared(story: Story, one: Said, its: Said) -> float:
    """The share of the words of ``one`` that ``its`` has, too. Names, in full where an acronym is explained, and titles
    alone may carry two sentences on one person: what is said of them must be shared as well."""
    known = dict(story.aliases)
    explained = [found for full in known.values() if (found := stems(" ".join(full))) <= one.stems]
    named = stems(" ".join(name.text for name in one.names)).union(*explained)
    telling = [word for word in one.words if not stems(word) & named]
    both = [name.text for name in one.names if any(one_voice(name, other, known) for other in its.names)]
    met = stems(" ".join(both))
    if not telling or (len(telling) < _FEW and meant(story, telling, its.words, its.stems) < _NEARLY_ALL):
        return 0.0  # "The minister denied it" and "The minister spoke": one word is all that is said
    return min(meant(story, one.words, its.words, met), meant(story, telling, its.words))


def _borne_out(one: Said, its: Said, lacking: float, vectors: Mapping[str, Floats]) -> bool:
    """Whether ``its``, part by part, makes good what is lacking and denies or hedges nothing that ``one`` states."""
    if lacking <= 0 and (one.language != its.language or one.language not in LANGUAGES):
        return _stated_alike(one, its.text, its.language)
    matched, found = matched_parts(one.text, its.text, vectors)
    return OF_PARTS * matched >= lacking and _stated_alike(one, found, its.language)


def matched_parts(one: str, its: str, vectors: Mapping[str, Floats]) -> tuple[float, str]:
    """How well what ``one`` says part by part is matched by ``its`` or one of its parts (the mean cosine of the best
    matches, the longer parts the weightier), and what of ``its`` these matches are."""
    mine, theirs = parts(one), (*parts(its), its)
    weights = np.array([count_words(part) for part in mine], dtype=np.float32)
    likeness = np.stack([vectors[part] for part in mine]) @ np.stack([vectors[part] for part in theirs]).T
    best = likeness.round(4).argmax(1)
    found = {theirs[k] for k in best.tolist()}
    text = its if its in found else " ".join(part for part in theirs if part in found)
    return round(float(weights @ likeness.max(1) / weights.sum()), 4), text


def _stated_alike(one: Said, its: str, language: str) -> bool:
    """Whether a text does not hedge what ``one`` states, denies something if and only if that does, and says "only" if
    that does."""
    only = phrase("only", one.language).search(fold(one.text)) and not phrase("only", language).search(fold(its))
    stated = one.hedged or not hedged(its, language)
    return bool(one.negations) == bool(negations(its, language)) and stated and not only


def _spelt_alike(story: Story, one: Said, its: Said) -> bool:
    """The same in a language that the encoder does not know, where vectors tell nothing: the words must be there."""
    return bool(one.stems) and coverage(story, one.stems, its.stems) >= SPELT


def repeats(story: Story, one: int, other: int) -> bool:
    """Whether the sentence at place ``one`` tells little that the one at ``other`` does not, for a reader of both."""
    if not {story.said[one].language, story.said[other].language} <= set(LANGUAGES):
        return _spelt_alike(story, story.said[one], story.said[other])
    again = meant(story, story.said[one].words, story.said[other].words) >= REPEATED_WORDS
    return again or float(story.likeness[one, other]) >= REPEATED


def meant(story: Story, wanted: Sequence[str], known: Sequence[str], met: frozenset[str] = frozenset()) -> float:
    """The share of the wanted words that are known as well: the word itself, one of its meaning, or one of the stems
    ``met``; the rarer in this story, the weightier."""
    if not wanted:
        return 1.0
    if not known:
        return 0.0
    weights = np.array([max((story.rarity.get(stem, 1.0) for stem in stems(word)), default=1.0) for word in wanted])
    likeness = (
        np.stack([story.meanings[word] for word in wanted]) @ np.stack([story.meanings[word] for word in known]).T
    )
    same = np.array([[word == other for other in known] for word in wanted])
    same |= np.array([bool(stems(word) & met) for word in wanted])[:, None]
    shared = np.where(same, 1.0, np.clip((likeness - UNLIKE) / (ALIKE - UNLIKE), 0, 1)).max(1)
    return round(float(weights @ shared / weights.sum()), 4)


def coverage(story: Story, wanted: frozenset[str], known: frozenset[str]) -> float:
    """The share of the wanted stems that are known, the rarer the weightier."""
    total = sum(story.rarity.get(stem, 1.0) for stem in sorted(wanted))
    found = sum(story.rarity.get(stem, 1.0) for stem in sorted(wanted & known))
    return round(found / total, 4) if total else 0.0


def _facts_agree(one: Said, its: Said) -> bool:
    """Whether ``its`` has every number of ``one`` and no other date."""
    if one.ordinals and its.ordinals and not one.ordinals <= its.ordinals:
        return False
    for number in one.numbers:
        if not any(number.meets(other) and _one_measure(number.unit, other.unit) for other in its.numbers):
            return False
    days, others = _days(one), _days(its)
    return not others or all(any(day.meets(other) for other in others) for day in days)


def _one_measure(one: str, other: str) -> bool:
    """Whether two numbers may measure the same: one does not say what, or only that it counts people."""
    return one == other or not one or not other or ("person" in {one, other} and {one, other} <= PEOPLE)


def _days(one: Said) -> list[Date]:
    return [date for date in one.dates if date.is_day]


def _names_agree(story: Story, one: Said, its: Said) -> bool:
    """Two sentences that name different things at all are about different things."""
    if not one.names or not its.names:
        return True
    known = dict(story.aliases)
    return any(one_voice(name, other, known) for name in one.names for other in its.names)


def _shared_anchors(story: Story, one: Said, its: Said) -> bool:
    """Whether a name or a number of one stands in the other, too: vectors alone join sentences on one topic."""
    known = dict(story.aliases)
    if any(same_name(name, other, known) for name in one.names for other in its.names):
        return True
    return any(a.meets(b) and a.unit == b.unit for a in one.numbers for b in its.numbers)
