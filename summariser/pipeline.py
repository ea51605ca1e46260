"""The way of the data, whole: sources -> articles -> evidence -> wordings -> checked statements -> digest.

One call is one story. Each article is worked on by itself, in one batch, so that its summary is the same whatever else
is read beside it; the digest's groups are one batch more. Nothing is kept between calls but the loaded models.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from summariser import grounding, planning
from summariser.assembling import Option, choose
from summariser.cleaning import clean
from summariser.digest import Copy, Digest, Statement, SummarisedArticle, Summary, Verdict
from summariser.document import Article, Source
from summariser.events import (
    ArticleReady,
    Cancelled,
    CancelToken,
    Event,
    Listener,
    Progress,
    StatementReady,
    SummaryReady,
    Warned,
)
from summariser.language import count_words
from summariser.planning import EvidenceGroup, Planner, ReadArticle
from summariser.rewriting import registry
from summariser.rewriting.base import Draft, Rewriter
from summariser.settings import Settings

CANDIDATES = 2.5  # the best groups are worded until they hold this many times the word budget,
CONSIDERED = 6.0  # and may be taken as they stand until they hold this many,
FEWEST = 20  # or are so many
KEPT = 0.8  # how fast a wording loses worth with what was cut: at 0 digests were made of stumps, at 1 nothing is gained


class NoUsableInput(Exception):  # noqa: N818 - named for what a person is told
    """None of the sources holds an article. ``warnings`` say why, one for each."""

    def __init__(self, warnings: Sequence[str]) -> None:
        super().__init__("none of the inputs holds an article")
        self.warnings = tuple(warnings)


def ignore(_: Event) -> None:
    """A listener for those who only want the result."""


def run(
    sources: Sequence[Source],
    settings: Settings | None = None,
    listener: Listener = ignore,
    cancel: CancelToken | None = None,
    warnings: Sequence[Warned] = (),
) -> Digest:
    """Summarise each source and merge them into one digest.

    ``listener`` is told of every step; ``cancel`` is looked at on every article, batch and decoding step. ``warnings``
    are what loading had to say; they are listed in the digest before those of this run.

    Raises NoUsableInput, ModelNotAvailable (the model or the encoder cannot be loaded), Cancelled (with the digest so
    far).
    """
    settings = settings or Settings()
    cancel = cancel or CancelToken()
    told = list(map(str, warnings))

    def listen(event: Event) -> None:
        if isinstance(event, Warned):
            told.append(str(event))
        listener(event)

    articles = _clean_all(sources, settings, listen, cancel)
    if not articles:
        raise NoUsableInput(told)
    language = _most_common(article.language for article in articles)
    done: list[SummarisedArticle] = []
    statements: list[Statement] = []
    title = ""
    try:
        listen(Progress("loading model", 0, 1))
        rewriter = registry.load(settings.model)
        encoder, planner = registry.encoder(), Planner.load()
        listen(Progress("loading model", 1, 1))

        read: list[ReadArticle] = []
        for number, article in enumerate(articles, 1):
            cancel.check()
            listen(Progress("summarising", number - 1, len(articles)))
            texts = [sentence.text for sentence in article.sentences]
            vectors = encoder.vectors([*texts, article.title] if article.title else texts, cancel)
            title_vector = vectors[-1] if article.title else None
            vectors = vectors[: len(texts)]
            salience = planner.salience(vectors, planning.sentence_features(texts, vectors, title_vector))
            read.append(ReadArticle(number, article, vectors, salience))
            groups = planning.article_groups(read[-1])
            chosen = _worded(groups, settings.article_words, rewriter, cancel, ignore)
            words = sum(count_words(sentence.text) for sentence in article.sentences)
            done.append(SummarisedArticle(number, article, Summary(tuple(chosen), article.language), words))
            listen(SummaryReady(done[-1]))
        listen(Progress("summarising", len(articles), len(articles)))

        listen(Progress("digest", 0, 1))
        title = planning.story_title(read, language)
        groups = planning.digest_groups(read, language)
        statements = _worded(groups, settings.digest_words, rewriter, cancel, listen)
        listen(Progress("digest", 1, 1))
    except Cancelled as stop:
        raise Cancelled(Digest(title, language, tuple(statements), tuple(done), tuple(told))) from stop
    return Digest(title, language, tuple(statements), tuple(done), tuple(told))


def _clean_all(sources: Sequence[Source], settings: Settings, listen: Listener, cancel: CancelToken) -> list[Article]:
    """The usable articles in order of name, each once."""
    articles: list[Article] = []
    seen: dict[str, str] = {}
    ordered = sorted(sources, key=lambda source: (source.name, source.sha256))
    for step, source in enumerate(ordered):
        cancel.check()
        listen(Progress("cleaning", step, len(ordered)))
        article = clean(source, enabled=settings.clean, language=settings.language)
        for message in article.warnings:
            listen(Warned(source.name, message))
        text = " ".join(sentence.text for sentence in article.sentences)
        if not text:
            listen(Warned(source.name, "holds no article that could be read", lost=True))
        elif text in seen:
            listen(Warned(source.name, f"is the same article as {seen[text]} and counts once"))
        else:
            seen[text] = source.name
            articles.append(article)
            listen(ArticleReady(len(articles), article))
    listen(Progress("cleaning", len(ordered), len(ordered)))
    return articles


def _most_common(languages: Iterable[str]) -> str:
    """The commonest language; of several, the one met first."""
    counted = Counter(languages)
    return max(counted, key=lambda language: counted[language])


def _worded(
    groups: Sequence[EvidenceGroup],
    budget: int,
    rewriter: Rewriter,
    cancel: CancelToken,
    listen: Callable[[Event], None],
) -> list[Statement]:
    """The best groups worded, checked, and as many as the budget holds, in the order the sources put them."""
    ranked = sorted(groups, key=lambda group: -round(group.salience, 4))
    ranked = ranked[: max(FEWEST, _reaching(ranked, CONSIDERED * budget))]
    worded = ranked[: _reaching(ranked, CANDIDATES * budget)]
    # Groups are numbered in the order in which the sources say them, which is the order of the statements.
    place = {group: number for number, group in enumerate(sorted(ranked, key=lambda group: round(group.position, 4)))}
    options = [_verbatim(number, group, "copied") for group, number in place.items()]
    options += [
        _checked(draft, place[worded[draft.group]], worded[draft.group]) for draft in rewriter.rewrite(worded, cancel)
    ]
    statements = [option.statement for option in choose(options, budget)]
    for statement in statements:
        listen(StatementReady(statement))
    return statements


def _reaching(groups: Sequence[EvidenceGroup], words: float) -> int:
    """How many of the groups it takes until their best sentences hold so many words; three at least."""
    total = 0
    for count, group in enumerate(groups):
        if total >= words and count >= 3:
            return count
        total += count_words(group.sentences[0].text)
    return len(groups)


def _verbatim(number: int, group: EvidenceGroup, verdict: Verdict) -> Option:
    """The group's best sentence as it stands."""
    sentence = group.sentences[0]
    evidence = tuple(one.id for one in group.sentences)
    copies = (Copy(0, len(sentence.text), sentence.id, 0),)
    statement = Statement(sentence.text, group.sources, evidence, verdict, copies)
    return Option(number, statement, count_words(sentence.text), group.salience)


def _checked(draft: Draft, number: int, group: EvidenceGroup) -> Option:
    """A draft as an option if its evidence bears it out, else the evidence in its place.

    A wording is worth its group's salience, less the less sure the model is of it and the more was cut.
    """
    problem = grounding.check(draft.text, [sentence.text for sentence in group.sentences], group.language)
    if problem:
        return _verbatim(number, group, "replaced")
    evidence = tuple(one.id for one in group.sentences)
    statement = Statement(draft.text, group.sources, evidence, "supported", draft.copies)
    words = count_words(draft.text)
    kept = min(1.0, words / max(1, count_words(group.sentences[0].text)))
    return Option(number, statement, words, group.salience * math.exp(draft.score) * float(kept**KEPT))
