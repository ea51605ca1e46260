"""Passages side by side: each source's article at the place where it speaks of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalScroll, Vertical
from textual.widgets import Footer, Label

from summariser.claims import Claim, Wording
from summariser.document import Sentence
from tui import keys
from tui.pages import article_page
from tui.screens.dialogs import Dialog
from tui.state import Entry, State, located
from tui.text import shown
from tui.widgets.text_view import TextView


class Beside(Dialog[str]):
    """Shows the sources that speak of a claim in columns; hands over the id of the sentence to read on from."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.BESIDE]

    def __init__(self, state: State, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self._columns: Sequence[tuple[Wording, Entry, Sentence]] = [
            (wording, *where) for wording in (*claim.says, *claim.differs) for where in located(state, wording)
        ]

    def compose(self) -> ComposeResult:
        """A column for each source."""
        with Vertical(classes="beside"):
            yield Label(shown(self._claim.text), markup=False, classes="claim")
            with HorizontalScroll(can_focus=False):
                for number, (wording, entry, _) in enumerate(self._columns):
                    with Vertical(classes="column"):
                        differs = wording in self._claim.differs
                        says = f"[{entry.number}] {_says(wording) if differs else '● says it'}"
                        yield Label(says, markup=False, classes=f"says{' -differs' * differs}")
                        yield TextView(id=f"column-{number}")
            yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Open each article at its passage."""
        for number, (_, entry, sentence) in enumerate(self._columns):
            view = self.query_one(f"#column-{number}", TextView)
            page = article_page(entry, sentence)
            view.show(page)
            if page.found is not None:
                view.call_after_refresh(view.go_to, page.found)
        if self._columns:
            self.query_one("#column-0").focus()

    def _current(self) -> int:
        focused = self.focused
        return int(focused.id.partition("-")[2]) if focused is not None and focused.id else 0

    def action_column(self, step: int) -> None:
        """Go to another column."""
        place = self._current() + step
        if 0 <= place < len(self._columns):
            self.query_one(f"#column-{place}").focus()

    def action_follow(self) -> None:
        """Read the article of the column."""
        if self._columns:
            self.dismiss(self._columns[self._current()][2].id)


def _says(wording: Wording) -> str:
    return f"≠ says otherwise: {shown(wording.value)}" if wording.value else "≠ says otherwise"
