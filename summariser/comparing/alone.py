"""What one source alone reports: facts that no other source of the story speaks of, the weightiest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

import numpy as np

from summariser.comparing.joining import Meaning, coverage, speaking_of
from summariser.comparing.reading import Said, Story, stems
from summariser.facts import Name, same_name
from summariser.facts.words import table, tokens
from summariser.language import count_words

FAR = 0.5  # cosine below which no sentence of another source speaks of the same
FAR_WITH_NEWS = 0.65  # the same for a sentence that holds a name, number or quotation found in no other source
SHORTEST = 8  # words: shorter ones tell little without their context
_UNSEEN = (
    0.45  # share of a sentence's words, the rarer the weightier, that stand in no other source: it tells something new
)
_QUOTED = re.compile(r"[«“„\"「『]([^«»“”„\"「」『』]+)[»”“\"」』]")
_QUOTED_WORDS = 3  # shorter quotations are catchwords
_NEWS = 0.35  # what each such name, number or quotation adds to the worth of a sentence
_NEWS_COUNTED = 2
_FIRST = 40  # characters in which a sentence's first word is found
_TOGETHER = 2  # names that hardly any sentence of the story has, and two sources name together
_NEARNESS = (
    0.8  # what being near to the story's other sentences adds: a fact of this story before one of its background
)


def said_alone(story: Story, told: Collection[str], meaning: Meaning) -> list[tuple[Said, float]]:
    """The sentences that say what no other source says, without those of the ids ``told``, the weightiest first, each
    with its worth, of which the best has about 2. ``meaning`` gives the unit vectors (n, 512) of n texts."""
    known = dict(story.aliases)
    rare = _rarely_named(story)
    elsewhere = {
        source: frozenset(stem for its in story.said if its.source != source for stem in its.stems)
        for source in {one.source for one in story.said}
    }
    found: list[tuple[int, int, float]] = []
    for k, one in enumerate(story.said):
        others = [place for place, its in enumerate(story.said) if its.source != one.source]
        if one.sentence.id in told or count_words(one.text) < SHORTEST or not others:
            continue
        if any(len(rare[k] & rare[other]) >= _TOGETHER for other in others):
            continue  # "Madrid and Rome closed theirs": another source tells of these two as well
        nearest = round(float(story.likeness[k, others].max()), 4)
        told_only_here = _facts_of_its_own(story, one, known, elsewhere[one.source])
        news = told_only_here + (1 - coverage(story, one.stems, elsewhere[one.source]) >= _UNSEEN)
        if nearest < (FAR_WITH_NEWS if told_only_here else FAR):
            near = float(np.sort(story.likeness[k, others])[-3:].mean())
            found.append((k, news, one.share**0.5 + _NEWS * min(news, _NEWS_COUNTED) + _NEARNESS * near))
    # What holds so much news is its own, whatever others speak of.
    doubtful = [k for k, news, _ in found if news < _NEWS_COUNTED]
    near_to = speaking_of(story, [story.said[k] for k in doubtful], story.vectors[doubtful], meaning)
    shared = {k for k, others in zip(doubtful, near_to, strict=True) if others}
    ranked = sorted((-round(worth, 4), k) for k, _, worth in found if k not in shared)
    return [(story.said[k], -lost) for lost, k in ranked]


def _rarely_named(story: Story) -> list[frozenset[str]]:
    """For each sentence what it names that no more sentences name than there are sources: a country by its capital, its
    government or its people as well ("Spain", "Madrid", "the Spaniards")."""
    named = [_named_things(one) for one in story.said]
    counted = Counter(thing for things in named for thing in things)
    sources = len({one.source for one in story.said})
    return [frozenset(thing for thing in things if counted[thing] <= sources) for things in named]


def _named_things(one: Said) -> frozenset[str]:
    """The countries that a sentence names, and its other names by the beginning of their last word. Its first word has
    a capital in any case and counts only as a country."""
    things: set[str] = set()
    for name in one.names:
        things |= _countries(name.words) or stems(name.words[-1])
    first = next((token.folded for token in tokens(one.text[:_FIRST]) if token.is_word), "")
    return frozenset(things | _countries((first,)))


def _countries(words: tuple[str, ...]) -> set[str]:
    """Countries told by a whole name or by the beginning of a word: "Maison Blanche", "Spaniards"."""
    whole, begins = " ".join(words), stems(words[-1])
    return {
        country for country, names in table("one_voice").items() if whole in names or begins & stems(" ".join(names))
    }


def _facts_of_its_own(story: Story, one: Said, known: dict[str, tuple[str, ...]], elsewhere: frozenset[str]) -> int:
    """How many names, numbers and quotations of a sentence stand in no other source, whose stems are ``elsewhere``."""
    others = [its for its in story.said if its.source != one.source]
    names = sum(not any(_named(name, its, known) for its in others) for name in one.names)
    counts = sum(
        not any(number.unit == other.unit and number.meets(other) for its in others for other in its.numbers)
        for number in one.numbers
        if number.unit or number.heads
    )
    quoted = [stems(found[1]) for found in _QUOTED.finditer(one.text) if count_words(found[1]) >= _QUOTED_WORDS]
    quotations = sum(1 - coverage(story, said, elsewhere) >= _UNSEEN for said in quoted if said)
    return names + counts + quotations


def _named(name: Name, its: Said, known: dict[str, tuple[str, ...]]) -> bool:
    return any(same_name(name, other, known) for other in its.names) or set(name.words) <= _words(its)


def _words(its: Said) -> set[str]:
    return {word for word in its.text.lower().replace("’", " ").replace("'", " ").split() if word}
