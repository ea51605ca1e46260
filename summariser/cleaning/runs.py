"""What a line is by the lines of its kind: turns of a conversation, items of a list, rows of a table, repetitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser.cleaning.page import Page

# "…:", or a sentence that its list completes: "If you are …".
_ANNOUNCES = re.compile(r"(?:[:：]|\s(?:…|\.\.\.))\W{0,3}$")
_BULLET = re.compile(r"[•*·‣▪]\s")
_LINKS_AFTER = 8  # lines; a longer list of links is a page of its own
_LINK_WORDS = 25


def conversation(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001 - all are asked alike
    """ "Q: …" and "A: …", or two names before a colon that come back again and again."""
    return i in page.turns


def announced(page: Page, i: int, labels: Sequence[str]) -> bool:
    """A line after "…:", or after such a line, in a run of two or more that end like no sentence."""
    if not _item(page, i) or i == 0:
        return False
    before = page.lines[i - 1]
    if labels[i - 1] == "item" or (_BULLET.match(before.text) and _BULLET.match(page.lines[i].text)):
        return True
    announcer = before.count >= 3 and bool(_ANNOUNCES.search(before.text)) and i > page.first
    return announcer and labels[i - 1] in {"", "subheading", "fragment"} and _item(page, i + 1)


def _item(page: Page, i: int) -> bool:
    if i >= len(page.lines):
        return False
    line = page.lines[i]
    return line.ruled and not line.paragraph and not line.ends


def comment(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """A line below "Comments", where below it at least two lines are buttons to reply or say how long ago it was."""
    heading = page.comments
    return heading is not None and i > heading


def amount(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """One of four lines or more in a row that begin with a number: ingredients, results, counts."""
    return i in page.amounts


def link_below(page: Page, i: int, labels: Sequence[str]) -> bool:
    """A headline below "Read also" or below another such link, but for a line right before a paragraph."""
    line = page.lines[i]
    if i == 0 or line.stops or line.ends or not 3 <= line.count <= _LINK_WORDS:
        return False
    if i + 1 < len(page.lines) and page.lines[i + 1].paragraph:
        return False
    above = next((j for j in range(i - 1, max(-1, i - _LINKS_AFTER), -1) if labels[j] != "link"), None)
    return above is not None and labels[above] == "related-link" and page.lines[above].count <= 5


def repeated(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """The same line, letter for letter, as one before."""
    return page.earlier(i) and not page.listing


def row(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """One of four lines or more in a row that have their figures and signs in the same places."""
    return i in page.rows
