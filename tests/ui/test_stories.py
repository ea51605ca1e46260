"""Several stories in one heap: they are told apart, turned to, and each keeps what was made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from summariser import Settings, Source, clean
from summariser.events import ArticleReady, Event, Progress, Warned
from summariser.pipeline import told_apart
from tui import state, stories
from tui.app import Reader
from tui.contents import Contents
from tui.places import Memory, Spot, Visits
from tui.screens.dialogs import Line
from tui.widgets.sources import SourceList

from .conftest import seen, until

SETTINGS = Settings(digest_words=20, article_words=10)
HARBOUR = (
    "Le port de Brest a été fermé mardi matin après une collision entre un cargo et un chalutier, "
    "selon la capitainerie. Deux marins ont été blessés dans la collision. {} Le cargo transportait du blé."
)
BUDGET = (
    "Le parlement suédois a adopté mercredi le budget de la défense, qui augmente de douze milliards de couronnes. "
    "La ministre des Finances a défendu la hausse devant les députés. {} L’opposition a voté contre le budget."
)


def heap() -> list[Source]:
    """Three articles on one story and two on another, in turn."""
    texts = [
        HARBOUR.format("Le chalutier a coulé."),
        BUDGET.format("Le vote a duré deux heures."),
        HARBOUR.format("Le maire est venu sur le quai."),
        BUDGET.format("Le texte entre en vigueur en janvier."),
        HARBOUR.format("Une enquête a été ouverte."),
    ]
    return [Source.from_text(text, name=f"{number}.txt") for number, text in enumerate(texts, 1)]


def test_stories_have_states_of_their_own_and_the_first_keeps_the_warnings() -> None:
    sources = heap()
    whole = stories.given(sources, [Warned("gone.txt", "cannot be read")])
    articles = {source: clean(source, Settings(language="fr")) for source in sources}
    now = state.told(state.started(whole.state, whole.warnings), ArticleReady(1, articles[sources[0]]))
    told = [{s: articles[s] for s in sources[::2]}, {s: articles[s] for s in sources[1::2]}]
    first, second = stories.apart(replace(whole, state=now), told)
    assert [entry.name for entry in first.state.entries] == ["1.txt", "3.txt", "5.txt"]
    assert [entry.number for entry in second.state.entries] == [1, 2]
    assert (first.state.story, first.state.stories, second.state.story) == (1, 2, 2)
    assert first.state.entries[0].article is not None
    assert (len(first.state.warnings), second.state.warnings) == (1, ())
    lines = [p.text for p in Contents().page(second.state, 30, 10).paragraphs]
    assert lines[0].startswith("Story 2 of 2")
    # One story is what it was; all together are the heap again.
    assert stories.apart(replace(whole, state=now), [articles])[0].state.entries == now.entries
    again = stories.together((first, second))
    assert ([entry.name for entry in again.state.entries], again.cleaned) == ([s.name for s in sources], None)
    assert "Story" not in Contents().page(again.state, 30, 10).paragraphs[0].text


def test_a_story_wants_a_run_until_one_came_to_its_end() -> None:
    story = stories.given(heap())
    assert story.wants_run(SETTINGS)
    running = replace(story, state=state.started(story.state), settings=SETTINGS)
    assert not running.wants_run(SETTINGS)
    assert replace(running, state=state.left(running.state)).wants_run(SETTINGS)
    stopped = replace(running, state=state.ended(state.stopping(running.state), state.Stopped(None)))
    assert not stopped.wants_run(SETTINGS)
    assert stopped.wants_run(Settings())


def test_an_article_told_twice_counts_once_though_it_was_read_before() -> None:
    one, same = Source.from_text(HARBOUR, name="a.txt"), Source.from_text(HARBOUR + "\n", name="b.txt")
    now = state.started(state.begin([one, same]))
    for number, source in enumerate((one, same), 1):
        now = state.told(now, ArticleReady(number, clean(source)))
    now = state.started(now)
    now = state.told(now, ArticleReady(1, clean(one)))
    now = state.told(state.told(now, Warned("b.txt", "is the same article as a.txt")), Progress("cleaning", 2, 2))
    assert [(entry.number, entry.unused) for entry in now.entries] == [(1, ""), (0, "is the same article as a.txt")]


def test_what_is_remembered_of_a_source_that_is_gone_is_dropped() -> None:
    memory = Memory(Visits(Spot(1, "article")), places={Spot(1, "article"): ((3, 0), None), Spot(): ((1, 0), 2)})
    memory.renumber({2: 1})
    assert memory.visits.spot == Spot()
    assert memory.places == {Spot(): ((1, 0), 2)}


def test_articles_can_be_read_while_they_are_told_apart() -> None:
    told: list[Event] = []
    sources = [*heap(), Source.from_text("", name="6.txt")]
    found = told_apart(sources, SETTINGS, told.append)
    assert [event.number for event in told if isinstance(event, ArticleReady)] == [1, 2, 3, 4, 5]
    assert Progress("cleaning", 6, 6) in told
    assert [len(story) for story in found] == [4, 2]  # what holds no article goes with the largest


async def test_stories_are_told_apart_turned_to_and_kept(tmp_path: Path) -> None:
    app = Reader(heap(), SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.stories == 2)
        assert [entry.name for entry in app.state.entries] == ["1.txt", "3.txt", "5.txt"]
        assert "Story 1 of 2" in seen(app, "#sources")
        await until(pilot, lambda: app.state.phase == "done")
        assert "story 1 of 2" in seen(app)
        harbour = app.state.statements
        await pilot.press("2", "tab")
        # The other story is run when it is turned to, and what was read of the first is there again.
        await pilot.press("right_square_bracket")
        assert [entry.name for entry in app.state.entries] == ["2.txt", "4.txt"]
        assert app.reading.spot == Spot()
        await until(pilot, lambda: app.state.phase == "done")
        budget = app.state.statements
        assert {statement.sources for statement in budget} <= {(1,), (2,), (1, 2)}
        assert budget != harbour
        await pilot.click("#sources", offset=(4, 0))
        await until(pilot, lambda: app.state.story == 1)
        assert app.reading.spot == Spot(2, "article")
        assert app.screen.query_one(SourceList).chosen == 2
        assert (app.state.phase, app.state.statements, app.running) == ("done", harbour, False)
        # What is added belongs to the story that is read.
        (tmp_path / "0.txt").write_text(HARBOUR.format("Le trafic a repris."), encoding="utf-8")
        await pilot.press("left_square_bracket", "left_square_bracket", "a")
        await until(pilot, lambda: isinstance(app.screen, Line))
        app.screen.query_one(Input).value = str(tmp_path / "0.txt")
        await pilot.press("enter")
        await until(pilot, lambda: len(app.state.entries) == 4 and app.state.phase == "done")
        assert app.reading.spot == Spot(3, "article")
        await pilot.press("right_square_bracket")
        assert (app.state.phase, app.state.statements) == ("done", budget)
        await pilot.press("q")


async def test_a_run_in_the_way_of_another_story_is_taken_up_again() -> None:
    app = Reader(heap(), SETTINGS)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.stories == 2 and app.state.phase == "running")
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: app.state.story == 2 and app.state.phase == "done")
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: app.state.story == 1 and app.state.phase == "done")
        await pilot.press("q")


async def test_one_story_shows_no_switch(seeds: tuple[Source, ...]) -> None:
    app = Reader(seeds[:2], SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        assert "tory 1 of" not in seen(app, "#sources") + seen(app)
        assert "next-story" not in {active.binding.id for active in app.reading.active_bindings.values()}
        await pilot.press("q")


@pytest.mark.parametrize("into", ["all", "story"])
async def test_what_is_read_late_is_told_apart_too_and_what_is_added_is_not(into: str, tmp_path: Path) -> None:
    sources = heap()
    app = Reader(sources[:1], SETTINGS, keep=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.state.phase == "done")
        (tmp_path / "2.txt").write_bytes(sources[1].data)
        app.load([str(tmp_path / "2.txt")], into)  # type: ignore[arg-type]
        await until(pilot, lambda: (app.state.stories, len(app.state.entries)) == ((2, 1) if into == "all" else (1, 2)))
        await until(pilot, lambda: app.state.phase == "done")
        await pilot.press("q")
