"""One sentence denies what the other states: with a negation, or with the opposite deed ("approved", "rejected")."""

from __future__ import annotations

from summariser import lexicon
from summariser.comparing.closeness import held
from summariser.comparing.pairs import Found, Pair, dates_apart, days_apart, numbers_apart, places, unmet
from summariser.comparing.reading import Said, Story, content_words, hedged
from summariser.document import Span
from summariser.facts import Deed, Name, opposites
from summariser.facts.words import fold, phrase, tokens, words

TWIN = 1.35  # how close the rest must be: a negation may deny any part of a sentence
ONE_DEED = 1.1  # the same when both tell of the deed beside the negation
OPPOSED = 0.9  # the same when the deeds are opposites
_DENIED = 0.5  # share of the words about a negation that the other sentence must have
_NEAR = 28  # characters between a deed and its negation
_TURN = frozenset({"lift", "reject"})  # deeds that turn another: "lifted the ban", "refused to release"


def by_polarity(pair: Pair) -> list[Found]:
    """What one sentence of a pair may deny and the other state."""
    if not pair.same_language or days_apart(pair) or dates_apart(pair) or numbers_apart(pair):
        return []
    if _hedged(pair.one) != _hedged(pair.its) or (_actors(pair, pair.one) and _actors(pair, pair.its)):
        return []
    if any(phrase("if", said.language).search(fold(said.text)) for said in (pair.one, pair.its)):
        return []
    return _opposed(pair) or _negated(pair)


def _actors(pair: Pair, said: Said) -> list[Name]:
    """The names that only this sentence of a pair has, but for places and those of who says it: where both have some,
    one union may sign and another not. In German, where every noun looks like a name, only acronyms and names of
    several words that all begin with a capital."""
    other = pair.its if said is pair.one else pair.one
    return [
        name
        for name in unmet(pair.story, said, other)
        if name not in places(said)
        and not any(start <= name.start < end for start, end in said.tellers)
        and (said.language != "de" or name.text.isupper() or (len(name.words) > 1 and name.text.istitle()))
    ]


def _hedged(said: Said) -> bool:
    """Whether a sentence says that something may be so; not when somebody "said that he would"."""
    text = fold(said.text)
    if said.language == "en" and lexicon.pattern("attribution", language="en").search(text):
        text = text.replace(" would ", " will ")
    return hedged(text, said.language)


def _opposed(pair: Pair) -> list[Found]:
    for yes, no in opposites():
        mine, others = _signs(pair.one, yes, no), _signs(pair.its, yes, no)
        if len(mine) == 1 == len(others) and set(mine) != set(others):
            (sign, span), (other_sign, other_span) = *mine.items(), *others.items()
            return [_found(pair, (sign, other_sign), (span, other_span), OPPOSED)]
    return []


def _signs(said: Said, yes: str, no: str) -> dict[str, Span]:
    """What a sentence says of a deed and its opposite: "yes", "no" or both, and where."""
    denials = _negations(said)
    turned = _TURN - {yes, no}
    out: dict[str, Span] = {}
    for deed in said.deeds:
        if deed.kind in {yes, no} and not _to_be(said, deed):
            denied = any(_beside(said, deed, negation) for negation in denials)
            out.setdefault("yes" if (deed.kind == yes) != denied else "no", (deed.start, deed.end))
    if turned & {deed.kind for deed in said.deeds}:
        return {}
    return {"no": out["no"]} if "no" in out else out  # "refused the approval" refuses


def _to_be(said: Said, deed: Deed) -> bool:
    """Whether a deed is only wanted: an infinitive of purpose ("pour autoriser", "to approve")."""
    before = [token.folded for token in tokens(said.text[: deed.start]) if token.is_word][-1:]
    return bool(words("purpose", said.language) & set(before))


def _negated(pair: Pair) -> list[Found]:
    one, its = pair.one, pair.its
    if sorted((_denials(one), _denials(its))) != [0, 1] or any(_rules_out(said) for said in (one, its)):
        return []
    denying, stating = (one, its) if _denials(one) else (its, one)
    deed = _denied_deeds(denying) & {deed.kind for deed in stating.deeds if not _to_be(stating, deed)}
    if not _of_one(pair, denying, stating) or not (deed or _same_deed(pair, denying, stating)):
        return []
    values = tuple("no" if _denials(said) else "yes" for said in (one, its))
    return [_found(pair, values, (_span(one), _span(its)), ONE_DEED if deed else TWIN)]


def _denied_deeds(said: Said) -> set[str]:
    """The events that are told beside a negation."""
    return {deed.kind for deed in said.deeds if deed.is_event and _beside(said, deed, _span(said))}


def _beside(said: Said, deed: Deed, negation: Span) -> bool:
    """Whether a negation may deny a deed: it stands shortly before it, in German also after it ("schließt nicht")."""
    start, end = negation
    return deed.start <= end + _NEAR and deed.end >= (start - _NEAR if said.language == "de" else end)


def _found(pair: Pair, values: tuple[str, ...], spans: tuple[Span, Span], least: float) -> Found:
    return Found("polarity", "", pair, (values[0], values[1]), spans, least)


def _rules_out(said: Said) -> bool:
    """Whether a sentence tells that something is (not) ruled out or may still come, or corrects what it denies."""
    found = words("rules_out", said.language) & {token.folded for token in tokens(said.text)}
    return bool(found or phrase("not_yet", said.language).search(fold(said.text)))


def _same_deed(pair: Pair, denying: Said, stating: Said) -> bool:
    """Whether what is denied is stated."""
    return held(pair.story, _about_negation(pair.story, denying), stating.words) >= _DENIED


def _of_one(pair: Pair, denying: Said, stating: Said) -> bool:
    """Whether what opens one sentence is in the other as well: both tell of one."""
    first = held(pair.story, denying.words[:1], stating.words), held(pair.story, stating.words[:1], denying.words)
    return max(first) >= _DENIED


def _denials(said: Said) -> int:
    """How many things a sentence denies, by "not" or by a verb that does ("refused to sign"); "without" denies a
    thing, not what is told."""
    folded = [token.folded for token in tokens(said.text)]
    without, verbs = words("without", said.language), words("denial", said.language)
    negations = said.negations if said.language == "fr" else said.negations - sum(word in without for word in folded)
    return negations + sum(word in verbs for word in folded)


def _span(said: Said) -> Span:
    """Where a sentence first denies something."""
    verbs = words("denial", said.language)
    found = [*_negations(said), *((one.start, one.end) for one in tokens(said.text) if one.folded in verbs)]
    return min(found, default=(0, 0))


def _negations(said: Said) -> list[Span]:
    """Where a sentence says "not"."""
    without = words("without", said.language)
    found = lexicon.pattern("negation", language=said.language).finditer(fold(said.text))
    return [match.span() for match in found if match.group() not in without]


def _about_negation(story: Story, said: Said) -> list[str]:
    """The longer words nearest to the negation, one of which it denies: the two after it, or else the one before."""
    start, end = _span(said)
    known = story.meanings.keys() - words("ends", said.language)
    after = [word for word in content_words(said.text[end:]) if word in known]
    return after[:2] or [word for word in content_words(said.text[:start]) if word in known][-1:]
