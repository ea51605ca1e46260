"""Whether a wording says who says it, where its evidence does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser import lexicon
from summariser.facts.words import tokens

# Attributions by the letter that seldom are any.
LIGHT = frozenset({"pour", "per", "so", "conforme", "reports", "told", "tells", "added", "adds"})
_NOUNS = frozenset({"note", "juge", "lance", "notes", "claims"})  # others are none unless a cut begins with them
_COMPOUND = re.compile(r"-(?!t-)\w")  # after one: another word, "d'après-midi"; but "précise-t-il"
_KEPT = 0.6  # of the evidence's words: a wording that keeps so many has cut little but who says it


def check_attribution(wording: str, evidence: Sequence[str], language: str) -> str:
    """Words that the evidence lays in someone's mouth are not stated outright. A wording that keeps only some clause of
    its evidence may have left out the one that was heard."""
    if len(tokens(wording)) < _KEPT * len(tokens(evidence[0])):
        return ""
    heard, told = heard_from(evidence[0], language), heard_from(wording, language)
    return f"the evidence says who says it: {heard[0]!r}" if heard and not told else ""


def heard_from(text: str, language: str) -> list[str]:
    """The words of a text by which it says who says it."""
    cue = lexicon.pattern("attribution", "attribution_after", language=language)
    folded = lexicon.fold(text)
    found = [match for match in cue.finditer(folded) if not _COMPOUND.match(folded, match.end())]
    return [match.group() for match in found if match.group() not in LIGHT | _NOUNS]
