"""The stories of what was given to read, each with what is known of it. No Textual in it.

Invariant: there is one story at least. What was given to read is one story until it is told apart, and stays one when
nobody tells it apart: a digest made before, or articles that a person adds to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summariser.document import Article, Source
from summariser.events import Warned
from summariser.settings import Settings
from tui import state
from tui.state import State


@dataclass(frozen=True, slots=True)
class Story:
    """Sources, what loading them had to say, and what is known of them.

    ``cleaned`` are articles that a run need not clean again; None: the sources are not told apart yet. ``settings`` are
    those of its last run.
    """

    sources: tuple[Source, ...]
    warnings: tuple[Warned, ...]
    state: State
    cleaned: Mapping[Source, Article] | None = None
    settings: Settings | None = None

    def wants_run(self, settings: Settings) -> bool:
        """Whether turning to it is to run it: no run of it with these settings has come to an end."""
        return self.state.phase == "ready" or (self.settings != settings and not self.state.busy)

    @property
    def title(self) -> str:
        """What it is about: the title of its digest, or of its first article."""
        digest, entries = self.state.digest, self.state.entries
        return (digest.title if digest else "") or (entries[0].title if entries else "")


def given(sources: Sequence[Source], warnings: Sequence[Warned] = ()) -> Story:
    """What was given to read, not told apart yet."""
    return Story(tuple(sources), tuple(warnings), state.begin(sources, warnings))


def added(story: Story, sources: Sequence[Source], warnings: Sequence[Warned]) -> Story:
    """The story with more sources. A person who adds them says that they belong to it: they are not told apart."""
    both = {(source.name, source.sha256): source for source in (*story.sources, *sources)}
    every, told = tuple(both.values()), (*story.warnings, *warnings)
    return replace(story, sources=every, warnings=told, state=state.added(story.state, every, told))


def together(stories: Sequence[Story]) -> Story:
    """All stories as one, to be told apart anew."""
    entries = tuple(entry for story in stories for entry in story.state.entries)
    sources = tuple(source for story in stories for source in story.sources)
    warnings = tuple(warned for story in stories for warned in story.warnings)
    known = replace(stories[0].state, entries=entries, story=1, stories=1)
    return Story(sources, warnings, state.added(known, sources, warnings))


def apart(story: Story, told: Sequence[Mapping[Source, Article]]) -> tuple[Story, ...]:
    """The stories that were told apart, the largest first, which keeps the warnings."""
    states = state.apart(story.state, told)
    return tuple(
        Story(tuple(cleaned), () if number else story.warnings, one, cleaned)
        for number, (cleaned, one) in enumerate(zip(told, states, strict=True))
    )
