"""The panel that shows what a statement stands on."""

from __future__ import annotations

from summariser.digest import Statement
from tui.pages import evidence_page
from tui.state import State
from tui.widgets.text_view import TextView


class EvidencePanel(TextView):
    """The evidence of one statement; not there when there is none to show."""

    COMPONENT_CLASSES = TextView.COMPONENT_CLASSES

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, can_focus=False)
        self._statement: Statement | None = None
        self.display = False

    def show_statement(self, state: State, statement: Statement | None) -> None:
        """Show the evidence of a statement, or nothing."""
        if statement == self._statement:
            return
        self._statement = statement
        self.display = statement is not None
        if statement is not None:
            self.show(evidence_page(state, statement))
