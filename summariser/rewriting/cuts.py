"""Where a sentence may be cut without breaking it: whole optional phrases of its syntax tree, with their punctuation.

The search of the built-in model moves from unit to unit; what it may skip is decided here, from the parse and from the
marks, so that these hold for every wording whatever the network prefers: a cut is a complete phrase that is optional
(an apposition, a relative or adverbial clause between commas, a bracket, ...); the main clause stays; quotations are
never cut into; commas, brackets and dashes go or stay in pairs; a negation, a condition or an attribution is never cut
away from what it governs; a number keeps what follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summariser import lexicon

COMMAS = frozenset(",،、，")
_FINAL = frozenset({".", "!", "?", "…", "...", "。", "！", "？", "؟", "۔"})
_DASHES = frozenset("–—-")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}
_QUOTES = {"«": "»", "»": "«", "“": "”", "„": "“”", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’", "「": "」", "『": "』"}
_ONLY_CLOSE = frozenset("”」』")
_CLOSERS = frozenset("»”’›」』\"')]）")
_STRAIGHT = '"'

_CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "conj"})
# What needs a comma before it: when the phrase left of it goes, one comma of the pair stays.
_WANTS_COMMA = frozenset({"acl:relcl", "acl", "advcl", "amod", "appos", "parataxis", "conj"})
# A fronted phrase of these relations is closed by a comma before the clause it belongs to.
_FRONTED = frozenset({"advcl", "obl", "advmod", "discourse", "parataxis", "dislocated", "vocative"})

# Words a sentence may end in, and the languages whose treebanks tell arguments ("obl:arg") from adjuncts.
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "SYM", "X"})
_ARGUMENTS_TOLD = frozenset({"fr"})
_SHORTEST_REST = 6  # units: what is left of a sentence when its tail goes

MOST_CUT = 0.7  # of the units: beyond that a "sentence" is another sentence
CERTAIN = 0.5  # a cut must be at least this probable to be a complete phrase of its relation


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence of N units.

    ``heads[k]`` is the head of unit k (k itself for the root), ``arcs`` (N, N) the probability of every head,
    ``certainty`` (N,) the probability of ``relations[k]``. Without a ``language`` the words of all languages count.
    """

    words: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    arcs: NDArray[np.float32]
    certainty: NDArray[np.float32]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Units ``start:end`` may be left out. ``tier`` 1 costs least (asides), 3 much (a clause at the end), 4 most (all
    that follows the main clause); tier 4 is for when there is no room."""

    start: int
    end: int
    tier: int


def legal_cuts(tree: Tree) -> list[Cut]:
    """Every single cut that leaves the sentence whole, in order of place."""
    depth = _quote_depth(tree.words)
    cuts = {*_asides(tree), *_connectives(tree), *_phrases(tree), *_tails(tree)}
    return sorted(
        (cut for cut in cuts if _keeps_promises(tree, cut, depth)), key=lambda cut: (cut.start, cut.end, cut.tier)
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
        if word in _BRACKETS:
            end = next((k for k in range(start + 1, count) if words[k] == _BRACKETS[word]), None)
            inner = words[start + 1 : end]
            # A bracket of capitals is the abbreviation that the rest of the article uses: "(ICBL)".
            if end is not None and start > 0 and len(inner) and not (len(inner) == 1 and inner[0].isupper()):
                alone = words[start - 1] in COMMAS and words[end + 1 : end + 2] and words[end + 1] in COMMAS
                yield Cut(start - 1 if alone else start, end + 1, 1)
        elif word in _DASHES and start > 0:
            end = next((k for k in range(start + 2, count - 1) if words[k] == word), None)
            if end is not None and not set(words[start + 1 : end]) & _FINAL and _one_phrase(tree, start + 1, end):
                yield Cut(start, end + 1, 1)


def _connectives(tree: Tree) -> Iterable[Cut]:
    """A connective and its comma at the start: "Par ailleurs, ..."."""
    for end in range(1, min(6, len(tree.words) - 1)):
        if tree.words[end] in COMMAS:
            if lexicon.pattern("connective", language=tree.language).fullmatch(
                lexicon.fold(" ".join(tree.words[:end]))
            ):
                yield Cut(0, end + 1, 1)
            return


def _tails(tree: Tree) -> Iterable[Cut]:
    """All that follows the main clause, from some boundary to the end: "[...], after the strike on Monday in Lyon"."""
    words, final, root = tree.words, _final_mark(tree.words), _root(tree)
    for start in range(root + 1, final):
        comma = words[start] in COMMAS
        first = start + comma
        opens = comma or tree.tags[start] in {"ADP", "SCONJ", "CCONJ"}
        if not opens or start < _SHORTEST_REST or first >= final or tree.tags[start - 1] not in _CONTENT:
            continue
        tail = [k for k in range(first, final) if tree.tags[k] != "PUNCT"]
        tops = [k for k in tail if tree.heads[k] < start]
        if any(tree.heads[k] >= start for k in range(start)) or not all(_spare(tree, k, start, comma) for k in tops):
            continue
        mass = tree.arcs[:, start:final].sum(1).clip(0, 1)
        sure = np.prod([1 - mass[k] for k in range(start) if tree.tags[k] != "PUNCT"])
        sure *= np.prod([tree.certainty[k] for k in tops]) * np.prod([mass[k] for k in tail if k not in tops])
        if tail and sure >= CERTAIN:
            yield Cut(start, final, 4)


def _root(tree: Tree) -> int:
    return next((k for k, head in enumerate(tree.heads) if head == k), len(tree.heads))


def _spare(tree: Tree, top: int, start: int, comma: bool) -> bool:
    """Whether the phrase under ``top``, which hangs on something before ``start``, can be spared in a tail."""
    relation, head = tree.relations[top], tree.heads[top]
    if relation == "advcl":
        return comma or tree.tags[start] == "SCONJ"
    if relation == "obl":
        # Only some treebanks tell adjuncts from arguments; and "did not fire [on Lyon]" denies more than was denied.
        before = lexicon.fold(" ".join(tree.words[:start]))
        denied = lexicon.pattern("negation", language=tree.language).search(before)
        return (comma or tree.language in _ARGUMENTS_TOLD) and not denied
    if relation == "conj":
        verbs = {"VERB", "AUX"}
        listed = any(tree.heads[k] == head and tree.relations[k] == "conj" for k in range(start))
        return tree.tags[top] in verbs and tree.tags[head] in verbs and head < start - 1 and not listed
    return comma and relation in {"acl", "acl:relcl", "appos", "advmod"}


def _one_phrase(tree: Tree, start: int, end: int) -> bool:
    return _closed(tree, start, end, None) >= CERTAIN


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Units ``start:end`` under unit ``top``, edge punctuation left out: is there a comma before and after, and is it
    the last before the mark that ends the sentence?"""

    top: int
    start: int
    end: int
    before: bool
    after: bool
    last: bool

    @property
    def closed(self) -> bool:
        """Whether a comma or the end of the sentence closes it."""
        return self.after or self.last

    @property
    def set_off(self) -> bool:
        """Whether a comma or an end of the sentence stands on both sides."""
        return (self.before or self.start == 0) and self.closed


def _phrases(tree: Tree) -> Iterable[Cut]:
    """Optional subtrees, with the punctuation that goes with them."""
    for top, members in _subtrees(tree).items():
        phrase = _phrase(tree, top, members)
        if phrase is None or tree.relations[top] not in _TIERS:
            continue
        if _closed(tree, phrase.start, phrase.end, top) * float(tree.certainty[top]) < CERTAIN:
            continue
        tier = _TIERS[tree.relations[top]](tree, phrase)
        if tier is None:
            continue
        start, end = phrase.start, phrase.end
        if start == 0:
            if phrase.after and end + 1 < len(tree.words) and _may_open(tree, top, end + 1):
                yield Cut(0, end + 1, tier)
        elif phrase.last:
            yield Cut(start - 1 if phrase.before else start, end, tier if phrase.before else 3)
        elif phrase.before and phrase.after:
            yield Cut(start - 1, end if _needs_comma(tree, start, end) else end + 1, tier)


def _phrase(tree: Tree, top: int, members: set[int]) -> _Phrase | None:
    """The subtree as a phrase, if it is one run of units and not the whole sentence."""
    words, count = tree.words, len(tree.words)
    start, end = min(members), max(members) + 1
    if tree.heads[top] == top or len(members) != end - start:
        return None
    while start < end and words[start] in COMMAS | _DASHES:
        start += 1
    while end > start and words[end - 1] in COMMAS | _DASHES | _FINAL:
        end -= 1
    if not start <= top < end:
        return None
    before = start > 0 and words[start - 1] in COMMAS
    after = end < count and words[end] in COMMAS
    return _Phrase(top, start, end, before, after, end == _final_mark(words))


def _apposition(tree: Tree, phrase: _Phrase) -> int | None:
    """Cheap, unless it is a member of a list, names what is only described before ("the minister, Ann Lee,"), or is no
    more than a figure ("Helena, 5 %")."""
    top, inside = phrase.top, range(phrase.start, phrase.end)
    listed = any(tree.heads[k] == top and tree.relations[k] in {"cc", "conj"} for k in inside)
    names = tree.tags[top] == "PROPN" and tree.tags[tree.heads[top]] != "PROPN"
    figure = len(inside) <= 2 and any(tree.words[k][-1].isdigit() or tree.words[k][0].isdigit() for k in inside)
    bare = phrase.start > 0 and phrase.before and phrase.closed
    return 1 if bare and not (listed or names or figure) and tree.tags[phrase.start] != "ADP" else None


def _relative_clause(_tree: Tree, phrase: _Phrase) -> int | None:
    return 1 if phrase.before and phrase.closed else None


def _participle(_tree: Tree, phrase: _Phrase) -> int | None:
    return 2 if phrase.before and phrase.closed else None


def _adverbial_clause(tree: Tree, phrase: _Phrase) -> int | None:
    if phrase.set_off:
        return 2
    # "ce sont des automates qui ...": a cleft looks like a clause at the end, and is the statement itself.
    return 3 if phrase.closed and tree.tags[phrase.start] != "PRON" else None


def _adjunct(tree: Tree, phrase: _Phrase) -> int | None:
    """Where, when, how: dear in front or in the middle, where it often limits the statement.

    A date or figure in front ("In 2012, turnout was ...") is the frame of the whole sentence and stays.
    """
    figures = any(character.isdigit() for word in tree.words[phrase.start : phrase.end] for character in word)
    if not phrase.set_off or (figures and not phrase.last):
        return None
    return 2 if phrase.before and phrase.last else 3


def _filler(_tree: Tree, phrase: _Phrase) -> int | None:
    return 2 if phrase.set_off else None


def _second_clause(tree: Tree, phrase: _Phrase) -> int | None:
    """A verb joined to a verb, with its conjunction or comma: "[...] and did that".

    Not the last of a list ("reads, writes and sings" would lose its "and"), and not when the first verb has nothing of
    its own after it ("to raise and protect a child" shares its object).
    """
    top, head, verbs = phrase.top, tree.heads[phrase.top], {"VERB", "AUX"}
    joined = any(tree.heads[k] == top and tree.relations[k] == "cc" for k in range(phrase.start, phrase.end))
    both = tree.tags[top] in verbs and tree.tags[head] in verbs
    listed = any(tree.heads[k] == head and tree.relations[k] == "conj" and k != top for k in range(len(tree.words)))
    own_subject = any(tree.heads[k] == top and tree.relations[k] in {"nsubj", "expl"} for k in range(phrase.start, top))
    complete = own_subject or head < phrase.start - 1 - phrase.before
    return 3 if both and complete and not listed and phrase.closed and (joined or phrase.before) else None


_TIERS: dict[str, Callable[[Tree, _Phrase], int | None]] = {
    "appos": _apposition,
    "acl:relcl": _relative_clause,
    "acl": _participle,
    "advcl": _adverbial_clause,
    "obl": _adjunct,
    "advmod": _adjunct,
    "discourse": _filler,
    "conj": _second_clause,
}


def _may_open(tree: Tree, top: int, first: int) -> bool:
    """Whether unit ``first`` may open the sentence once what stood before it is gone."""
    if tree.tags[first] in {"PUNCT", "CCONJ", "SCONJ"}:
        return False
    # "When Smith came, he ...": without the clause nobody knows who "he" is. "Nachdem es geregnet hatte, schloss die
    # Brücke": without it the verb opens the sentence, which in German asks a question and in Spanish leaves out who.
    return not (tree.relations[top] == "advcl" and tree.tags[first] in {"PRON", "VERB", "AUX"})


def _needs_comma(tree: Tree, start: int, end: int) -> bool:
    """Whether a comma must stay where ``start:end`` is taken out from between two commas."""
    following = end + 1
    for k in range(following, len(tree.words)):
        if tree.heads[k] < following or tree.heads[k] == k:  # the top of the phrase that follows
            opens_list = tree.relations[k] == "conj" and tree.tags[following] == "CCONJ"
            if tree.relations[k] in _WANTS_COMMA and tree.heads[k] != k and not opens_list:
                return True
            break
    # Climb from the word before the cut to the top of the phrase it ends; is that phrase fronted?
    k, climbed = start - 2, set[int]()
    while k >= 0 and tree.heads[k] != k and tree.heads[k] < start - 1 and k not in climbed:  # heads may form a cycle
        climbed.add(k)
        k = tree.heads[k]
    return k >= 0 and tree.heads[k] >= end and tree.relations[k] in _FRONTED


def _keeps_promises(tree: Tree, cut: Cut, depth: list[int]) -> bool:
    """The rules that hold for every cut, whatever phrase it is."""
    words, count = tree.words, len(tree.words)
    inside = words[cut.start : cut.end]
    if len(inside) > MOST_CUT * count or any(tree.heads[k] == k for k in range(cut.start, cut.end)):
        return False
    quoted = depth[cut.start] or depth[cut.end] or any(depth[k] < 0 for k in range(cut.start, cut.end))
    if quoted or _bracket_depth(inside):
        return False
    if cut.start > 0 and words[cut.start - 1][-1].isdigit() and inside[0] not in COMMAS and inside[0] not in _BRACKETS:
        return False
    text = lexicon.fold(" ".join(inside)).strip(" ,–—-(")
    opening = lexicon.pattern("attribution", "condition", language=tree.language)
    anywhere = lexicon.pattern("modality", "attribution_after", language=tree.language)
    if opening.match(text) or anywhere.search(text) or (cut.tier == 4 and opening.search(text)):
        return False
    if lexicon.pattern("negation", language=tree.language).search(text):
        tops = {tree.relations[k] for k in range(cut.start, cut.end) if not cut.start <= tree.heads[k] < cut.end}
        return bool(tops & _CLAUSES) or inside[0] in _BRACKETS
    return True


def _subtrees(tree: Tree) -> dict[int, set[int]]:
    """For each unit the units below it, itself included. Heads that form a cycle are under no root and give nothing."""
    children: dict[int, list[int]] = {}
    root = -1
    for unit, head in enumerate(tree.heads):
        if head == unit:
            root = unit if root < 0 else root
        else:
            children.setdefault(head, []).append(unit)
    below: dict[int, set[int]] = {}
    order = [root] if root >= 0 else []
    for unit in order:
        order += children.get(unit, [])
    for unit in reversed(order):
        below[unit] = {unit}.union(*(below[child] for child in children.get(unit, [])))
    return below


def _closed(tree: Tree, start: int, end: int, top: int | None) -> float:
    """The probability that ``start:end`` is one complete phrase: nothing in it but its top hangs outside, and nothing
    outside hangs in it. Punctuation is left out: where a comma hangs says nothing about phrases."""
    mass = tree.arcs[:, start:end].sum(1)
    inside = np.zeros(len(mass), dtype=bool)
    inside[start:end] = True
    word = np.array([tag != "PUNCT" for tag in tree.tags])
    outward = np.clip(1 - mass, 0, 1)
    held = np.clip(mass, 0, 1)
    if top is None:
        loose = [k for k in range(start, end) if word[k] and not start <= tree.heads[k] < end]
        if len(loose) != 1:
            return 0.0
        top = loose[0]
    members = inside & word
    members[top] = False
    return float(held[members].prod() * outward[top] * outward[~inside & word].prod())


def _final_mark(words: tuple[str, ...]) -> int:
    """Where the marks that end the sentence begin; the number of units if there are none."""
    at = len(words)
    while at > 0 and words[at - 1] in _CLOSERS:
        at -= 1
    return at - 1 if at > 0 and words[at - 1] in _FINAL else len(words)


def _quote_depth(words: tuple[str, ...]) -> list[int]:
    """How many quotations are open before each unit, and after the last.

    A mark without its partner may close what an earlier sentence opened: all before it counts as quoted, and where the
    mark may as well open a quotation, all of the sentence.
    """
    if words.count(_STRAIGHT) % 2:
        return [1] * (len(words) + 1)
    depth, open_marks = [0], list[str]()
    for at, word in enumerate(words):
        if word == _STRAIGHT:
            if open_marks and open_marks[-1] == _STRAIGHT:
                open_marks.pop()
            else:
                open_marks.append(_STRAIGHT)
        elif open_marks and word in open_marks[-1] and open_marks[-1] != _STRAIGHT:
            open_marks.pop()
        elif word in _ONLY_CLOSE or (word in "»›" and not set(_QUOTES[word]) & set(words[at + 1 :])):
            depth = [one + 1 for one in depth]
        elif word in _QUOTES:
            open_marks.append(_QUOTES[word])
        depth.append(len(open_marks))
    return depth


def _bracket_depth(words: Iterable[str]) -> int:
    """Unpaired brackets in a run of units, whichever way they face."""
    waiting, loose = list[str](), 0
    for word in words:
        if word in _BRACKETS:
            waiting.append(_BRACKETS[word])
        elif word in _BRACKETS.values():
            if waiting and waiting[-1] == word:
                waiting.pop()
            else:
                loose += 1
    return loose + len(waiting)
