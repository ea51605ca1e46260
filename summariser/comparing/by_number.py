"""Two numbers for one thing: what is counted, weighed, paid or scored, or the time of day."""

from __future__ import annotations

from summariser.claims import Slot
from summariser.comparing.closeness import shared_deeds
from summariser.comparing.pairs import ELSEWHERE, Found, Pair, elsewhere, places, same_number, times_apart
from summariser.comparing.reading import Said, Story
from summariser.facts import Number, same_name
from summariser.facts.names import skeleton
from summariser.facts.numbers import CLOCK, SCORE, shown
from summariser.facts.words import fold, phrase, table

# How close the rest must be, by what tells that the numbers count the same.
ONE_DEED = 0.8  # both tell of one deed: people died ("12 dead", "12 killed"), prices rose
THING = 0.92  # they do not, but name the same thing
TWIN = 0.98  # only the rest tells it
AGE = 1.1  # years and times of day: how old somebody is tells nothing of another
TOLD_ONCE = 1.0  # what happened to them is told in one sentence only
_SYNONYMS = 0.5  # cosine from which two words may name one thing
_MANY = 3  # differing numbers in one pair of sentences: they count other things
_FATES = frozenset(table("counted")) - {"person"}
_LEAST = dict.fromkeys(_FATES - {"hostage"}, ONE_DEED) | {"year": AGE, CLOCK: AGE, SCORE: ONE_DEED}
_BESIDE = 40  # characters before and after a number in which its part and its place are told


def by_number(pair: Pair) -> list[Found]:
    """The numbers that may differ in a pair."""
    if times_apart(pair) or elsewhere(pair):
        return []
    found = []
    for number in pair.one.numbers:
        for counter in pair.its.numbers:
            least = _least(pair, number, counter)
            if least is None or _known_to(pair.story, pair.other, number) or _known_to(pair.story, pair.first, counter):
                continue
            slot: Slot = "date" if number.unit == CLOCK else "number"
            about = number.what or ("" if number.unit in {CLOCK, SCORE} else number.unit)
            values = (shown(number.value, number.unit), shown(counter.value, counter.unit))
            spans = ((number.start, number.end), (counter.start, counter.end))
            found.append(Found(slot, about, pair, values, spans, least))
    return found if len(found) < _MANY else []


def _least(pair: Pair, number: Number, counter: Number) -> float | None:
    """How close the rest must be for both to count the same, or None when they cannot."""
    known = any(same_number(number, its) for its in pair.its.numbers)
    if known or any(same_number(counter, one) for one in pair.one.numbers):
        return None
    if _shares(pair, number, counter):
        return TWIN
    if (number.unit == "%" and _turned(pair)) or _set_apart(pair, number, counter):
        return None
    if number.unit != counter.unit:
        return _told_once(pair, number, counter)
    return _measured(pair, number, counter) if number.unit else _counted(pair, number, counter)


def _turned(pair: Pair) -> bool:
    """Whether one of them tells what rose and the other what fell: they are two things."""
    kinds = [{deed.kind for deed in said.deeds} & {"rise", "fall"} for said in (pair.one, pair.its)]
    return bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1])


def _told_once(pair: Pair, number: Number, counter: Number) -> float | None:
    """The same where only one sentence tells what happened to those counted: "15 missing", "no news of 11 miners"."""
    once = {number.unit, counter.unit} & {"", "person"} and {number.unit, counter.unit} & _FATES
    may_be_one = not number.heads or not counter.heads or _one_thing(pair.story, number, counter)
    return TOLD_ONCE if once and _alone(pair, number, counter) and may_be_one else None


def _measured(pair: Pair, number: Number, counter: Number) -> float | None:
    """The same where both have one measure or tell of one fate, which tells by itself that they count the same."""
    if not _alone(pair, number, counter):
        return None
    return _LEAST.get(number.unit, ONE_DEED if shared_deeds(pair) else TWIN)


def _counted(pair: Pair, number: Number, counter: Number) -> float | None:
    """The same where things are counted that a word names."""
    same = _one_thing(pair.story, number, counter)
    if not same or not _rivals(pair.one, number) == 1 == _rivals(pair.its, counter):
        return None
    if not _one_word(number, counter):
        return TWIN
    return ONE_DEED if shared_deeds(pair) else THING


def _alone(pair: Pair, number: Number, counter: Number) -> bool:
    """Whether each sentence has no other number of the measure that the other one lacks."""
    one, its = pair.one, pair.its
    return _unmatched(number.unit, one, its) == 1 == _unmatched(counter.unit, its, one)


def _shares(pair: Pair, number: Number, counter: Number) -> bool:
    """Whether both are parts of one whole: "31 of the 84 passengers", "of the 84 passengers, 26"."""
    if number.heads or counter.heads or (number.unit and counter.unit and number.unit != counter.unit):
        return False
    return any(
        whole.meets(other) and whole.heads and other.heads and whole.value > max(number.value, counter.value)
        for whole in pair.one.numbers
        for other in pair.its.numbers
    )


def _unmatched(unit: str, one: Said, its: Said) -> int:
    """How many numbers of a measure a sentence has that the other does not give as well."""
    others = [number for number in its.numbers if number.unit == unit]
    return sum(n.unit == unit and not any(n.meets(other) for other in others) for n in one.numbers)


def _rivals(said: Said, number: Number) -> int:
    return sum(other.heads[:1] == number.heads[:1] for other in said.numbers)


def _one_thing(story: Story, number: Number, counter: Number) -> bool:
    """Whether both name the same thing: in one word, or in words of one meaning ("Stellen", "Arbeitsplätze")."""
    if not number.heads or not counter.heads:
        return False
    if _one_word(number, counter):
        return True
    first, second = number.heads[0], counter.heads[0]
    a, b = story.meanings.get(first), story.meanings.get(second)
    return a is not None and b is not None and round(float(a @ b), 4) >= _SYNONYMS


def _one_word(number: Number, counter: Number) -> bool:
    """Whether both are counted by one word, or by words for one of the things that are often counted."""
    first, second = number.heads[0], counter.heads[0]
    if _thing(first) == _thing(second) != "":
        return True
    return skeleton(first[:6]) == skeleton(second[:6]) and min(len(first), len(second)) >= min(4, len(first))


def _thing(word: str) -> str:
    """The kind of thing that a word counts, or an empty string."""
    return next((kind for kind, stems in table("things").items() if any(word.startswith(stem) for stem in stems)), "")


def _set_apart(pair: Pair, number: Number, counter: Number) -> bool:
    """Whether words beside what is counted tell two groups apart: "soldats ukrainiens", "soldats russes"; a part of
    them ("dont 12"), others, or those of one place."""
    kinds = [stem for entry in table("counted").values() for stem in entry]

    def marks(one: Number) -> set[str]:
        return {head[:5] for head in one.heads[:2] if len(head) > 4 and not any(head.startswith(k) for k in kinds)}

    mine, others = marks(number), marks(counter)
    if number.heads[:1] != counter.heads[:1] and _one_thing(pair.story, number, counter):
        mine, others = mine - {number.heads[0][:5]}, others - {counter.heads[0][:5]}
    if number.others != counter.others or _is_part(pair.one, number) != _is_part(pair.its, counter):
        return True
    if _placed_apart(pair.one, number, pair.its) or _placed_apart(pair.its, counter, pair.one):
        return True
    return bool(mine and others and not mine & others) or (bool(mine - others) and bool(others - mine))


def _is_part(said: Said, number: Number) -> bool:
    """Whether a number counts a part of others: "dont 12", "12 of them"."""
    flat = fold(said.text)
    near = flat[max(0, number.start - 16) : number.start] + " # " + flat[number.end : number.end + 12]
    return bool(phrase("part", said.language).search(near))


def _placed_apart(said: Said, number: Number, its: Said) -> bool:
    """Whether a name right behind what is counted, which the other sentence has not, tells which are meant."""
    behind = said.text[number.end : number.end + _BESIDE]
    stop = min((k for k, char in enumerate(behind) if char in ",.;:("), default=len(behind))
    named = places(said) if said.language == "de" else said.names  # every German noun looks like a name
    near = [name for name in named if number.end <= name.start < number.end + stop]
    return bool(near) and not any(same_name(name, other) for name in near for other in its.names)


def _known_to(story: Story, place: int, number: Number) -> bool:
    """Whether the source of a sentence gives this value for the same somewhere else: then it does not contradict."""
    source = story.said[place].source
    for other, said in enumerate(story.said):
        if said.source == source and float(story.likeness[place, other]) >= ELSEWHERE:
            for its in said.numbers:
                if its.unit == number.unit and its.meets(number) and (number.unit or its.heads[:1] == number.heads[:1]):
                    return True
    return False
