"""The app as far as it is about the run: only messages change the state, and one run is under way at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual.app import App

from summariser.cli import DONE
from summariser.document import Source
from summariser.events import Warned
from summariser.loading import Web
from summariser.settings import Settings
from summariser.store import Record
from tui import state
from tui.messages import Add, Change, Ended, Loaded, Told
from tui.screens.dialogs import Say
from tui.screens.reading import ReadingScreen
from tui.text import shown
from tui.worker import Worker

PATIENCE = 2.0  # seconds that leaving waits for a run to stop by itself
TOASTS = 3  # warnings that are shown as they come; all of them are listed below the digest
FRAME = 0.1  # seconds between two drawings of what the run tells


class Running(App[int]):
    """Runs, and shows their state on the reading screen."""

    def __init__(
        self,
        sources: Sequence[Source],
        settings: Settings,
        warnings: Sequence[Warned] = (),
        *,
        web: Web | None = None,
        keep: bool = False,
    ) -> None:
        super().__init__()
        self._web = web
        self._sources = tuple(sources)
        self._settings = settings
        self._warnings = tuple(warnings)
        self._worker = Worker(self.post_message, keep=keep)
        self._exit_code = DONE
        self._leaving = self._restart = self._drawing = self._fresh = False
        self._run = 0  # the number of the run whose state is shown; 0 while none is
        self.state = state.begin(sources, warnings)
        self.reading = ReadingScreen(self.state, settings)

    @property
    def running(self) -> bool:
        """Whether a run's thread is at work."""
        return self._worker.running

    def action_again(self) -> None:
        """Run from the start, unless a run is under way."""
        if self._sources and self._worker.start(self._sources, self._settings, self._warnings):
            self._exit_code = DONE
            self._restart = False
            self._run = self._worker.run
            self._show(state.started(self.state, self._warnings))

    def action_stop(self) -> None:
        """Ask the run to stop."""
        if self.running:
            self._worker.cancel()
            self._show(state.stopping(self.state))

    def _run_anew(self) -> None:
        """Run with what has changed: at once, or as soon as the run under way has ended."""
        self._restart = True
        if self.running:
            self.action_stop()
        else:
            self.action_again()

    def on_told(self, message: Told) -> None:
        """The run reports a step."""
        if message.run != self._run:
            return
        if isinstance(message.event, Warned):
            self._toast(message.event)
        self.state = state.told(self.state, message.event)
        if not self._drawing:  # a run may tell more in a second than anyone could see
            self._drawing = True
            self.set_timer(FRAME, self._draw)

    def on_ended(self, message: Ended) -> None:
        """The run's thread is done."""
        if message.run == self._run:
            self._show(state.ended(self.state, message.outcome))
        if self._leaving:
            self.exit(self._exit_code)
        elif self._restart:
            self.action_again()
        elif isinstance(message.outcome, state.Failed) and message.run == self._run:
            self._exit_code = message.outcome.exit_code
            self.push_screen(Say(message.outcome.title, message.outcome.what, message.outcome.advice))

    def on_change(self, message: Change) -> None:
        """Run with other settings."""
        try:
            self._settings = replace(self._settings, **message.values)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            self.push_screen(Say("This cannot be set", str(error), "Nothing was changed."))
        else:
            self.reading.show_settings(self._settings)
            self._run_anew()

    def on_add(self, message: Add) -> None:
        """Read more files or addresses into the story."""
        self._fresh = False
        self.load(message.arguments)

    def load(self, arguments: Sequence[str], *, recursive: bool = False, feeds: tuple[str, ...] = ()) -> None:
        """Read files, folders, addresses or feeds in the background."""
        self.notify(shown(f"Reading {', '.join([*arguments, *feeds])}"), markup=False, timeout=2)
        web = replace(self._web, feeds=feeds) if self._web else None
        self._worker.load(arguments, recursive=recursive, web=web)

    def on_loaded(self, message: Loaded) -> None:
        """What was asked for is read: it is added, or the new story."""
        lost = [str(warned) for warned in message.warnings if warned.lost]
        if not message.sources:
            advice = "Name a file, a folder or a web page."
            self.push_screen(Say("Nothing to read there", "\n".join(lost), advice), lambda _: self.offer())
        elif self._fresh or not self._sources:
            self.begin(message.sources, message.warnings)
        else:
            self._toast(*message.warnings)
            both = {(source.name, source.sha256): source for source in (*self._sources, *message.sources)}
            self._sources = tuple(both.values())
            self._warnings = (*self._warnings, *message.warnings)
            self._show(state.added(self.state, self._sources, self._warnings))
            self._run_anew()

    def offer(self) -> None:
        """Ask what to read when there is nothing."""

    def begin(self, sources: Sequence[Source], warnings: Sequence[Warned] = ()) -> None:
        """Read another story."""
        self._fresh = False
        self._sources, self._warnings = tuple(sources), tuple(warnings)
        self._run = 0
        self.reading.forget()
        self._show(state.begin(sources, warnings))
        self._run_anew()

    def reopen(self, record: Record) -> None:
        """Show a digest that was made before; nothing is computed."""
        self._sources, self._settings, self._warnings = record.sources, record.settings, ()
        self._restart = False
        self._run = 0
        self._worker.cancel()
        self.reading.forget()
        self.reading.show_settings(record.settings)
        self._show(state.reopened(record.digest, record.sources))

    def _draw(self) -> None:
        self._drawing = False
        if not self.screen_stack:  # the app is being left
            return
        self.reading.show_state(self.state)

    def _show(self, new: state.State) -> None:
        self.state = new
        self._draw()

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
