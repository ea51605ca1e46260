"""Where a sentence may be cut without breaking it: whole optional phrases of its tree, with their punctuation.

The search of the built-in model moves from unit to unit; what it may skip is decided here, from the parse and from the
marks, so that these hold for every wording whatever the network prefers: a cut is a complete phrase that is optional
(an apposition, a clause between commas before the main verb, a bracket, ...); the main clause stays; quotations are
never cut into; commas, brackets and dashes go or stay in pairs; a negation, a condition or an attribution is never cut
away from what it governs; a number keeps what follows it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from summariser import lexicon
from summariser.rewriting.marks import BRACKETS, COMMAS, DASHES, FINAL, OPENERS, final_mark, quote_depth, runs_together
from summariser.rewriting.phrases import behind_aside, opens_infinitive, phrases, tells_what
from summariser.rewriting.promises import keeps_promises
from summariser.rewriting.trees import CERTAIN, VERBS, Cut, Tree, closed, root

# Words a sentence may end in.
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "SYM", "X"})
_SHORTEST_REST = 6  # units: what is left of a sentence when its tail goes


def legal_cuts(tree: Tree) -> list[Cut]:
    """Every single cut that leaves the sentence whole, in order of place; none where two sentences are run together."""
    if runs_together(tree.words):
        return []
    depth = quote_depth(tree.words)
    cuts = {*_asides(tree), *_connectives(tree), *phrases(tree), *_tails(tree)}
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


def _asides(tree: Tree) -> Iterable[Cut]:
    """Brackets, and phrases between two dashes."""
    words, count = tree.words, len(tree.words)
    for start, word in enumerate(words):
        if word in BRACKETS:
            end = next((k for k in range(start + 1, count) if words[k] == BRACKETS[word]), None)
            if end is not None and _only_adds(tree, start, end):
                alone = words[start - 1] in COMMAS and words[end + 1 : end + 2] and words[end + 1] in COMMAS
                yield Cut(start - 1 if alone else start, end + 1, 1)
        elif word in DASHES and start > 0 and not DASHES & {words[start - 1], *words[start + 1 : start + 2]}:
            end = next((k for k in range(start + 2, count - 1) if words[k] == word), None)
            inner = words[start + 1 : end]
            if (
                end is not None
                and not FINAL & set(inner)
                and inner[-1] not in COMMAS
                and _one_phrase(tree, start + 1, end)
            ):
                yield Cut(start, end + 1, 1)


def _only_adds(tree: Tree, start: int, end: int) -> bool:
    """Whether a bracket from unit ``start`` to ``end`` only adds to what is said.

    It does not behind a verb or a quotation, where it is what the verb takes or who spoke; nor does the abbreviation
    that the rest of the article uses, "(ICBL)", what one stands for, "TT (Trending Topics)", or which hour is meant,
    "at 10 (local time)", or a share of which the rest tells how it changed, "(58 %)".
    """
    inner, before = tree.words[start + 1 : end], tree.tags[start - 1]
    beside = tree.words[start - 1] if start > 0 else ""
    if (len(inner) > 1 and beside.isupper() and beside.isalpha()) or any(map(str.isdigit, beside)):
        return False
    if not inner or start == 0 or any("%" in word for word in inner) or (len(inner) == 1 and inner[0].isupper()):
        return False
    return tree.words[start - 1] in COMMAS or before not in VERBS | {"ADP", "PUNCT"}


def _connectives(tree: Tree) -> Iterable[Cut]:
    """A connective and its comma at the start, "Further, ...", but not before a quotation, which may begin small."""
    for end in range(1, min(6, len(tree.words) - 1)):
        if tree.words[end] in COMMAS:
            if tree.words[end + 1] not in OPENERS and lexicon.pattern("connective", language=tree.language).fullmatch(
                lexicon.fold(" ".join(tree.words[:end]))
            ):
                yield Cut(0, end + 1, 1)
            return


def _tails(tree: Tree) -> Iterable[Cut]:
    """All that follows the main clause, from some comma to the end: "[...], after the strike on Monday in Lyon".

    Without a comma readers miss it ("disappeared [after a tree fell on his house]").
    """
    words, final = tree.words, final_mark(tree.words)
    for start in range(max(root(tree) + 1, _SHORTEST_REST), final - 1):
        if words[start] not in COMMAS or tree.tags[start - 1] not in _CONTENT or opens_infinitive(tree, start + 1):
            continue
        tail = [k for k in range(start + 1, final) if tree.tags[k] != "PUNCT"]
        tops = [k for k in tail if tree.heads[k] < start]
        left_open = tree.tags[start - 1] == "VERB" and tree.relations[start - 1] == "acl:relcl"
        if left_open or sum(tree.relations[k] == "appos" for k in tops) > 1:
            continue  # "who frequented[, in his town, a mosque ...]"; members of a list
        if any(tree.heads[k] >= start for k in range(start)) or not all(_spare(tree, k, start) for k in tops):
            continue
        mass = tree.arcs[:, start:final].sum(1).clip(0, 1)
        sure = np.prod([1 - mass[k] for k in range(start) if tree.tags[k] != "PUNCT"])
        sure *= np.prod([tree.certainty[k] for k in tops]) * np.prod([mass[k] for k in tail if k not in tops])
        if tail and sure >= CERTAIN:
            yield Cut(start, final, 4)


def _spare(tree: Tree, top: int, start: int) -> bool:
    """Whether the phrase under ``top``, which hangs on something before the comma ``start``, can be spared."""
    relation = tree.relations[top]
    if relation == "obl":
        # "did not fire[, on Monday, on Lyon]" denies more than was denied.
        before = lexicon.fold(" ".join(tree.words[:start]))
        denied = lexicon.pattern("negation", language=tree.language).search(before)
        figures = any(map(str.isdigit, "".join(tree.words[start:])))
        return not denied and not figures and not behind_aside(tree, tree.heads[top], start)
    if relation == "appos":
        return tree.tags[start + 1] != "NUM" and not tells_what(tree, top, start + 1)  # "seized[, 112 kilos of ...]"
    return relation == "advmod"


def _one_phrase(tree: Tree, start: int, end: int) -> bool:
    return closed(tree, start, end, None) >= CERTAIN
