"""Small screens on top of the reading: something to say, a question, a line to write, text to paste, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Label, TextArea

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
                yield Button("Close", variant="primary", compact=True)

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
                yield Button(f"{self._no} (n)", id="no", variant="primary", compact=True)
                yield Button(f"{self._yes} (y)", id="yes", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")


class Line(Dialog[str]):
    """Asks for a line: a file's name, an address, a model."""

    def __init__(self, title: str, value: str, advice: str, *, may_be_empty: bool = False) -> None:
        super().__init__()
        self._title, self._value, self._advice = title, value, advice
        self._may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        """A line to write in, and what it is for."""
        with self.box(self._title):
            yield Input(self._value, compact=True)
            yield Label(self._advice, classes="advice", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over what was written, if anything."""
        if event.value.strip() or self._may_be_empty:
            self.dismiss(event.value.strip())


class Paste(Dialog[str]):
    """A box to paste articles into."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PASTE]

    def compose(self) -> ComposeResult:
        """The box."""
        with self.box("Paste articles"):
            yield TextArea(id="pasted", compact=True)
            yield Label("A line of three dashes (---) stands between two articles.", classes="advice", markup=False)
            yield Footer(show_command_palette=False)

    def action_done(self) -> None:
        """Hand over what was pasted."""
        text = self.query_one(TextArea).text
        self.dismiss(text if text.strip() else None)


class Help(Dialog[None]):
    """The keys that work where the help was asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CLOSE_HELP]

    def __init__(self, active: Mapping[str, list[str]]) -> None:
        """``active`` are the keys by the id of their binding."""
        super().__init__()
        self._active = active

    def compose(self) -> ComposeResult:
        """The keys, by what they are for."""
        with self.box("Keys that work here"):
            yield TextView(id="help")

    def on_mount(self) -> None:
        """Fill in the keys."""
        view = self.query_one(TextView)
        view.show(Page(tuple(_help(self._active, self.app.get_key_display))))
        view.focus()


def active_keys(bindings: Mapping[str, object]) -> dict[str, list[str]]:
    """The keys that work on a screen, by the id of their binding, from its ``active_bindings``."""
    found: dict[str, list[str]] = {}
    for key, active in bindings.items():
        binding = getattr(active, "binding", None)
        if isinstance(binding, Binding) and binding.id:
            found.setdefault(binding.id, []).append(key)
    return found


def _help(active: Mapping[str, list[str]], display: Callable[[Binding], str]) -> Iterator[Paragraph]:
    first = True
    for heading, bindings in keys.HELP:
        here = [binding for binding in bindings if binding.id in active]
        if here:
            yield Paragraph(heading, "heading", gap=0 if first else 1)
            first = False
        for binding in here:
            names = " ".join(display(Binding(key, "")) for key in active[str(binding.id)])
            told = binding.tooltip
            if binding.id == "source-1":
                names, told = "1 … 9", "Go to the source with this number"
            elif str(binding.id).startswith("source-"):
                continue
            names = names.ljust(KEYS)
            yield Paragraph(f"{names} {told}", marks=(Mark(0, len(names), "cite"),), gap=0, indent=KEYS + 1)
