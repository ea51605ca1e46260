"""How the main screens look, drawn without a model: what is on them is asserted first, then the picture is compared.

``UPDATE_GOLDEN=1`` draws the pictures anew; look at them before you commit them.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from summariser import Settings, Source
from summariser.claims import Claim, Comparison, Wording
from summariser.digest import Digest
from tui import state
from tui.app import Reader

from .conftest import seen
from .test_reading import told

PICTURES = Path(__file__).parents[1] / "golden" / "reader"


def finished(sources: tuple[Source, ...]) -> state.State:
    """The state after a run whose digest holds some sentences of each article, and claims made of the same."""
    now = told(sources)
    now = replace(now, statements=now.statements[::4])
    says = [Wording(s.sources[0], s.evidence[0], s.text) for s in now.statements]
    claims = tuple(
        Claim(
            (one,),
            (replace(other, start=0, end=9),) if number % 2 else (),
            tuple(n for n in range(1, 6) if n not in {one.source, other.source if number % 2 else 0}),
            1,
            1.0,
        )
        for number, (one, other) in enumerate(pairwise(says))
        if one.source != other.source
    )
    digest = Digest("Ambassades fermées à Kiev", "fr", now.statements, (), comparison=Comparison(claims))
    return state.ended(now, state.Finished(digest))


@pytest.mark.parametrize(
    ("name", "look", "keys", "holds"),
    [
        ("digest-dark", (80, 24, "ink"), ("down",), "Evidence: a source sentence as it stands"),
        ("digest-light", (160, 40, "paper"), ("down",), "Evidence: a source sentence as it stands"),
        ("original-dark", (80, 24, "ink"), ("3", "shift+tab"), "dropped: "),
        ("compare-light", (80, 24, "paper"), ("c",), "● says it ≠ says otherwise · silent"),
        ("stories-light", (60, 15, "paper"), ("1", "d"), "story 2 of 3"),
        ("help-dark", (80, 24, "ink"), ("question_mark",), "Go to the next source"),
    ],
)
async def test_look(
    seeds: tuple[Source, ...], name: str, look: tuple[int, int, str], keys: tuple[str, ...], holds: str
) -> None:
    width, height, theme = look
    app = Reader(seeds, Settings())
    app.action_again = lambda: None  # type: ignore[method-assign]
    async with app.run_test(size=(width, height)) as pilot:
        app.theme = theme
        now = finished(seeds)
        app._show(replace(now, story=2, stories=3) if name.startswith("stories") else now)
        await pilot.press(*keys)
        await pilot.pause(0.3)
        views = [view.id for view in app.screen.query("TextView, EvidencePanel").results() if view.id and view.display]
        assert any(holds in seen(app, f"#{view}") for view in views)
        picture = re.sub(r"terminal-\d+", "terminal", app.export_screenshot())
        file = PICTURES / f"{name}.svg"
        if os.environ.get("UPDATE_GOLDEN"):
            file.write_text(picture, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == picture
        await pilot.press("q")
