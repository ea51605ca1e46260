"""Phrases of a sentence that are optional by what they are: appositions, relative and adverbial clauses, adjuncts ...

Each is cut with the punctuation that goes with it. What no cut may ever do is not decided here but in ``cuts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from summariser import lexicon
from summariser.rewriting.marks import COMMAS, DASHES, FINAL, OPENERS, final_mark
from summariser.rewriting.trees import CERTAIN, SUBJECTS, VERBS, Cut, Tree, closed, root, subjects, subtrees

# What needs a comma before it: when the phrase left of it goes, one comma of the pair stays.
_WANTS_COMMA = frozenset({"acl:relcl", "acl", "advcl", "amod", "appos", "parataxis", "conj"})
_NAMING = frozenset({"DET", "NOUN", "PROPN", "NUM"})
_CLAUSES_ONLY = frozenset({"de", "nl", "pl", "ru"})  # only a clause is closed by a comma in front of the verb there
_COMMA_ALWAYS = frozenset({"de", "pl", "ru"})  # a comma does not tell there whether a noun needs its clause


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
        if start == 0:
            if phrase.after and end + 1 < len(tree.words) and _may_open(tree, end + 1):
                yield Cut(0, end + 1, tier)
        elif phrase.last:
            yield Cut(start - 1 if phrase.before else start, end, tier if phrase.before else 3)
        elif phrase.before and phrase.after and not _may_be_an_aside(tree, start, end + 1):
            comma = _tells_who(tree, end + 1) or _needs_comma(tree, start, end)
            yield Cut(start - 1, end if comma else end + 1, tier)


def _phrase(tree: Tree, top: int, members: set[int]) -> _Phrase | None:
    """The subtree as a phrase, if it is one run of units and not the whole sentence."""
    words, count = tree.words, len(tree.words)
    start, end = min(members), max(members) + 1
    if tree.heads[top] == top or len(members) != end - start:
        return None
    while start < end and words[start] in COMMAS | DASHES:
        start += 1
    while end > start and words[end - 1] in COMMAS | DASHES | FINAL:
        end -= 1
    if not start <= top < end:
        return None
    before = start > 0 and words[start - 1] in COMMAS
    after = end < count and words[end] in COMMAS
    return _Phrase(top, start, end, before, after, end == final_mark(words))


def _apposition(tree: Tree, phrase: _Phrase) -> int | None:
    """Cheap, unless it is a member of a list, names what is only described before ("the minister, Ann Lee,"), tells
    who a name is that nobody knows ("Moon, a cat"), opens with a figure ("seized on Monday, 112 kilos of ...") or is no
    more than one ("Helena, 5 %")."""
    top, inside = phrase.top, range(phrase.start, phrase.end)
    cased = {tree.heads[k] for k in inside if tree.relations[k] == "case"}
    cased |= {k for k in inside if tree.relations[k] == "flat" and tree.heads[k] in cased}
    names = any(tree.tags[k] == "PROPN" for k in {*inside} - cased) and tree.tags[tree.heads[top]] != "PROPN"
    short = len(inside) <= 2 and any(tree.words[k][-1].isdigit() or tree.words[k][0].isdigit() for k in inside)
    figure = short or tree.tags[phrase.start] == "NUM"
    introduces = _indefinite(tree, phrase.start) and tree.tags[tree.heads[top]] == "PROPN"
    bare = phrase.start > 0 and phrase.before and phrase.closed and _beside_its_head(tree, phrase)
    kept = _listed(tree, phrase) or names or tells_what(tree, top, phrase.start) or introduces or figure
    return 1 if bare and not kept and tree.tags[phrase.start] != "ADP" else None


def tells_what(tree: Tree, top: int, start: int) -> bool:
    """Whether an apposition that opens at unit ``start`` is a title or a name, "his new show[, A Secret Ambition]", or
    tells what something new is: "another symbol of the movement[, a flag]"."""
    head = tree.heads[top]
    quoted = start > 0 and not OPENERS.isdisjoint(tree.words[start - 1 : start + 1])
    capital = tree.language != "de" and tree.words[start][0].isupper()
    return tree.tags[head] != "PROPN" and (quoted or capital or _is_new(tree, head))


def _listed(tree: Tree, phrase: _Phrase) -> bool:
    """Whether an apposition may be a member of a list: it heads one, or others follow and no "and" tells them from it
    ("a plane[, a boat], a canoe came")."""
    top = phrase.top
    if any(tree.heads[k] == top and tree.relations[k] in {"cc", "conj"} for k in range(phrase.start, phrase.end)):
        return True
    others = [k for k in range(phrase.end, len(tree.words)) if tree.heads[k] == tree.heads[top]]
    last = max((k for k in others if tree.relations[k] == "conj"), default=0)
    return last > 0 and "cc" not in tree.relations[top:last]


def _beside_its_head(tree: Tree, phrase: _Phrase) -> bool:
    """Whether the words right before the phrase belong to what it is said of: "approved on Monday, after a night of
    talks, the reform" is no apposition to Monday."""
    at, head, seen = phrase.start - 1 - phrase.before, tree.heads[phrase.top], set[int]()
    while at != head and at not in seen and at >= 0:
        seen.add(at)
        at = tree.heads[at]
    return at == head


def _relative_clause(tree: Tree, phrase: _Phrase) -> int | None:
    telling = _says_more(tree, phrase.top, phrase.start) and _beside_its_head(tree, phrase)
    return 1 if phrase.before and phrase.closed and telling else None


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
    """Whether a noun is a subject whose verb comes behind a clause on it."""
    return tree.relations[noun].split(":")[0] in SUBJECTS and tree.heads[noun] > clause


def _participle(tree: Tree, phrase: _Phrase) -> int | None:
    telling = _says_more(tree, phrase.top, phrase.start) and _beside_its_head(tree, phrase)
    return 2 if phrase.before and phrase.closed and telling and not opens_infinitive(tree, phrase.start) else None


def _adverbial_clause(tree: Tree, phrase: _Phrase) -> int | None:
    if opens_infinitive(tree, phrase.start):
        return None
    # In front it often names whom the rest speaks of: "Since Lee was elected, ..."
    return 2 if phrase.set_off and phrase.start > 0 else None


def opens_infinitive(tree: Tree, start: int) -> bool:
    """Whether units from ``start`` on are what a verb asks for: "had promised, [to form a cabinet]"."""
    word = lexicon.fold(tree.words[start])
    opening = lexicon.phrases("infinitive", language=tree.language)
    elided = any(mark.endswith("'") and word.startswith(mark) for mark in opening)
    return start + 1 < len(tree.tags) and (word in opening or (elided and tree.tags[start] in VERBS))


def _adjunct(tree: Tree, phrase: _Phrase) -> int | None:
    """Where, when, how: dear in the middle, where it may limit the statement.

    In front it is the frame of the whole sentence ("On the wholesale market, ...") and stays, unless it only points
    back ("In this context, ...") and names nothing. Figures stay anywhere, and so does a pronoun ("on which, ...").
    """
    words = tree.words[phrase.start : phrase.end]
    figures = any(character.isdigit() for word in words for character in word)
    crowded = behind_aside(tree, tree.heads[phrase.top], phrase.start - 1)
    if not phrase.set_off or figures or crowded or tree.tags[phrase.top] == "PRON":
        return None
    named = {"NOUN", "PROPN"} & set(tree.tags[: phrase.end])
    if phrase.start == 0 and (named or tree.relations[phrase.top] == "obl"):
        opening = lexicon.fold(" ".join(words))
        leaning = lexicon.pattern("leaning", language=tree.language).match(opening)
        return 3 if leaning and "PROPN" not in tree.tags[: phrase.end] else None
    return 2 if phrase.before and phrase.last else 3


def behind_aside(tree: Tree, head: int, comma: int) -> bool:
    """Whether another comma stands between a word and the one before what hangs on it, which may then close an aside
    and set nothing off: "jailed the man, who had fled, [for fraud]"."""
    return any(word in COMMAS for word in tree.words[head + 1 : comma])


def _filler(_tree: Tree, phrase: _Phrase) -> int | None:
    return 2 if phrase.set_off else None


_TIERS: dict[str, Callable[[Tree, _Phrase], int | None]] = {
    "appos": _apposition,
    "acl:relcl": _relative_clause,
    "acl": _participle,
    "advcl": _adverbial_clause,
    "obl": _adjunct,
    "advmod": _adjunct,
    "discourse": _filler,
}


def _may_open(tree: Tree, first: int) -> bool:
    """Whether unit ``first`` may open the sentence once what stood before it is gone."""
    if tree.tags[first] in {"PUNCT", "CCONJ", "SCONJ"}:
        return False
    # "In diesem Fall schloss die Brücke": without it the verb opens the sentence, which in German asks a question and
    # in Spanish leaves out who.
    return tree.tags[first] not in VERBS


def _tells_who(tree: Tree, unit: int) -> bool:
    """Whether a unit opens who says it: "notes the report" (a verb before its subject), "according to her". Where
    the verb comes second, one there tells nothing: "In Leipzig sagte der Minister ..."."""
    found = subjects(tree, unit)
    stated = tree.tags[unit : unit + 1] == ("VERB",) and tree.language in _CLAUSES_ONLY
    if stated or (found and found[-1] < unit):
        return False
    rest = lexicon.fold(" ".join(tree.words[unit:]))
    said, purpose = (lexicon.pattern(part, language=tree.language) for part in ("attribution", "purpose"))
    return bool(said.match(rest)) and not purpose.match(rest)


def _needs_comma(tree: Tree, start: int, end: int) -> bool:
    """Whether a comma must stay where ``start:end`` is taken out from between two commas."""
    following, last = end + 1, start - 2
    while last > 0 and tree.tags[last] == "ADV":
        last -= 1
    if tree.tags[last] in VERBS and following < len(tree.words):
        stated = tree.tags[following] == "SCONJ" and tree.language not in _CLAUSES_ONLY
        stated = stated or (tree.tags[start - 2], tree.tags[following]) == ("AUX", "VERB")  # "is[, at first,] seen"
        if stated or tree.tags[following] in _NAMING:
            return False  # a verb and its object: "said[, on Monday,] that ..."
    if _opens_clause(tree, start - 2):
        return False  # "that[, on Monday,] the shop ...", "lands on which[, in May,] a depot ..."
    opening = not VERBS & set(tree.tags[: start - 1]) and not COMMAS & set(tree.words[: start - 1])
    if opening and tree.tags[following : following + 1] in {("VERB",), ("AUX",)}:
        return False  # a subject and its verb
    k, climbed = _climbed(tree, start - 1)
    if k < 0 or tree.heads[k] < end:  # it stands behind what it belongs to
        return _opens_behind_comma(tree, start, following)
    # In front of its verb, a subject has no comma, and in some languages only a clause has one.
    relation = tree.relations[k].split(":")[0]
    if tree.language in _CLAUSES_ONLY:
        return relation in {"advcl", "ccomp", "csubj"}
    if relation == "advcl" and tree.tags[k] in {"NOUN", "PROPN"}:
        relation = "nsubj"  # what is no clause and stands before the verb is its subject, whatever the parser says
    inner = [at for at in range(min({k, *climbed}), start - 1) if tree.words[at] in COMMAS]
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
    return any(tree.relations[at] == "appos" and tree.heads[at] != k for at in climbed)


def _opens_clause(tree: Tree, unit: int) -> bool:
    """Whether a unit opens a clause whose verb is still to come: a conjunction or a relative pronoun."""
    relative = tree.tags[unit] == "PRON" and tree.relations[tree.heads[unit]] == "acl:relcl"
    return tree.heads[unit] > unit and (relative or tree.tags[unit] in {"SCONJ", "CCONJ"})


def _opens_behind_comma(tree: Tree, start: int, first: int) -> bool:
    """Whether the phrase that opens at unit ``first``, behind what is cut from ``start`` on, has a comma before it
    wherever it stands."""
    top = next((k for k in range(first, len(tree.words)) if tree.heads[k] < first or tree.heads[k] == k), None)
    if top is None or tree.heads[top] == top:
        return False
    between = range(tree.heads[top] + 1, start)
    if any(tree.relations[k] == "acl:relcl" and COMMAS & set(tree.words[between.start : k]) for k in between):
        return True  # it closes a clause: "said the minister, who is on the list[, now third], on Friday"
    if tree.relations[top] not in _WANTS_COMMA:
        return False
    if tree.relations[top] == "advcl" and tree.tags[first] == "ADP":
        return False  # "was named, [on Monday,] to replace him"
    joining = lexicon.fold(tree.words[first]) in lexicon.phrases("and", language=tree.language)
    if tree.relations[top] == "acl:relcl" and tree.language not in _CLAUSES_ONLY:  # "It was the keeper who ..."
        return not lexicon.pattern("cleft", language=tree.language).match(lexicon.fold(" ".join(tree.words[:first])))
    return not (tree.relations[top] == "conj" and joining)
