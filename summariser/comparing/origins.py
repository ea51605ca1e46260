"""Which sources go back to one text: they count once as support.

Passages that stand word for word in two articles, quotations aside, were written once. That one agency signs both
makes less of it enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from summariser.claims import Kinship, Origin
from summariser.facts.words import fold
from summariser.planning import ReadArticle

SHINGLE = 6  # words: long enough that two writers do not hit on it by chance
COPIED = 0.3  # of the shorter article's shingles in the other
SIGNED = 0.1  # the same, when both carry one agency's signature
_LEAST = 12  # shingles: fewer are a name with its title, or a set phrase
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"«[^«»]{0,600}»|“[^“”]{0,600}”|„[^„“”]{0,600}[“”]|\"[^\"]{0,600}\"")


def origins(articles: Sequence[ReadArticle]) -> tuple[Origin, ...]:
    """The groups of two and more sources with one origin, by their first source."""
    texts = {read.number: _shingles(read) for read in articles}
    agencies = {read.number: read.article.origin for read in articles}
    groups: list[set[int]] = []
    why: dict[frozenset[int], Kinship] = {}
    for one, other in combinations(sorted(texts), 2):
        kinship = _kinship(texts[one], texts[other], agencies[one], agencies[other])
        if kinship:
            why[frozenset((one, other))] = kinship
            linked = [group for group in groups if group & {one, other}]
            groups = [group for group in groups if group not in linked]
            groups.append({one, other}.union(*linked))
    return tuple(
        Origin(
            tuple(sorted(group)),
            "copied" if any(kin == "copied" for pair, kin in why.items() if pair <= group) else "agency",
            next((agencies[number] for number in sorted(group) if agencies[number]), ""),
        )
        for group in sorted(groups, key=min)
    )


def origin_of(found: Sequence[Origin]) -> Callable[[int], int]:
    """A function from a source to the first source of its origin."""
    first = {number: origin.sources[0] for origin in found for number in origin.sources}
    return lambda number: first.get(number, number)


def _kinship(one: frozenset[str], other: frozenset[str], agency: str, other_agency: str) -> Kinship | None:
    shared = len(one & other)
    share = shared / max(1, min(len(one), len(other)))
    if shared < _LEAST:
        return None
    if share >= COPIED:
        return "copied"
    return "agency" if agency and agency == other_agency and share >= SIGNED else None


def _shingles(read: ReadArticle) -> frozenset[str]:
    out: set[str] = set()
    for sentence in read.article.sentences:
        found = _WORD.findall(_QUOTED.sub(" ", fold(sentence.text)))
        out.update(" ".join(found[k : k + SHINGLE]) for k in range(len(found) - SHINGLE + 1))
    return frozenset(out)
