"""A page of text that scrolls: only the lines that are seen are ever drawn, however long the text is.

Invariant: the place on the page is kept as a paragraph and a character, so it survives a new width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import keys
from tui.pages import Page, Paragraph
from tui.text import wrap

MEASURE = 92  # columns: longer lines are hard to read
MARGIN = 2  # columns on both sides of the text; the left one has the sign of what is chosen
CHOSEN = "▌ "

Place = tuple[int, int]  # paragraph, character
_KINDS = (
    "title", "meta", "heading", "text", "statement", "note",
    "cite", "dropped", "reason", "copied", "found", "chosen", "sign",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """Characters ``start:end`` of a paragraph; nothing of it in the empty lines before a paragraph."""

    paragraph: int
    start: int
    end: int


class TextView(ScrollView, inherit_bindings=False):
    """Shows a page. Paragraphs that are items can be chosen, one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.SCROLL, *keys.MOVE]

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"text--{kind}" for kind in _KINDS}

    class Chosen(Message):
        """A person chose an item."""

        def __init__(self, view: TextView, item: int) -> None:
            self.view = view
            self.item = item
            super().__init__()

        @property
        def control(self) -> TextView:
            """The view the item is in."""
            return self.view

    def __init__(self, *, id: str | None = None, can_focus: bool = True) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.can_focus = can_focus
        self._page = Page(())
        self._lines: list[_Line] = []
        self._width = 0
        self._chosen: int | None = None
        self._place: Place = (0, -1)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    @property
    def chosen(self) -> int | None:
        """The item that is chosen."""
        return self._chosen

    @property
    def place(self) -> Place:
        """The character at the top of the view, also while a larger window has room for what is before it."""
        return self._place

    def show(self, page: Page, *, at: Place = (0, -1), chosen: int | None = None) -> None:
        """Show a page from a place on it (the top if none is told)."""
        self._page = page
        self._chosen = chosen
        self._lay_out(at)

    def choose(self, item: int | None) -> None:
        """Choose an item, or none, and bring it into view."""
        self._chosen = item
        rows = [row for row, line in enumerate(self._lines) if self._item(line) == item] if item is not None else []
        if rows:
            self.scroll_to_region(Region(0, rows[0], 1, len(rows)), animate=False, immediate=True, force=True)
        self.refresh()

    def go_to(self, place: Place) -> None:
        """Bring a place into view: a third down from the top, or where it is on the first screen of the page."""
        row, third = self._row(place), self.size.height // 3
        self.scroll_to(y=0 if row < 2 * third else row - third, animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Cut the lines anew when the width has changed."""
        if self._text_width() != self._width:
            self._lay_out(self._place)
        else:
            self._scroll_to_place(self._place)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Know the place by where a person scrolled to."""
        super().watch_scroll_y(old_value, new_value)
        pushed_back = new_value < old_value and new_value >= self.max_scroll_y  # the window has grown, nobody scrolled
        if self._lines and not pushed_back:
            line = self._lines[min(self.scroll_offset.y, len(self._lines) - 1)]
            self._place = line.paragraph, line.start

    def on_click(self, event: events.Click) -> None:
        """Choose the item that was clicked on."""
        row = event.get_content_offset_capture(self).y + self.scroll_offset.y
        item = self._item(self._lines[row]) if 0 <= row < len(self._lines) else None
        if item is not None:
            self.choose(item)
            self.post_message(self.Chosen(self, item))

    def action_move(self, step: int) -> None:
        """Choose the next item or the one before; scroll where there is none."""
        items = [p.item for p in self._page.paragraphs if p.item is not None]
        if self._chosen is None or self._chosen + step not in items:
            self.action_scroll(step)
        else:
            self.choose(self._chosen + step)
            self.post_message(self.Chosen(self, self._chosen + step))

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.scroll_relative(y=step, animate=False, immediate=True, force=True)

    def action_page(self, step: int) -> None:
        """Scroll by a page, keeping a line in view."""
        self.action_scroll(step * max(1, self.size.height - 1))

    def action_top(self) -> None:
        """Go to the beginning of the text."""
        self.scroll_home(animate=False, immediate=True, force=True)

    def action_bottom(self) -> None:
        """Go to the end of the text."""
        self.scroll_end(animate=False, immediate=True, force=True)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row = y + self.scroll_offset.y
        base = self.get_visual_style().rich_style
        width = self.size.width
        if row >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[row]
        chosen = self._chosen is not None and self._item(line) == self._chosen
        if line.start < 0:
            return Strip.blank(width, base)
        paragraph = self._page.paragraphs[line.paragraph]
        sign = Segment(CHOSEN, self._style("sign")) if chosen else Segment(" " * MARGIN, base)
        strip = Strip([sign, *self._segments(paragraph, line, chosen=chosen)])
        return strip.crop_extend(0, width, self._style("chosen") if chosen else base)

    def _segments(self, paragraph: Paragraph, line: _Line, *, chosen: bool) -> Iterator[Segment]:
        """The text of a line, each piece in its style."""
        kinds = (paragraph.kind, "chosen") if chosen else (paragraph.kind,)
        done = line.start
        for mark in paragraph.marks:
            start, end = max(mark.start, line.start), min(mark.end, line.end)
            if start < end:
                yield Segment(paragraph.text[done:start], self._style(*kinds))
                yield Segment(paragraph.text[start:end], self._style(*kinds, mark.kind))
                done = end
        yield Segment(paragraph.text[done : line.end], self._style(*kinds))

    def _style(self, *kinds: str) -> Style:
        return self.get_visual_style(*(f"text--{kind}" for kind in kinds)).rich_style

    def _item(self, line: _Line) -> int | None:
        return self._page.paragraphs[line.paragraph].item if line.start >= 0 else None

    def _text_width(self) -> int:
        return min(self.scrollable_content_region.width - 2 * MARGIN, MEASURE)

    def _lay_out(self, at: Place) -> None:
        self._width = self._text_width()
        if self._width <= 0:
            self._lines, self._place = [], at
            return
        lines: list[_Line] = []
        for number, paragraph in enumerate(self._page.paragraphs):
            lines += [_Line(number, -1, -1)] * paragraph.gap
            lines += [_Line(number, start, end) for start, end in wrap(paragraph.text, self._width)]
        self._lines = lines
        self.virtual_size = Size(self._width + MARGIN, len(lines))
        self._scroll_to_place(at)
        self.refresh()

    def _scroll_to_place(self, place: Place) -> None:
        self.scroll_to(y=self._row(place), animate=False, immediate=True, force=True)
        self._place = place

    def _row(self, place: Place) -> int:
        """The line that a place is on."""
        return max(0, bisect_right(self._lines, place, key=lambda line: (line.paragraph, line.start)) - 1)
