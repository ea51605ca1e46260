"""One sentence denies what the other states: with a negation, or with the opposite deed ("approved", "rejected")."""

from __future__ import annotations

from summariser import lexicon
from summariser.comparing.closeness import held
from summariser.comparing.pairs import Found, Pair, days_apart, numbers_apart
from summariser.comparing.reading import Said, content_words, hedged
from summariser.document import Span
from summariser.facts import Deed, opposites
from summariser.facts.words import fold, phrase, tokens, words

TWIN = 1.35  # how close the rest must be: a negation may deny any part of a sentence
ONE_DEED = 1.1  # the same when both tell of the deed beside the negation
OPPOSED = 0.9  # the same when the deeds are opposites
_DENIED = 0.5  # share of the words about a negation that the other sentence must have
_NEAR = 28  # characters between a deed and its negation
_TURN = frozenset({"lift", "reject"})  # deeds that turn another: "lifted the ban", "refused to release"


def by_polarity(pair: Pair) -> list[Found]:
    """What one sentence of a pair may deny and the other state."""
    if not pair.same_language or days_apart(pair) or numbers_apart(pair) or _hedged(pair.one) != _hedged(pair.its):
        return []
    if any(phrase("if", said.language).search(fold(said.text)) for said in (pair.one, pair.its)):
        return []
    return _opposed(pair) or _negated(pair)


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
            denied = any(start - _NEAR <= deed.end and deed.start <= end + _NEAR for start, end in denials)
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
    if bool(one.negations) == bool(its.negations) or one.negations + its.negations != 1:
        return []
    denying, stating = (one, its) if one.negations else (its, one)
    if _denies_otherwise(denying, stating) or not _same_deed(pair, denying, stating):
        return []
    values = tuple("no" if said.negations else "yes" for said in (one, its))
    least = ONE_DEED if _denied_deeds(denying) & {deed.kind for deed in stating.deeds} else TWIN
    return [_found(pair, values, (_span(one), _span(its)), least)]


def _denied_deeds(said: Said) -> set[str]:
    """The events that are told beside a negation."""
    start, end = _span(said)
    return {
        deed.kind for deed in said.deeds if deed.is_event and start - _NEAR <= deed.end and deed.start <= end + _NEAR
    }


def _found(pair: Pair, values: tuple[str, ...], spans: tuple[Span, Span], least: float) -> Found:
    return Found("polarity", "", pair, (values[0], values[1]), spans, least)


def _denies_otherwise(denying: Said, stating: Said) -> bool:
    """Whether the sentence without "not" may deny all the same: "refused", "without"."""
    without = words("without", denying.language) & {t.folded for t in tokens(denying.text)}
    verbs = bool(without) or any(
        words("denial", said.language) & {t.folded for t in tokens(said.text)} for said in (denying, stating)
    )
    return verbs or bool(_negations(stating))


def _same_deed(pair: Pair, denying: Said, stating: Said) -> bool:
    """Whether what is denied is stated, and of nobody else."""
    denied = [word for word in _about_negation(denying) if word in pair.story.meanings]
    if held(pair.story, denied, stating.words) < _DENIED:
        return False
    first = held(pair.story, denying.words[:1], stating.words), held(pair.story, stating.words[:1], denying.words)
    return max(first) >= _DENIED


def _span(said: Said) -> Span:
    found = _negations(said) if said.negations else []
    return found[0] if found else (0, 0)


def _negations(said: Said) -> list[Span]:
    """Where a sentence says "not"; "without" denies a thing, not what is told."""
    without = words("without", said.language)
    found = lexicon.pattern("negation", language=said.language).finditer(fold(said.text))
    return [match.span() for match in found if match.group() not in without]


def _about_negation(said: Said) -> list[str]:
    """The longer words nearest to the negation, one of which it denies: the two after it, or else the one before."""
    start, end = _span(said)
    passed_over = words("ends", said.language)
    after = [word for word in content_words(said.text[end:]) if word not in passed_over]
    return after[:2] or [word for word in content_words(said.text[:start]) if word not in passed_over][-1:]
