"""How close two sentences are but for the values they differ in.

What is compared is the rest of each sentence: without the two values, without all other numbers and dates (they are
facts, compared by themselves), and without who says it ("according to the fire service"). Names, numbers and days that
both give, and a deed that both tell of, are anchors: they tell that the rest is about one thing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summariser.comparing.pairs import Found, Pair, met, shared_facts
from summariser.comparing.reading import Floats, Said, Story, blank, content_words, stems
from summariser.document import Span
from summariser.facts import Date, Deed, Number
from summariser.facts.words import fold, phrase

# What each sign of closeness is worth, and the most of it that counts. Set by hand on pairs of sentences and on the
# differences of real stories; all in all they are near 1.9 for sentences that are equal but for the value.
_COSINE, _REST, _WORDS, _NAME, _FACT, _DEED = 0.4, 0.4, 0.6, 0.1, 0.1, 0.1
_MOST = 2  # names and facts that count
_BESIDE = 90  # characters around a value in which its deed is told
_BEFORE = 16  # characters before a deed in which "after" may stand
_EDGES = frozenset({"begin", "end", "cancel", "postpone", "host"})
_UNLIKE, _ALIKE = 0.45, 0.8  # cosine of two words from which one stands for the other in part, and wholly


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of both sentences of a pair, as text and as the words that carry it."""

    texts: tuple[str, str]
    words: tuple[tuple[str, ...], tuple[str, ...]]


def rest(found: Found) -> Rest:
    """What is left of both sentences without the values they differ in."""
    texts = tuple(bare(said, [span]) for said, span in zip((found.pair.one, found.pair.its), found.spans, strict=True))
    words = tuple(tuple(word for word in content_words(text) if word in found.pair.story.meanings) for text in texts)
    return Rest((texts[0], texts[1]), (words[0], words[1]))


def at_most(found: Found, left: Rest) -> float:
    """The closeness of a pair if what is left of both meant the same: tells without the encoder who cannot be close."""
    return _closeness(found.pair, left, 1.0)


def closeness(found: Found, left: Rest, alike: float) -> float:
    """How close a pair is; ``alike`` is the cosine of what is left of both."""
    return round(_closeness(found.pair, left, alike), 4)


def _closeness(pair: Pair, left: Rest, alike: float) -> float:
    words = min(held(pair.story, *left.words), held(pair.story, *left.words[::-1])) if pair.same_language else alike
    anchors = _NAME * min(_MOST, len(met(pair))) + _FACT * min(_MOST, shared_facts(pair))
    return _COSINE * pair.like + _REST * alike + _WORDS * words + anchors + _DEED * bool(shared_deeds(pair))


def held(story: Story, wanted: Sequence[str], known: Sequence[str]) -> float:
    """The share of the wanted words that are among the known, or words of their meaning; the rarer in this story, the
    weightier, but none weightier than a word of two sentences: those that both have are at least in two."""
    if not wanted or not known:
        return float(not wanted)
    rarest = math.log(1 + len(story.said) / 2)
    weights = np.array(
        [max((min(story.rarity.get(stem, 1.0), rarest) for stem in stems(word)), default=1.0) for word in wanted]
    )
    likeness = _vectors(story, wanted) @ _vectors(story, known).T
    same = np.array([[stems(word) == stems(other) for other in known] for word in wanted])
    shared = np.where(same, 1.0, np.clip((likeness - _UNLIKE) / (_ALIKE - _UNLIKE), 0, 1)).max(1)
    return round(float(weights @ shared / weights.sum()), 4)


def _vectors(story: Story, words: Sequence[str]) -> Floats:
    return np.stack([story.meanings[word] for word in words])


def shared_deeds(pair: Pair) -> set[str]:
    """The kinds of events that both sentences tell of."""
    return {deed.kind for deed in pair.one.deeds if deed.is_event} & {deed.kind for deed in pair.its.deeds}


def events(said: Said) -> list[Deed]:
    """What a sentence tells that happened, but for what it happened after."""
    flat, past = fold(said.text), phrase("background", said.language)
    return [
        deed
        for deed in said.deeds
        if deed.is_event and not past.search(flat[max(0, deed.start - _BEFORE) : deed.start].rpartition(",")[2])
    ]


def nearest_deeds(said: Said, value: Span) -> set[str]:
    """What happened on a day or in a place: the deed that is told nearest to it; where something only began or ended,
    what that was as well."""
    start, end = value
    near = [(max(deed.start - end, start - deed.end), deed.kind) for deed in events(said)]
    out: set[str] = set()
    reached = 0
    for distance, kind in sorted(near):
        if distance > _BESIDE or (out - _EDGES and distance > reached):
            break
        reached = distance
        out.add(kind)
    return out


def bare(said: Said, taken: Sequence[Span]) -> str:
    """A sentence without the spans ``taken``, its numbers and dates, and who says it."""
    facts: list[Number | Date] = [*said.numbers, *said.dates]
    spans = [*taken, *((fact.start, fact.end) for fact in facts), *said.tellers]
    return " ".join(blank(said.text, spans).split())
