"""The reader: opens at once, does the run in a thread beside the screen, and shows what there is when it is there.

Invariant: the app is left with its thread stopped, and the terminal as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from summariser.document import Source
from summariser.events import Warned
from summariser.loading import Web
from summariser.settings import Settings
from summariser.store import StoreError, home
from tui import keys, preferences
from tui.running import Running
from tui.screens.dialogs import Help, active_keys
from tui.screens.start import StartScreen, Wanted
from tui.text import shown
from tui.themes import THEMES


class Reader(Running):
    """Reads sources on one story, their summaries and their digest."""

    TITLE = "summariser"
    CSS_PATH = Path(__file__).with_name("styles.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*keys.RUN[:2], *keys.STORIES, *keys.APP]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-normal"), (140, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(
        self,
        sources: Sequence[Source] = (),
        settings: Settings | None = None,
        warnings: Sequence[Warned] = (),
        *,
        arguments: Sequence[str] = (),
        web: Web | None = None,
        keep: bool = False,
        one_story: bool = False,
    ) -> None:
        """``arguments`` and the feeds of ``web`` are read once the screen is there; ``keep``: use the store."""
        super().__init__(sources, settings or Settings(), warnings, web=web, keep=keep, one_story=one_story)
        self._arguments = tuple(arguments)
        self._clashes: set[str] = set()

    def get_default_screen(self) -> Screen[None]:
        """The reading."""
        return self.reading

    def on_mount(self) -> None:
        """Put on the theme and the keys; begin once the first frame is there."""
        wanted = preferences.load(home())
        for theme in THEMES:
            self.register_theme(theme)
        for problem in wanted.problems:
            self.notify(shown(problem), title="Settings", severity="warning", markup=False)
        self.set_keymap(wanted.keys)
        chosen = (name for name in (preferences.last_theme(), wanted.theme) if name in self.available_themes)
        self.theme = next(chosen, THEMES[0].name)
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        self._toast(*self.story.warnings)
        self._leave_when_told()
        self.call_after_refresh(self._first)

    def _first(self) -> None:
        feeds = self._web.feeds if self._web else ()
        if self._arguments or feeds:
            self.load(self._arguments, feeds=feeds)
        else:
            self.offer()
        self.action_again()

    def on_unmount(self) -> None:
        """Nothing is told to an app that is gone."""
        self._worker.close()

    def _keep_theme(self, name: str) -> None:
        try:
            preferences.remember_theme(name)
        except StoreError as error:
            self.notify(shown(str(error)), title="The theme is not remembered", severity="warning", markup=False)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:  # noqa: ARG002
        """Two things want one key, which only the settings can bring about."""
        names = ", ".join(sorted(binding.id or binding.description for binding in clashed_bindings))
        if names in self._clashes:  # it is told on every key otherwise
            return
        self._clashes.add(names)
        self.notify(f"one key is given to: {names}", title=preferences.FILE, severity="warning", markup=False)

    def action_help(self) -> None:
        """Show the keys that work here."""
        self.push_screen(Help(active_keys(self.screen.active_bindings)))

    def offer(self) -> None:
        """Ask what to read when there is nothing."""
        if not self.story.sources:
            self.action_open()

    def action_open(self) -> None:
        """Choose what to read."""
        self.push_screen(StartScreen(may_close=bool(self.state.entries)), self._opened)

    def _opened(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        if wanted.record is not None:
            self.reopen(wanted.record)
        elif wanted.sources:
            self.begin(wanted.sources)
        else:
            self.load(wanted.arguments, "else")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        match action:
            case "stop":
                return self.state.phase == "running" and self.screen is self.reading
            case "again":
                return not (self.state.busy or self.running) and bool(self.state.entries)
            case "turn":
                return self.state.stories > 1 and self.screen is self.reading
            case "open" | "help":
                return not isinstance(self.screen, (StartScreen, Help)) or action == "help"
        return super().check_action(action, parameters)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What has a key, for the command palette, and Textual's own."""
        for binding in keys.COMMANDS:
            owner = self if hasattr(self, f"action_{binding.action.partition('(')[0]}") else self.reading
            if owner.check_action(binding.action.partition("(")[0], ()):
                run = partial(self.run_action, binding.action, owner)
                yield SystemCommand(binding.description, binding.tooltip, run)
        yield from self.story_commands()
        yield from (command for command in super().get_system_commands(screen) if command.title != "Quit")
