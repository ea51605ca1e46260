"""The list on the left: the digest, then the sources."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList

from tui.state import Entry, State
from tui.text import shown


class SourceList(OptionList):
    """Places that can be read: 0 is the digest, then the sources. Keys belong to the text, only clicks come here."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, markup=False)
        self._told = ""
        self._entries: tuple[Entry, ...] = ()

    def show(self, state: State, place: int) -> None:
        """Show what is known of the sources, and where the reader is."""
        told = _count(state)
        if len(state.entries) != len(self._entries) or not self.option_count:
            self.set_options([_digest(told), *map(_source, state.entries)])
        else:
            if told != self._told:
                self.replace_option_prompt_at_index(0, _digest(told))
            for number, (entry, before) in enumerate(zip(state.entries, self._entries, strict=True), 1):
                if entry is not before and entry != before:
                    self.replace_option_prompt_at_index(number, _source(entry))
        self._told, self._entries = told, state.entries
        if self.highlighted != place:
            self.highlighted = place


def _count(state: State) -> str:
    count = len(state.statements)
    return f"{count} statement{'' if count == 1 else 's'}" if count else "not written yet"


def _digest(told: str) -> Content:
    return Content.assemble(("Digest", "bold"), "\n", (told, "dim"))


def _source(entry: Entry) -> Content:
    number = f"{entry.number:>2} " if entry.number else " – "
    article = entry.article
    if article is None:
        facts = ["not used" if entry.unused else "…"]
    else:
        where = article.outlet or (entry.name if article.title else "")
        facts = [article.language or "?", where if entry.summary else "no summary yet"]
    told = " · ".join(fact for fact in facts if fact)
    return Content.assemble((number, "$text-muted"), shown(entry.title), "\n   ", (shown(told), "dim"))
