"""Summarise one news story told by several sources: a summary of each article and one merged, cited digest.

    from summariser import Settings, Source, summarise
    digest = summarise([Source.from_path("a.txt"), Source.from_path("b.html")], Settings(digest_words=150))

Importing this package is quick: torch and transformers are loaded when the first story is summarised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summariser._version import __version__
from summariser.digest import Digest
from summariser.document import Article, Source
from summariser.settings import Settings

__all__ = ["Article", "Digest", "Settings", "Source", "Story", "__version__", "clean", "stories", "summarise"]


@dataclass(frozen=True, slots=True)
class Story:
    """Sources that report on one story."""

    sources: tuple[Source, ...]


def summarise(sources: Sequence[Source], settings: Settings | None = None) -> Digest:
    """The digest of one story. Raises ``pipeline.NoUsableInput`` and ``rewriting.base.ModelNotAvailable``."""
    from summariser.pipeline import run  # noqa: PLC0415 - brings numpy and, when run, torch

    return run(sources, settings)


def clean(source: Source, settings: Settings | None = None) -> Article:
    """The article of a source: every block of it, kept or dropped, with the rule that decided. Content never raises."""
    from summariser.cleaning import clean as clean_source  # noqa: PLC0415 - brings trafilatura for HTML

    settings = settings or Settings()
    return clean_source(source, enabled=settings.clean, language=settings.language, options=settings.cleaning)


def stories(sources: Sequence[Source], settings: Settings | None = None) -> tuple[Story, ...]:
    """The sources grouped by the story they tell, largest story first.

    A source that holds no article goes with the largest story, whose digest will warn of it. Raises
    ``rewriting.base.ModelNotAvailable`` when the encoder cannot be loaded.
    """
    from summariser.pipeline import told_apart  # noqa: PLC0415 - brings numpy and, when run, torch

    return tuple(Story(tuple(group)) for group in told_apart(sources, settings))
