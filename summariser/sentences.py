"""Sentences as spans into a text.

Invariant: the spans are in order, never overlap, begin and end with a character that is not blank, and together cover
every non-blank character of the text. sentencex proposes the boundaries; data per language (``sentences.toml``) says
which of them are none, and a closing quotation mark always goes with the sentence it closes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from summariser.document import Span

# sentencex looks around every quotation mark, which takes quadratic time on hostile text, so it never sees more than
# this many characters at once. A run this long without the end of a sentence is no sentence and is cut at a blank.
_PIECE = 4_000

_SPACE = re.compile(r"[^\S ]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NO_END = re.compile(r"[\w\s,:'’-]*")
_STANDS_ALONE = re.compile(r"[。！？｡」』）】]")  # the end of a sentence in scripts that put no blank after it
# Marks at a proposed start that close what is before it; straight and curly ones only if a blank or the end follows.
_LEFT_BEHIND = re.compile(r"\s{0,3}(?:[」』）】]+|[»”›\"'’“)\]]+[.!?…]?(?=\s|$))")
_LEFT_BEHIND_GERMAN = re.compile(r"\s{0,3}(?:[«‹»›”“\"'’)\]]+[.!?…]?(?=\s|$))")
# "…pays.Moscou a dit", "…le TSL.Mais", "…en 2019.Dans": a word, acronym or year, a full stop with no blank after it, a
# capitalised word.
_GLUED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=(?:19|20)\d\d)|(?<=[^\W\d_]-\d\d)|(?<=[^\W_]\)))[.!?](?=[^\W\d_])")
# The same around quotation marks: `…arrivé."La compagnie`, `…sommes là".Sur les aéroports`, `…la France ».Le leader`.
_GLUED_QUOTE = re.compile(r"[^\W\d_](?:[^\W\d_](?:[.!?]\"|[\"»”)][.!?])|\s»[.!?])(?=[^\W\d_])")
_CLOSING = re.compile(r"[»”)][.!?]|[.!?][»”)]")
# sentencex ends a sentence after three dots, but not after the one character that shows three.
_ELLIPSIS = re.compile(r"…\s{1,3}(?=[^\W\d_])")
_CAPITALISED = re.compile(r"([^\W\d_])[a-zß-ÿа-яё’']{0,30}[\s,’']")
_NUMBER_BEFORE = re.compile(r"\d\s?$")
_NUMBER_AFTER = re.compile(r"\s*\d")
_ORDINAL = re.compile(r"\d{1,2}")
_LAST_WORD = re.compile(r"[^\s(\[«“\"‘'’/,;:]{1,20}$")
_INITIAL_BEFORE = re.compile(
    r"(?:^|[\s(«“\"’'-])[^\W\d_]\.\s?-?[^\W\d_]$|[A-ZÀ-ÞА-Я][\w’'-]{1,30}\s[^\W\d_]$|^\s*[^\W\d_]$"
)


@dataclass(frozen=True, slots=True)
class _Language:
    before: frozenset[str]
    near_number: frozenset[str]
    inside: re.Pattern[str]
    ordinals: bool


@cache
def _language(code: str) -> _Language:
    data = tomllib.loads(resources.files("summariser").joinpath("sentences.toml").read_text("utf-8"))
    every, own = data["any"], data.get(code if code != "any" else "", {})
    both: dict[str, list[str]] = {key: [*words, *own.get(key, [])] for key, words in every.items()}
    longest_first = sorted(both["inside"], key=lambda phrase: (-len(phrase), phrase))
    inside = "|".join(r"\s?".join(map(re.escape, phrase.split(" "))) for phrase in longest_first)
    return _Language(
        frozenset(both["before"]),
        frozenset(both["near_number"]),
        re.compile(rf"(?<!\w)(?:{inside})"),
        bool(own.get("ordinals")),
    )


def split(text: str, language: str) -> list[Span]:
    """The sentences of ``text`` as spans into it. Line ends inside are blanks; an unknown language works too."""
    # Characters are replaced one for one, so offsets hold: line ends, which would be taken for paragraph breaks, and
    # lone surrogates, which sentencex cannot be given.
    flat = _SURROGATE.sub("\ufffd", _SPACE.sub(" ", text))
    if not flat.strip():
        return []
    if len(flat) < _PIECE and _NO_END.fullmatch(flat):
        return _whole(flat, [(0, len(flat))])
    data = _language(language)
    proposed = set(_proposed(flat, language))
    proposed.update(match.end() for match in _GLUED.finditer(flat) if _is_glued(flat, match.end()))
    if "…" in flat:
        proposed.update(match.end() for match in _ELLIPSIS.finditer(flat) if flat[match.end()].isupper())
    glued = set(_glued_quotes(flat))
    past_opening = {start + 1 for start in glued if flat[start] == '"'}
    starts = sorted({_after_closers(flat, start, language) for start in proposed} - past_opening | glued)
    if not any(0 < start < len(flat) for start in starts):
        return _whole(flat, [(0, len(flat))])
    inside = {place for match in data.inside.finditer(flat) for place in range(match.start() + 1, match.end())}
    trust_case = _trust_case(flat, starts)
    kept = [
        s
        for s in starts
        if 0 < s < len(flat) and s not in inside and (s in glued or not _joined(flat, s, data, trust_case))
    ]
    return _whole(flat, list(pairwise([0, *kept, len(flat)])))


def _proposed(flat: str, language: str) -> Iterator[int]:
    """Where sentencex sees a sentence begin. It is given the text in pieces, each from the last beginning it saw."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 - a compiled module that --help need not load

    begin = 0
    while begin < len(flat):
        end = begin + _PIECE
        if end < len(flat):
            end = flat.rfind(" ", begin + 1, end) + 1 or end
        starts = [begin + found["start_index"] for found in get_sentence_boundaries(language or "en", flat[begin:end])]
        yield from starts
        # Going on from the last beginning gives the cut sentence its whole; half a piece at least keeps this linear.
        begin = starts[-1] if starts and end < len(flat) and starts[-1] - begin > _PIECE // 2 else end


def _is_glued(flat: str, start: int) -> bool:
    following = _CAPITALISED.match(flat, start)
    return following is not None and following.group(1).isupper()


def _glued_quotes(flat: str) -> Iterator[int]:
    """Where a sentence begins with no blank before it, right before or after a quotation mark.

    A straight mark after a full stop closes a quotation if one is open, and else opens the next sentence.
    """
    if '"' not in flat and not _CLOSING.search(flat):
        return
    marks = before = 0
    for match in _GLUED_QUOTE.finditer(flat):
        if _is_glued(flat, match.end()):
            marks += flat.count('"', before, match.end() - 1)
            before = match.end() - 1
            opens = flat[match.end() - 1] == '"' and marks % 2 == 0
            yield match.end() - opens


def _after_closers(flat: str, start: int, language: str) -> int:
    closers = (_LEFT_BEHIND_GERMAN if language == "de" else _LEFT_BEHIND).match(flat, start)
    return closers.end() if closers else start


def _next(flat: str, start: int) -> int:
    """The place of the first letter or digit at or after ``start``, looking a little way only."""
    if flat[start : start + 1].isalnum():
        return start
    return next((i for i in range(start, min(start + 8, len(flat))) if flat[i].isalnum()), start)


def _starts_small(flat: str, start: int) -> bool:
    place = _next(flat, start)
    # "eBay" and "iPhone" may begin a sentence.
    return flat[place : place + 1].islower() and not flat[place + 1 : place + 2].isupper()


def _trust_case(flat: str, starts: Collection[int]) -> bool:
    """Whether sentences of this text begin with capitals; in a text written all small, case says nothing."""
    small = sum(_starts_small(flat, start) for start in starts if start)
    capital = sum(flat[place : place + 1].isupper() for place in (_next(flat, start) for start in [0, *starts]))
    return capital >= small


def _joined(flat: str, start: int, data: _Language, trust_case: bool) -> bool:
    """Whether the boundary before ``start`` is none."""
    tail = flat[max(0, start - 60) : start]
    head = tail.rstrip()
    if not head:
        return False
    if len(head) == len(tail) and not _STANDS_ALONE.match(head[-1]) and head[-1] not in "»”\"'’)]“…":
        return not (_GLUED.search(head[-5:] + "X") and _is_glued(flat, start))
    return (trust_case and _starts_small(flat, start)) or (
        head[-1] == "." and _abbreviated(flat, start, head[:-1], data)
    )


def _abbreviated(flat: str, start: int, stem: str, data: _Language) -> bool:
    """Whether the full stop after ``stem`` belongs to an abbreviation that something follows."""
    word = _LAST_WORD.search(stem)
    if word is None:
        return False
    number_after = bool(_NUMBER_AFTER.match(flat, start))
    number_near = number_after or bool(_NUMBER_BEFORE.search(stem[: word.start()]))
    if word.group() in data.before or (number_near and word.group() in data.near_number):
        return True
    if data.ordinals and _ORDINAL.fullmatch(word.group()):
        return True
    initial = word.group().rpartition(".")[2].lstrip("-")
    is_initial = len(initial) == 1 and initial.isupper()
    return is_initial and (number_after or bool(_INITIAL_BEFORE.search(stem)))


def _whole(flat: str, pieces: list[Span]) -> list[Span]:
    """The pieces without blanks at their edges; signs alone go with a neighbour, endless pieces are cut."""
    spans: list[Span] = []
    loose: int | None = None  # where signs begin that wait for a sentence to go with
    for begin, end in (cut for piece in pieces for cut in _cut(flat, *piece)):
        piece = flat[begin:end]
        first, last = end - len(piece.lstrip()), begin + len(piece.rstrip())
        if first >= last:
            continue
        if any(map(str.isalnum, piece)):
            spans.append((first if loose is None else loose, last))
            loose = None
        elif spans and spans[-1][1] - spans[-1][0] < _PIECE:
            spans[-1] = (spans[-1][0], last)
        elif loose is None:
            loose = first
    if loose is not None:
        spans.append((loose, len(flat.rstrip())))
    return spans


def _cut(flat: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > _PIECE:
        place = flat.rfind(" ", begin + 1, begin + _PIECE)
        place = begin + _PIECE if place < 0 else place
        yield begin, place
        begin = place
    yield begin, end
