"""Outside text made fit for the screen, and cut into lines of a given width.

Invariant: what ``shown`` returns holds no line end and nothing that could command a terminal, and every line that
``wrap`` gives fits its width. Both are linear in the length of the text: an article may be one line of a megabyte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from rich.cells import get_character_cell_size

from summariser.document import Span, printable

_LINE_END = re.compile(r"[\r\n\t\x0b\x0c]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Anything outside these ranges may be wider or narrower than one cell.
_NOT_ONE_CELL = re.compile(
    "[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]"
)
_PER_CELL = 8  # characters that may share a cell, on average of a line: no script needs more, an attack would


def shown(text: str) -> str:
    """The text as one line that can be put on a screen, character for character where it is harmless."""
    return _SURROGATE.sub("\ufffd", printable(_LINE_END.sub(" ", text)))


def wrap(text: str, width: int, indent: int = 0) -> list[Span]:
    """The lines of a text that ``shown`` made, as spans into it; one empty line for an empty text.

    Lines after the first one are narrower by ``indent``.
    """
    width = first = max(1, width)
    cells = None if _NOT_ONE_CELL.search(text) is None else _cells(text)
    lines: list[Span] = []
    start = 0
    while start < len(text):
        width = first if not lines else max(1, first - indent)
        end = start + width if cells is None else _fitting(cells, start, width)
        if end >= len(text):
            lines.append((start, len(text)))
            break
        blank = -1 if cells is not None and _between_wide(cells, end) else text.rfind(" ", start, end + 1)
        if blank > start:
            end = blank
        lines.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return lines or [(0, 0)]


def _cells(text: str) -> list[int]:
    """How many cells the text takes up to each character."""
    return list(accumulate(map(get_character_cell_size, text), initial=0))


def _fitting(cells: list[int], start: int, width: int) -> int:
    """The end of as many characters as fit, one at least."""
    last = min(len(cells), start + _PER_CELL * width + 1)
    return max(start + 1, bisect_right(cells, cells[start] + width, start, last) - 1)


def _between_wide(cells: list[int], place: int) -> bool:
    """Whether a line may end here without a blank, as between two Chinese characters."""
    return cells[place] - cells[place - 1] == 2 and cells[place + 1] - cells[place] == 2
