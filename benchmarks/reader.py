"""What the reader costs: the first frame, the longest article, a folder of many articles, and keys while a run goes on.

Seconds are of the processor, for the first frame after Textual is imported; key times are on the clock, from the key to
the screen being drawn again. Exits with 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

SEEDS = Path(__file__).parent.parent / "seeds"
FIRST_FRAME, LONG_FRAME, KEY = 0.5, 0.5, 0.1  # seconds: the targets
KEYS = 200
PRESSED = ("1", "n", "n", "tab", "p", "p", "d", "c")  # each of them shows another text
WORDS = ("port", "navire", "tempête", "ministre", "annonce", "mercredi", "quai", "marin", "grue", "conseil", "maire")


def write_articles(folder: Path, count: int) -> None:
    """Make a folder of invented articles, each of some 300 words."""
    chance = random.Random(1)
    for number in range(count):
        sentences = [
            " ".join(chance.choices(WORDS, k=12)).capitalize() + f" {chance.randint(2, 99)} fois." for _ in range(25)
        ]
        text = "\n\n".join(" ".join(sentences[k : k + 5]) for k in range(0, 25, 5))
        folder.joinpath(f"{number:03}.txt").write_text(f"Port {number} : {sentences[0]}\n\n{text}\n", encoding="utf-8")


async def first_frame(folder: Path) -> float:
    """Processor seconds from Textual being imported until the sources are on the screen."""
    import textual.app
    import textual.widgets  # noqa: F401

    begun = time.process_time()
    from summariser.loading import load
    from summariser.settings import Settings
    from tui.app import Reader

    class Watched(Reader):
        taken = 0.0

        def action_again(self) -> None:
            self.taken = time.process_time() - begun
            self.exit()

    app = Watched(load([str(folder)])[0], Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.taken:
            await pilot.pause()
    return app.taken


async def long_article(words: int) -> float:
    """Processor seconds to show an article of so many words, once it is cleaned."""
    from summariser import Settings, Source, clean
    from summariser.events import ArticleReady
    from tui import state
    from tui.app import Reader

    line = " ".join(f"mot{k}" for k in range(99)) + " fin."
    source = Source.from_text("Un titre\n\n" + "\n\n".join([line] * (words // 100)), name="long.txt")
    now = state.told(state.started(state.begin([source])), ArticleReady(1, clean(source)))
    app = Reader([source], Settings())
    app.action_again = lambda: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        app.reading.show_state(now)
        await pilot.press("1")
        begun = time.process_time()
        await pilot.press("tab")
        return time.process_time() - begun


async def keys(folder: Path) -> list[float]:
    """Seconds from each of many keys, while articles are worded, to the moment the other text is on the screen."""
    from summariser.loading import load
    from summariser.settings import Settings
    from tui.app import Reader

    class Watched(Reader):
        drawn = 0.0

        def _display(self, screen: Screen[object], renderable: object) -> None:
            super()._display(screen, renderable)  # type: ignore[arg-type]
            self.drawn = time.perf_counter()

    app = Watched(load([str(folder)])[0], Settings())
    taken: list[float] = []
    async with app.run_test(size=(100, 30)) as pilot:
        while not (app.state.progress and app.state.progress.stage in {"summarising", "digest"}):
            await pilot.pause(0.05)
        while len(taken) < KEYS and app.running:
            before, start = app.reading.spot, time.perf_counter()
            app.simulate_key(PRESSED[len(taken) % len(PRESSED)])
            while app.reading.spot == before and time.perf_counter() - start < 5:
                await asyncio.sleep(0.001)
            changed = time.perf_counter()
            while app.drawn < changed and time.perf_counter() - changed < 5:
                await asyncio.sleep(0.001)
            taken.append(app.drawn - start)
            await asyncio.sleep(0.05)
        await pilot.press("escape")
        while app.running:
            await pilot.pause(0.05)
    return taken


def measured(what: str, *arguments: str) -> tuple[str, float]:
    """What a part of this script says in a process of its own, and that process's peak memory in megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, __file__, "--only", what, *arguments]
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "SUMMARISER_HOME": home}
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return done.stdout.strip(), max(before, after) / 1000


def only(what: str, folder: Path) -> None:
    """One measurement, in this process."""
    match what:
        case "frame":
            print(asyncio.run(first_frame(folder)))
        case "long":
            print(asyncio.run(long_article(200_000)))
        case "keys":
            print(*asyncio.run(keys(folder)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, file=sys.stderr)


def main() -> int:
    """Measure, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--only", choices=["frame", "long", "keys"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, default=SEEDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        only(given.only, given.folder)
        return 0
    missed = False
    with tempfile.TemporaryDirectory() as made:
        write_articles(Path(made), given.articles)
        rows = [
            ("first frame, the sample", "frame", SEEDS, FIRST_FRAME),
            (f"first frame, {given.articles} articles", "frame", Path(made), FIRST_FRAME),
            ("article of 200,000 words", "long", SEEDS, LONG_FRAME),
        ]
        for name, what, folder, target in rows:
            told, memory = measured(what, "--folder", str(folder))
            missed |= float(told) > target
            print(f"{name:28} {float(told):6.2f} s  (target {target} s)  {memory:6.0f} MB", flush=True)
        told, memory = measured("keys", "--folder", made)
        taken = sorted(map(float, told.split()))
        worst = taken[int(len(taken) * 0.95)]
        missed |= worst > KEY
        print(
            f"{len(taken)} keys beside a run: median {taken[len(taken) // 2] * 1000:.0f} ms, "
            f"95 % within {worst * 1000:.0f} ms (target {KEY * 1000:.0f} ms), longest {taken[-1] * 1000:.0f} ms, "
            f"{memory:.0f} MB"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
