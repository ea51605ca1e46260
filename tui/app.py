"""The reader: opens at once, does the run in a thread beside the screen, and shows what there is when it is there.

Invariant: only messages change the state, one run is under way at a time, and the app is left with its thread stopped.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from summariser.cli import DONE, FAILED
from summariser.console import OutputError, check_output, write_result
from summariser.document import Source
from summariser.events import Warned
from summariser.settings import Settings
from tui import keys, state
from tui.messages import Ended, Told
from tui.screens.dialogs import Ask, Help, Name, Say
from tui.screens.reading import ReadingScreen
from tui.text import shown
from tui.themes import THEMES
from tui.worker import Worker

PATIENCE = 2.0  # seconds that leaving waits for a run to stop by itself
TOASTS = 3  # warnings that are shown as they come; all of them are listed below the digest


class Reader(App[int]):
    """Reads sources on one story, their summaries and their digest."""

    TITLE = "summariser"
    CSS_PATH = Path(__file__).with_name("styles.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*keys.RUN]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (140, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, sources: Sequence[Source], settings: Settings, warnings: Sequence[Warned] = ()) -> None:
        super().__init__()
        self._sources = tuple(sources)
        self._settings = settings
        self._warnings = tuple(warnings)
        self._worker = Worker(self.post_message)
        self._exit_code = DONE
        self._leaving = False
        self.state = state.begin(sources, warnings)
        self.reading = ReadingScreen(self.state)

    def get_default_screen(self) -> Screen[None]:
        """The reading."""
        return self.reading

    def on_mount(self) -> None:
        """Put on the theme; begin once the first frame is there."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self._toast(*self._warnings)
        self.call_after_refresh(self.action_again)

    def on_unmount(self) -> None:
        """Nothing is told to an app that is gone."""
        self._worker.close()

    @property
    def running(self) -> bool:
        """Whether a run's thread is at work."""
        return self._worker.running

    def action_again(self) -> None:
        """Run from the start, unless a run is under way."""
        if self._worker.start(self._sources, self._settings, self._warnings):
            self._exit_code = DONE
            self._show(state.started(self.state, self._warnings))

    def action_stop(self) -> None:
        """Ask the run to stop."""
        if self.running:
            self._worker.cancel()
            self._show(state.stopping(self.state))

    def on_told(self, message: Told) -> None:
        """The run reports a step."""
        if isinstance(message.event, Warned):
            self._toast(message.event)
        self._show(state.told(self.state, message.event))

    def on_ended(self, message: Ended) -> None:
        """The run's thread is done."""
        self._show(state.ended(self.state, message.outcome))
        if self._leaving:
            self.exit(self._exit_code)
        elif isinstance(message.outcome, state.Failed):
            self._exit_code = message.outcome.exit_code
            self.push_screen(Say(message.outcome.title, message.outcome.what, message.outcome.advice))

    def _show(self, new: state.State) -> None:
        self.state = new
        self.reading.show_state(new)
        self.refresh_bindings()

    def _toast(self, *warnings: Warned) -> None:
        before = len(self.state.warnings) if len(warnings) == 1 else 0
        for warned in warnings[: max(0, TOASTS - before)]:
            self.notify(shown(str(warned)), title="Warning", severity="warning", markup=False)

    async def action_quit(self) -> None:
        """Leave; a run is stopped first, but not waited for longer than a person would."""
        if not self.running:
            self.exit(self._exit_code)
        elif not self._leaving:
            self._leaving = True
            self.action_stop()
            self.set_timer(PATIENCE, partial(self.exit, self._exit_code))

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Help())

    def action_save(self) -> None:
        """Ask for a name and save the digest as Markdown."""
        self.push_screen(Name("Save the digest as Markdown", "digest.md"), self._save_as)

    def _save_as(self, name: str | None) -> None:
        if name is None:
            return
        path = Path(name).expanduser().absolute()
        if path.exists():
            ask = Ask(f"{name} is there already. Write over it?", "Write over it", "Keep it")
            self.push_screen(ask, lambda yes: self._save(path, name) if yes else None)
        else:
            self._save(path, name)

    def _save(self, path: Path, name: str) -> None:
        from summariser.render import to_markdown  # noqa: PLC0415 - the first frame does not wait for babel

        if self.state.digest is None:
            return
        try:
            check_output(str(path), [source.path for source in self._sources if source.path is not None])
            write_result(to_markdown(self.state.digest), str(path))
        except (OutputError, ValueError) as error:
            self.push_screen(Say("Not saved", str(error), "Choose another name or folder; s asks again."))
        else:
            self.notify(shown(f"Saved as {name}"), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        match action:
            case "stop":
                return self.state.phase == "running"
            case "again":
                return not self.state.busy
            case "save":
                return self.state.digest is not None
        return super().check_action(action, parameters)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What has a key, for the command palette, and Textual's own."""
        for binding in keys.COMMANDS:
            owner = self if binding in keys.RUN else self.reading
            if owner.check_action(binding.action.partition("(")[0], ()):
                run = partial(self.run_action, binding.action, owner)
                yield SystemCommand(binding.description, binding.tooltip, run)
        yield from (command for command in super().get_system_commands(screen) if command.title != "Quit")


def read(sources: Sequence[Source], settings: Settings, warnings: Sequence[Warned] = ()) -> int:
    """Open the reader, and return the program's exit code when it is left."""
    app = Reader(sources, settings, warnings)
    code = app.run()
    if app.running:
        os._exit(DONE if code is None else code)  # the terminal is given back; torch would keep the process alive
    return code if code is not None else app.return_code or FAILED
