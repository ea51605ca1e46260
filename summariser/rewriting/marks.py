"""Punctuation of a sentence given as units: where it ends, what is quoted, which brackets are open."""

from __future__ import annotations

import re
from collections.abc import Iterable

COMMAS = frozenset(",،、，")
FINAL = frozenset({".", "!", "?", "…", "...", "。", "！", "？", "؟", "۔"})
DASHES = frozenset("–—-")
BRACKETS = {"(": ")", "[": "]", "（": "）"}
_QUOTES = {"«": "»", "»": "«", "“": "”", "„": "“”", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’", "「": "」", "『": "』"}
OPENERS = frozenset(_QUOTES) | {'"'}
_ONLY_CLOSE = frozenset("”」』")
_CLOSERS = frozenset("»”’›」』\"')]）")
_STRAIGHT = '"'
_GLUED = re.compile(r"(?:[^\W\d_]{2}|\d{4}|-\d\d)[.!?][A-ZÀ-ÞА-Я]\w|[a-zß-ÿа-яё]{3}[A-ZÀ-ÞА-Я][a-zß-ÿа-яё]")
_NO_ABBREVIATION = 5  # letters of a word whose full stop ends a sentence


def final_mark(words: tuple[str, ...]) -> int:
    """Where the marks that end the sentence begin; the number of units if there are none."""
    at = len(words)
    while at > 0 and words[at - 1] in _CLOSERS:
        at -= 1
    return at - 1 if at > 0 and words[at - 1] in FINAL else len(words)


def runs_together(words: tuple[str, ...]) -> bool:
    """Whether two sentences stand in one, as when a page was copied: "... GTAm.The fans", "PeopleThis Friday", "at the
    town hall. the mayor"."""
    ended = (
        words[k - 1].isalpha() and len(words[k - 1]) >= _NO_ABBREVIATION
        for k in range(1, final_mark(words))
        if words[k] == "." and words[k + 1 : k + 2] and words[k + 1].isalpha()
    )
    return any(map(_GLUED.search, words)) or any(ended)


def quote_depth(words: tuple[str, ...]) -> list[int]:
    """How many quotations are open before each unit, and after the last.

    A mark without its partner may close what an earlier sentence opened: all before it counts as quoted, and where the
    mark may as well open a quotation, all of the sentence.
    """
    if words.count(_STRAIGHT) % 2:
        return [1] * (len(words) + 1)
    depth, open_marks = [0], list[str]()
    for at, word in enumerate(words):
        if word == _STRAIGHT:
            if open_marks and open_marks[-1] == _STRAIGHT:
                open_marks.pop()
            else:
                open_marks.append(_STRAIGHT)
        elif open_marks and word in open_marks[-1] and open_marks[-1] != _STRAIGHT:
            open_marks.pop()
        elif word in _ONLY_CLOSE or (word in "»›" and not set(_QUOTES[word]) & set(words[at + 1 :])):
            depth = [one + 1 for one in depth]
        elif word in _QUOTES:
            open_marks.append(_QUOTES[word])
        depth.append(len(open_marks))
    return depth


def bracket_depth(words: Iterable[str]) -> int:
    """Unpaired brackets in a run of units, whichever way they face."""
    waiting, loose = list[str](), 0
    for word in words:
        if word in BRACKETS:
            waiting.append(BRACKETS[word])
        elif word in BRACKETS.values():
            if waiting and waiting[-1] == word:
                waiting.pop()
            else:
                loose += 1
    return loose + len(waiting)
