"""Two days for one event."""

from __future__ import annotations

import re

from summariser import lexicon
from summariser.comparing.closeness import nearest_deeds, shared_deeds
from summariser.comparing.pairs import ELSEWHERE, Found, Pair, days, numbers_apart, unmet
from summariser.comparing.reading import Said, Story
from summariser.facts import Date, phases
from summariser.facts.dates import day_of
from summariser.facts.words import fold, phrase, tokens

TWIN = 1.25  # how close the rest must be
ONE_DEED = 0.85  # the same when both tell of one deed beside the day
APART = 31  # days: two dates further from each other are of two events
_RECKONED = ("day_before", "day_after")  # of what was last spoken of, which may be another event
_SPOKE = 3  # words beside a day among which it is told who spoke
_RANGE = re.compile(r"\d\S{0,3}\s(?:au|bis|to|al|a|à|-|–|y|et|und|and)\s?$")


def by_date(pair: Pair) -> list[Found]:
    """The days that may differ in a pair."""
    mine, others = _left(pair.one, pair.its), _left(pair.its, pair.one)
    if len(mine) != 1 or len(others) != 1 or numbers_apart(pair) or _others(pair):
        return []
    first, second = mine[0], others[0]
    days_known = day_of(first), day_of(second)
    if days_known[0] and days_known[1] and abs((days_known[0] - days_known[1]).days) > APART:
        return []
    if _known_to(pair.story, pair.other, first) or _known_to(pair.story, pair.first, second):
        return []
    spans = ((first.start, first.end), (second.start, second.end))
    deed, other_deed = nearest_deeds(pair.one, spans[0]), nearest_deeds(pair.its, spans[1])
    if _in_phases(pair):
        return []
    if deed and other_deed and not deed & other_deed and not shared_deeds(pair):
        return []
    values = (_value(first, pair.one), _value(second, pair.its))
    return [Found("date", "", pair, values, spans, ONE_DEED if deed & other_deed else TWIN)]


def _left(one: Said, its: Said) -> list[Date]:
    """The days of a sentence that the other does not name, but for those on which somebody said it."""
    return [
        date
        for date in days(one)
        if not any(date.meets(other) for other in days(its))
        and not any(start <= date.start < end for start, end in one.tellers)
        and not _RANGE.search(fold(one.text[: date.start]))
        and not _said_on(one, date)
        and not any(phrase(shift, one.language).fullmatch(fold(one.text[date.start : date.end])) for shift in _RECKONED)
    ]


def _in_phases(pair: Pair) -> bool:
    """Whether one sentence tells of another phase than the other: of the funeral and not only of the death."""
    mine, others = ({deed.kind for deed in said.deeds} for said in (pair.one, pair.its))
    return any(
        (first in mine - others and second in others) or (second in mine and first in others - mine)
        for one in phases()
        for first, second in (one, one[::-1])
    )


def _others(pair: Pair) -> bool:
    """Whether each names somebody in full whom the other does not: they tell of two events."""
    mine, others = unmet(pair.story, pair.one, pair.its), unmet(pair.story, pair.its, pair.one)
    return any(len(name.words) > 1 for name in mine) and any(len(name.words) > 1 for name in others)


def _said_on(said: Said, date: Date) -> bool:
    """Whether a day is that on which somebody spoke: "announced on Tuesday"."""
    says = lexicon.pattern("attribution", language=said.language)
    before, after = said.text[: date.start].rpartition(",")[2], said.text[date.end :].partition(",")[0]
    beside = [*tokens(before)[-_SPOKE:], *tokens(after)[:_SPOKE]]
    return bool(says.search(" ".join(token.folded for token in beside)))


def _known_to(story: Story, place: int, date: Date) -> bool:
    """Whether the source of a sentence names this day in another sentence on the same: it may mean both."""
    mine = story.said[place]
    return any(
        said.source == mine.source
        and float(story.likeness[place, other]) >= ELSEWHERE
        and any(date.meets(its) for its in days(said))
        for other, said in enumerate(story.said)
        if other != place
    )


def _value(date: Date, said: Said) -> str:
    return date.value or fold(said.text[date.start : date.end])
