"""Whether what is negated or hedged in the evidence is so in the wording, and nothing else is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from summariser import lexicon
from summariser.facts.words import words
from summariser.grounding.text import DENSE, tokenized

_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous|se)")
_VERB_LAST = frozenset({"de", "nl"})  # "... kommen soll, ...": what comes is before the comma
_ELIDED = re.compile(r"(?:\w{1,2}|\w{0,6}qu|\w{1,3}ll)'(?=\w)|.+")  # "n'aurait", "lorsqu'il", "dell'accordo"


def check_negations(wording: str, evidence: Sequence[str], language: str) -> str:
    """Negations that the evidence has not, and words that it negates and the wording does not."""
    negation = lexicon.pattern("negation", language=language)
    added = negation.findall(lexicon.fold(wording))
    if added and not any(negation.search(lexicon.fold(text)) for text in evidence):
        return f"the evidence has no {added[0]!r}"
    # Where words are not apart, which of them is negated cannot be told.
    if not added and DENSE.search(wording) and negation.search(lexicon.fold(evidence[0])):
        return "the evidence negates"
    lost = _lost(wording, evidence, negation, True)
    return f"the evidence negates {lost!r}" if lost else ""


def check_hedges(wording: str, evidence: Sequence[str], language: str) -> str:
    """Hedges ("aurait", "perhaps") that the evidence has not, and words that it hedges and the wording states."""
    hedge = hedge_of(language)
    stated = {token for text in evidence for token in _apart(text)}
    added = [token for token in _apart(wording) if hedge.fullmatch(token) and token not in stated]
    if added:
        return f"the evidence has no {added[0]!r}"
    for cue in (hedge, lexicon.pattern("modality", language=language)):
        lost = _lost(wording, evidence, cue, language in _VERB_LAST)
        if lost:
            return f"the evidence does not state {lost!r} outright"
    return ""


@cache
def hedge_of(language: str) -> re.Pattern[str]:
    """Words that say that something may be so, one token each."""
    found = sorted(word for word in words("hedge", language) if " " not in word)
    return re.compile(r"(?:" + "|".join(map(re.escape, found)) + r")(?!\w)" if found else r"(?!)")


def _apart(text: str) -> list[str]:
    """The words and marks of a text, folded, commas too; what is elided stands alone: "n'aurait" is "n'", "aurait"."""
    return [part for token in tokenized(text) for part in _ELIDED.findall(lexicon.fold(token))]


def _lost(wording: str, evidence: Sequence[str], cue: re.Pattern[str], at_comma: bool) -> str:
    """A word that the wording has without a cue more often than its evidence; else empty."""
    plain: Counter[str] = Counter()
    marked: set[str] = set()
    for text in evidence:
        known = _apart(text)
        places = _marked(known, cue, at_comma)
        marked |= {known[k] for k in places}
        plain.update(word for k, word in enumerate(known) if k not in places)
    said = _apart(wording)
    places = _marked(said, cue, at_comma)
    bare = Counter(word for k, word in enumerate(said) if k not in places)
    return min((word for word in marked if bare[word] > plain[word]), default="")


def _marked(words: Sequence[str], cue: re.Pattern[str], at_comma: bool) -> set[int]:
    """The places of the words that a cue goes with: the next word of more than two letters, or, where a mark comes
    first ("kommt nicht."), the word before it; ``at_comma`` whether a comma is such a mark."""
    out: set[int] = set()
    waiting, before = False, -1
    for at, word in enumerate(words):
        if _is(cue, word):
            waiting = True
        elif not word[0].isalpha():
            if waiting and before >= 0 and (at_comma or word != ","):
                out.add(before)
            waiting = False
        elif len(word) > 2 and not word.endswith("'"):
            if waiting:
                out.add(at)
            waiting, before = False, at
    return out


def _is(cue: re.Pattern[str], word: str) -> bool:
    """Whether a word is a cue, and not only the beginning of another: "pourrait-il" is, "pas-de-calais" is not."""
    found = cue.match(word)
    return bool(found and (found.end() == len(word) or _INVERTED.fullmatch(word, found.end())))
