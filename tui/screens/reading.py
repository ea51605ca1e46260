"""The main screen: the sources on the left, what is read beside them, and the evidence of what is chosen.

Invariant: the place where a person is, and where they were in every text, belongs to this screen; the state of the run
belongs to the app, which hands over each new one.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Footer

from summariser.settings import Settings
from tui import keys, matrix
from tui.contents import OTHER_STORY
from tui.messages import Turn
from tui.pages import Page, article_page, digest_page, original_page, summary_page
from tui.passages import claim_page, evidence_page
from tui.places import DIGEST, Memory, Spot
from tui.screens.beside import Beside
from tui.screens.tools import Tools
from tui.state import State, located, passages, position
from tui.widgets.evidence import EvidencePanel
from tui.widgets.progress import ProgressLine
from tui.widgets.sources import SourceList
from tui.widgets.tab_bar import TabBar
from tui.widgets.text_view import TextView


class ReadingScreen(Tools):
    """Reads the digest and its sources."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.GO, *keys.EVIDENCE, *keys.COMPARE, *keys.TOOLS, *keys.RUN[2:]]

    def __init__(self, state: State, settings: Settings) -> None:
        super().__init__(state, settings)
        self._able: object = None  # which keys did something when the footer was made
        self.forget()

    def forget(self) -> None:
        """Begin at the digest, as for something else to read."""
        self._memory = Memory()
        self._memories: dict[int, Memory] = {}  # of the other stories
        self._matrix = matrix.View()
        self._with_dropped = True
        if self.is_mounted:
            self._go(self.spot)

    @property
    def spot(self) -> Spot:
        """What is being read."""
        return self._memory.visits.spot

    def compose(self) -> ComposeResult:
        """The sources, the text and its evidence; below them how the run goes, and the keys."""
        with Horizontal(id="desk"):
            yield SourceList(id="sources")
            with Vertical(id="paper"):
                yield TabBar(id="tabs")
                with Container(id="sheet"):
                    yield TextView(id="text")
                    yield EvidencePanel(id="evidence")
        yield ProgressLine(id="progress")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what is there already."""
        self._go(self.spot)

    def show_state(self, state: State) -> None:
        """Show a new state of the run; the place in the text is kept."""
        before, self._state = self._state, state
        if not self.query(SourceList):  # not there yet, or being taken down
            return
        if state.stories != before.stories:
            self._memories.clear()
        self._keep_up_with(before)
        self.query_one(SourceList).show_state(state, self.spot.source)
        self.query_one(ProgressLine).show(state)
        if self._changed(before, state):
            self._remember()
            self._show_page()
        self._refresh_keys()

    def turn_to(self, state: State) -> None:
        """Show another story, where it was left."""
        self._remember()
        self._memories[self._state.story] = self._memory
        self._memory = self._memories.get(state.story, Memory())
        self._state = state
        self._go(self.spot)

    def _refresh_keys(self) -> None:
        """Have the footer made anew, which takes longer than all else, only when other keys do something."""
        able = tuple(
            self.check_action(binding.action.partition("(")[0], ()) is not False
            for binding in (*keys.GO, *keys.EVIDENCE, *keys.COMPARE, *keys.TOOLS)
        )
        now = (able, self._state.phase, self._state.stories > 1, *map(self._memory.visits.can, (-1, 1)))
        if now != self._able:
            self._able = now
            self.refresh_bindings()

    def _keep_up_with(self, before: State) -> None:
        """Sources that were added may have moved those that are read."""
        was = [(entry.name, entry.sha256) for entry in before.entries]
        now = {(entry.name, entry.sha256): place for place, entry in enumerate(self._state.entries, 1)}
        if was == list(now):
            return
        moved = {place: now[name] for place, name in enumerate(was, 1) if name in now}
        spot = self.spot
        self._memory.renumber(moved)
        if spot != self.spot:
            self._go(self.spot)

    def _changed(self, before: State, state: State) -> bool:
        """Whether what is being read has changed."""
        if self.spot.source == DIGEST:
            return (
                (before.statements, before.warnings, before.phase, before.alone, before.outdated, before.stories)
                != (state.statements, state.warnings, state.phase, state.alone, state.outdated, state.stories)
                or before.digest is not state.digest
            )  # fmt: skip
        places = before.entries[self.spot.source - 1 : self.spot.source]
        return not places or places[0] is not self.entry

    def _go(self, spot: Spot) -> None:
        """Show the spot that is visited now."""
        if spot.source != DIGEST:
            self._memory.tab = spot.tab
        self.query_one(TabBar).show(spot.tabs, spot.tab)
        self.query_one(SourceList).show_state(self._state, spot.source)
        self.query_one(ProgressLine).show(self._state)
        self._show_page()
        if not self.finding:
            self.text.focus()
        self._refresh_keys()

    def _leave_for(self, spot: Spot) -> None:
        if spot != self.spot:
            self._remember()
            self._memory.visits.go(spot)
            self._go(spot)

    def _remember(self) -> None:
        self._memory.places[self.spot] = self.text.place, self.text.chosen

    def _show_page(self) -> None:
        page = self._page()
        place, chosen = self._memory.places.get(self.spot, ((0, -1), None))
        if page.items:
            chosen = min(chosen or 0, page.items - 1)
        self.text.show(page, at=place, chosen=chosen if page.items else None)
        self.find_again(page)
        self._show_evidence()

    def _page(self) -> Page:
        entry = self.entry
        match self.spot.tab:
            case "compare":
                return matrix.matrix_page(self._state, self._matrix)
            case "summary" if entry:
                return summary_page(entry)
            case "article" if entry:
                return article_page(entry, self._memory.looked_for.get(self.spot.source))
            case "original" if entry:
                return original_page(entry, dropped=self._with_dropped)
        return digest_page(self._state)

    def _show_evidence(self) -> None:
        page, chosen, shown = self.text.page, self.text.chosen, None
        if chosen is not None and page.claims:
            shown = claim_page(self._state, page.claims[chosen])
        elif chosen is not None:
            shown = evidence_page(self._state, page.statements[chosen])
        self.query_one(EvidencePanel).show_passages(shown)

    def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """Show the view someone clicked on."""
        if event.tab in self.spot.tabs:
            self._leave_for(Spot(self.spot.source, event.tab))

    def on_text_view_chosen(self, event: TextView.Chosen) -> None:
        """Go where someone clicked in the list, show the evidence of what is chosen, or follow the passage chosen."""
        if isinstance(event.view, SourceList) and event.item == OTHER_STORY:
            self.query_one(SourceList).choose(self.spot.source)
            self.post_message(Turn(1))
        elif isinstance(event.view, SourceList):
            self._leave_for(Spot(event.item, self._memory.tab) if event.item else Spot())
        elif event.view is self.text:
            self._show_evidence()
        else:
            self.action_follow()

    def action_digest(self) -> None:
        """Go to the digest."""
        self._leave_for(Spot())

    def action_compare(self) -> None:
        """Go to the claims side by side."""
        self._leave_for(Spot(DIGEST, "compare"))

    def action_source(self, number: int) -> None:
        """Go to the source with this number."""
        place = position(self._state, number)
        if place is not None:
            self._leave_for(Spot(place, self._memory.tab))

    def action_step(self, step: int) -> None:
        """Go to the next source or the one before."""
        place = self.spot.source + step
        if 1 <= place <= len(self._state.entries):
            self._leave_for(Spot(place, self._memory.tab))
        elif place == DIGEST:
            self._leave_for(Spot())

    def action_tab(self, step: int) -> None:
        """Go to another view of the source or the digest."""
        names = list(self.spot.tabs)
        self._leave_for(Spot(self.spot.source, names[(names.index(self.spot.tab) + step) % len(names)]))

    def action_visit(self, step: int) -> None:
        """Go back to what was read before, or forward again."""
        if self._memory.visits.can(step):
            self._remember()
            self._go(self._memory.visits.move(step))

    def action_passage(self, step: int) -> None:
        """Choose another passage of the evidence."""
        self.query_one(EvidencePanel).step(step)

    def action_filter(self) -> None:
        """Show other claims."""
        self._show_matrix(self._matrix.next_show())

    def action_sort(self) -> None:
        """Put the claims in another order."""
        self._show_matrix(self._matrix.next_order())

    def _show_matrix(self, view: matrix.View) -> None:
        self._matrix = view
        self._memory.places.pop(self.spot, None)
        self._show_page()

    def action_dropped(self) -> None:
        """Show or hide the dropped lines."""
        self._with_dropped = not self._with_dropped
        self._show_page()

    def action_follow(self) -> None:
        """Go to the chosen passage of the evidence in its article; from a claim, show its passages side by side."""
        page, chosen = self.text.page, self.text.chosen
        if chosen is None:
            return
        if page.claims:
            self.app.push_screen(Beside(self._state, page.claims[chosen]), self._follow)
            return
        found = list(passages(self._state, page.statements[chosen]))
        passage = self.query_one(EvidencePanel).chosen or 0
        if passage < len(found):
            self._follow(found[passage][1].id)

    def _follow(self, name: str | None) -> None:
        """Read on at the sentence of this id in its article."""
        for entry, sentence in located(self._state, name or ""):
            place = self._state.entries.index(entry) + 1
            self._memory.looked_for[place] = sentence
            self._memory.followed.append(self.spot)
            self._leave_for(Spot(place, "article"))
            if (start := self.text.page.found) is not None:
                self.text.go_to(start)

    def action_back(self) -> None:
        """Go back to where the evidence was followed from."""
        if self._memory.followed:
            self._leave_for(self._memory.followed.pop())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something here."""
        here = {
            "follow": lambda: self.is_mounted and self.text.page.items > 0,
            "passage": lambda: self.is_mounted and self.text.page.items > 0,
            "back": lambda: bool(self._memory.followed) and self.spot.source != DIGEST,
            "visit": lambda: not parameters or self._memory.visits.can(int(str(parameters[0]))),
            "digest": lambda: self.spot != Spot(),
            "compare": lambda: self.spot.tab != "compare" and not self._state.alone,
            "filter": lambda: self.spot.tab == "compare",
            "sort": lambda: self.spot.tab == "compare",
        }
        return here[action]() if action in here else super().check_action(action, parameters)
