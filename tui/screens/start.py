"""The screen without a story: a path or an address, the sample, a box to paste into, and digests made before."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Label, OptionList
from textual.widgets.option_list import Option

from summariser.document import Source
from summariser.store import Made, Record, Store, StoreError
from tui import keys, sample
from tui.pages import counted
from tui.screens.dialogs import Paste, Say
from tui.text import shown

MOST = 100  # digests that are listed
SAMPLE, PASTE = "sample", "paste"
_BETWEEN = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to read: files and addresses, or texts, or a digest made before."""

    arguments: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    record: Record | None = None


class PathLine(Input):
    """A line for what to read. Its own key leads into the list: a text's key to scroll down would stand in its way."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.START[1]]


class StartScreen(Screen[Wanted]):
    """Asks what to read."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.START[0], *keys.START[2:]]

    def __init__(self, *, may_close: bool) -> None:
        """``may_close``: there is something to go back to."""
        super().__init__()
        self._may_close = may_close

    def compose(self) -> ComposeResult:
        """What to read: a line to write in, and a list."""
        with Vertical(id="start"):
            yield Label("summariser", classes="name")
            yield Label("Several articles on one story, one digest that says who says what.", classes="what")
            yield PathLine(placeholder="a file, a folder or the address of a web page", id="path", compact=True)
            yield OptionList(id="choices", markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """List what there is."""
        self._list()
        self.query_one("#path").focus()

    def _list(self) -> None:
        options = [Option("Paste articles", id=PASTE)]
        if sample.folder() is not None:
            options.insert(0, Option("Read the sample: one story, five outlets", id=SAMPLE))
        made = self._made()
        if made:
            options.append(Option(Content.styled("\nMade before", "dim"), disabled=True))
        options += [Option(_made(one), id=str(one.number)) for one in made]
        choices = self.query_one(OptionList)
        choices.set_options(options)
        choices.highlighted = None

    def _made(self) -> Sequence[Made]:
        try:
            with Store.open() as store:
                return store.history(MOST)
        except StoreError as error:
            self.notify(shown(str(error)), title="No history", severity="warning", markup=False)
            return ()

    def action_leave(self) -> None:
        """Go back to the story, or leave the reader when there is none."""
        if self._may_close:
            self.dismiss(None)
        else:
            self.app.exit(0)

    def action_choose(self) -> None:
        """Go from the line into the list."""
        choices = self.query_one(OptionList)
        choices.focus()
        choices.action_first()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read what was named."""
        if name := event.value.strip():
            self.dismiss(Wanted(arguments=(os.path.expanduser(name),)))  # noqa: PTH111 - it may be an address

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read what was chosen."""
        match event.option_id:
            case "sample":
                self.dismiss(Wanted(arguments=(str(sample.folder()),)))
            case "paste":
                self.app.push_screen(Paste(), self._pasted)
            case str(number):
                try:
                    with Store.open() as store:
                        self.dismiss(Wanted(record=store.reopen(int(number))))
                except StoreError as error:
                    advice = "The others are not touched by it; delete takes this one out of the list."
                    self.app.push_screen(Say("This digest cannot be opened", str(error), advice))

    def _pasted(self, text: str | None) -> None:
        articles = [part.strip() for part in _BETWEEN.split(text or "") if part.strip()]
        if articles:
            sources = (Source.from_text(part, f"pasted-{number}") for number, part in enumerate(articles, 1))
            self.dismiss(Wanted(sources=tuple(sources)))

    def action_forget(self) -> None:
        """Take the chosen digest out of the history."""
        choices = self.query_one(OptionList)
        option = None if choices.highlighted is None else choices.get_option_at_index(choices.highlighted)
        if option is not None and option.id and option.id.isdigit():
            try:
                with Store.open() as store:
                    store.forget(int(option.id))
            except StoreError as error:
                self.notify(shown(str(error)), severity="error", markup=False)
            self._list()
            choices.focus()


def _made(made: Made) -> Content:
    when = datetime.fromtimestamp(made.made).astimezone().strftime("%d %b %H:%M")
    title = shown(made.title or ", ".join(made.names))
    facts = f"{when}  {counted(len(made.names), 'source'):<11}"
    return Content.assemble((facts, "dim"), title)
