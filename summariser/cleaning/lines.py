"""The lines of a text, and which of them are one paragraph.

Invariant: the spans of the lines hold every character that is not blank, in order; lines end at ``\\n``, ``\\r\\n`` or
``\\r`` and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summariser.document import Span, tidy

_LINE_END = re.compile(r"\r\n|\r|\n")
_ENDS = re.compile(r"[.!?…:。！？؟।][\"'”’»)\]\s]{0,6}$")
_ITEM = re.compile(r"\s*(?:[-–—•*·‣▪>#|]|\d{1,3}[.)])\s")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"\s*\S{1,40}")

# Text that was wrapped by an editor or a mail program; a line of a web page's paragraph is longer.
_NARROWEST, _WIDEST = 45, 130


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, or several wrapped ones that are one paragraph. Numbers count from 1."""

    span: Span
    first: int
    last: int
    text: str


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, each as it stands."""
    found: list[Line] = []
    begin, number = 0, 1
    for end, following in [*(match.span() for match in _LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[begin:end]
        if raw and not raw.isspace():
            start = end - len(raw.lstrip())
            found.append(Line((start, begin + len(raw.rstrip())), number, number, tidy(raw)))
        begin, number = following, number + 1
    return found


def rest_of(text: str, begin: int) -> list[Line]:
    """What follows a place as if it were one line, or nothing if it is blank."""
    rest = text[begin:]
    if not rest or rest.isspace():
        return []
    start, end = len(text) - len(rest.lstrip()), len(text.rstrip())
    first = 1 + _line_ends(text[:start])
    return [Line((start, end), first, first + _line_ends(text[start:end]), tidy(rest))]


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def unwrap(text: str, lines: Sequence[Line], apart: frozenset[int] = frozenset()) -> list[Line]:
    """The lines with hard-wrapped paragraphs joined, if the text as a whole is hard-wrapped; otherwise as they are.

    The lines whose numbers are in ``apart`` are joined to nothing.
    """
    width = _wrap_width(text, lines)
    if not width:
        return list(lines)
    joined: list[Line] = []
    for line in lines:
        if joined and not {joined[-1].last, line.first} & apart and _continues(text, joined[-1], line, width):
            span = (joined[-1].span[0], line.span[1])
            joined[-1] = Line(span, joined[-1].first, line.last, "")
        else:
            joined.append(line)
    return [
        line if line.text else Line(line.span, line.first, line.last, tidy(text[slice(*line.span)])) for line in joined
    ]


def _wrap_width(text: str, lines: Sequence[Line]) -> int:
    """The width a text was wrapped at, or 0 if it was not: most inner lines are full, and break mid-sentence."""
    inner = [line for line, after in pairwise(lines) if after.first == line.last + 1]
    if len(inner) < 3:
        return 0
    lengths = sorted(line.span[1] - line.span[0] for line in inner)
    width = lengths[-1 - len(lengths) // 50]  # a long address may stick out
    if not _NARROWEST <= width <= _WIDEST or lengths[-1] > 3 * _WIDEST:
        return 0
    full = sum(length >= width * 0.75 for length in lengths)
    open_ended = sum(not _ENDS.search(text, max(line.span[0], line.span[1] - 10), line.span[1]) for line in inner)
    return width if full >= 0.7 * len(inner) and open_ended >= 0.6 * len(inner) else 0


def _continues(text: str, before: Line, line: Line, width: int) -> bool:
    if line.first != before.last + 1 or _ITEM.match(text, line.span[0], line.span[1]):
        return False
    line_begin = max(text.rfind("\n", *before.span), text.rfind("\r", *before.span)) + 1
    length = before.span[1] - max(line_begin, before.span[0])
    word = _FIRST_WORD.match(text, *line.span)
    # Text copied from a printed page has lines of unlike length, but a sentence goes on in a small letter.
    small = text[line.span[0]].islower() and not _ENDS.search(
        text, max(line_begin, before.span[1] - 10), before.span[1]
    )
    if small and (length >= width * 0.5 or _DIVIDED.search(text, line_begin, before.span[1])):
        return True
    # The line was broken because the next word did not fit; a few columns are left for ragged editors.
    return word is not None and length + 1 + len(word.group()) >= width - 6
