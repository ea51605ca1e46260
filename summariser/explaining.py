"""What cleaning did, side by side, for a person at a terminal: what is kept left, what was dropped right, and why.

Invariant: outside text reaches the terminal only through ``document.printable``; colour says nothing that words do not.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable

from summariser.document import Article, Block, printable

_NARROWEST, _UNSEEN_WIDTH = 60, 120
_WHY = 24  # columns: the name of any rule, which --rules takes


def explain(articles: Iterable[Article], *, terminal: bool) -> str:
    """A table for each article. On a ``terminal`` it is as wide as that, and in colour unless NO_COLOR is set."""
    from rich.console import Console  # noqa: PLC0415 - --help must stay fast

    width = shutil.get_terminal_size((_UNSEEN_WIDTH, 24)).columns if terminal else _UNSEEN_WIDTH
    written = io.StringIO()
    console = Console(
        file=written,
        width=max(_NARROWEST, width),
        force_terminal=terminal,
        color_system="standard" if terminal and not os.environ.get("NO_COLOR") else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for article in articles:
        console.print(_table(article))
    return written.getvalue()


def _table(article: Article) -> object:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(
        title=Text(printable(article.name), "bold"),
        title_justify="left",
        caption=Text(_counts(article.blocks)),
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        expand=True,
        padding=(0, 1, 0, 0),
    )
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("kept", ratio=5)
    table.add_column("dropped", ratio=4)
    table.add_column("why", width=_WHY, overflow="fold")
    for block in article.blocks:
        text, style = printable(block.text), _STYLES[block.state]
        kept, dropped = (text, "") if block.state != "dropped" else ("", text)
        table.add_row(_lines(block), Text(kept, style), Text(dropped, style), Text(_why(block), style))
    return table


_STYLES = {"kept": "", "unselectable": "yellow", "dropped": "red"}


def _lines(block: Block) -> str:
    return str(block.line) if block.line == block.last_line else f"{block.line}-{block.last_line}"


def _why(block: Block) -> str:
    if not block.rule:
        return ""
    never = "never selected; " if block.state == "unselectable" else ""
    return f"{never}{block.rule}: {block.reason}"


def _counts(blocks: Iterable[Block]) -> str:
    states = [block.state for block in blocks]
    return ", ".join(
        f"{states.count(state)} {word}"  # type: ignore[arg-type]
        for state, word in (("kept", "kept"), ("unselectable", "kept but never selected"), ("dropped", "dropped"))
    )
