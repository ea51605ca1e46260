"""Draws the pictures of the reader that the README shows: the sample story, with the built-in model.

.venv/bin/python docs/screenshots.py
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from summariser.loading import load
from summariser.settings import Settings
from tui.app import Reader

HERE = Path(__file__).parent
#: Name, columns, lines, theme, and the keys that lead there.
PICTURES = (
    ("digest", 120, 34, "ink", ()),
    ("evidence", 160, 34, "paper", ("down", "down")),
    ("source", 120, 34, "ink", ("3", "shift+tab")),
    ("compare", 120, 34, "ink", ("c", "down")),
    ("help", 120, 34, "paper", ("question_mark",)),
)


async def main() -> None:
    """Draw them all with one run."""
    sources, warnings = load([str(HERE.parent / "seeds")])
    app = Reader(sources, Settings(), warnings, keep=False)
    async with app.run_test(size=(120, 34)) as pilot:
        while app.state.phase != "done":
            await pilot.pause(0.1)
        for name, width, height, theme, keys in PICTURES:
            await pilot.resize_terminal(width, height)
            app.theme = theme
            await pilot.press("d", "g", "up", "up", *keys)
            await pilot.pause(0.5)
            picture = re.sub(r"terminal-\d+", f"reader-{name}", app.export_screenshot(title="summariser"))
            HERE.joinpath(f"{name}.svg").write_text(picture, encoding="utf-8")
            if name == "help":
                await pilot.press("escape")
        await pilot.press("q")


if __name__ == "__main__":
    asyncio.run(main())
