"""The list on the left as a page: the digest, then each source with what is known of it. No Textual in it.

Invariant: no line is longer than the width it is made for, so that the list looks the same before and after it scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from tui.pages import Mark, Page, Paragraph, counted
from tui.state import Entry, State, cited, kin
from tui.text import shown, wrap

BAR = 8  # columns
OTHER_STORY = -1  # the item that turns to the next story
ROOMY = 30  # lines of the list from which on a source has all its facts
HEAD = 4  # lines above the sources
NUMBER = 4  # columns: the number of a source and a blank on each side

Room = Literal["all", "some", "little"]


class Contents:
    """Makes the list anew for each state; what is said of a source is made again only when something of it changed."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Entry, tuple[object, ...], tuple[Paragraph, ...]]] = {}

    def page(self, state: State, width: int, height: int) -> Page:
        """Item 0 is the digest, those from 1 are the sources; above them stands which of several stories it is.

        As much is told of the sources as there is room for in lines.
        """
        room = _room(len(state.entries), height)
        width = max(NUMBER + BAR, width)
        count, counts = len(state.statements), cited(state)
        told = counted(count, "statement") if count else "not written yet"
        paragraphs = [Paragraph("Digest", "heading", item=0, gap=0), Paragraph(told, "fact", item=0, gap=0)]
        if state.stories > 1:
            name = f"Story {state.story} of {state.stories}"
            paragraphs[:1] = [Paragraph(f"{name}  ‹ ›", "bar", item=OTHER_STORY, gap=0), replace(paragraphs[0], gap=1)]
        for item, entry in enumerate(state.entries, 1):
            rest = (counts[entry.number], count, kin(state, entry.number), width, room)
            made = self._made.get(item)
            if made is None or made[0] is not entry or made[1] != rest:
                share = _share(entry, counts[entry.number], count, room)
                others = kin(state, entry.number)
                made = entry, rest, tuple(_source(entry, item, width, share, others, room=room))
                self._made[item] = made
            paragraphs += made[2]
        return Page(tuple(paragraphs))


def _source(
    entry: Entry, item: int, width: int, told: Paragraph, others: tuple[int, ...], *, room: Room
) -> Iterator[Paragraph]:
    number = f"{entry.number:>2}  " if entry.number else " –  "
    title = shown(entry.title)
    spans = wrap(title, width - NUMBER)
    lines = [title[start:end] for start, end in spans[: 1 + (room == "all")]]
    if len(spans) > len(lines):
        lines[-1] = _cut(title[spans[len(lines) - 1][0] :], width - NUMBER)
    yield Paragraph(number + lines[0], "text", (Mark(0, NUMBER, "fact"),), item, gap=int(room == "all" or item == 1))
    for line in lines[1:]:
        yield _line(line, "text", item)
    facts = tuple(_facts(entry))
    for fact in {"all": facts, "some": facts[-1:], "little": ()}[room]:
        yield _line(_cut(shown(fact), width - NUMBER), "fact", item)
    yield Paragraph(" " * NUMBER + told.text, told.kind, _moved(told.marks), item, gap=0)
    if others:
        yield _line(_cut(f"≈ same text as {', '.join(map(str, others))}", width - NUMBER), "differs", item)


def _room(sources: int, height: int) -> Room:
    """How much is told of each source: all of it on a high screen, else a line of facts where the list still fits."""
    return "all" if height >= ROOMY else "some" if HEAD + 3 * sources <= height else "little"


def _share(entry: Entry, used: int, most: int, room: Room) -> Paragraph:
    """How much of the digest cites a source, as a bar and in words."""
    if entry.unused or entry.article is None:
        return Paragraph("not used" if entry.unused else "not read yet", "fact")
    filled = -(-BAR * used // max(1, most))
    what = " statements" if room == "all" else ""
    words = f"{used} of {most}{what}" if most else ""
    text = "━" * filled + "─" * (BAR - filled) + f"  {words}"
    return Paragraph(text.rstrip(), "fact", (Mark(0, filled, "bar"), Mark(filled, BAR, "rest")))


def _facts(entry: Entry) -> Iterator[str]:
    article = entry.article
    if article is not None:
        if where := article.outlet or (entry.name if article.title else ""):
            yield where
        words = f"{entry.summary.words:,} words" if entry.summary else "no summary yet"
        yield " · ".join(fact for fact in (article.language or "?", article.date, words) if fact)


def _line(text: str, kind: str, item: int) -> Paragraph:
    return Paragraph(" " * NUMBER + text, kind, item=item, gap=0)


def _moved(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(Mark(mark.start + NUMBER, mark.end + NUMBER, mark.kind) for mark in marks)


def _cut(text: str, width: int) -> str:
    """The text, with an ellipsis where it does not fit."""
    first = wrap(text, width)[0] if text else (0, 0)
    if first[1] >= len(text):
        return text
    start, end = wrap(text.replace(" ", "\u00a0"), max(1, width - 1))[0]
    return text[start:end].rstrip(" …") + "…"
