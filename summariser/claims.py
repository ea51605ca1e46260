"""The frozen types of what sources say together: claims, differences, figures, origins and what was left out.

Everything here points at whole source sentences: a claim, a value or a figure without a sentence that says it cannot
exist. Sources are named by their numbers in the digest, sentences by their ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Slot = Literal["number", "date", "name", "polarity"]
FigureKind = Literal["number", "date"]
Kinship = Literal["agency", "copied"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one source puts something: its sentence as it stands.

    ``start:end`` are the characters of ``text`` that hold the value in question (the number, the date, the negation);
    both are 0 where the sentence as a whole is meant.
    """

    source: int
    sentence: str
    text: str
    start: int = 0
    end: int = 0

    @property
    def value(self) -> str:
        """The words that hold the value, as this source writes them; empty when the whole sentence is meant."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that sources say, the best-worded sentence first.

    Every source of the digest is in exactly one of ``says`` (at most one wording of each source), ``differs`` (it
    speaks of the same with another value, which the wording marks) and ``silent``. ``origins`` counts how many of those
    who say it are independent of each other. ``weight`` is what the claim is worth to a reader (higher is better).
    """

    says: tuple[Wording, ...]
    differs: tuple[Wording, ...]
    silent: tuple[int, ...]
    origins: int
    weight: float
    language: str = ""

    def __post_init__(self) -> None:
        if not self.says:
            raise ValueError("a claim needs a source that says it")

    @property
    def text(self) -> str:
        """The claim in the best words there are for it: a source sentence as it stands."""
        return self.says[0].text

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources that say it, ascending."""
        return tuple(sorted(wording.source for wording in self.says))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that sources differ in: ``value`` made comparable ("12", "2024-11-20"), and who has it."""

    value: str
    wordings: tuple[Wording, ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources on this side, ascending."""
        return tuple(sorted({wording.source for wording in self.wordings}))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims fill one slot with different values. ``about`` says what the slot is, in words of the sources.

    ``sides`` are two or more, the one with most origins first; their wordings mark the value.
    """

    slot: Slot
    about: str
    sides: tuple[Side, ...]

    def __post_init__(self) -> None:
        if len(self.sides) < 2:
            raise ValueError("a difference needs two sides")

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources that differ, ascending."""
        return tuple(sorted({number for side in self.sides for number in side.sources}))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts, or a date with what happened, and who says it.

    ``value`` is made comparable ("1200", "2024-11-20"), ``what`` in words of the first source.
    """

    kind: FigureKind
    value: str
    what: str
    mentions: tuple[Wording, ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources that say it, ascending."""
        return tuple(sorted({mention.source for mention in self.mentions}))


@dataclass(frozen=True, slots=True)
class Origin:
    """Sources that go back to one text: they count once as support.

    ``why`` says what makes them one: passages that stand word for word in both, or the same agency's signature beside
    such passages. ``agency`` is empty when none is named. A source that shares its text with no other has no entry.
    """

    sources: tuple[int, ...]
    why: Kinship
    agency: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of one source the digest does not tell.

    ``sentences`` are the ids of those that no part of the digest was written from; ``unread`` counts the words
    of kept text that no sentence was taken from (titles, tables, what is beyond the limit of cleaning); ``dropped`` the
    lines that cleaning took out.
    """

    source: int
    sentences: tuple[str, ...] = field(repr=False)
    unread: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one source in the digest: how many statements cite it, were written from it, and say what it alone
    says."""

    source: int
    cited: int
    worded: int
    alone: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing the sources of one story found, the weightiest first in each part."""

    claims: tuple[Claim, ...] = ()
    differences: tuple[Difference, ...] = ()
    figures: tuple[Figure, ...] = ()
    origins: tuple[Origin, ...] = ()

    def support(self, sources: tuple[int, ...]) -> int:
        """How many independent origins these sources have."""
        together = sum(max(0, len(set(origin.sources) & set(sources)) - 1) for origin in self.origins)
        return len(set(sources)) - together
