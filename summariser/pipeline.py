"""The way of the data, whole: sources -> articles -> evidence -> wordings -> checked statements -> digest.

One call is one story. Each article is worked on by itself, in one batch, so that its summary is the same whatever else
is read beside it; the digest's groups are one batch more. Nothing is kept between calls but the loaded models.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from summariser import comparing, grounding, grouping, planning, sections
from summariser.assembling import OF_SEVERAL, OF_SEVERAL_ARABIC, Option, choose
from summariser.cleaning import clean
from summariser.comparing import Said
from summariser.computing import Computing
from summariser.concepts import Concept, shared
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
from summariser.language import count_words, words
from summariser.planning import EvidenceGroup, Planner, ReadArticle
from summariser.rewriting import registry
from summariser.rewriting.base import Draft
from summariser.settings import Settings
from summariser.store import Store

CANDIDATES = 2.5  # the best groups are worded until they hold this many times the word budget,
CONSIDERED = 6.0  # and may be taken as they stand until they hold this many,
FEWEST = 20  # or are so many
OPENING = 6  # words in which a statement opens,
OPENING_BACK, PASSING_BACK = 1, 3  # and how many sentences back it points there, and in passing
LISTED = 12  # facts that several sources speak of, beside the statements, that are looked at
ALSO, ALONE = 0.7, 1.8  # of the digest's words: those that they may take, and those of what one source alone says


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
    *,
    store: Store | None = None,
    cleaned: Mapping[Source, Article] | None = None,
) -> Digest:
    """Summarise each source and merge them into one digest.

    ``listener`` is told of every step; ``cancel`` is looked at on every article, batch and decoding step. ``warnings``
    are what loading had to say; they are listed in the digest before those of this run. ``store`` keeps what the models
    compute; the digest is the same with and without it. ``cleaned`` are articles that need not be cleaned again.

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

    articles = _usable(sources, settings, listen, cancel, cleaned or {})
    if not articles:
        raise NoUsableInput(told)
    language = _language(articles, settings, listen)
    done: list[SummarisedArticle] = []
    title = ""
    try:
        computing, planner = Computing(settings.model, store, cancel, listen), Planner.load()
        read: list[ReadArticle] = []
        expected: list[dict[Concept, float]] = []  # what a summary of each article holds
        for number, article in enumerate(articles, 1):
            cancel.check()
            listen(Progress("summarising", number - 1, len(articles)))
            texts = [sentence.text for sentence in article.sentences]
            vectors = computing.vectors([*texts, article.title] if article.title else texts)
            title_vector = vectors[-1] if article.title else None
            vectors = vectors[: len(texts)]
            salience = planner.salience(vectors, planning.sentence_features(texts, vectors, title_vector))
            read.append(ReadArticle(number, article, vectors, salience))
            expected.append(computing.concepts([words(text) for text in texts], vectors, salience))
            groups = planning.article_groups(read[-1])
            options = _options(groups, settings.article_words, computing)
            chosen = [option.statement for option in choose(options, settings.article_words, expected[-1])]
            length = sum(map(count_words, texts))
            done.append(SummarisedArticle(number, article, Summary(tuple(chosen), article.language), length))
            listen(SummaryReady(done[-1]))
        listen(Progress("summarising", len(articles), len(articles)))

        listen(Progress("digest", 0, 1))
        title = planning.story_title(read, language)
        digest = Digest(title, language, (), tuple(done), ())
        digest = _merged(digest, read, shared(expected), settings, computing)
        for statement in digest.statements:
            listen(StatementReady(statement))
        listen(Progress("digest", 1, 1))
    except Cancelled as stop:
        raise Cancelled(Digest(title, language, (), tuple(done), tuple(told))) from stop
    return replace(digest, warnings=tuple(told))


def _merged(
    digest: Digest,
    read: Sequence[ReadArticle],
    expected: Mapping[Concept, float],
    settings: Settings,
    computing: Computing,
) -> Digest:
    """The digest of summarised articles, with everything that comparing them tells."""
    if len(read) == 1:
        options = _options(planning.digest_groups(read, digest.language, {}), settings.digest_words, computing)
        chosen = tuple(option.statement for option in choose(options, settings.digest_words, expected))
        return _accounted(replace(digest, statements=chosen))
    story = comparing.read_story(read, computing.meanings)
    joins = comparing.joined(story, computing.meanings)
    comparison = comparing.compare(read, story, joins)
    same = {id_: [said.sentence for said in others] for id_, others in joins.items()}
    options = _options(planning.digest_groups(read, digest.language, same), settings.digest_words, computing)
    options = sections.cited(options, story, comparison, computing.meanings)
    weights = OF_SEVERAL_ARABIC if digest.language == "ar" else OF_SEVERAL
    choice = choose(options, settings.digest_words, expected, weights)
    statements = sections.beside_others(story, [option.statement for option in choice], computing.meanings)
    common = sections.spoken_of(story, statements, joins, digest.language, computing.meanings)[:LISTED]
    reworded = _standing_alone(common, computing)
    common.sort(key=lambda said: not (joins[said.sentence.id] or said.sentence.id in reworded) and sections.leans(said))
    also = sections.listed(story, common, reworded, statements, int(settings.digest_words * ALSO))
    also = sections.beside_others(story, also, computing.meanings)
    also = tuple(one for one in also if one.beside or len(one.sources) > 1)
    weighed = sections.untold(story, statements, also, comparison, computing.meanings)
    reworded = _standing_alone([said for said, _ in weighed], computing)
    lonely = [said for said, _ in sections.by_worth(weighed, reworded)]
    alone = sections.listed(story, lonely, reworded, (*statements, *also), int(settings.digest_words * ALONE))
    return _accounted(replace(digest, statements=statements, also=also, alone=alone, comparison=comparison))


def _accounted(digest: Digest) -> Digest:
    """The digest with what it leaves out and the share of each source."""
    told = (*digest.statements, *digest.also)
    return replace(
        digest,
        left_out=sections.left_out(digest.articles, told, digest.alone),
        shares=sections.shares(digest.articles, told, digest.alone),
    )


def _standing_alone(lonely: Sequence[Said], computing: Computing) -> dict[str, Statement]:
    """For sentences that point at the one before them, by their ids, the longest wording that does not."""
    groups = [
        EvidenceGroup((said.sentence,), (said.source,), said.language, 1.0, 0.0)
        for said in lonely
        if sections.leans(said)
    ]
    options = _options(groups, sum(count_words(group.sentences[0].text) for group in groups), computing)
    standing = sorted((option for option in options if option.leans_on is None), key=lambda option: option.words)
    return {option.statement.evidence[0]: option.statement for option in standing}


def told_apart(
    sources: Sequence[Source],
    settings: Settings | None = None,
    listener: Listener = ignore,
    cancel: CancelToken | None = None,
) -> list[dict[Source, Article]]:
    """The sources, cleaned, by the story they tell, the largest story first; each in the order of its sources' names.

    ``listener`` is told of each article that can be read; its number is that among all stories. A source that holds no
    article goes with the largest story, whose run will warn of it. Raises ModelNotAvailable, Cancelled.
    """
    settings, cancel = settings or Settings(), cancel or CancelToken()
    ordered = sorted(sources, key=lambda source: (source.name, source.sha256))
    articles: dict[Source, Article] = {}
    usable: list[Source] = []
    for step, source in enumerate(ordered):
        cancel.check()
        listener(Progress("cleaning", step, len(ordered)))
        articles[source] = _cleaned(source, settings)
        if articles[source].sentences:
            usable.append(source)
            listener(ArticleReady(len(usable), articles[source]))
    listener(Progress("cleaning", len(ordered), len(ordered)))
    if len(usable) < 2:
        return [articles] if articles else []
    listener(Progress("loading model", 0, 1))
    encoder = registry.encoder()
    listener(Progress("loading model", 1, 1))
    groups = grouping.grouped([articles[source] for source in usable], encoder, cancel)
    story = {usable[k]: number for number, group in enumerate(groups) for k in group}
    return [
        {source: articles[source] for source in ordered if story.get(source, 0) == number}
        for number in range(len(groups))
    ]


def _cleaned(source: Source, settings: Settings) -> Article:
    return clean(source, enabled=settings.clean, language=settings.language, options=settings.cleaning)


def _usable(
    sources: Sequence[Source],
    settings: Settings,
    listen: Listener,
    cancel: CancelToken,
    cleaned: Mapping[Source, Article],
) -> list[Article]:
    """The usable articles in order of name, each once."""
    articles: list[Article] = []
    seen: dict[str, str] = {}
    ordered = sorted(sources, key=lambda source: (source.name, source.sha256))
    for step, source in enumerate(ordered):
        cancel.check()
        listen(Progress("cleaning", step, len(ordered)))
        article = cleaned[source] if source in cleaned else _cleaned(source, settings)
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


def _language(articles: Sequence[Article], settings: Settings, listen: Listener) -> str:
    """The digest's language: that asked for if an article is in it, else that of most articles."""
    asked, most = settings.digest_language, _most_common(article.language for article in articles)
    if asked is None or any(article.language == asked for article in articles):
        return asked or most
    listen(Warned("", f"no article is in the language asked for ({asked}), so the digest is in {most or 'another'}"))
    return most


def _most_common(languages: Iterable[str]) -> str:
    """The commonest language; of several, the one met first."""
    counted = Counter(languages)
    return max(counted, key=lambda language: counted[language])


def _options(groups: Sequence[EvidenceGroup], budget: int, computing: Computing) -> list[Option]:
    """What could be said: the best groups as they stand and worded, checked. They are numbered in the order in which
    the sources say them, which is the order of the statements."""
    everything = sorted(groups, key=lambda group: -round(group.salience, 4))
    ranked = everything[: max(FEWEST, _reaching(everything, CONSIDERED * budget))]
    worded = ranked[: _reaching(ranked, CANDIDATES * budget)]
    place = {group: number for number, group in enumerate(sorted(ranked, key=lambda group: round(group.position, 4)))}
    options = [_verbatim(number, group) for group, number in place.items()]
    for draft in computing.drafts(everything, len(worded)):
        group = worded[draft.group]
        options.append(_checked(draft, place[group], group))
    holder = {sentence.id: number for group, number in place.items() for sentence in group.sentences[1:]}
    holder |= {group.sentences[0].id: number for group, number in place.items()}
    written_from = {number: group for group, number in place.items()}
    return [_leaning(option, written_from[option.group], holder) for option in options]


def _leaning(option: Option, group: EvidenceGroup, holder: Mapping[str, int]) -> Option:
    """The option, told which groups it may lean on. An article's first sentence leans on nothing but its title."""
    sentence = group.sentences[0]
    if sentence.index == 0 or not planning.leans_on_context(option.statement.text, group.language):
        return option
    opening = " ".join(option.statement.text.split()[:OPENING])
    opens_back = planning.leans_on_context(opening, group.language)
    before = sentence.before(OPENING_BACK if opens_back else PASSING_BACK)
    found = dict.fromkeys(holder[id_] for id_ in before if id_ in holder and holder[id_] != option.group)
    return replace(option, leans_on=tuple(found), opens_back=opens_back)


def _reaching(groups: Sequence[EvidenceGroup], words: float) -> int:
    """How many of the groups it takes until their best sentences hold so many words; three at least."""
    total = 0
    for count, group in enumerate(groups):
        if total >= words and count >= 3:
            return count
        total += count_words(group.sentences[0].text)
    return len(groups)


def _verbatim(number: int, group: EvidenceGroup, *, replaced: bool = False) -> Option:
    """The group's best sentence as it stands, but for a connective that opens it."""
    sentence = group.sentences[0]
    text, start = planning.without_connective(sentence.text, group.language)
    verdict: Verdict = "replaced" if replaced else "supported" if start else "copied"
    evidence = tuple(one.id for one in group.sentences)
    copies = (Copy(0, len(text), sentence.id, start),)
    statement = Statement(text, group.sources, evidence, verdict, copies, group.language)
    return Option(number, statement, count_words(text), group.salience)


def _checked(draft: Draft, number: int, group: EvidenceGroup) -> Option:
    """A draft as an option if its evidence bears it out, else the evidence in its place."""
    problem = grounding.check(draft.text, [sentence.text for sentence in group.sentences], group.language)
    if problem:
        return _verbatim(number, group, replaced=True)
    evidence = tuple(one.id for one in group.sentences)
    statement = Statement(draft.text, group.sources, evidence, "supported", draft.copies, group.language)
    return Option(number, statement, count_words(draft.text), group.salience, draft.score)
