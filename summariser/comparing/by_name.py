"""One name in the place of another, in sentences that otherwise tell the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from summariser.comparing.closeness import events, nearest_deeds, shared_deeds
from summariser.comparing.pairs import (
    Found,
    Pair,
    days_apart,
    elsewhere,
    met,
    numbers_apart,
    one_voice,
    places,
    shared_facts,
    shared_months,
    unmet,
)
from summariser.comparing.reading import Said
from summariser.facts import Name
from summariser.facts.words import tokens

TWIN = 1.18  # how close the rest must be
ONE_DEED = 1.0  # the same when both tell of one deed
SHORT = 1.1  # the same when one of the names is a single word
PLACE = 0.8  # the same for a place, where names, a deed and a day are shared as well
WORD_FOR_WORD = 0.0
_FULL = 2  # words of a full name
_ANCHORS = 3  # shared names, numbers and days from which a name of one word may stand for a full one
_BESIDE = 60  # characters around a name in which its deed is told
_SAME_TOKENS = 0.7
_SPOKEN = re.compile(r'[«“„"»][^«»“”„"]{30,300}[»”“"«]')  # words of somebody: longer than a title


def by_name(pair: Pair) -> list[Found]:
    """The names that may differ in a pair."""
    if not pair.same_language or days_apart(pair) or numbers_apart(pair):
        return []
    return _swapped(pair) or _full_names(pair) or _places(pair)


def _full_names(pair: Pair) -> list[Found]:
    if elsewhere(pair) or any(_SPOKEN.search(said.text) for said in (pair.one, pair.its)):
        return []
    mine = _full(pair.one, unmet(pair.story, pair.one, pair.its))
    others = _full(pair.its, unmet(pair.story, pair.its, pair.one))
    short = bool(mine) != bool(others)
    if short and len(met(pair)) + shared_facts(pair) >= _ANCHORS:
        mine, others = mine or _short(pair.one, pair.its, pair), others or _short(pair.its, pair.one, pair)
    if len(mine) != 1 or len(others) != 1 or mine[0].words[-1] == others[0].words[-1]:
        return []
    if _known_to(pair, mine[0], pair.its.source) or _known_to(pair, others[0], pair.one.source):
        return []
    if pair.one.deeds and pair.its.deeds and not shared_deeds(pair):
        return []
    deed = _deeds(pair.one, mine[0]) & _deeds(pair.its, others[0])
    return [_found(pair, mine[0], others[0], SHORT if short and deed else ONE_DEED if deed else TWIN)]


def _short(one: Said, its: Said, pair: Pair) -> list[Name]:
    """Names of one word, such as that of a company, which every noun looks like in German."""
    if one.language == "de":
        return []
    return [
        name
        for name in unmet(pair.story, one, its)
        if not name.text.isupper() and not any(start <= name.start < end for start, end in one.tellers)
    ]


def _places(pair: Pair) -> list[Found]:
    """One place in the place of another, where the same people do the same on the same day."""
    mine, others = _only(pair, pair.one, pair.its), _only(pair, pair.its, pair.one)
    facts = max(shared_facts(pair), shared_months(pair))
    if len(mine) != 1 or len(others) != 1 or not facts or bool(met(pair)) + facts + 1 < _ANCHORS:
        return []
    spans = [(name.start, name.end) for name in (mine[0], others[0])]
    shared = shared_deeds(pair)
    if not nearest_deeds(pair.one, spans[0]) & shared or not nearest_deeds(pair.its, spans[1]) & shared:
        return []
    return [_found(pair, mine[0], others[0], PLACE)]


def _only(pair: Pair, one: Said, its: Said) -> list[Name]:
    """The places that only one of two sentences names, and its source nowhere else."""
    return [
        name
        for name in places(one, wide=True)
        if name in unmet(pair.story, one, its) and not _known_to(pair, name, its.source)
    ]


def _deeds(said: Said, name: Name) -> set[str]:
    """The events that are told beside a name."""
    return {deed.kind for deed in events(said) if name.start - _BESIDE <= deed.end and deed.start <= name.end + _BESIDE}


def _full(said: Said, names: list[Name]) -> list[Name]:
    """Full names, but for those of who says it."""
    return [
        name
        for name in names
        if len(name.words) >= _FULL and not any(start <= name.start < end for start, end in said.tellers)
    ]


def _known_to(pair: Pair, name: Name, source: int) -> bool:
    """Whether a source has this name somewhere else: then it does not put another in its place."""
    return any(
        one_voice(pair.story, name, its) for said in pair.story.said if said.source == source for its in said.names
    )


def _found(pair: Pair, first: Name, second: Name, least: float) -> Found:
    spans = ((first.start, first.end), (second.start, second.end))
    return Found("name", "", pair, (first.text, second.text), spans, least)


def _swapped(pair: Pair) -> list[Found]:
    """One name in the place of another, in sentences that are the same word for word otherwise."""
    mine, others = tokens(pair.one.text), tokens(pair.its.text)
    matcher = SequenceMatcher(None, [t.folded for t in mine], [t.folded for t in others], autojunk=False)
    if matcher.real_quick_ratio() < _SAME_TOKENS or matcher.quick_ratio() < _SAME_TOKENS:
        return []
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    replaced = [code for code in changed if code[0] == "replace"]
    if len(replaced) != 1 or len(changed) > 2 or matcher.ratio() < _SAME_TOKENS:
        return []
    _, a, b, c, d = replaced[0]
    first = _name_within(pair.one, mine[a].start, mine[b - 1].end)
    second = _name_within(pair.its, others[c].start, others[d - 1].end)
    if first is None or second is None or one_voice(pair.story, first, second):
        return []
    return [_found(pair, first, second, WORD_FOR_WORD)]


def _name_within(said: Said, start: int, end: int) -> Name | None:
    """The name that a changed run lies in or consists of."""
    for name in said.names:
        if name.start <= start < name.end or start <= name.start < end:
            rest = said.text[start : max(start, name.start)] + said.text[min(end, name.end) : end]
            if sum(token.is_word and len(token.text) > 3 for token in tokens(rest)) == 0:
                return name
    return None
