"""Phrases of a sentence that are optional by what they are: relative, participle and adverbial clauses between commas.

Each is cut with the punctuation that goes with it. What no cut may ever do is not decided here but in ``promises``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from summariser import lexicon
from summariser.rewriting.marks import COMMAS, bracket_depth
from summariser.rewriting.trees import CERTAIN, SUBJECTS, VERBS, Cut, Tree, closed, root, subjects, subtrees

_NAMING = frozenset({"DET", "NOUN", "PROPN", "NUM"})
_CLAUSES_ONLY = frozenset({"de", "nl", "pl", "ru"})  # only a clause is closed by a comma in front of the verb there
_VERB_LAST = frozenset({"de", "nl"})
_COMMA_ALWAYS = frozenset({"de", "pl", "ru"})  # a comma does not tell there whether a noun needs its clause


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Units ``start:end`` under unit ``top``, between two commas."""

    top: int
    start: int
    end: int


def phrases(tree: Tree) -> Iterable[Cut]:
    """Optional subtrees, with the punctuation that goes with them."""
    for top, members in subtrees(tree).items():
        phrase = _phrase(tree, top, members)
        if phrase is None or tree.relations[top] not in _TIERS or _reports(tree, phrase):
            continue
        if closed(tree, phrase.start, phrase.end, top) * float(tree.certainty[top]) < CERTAIN:
            continue
        tier = _TIERS[tree.relations[top]](tree, phrase)
        if tier is None:
            continue
        start, end = phrase.start, phrase.end
        attributed = _tells_who(tree, end + 1)
        if not _may_be_an_aside(tree, start, end + 1) and (attributed or not _may_go_on(tree, phrase)):
            comma = attributed or _needs_comma(tree, start, end)
            yield Cut(start - 1, end if comma else end + 1, tier)


def _phrase(tree: Tree, top: int, members: set[int]) -> _Phrase | None:
    """The subtree as a phrase, if it is one run of units between two commas: what opens a sentence is its frame, and
    what ends it is mostly its news."""
    words, count = tree.words, len(tree.words)
    start, end = min(members), max(members) + 1
    if tree.heads[top] == top or len(members) != end - start:
        return None
    while start < end and words[start] in COMMAS:
        start += 1
    while end > start and words[end - 1] in COMMAS:
        end -= 1
    if start == 0 or not start <= top < end or end + 1 >= count:
        return None
    return _Phrase(top, start, end) if words[start - 1] in COMMAS and words[end] in COMMAS else None


def _beside_its_head(tree: Tree, phrase: _Phrase) -> bool:
    """Whether the words right before the phrase belong to what it is said of: in "the reform of May, long expected, is
    here" they do."""
    at, head, seen = phrase.start - 2, tree.heads[phrase.top], set[int]()
    while at != head and at not in seen and at >= 0:
        seen.add(at)
        at = tree.heads[at]
    return at == head


def _relative_clause(tree: Tree, phrase: _Phrase) -> int | None:
    return 1 if _says_more(tree, phrase.top, phrase.start) and _beside_its_head(tree, phrase) else None


def _says_more(tree: Tree, top: int, start: int) -> bool:
    """Whether a clause that opens at unit ``start``, behind its noun and a comma, only says more of it, and not which
    one is meant: "that[, who came]", and where every such clause has a comma, "drivers[, who owe fines,]". Of what is
    new it says what it is: "published a book[, in which she ...]"."""
    at, head = max(0, start - 2), tree.heads[top]
    named = "PROPN" in tree.tags[min(head, at) : at + 1]
    telling = named or tree.language not in _COMMA_ALWAYS
    return telling and tree.tags[at] not in {"PRON", "DET"} and not _is_new(tree, head)


def _is_new(tree: Tree, noun: int) -> bool:
    """Whether a noun has an indefinite article, or is one: "one of the laws"."""
    return any(noun in {k, its} and k <= noun and _indefinite(tree, k) for k, its in enumerate(tree.heads))


def _indefinite(tree: Tree, unit: int) -> bool:
    word = lexicon.fold(tree.words[unit])
    return not {word, *word.replace("'", "' ").split()}.isdisjoint(
        lexicon.phrases("indefinite", language=tree.language)
    )


def _reports(tree: Tree, phrase: _Phrase) -> bool:
    """Whether a clause stands behind the main verb: it mostly tells what is new, what happened next, how or why ("hit
    the barrier[, ending up in the river]", "speaks of Lille[, which plans a toll]", "the film shows her[, followed by
    two men]"); but not of a subject whose verb is still to come ("when the plane[, built here,] fell")."""
    is_clause = tree.relations[phrase.top] in {"acl", "acl:relcl", "advcl"}
    return is_clause and phrase.start > root(tree) and not _waits(tree, tree.heads[phrase.top], phrase.top)


def _waits(tree: Tree, noun: int, clause: int) -> bool:
    """Whether a noun is a subject whose verb comes behind a clause on it, or has another clause there, which tells the
    news: "it was Lee[, elected in May,] who asked for it"."""
    follows = any(head == noun and tree.relations[k] == "acl:relcl" and k > clause for k, head in enumerate(tree.heads))
    return follows or (tree.relations[noun].split(":")[0] in SUBJECTS and tree.heads[noun] > clause)


def _participle(tree: Tree, phrase: _Phrase) -> int | None:
    """A noun is no participle ("the girl, victim of a dog, ..."), and with nothing beside it but "how" one tells a
    state, which is the point: "the two, badly hurt, waited". Where a verb ends its clause, one at the end may be the
    verb of the clause around: "dass der Zug, der hält, [heute endlich fährt]"."""
    tags = {tree.tags[k] for k in range(phrase.start, phrase.end)}
    state = "ADV" in tags and not tags & {"NOUN", "PROPN", "NUM"}
    ends = tree.language in _VERB_LAST and phrase.top == phrase.end - 1 and tree.tags[phrase.start] != "PRON"
    if state or ends or tree.tags[phrase.top] not in {"VERB", "ADJ"} or opens_infinitive(tree, phrase.start):
        return None
    return 2 if _says_more(tree, phrase.top, phrase.start) and _beside_its_head(tree, phrase) else None


def _adverbial_clause(tree: Tree, phrase: _Phrase) -> int | None:
    """Behind its verb it tells what came of it: "ran for years[, before it was closed], papers say"."""
    ahead = tree.heads[phrase.top] > phrase.top
    return 2 if ahead and not opens_infinitive(tree, phrase.start) else None


def opens_infinitive(tree: Tree, start: int) -> bool:
    """Whether units from ``start`` on are what a verb asks for: "had promised, [to form a cabinet]"."""
    word = lexicon.fold(tree.words[start])
    opening = lexicon.phrases("infinitive", language=tree.language)
    elided = any(mark.endswith("'") and word.startswith(mark) for mark in opening)
    return start + 1 < len(tree.tags) and (word in opening or (elided and tree.tags[start] in VERBS))


# Not among them: an apposition, for who a name is belongs to it; and where, when and how, which may limit the claim.
_TIERS: dict[str, Callable[[Tree, _Phrase], int | None]] = {
    "acl:relcl": _relative_clause,
    "acl": _participle,
    "advcl": _adverbial_clause,
}


def _tells_who(tree: Tree, unit: int) -> bool:
    """Whether a unit opens who says it: "notes the report" (a verb before its subject), "according to her". Where
    the verb comes second, one there tells nothing: "In Leipzig sagte der Minister ..."."""
    found = subjects(tree, tree.heads[unit] if tree.relations[unit] == "aux" else unit)
    stated = tree.tags[unit : unit + 1] == ("VERB",) and tree.language in _CLAUSES_ONLY
    if stated or (found and found[-1] < unit):
        return False
    rest = lexicon.fold(" ".join(tree.words[unit:]))
    said, purpose = (lexicon.pattern(part, language=tree.language) for part in ("attribution", "purpose"))
    return bool(said.match(rest)) and not purpose.match(rest)


def _needs_comma(tree: Tree, start: int, end: int) -> bool:
    """Whether a comma must stay where ``start:end`` is taken out from between two commas."""
    following = end + 1
    opening = not VERBS & set(tree.tags[: start - 1]) and not COMMAS & set(tree.words[: start - 1])
    if tree.relations[start - 2] in {"aux", "cop"} and tree.heads[start - 2] > end:
        return False  # an auxiliary and its verb
    if opening and tree.tags[following : following + 1] in {("VERB",), ("AUX",)}:
        return False  # a subject and its verb
    k, climbed = _climbed(tree, start - 1)
    if k < 0 or tree.heads[k] < end:  # it stands behind what it belongs to
        return _opens_behind_comma(tree, following)
    # In front of its verb, a subject has no comma, and in some languages only a clause has one.
    relation = tree.relations[k].split(":")[0]
    if tree.language in _CLAUSES_ONLY:  # and an apposition: "der Minister, Jens Lee,"
        named = any(tree.relations[at] == "appos" and tree.words[at - 1] in COMMAS for at in climbed)
        return named or relation in {"advcl", "ccomp", "csubj"}
    if relation == "advcl" and tree.tags[k] in {"NOUN", "PROPN"}:
        relation = "nsubj"  # what is no clause and stands before the verb is its subject, whatever the parser says
    joined = max((at for at in range(start) if tree.tags[at] == "CCONJ"), default=0)  # what goes before has its own
    open_brackets = [bracket_depth(tree.words[:at]) for at in range(start)]
    inner = [
        at
        for at in range(max(joined, min({k, *climbed})), start - 1)
        if tree.words[at] in COMMAS and not open_brackets[at]
    ]
    aside = any(tree.relations[tree.heads[at]] != "conj" for at in inner)  # a list has commas of its own
    # "Prime suspect, [jailed,] the husband saw ...": that is the subject
    named = following < len(tree.words) and (
        tree.tags[following] in _NAMING or (tree.tags[following] == "PRON" and tree.relations[following] == "nsubj")
    )
    return relation not in SUBJECTS or aside or named


def _climbed(tree: Tree, comma: int) -> tuple[int, set[int]]:
    """The top of the phrase that ends before a comma, and the units below it from the last one up."""
    k, climbed = comma - 1, set[int]()
    while k >= 0 and tree.heads[k] != k and tree.heads[k] < comma and k not in climbed:  # heads may form a cycle
        climbed.add(k)
        k = tree.heads[k]
    return k, climbed


def _may_be_an_aside(tree: Tree, start: int, following: int) -> bool:
    """Whether what ends before the cut may be an apposition or the subject itself, so that nobody knows whether a comma
    closes it: "Another guest of the fair, the cook Ann Lee[, who ...,] speaks"."""
    if tree.tags[following : following + 1] not in {("VERB",), ("AUX",)}:
        return False
    k, climbed = _climbed(tree, start - 1)
    behind_comma = next((at + 1 for at in range(start - 2, 0, -1) if tree.words[at] in COMMAS), 0)
    # "The text, including the end[, now known], is ..."
    rest = lexicon.fold(" ".join(tree.words[behind_comma:]))
    some = behind_comma > 0 and lexicon.pattern("including", language=tree.language).match(rest)
    return bool(some) or any(tree.relations[at] == "appos" and tree.heads[at] != k for at in climbed)


def _may_go_on(tree: Tree, phrase: _Phrase) -> bool:
    """Whether what opens behind the phrase may belong to it or be a second aside, so that the comma is not its own:
    "Lee, who struggled[, after the fire], leads", "Lee, who left[, known to all], leads". Behind a phrase on a subject
    stands what is said of it."""
    noun, unit = tree.heads[phrase.top], phrase.end + 1
    if tree.relations[noun].split(":")[0] in SUBJECTS and tree.heads[noun] > phrase.top:
        return tree.heads[noun] not in {unit, tree.heads[unit]}
    return tree.tags[unit] == "ADP" and tree.relations[unit] == "case"


def _opens_behind_comma(tree: Tree, first: int) -> bool:
    """Whether a relative clause opens at unit ``first``, which has a comma before it wherever it stands; but not the
    point of a cleft: "it was the keeper who ..."."""
    top = next((k for k in range(first, len(tree.words)) if tree.heads[k] < first or tree.heads[k] == k), None)
    if top is None or tree.heads[top] == top or tree.relations[top] != "acl:relcl":
        return False
    cleft = lexicon.pattern("cleft", language=tree.language).match(lexicon.fold(" ".join(tree.words[:first])))
    return tree.language in _CLAUSES_ONLY or not cleft
