"""The line in which a person writes what to find in the open text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui import keys
from tui.finding import Query


class FindBar(Horizontal):
    """A line to write in, and what was found. Not there until it is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.FIND]

    class Asked(Message):
        """A person looks for something."""

        def __init__(self, query: Query) -> None:
            self.query = query
            super().__init__()

    class Stepped(Message):
        """A person wants the next match, or the one before."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    class Closed(Message):
        """A person is done."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._query = Query("")
        self.display = False

    @property
    def wanted(self) -> Query:
        """What is looked for."""
        return self._query

    def compose(self) -> ComposeResult:
        """The line, and beside it what was found."""
        yield Static("/", classes="slash", markup=False)
        yield Input(placeholder="find in this text", compact=True, select_on_focus=True)
        yield Static("", classes="told", markup=False)

    def open(self) -> None:
        """Be there, ready to be written in."""
        self.display = True
        self.query_one(Input).focus()
        self._ask()

    def tell(self, words: str) -> None:
        """Show what was found, and how it was looked for."""
        ways = [word for word, on in (("case", self._query.case), ("pattern", self._query.is_regex)) if on]
        told = " · ".join([*ways, words if self._query.text else ""]).strip(" ·")
        self.query_one(".told", Static).update(Content(told))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._ask()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next(1)

    def _ask(self) -> None:
        self._query = Query(self.query_one(Input).value, self._query.is_regex, self._query.case)
        self.post_message(self.Asked(self._query))

    def action_next(self, step: int) -> None:
        """Go to the next match or the one before."""
        self.post_message(self.Stepped(step))

    def action_case(self) -> None:
        """Tell capitals from small letters, or not."""
        self._query = Query(self._query.text, self._query.is_regex, not self._query.case)
        self._ask()

    def action_regex(self) -> None:
        """Read what is written as a regular expression, or not."""
        self._query = Query(self._query.text, not self._query.is_regex, self._query.case)
        self._ask()

    def action_close(self) -> None:
        """Go away."""
        self.display = False
        self.post_message(self.Closed())
