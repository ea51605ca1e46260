"""The line that says what is being done and how far."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.state import State, words

BAR = 16  # columns


class ProgressLine(Static):
    """One line of words, with a bar while a stage has several steps."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, markup=False)

    def show(self, state: State) -> None:
        """Show where the run is."""
        told = words(state)
        if state.warnings:
            told += f" · {len(state.warnings)} warning{'' if len(state.warnings) == 1 else 's'} below the digest"
        progress = state.progress
        bar = Content()
        if state.phase == "running" and progress and progress.total > 1:
            filled = BAR * progress.done // progress.total
            bar = Content.assemble(("━" * filled, "$primary"), ("─" * (BAR - filled), "$text-disabled"), "  ")
        self.set_class(state.busy, "-busy")
        self.update(bar + Content(told), layout=False)
