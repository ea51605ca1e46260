"""A session with the whole reader, the built-in model and the store: what was computed once is there at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, TextArea

from summariser import Settings, Source
from tui.app import Reader
from tui.places import Spot
from tui.screens.beside import Beside
from tui.screens.dialogs import Line, Paste, Say
from tui.screens.start import StartScreen
from tui.widgets.evidence import EvidencePanel
from tui.widgets.find_bar import FindBar
from tui.widgets.text_view import TextView

from .conftest import seen, until

SETTINGS = Settings(digest_words=60, article_words=20)


async def test_places_are_kept_and_statements_followed_to_their_evidence(seeds: tuple[Source, ...]) -> None:
    app = Reader(seeds, SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        view = app.reading.text
        # Through all sources and back, the place kept.
        await pilot.press("down", "1", "tab", "space")
        down = view.scroll_offset.y
        await pilot.press("n", "n", "n", "n", "n", "d")
        assert app.reading.spot == Spot()
        assert view.chosen == 1
        await pilot.press("1")
        assert (app.reading.spot, view.scroll_offset.y) == (Spot(1, "article"), down)
        await pilot.press("alt+left", "alt+left")
        assert app.reading.spot == Spot(5, "article")
        await pilot.press("alt+right", "alt+right")
        assert app.reading.spot == Spot(1, "article")
        # To the second passage of a statement's evidence, and back.
        await pilot.press("d", "up", "up")
        several = [k for k, statement in enumerate(app.state.statements) if len(statement.evidence) > 1]
        for _ in range(several[0] if several else 0):
            await pilot.press("down")
        if several:
            await pilot.press("shift+down")
            assert app.screen.query_one(EvidencePanel).chosen == 1
        await pilot.press("enter")
        assert app.reading.spot.tab == "article"
        assert view.page.found is not None
        await pilot.press("backspace")
        assert app.reading.spot == Spot()
        await pilot.press("q")


async def test_text_is_copied_found_and_its_dropped_lines_hidden(
    seeds: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr("tui.screens.tools.to_system", lambda text: copied.append(text) is None)
    app = Reader(seeds, SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        view = app.reading.text
        # Copy the statement with its sources.
        await pilot.press("y")
        chosen = view.page.statements[view.chosen or 0]
        assert copied[0].startswith(chosen.text)
        assert app.clipboard == copied[0]
        # Find, around the ends, and leave it.
        await pilot.press("2", "slash", *"kiev", "enter", "up")
        bar = app.screen.query_one(FindBar)
        assert bar.wanted.text == "kiev"
        await pilot.press("f6", "escape", "g")
        assert not bar.display
        # Dropped lines away and back.
        await pilot.press("tab", "tab")
        assert app.reading.spot == Spot(2, "original")
        before = len(view.page.paragraphs)
        await pilot.press("x")
        assert len(view.page.paragraphs) < before
        await pilot.press("x")
        assert len(view.page.paragraphs) == before
        await pilot.press("q")


async def test_claims_are_compared_the_digest_saved_and_made_longer(seeds: tuple[Source, ...], tmp_path: Path) -> None:
    app = Reader(seeds, SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        view = app.reading.text
        # Compare, and read on from the passages side by side.
        await pilot.press("c")
        assert app.reading.spot == Spot(0, "compare")
        assert view.page.claims
        await pilot.press("f", "f", "t", "f", "enter")
        await until(pilot, lambda: isinstance(app.screen, Beside) and app.screen.query(TextView).first().has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reading)
        assert app.reading.spot.tab == "article"
        # Save as HTML; an ending that says nothing is told.
        for name, written in (("digest.html", True), ("digest.pdf", False)):
            await pilot.press("s")
            await until(pilot, lambda: isinstance(app.screen, Line))
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await until(pilot, lambda: not isinstance(app.screen, Line))
            assert (tmp_path / name).exists() is written
        assert isinstance(app.screen, Say)
        await pilot.press("escape", "d")
        # Longer and shorter again: what was computed is reused, and the shorter digest is the one from before.
        statements = app.state.statements
        await pilot.press("plus")
        await until(pilot, lambda: app.state.phase == "done" and app.state.statements != statements)
        await pilot.press("minus")
        await until(pilot, lambda: app.state.phase == "done" and app.state.statements == statements)
        for width, height in ((60, 15), (220, 60)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda: statements[view.chosen or 0].text[:15] in seen(app))
        await pilot.press("q")


async def test_a_digest_is_reopened_from_history(seeds: tuple[Source, ...]) -> None:
    app = Reader(seeds, SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        statements = app.state.statements
        await pilot.press("q")
    app = Reader(keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen) and bool(app.screen.query(OptionList)))
        choices = app.screen.query_one(OptionList)
        await until(pilot, lambda: choices.option_count > 3)
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: app.screen is app.reading and app.state.phase == "done")
        assert not app.running
        assert app.state.statements == statements
        assert statements[0].text[:20] in seen(app)
        await pilot.press("q")


async def test_pasted_articles_are_read(tmp_path: Path) -> None:
    app = Reader(keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen) and bool(app.screen.query(OptionList)))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Paste) and bool(app.screen.query(TextArea)))
        one = "Le port de Brest est fermé depuis mardi matin, selon le maire de la ville."
        app.screen.query_one(TextArea).text = f"{one}\n---\n{one.replace('Brest', 'Lorient')}\n"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is app.reading and len(app.state.entries) == 2)
        await until(pilot, lambda: app.state.entries[1].article is not None)
        # More is added while it runs, and the run begins again with all of it.
        (tmp_path / "a.txt").write_text(one.replace("Brest", "Vannes"), encoding="utf-8")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, Line))
        app.screen.query_one(Input).value = str(tmp_path / "a.txt")
        await pilot.press("enter")
        await until(pilot, lambda: len(app.state.entries) == 3 and app.state.phase == "done")
        assert [entry.name for entry in app.state.entries] == ["a.txt", "pasted-1", "pasted-2"]
        await pilot.press("q")


async def test_keys_and_theme_are_as_a_person_wants_them(
    seeds: tuple[Source, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARISER_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text('[reader]\ntheme = "paper"\n[reader.keys]\nnext = "ctrl+n"\n')
    app = Reader(seeds, SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "paper"
        await pilot.press("n")
        assert app.reading.spot == Spot()
        await pilot.press("ctrl+n")
        assert app.reading.spot.source == 1
        app.theme = "ink"
        await pilot.pause()
        await pilot.press("q")
    app = Reader(seeds, SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "ink"
        await pilot.press("q")


async def test_all_that_has_a_key_is_in_the_palette_and_an_address_is_opened(
    seeds: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(Reader, "open_url", lambda _, url: opened.append(url))
    address = "https://a.example/port"
    head = f'<html lang="fr"><head><title>Le port</title><link rel="canonical" href="{address}"></head><body><article>'
    body = "".join(f"<p>{line}</p>" for line in seeds[0].data.decode().splitlines() if line)
    page = Source.from_bytes(f"{head}{body}</article></body></html>".encode(), name="00.html")
    app = Reader([page, seeds[1]], SETTINGS, keep=True, one_story=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        offered = {command.title for command in app.get_system_commands(app.screen)}
        assert offered >= {"Add", "Language", "Model", "Longer", "Shorter", "Run again", "Copy", "Save", "Find", "Open"}
        await pilot.press("1", "tab", "tab")
        commands = list(app.get_system_commands(app.screen))
        assert {command.title for command in commands} >= {"Editor", "Browser", "Dropped lines", "Digest", "Compare"}
        assert all(command.help for command in commands)
        await pilot.press("o")
        assert opened == [address]
        # Where an editor cannot have the terminal, as in a browser, it is said.
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Say))
        # The language can be said for all articles, and a wrong one changes nothing.
        await pilot.press("escape", "l")
        await until(pilot, lambda: isinstance(app.screen, Line))
        await pilot.press(*"french", "enter")
        await until(pilot, lambda: isinstance(app.screen, Say))
        await pilot.press("escape", "l")
        await until(pilot, lambda: isinstance(app.screen, Line))
        await pilot.press(*"fr", "enter")
        await until(pilot, lambda: app.screen is app.reading and app.state.phase == "done")
        assert [entry.article.language for entry in app.state.entries if entry.article] == ["fr", "fr"]
        await pilot.press("q")
