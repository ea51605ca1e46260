"""What the readers of plain text and of HTML hand on: a text, its blocks, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from summariser.cleaning.lines import Line
from summariser.document import Block
from summariser.language import detect

_PROSE = 20  # words of a line that is surely in the article's language, whatever the menus around it say
_ENOUGH = 3_000  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """An article before it is cut into sentences."""

    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    language: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()


def language_of(lines: Iterable[Line]) -> str:
    """The language of an article: of its longer lines if it has some, otherwise of all of them."""
    prose: list[str] = []
    rest: list[str] = []
    size = 0
    for line in lines:
        if len(line.text.split(None, _PROSE)) > _PROSE:
            prose.append(line.text[:_ENOUGH])
            size += len(prose[-1])
            if size > _ENOUGH:
                break
        elif len(rest) < _PROSE * 10:
            rest.append(line.text[:_ENOUGH])
    return detect("\n".join(prose or rest))
