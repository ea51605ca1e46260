"""The panel that shows what a statement stands on, or who says a claim."""

from __future__ import annotations

from tui.pages import Page
from tui.widgets.text_view import TextView

EMPTY = "-empty"


class EvidencePanel(TextView):
    """The passages behind what is chosen; not there when there are none. Its chosen item is the passage to follow."""

    COMPONENT_CLASSES = TextView.COMPONENT_CLASSES

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, can_focus=False)
        self.add_class(EMPTY)

    def show_passages(self, page: Page | None) -> None:
        """Show the passages of a page, or nothing; the first is chosen when there are several."""
        if page == self.page and not self.has_class(EMPTY):
            return
        self.set_class(page is None, EMPTY)  # not by ``display``: the styles leave it out on low screens
        if page is not None:
            self.show(page, chosen=0 if _passages(page) > 1 else None)

    def choose(self, item: int | None) -> None:
        """Choose a passage; above the first one stands what kind of evidence it is."""
        super().choose(item)
        if item == 0:
            self.action_top()

    def step(self, step: int) -> None:
        """Choose the next passage or the one before."""
        if not self.has_class(EMPTY) and self.chosen is not None and 0 <= self.chosen + step < _passages(self.page):
            self.choose(self.chosen + step)


def _passages(page: Page) -> int:
    return max((paragraph.item + 1 for paragraph in page.paragraphs if paragraph.item is not None), default=0)
