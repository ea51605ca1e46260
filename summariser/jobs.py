"""What the commands do, apart from arguments and output: each job runs in the thread that may be left behind.

Everything heavy is imported here, inside the jobs, so that neither ``--help`` nor Ctrl-C ever waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summariser.events import ArticleReady, CancelToken, Event, Listener, Progress, Warned
from summariser.settings import Settings

if TYPE_CHECKING:
    from summariser.digest import Digest
    from summariser.document import Article, Source
    from summariser.loading import Web
    from summariser.rewriting.base import ModelInfo
    from summariser.store import Store


class NoInput(Exception):  # noqa: N818 - named for what a person is told
    """No input could be used; the listener was told why."""


class NoModel(Exception):  # noqa: N818 - named for what a person is told
    """The model cannot be loaded; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read. ``check`` is shown the files that were found before any of them is worked on, and may raise."""

    paths: Sequence[str]
    recursive: bool
    check: Callable[[Sequence[Path]], None]
    web: Web | None = None

    def load(self) -> tuple[list[Source], list[Warned]]:
        """The sources, and what could not be one."""
        from summariser.loading import load

        sources, warned = load(self.paths, recursive=self.recursive, web_options=self.web)
        self.check([source.path for source in sources if source.path is not None])
        return sources, list(warned)


def digest(
    inputs: Inputs,
    settings: Settings,
    listener: Listener,
    cancel: CancelToken,
    *,
    one_story: bool = False,
    keep: bool = False,
) -> tuple[tuple[Digest, ...], bool]:
    """A digest of each story of the inputs, the largest story first, and whether each input is in one of them.

    ``one_story`` takes all inputs as one story. ``keep``: use what earlier runs computed, and put the digests into the
    history. Raises NoInput and NoModel.
    """
    from summariser import pipeline
    from summariser.rewriting.base import ModelNotAvailable

    sources, warned = inputs.load()
    lost = [warning for warning in warned if warning.lost]

    def listen(event: Event) -> None:
        if isinstance(event, Warned) and event.lost:
            lost.append(event)
        listener(event)

    def progress(event: Event) -> None:
        if isinstance(event, Progress):  # the articles are told when their story is run
            listener(event)

    for warning in warned:
        listener(warning)
    store = open_store(listener) if keep else None
    made: list[Digest] = []
    try:
        told = [] if one_story else pipeline.told_apart(sources, settings, progress, cancel)
        for story, cleaned in [(list(story), story) for story in told] or [(sources, {})]:
            # What loading had to say belongs to no story; it stands in the first digest.
            before = () if made else warned
            made.append(pipeline.run(story, settings, listen, cancel, before, store=store, cleaned=cleaned))
            if store is not None:
                store.keep(story, settings, made[-1])
    except pipeline.NoUsableInput as error:
        raise NoInput("no usable input") from error
    except ModelNotAvailable as error:
        raise NoModel(str(error)) from error
    return tuple(made), not lost


def stories(
    inputs: Inputs, settings: Settings, listener: Listener, cancel: CancelToken
) -> tuple[list[list[str]], bool]:
    """The names of the inputs by story, the largest story first, and whether every input could be read. Raises NoInput
    and NoModel."""
    from summariser import pipeline
    from summariser.rewriting.base import ModelNotAvailable

    sources, warned = inputs.load()
    for warning in warned:
        listener(warning)
    try:
        told = pipeline.told_apart(sources, settings, listener, cancel)
    except ModelNotAvailable as error:
        raise NoModel(str(error)) from error
    if not told:
        raise NoInput("no usable input")
    return [[source.name for source in story] for story in told], not any(warning.lost for warning in warned)


def open_store(listener: Listener) -> Store | None:
    """What is kept between runs; None, and a warning, when it cannot be used: a run needs none of it."""
    from summariser.store import Store, StoreError

    try:
        return Store.open()
    except StoreError as error:
        listener(Warned("", f"nothing is kept of this run: {error}"))
        return None


def clean(
    inputs: Inputs, settings: Settings, listener: Listener, cancel: CancelToken
) -> tuple[tuple[Article, ...], bool]:
    """The cleaned articles in the order of their names, those of which nothing is left too, and whether every input is
    one. Raises NoInput if there is nothing to clean."""
    from summariser.cleaning import clean as clean_source
    from summariser.cleaning.wishes import unmet

    sources, warned = inputs.load()
    for warning in warned:
        listener(warning)
    articles = []
    for number, source in enumerate(sorted(sources, key=lambda source: (source.name, source.sha256)), 1):
        cancel.check()
        article = clean_source(source, enabled=settings.clean, language=settings.language, options=settings.cleaning)
        for message in article.warnings:
            listener(Warned(source.name, message))
        if not article.sentences:
            listener(Warned(source.name, "holds no article that could be read", lost=True))
        articles.append(article)
        listener(ArticleReady(number, article))
    for message in unmet(articles, settings.cleaning):
        listener(Warned("", message))
    if not articles:
        raise NoInput("no usable input")
    return tuple(articles), not any(w.lost for w in warned) and all(article.sentences for article in articles)


def models(_listener: Listener, _cancel: CancelToken) -> tuple[ModelInfo, ...]:
    """The models that can be used without a network."""
    from summariser.rewriting.registry import available

    return available()
