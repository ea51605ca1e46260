"""What is told to the app: by the worker's threads, and by the screens, which leave the run to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.message import Message

from summariser.document import Source
from summariser.events import Event, Warned
from tui.state import Outcome

#: What sources become that are read: a part of all that is read, of the story that is read, or something else to read.
Into = Literal["all", "story", "else"]


class Told(Message):
    """The run of this number reports a step."""

    def __init__(self, run: int, event: Event) -> None:
        self.run = run
        self.event = event
        super().__init__()


class Ended(Message):
    """The thread of the run of this number is done with it."""

    def __init__(self, run: int, outcome: Outcome) -> None:
        self.run = run
        self.outcome = outcome
        super().__init__()


class Loaded(Message):
    """What was asked for has been read, to be a part of what is said by ``into``."""

    def __init__(self, sources: Sequence[Source], warnings: Sequence[Warned], into: Into) -> None:
        self.into = into
        self.sources = tuple(sources)
        self.warnings = tuple(warnings)
        super().__init__()


class Change(Message):
    """A person wants the run's settings to be others: names and values of fields of ``Settings``."""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__()


class Turn(Message):
    """A person wants to read another story: so many further on."""

    def __init__(self, step: int) -> None:
        self.step = step
        super().__init__()


class Add(Message):
    """A person wants to read these files, folders or addresses, too."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.arguments = tuple(arguments)
        super().__init__()
