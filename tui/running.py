"""The app as far as it is about the run: only messages change the state, and one run is under way at a time.

What was given to read is told apart first; the run of the largest story follows, and that of another when a person
turns to it.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from textual.app import App, SystemCommand
from textual.binding import Binding

from summariser.cli import DONE
from summariser.document import Source
from summariser.events import Warned
from summariser.loading import Web
from summariser.settings import Settings
from summariser.store import Record
from tui import state, stories
from tui.messages import Add, Change, Ended, Into, Loaded, Told, Turn
from tui.screens.dialogs import Say, active_keys
from tui.screens.reading import ReadingScreen
from tui.state import Apart, Failed, State
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
        one_story: bool = False,
    ) -> None:
        super().__init__()
        self._one_story = one_story
        self._web = web
        self._settings = settings
        self._stories = [stories.given(sources, warnings)]
        self._here = 0  # the story that is read
        self._worker = Worker(self.post_message, keep=keep)
        self._exit_code = DONE
        self._leaving = self._restart = self._drawing = False
        self._run = 0  # the number of the run that is listened to; 0 while none is
        self._at_work = 0  # the story it is of
        self.reading = ReadingScreen(self.state, settings)

    @property
    def running(self) -> bool:
        """Whether a run's thread is at work."""
        return self._worker.running

    @property
    def story(self) -> stories.Story:
        """The story that is read."""
        return self._stories[self._here]

    @property
    def state(self) -> State:
        """What is known of the story that is read."""
        return self.story.state

    def action_again(self) -> None:
        """Run from the start, unless a run is under way."""
        story = self.story
        cleaned = {} if self._one_story and story.cleaned is None else story.cleaned
        if story.sources and self._worker.start(story.sources, self._settings, story.warnings, cleaned):
            self._exit_code = DONE
            self._restart = False
            self._run, self._at_work = self._worker.run, self._here
            self._stories[self._here] = replace(story, settings=self._settings, cleaned=cleaned)
            self._show(state.started(self.state, story.warnings))

    def action_stop(self) -> None:
        """Ask the run to stop."""
        if self.running:
            self._worker.cancel()
            self._show(state.stopping(self.state))

    def _run_anew(self) -> None:
        """Run with what has changed: at once, or as soon as the run under way has ended."""
        self._restart = True
        if self._run and self.running and self._at_work != self._here:
            self._keep(self._at_work, state.left(self._stories[self._at_work].state))
            self._run = 0
        if self.running:
            self.action_stop()
        else:
            self.action_again()

    def action_turn(self, step: int) -> None:
        """Turn to the next story or the one before."""
        self.turn_to((self._here + step) % len(self._stories))

    def turn_to(self, number: int) -> None:
        """Read another story; it is run if it has no digest of these settings. A run that is not in its way goes on."""
        if number != self._here:
            self._here, self._restart = number, False
            self.reading.turn_to(self.state)
            if self.story.wants_run(self._settings):
                self._run_anew()

    def on_turn(self, message: Turn) -> None:
        """A person clicked on the name of the story."""
        self.action_turn(message.step)

    def story_commands(self) -> Iterator[SystemCommand]:
        """A command for each of several stories."""
        for number, story in enumerate(self._stories if len(self._stories) > 1 else ()):
            yield SystemCommand(
                shown(f"Story {number + 1}: {story.title}"), "Turn to this story", partial(self.turn_to, number)
            )

    def _told_apart(self, told: Apart) -> None:
        """Go on with the story that is read already, or else the largest, and run it."""
        self._stories = list(stories.apart(self.story, told.stories))
        entry = self.reading.entry
        held = (number for number, one in enumerate(told.stories) if entry and entry.sha256 in {s.sha256 for s in one})
        self._here = next(held, 0)
        if len(self._stories) > 1:
            keys = active_keys(self.reading.active_bindings)
            named = [*keys.get("next-story", ())[:1], *keys.get("story-before", ())[:1]]
            names = " and ".join(self.get_key_display(Binding(key, "")) for key in named)
            self.notify(f"{names} turn to the others.", title=f"{len(self._stories)} stories", markup=False)
        self.action_again()

    def on_told(self, message: Told) -> None:
        """The run reports a step."""
        if message.run != self._run:
            return
        if isinstance(message.event, Warned):
            self._toast(message.event)
        self._keep(self._at_work, state.told(self._stories[self._at_work].state, message.event))
        if not self._drawing:  # a run may tell more in a second than anyone could see
            self._drawing = True
            self.set_timer(FRAME, self._draw)

    def on_ended(self, message: Ended) -> None:
        """The run's thread is done."""
        if message.run == self._run:
            self._keep(self._at_work, state.ended(self._stories[self._at_work].state, message.outcome))
            self._draw()
        if self._leaving:
            self.exit(self._exit_code)
        elif self._restart:
            self.action_again()
        elif isinstance(message.outcome, Apart) and message.run == self._run:
            self._told_apart(message.outcome)
        elif isinstance(message.outcome, Failed) and message.run == self._run:
            self._exit_code = message.outcome.exit_code
            self.push_screen(Say(message.outcome.title, message.outcome.what, message.outcome.advice))

    def on_change(self, message: Change) -> None:
        """Run with other settings."""
        try:
            self._settings = replace(self._settings, **message.values)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            self.push_screen(Say("This cannot be set", str(error), "Nothing was changed."))
        else:
            if "language" in message.values:  # in another language, other lines may be dropped
                self._stories = [one if one.cleaned is None else replace(one, cleaned={}) for one in self._stories]
            self.reading.show_settings(self._settings)
            self._run_anew()

    def on_add(self, message: Add) -> None:
        """Read more files or addresses into the story."""
        self.load(message.arguments, "story")

    def load(self, arguments: Sequence[str], into: Into = "all", *, feeds: tuple[str, ...] = ()) -> None:
        """Read files, folders, addresses or feeds in the background."""
        self.notify(shown(f"Reading {', '.join([*arguments, *feeds])}"), markup=False, timeout=2)
        web = replace(self._web, feeds=feeds) if self._web else None
        self._worker.load(arguments, into, web=web)

    def on_loaded(self, message: Loaded) -> None:
        """What was asked for is read: it is added to all there is or to the story, or stands in its place."""
        lost = [str(warned) for warned in message.warnings if warned.lost]
        if not message.sources:
            advice = "Name a file, a folder or a web page."
            self.push_screen(Say("Nothing to read there", "\n".join(lost), advice), lambda _: self.offer())
        elif message.into == "else" or not self.story.sources:
            self.begin(message.sources, message.warnings)
        else:
            self._toast(*message.warnings)
            if message.into == "all":
                self._stories, self._here, self._run = [stories.together(self._stories)], 0, 0
            self._stories[self._here] = stories.added(self.story, message.sources, message.warnings)
            self._draw()
            self._run_anew()

    def offer(self) -> None:
        """Ask what to read when there is nothing."""

    def begin(self, sources: Sequence[Source], warnings: Sequence[Warned] = ()) -> None:
        """Read something else."""
        self._begin(stories.given(sources, warnings))
        self._run_anew()

    def _begin(self, story: stories.Story) -> None:
        self._stories, self._here, self._run = [story], 0, 0
        self.reading.forget()
        self._draw()

    def reopen(self, record: Record) -> None:
        """Show a digest that was made before; nothing is computed."""
        self._settings, self._restart = record.settings, False
        self._worker.cancel()
        self.reading.show_settings(record.settings)
        shown_again = state.reopened(record.digest, record.sources)
        self._begin(stories.Story(record.sources, (), shown_again, {}, record.settings))

    def _draw(self) -> None:
        self._drawing = False
        if not self.screen_stack:  # the app is being left
            return
        self.reading.show_state(self.state)

    def _keep(self, number: int, new: State) -> None:
        self._stories[number] = replace(self._stories[number], state=new)

    def _show(self, new: State) -> None:
        self._keep(self._here, new)
        self._draw()

    def _toast(self, *warnings: Warned) -> None:
        before = len(self.state.warnings) if len(warnings) == 1 else 0
        for warned in warnings[: max(0, TOASTS - before)]:
            self.notify(shown(str(warned)), title="Warning", severity="warning", markup=False)

    def _leave_when_told(self) -> None:
        """Give the terminal back when the process is terminated, or its terminal is closed."""
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(AttributeError, NotImplementedError, RuntimeError):  # not there on Windows, or in a thread
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self.exit, 128 + number)

    async def action_quit(self) -> None:
        """Leave; a run is stopped first, but not waited for longer than a person would."""
        if not self.running:
            self.exit(self._exit_code)
        elif not self._leaving:
            self._leaving = True
            self.action_stop()
            self.set_timer(PATIENCE, partial(self.exit, self._exit_code))
