"""What the worker's thread tells the reader: the only way from the one to the other."""

from __future__ import annotations

from textual.message import Message

from summariser.events import Event
from tui.state import Outcome


class Told(Message):
    """The run reports a step."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__()


class Ended(Message):
    """The run's thread is done with it."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__()
