"""Where each word of a statement was copied from: the source, the sentence and the characters of the original text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summariser.digest import Statement, SummarisedArticle
from summariser.document import Article, Sentence, Span, tidy

_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """Characters ``start:end`` of a statement, and where they were copied from.

    ``source`` is the number of the article and ``span`` its characters in ``Article.text``; a word that was copied from
    nowhere has source 0 and an empty span.
    """

    start: int
    end: int
    source: int = 0
    sentence: str = ""
    span: Span = (0, 0)


def words(statement: Statement, articles: Sequence[SummarisedArticle]) -> tuple[Word, ...]:
    """The words of a statement in order, each with its place in its source."""
    owner = {sentence.id: (article, sentence) for article in articles for sentence in article.sentences}
    return tuple(_word(match.span(), statement, owner) for match in _RUN.finditer(statement.text))


def _word(span: Span, statement: Statement, owner: Mapping[str, tuple[SummarisedArticle, Sentence]]) -> Word:
    for copy in statement.copies:
        start, end = max(span[0], copy.start), min(span[1], copy.end)
        if start < end and copy.sentence in owner:
            article, sentence = owner[copy.sentence]
            at = copy.source_start + start - copy.start
            place = original(article.article, sentence, (at, at + end - start))
            return Word(*span, article.number, copy.sentence, place)
    return Word(*span)


def original(article: Article, sentence: Sentence, span: Span) -> Span:
    """The characters of ``article.text`` that characters ``span`` of a sentence's tidied text stand for.

    Exact where tidying left the words as they are; of a word that tidying changed, the whole word.
    """
    raw, told = _aligned(article, sentence)
    first = last = None
    for (a, b), (x, y) in zip(told, raw, strict=False):
        if a < span[1] and span[0] < b:
            same = b - a == y - x
            begin = x + max(0, span[0] - a) if same else x
            end = y - max(0, b - span[1]) if same else y
            first = begin if first is None else first
            last = end
    return (first, last) if first is not None and last is not None else (0, 0)


@lru_cache(maxsize=256)
def _aligned(article: Article, sentence: Sentence) -> tuple[list[Span], list[Span]]:
    """The words of a sentence in the original text and in its tidied text, one for one."""
    raw = [
        (start + match.start(), start + match.end())
        for start, end in sentence.spans
        for match in _RUN.finditer(article.text[start:end])
        if tidy(match.group())
    ]
    return raw, [match.span() for match in _RUN.finditer(sentence.text)]
