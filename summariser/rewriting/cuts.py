"""Where a sentence may be cut without breaking it: whole optional phrases of its tree, with their punctuation.

The search of the built-in model moves from unit to unit; what it may skip is decided here, from the parse and from the
marks, so that these hold for every wording whatever the network prefers: a cut is a complete phrase that is optional (a
clause between commas before the main verb, a bracket, a connective); the main clause stays, and so do the frame that
opens the sentence, what ends it, where its news mostly is, and who a name is; quotations are never cut into; commas
and brackets go or stay in pairs; a condition or an attribution is never cut, and a denial only
with its clause.
"""

from __future__ import annotations

from collections.abc import Iterable

from summariser import lexicon
from summariser.planning import opens_insertion
from summariser.rewriting.marks import BRACKETS, COMMAS, OPENERS, quote_depth, runs_together
from summariser.rewriting.phrases import phrases
from summariser.rewriting.promises import keeps_promises
from summariser.rewriting.trees import VERBS, Cut, Tree

_LONGEST_CONNECTIVE = 6  # units, its comma counted
_BRACKETS = 2  # more of them are a list


def legal_cuts(tree: Tree) -> list[Cut]:
    """Every single cut that leaves the sentence whole, in order of place; none where two sentences are run together."""
    if runs_together(tree.words):
        return []
    depth = quote_depth(tree.words)
    cuts = {*_brackets(tree), *_connectives(tree), *phrases(tree)}
    return sorted(
        (cut for cut in cuts if keeps_promises(tree, cut, depth)), key=lambda cut: (cut.start, cut.end, cut.tier)
    )


def gaps(cuts: Iterable[Cut], tier: int) -> set[tuple[int, int]]:
    """The runs of units that may be skipped in one step: cuts up to a tier, and cuts that follow each other."""
    single = {(cut.start, cut.end) for cut in cuts if cut.tier <= tier}
    found = set(single)
    while True:
        joined = {(a, d) for a, b in found for c, d in single if b == c} - found
        if not joined:
            return found
        found |= joined


def shortest_rests(count: int, skipped: Iterable[tuple[int, int]]) -> list[int]:
    """For each unit, and for the end, the fewest units that can follow it, itself counted."""
    least = [0] * (count + 1)
    after: dict[int, list[int]] = {}
    for start, end in skipped:
        after.setdefault(start, []).append(end)
    for unit in range(count - 1, -1, -1):
        least[unit] = 1 + min(least[place] for place in [unit + 1, *after.get(unit + 1, [])])
    return least


def _brackets(tree: Tree) -> Iterable[Cut]:
    """Brackets that only add something. What stands between dashes is not set aside but set off, and stays."""
    words, count = tree.words, len(tree.words)
    if sum(word in BRACKETS for word in words) > _BRACKETS:
        return
    for start, word in enumerate(words):
        if word in BRACKETS:
            end = next((k for k in range(start + 1, count) if words[k] == BRACKETS[word]), None)
            if end is not None and _only_adds(tree, start, end):
                alone = words[start - 1] in COMMAS and words[end + 1 : end + 2] and words[end + 1] in COMMAS
                both = alone and set(tree.tags[end + 2 : end + 3]) <= VERBS  # between a subject and its verb
                yield Cut(start - 1 if alone else start, end + 2 if both else end + 1, 1)


def _only_adds(tree: Tree, start: int, end: int) -> bool:
    """Whether a bracket from unit ``start`` to ``end`` only adds to what is said."""
    if start == 0 or end == start + 1:
        return False
    return not (_is_no_aside(tree, start, end) or _says_which(tree, start, end) or _is_asked_for(tree, start, end))


def _is_no_aside(tree: Tree, start: int, end: int) -> bool:
    """Whether a bracket is an abbreviation that the rest of the article uses, "(ICBL)", or no aside at all:
    "candidat(e)s", "(nearly) all", "(2)", "(...)"."""
    inner = tree.words[start + 1 : end]
    alone = len(inner) == 1 and (inner[0].isupper() or inner[0].islower() or inner[0].isdigit())
    return alone or set(tree.tags[start + 1 : end]) <= {"PUNCT"}


def _says_which(tree: Tree, start: int, end: int) -> bool:
    """Whether a bracket says what holds for some of those meant, "(2,000 for families)", "(under 12)", "(public)", is a
    denial or another's word, "(70 says Lee)", or a share of which the rest tells how it changed, "(58 %)"."""
    inner, tags = tree.words[start + 1 : end], tree.tags[start + 1 : end]
    limits = lexicon.pattern("purpose", "limit", "attribution", "negation", language=tree.language)
    limited = limits.search(lexicon.fold(" ".join(inner))) or any("%" in word for word in inner)
    return bool(limited) or tags[0] in {"ADP", "CCONJ"} or set(tags) <= {"ADJ"}


def _is_asked_for(tree: Tree, start: int, end: int) -> bool:
    """Whether what stands before a bracket needs it: a verb or preposition that takes it, a quotation of which it says
    who spoke, an abbreviation that it spells out, "TT (Trending Topics)", an hour, "at 10 (local time)", or "these"."""
    word, tag = tree.words[start - 1], tree.tags[start - 1]
    spelt_out = word.isupper() and word.isalpha() and end > start + 2
    this = lexicon.pattern("demonstrative", language=tree.language)
    pointed_at = any(
        head == start - 1 and this.fullmatch(lexicon.fold(tree.words[k])) for k, head in enumerate(tree.heads)
    )
    taken = word not in COMMAS and tag in VERBS | {"ADP", "PUNCT"}
    return spelt_out or any(map(str.isdigit, word)) or pointed_at or taken


def _connectives(tree: Tree) -> Iterable[Cut]:
    """A connective and its comma at the start, "Further, ...", but not before a quotation, which may begin small, nor
    before what is inserted."""
    end = next((k for k, word in enumerate(tree.words[:_LONGEST_CONNECTIVE]) if word in COMMAS), 0)
    if not 0 < end < len(tree.words) - 1 or tree.words[end + 1] in OPENERS:
        return
    inserted = tree.tags[end + 1] in VERBS | {"CCONJ"} or opens_insertion(
        " ".join(tree.words[end + 1 :]), tree.language
    )
    opening = lexicon.fold(" ".join(tree.words[:end]))
    if not inserted and lexicon.pattern("connective", language=tree.language).fullmatch(opening):
        yield Cut(0, end + 1, 1)
