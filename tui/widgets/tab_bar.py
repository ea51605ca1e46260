"""The views of what is read, by name, over the text; a click chooses one. The keys for it belong to the screen."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

GAP = 2  # columns between two names


class TabBar(Static):
    """Names in a row; the one that is shown is bold, and underlined by a heavier line."""

    class Picked(Message):
        """A person clicked on a view."""

        def __init__(self, tab: str) -> None:
            self.tab = tab
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, markup=False)
        self._tabs: Mapping[str, str] = {}
        self._active = ""

    @property
    def active(self) -> str:
        """The id of the view that is shown."""
        return self._active

    def show(self, tabs: Mapping[str, str], active: str) -> None:
        """Show these views, by id and name."""
        if (dict(tabs), active) != (self._tabs, self._active):
            self._tabs, self._active = dict(tabs), active
            self._draw()

    def place(self, tab: str) -> int:
        """The column at which the name of a view begins."""
        names = list(self._tabs)[: list(self._tabs).index(tab)]
        return sum(len(self._tabs[name]) + GAP for name in names)

    def on_resize(self) -> None:
        """Draw the line as long as the row is now."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Tell which name was clicked on."""
        for tab, name in self._tabs.items():
            if self.place(tab) <= event.get_content_offset_capture(self).x < self.place(tab) + len(name):
                self.post_message(self.Picked(tab))

    def _draw(self) -> None:
        if not self._active or not self.size.width:
            return
        start, length = self.place(self._active), len(self._tabs[self._active])
        names: list[str | tuple[str, str]] = []
        for tab, name in self._tabs.items():
            names += [(name, "bold" if tab == self._active else "dim"), " " * GAP]
        rest = max(0, self.content_size.width - start - length)
        line = (("─" * start, "$panel"), ("━" * length, "$primary"), ("─" * rest, "$panel"))
        self.update(Content.assemble(*names, "\n", *line), layout=False)
