"""The main screen: the sources on the left, what is read beside them, and the evidence of the statement chosen.

Invariant: the place where a person is, and where they were in every text, belongs to this screen; the state of the run
belongs to the app, which hands over each new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Tab, Tabs

from summariser.document import Sentence
from tui import keys
from tui.pages import Page, article_page, digest_page, original_page, summary_page
from tui.state import State, evidence, position
from tui.widgets.evidence import EvidencePanel
from tui.widgets.progress import ProgressLine
from tui.widgets.sources import SourceList
from tui.widgets.text_view import Place, TextView

TABS = {"summary": "Summary", "article": "Article", "original": "Original"}
DIGEST = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that can be read: the digest (source 0), or a view of the source at this place in the list."""

    source: int = DIGEST
    tab: str = "digest"


class ReadingScreen(Screen[None]):
    """Reads the digest and its sources."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.GO, *keys.EVIDENCE]

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._spot = Spot()
        self._tab = "summary"  # the view of sources last used
        self._places: dict[Spot, tuple[Place, int | None]] = {}
        self._history: list[Spot] = []
        self._looked_for: dict[int, Sentence] = {}

    @property
    def spot(self) -> Spot:
        """What is being read."""
        return self._spot

    def compose(self) -> ComposeResult:
        """The sources, the text and its evidence; below them how the run goes, and the keys."""
        with Horizontal(id="desk"):
            yield SourceList(id="sources")
            with Vertical(id="paper"):
                yield Tabs(Tab("Digest", id="digest"), id="digest-tab")
                yield Tabs(*(Tab(label, id=name) for name, label in TABS.items()), id="source-tabs")
                with Container(id="sheet"):
                    yield TextView(id="text")
                    yield EvidencePanel(id="evidence")
        yield ProgressLine(id="progress")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what is there already."""
        for tabs in self.query(Tabs):
            tabs.can_focus = False
        self._go(self._spot)

    def show_state(self, state: State) -> None:
        """Show a new state of the run; the place in the text is kept."""
        before, self._state = self._state, state
        self.query_one(SourceList).show(state, self._spot.source)
        self.query_one(ProgressLine).show(state)
        if self._changed(before, state):
            self._remember()
            self._show_page()
        self.refresh_bindings()

    def _changed(self, before: State, state: State) -> bool:
        """Whether what is being read has changed."""
        if self._spot.source == DIGEST:
            return (before.statements, before.digest, before.warnings, before.phase, before.alone) != (
                state.statements, state.digest, state.warnings, state.phase, state.alone
            )  # fmt: skip
        return before.entries[self._spot.source - 1] != state.entries[self._spot.source - 1]

    def _go(self, spot: Spot) -> None:
        self._spot = spot
        if spot.source != DIGEST:
            self._tab = spot.tab
        self.query_one("#digest-tab").display = spot.source == DIGEST
        tabs = self.query_one("#source-tabs", Tabs)
        tabs.display = spot.source != DIGEST
        if spot.source != DIGEST:
            tabs.active = spot.tab
        self.query_one(SourceList).show(self._state, spot.source)
        self.query_one(ProgressLine).show(self._state)
        self._show_page()
        self.query_one("#text").focus()
        self.refresh_bindings()

    def _leave_for(self, spot: Spot) -> None:
        if spot != self._spot:
            self._remember()
            self._go(spot)

    def _remember(self) -> None:
        view = self.query_one("#text", TextView)
        self._places[self._spot] = view.place, view.chosen

    def _show_page(self) -> None:
        page = self._page()
        place, chosen = self._places.get(self._spot, ((0, -1), None))
        if page.statements:
            chosen = min(chosen or 0, len(page.statements) - 1)
        self.query_one("#text", TextView).show(page, at=place, chosen=chosen if page.statements else None)
        self._show_evidence()

    def _page(self) -> Page:
        if self._spot.source == DIGEST:
            return digest_page(self._state)
        entry = self._state.entries[self._spot.source - 1]
        match self._spot.tab:
            case "summary":
                return summary_page(entry)
            case "article":
                return article_page(entry, self._looked_for.get(self._spot.source))
            case _:
                return original_page(entry)

    def _show_evidence(self) -> None:
        view = self.query_one("#text", TextView)
        statement = None if view.chosen is None else view.page.statements[view.chosen]
        self.query_one(EvidencePanel).show_statement(self._state, statement)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where someone clicked in the list."""
        self._leave_for(Spot(event.option_index, self._tab if event.option_index else "digest"))

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show the view someone clicked on."""
        # The tab that is active now, not the one of the message: keys may have been faster.
        if self._spot.source != DIGEST and event.tabs.id == "source-tabs" and event.tabs.active:
            self._leave_for(Spot(self._spot.source, event.tabs.active))

    def on_text_view_chosen(self, event: TextView.Chosen) -> None:
        """Show the evidence of the statement chosen, or follow the evidence chosen."""
        if event.view.id == "evidence":
            self._follow(event.item)
        else:
            self._show_evidence()

    def action_digest(self) -> None:
        """Go to the digest."""
        self._leave_for(Spot())

    def action_source(self, number: int) -> None:
        """Go to the source with this number."""
        place = position(self._state, number)
        if place is not None:
            self._leave_for(Spot(place, self._tab))

    def action_step(self, step: int) -> None:
        """Go to the next source or the one before."""
        place = self._spot.source + step
        if 1 <= place <= len(self._state.entries):
            self._leave_for(Spot(place, self._tab))
        elif place == DIGEST:
            self._leave_for(Spot())

    def action_tab(self, step: int) -> None:
        """Go to another view of the source."""
        if self._spot.source != DIGEST:
            names = list(TABS)
            self._leave_for(Spot(self._spot.source, names[(names.index(self._spot.tab) + step) % len(names)]))

    def action_follow(self) -> None:
        """Go to the first evidence sentence of the chosen statement in its article."""
        self._follow(0)

    def _follow(self, item: int) -> None:
        view = self.query_one("#text", TextView)
        if view.chosen is None:
            return
        found = list(evidence(self._state, view.page.statements[view.chosen]))
        if not found:
            return
        entry, sentence = found[item]
        place = self._state.entries.index(entry) + 1
        self._looked_for[place] = sentence
        self._history.append(self._spot)
        self._leave_for(Spot(place, "article"))
        if (start := view.page.found) is not None:
            view.go_to(start)

    def action_back(self) -> None:
        """Go back to where the evidence was followed from."""
        if self._history:
            self._leave_for(self._history.pop())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Show only the keys that do something here."""
        match action:
            case "follow":
                return bool(self.is_mounted and self.query_one("#text", TextView).page.statements)
            case "back":
                return bool(self._history)
            case "tab" | "digest":
                return self._spot.source != DIGEST
        return True
