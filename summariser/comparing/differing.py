"""Where sources differ: two sentences that say the same of the same, but for one value.

A difference is told only when the slot is the same (what is counted, what happened when, who, whether) and nothing the
two wordings can mean is one value. Rounding, bounds, spellings and later or earlier counts are no differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from summariser import lexicon
from summariser.claims import Difference, Side, Slot, Wording
from summariser.comparing.joining import coverage, meant
from summariser.comparing.reading import Said, Story, stems
from summariser.document import Span
from summariser.facts import Date, Name, Number, same_name
from summariser.facts.dates import day_of
from summariser.facts.names import skeleton
from summariser.facts.numbers import CLOCK, shown
from summariser.facts.words import fold, table, tokens, words

LIKE = 0.5  # cosine from which two sentences may speak of the same
ALIKE = 1.1  # cosine and shared words together, for a slot that tells by itself what it counts ("12 dead")
TWIN = 1.35  # the same, for a slot that only the rest of the sentence tells (a date, a sum, a yes or no)
NAMED = 1.2  # the same, for a name in the place of another, which takes its own words out of it
MIRROR = 1.45  # the same, for a negation: it may deny any part of a sentence
ACROSS = 0.75  # cosine between languages, where words cannot be shared
APART = 31  # days: two dates further from each other are of two events
EVENT = 0.55  # share of the words of each that the other has, for two dates to be of one event
REST = 0.7  # the same without a name that stands in the place of another
_FULL = 2  # words of a full name
SYNONYMS = 0.6  # cosine from which two words may name one thing, in twin sentences
_NEGATED = 4  # letters by which a negated word is known again
_MANY = 3  # differing numbers in one pair of sentences: they count other things
_PEOPLE = frozenset({"dead", "injured", "missing", "arrested", "evacuated", "homeless", "hostage"})
_ELSEWHERE = 0.45  # cosine from which another sentence of a source may give the other's value for the same


@dataclass(frozen=True, slots=True)
class _Found:
    """Two sentences (places in the story) that differ in a value: which slot, the values and where they stand."""

    slot: Slot
    about: str
    first: int
    other: int
    values: tuple[str, str]
    spans: tuple[Span, Span]


def differences(story: Story, origin: Callable[[int], int]) -> tuple[Difference, ...]:
    """The differences of a story, those of most sources first. ``origin`` tells which sources count as one."""
    found: list[_Found] = []
    for k, other in _pairs(story):
        if origin(story.said[k].source) != origin(story.said[other].source):
            found += _between(story, k, other)
    return tuple(
        sorted(
            _merged(story, found),
            key=lambda one: (-len(one.sources), one.sides[0].wordings[0].sentence, one.slot, one.about),
        )
    )


def _pairs(story: Story) -> Iterator[tuple[int, int]]:
    """Sentences of two sources that are near in meaning."""
    for k, one in enumerate(story.said):
        for other in range(k + 1, len(story.said)):
            if story.said[other].source != one.source and round(float(story.likeness[k, other]), 4) >= LIKE:
                yield k, other


def _between(story: Story, k: int, other: int) -> list[_Found]:
    one, its = story.said[k], story.said[other]
    like = round(float(story.likeness[k, other]), 4)
    nearness = like + _shared_words(story, one, its) if one.language == its.language else like + ALIKE - ACROSS
    nearness = round(nearness, 4)
    if nearness < ALIKE or one.text == its.text or _elsewhere(one, its):
        return []
    found = [*_numbers(story, k, other, nearness)]
    if not found and nearness >= NAMED and one.language == its.language:
        found = _names(story, k, other)
    if not found and nearness >= TWIN and one.language == its.language:
        found = _dates(story, k, other)
        found += _polarity(story, k, other) if nearness >= MIRROR else []
        found = found if len(found) == 1 else []
    return found


def _shared_words(story: Story, one: Said, its: Said) -> float:
    """The share of their words that both hold, or words of their meaning, the rarer the weightier."""
    a, b = _plain(one), _plain(its)
    spelt = (coverage(story, a, b) + coverage(story, b, a)) / 2
    return min(1.0, max(spelt, (meant(story, one.words, its) + meant(story, its.words, one)) / 2))


def _plain(one: Said) -> frozenset[str]:
    """The stems of a sentence without those of its dates and numbers."""
    facts: list[Date | Number] = [*one.dates, *one.numbers]
    values = [one.text[fact.start : fact.end] for fact in facts]
    return one.stems - stems(" ".join(values))


def _elsewhere(one: Said, its: Said) -> bool:
    """Whether they speak of two places: what happened there differs without a contradiction."""
    here, there = _places(one), _places(its)
    return bool(here and there and not any(same_name(a, b) for a in here for b in there))


def _places(one: Said) -> list[Name]:
    """Names that a preposition of place stands before."""
    before = words("place", one.language)
    out = []
    for name in one.names:
        lead = [token for token in tokens(one.text[max(0, name.start - 16) : name.start]) if token.is_word]
        if (lead and lead[-1].folded in before) or name.words[0] in before:
            out.append(name)
    return out


def _days(one: Said) -> list[Date]:
    return [date for date in one.dates if date.is_day]


def _days_apart(one: Said, its: Said) -> bool:
    mine, others = _days(one), _days(its)
    return bool(mine and others and not any(a.meets(b) for a in mine for b in others))


def _numbers(story: Story, k: int, other: int, nearness: float) -> list[_Found]:
    one, its = story.said[k], story.said[other]
    if _days_apart(one, its):
        return []
    found = []
    for number in one.numbers:
        for counter in its.numbers:
            if not _same_slot(story, number, counter, nearness, (one, its)) or number.meets(counter):
                continue
            if _known_to(story, other, number) or _known_to(story, k, counter):
                continue
            slot: Slot = "date" if number.unit == CLOCK else "number"
            about = number.what or (number.unit if number.unit != CLOCK else "")
            values = (_value(number), _value(counter))
            spans = ((number.start, number.end), (counter.start, counter.end))
            found.append(_Found(slot, about, k, other, values, spans))
    return found if len(found) < _MANY else []


def _value(number: Number) -> str:
    if number.unit == CLOCK:
        return f"{int(number.value) // 60:02d}:{int(number.value) % 60:02d}"
    return shown(number.value)


def _same_slot(story: Story, number: Number, counter: Number, nearness: float, both: tuple[Said, Said]) -> bool:
    """Whether two numbers count the same: the same fate of people, the same measure in twin sentences, or the same
    thing with nothing that sets the one group apart from the other."""
    one, its = both
    if number.unit != counter.unit:
        # "15 miners are missing", "no news of 11 miners": what happened to them is told in one of them only.
        told_once = not (number.unit and counter.unit) and number.heads[:1] == counter.heads[:1] != ()
        return told_once and nearness >= TWIN and not _set_apart(number, counter)
    alone = _unmatched(number.unit, one, its) == 1 == _unmatched(number.unit, its, one)
    if number.unit in _PEOPLE:
        return (alone or nearness >= TWIN) and not _set_apart(number, counter)
    if number.unit:
        return alone and nearness >= TWIN
    if not number.heads or not counter.heads:
        return False
    spelt = skeleton(number.heads[0][:6]) == skeleton(counter.heads[0][:6]) and min(
        len(number.heads[0]), len(counter.heads[0])
    ) >= min(4, len(number.heads[0]))
    same = spelt or (nearness >= TWIN and _one_thing(story, number.heads[0], counter.heads[0]))
    rivals = sum(n.heads[:1] == number.heads[:1] for n in one.numbers)
    return same and rivals == 1 and not _set_apart(number, counter)


def _unmatched(unit: str, one: Said, its: Said) -> int:
    """How many numbers of a measure a sentence has that the other does not give as well."""
    others = [number for number in its.numbers if number.unit == unit]
    return sum(n.unit == unit and not any(n.meets(other) for other in others) for n in one.numbers)


def _one_thing(story: Story, first: str, second: str) -> bool:
    """Whether two words may name the same thing: "Stellen", "Arbeitsplätze"."""
    a, b = story.meanings.get(first), story.meanings.get(second)
    return a is not None and b is not None and round(float(a @ b), 4) >= SYNONYMS


def _set_apart(number: Number, counter: Number) -> bool:
    """Whether words beside what is counted tell two groups apart: "soldats ukrainiens", "soldats russes"."""
    kinds = [stem for entry in table("counted").values() for stem in entry]

    def marks(one: Number) -> set[str]:
        return {head[:5] for head in one.heads[:2] if len(head) > 4 and not any(head.startswith(k) for k in kinds)}

    mine, others = marks(number), marks(counter)
    if number.others != counter.others:
        return True
    return bool(mine and others and not mine & others) or (bool(mine - others) and bool(others - mine))


def _known_to(story: Story, place: int, number: Number) -> bool:
    """Whether the source of a sentence gives this value for the same somewhere else: then it does not contradict."""
    source = story.said[place].source
    for other, said in enumerate(story.said):
        if said.source == source and float(story.likeness[place, other]) >= _ELSEWHERE:
            for its in said.numbers:
                if its.unit == number.unit and its.meets(number) and (number.unit or its.heads[:1] == number.heads[:1]):
                    return True
    return False


def _dates(story: Story, k: int, other: int) -> list[_Found]:
    one, its = story.said[k], story.said[other]
    mine, others = _days(one), _days(its)
    if len(mine) != 1 or len(others) != 1 or mine[0].meets(others[0]) or _numbers_apart(one, its):
        return []
    first, second = day_of(mine[0]), day_of(others[0])
    if first and second and abs((first - second).days) > APART:
        return []
    if min(meant(story, one.words, its), meant(story, its.words, one)) < EVENT:
        return []
    values = (_day_value(mine[0], one), _day_value(others[0], its))
    spans = ((mine[0].start, mine[0].end), (others[0].start, others[0].end))
    return [_Found("date", "", k, other, values, spans)]


def _day_value(date: Date, said: Said) -> str:
    return date.value or fold(said.text[date.start : date.end])


def _numbers_apart(one: Said, its: Said) -> bool:
    """Whether a number of one has no match in the other though that one counts, too."""
    return bool(
        one.numbers
        and its.numbers
        and not any(a.meets(b) and a.unit == b.unit for a in one.numbers for b in its.numbers)
    )


def _names(story: Story, k: int, other: int) -> list[_Found]:
    """One person in the place of another, in sentences that otherwise tell the same."""
    one, its = story.said[k], story.said[other]
    if _days_apart(one, its) or _numbers_apart(one, its):
        return []
    known = dict(story.aliases)
    mine = [name for name in one.names if not any(_one_voice(name, theirs, known) for theirs in its.names)]
    others = [name for name in its.names if not any(_one_voice(name, theirs, known) for theirs in one.names)]
    if len(mine) != 1 or len(others) != 1:
        return _swapped(story, k, other)
    first, second = mine[0], others[0]
    if min(len(first.words), len(second.words)) < _FULL or first.words[-1] == second.words[-1]:
        return _swapped(story, k, other)
    if min(_rest(story, one, first, its), _rest(story, its, second, one)) < REST:
        return []
    spans = ((first.start, first.end), (second.start, second.end))
    return [_Found("name", "", k, other, (first.text, second.text), spans)]


def _rest(story: Story, one: Said, name: Name, its: Said) -> float:
    """The share of a sentence's words without a name that the other has as well."""
    named = stems(name.text)
    return meant(story, [word for word in one.words if not stems(word) & named], its)


def _swapped(story: Story, k: int, other: int) -> list[_Found]:
    """One name in the place of another, in sentences that are the same word for word otherwise."""
    one, its = story.said[k], story.said[other]
    mine, others = tokens(one.text), tokens(its.text)
    matcher = SequenceMatcher(None, [t.folded for t in mine], [t.folded for t in others], autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    replaced = [code for code in changed if code[0] == "replace"]
    if len(replaced) != 1 or len(changed) > 2 or matcher.ratio() < 0.7:
        return []
    _, a, b, c, d = replaced[0]
    first = _name_within(one, mine[a].start, mine[b - 1].end)
    second = _name_within(its, others[c].start, others[d - 1].end)
    if first is None or second is None or _one_voice(first, second, dict(story.aliases)):
        return []
    spans = ((first.start, first.end), (second.start, second.end))
    return [_Found("name", "", k, other, (first.text, second.text), spans)]


def _name_within(said: Said, start: int, end: int) -> Name | None:
    """The name that a changed run lies in or consists of."""
    for name in said.names:
        if name.start <= start < name.end or start <= name.start < end:
            rest = said.text[start : max(start, name.start)] + said.text[min(end, name.end) : end]
            if sum(token.is_word and len(token.text) > 3 for token in tokens(rest)) == 0:
                return name
    return None


def _one_voice(first: Name, second: Name, known: dict[str, tuple[str, ...]]) -> bool:
    """Whether two names may mean one: spellings, parts, acronyms, or a capital for its government."""
    if same_name(first, second, known):
        return True
    voices = table("one_voice").values()
    return any(" ".join(first.words) in voice and " ".join(second.words) in voice for voice in voices)


def _polarity(story: Story, k: int, other: int) -> list[_Found]:
    """One sentence negates what the other states."""
    one, its = story.said[k], story.said[other]
    if bool(one.negations) == bool(its.negations) or one.negations + its.negations != 1:
        return []
    denying, stating = (one, its) if one.negations else (its, one)
    apart = _days_apart(one, its) or _numbers_apart(one, its) or one.hedged != its.hedged
    if apart or _denies_otherwise(denying, stating) or not _same_deed(story, denying, stating):
        return []
    spans = (_negation_span(one), _negation_span(its))
    values = ("no" if one.negations else "yes", "no" if its.negations else "yes")
    return [_Found("polarity", "", k, other, values, spans)]


def _denies_otherwise(denying: Said, stating: Said) -> bool:
    """Whether the sentence without "not" may deny all the same: "refused", "without"."""
    verbs = any(words("denial", said.language) & {t.folded for t in tokens(said.text)} for said in (denying, stating))
    return verbs or bool(lexicon.pattern("negation", language=stating.language).search(lexicon.fold(stating.text)))


def _same_deed(story: Story, denying: Said, stating: Said) -> bool:
    """Whether what is denied is stated, and of nobody else."""
    denied = _negated(denying)
    if len(denied & {stem[:_NEGATED] for stem in stating.stems}) < min(2, len(denied)):
        return False
    first = meant(story, denying.words[:1], stating), meant(story, stating.words[:1], denying)
    return max(first) >= EVENT


def _negation_span(said: Said) -> Span:
    match = lexicon.pattern("negation", language=said.language).search(fold(said.text)) if said.negations else None
    return match.span() if match else (0, 0)


def _negated(said: Said) -> set[str]:
    """The beginnings of the longer words nearest to the negation, one of which it denies."""
    start, end = _negation_span(said)
    found = [token for token in tokens(said.text) if token.is_word and len(token.text) >= _NEGATED]
    after = [stem[:_NEGATED] for token in found if token.start >= end for stem in stems(token.text)][:2]
    before = [stem[:_NEGATED] for token in found if token.end <= start for stem in stems(token.text)][-1:]
    return {*after, *before}


def _merged(story: Story, found: Sequence[_Found]) -> list[Difference]:
    """Pairs that share a sentence and a slot as one difference, and on each side all who have its value."""
    groups: list[list[_Found]] = []
    for one in found:
        linked = [group for group in groups if any(_linked(one, other) for other in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([*(each for group in linked for each in group), one])
    return [_difference(story, group) for group in groups]


def _linked(one: _Found, other: _Found) -> bool:
    ends = {(one.first, one.spans[0]), (one.other, one.spans[1])}
    return one.slot == other.slot and bool(ends & {(other.first, other.spans[0]), (other.other, other.spans[1])})


def _difference(story: Story, group: Sequence[_Found]) -> Difference:
    sides: dict[str, dict[tuple[int, Span], Wording]] = {}
    for one in group:
        for place, value, span in ((one.first, one.values[0], one.spans[0]), (one.other, one.values[1], one.spans[1])):
            said = story.said[place]
            wording = Wording(said.source, said.sentence.id, said.text, *span)
            sides.setdefault(value, {})[place, span] = wording
    made = []
    for value, wordings in sides.items():
        by_source: dict[int, Wording] = {}
        for _, wording in sorted(wordings.items()):
            by_source.setdefault(wording.source, wording)
        made.append(Side(value, tuple(by_source[source] for source in sorted(by_source))))
    made.sort(key=lambda side: (-len(side.wordings), side.wordings[0].source, side.value))
    return Difference(group[0].slot, group[0].about, tuple(made))
