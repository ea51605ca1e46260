"""What the readers of plain text and of HTML hand on: a text, its blocks, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from summariser.cleaning.lines import Line
from summariser.document import Block
from summariser.language import detect

_PROSE = 20  # words of a line that is surely in the article's language, whatever the menus around it say
_ENOUGH = 3_000  # characters

#: Characters of a text that are read: a novel. What stands after them is kept, and never selected.
LONGEST_READ = 500_000
TOO_LONG = "longer than half a million characters: only the first half million was read"
PAGE_TOO_LONG = "a page of more than a million characters: only the first million was read"


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


def end_of_reading(text: str) -> int:
    """Where reading ends: all of a text, or a blank near the limit of a file that can be no article."""
    if len(text) <= LONGEST_READ:
        return len(text)
    return max(text.rfind("\n", 0, LONGEST_READ), text.rfind(" ", 0, LONGEST_READ)) + 1 or LONGEST_READ
