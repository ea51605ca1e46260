"""The reading screen driven by keys, on real articles whose digest is told to it: no model is needed."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from textual.app import App
from textual.screen import Screen

from summariser import Settings, Source, clean
from summariser.digest import Copy, Statement
from summariser.events import ArticleReady, StatementReady
from tui import state
from tui.app import Reader
from tui.places import Spot
from tui.screens.reading import ReadingScreen
from tui.widgets.evidence import EvidencePanel
from tui.widgets.sources import SourceList
from tui.widgets.tab_bar import TabBar
from tui.widgets.text_view import TextView

from .conftest import seen, until


class Desk(App[int]):
    """The reading screen without a run behind it."""

    CSS_PATH = Reader.CSS_PATH
    HORIZONTAL_BREAKPOINTS = Reader.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Reader.VERTICAL_BREAKPOINTS

    def __init__(self, now: state.State) -> None:
        super().__init__()
        self.reading = ReadingScreen(now, Settings())

    def get_default_screen(self) -> Screen[None]:
        return self.reading


def told(sources: Sequence[Source]) -> state.State:
    """The state after the articles are cleaned and every third sentence of each was quoted in the digest."""
    now = state.started(state.begin(sources))
    for number, source in enumerate(sources, 1):
        now = state.told(now, ArticleReady(number, clean(source)))
    for entry in now.entries:
        assert entry.article is not None
        for sentence in entry.article.sentences[::3]:
            copy = Copy(0, len(sentence.text), sentence.id, 0)
            statement = Statement(sentence.text, (entry.number,), (sentence.id,), "copied", (copy,))
            now = state.told(now, StatementReady(statement))
    return now


def long_article(words: int) -> Source:
    """An article of so many words, in paragraphs of a hundred."""
    line = " ".join(f"mot{k}" for k in range(99)) + " fin."
    return Source.from_text("Un titre\n\n" + "\n\n".join([line] * (words // 100)), name="long.txt")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_a_statement_leads_to_its_evidence_and_back(seeds: tuple[Source, ...], size: tuple[int, int]) -> None:
    now = told(seeds)
    app = Desk(now)
    async with app.run_test(size=size) as pilot:
        view, panel = app.screen.query_one("#text", TextView), app.screen.query_one(EvidencePanel)
        for _ in range(9):
            await pilot.press("down")
        assert view.chosen == 9
        statement = now.statements[9]
        place = state.position(now, statement.sources[0])
        await until(pilot, lambda: statement.text[:20] in seen(app, "#evidence"))
        assert "a source sentence as it stands" in seen(app, "#evidence")
        assert panel.size.height >= 4
        scrolled = view.scroll_offset
        await pilot.press("enter")
        assert app.reading.spot == Spot(place, "article")
        found = view.page.found
        assert found is not None
        assert view.page.paragraphs[found[0]].text[found[1] :].startswith(statement.text)
        await until(pilot, lambda: statement.text[:20] in seen(app))
        assert not panel.display
        await pilot.press("backspace")
        assert app.reading.spot == Spot()
        await until(pilot, lambda: (view.chosen, view.scroll_offset) == (9, scrolled))


async def test_keys_go_to_every_source_and_view_and_keep_the_place(seeds: tuple[Source, ...]) -> None:
    app = Desk(told(seeds))
    async with app.run_test(size=(80, 24)) as pilot:
        sources, view = app.screen.query_one(SourceList), app.screen.query_one("#text", TextView)
        await pilot.press("3")
        assert app.reading.spot == Spot(3, "summary")
        assert sources.chosen == 3
        await pilot.press("tab")
        assert app.reading.spot == Spot(3, "article")
        await pilot.press("space", "j")
        down = view.scroll_offset.y
        assert down > 5
        await pilot.press("tab", "tab", "tab")
        assert app.reading.spot == Spot(3, "article")
        assert view.scroll_offset.y == down
        await pilot.press("n")
        assert app.reading.spot == Spot(4, "article")
        assert view.scroll_offset.y == 0
        await pilot.press("p")
        assert (app.reading.spot, view.scroll_offset.y) == (Spot(3, "article"), down)
        await pilot.press("G")
        assert view.scroll_offset.y == view.max_scroll_y > down
        await pilot.press("g", "d")
        assert app.reading.spot == Spot()
        await pilot.press("0", "1", "p")
        assert app.reading.spot == Spot()


async def test_the_mouse_goes_to_sources_views_and_statements(seeds: tuple[Source, ...]) -> None:
    app = Desk(told(seeds))
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.screen.query_one("#text", TextView)
        second = view.page.statements[1].text[:15]
        row = next(y for y in range(view.size.height) if second in view.render_line(y).text)
        await pilot.click("#text", offset=(6, row))
        await until(pilot, lambda: view.chosen not in {None, 0})
        await pilot.click("#sources", offset=(5, 6))
        await until(pilot, lambda: app.reading.spot.source == 2)
        bar = app.screen.query_one(TabBar)
        await pilot.click(TabBar, offset=(2 + bar.place("original"), 0))
        await until(pilot, lambda: app.reading.spot == Spot(2, "original"))
        assert bar.active == "original"


async def test_a_title_full_of_markup_is_shown_as_text() -> None:
    title = "[/x] [bold]Titre[/] $primary \x1b[31mrouge [@click=app.quit]ici[/]"
    text = f"{title}\n\nLe cargo a quitté [le port] mardi à l’aube avec [b]douze[/b] marins à bord.\n"
    app = Desk(told([Source.from_text(text, name="[red]nom[/red].txt")]))
    async with app.run_test(size=(120, 30)) as pilot:
        assert "[/x] [bold]Titre[/] $primary" in seen(app, "#sources")
        assert "[b]douze[/b]" in seen(app)
        await pilot.press("1", "tab")
        assert "a quitté [le port] mardi" in seen(app)
        assert "\x1b" not in seen(app)


async def test_an_article_of_200000_words_is_there_at_once() -> None:
    now = told([long_article(200_000)])
    app = Desk(now)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        begun = time.process_time()
        await pilot.press("tab")
        assert "mot3 mot4" in seen(app)
        assert time.process_time() - begun < 5  # not a speed: laying all of it out took far longer
        await pilot.press("G")
        assert "fin." in seen(app)


async def test_the_place_is_kept_when_the_window_changes(seeds: tuple[Source, ...]) -> None:
    app = Desk(told(seeds))
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.screen.query_one("#text", TextView)
        await pilot.press("2", "tab", "space", "space")
        before = view.place, view.scroll_offset
        for width, height in ((220, 60), (60, 15), (30, 10), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        await until(pilot, lambda: (view.place, view.scroll_offset) == before)


async def test_new_articles_and_statements_do_not_move_the_reader(seeds: tuple[Source, ...]) -> None:
    now = told(seeds)
    app = Desk(now)
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.screen.query_one("#text", TextView)
        await pilot.press("down", "down", "space")
        before = view.chosen, view.scroll_offset
        app.reading.show_state(state.told(now, StatementReady(now.statements[0])))
        await pilot.pause()
        assert len(view.page.statements) == len(now.statements) + 1
        assert (view.chosen, view.scroll_offset) == before
