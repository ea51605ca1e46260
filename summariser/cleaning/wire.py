"""The signature of a news agency at the edge of a paragraph: where a story is from, and no part of a sentence."""

from __future__ import annotations

import re

from summariser.cleaning.lexicon import lexicon
from summariser.document import Span

_AT_END = re.compile(r"\s*[(\[]([^()\[\]\n]{2,60})[)\]]\s*\.?\s*$")
_AT_START = re.compile(r"\s*([^\W\d_a-zß-ÿ][^()\n]{0,60}?)\(([^()\n]{2,40})\)\s*[-–—:]{1,2}\s*")
_CODE = re.compile(r"[^\W\d_a-zß-ÿ]{2,8}")
_LONGEST = 120


def unsigned(text: str, span: Span) -> tuple[Span, str]:
    """The span without an agency's signature at its edges, and the agency ("" if there is none)."""
    begin, end = span
    origin = ""
    last = text[max(begin, end - _LONGEST) : end]
    tail = _AT_END.search(last) if "(" in last or "[" in last else None
    if tail is not None and (agency := _wire(tail.group(1))):
        end -= len(tail.group())
        origin = agency
    first = text[begin : min(begin + _LONGEST, end)]
    head = _AT_START.match(first) if "(" in first else None
    if head is not None and (agency := _wire(head.group(2)) or _dateline(head.group(1), head.group(2))):
        begin += head.end()
        origin = agency
    return (min(begin, end), end), origin


def _dateline(place: str, bracket: str) -> str:
    """The letters in the bracket of "KYIV, 20 Nov. 2024 (XYZ) –": an agency that nobody listed, where a place in
    capitals or a date goes before it. "The Treaty Organization (NATO) –" is none."""
    is_place = place.partition(",")[0].strip().isupper() or any(map(str.isdigit, place))
    return bracket if is_place and _CODE.fullmatch(bracket) else ""


def _wire(bracket: str) -> str:
    """The agencies named in a bracket, if it names nothing else."""
    names = [name.strip() for name in re.split(r"[/,+&]|\bet\b|\band\b|\bavec\b|\bwith\b", bracket)]
    wires = lexicon("en").wires
    return "/".join(names) if names and all(wires.pattern.fullmatch(name) for name in names) else ""
