"""What can be done with what is read: find in it, copy, save, open elsewhere, and have it longer or shorter."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.screen import Screen

from summariser.console import OutputError, check_output, write_result
from summariser.settings import Settings
from tui.copying import citation, to_system
from tui.finding import Found, find
from tui.messages import Add, Change
from tui.pages import Page
from tui.places import DIGEST, Spot
from tui.screens.dialogs import Ask, Line, Say
from tui.state import Entry, State
from tui.text import shown
from tui.widgets.find_bar import FindBar
from tui.widgets.text_view import TextView

STEP = 1.25  # how much longer or shorter a digest gets
ROUND = 5  # words: lengths are multiples of it
FORMATS = "Markdown (.md), HTML (.html) or JSON (.json), by the name's ending. Enter saves, Escape does not."


class Tools(Screen[None]):
    """The screen's tools; what is read, and where, is told by the screen itself."""

    def __init__(self, state: State, settings: Settings) -> None:
        super().__init__()
        self._state = state
        self._settings = settings
        self._found = Found()
        self._match = 0

    @property
    def spot(self) -> Spot:
        """What is being read."""
        raise NotImplementedError

    @property
    def text(self) -> TextView:
        """The text that is read."""
        return self.query_one("#text", TextView)

    @property
    def entry(self) -> Entry | None:
        """The source that is read, if it is one."""
        return None if self.spot.source == DIGEST else self._state.entries[self.spot.source - 1]

    def show_settings(self, settings: Settings) -> None:
        """Know the settings of the run."""
        self._settings = settings

    @property
    def finding(self) -> FindBar | None:
        """The search that is open, if one is."""
        return next((bar for bar in self.query(FindBar) if bar.display), None)

    async def action_find(self) -> None:
        """Find in the open text."""
        if not self.query(FindBar):  # it is made when it is wanted: the first frame need not wait for it
            await self.query_one("#paper").mount(FindBar(id="find"))
        self.query_one(FindBar).open()

    def on_find_bar_asked(self, event: FindBar.Asked) -> None:
        """Look for what was written, from where the person reads."""
        self._found = find(self.text.page, event.query)
        self._match = self._found.after(*self.text.place)
        self._show_match()

    def on_find_bar_stepped(self, event: FindBar.Stepped) -> None:
        """Go to the next match or the one before, around the ends."""
        if self._found.matches:
            self._match = (self._match + event.step) % len(self._found.matches)
            self._show_match()

    def on_find_bar_closed(self) -> None:
        """Go back to the text."""
        self._found = Found()
        self.text.show_found(self._found)
        self.text.focus()

    def find_again(self, page: Page) -> None:
        """The open text is another: look for the same in it, without leaving the place."""
        if bar := self.finding:
            self._found = find(page, bar.wanted)
            self._match = min(self._match, max(0, len(self._found.matches) - 1))
            bar.tell(self._found.words(self._match))

    def _show_match(self) -> None:
        self.text.show_found(self._found, self._match)
        self.query_one(FindBar).tell(self._found.words(self._match))

    def action_copy(self) -> None:
        """Copy the selection, or else the statement that is chosen, with its sources."""
        view, chosen = self.text, self.text.chosen
        text = self.get_selected_text() or ""
        if not text and chosen is not None and chosen < len(view.page.statements):
            text = citation(self._state, view.page.statements[chosen])
        if not text and chosen is not None and view.page.claims:
            text = shown(view.page.claims[chosen].text)
        if not text:
            self.notify("Nothing is chosen: select text with the mouse, or choose a statement.", markup=False)
            return
        self.app.copy_to_clipboard(text)
        self.clear_selection()
        where = "" if to_system(text) else " (by way of the terminal)"
        self.notify(f"Copied{where}", markup=False, timeout=2)

    def action_save(self) -> None:
        """Ask for a name and save the digest."""
        self.app.push_screen(Line("Save the digest", "digest.md", FORMATS), self._save_as)

    def _save_as(self, name: str | None) -> None:
        if name is None:
            return
        path = Path(name).expanduser().absolute()
        if path.is_file():
            ask = Ask(f"{name} is there already. Write over it?", "Write over it", "Keep it")
            self.app.push_screen(ask, lambda yes: self._save(path, name) if yes else None)
        else:
            self._save(path, name)

    def _save(self, path: Path, name: str) -> None:
        from summariser import render  # noqa: PLC0415 - the first frame does not wait for babel

        written = {".json": render.to_json, ".md": render.to_markdown, ".html": render.to_html}
        write = written.get(path.suffix.lower())
        if self._state.digest is None:
            return
        if write is None:
            what = f"{shown(path.suffix) or 'A name without an ending'} says no format that can be written."
            self.app.push_screen(Say("Not saved", what, FORMATS))
            return
        try:
            check_output(str(path), [source for entry in self._state.entries if (source := entry.path) is not None])
            write_result(write(self._state.digest), str(path))
        except (OutputError, ValueError) as error:
            self.app.push_screen(Say("Not saved", str(error), "Choose another name or folder; s asks again."))
        else:
            self.notify(shown(f"Saved as {name}"), markup=False)

    def action_edit(self) -> None:
        """Open the source's file in the editor; a copy of its text when it is in no file."""
        if self.entry is None or self.entry.article is None:
            return
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        with tempfile.TemporaryDirectory(prefix="summariser-") as folder:
            path = self.entry.path
            if path is None or not path.is_file():
                path = Path(folder, "article.txt")
                path.write_text(self.entry.article.text, encoding="utf-8", errors="replace")
            try:
                with self.app.suspend():
                    subprocess.run([*command, str(path)], check=False)
            except SuspendNotSupported:  # as in a browser
                self.app.push_screen(Say("No editor can be started here", str(path), "Open the file yourself."))
            except (OSError, ValueError) as error:
                advice = "Set VISUAL or EDITOR to the command of an editor."
                self.app.push_screen(Say("The editor cannot be started", f"{command[0]}: {error}", advice))
        self.refresh(layout=True)

    def action_browse(self) -> None:
        """Open the source's address in the browser."""
        if address := self._address():
            self.app.open_url(address)
            self.notify(shown(f"Opening {address}"), markup=False, timeout=3)

    def _address(self) -> str:
        """The source's address, if it is one of the web: nothing else an article says is ever opened."""
        url = self.entry.article.url if self.entry and self.entry.article else ""
        return url if url.startswith(("https://", "http://")) else ""

    def action_add(self) -> None:
        """Ask for more to read."""
        self.app.push_screen(Line("Add to the story", "", "A file, a folder or the address of a web page."), self._add)

    def _add(self, name: str | None) -> None:
        if name:
            self.post_message(Add([os.path.expanduser(name)]))  # noqa: PTH111 - it may be an address

    def action_length(self, step: int) -> None:
        """Lengthen or shorten the digest; on a source, its summary (and those of the others)."""
        field = "digest_words" if self.spot.source == DIGEST else "article_words"
        before = getattr(self._settings, field)
        words = max(2 * ROUND, round(before * STEP**step / ROUND) * ROUND)
        if words == before:
            words = max(ROUND, before + step * ROUND)
        what = "Digest" if field == "digest_words" else "Summaries"
        self.notify(f"{what} of {words} words", markup=False, timeout=2)
        self.post_message(Change(**{field: words}))

    def action_language(self) -> None:
        """Ask which language the articles are in."""
        advice = "A code such as fr, en or de for all articles; empty finds it out for each."
        dialog = Line("Language of the articles", self._settings.language or "", advice, may_be_empty=True)
        self.app.push_screen(dialog, lambda code: self._change("language", code))

    def action_model(self) -> None:
        """Ask for the model."""
        advice = "builtin, or the hub id or folder of an encoder-decoder checkpoint. summariser models lists them."
        dialog = Line("Model that words the sentences", self._settings.model, advice)
        self.app.push_screen(dialog, lambda name: self._change("model", name))

    def _change(self, field: str, value: str | None) -> None:
        if value is not None and value != (getattr(self._settings, field) or ""):
            self.post_message(Change(**{field: value.lower() or None if field == "language" else value}))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Show only the tools that do something now."""
        here = {
            "find": lambda: self.finding is None,
            "save": lambda: self._state.digest is not None,
            "edit": lambda: self.entry is not None and self.entry.article is not None,
            "browse": lambda: bool(self._address()),
            "dropped": lambda: self.spot.tab == "original",
        }
        for action_of_the_story in ("length", "add", "language", "model"):
            here[action_of_the_story] = lambda: bool(self._state.entries)
        return here[action]() if action in here else True
