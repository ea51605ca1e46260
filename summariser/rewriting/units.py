"""Copy units: the words of a sentence as the built-in model sees them.

A unit is never cut apart: a number with its separators, decimals, sign and symbol ("1.000", "+20 %", "20h30"), a word
with its apostrophes and hyphens ("l'ambassade", "États-Unis", "J.-C"), or one mark. In scripts without blanks between
words a unit is one subword piece.
"""

from __future__ import annotations

import re
from itertools import pairwise

from summariser.document import Span
from summariser.embedding import Pieces

_NUMBER = r"(?<!\w)[+\-−]?\d+(?:[.,:/'’\u00a0\u202f]\d+|[ ]\d{3}(?!\d)|[-–]\d+)*(?:[ \u00a0\u202f]?[%‰°€$£¥])?(?!\w)"
_WORD = r"\w+(?:[-‐‑'’·&.]+\w+)*"
_UNIT = re.compile(rf"{_NUMBER}|{_WORD}|\.\.\.|[€$£¥]\d+(?:[.,]\d+)*|[^\w\s]")
_DENSE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def unit_spans(text: str, pieces: Pieces) -> list[Span]:
    """The character spans of the units of a sentence, in order."""
    starts = {start + (text[start : start + 1] == " ") for start, end in pieces.spans if end > start}
    spans: list[Span] = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        if _DENSE.search(match.group()):
            edges = [start, *(at for at in range(start + 1, end) if at in starts), end]
            spans += pairwise(edges)
        else:
            spans.append((start, end))
    return spans


def piece_owners(spans: list[Span], pieces: Pieces) -> list[int]:
    """For each piece the unit it belongs to, or -1: the unit that holds the piece's last character."""
    owners: list[int] = []
    unit = 0
    for start, end in pieces.spans:
        while unit < len(spans) and spans[unit][1] < end:
            unit += 1
        inside = unit < len(spans) and spans[unit][0] < end <= spans[unit][1] and end > start
        owners.append(unit if inside else -1)
    return owners


def join_units(text: str, spans: list[Span], kept: list[int]) -> tuple[str, list[tuple[int, int, int]]]:
    """The sentence made of the kept units, and its runs as (start, end, start in ``text``).

    Runs are copied as they stand, blanks included; between two runs goes the blank that stood before the later one, if
    any, or one blank where two words would run into one. The first letter is raised when the start of the sentence was
    cut.
    """
    runs: list[tuple[int, int]] = []
    for unit in kept:
        start, end = spans[unit]
        if runs and unit > 0 and spans[unit - 1][1] == runs[-1][1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    out, copies = "", []
    for start, end in runs:
        if out and start > 0 and text[start - 1].isspace():
            out += text[start - 1]
        elif out and out[-1].isalnum() and text[start].isalnum() and not _DENSE.search(out[-1] + text[start]):
            out += " "  # "the mayor—a teacher—said"
        copies.append((len(out), len(out) + end - start, start))
        out += text[start:end]
    if kept and kept[0] > 0 and len(out[0].upper()) == 1:
        out = out[0].upper() + out[1:]
    return out, copies
