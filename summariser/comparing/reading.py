"""What comparing knows of each sentence: its facts, its words and how like every other sentence it is."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from summariser import lexicon
from summariser.document import Sentence, Span, composed
from summariser.facts import Date, Deed, Name, Number, aliases, dates, deeds, names, numbers, story_day
from summariser.facts.dates import day_of
from summariser.facts.words import fold, phrase
from summariser.language import count_words
from summariser.planning import ReadArticle, cannot_stand_alone

SHORTEST = 5  # words: shorter sentences are headings, cries and remains
CONSIDERED = 120  # sentences of an article that are compared with those of the others, the most salient first
_MARKS = re.compile(r"\s*[,;:()«»\"“”„–—،、，：；]\s*")
_PART = 3  # words: shorter runs between marks are no parts of their own
_WORD = re.compile(r"[^\W\d_]{4,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_STEM = 5
_TELLER = 9  # words of the longest clause that only tells who says it
_LEFT = 30  # characters that must be left of a sentence without it
_CLAUSE = re.compile(r'[^,:;»”"]+')
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3})(?:e|er|ère|re|[eèi]+me|th|st|nd|rd|º|ª|°|\.(?= ?\w))(?!\w)")
_ACCENTS = re.compile(r"([a-z])[\u0300-\u036f]+")

Floats = NDArray[np.float32]
Day = datetime.date | None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a source with what was read of it.

    ``stems`` are the beginnings of its longer words without those of its numbers, ``words`` the longer words themselves
    without those of numbers and dates, ``ordinals`` its ordinal numbers in digits; ``tellers`` where it tells who says
    it; ``share`` what its article's planner found it worth (0 to 1, the best of its article has 1), ``place`` where in
    its article it stands (0 = at the start).
    """

    source: int
    sentence: Sentence
    language: str
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    stems: frozenset[str]
    words: tuple[str, ...]
    ordinals: frozenset[str]
    tellers: tuple[Span, ...]
    deeds: tuple[Deed, ...]
    negations: int
    hedged: bool
    leans: bool
    share: float
    place: float

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.sentence.text

    @property
    def long_enough(self) -> bool:
        """Whether it is a statement and no heading or cry."""
        return count_words(self.text) >= SHORTEST


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of a story in the order of their sources, their vectors, and the cosine of each pair (n, n).

    ``rarity`` is how much each stem tells: that of a word in every sentence tells nothing. ``meanings`` are the unit
    vectors of the sentences' words. ``aliases`` are acronyms that one of the sources explains. ``meaning`` gives the
    unit vectors (n, 512) of n texts.
    """

    said: tuple[Said, ...]
    vectors: Floats
    likeness: Floats
    rarity: Mapping[str, float]
    meanings: Mapping[str, Floats]
    aliases: Mapping[str, tuple[str, ...]]
    today: datetime.date | None
    meaning: Callable[[Sequence[str]], Floats] = field(repr=False, compare=False)


def read_story(articles: Sequence[ReadArticle], meaning: Callable[[Sequence[str]], Floats]) -> Story:
    """Read the facts of a story's sentences, the most salient ``CONSIDERED`` of each article. ``meaning`` gives the
    unit vectors (n, 512) of n words."""
    articles = sorted(articles, key=lambda read: read.number)
    texts = [(one.text, read.article.language) for read in articles for one in read.article.sentences]
    today = story_day(texts, [read.article.date for read in articles if read.article.date])
    said: list[Said] = []
    rows: list[Floats] = [np.zeros((0, 0), np.float32)]
    for read in articles:
        top = sorted(np.argsort(-read.salience.round(4), kind="stable")[:CONSIDERED].tolist())
        said += _read(read, top, today)
        rows.append(read.vectors[top])
    vectors = np.concatenate([row for row in rows if len(row)]) if said else np.zeros((0, 1), np.float32)
    counted = Counter(stem for one in said for stem in one.stems)
    rarity = {stem: math.log(1 + len(said) / count) for stem, count in counted.items()}
    vocabulary = sorted({word for one in said for word in one.words})
    meanings = dict(zip(vocabulary, meaning(vocabulary), strict=True))
    known = aliases(text for text, _ in texts)
    return Story(tuple(said), vectors, vectors @ vectors.T, rarity, meanings, known, today, meaning)


def _read(read: ReadArticle, top: Sequence[int], story: datetime.date | None) -> list[Said]:
    """The facts of an article's sentences; dates are reckoned from its own day, or else from the story's."""
    article, language = read.article, read.article.language
    today, spoken = story_day([], [article.date]) if article.date else None, None
    best = float(read.salience.max(initial=1e-6))
    out: list[Said] = []
    for k in top:
        sentence = article.sentences[k]
        share, place = float(read.salience[k]) / best, sentence.index / max(1, len(article.sentences) - 1)
        out.append(said(read.number, sentence, language, share=share, place=place, days=(today, spoken, story)))
        spoken = next((day for one in reversed(out[-1].dates) if (day := day_of(one)) is not None), spoken)
    return out


def said(
    source: int, sentence: Sentence, language: str, *, share: float, place: float, days: tuple[Day, Day, Day]
) -> Said:
    """Read the facts of a sentence; ``days`` are what ``facts.dates`` reckons from."""
    text = sentence.text
    found = dates(text, language, *days)
    counted = numbers(text, language, [(one.start, one.end) for one in found])
    facts = [*((one.start, one.end) for one in found), *((one.start, one.end) for one in counted)]
    who = tellers(text, language, facts)
    return Said(
        source,
        sentence,
        language,
        tuple(counted),
        tuple(found),
        tuple(names(blank(text, facts, ","), language)),
        stems(text) - stems(" ".join(text[one.start : one.end] for one in counted)),
        content_words(text, facts),
        frozenset(_ORDINAL.findall(fold(text))),
        who,
        tuple(one for one in deeds(text, language) if not any(start <= one.start < end for start, end in who)),
        negations(text, language),
        hedged(text, language),
        cannot_stand_alone(text, language),
        share,
        place,
    )


def wording_of(story: Story, sentence: str, text: str) -> Said:
    """A wording of the sentence with this id, read as a sentence of its own; its dates are those of the sentence."""
    whole = next(one for one in story.said if one.sentence.id == sentence)
    worded = replace(whole.sentence, text=text)
    known = tuple(date for date in whole.dates if whole.text[date.start : date.end] in text)
    read = said(
        whole.source, worded, whole.language, share=whole.share, place=whole.place, days=(None, None, story.today)
    )
    return replace(read, dates=known, words=tuple(word for word in read.words if word in whole.words))


@lru_cache(maxsize=1 << 16)  # the words of a story are asked for over and over
def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, without accents ("ferme", "fermé"); in scripts without blanks the single
    characters."""
    found = _WORD.findall(_plain(fold(text)))
    return frozenset(stem for word in found for stem in (word if _DENSE.match(word) else [word[:_STEM]]))


def content_words(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The longer words in order, each once, but those within the spans ``taken``; in scripts without blanks the single
    characters."""
    found = _WORD.findall(fold(blank(text, taken)))
    return tuple(dict.fromkeys(part for word in found for part in (word if _DENSE.match(word) else [word])))


def parts(text: str) -> tuple[str, ...]:
    """The runs of a sentence between its marks that hold some words; the whole sentence if there is none."""
    found = (part.strip(" .") for part in _MARKS.split(text))
    return tuple(part for part in found if count_words(part) >= _PART) or (text,)


def blank(text: str, taken: Sequence[Span], sign: str = " ") -> str:
    """The text with blanks (or another sign) where the spans ``taken`` are."""
    for start, end in taken:
        text = text[:start] + sign * (end - start) + text[end:]
    return text


def tellers(text: str, language: str, facts: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Where a sentence tells who says it: a first or last clause ("..., the fire service said"), or a phrase within
    ("according to the union") up to the next of its ``facts``."""
    flat, found = fold(text), set()
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    says = lexicon.pattern("attribution", "attribution_after", language=language)
    for start, end in (clauses[0], clauses[-1]) if len(clauses) > 1 else ():
        if _lets_be_left(text, start, end) and says.search(flat[start:end]):
            found.add((start, end))
    for match in phrase("according_to", language).finditer(flat):
        ends = [start for start, _ in facts if start >= match.end()]
        end = next((k for k in range(match.end(), len(text)) if text[k] in ",.;:" or k in ends), len(text))
        if _lets_be_left(text, match.start(), end):
            found.add((match.start(), end))
    return tuple(sorted(found))


def _lets_be_left(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) <= _TELLER and len(text) - (end - start) >= _LEFT


def _plain(text: str) -> str:
    """Latin letters without their accents; other scripts as they are, whose marks make other letters."""
    if text.isascii():
        return text
    return composed(_ACCENTS.sub(r"\1", unicodedata.normalize("NFD", text)))


def negations(text: str, language: str) -> int:
    """How many things a sentence negates: "ne ... pas" counts once; "sans frontières" denies nothing."""
    found = [match.group() for match in lexicon.pattern("negation", language=language).finditer(lexicon.fold(text))]
    if language == "fr":
        opened = sum(word in {"ne", "n'"} for word in found)
        return opened or sum(word in {"non", "aucun", "aucune", "ni", "pas"} for word in found)
    return len(found)


def hedged(text: str, language: str) -> bool:
    """Whether a sentence says that something may be so, or is said to be so."""
    return bool(
        phrase("hedge", language).search(fold(text))
        or lexicon.pattern("modality", language=language).search(lexicon.fold(text))
    )
