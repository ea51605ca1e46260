"""The list on the left: the digest, then the sources."""

from __future__ import annotations

from tui.contents import Contents
from tui.state import State
from tui.widgets.text_view import TextView


class SourceList(TextView):
    """Places that can be read: 0 is the digest, then the sources. Keys belong to the text, only clicks come here."""

    COMPONENT_CLASSES = TextView.COMPONENT_CLASSES
    RIGHT = 0

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, can_focus=False)
        self._state: State | None = None
        self._contents = Contents()

    def show_state(self, state: State, place: int) -> None:
        """Show what is known of the sources, and where the reader is."""
        moved = place != self.chosen
        self._state = state
        page = self._contents.page(state, self.text_width, self.size.height)
        if page != self.page:
            self.show(page, at=self.place, chosen=place)
        if moved:
            self.choose(place)

    def on_resize(self) -> None:
        """Lay the entries out for the new width and height."""
        if self._state is not None and self.text_width > 0:
            self.show_state(self._state, self.chosen or 0)
        super().on_resize()
