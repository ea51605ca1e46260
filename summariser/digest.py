"""The frozen types of what is written: statements, summaries and the digest.

A statement cannot exist without evidence: it names the source sentences it was written from and the sources that say
it, or it is not made at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from summariser.claims import Comparison, LeftOut, Share, Wording
from summariser.document import Article, Sentence

Verdict = Literal["copied", "supported", "replaced"]


@dataclass(frozen=True, slots=True)
class Copy:
    """Characters ``start:end`` of a statement stand from ``source_start`` on in the text of sentence ``sentence``."""

    start: int
    end: int
    sentence: str
    source_start: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a summary or digest.

    ``evidence`` are sentence ids, the one it was written from first; ``sources`` the numbers of the sources that say
    it.
    ``verdict``: ``copied`` = a source sentence as it stands; ``supported`` = worded by the model and found in the
    evidence; ``replaced`` = the wording failed the check and the evidence stands in its place.
    ``copies`` say which words come from where, when the model can tell. ``language`` is the language it is in.
    ``beside`` are sentences of other sources than ``sources``, one of each, that speak of the same but do not say all
    of it, or say it otherwise.
    """

    text: str
    sources: tuple[int, ...]
    evidence: tuple[str, ...]
    verdict: Verdict
    copies: tuple[Copy, ...] = field(default=(), repr=False)
    language: str = ""
    beside: tuple[Wording, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.evidence or not self.sources:
            raise ValueError("a statement needs evidence and at least one source")


@dataclass(frozen=True, slots=True)
class Summary:
    """What one article says, in its own order."""

    statements: tuple[Statement, ...]
    language: str

    @property
    def text(self) -> str:
        """The statements as running text."""
        return running_text(self.statements, self.language)


@dataclass(frozen=True, slots=True)
class SummarisedArticle:
    """An article with its number in the list of sources (from 1), its summary and how many of its words were read."""

    number: int
    article: Article = field(repr=False)
    summary: Summary
    words: int

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.article.name

    @property
    def title(self) -> str:
        """The article's title, or an empty string."""
        return self.article.title

    @property
    def language(self) -> str:
        """The article's language, or an empty string."""
        return self.article.language

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that could be used as evidence."""
        return self.article.sentences


@dataclass(frozen=True, slots=True)
class Digest:
    """What the sources say together: the program's result, from which every output is rendered.

    ``statements`` tell the story in brief. ``also`` are facts that they have no room for and of which several sources
    speak, ``alone`` those that one source alone reports: the weightiest first, maybe in that source's language.
    ``comparison`` holds the claims of all sources side by side, where they differ, their figures and dates, and which
    of them share one text. ``left_out`` and ``shares`` have one entry per source. ``warnings`` are for people: which
    input could not be used, and why. A digest of one article compares nothing.
    """

    title: str
    language: str
    statements: tuple[Statement, ...]
    articles: tuple[SummarisedArticle, ...]
    warnings: tuple[str, ...] = ()
    alone: tuple[Statement, ...] = ()
    comparison: Comparison = field(default_factory=Comparison)
    left_out: tuple[LeftOut, ...] = ()
    shares: tuple[Share, ...] = ()
    also: tuple[Statement, ...] = ()

    @property
    def text(self) -> str:
        """The statements as running text, without citations."""
        return running_text(self.statements, self.language)

    def support(self, statement: Statement) -> int:
        """How many independent origins say it: sources that share one text count once."""
        return self.comparison.support(statement.sources)


def running_text(statements: tuple[Statement, ...], language: str) -> str:
    """Statements joined as prose: with a blank between them, except in Chinese and Japanese."""
    return ("" if language in {"zh", "ja"} else " ").join(statement.text for statement in statements)
