"""Finding text on a page. A search takes a moment at most: a pattern that takes longer is told to be too slow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from tui.pages import Page

MOST = 10_000  # matches that are counted: nobody steps through more
TIMEOUT = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start:end`` of a paragraph."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and how."""

    text: str
    is_regex: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, in the order of the page, or why nothing could be looked for."""

    matches: tuple[Match, ...] = ()
    problem: str = ""
    by_paragraph: dict[int, tuple[Match, ...]] = field(default_factory=dict, compare=False)

    def after(self, paragraph: int, start: int) -> int:
        """The number of the first match from this place on; of the first of all when there is none."""
        place = bisect_left(self.matches, (paragraph, start), key=lambda match: (match.paragraph, match.start))
        return place if place < len(self.matches) else 0

    def words(self, current: int) -> str:
        """How many there are and which is shown, for people."""
        if self.problem or not self.matches:
            return self.problem or "not found"
        many = "+" if len(self.matches) == MOST else ""
        return f"{current + 1} of {len(self.matches):,}{many}"


def find(page: Page, query: Query) -> Found:
    """All matches of a query on a page. A pattern that is wrong or too slow raises nothing: it is told as a problem."""
    if not query.text:
        return Found(problem="type what to find")
    flags = 0 if query.case else regex.IGNORECASE
    matches: list[Match] = []
    try:
        pattern = regex.compile(query.text if query.is_regex else regex.escape(query.text), flags)
        for number, paragraph in enumerate(page.paragraphs):
            for match in pattern.finditer(paragraph.text, timeout=TIMEOUT):
                if match.end() > match.start():
                    matches.append(Match(number, match.start(), match.end()))
                if len(matches) == MOST:
                    return _found(matches)
    except regex.error as error:
        return Found(problem=f"not a pattern: {error.msg}")
    except TimeoutError:
        return Found(problem="this pattern takes too long")
    return _found(matches)


def _found(matches: Sequence[Match]) -> Found:
    by_paragraph: dict[int, list[Match]] = {}
    for match in matches:
        by_paragraph.setdefault(match.paragraph, []).append(match)
    return Found(tuple(matches), by_paragraph={number: tuple(found) for number, found in by_paragraph.items()})
