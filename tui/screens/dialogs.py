"""Small screens on top of the reading: something to say, a question, a name to give, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label

from tui import keys
from tui.pages import Mark, Page, Paragraph
from tui.text import shown
from tui.widgets.text_view import TextView

Result = TypeVar("Result")
KEYS = 16  # columns for the names of keys


class Dialog(ModalScreen[Result]):
    """A box in the middle of the screen, closed with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.DIALOG]

    def box(self, title: str) -> Vertical:
        """The box, titled."""
        box = Vertical(classes="box")
        box.border_title = shown(title)
        return box


class Say(Dialog[None]):
    """Says what happened and what to do about it."""

    def __init__(self, title: str, what: str, advice: str) -> None:
        super().__init__()
        self._title, self._what, self._advice = title, what, advice

    def compose(self) -> ComposeResult:
        """What, what to do, and a button."""
        with self.box(self._title):
            for line in self._what.splitlines():
                yield Label(shown(line), markup=False, classes="what")
            yield Label(shown(self._advice), markup=False, classes="advice")
            with Horizontal(classes="buttons"):
                yield Button("Close", variant="primary")

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss()


class Ask(Dialog[bool]):
    """Asks before something cannot be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.ANSWERS]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question and two buttons, the safe one focused."""
        with self.box("Sure?"):
            yield Label(shown(self._question), markup=False, classes="what")
            with Horizontal(classes="buttons"):
                yield Button(self._no, id="no", variant="primary")
                yield Button(self._yes, id="yes")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")


class Name(Dialog[str]):
    """Asks for the name of a file."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self._title, self._name_before = title, name

    def compose(self) -> ComposeResult:
        """A line to write in."""
        with self.box(self._title):
            yield Input(self._name_before, placeholder="name of the file")
            yield Label("Enter saves, Escape does not.", classes="advice")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over the name, if there is one."""
        if event.value.strip():
            self.dismiss(event.value.strip())


class Help(Dialog[None]):
    """All keys of the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CLOSE_HELP]

    def compose(self) -> ComposeResult:
        """The keys, by what they are for."""
        with self.box("Keys"):
            yield TextView(id="help")

    def on_mount(self) -> None:
        """Fill in the keys."""
        view = self.query_one(TextView)
        view.show(Page(tuple(_help(self.app.get_key_display))))
        view.focus()


def _help(display: Callable[[Binding], str]) -> Iterator[Paragraph]:
    for number, (heading, bindings) in enumerate(keys.HELP):
        yield Paragraph(heading, "heading", gap=number and 1)
        for binding in bindings:
            if binding.id == "source-1":
                names, told = "1 … 9", "Go to the source with this number"
            else:
                names = " ".join(display(Binding(key, "")) for key in binding.key.split(","))
                told = binding.tooltip
            names = names.ljust(KEYS)
            yield Paragraph(f"{names} {told}", marks=(Mark(0, len(names), "cite"),), gap=0)
