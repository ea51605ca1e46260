"""A page of text that scrolls: only the lines that are seen are ever drawn, however long the text is.

Invariant: the place on the page is kept as a paragraph and a character, so it survives a new width. What is found or
selected lies over the page's own marks and does not change the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui import keys
from tui.finding import Found
from tui.pages import Page, Paragraph
from tui.places import Place
from tui.text import wrap

MEASURE = 92  # columns: longer lines are hard to read
MARGIN = 2  # columns on the left of the text, for the sign of what is chosen
CHOSEN = "▌ "

_KINDS = (
    "title", "meta", "heading", "text", "statement", "note",
    "cite", "dropped", "reason", "copied", "found", "chosen", "sign", "match", "current",
    "differs", "silent", "fact", "bar", "rest",
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
    RIGHT: ClassVar[int] = MARGIN  # columns that stay free on the right

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
        self._found = Found()
        self._current = 0

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    @property
    def text_width(self) -> int:
        """The columns that a line of text may have."""
        return min(self.scrollable_content_region.width - MARGIN - self.RIGHT, MEASURE)

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
        self._found = Found()
        self._lay_out(at)

    def choose(self, item: int | None) -> None:
        """Choose an item, or none, and bring it into view."""
        self._chosen = item
        rows = [row for row, line in enumerate(self._lines) if self._item(line) == item] if item is not None else []
        if rows:
            fits = rows[-1] < self.size.height
            first = 0 if item == 0 and fits else rows[0]  # what stands above the first is seen, too
            self.scroll_to_region(Region(0, first, 1, rows[-1] + 1 - first), animate=False, immediate=True, force=True)
        self.refresh()

    def show_found(self, found: Found, current: int = 0) -> None:
        """Light up what was found, and bring one of the matches into view."""
        self._found, self._current = found, current
        if found.matches:
            match = found.matches[current]
            row = self._row((match.paragraph, match.start))
            if not self.scroll_offset.y <= row < self.scroll_offset.y + self.size.height:
                self.go_to((match.paragraph, match.start))
        self.refresh()

    def go_to(self, place: Place) -> None:
        """Bring a place into view: a third down from the top, or where it is on the first screen of the page."""
        row, third = self._row(place), self.size.height // 3
        self.scroll_to(y=0 if row < 2 * third else row - third, animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Cut the lines anew when the width has changed."""
        if self.text_width != self._width:
            self._lay_out(self._place)
        else:
            self._scroll_to_place(self._place)
        if self._chosen is not None:  # the evidence of something out of sight would puzzle
            place = self._place
            self.choose(self._chosen)
            self._place = place

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
        if item is not None and self.text_selection is None:
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

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected with the mouse: lines of one paragraph joined again."""
        parts: list[str] = []
        before: _Line | None = None
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else len(self._lines) - 1
        for row in range(max(0, first), min(last + 1, len(self._lines))):
            line, span = self._lines[row], selection.get_span(row)
            if span is None or line.start < 0:
                continue
            start, end = self._selected(line, span)
            if before is not None:
                same = before.paragraph == line.paragraph
                parts.append(" " * (line.start > before.end) if same else "\n")
            parts.append(self._page.paragraphs[line.paragraph].text[start:end])
            before = line
        return "".join(parts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Draw what is selected."""
        self.refresh()

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
        sign = Segment(sign.text + " " * _indent(paragraph, line), sign.style)
        strip = Strip([sign, *self._segments(paragraph, line, self._layers(paragraph, line, row), chosen=chosen)])
        return strip.crop_extend(0, width, self._style("chosen") if chosen else base).apply_offsets(0, row)

    def _layers(self, paragraph: Paragraph, line: _Line, row: int) -> Iterator[tuple[int, int, str]]:
        """What lies over a line: the page's marks, then what was found, then what is selected."""
        for mark in paragraph.marks:
            yield mark.start, mark.end, mark.kind
        found = self._found.by_paragraph.get(line.paragraph, ())
        current = self._found.matches[self._current] if found else None
        for match in found[max(0, bisect_right(found, line.start, key=lambda match: match.start) - 1) :]:
            if match.start >= line.end:
                break
            yield match.start, match.end, "current" if match == current else "match"
        if (selection := self.text_selection) is not None and (span := selection.get_span(row)) is not None:
            yield *self._selected(line, span), "selected"

    def _segments(
        self, paragraph: Paragraph, line: _Line, layers: Iterator[tuple[int, int, str]], *, chosen: bool
    ) -> Iterator[Segment]:
        """The text of a line, each piece in the style of all that lies over it."""
        kinds = (paragraph.kind, "chosen") if chosen else (paragraph.kind,)
        over = [layer for layer in layers if layer[0] < line.end and layer[1] > line.start]
        ends = {min(max(end, line.start), line.end) for start, stop, _ in over for end in (start, stop)}
        for start, end in pairwise(sorted({line.start, line.end, *ends})):
            here = [kind for first, last, kind in over if first <= start < last]
            style = self._style(*kinds, *(kind for kind in here if kind != "selected"))
            if "selected" in here:
                style += self.screen.get_component_rich_style("screen--selection")
            yield Segment(paragraph.text[start:end], style)

    def _selected(self, line: _Line, span: tuple[int, int]) -> tuple[int, int]:
        """The characters of the paragraph that a selected part of a line of the screen stands for."""
        start, end = span
        left = line.start - MARGIN - _indent(self._page.paragraphs[line.paragraph], line)
        last = line.end if end < 0 else min(line.end, left + end)
        return min(line.end, max(line.start, left + start)), max(line.start, last)

    def _style(self, *kinds: str) -> Style:
        return self.get_visual_style(*(f"text--{kind}" for kind in kinds)).rich_style

    def _item(self, line: _Line) -> int | None:
        return self._page.paragraphs[line.paragraph].item if line.start >= 0 else None

    def _lay_out(self, at: Place) -> None:
        self._width = self.text_width
        if self._width <= 0:
            self._lines, self._place = [], at
            return
        lines: list[_Line] = []
        for number, paragraph in enumerate(self._page.paragraphs):
            lines += [_Line(number, -1, -1)] * paragraph.gap
            lines += [_Line(number, start, end) for start, end in wrap(paragraph.text, self._width, paragraph.indent)]
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


def _indent(paragraph: Paragraph, line: _Line) -> int:
    return paragraph.indent if line.start > 0 else 0
