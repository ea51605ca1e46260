"""What the tests of the reader share: the seeds, and ways to wait for and to look at the screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from summariser.document import Source
from summariser.loading import load
from tui.widgets.text_view import TextView

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeds() -> tuple[Source, ...]:
    """The five sample articles."""
    sources, warned = load([str(SEEDS)])
    assert not warned
    return tuple(sources)


async def until(pilot: Pilot[int], condition: Callable[[], bool], seconds: float = 180.0) -> None:
    """Let the app go on until something is so."""
    await over(condition, pilot.pause, seconds)


async def over(
    condition: Callable[[], bool], pause: Callable[[float], Awaitable[None]] = asyncio.sleep, seconds: float = 180.0
) -> None:
    """Wait until something is so, without an app or with its own way to pause."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        await pause(0.01)


def seen(app: App[int], view: str = "#text") -> str:
    """The text that is on the screen now, as one line."""
    shown = app.screen.query_one(view, TextView)
    words = " ".join(shown.render_line(y).text for y in range(shown.size.height)).replace("▌", " ")
    return " ".join(word for word in words.split(" ") if word)
