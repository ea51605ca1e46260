"""What is known of a run: plain frozen values, changed only by the functions here. Nothing in it knows Textual.

Invariant: a state is made from the one before it and from one event, so that what is on the screen is always what the
run has told so far; what a stopped or failed run made stays in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from summariser.claims import Wording
from summariser.digest import Digest, Statement, SummarisedArticle
from summariser.document import Article, Sentence, Source
from summariser.events import ArticleReady, Event, Progress, StatementReady, SummaryReady, Warned

Phase = Literal["ready", "running", "stopping", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in the list. ``number`` is 0, and ``unused`` says why, when it is no part of the digest."""

    name: str
    sha256: str
    number: int
    article: Article | None = None
    summary: SummarisedArticle | None = None
    unused: str = ""
    path: Path | None = None

    @property
    def title(self) -> str:
        """The article's title, or the name of the source."""
        return (self.article.title if self.article else "") or self.name


@dataclass(frozen=True, slots=True)
class State:
    """Everything the reader shows of a story, which is number ``story`` of ``stories``.

    ``outdated``: the statements are of the run before, until this one has its own. ``ready`` are the articles that the
    run has told.
    """

    entries: tuple[Entry, ...]
    phase: Phase = "ready"
    progress: Progress | None = None
    statements: tuple[Statement, ...] = ()
    digest: Digest | None = None
    warnings: tuple[Warned, ...] = ()
    outdated: bool = False
    ready: frozenset[str] = frozenset()
    story: int = 1
    stories: int = 1

    @property
    def busy(self) -> bool:
        """Whether a run has not ended yet."""
        return self.phase in {"running", "stopping"}

    @property
    def alone(self) -> bool:
        """Whether there is one article only, which needs no citations to itself."""
        return sum(entry.number > 0 for entry in self.entries) == 1


@dataclass(frozen=True, slots=True)
class Finished:
    """A run came to its end."""

    digest: Digest


@dataclass(frozen=True, slots=True)
class Stopped:
    """A run was stopped; ``partial`` is what it had made, if anything."""

    partial: Digest | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A run could not be done: what happened, what to do about it, and the exit code it stands for."""

    title: str
    what: str
    advice: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class Apart:
    """The sources are told apart: those of each story with their cleaned articles, the largest story first."""

    stories: tuple[Mapping[Source, Article], ...]


Outcome = Finished | Stopped | Failed | Apart


def begin(sources: Sequence[Source], warnings: Sequence[Warned] = ()) -> State:
    """The sources in the order the run numbers them. ``warnings`` are what loading had to say."""
    ordered = sorted(sources, key=lambda source: (source.name, source.sha256))
    entries = (Entry(source.name, source.sha256, number, path=source.path) for number, source in enumerate(ordered, 1))
    return State(tuple(entries), warnings=tuple(warnings))


def started(state: State, warnings: Sequence[Warned] = ()) -> State:
    """A run begins: what is there stays until the run has something newer."""
    return replace(state, phase="running", progress=None, warnings=tuple(warnings), outdated=True, ready=frozenset())


def added(state: State, sources: Sequence[Source], warnings: Sequence[Warned]) -> State:
    """The same articles with others beside them: what was said of them all is gone, and their numbers may change."""
    known = {(entry.name, entry.sha256): entry for entry in state.entries}
    fresh = begin(sources, warnings)
    entries = (
        replace(entry, article=old.article, summary=old.summary)
        if (old := known.get((entry.name, entry.sha256)))
        else entry
        for entry in fresh.entries
    )
    return replace(fresh, entries=tuple(entries), story=state.story, stories=state.stories)


def apart(state: State, stories: Sequence[Collection[Source]]) -> tuple[State, ...]:
    """A state for each story, with its own sources. The first one keeps the warnings, which may be about any."""
    every: list[State] = []
    for number, sources in enumerate(stories, 1):
        warnings = state.warnings if number == 1 else ()
        one = added(replace(state, story=number, stories=len(stories)), tuple(sources), warnings)
        every.append(one)
    return tuple(every)


def left(state: State) -> State:
    """Another story is turned to: a run that goes on no longer is taken up again when this one is turned to."""
    return replace(state, phase="ready", progress=None) if state.phase == "running" else state


def reopened(digest: Digest, sources: Sequence[Source]) -> State:
    """A digest that was made before, with all that is known of its sources."""
    paths = {(source.name, source.sha256): source.path for source in sources}
    entries = (
        Entry(a.name, a.article.sha256, a.number, a.article, a, path=paths.get((a.name, a.article.sha256)))
        for a in digest.articles
    )
    warnings = tuple(Warned("", warning) for warning in digest.warnings)
    return State(tuple(entries), "done", None, digest.statements, digest, warnings)


def stopping(state: State) -> State:
    """The run was asked to stop and has not ended yet."""
    return replace(state, phase="stopping") if state.phase == "running" else state


def told(state: State, event: Event) -> State:
    """The state after an event of the run."""
    match event:
        case Progress(stage, done, _):
            state = replace(state, progress=event)
            return _settle(state, done) if stage == "cleaning" else state
        case Warned():
            return replace(state, warnings=(*state.warnings, event))
        case ArticleReady(number, article):
            return _with_article(state, number, article)
        case SummaryReady(article):
            entries = (
                replace(entry, summary=article) if entry.number == article.number else entry for entry in state.entries
            )
            return replace(state, entries=tuple(entries))
        case StatementReady(statement):
            before = () if state.outdated else state.statements
            return replace(state, statements=(*before, statement), outdated=False)


def ended(state: State, outcome: Outcome) -> State:
    """The state after the run's thread has ended."""
    match outcome:
        case Finished(digest):
            return replace(
                state, phase="done", progress=None, digest=digest, statements=digest.statements, outdated=False
            )
        case Stopped(partial):
            kept = state.digest if state.outdated else partial
            return replace(state, phase="stopped", progress=None, digest=kept, outdated=False)
        case Failed():
            return replace(state, phase="failed", progress=None, outdated=False)
        case Apart():
            return replace(state, phase="ready", progress=None)


def cited(state: State) -> Counter[int]:
    """How many statements of the digest cite each source, by its number."""
    return Counter(number for statement in state.statements for number in statement.sources)


def kin(state: State, number: int) -> tuple[int, ...]:
    """The numbers of the other sources that go back to the same text as this one."""
    origins = state.digest.comparison.origins if state.digest else ()
    return tuple(other for origin in origins if number in origin.sources for other in origin.sources if other != number)


def position(state: State, number: int) -> int | None:
    """The place in the list (from 1, after the digest) of the source with this number."""
    return next((place for place, entry in enumerate(state.entries, 1) if entry.number == number > 0), None)


def evidence(state: State, statement: Statement) -> Iterator[tuple[Entry, Sentence]]:
    """The sentences a statement stands on, each with its source, the one it was written from first."""
    for name in statement.evidence:
        yield from located(state, name)


def passages(state: State, statement: Statement) -> Iterator[tuple[Entry, Sentence]]:
    """The evidence of a statement and then what stands beside it, as its panel shows them."""
    yield from evidence(state, statement)
    for wording in statement.beside:
        yield from located(state, wording)


def located(state: State, sentence: str | Wording) -> Iterator[tuple[Entry, Sentence]]:
    """The source and the sentence that an id or a wording stands for, if it is there."""
    name = sentence.sentence if isinstance(sentence, Wording) else sentence
    for entry in state.entries:
        if entry.article is not None and name.startswith(entry.sha256[:12]):
            yield from ((entry, found) for found in entry.article.sentences if found.id == name)


def words(state: State) -> str:
    """What is being done, or how the run ended, in a few words."""
    articles = sum(entry.number > 0 for entry in state.entries)
    made = f"{_count(articles, 'article')}, {_count(len(state.statements), 'statement')}"
    match state.phase:
        case "ready":
            return _count(len(state.entries), "source")
        case "stopping":
            return "stopping…"
        case "done":
            return f"done: {made}"
        case "stopped":
            return f"stopped: {made} so far, r runs again"
        case "failed":
            return "failed: r runs again"
        case "running":
            return f"{_stage(state.progress)} · Esc stops"


def _stage(progress: Progress | None) -> str:
    if progress is None:
        return "starting"
    step = f"{min(progress.done + 1, progress.total)} of {progress.total}"
    match progress.stage:
        case "cleaning":
            return f"reading article {step}"
        case "loading model":
            return "comparing the articles" if progress.done else "loading the model"
        case "embedding":
            return f"comparing sentences, {step}"
        case "summarising":
            return f"summarising article {step}"
        case "digest":
            return "writing the digest"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _with_article(state: State, number: int, article: Article) -> State:
    """The article goes to its source; the sources after it move up if one before it was not used."""
    entries = list(state.entries)
    for place, entry in enumerate(entries):
        if entry.sha256 == article.sha256 and entry.name == article.name:
            entries[place] = replace(entry, article=article, number=number, unused="")
            break
    return replace(state, entries=tuple(entries), ready=state.ready | {article.sha256 + article.name})


def _settle(state: State, done: int) -> State:
    """Sources the run has passed without telling of an article are not used; the others are numbered in order."""
    entries: list[Entry] = []
    number = 0
    for place, entry in enumerate(state.entries):
        if place < done and entry.sha256 + entry.name not in state.ready:
            reasons = (warned.message for warned in state.warnings if warned.source == entry.name)
            entries.append(replace(entry, number=0, unused="; ".join(reasons) or "holds no article"))
        else:
            number += 1
            entries.append(entry if entry.number == number else replace(entry, number=number))
    return replace(state, entries=tuple(entries))
