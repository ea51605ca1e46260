"""The whole reader on the seeds, with the built-in model: what a person sees, does and keeps."""

from __future__ import annotations

import subprocess
import sys
from ast import literal_eval
from pathlib import Path

from textual.command import CommandList
from textual.widgets import Button, Input, Label

from summariser import Settings, Source
from summariser.cli import DONE, NO_INPUT, NO_MODEL, USAGE
from summariser.events import Warned
from tui import keys
from tui.app import Reader
from tui.passages import VERDICTS
from tui.places import Spot
from tui.screens.dialogs import Ask, Help, Line, Say
from tui.widgets.text_view import TextView

from .conftest import SEEDS, over, seen, until

SHORT = Settings(digest_words=40, article_words=15)
FIRST_FRAME = f"""
import asyncio, sys
from summariser.loading import load
from summariser.settings import Settings
from tui.app import Reader
from tui.widgets.sources import SourceList

class Watched(Reader):
    def action_again(self):
        listed = self.screen.query_one(SourceList).page.paragraphs
        self.listed = [p.text.split()[1] for p in listed[2:] if p.text[1].isdigit()]
        self.heavy = sorted({{"torch", "transformers", "numpy", "trafilatura"}} & set(sys.modules))
        self.exit()

async def main():
    app = Watched(load([{str(SEEDS)!r}])[0], Settings())
    async with app.run_test() as pilot:
        while not hasattr(app, "heavy"):
            await pilot.pause()
    print(app.listed)
    print(app.heavy)

asyncio.run(main())
"""


def test_the_first_frame_lists_the_sources_and_waits_for_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_FRAME], capture_output=True, text=True, check=True)
    listed, heavy = done.stdout.splitlines()
    names = sorted(path.name for path in SEEDS.glob("*.txt"))
    assert [name[:10] for name in literal_eval(listed)] == [name[:10] for name in names]
    assert heavy == "[]"


async def test_a_digest_is_read_followed_and_saved(seeds: tuple[Source, ...], tmp_path: Path) -> None:
    app = Reader(seeds[:3], SHORT, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.entries[0].article is not None)
        await pilot.press("1", "tab")
        assert app.reading.spot == Spot(1, "article")
        assert len(seen(app)) > 200
        await pilot.press("d")
        await until(pilot, lambda: app.state.phase == "done")
        statements = app.state.statements
        assert len(statements) >= 2
        assert all(entry.summary is not None for entry in app.state.entries)
        assert statements[0].text[:30] in seen(app)
        await pilot.press("down")
        await until(pilot, lambda: VERDICTS[statements[1].verdict] in seen(app, "#evidence"))
        await pilot.press("enter")
        assert app.reading.spot.tab == "article"
        assert app.screen.query_one("#text", TextView).page.found is not None
        await pilot.press("backspace")
        assert app.reading.spot == Spot()
        assert app.screen.query_one("#text", TextView).chosen == 1

        file = tmp_path / "digest.md"
        file.write_text("mine")
        for answer, kept in (("n", True), ("y", False)):
            await pilot.press("s")
            await until(pilot, lambda: isinstance(app.screen, Line))
            app.screen.query_one(Input).value = str(file)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, Ask))
            await pilot.press(answer)
            await until(pilot, lambda: app.screen is app.reading)
            assert (file.read_text() == "mine") is kept
        assert file.read_text().startswith("<!-- summariser digest -->")
        await pilot.press("q")
    assert app.return_value == DONE


async def test_a_stopped_run_keeps_what_it_made_and_can_be_run_again(seeds: tuple[Source, ...]) -> None:
    app = Reader(seeds, Settings(digest_words=400, article_words=200))  # long enough to be stopped
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.state.entries[0].summary is not None)
        await pilot.press("r")  # there is never more than one run
        assert app.state.entries[0].summary is not None
        await pilot.press("escape")
        assert app.state.phase in {"stopping", "stopped"}
        await until(pilot, lambda: app.state.phase == "stopped")
        assert not app.running
        assert all(entry.article is not None for entry in app.state.entries)
        await pilot.press("1")
        assert app.state.entries[0].title in seen(app)
        assert app.state.entries[0].summary is not None
        await pilot.press("d", "r")
        assert app.running
        await until(pilot, lambda: app.state.phase == "done")
        assert app.state.digest is not None
        assert app.state.statements == app.state.digest.statements


async def test_leaving_in_the_middle_stops_the_run(seeds: tuple[Source, ...]) -> None:
    app = Reader(seeds, Settings())
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.running)
        await pilot.press("q")
        await until(pilot, lambda: app.return_value is not None or not app.running)
    assert app.return_value == DONE
    await over(lambda: not app.running)


async def test_nothing_to_read_is_said_in_a_dialog() -> None:
    app = Reader([Source.from_text("", name="void.txt")], Settings(), [Warned("gone.txt", "cannot be read")])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Say) and bool(app.screen.query(Button)))
        said = " ".join(str(label.render()) for label in app.screen.query(Label))
        assert "void.txt: holds no article" in said
        assert "gone.txt: cannot be read" in said
        await pilot.click(Button)
        await until(pilot, lambda: app.screen is app.reading)
        assert "gone.txt: cannot be read" in seen(app)
        await pilot.press("q")
    assert app.return_value == NO_INPUT


async def test_a_model_that_is_not_there_is_said_and_the_articles_stay(
    seeds: tuple[Source, ...], tmp_path: Path
) -> None:
    app = Reader(seeds, Settings(model=str(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Say))
        await pilot.press("escape", "2", "tab")
        await until(pilot, lambda: app.reading.spot == Spot(2, "article"))
        assert len(seen(app)) > 200
        await pilot.press("q")
    assert app.return_value == NO_MODEL


def found(app: Reader) -> str:
    """The first command that the palette offers."""
    offered = next(iter(app.screen.query(CommandList)), None)
    return str(offered.get_option_at_index(0).prompt) if offered is not None and offered.option_count else ""


async def test_every_key_is_in_the_help_and_commands_are_in_the_palette(seeds: tuple[Source, ...]) -> None:
    app = Reader(seeds[:1], SHORT, keep=True)
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Help))
        for _, bindings in keys.HELP:
            for binding in bindings:
                assert binding.id
                assert binding.tooltip
        assert "Read the evidence in its article" in seen(app, "#help")
        await pilot.press("escape", "ctrl+p", *"next source")
        await until(pilot, lambda: "next source" in found(app).lower())
        await pilot.press("enter")
        await until(pilot, lambda: app.reading.spot == Spot(1, "summary"))
        await pilot.press("q")


def test_without_a_terminal_the_command_says_what_to_use() -> None:
    command = [sys.executable, "-m", "summariser", "read", str(SEEDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == USAGE
    assert "summariser digest" in done.stderr
    assert done.stdout == ""
