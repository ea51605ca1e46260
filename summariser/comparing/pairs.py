"""Two sentences of two sources that may differ in a value: what of them agrees, and what sets them apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

from summariser.claims import Slot
from summariser.comparing.reading import Said, Story
from summariser.document import Span
from summariser.facts import Date, Name, Number, same_name
from summariser.facts.names import one_voice as may_be_one
from summariser.facts.words import fold, phrase, tokens, words

_OF = frozenset({"de", "du", "of", "d'"})
ELSEWHERE = 0.4  # cosine from which another sentence of a source may give the other's value for the same


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences by their places in the story, ``first`` before ``other``."""

    story: Story
    first: int
    other: int

    @property
    def one(self) -> Said:
        """The sentence that stands first."""
        return self.story.said[self.first]

    @property
    def its(self) -> Said:
        """The other sentence."""
        return self.story.said[self.other]

    @property
    def like(self) -> float:
        """The cosine of both sentences."""
        return round(float(self.story.likeness[self.first, self.other]), 4)

    @property
    def same_language(self) -> bool:
        """Whether their words can be compared."""
        return self.one.language == self.its.language


@dataclass(frozen=True, slots=True)
class Found:
    """Two sentences (places in the story) that differ in a value: which slot, the values and where they stand.

    ``least`` is how close what is left of both sentences must be (``closeness``) for the values to fill one slot.
    """

    slot: Slot
    about: str
    pair: Pair
    values: tuple[str, str]
    spans: tuple[Span, Span]
    least: float


def days(one: Said) -> list[Date]:
    """The dates of a sentence that are days."""
    return [date for date in one.dates if date.is_day]


def days_apart(pair: Pair) -> bool:
    """Whether both name days, and none of the same."""
    mine, others = days(pair.one), days(pair.its)
    return bool(mine and others and not any(a.meets(b) for a in mine for b in others))


def dates_apart(pair: Pair) -> bool:
    """Whether both name days, months or years, and none of the same."""
    one, its = pair.one, pair.its
    return bool(one.dates and its.dates and not any(a.meets(b) for a in one.dates for b in its.dates))


def times_apart(pair: Pair) -> bool:
    """Whether they speak of two times: of two days, months or years, or one of them of what was once."""
    once = [bool(phrase("formerly", said.language).search(fold(said.text))) for said in (pair.one, pair.its)]
    return dates_apart(pair) or once[0] != once[1]


def numbers_apart(pair: Pair) -> bool:
    """Whether both count, and no number of one is in the other."""
    one, its = pair.one, pair.its
    return bool(one.numbers and its.numbers and not any(same_number(a, b) for a in one.numbers for b in its.numbers))


def same_number(number: Number, other: Number) -> bool:
    """Whether two numbers may be one: of one measure, or no mere bounds where one of them does not tell its own."""
    if number.unit == other.unit:
        return number.meets(other)
    bounded = math.isinf(number.high) or math.isinf(other.high)
    return not (number.unit and other.unit) and (number.value == other.value or (number.meets(other) and not bounded))


def elsewhere(pair: Pair) -> bool:
    """Whether they speak of two places: what happened there differs without a contradiction."""
    here, there = places(pair.one), places(pair.its)
    return bool(here and there and not any(same_name(a, b) for a in here for b in there))


def places(one: Said, wide: bool = False) -> list[Name]:
    """Names that a preposition of place stands before; in German also before a noun for it ("im Nachbarort Oberau"),
    and with ``wide`` in all languages ("en el aeropuerto de Lima")."""
    before = words("place", one.language)
    out = []
    for name in one.names:
        lead = [token for token in tokens(one.text[max(0, name.start - 24) : name.start]) if token.is_word]
        if one.language == "de" and len(lead) > 1 and lead[-1].text[0].isupper():
            lead = lead[:-1]
        elif wide and len(lead) > 1 and lead[-1].folded in _OF:
            lead = [token for token in lead[-4:-1] if token.folded in before] or lead
        if (lead and lead[-1].folded in before) or name.words[0] in before:
            out.append(name)
    return out


def met(pair: Pair) -> list[Name]:
    """The names of the first sentence that the other has as well; a word that opens a sentence may be one."""
    one, its = pair.one, pair.its
    both = [name for name in one.names if any(one_voice(pair.story, name, other) for other in its.names)]
    opened = [name for name in one.names if _opening(its) in name.words and name not in both]
    return both + opened + [name for name in its.names if _opening(one) in name.words and not both]


def _opening(said: Said) -> str:
    """The word that opens a sentence, whose capital tells nothing."""
    return next((token.folded for token in tokens(said.text[:40]) if token.is_word and len(token.text) > 3), "")


def unmet(story: Story, one: Said, its: Said) -> list[Name]:
    """The names of a sentence that the other has not."""
    return [name for name in one.names if not any(one_voice(story, name, other) for other in its.names)]


def one_voice(story: Story, first: Name, second: Name) -> bool:
    """Whether two names may mean one: spellings, parts, acronyms, or a capital for its government."""
    return may_be_one(first, second, dict(story.aliases))


def shared_facts(pair: Pair) -> int:
    """How many numbers and days of the first sentence the other has as well."""
    numbers = sum(any(same_number(a, b) for b in pair.its.numbers) for a in pair.one.numbers)
    return numbers + sum(any(a.meets(b) for b in days(pair.its)) for a in days(pair.one))


def shared_months(pair: Pair) -> int:
    """How many dates of the first sentence, days or not, the other has as well."""
    return sum(any(a.meets(b) for b in pair.its.dates) for a in pair.one.dates)
