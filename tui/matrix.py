"""Claims by sources: who says it, who says otherwise, who is silent; sorted and filtered. No Textual in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summariser.claims import Claim
from tui.pages import Mark, Page, Paragraph, counted
from tui.state import State
from tui.text import shown

Show = Literal["all", "differs", "alone"]
Order = Literal["weight", "sources", "first"]

SHOWS: dict[Show, str] = {"all": "all claims", "differs": "where they differ", "alone": "one source only"}
ORDERS: dict[Order, str] = {"weight": "weightiest first", "sources": "most sources first", "first": "by first source"}
SAYS, DIFFERS, SILENT = "●", "≠", "·"
LEGEND = f"{SAYS} says it   {DIFFERS} says otherwise   {SILENT} silent"
_COLUMNS = 12  # sources that get a column each; of more, only those that speak are named
_VALUE = 24  # characters of a value beside its sign


@dataclass(frozen=True, slots=True)
class View:
    """Which claims are shown, and in which order."""

    show: Show = "all"
    order: Order = "weight"

    def next_show(self) -> View:
        """The same with the next filter."""
        names = list(SHOWS)
        return View(names[(names.index(self.show) + 1) % len(names)], self.order)

    def next_order(self) -> View:
        """The same in the next order."""
        names = list(ORDERS)
        return View(self.show, names[(names.index(self.order) + 1) % len(names)])


def claims(state: State, view: View) -> tuple[Claim, ...]:
    """The claims that are shown, in their order."""
    found = [] if state.digest is None else [c for c in state.digest.comparison.claims if _wanted(c, view.show)]
    if view.order == "sources":
        found.sort(key=lambda claim: -len(claim.says))
    elif view.order == "first":
        found.sort(key=lambda claim: claim.sources)
    return tuple(found)


def _wanted(claim: Claim, show: Show) -> bool:
    return show == "all" or (bool(claim.differs) if show == "differs" else len(claim.says) == 1 and not claim.differs)


def matrix_page(state: State, view: View) -> Page:
    """The matrix as a page: each claim, and under it a column for each source."""
    found = claims(state, view)
    return Page(tuple(_matrix(state, view, found)), claims=found)


def _matrix(state: State, view: View, found: tuple[Claim, ...]) -> Iterator[Paragraph]:
    yield Paragraph("Who says what", "title", gap=0)
    everything = state.digest.comparison.claims if state.digest else ()
    if not everything:
        yield Paragraph(_nothing(state), "note")
        return
    shows = f"{counted(len(found), 'claim')} of {len(everything):,}: {SHOWS[view.show]} (f), {ORDERS[view.order]} (t)"
    yield Paragraph(shows, "meta", gap=0)
    yield Paragraph(LEGEND, "meta", gap=0)
    if not found:
        yield Paragraph("No claim is like this.", "note")
    numbers = [entry.number for entry in state.entries if entry.number]
    for item, claim in enumerate(found):
        yield Paragraph(shown(claim.text), "statement", item=item)
        yield _row(claim, numbers, item)


def _nothing(state: State) -> str:
    if state.alone:
        return "There is one article only, and nothing to compare it with."
    if state.busy or state.phase == "ready":
        return "The claims appear here when the digest is finished."
    return "Nothing was found that could be compared."


def _row(claim: Claim, numbers: list[int], item: int) -> Paragraph:
    """The signs of one claim, each source in its own column."""
    differs = {wording.source: shown(wording.value) for wording in claim.differs}
    speaks = {*claim.sources, *differs}
    text, marks = "", []
    for number in numbers if len(numbers) <= _COLUMNS else sorted(speaks):
        sign = DIFFERS if number in differs else SAYS if number in speaks else SILENT
        start = len(text)
        text += f"{number} {sign}"
        kind = {DIFFERS: "differs", SAYS: "cite", SILENT: "silent"}[sign]
        marks.append(Mark(start, len(text), kind))
        text += "   "
    for number, value in differs.items():
        short = value if len(value) <= _VALUE else f"{value[: _VALUE - 1].rstrip()}…"
        text += f"  {DIFFERS} [{number}] {short}" if value else ""
    return Paragraph(text.rstrip(), "text", tuple(marks), item, gap=0)
