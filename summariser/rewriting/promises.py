"""What no cut may ever do, whatever phrase it is: take a subject, a condition, an attribution, what the rest means.

Function words are those of ``lexicon.toml``. Where a rule doubts, nothing is cut.
"""

from __future__ import annotations

from summariser import lexicon
from summariser.rewriting.marks import BRACKETS, COMMAS, OPENERS, bracket_depth, final_mark
from summariser.rewriting.trees import VERBS, Cut, Tree, root, subjects

MOST_CUT = 0.7  # of the units: beyond that a "sentence" is another sentence

_CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "conj"})
_SUBJECT_NEEDED = frozenset({"de", "en", "fr", "nl"})
_BARE_SUBJECTS = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru"})  # no preposition before a subject


def keeps_promises(tree: Tree, cut: Cut, depth: list[int]) -> bool:
    """Whether a cut keeps all of them. ``depth`` is how many quotations are open before each unit (``marks``)."""
    words, count = tree.words, len(tree.words)
    inside = words[cut.start : cut.end]
    if len(inside) > MOST_CUT * count or any(tree.heads[k] == k for k in range(cut.start, cut.end)):
        return False
    goes_on = inside[1:2] and inside[1] in OPENERS and any(depth[: cut.start])
    if goes_on or depth[cut.start] or depth[cut.end] or bracket_depth(inside):
        return False
    if _takes_too_much(tree, cut):
        return False
    return _ends_well(tree, cut) and _leaves_a_clause(tree, cut) and _leaves_its_claim(tree, cut)


def _takes_too_much(tree: Tree, cut: Cut) -> bool:
    """Whether a cut may hold what belongs to the rest, or leave what belongs to it.

    An infinitive behind a comma may be what an earlier verb asks for ("ordered the ministry[, which had refused, to
    open ...]"), what is joined by "and" or "as well as" may go on with the clause that goes ("Lee[, who was to speak],
    but could not"), and "those" may stand for a noun of it. A clause with an aside may end at its comma ("a roof[, on
    which, it is said,] tiles were missing", "the vote, lost[, some farmers, who had come,] protested").
    """
    rest, inside = lexicon.fold(" ".join(tree.words[cut.end :])).lstrip(" ,"), set(tree.tags[cut.start : cut.end])
    stands_for, as_well = (lexicon.pattern(part, language=tree.language) for part in ("standing_for", "as_well"))
    if ("NOUN" in inside and stands_for.search(rest)) or (VERBS & inside and as_well.match(rest)):
        return True
    if cut.end <= root(tree) and as_well.match(lexicon.fold(" ".join(tree.words[cut.start : cut.end])).lstrip(" ,")):
        return True  # "Lee[, just like her deputy,] earn ..."
    commas = [k for k in range(cut.start + 1, cut.end - 1) if tree.words[k] in COMMAS]
    if tree.words[cut.start] in COMMAS and (
        tree.tags[cut.start + 1] == "CCONJ"
        or _only_opens(tree, cut)
        or _is_the_news(tree, cut)
        or (commas and VERBS & set(tree.tags[commas[0] : cut.end]))
    ):
        return True
    if _names_what_the_rest_means(tree, cut) or any(_may_be_asked(tree, k + 1) for k in commas):
        return True
    after = next((k for k in range(cut.end, len(tree.words)) if tree.words[k] not in COMMAS), len(tree.words))
    if tree.tags[after : after + 1] != ("CCONJ",) or not VERBS & inside:
        return False
    verb = tree.heads[after]
    return tree.tags[verb] in VERBS and not subjects(tree, verb)


def _is_the_news(tree: Tree, cut: Cut) -> bool:
    """Whether a clause tells of a death, or what somebody is called: "the victim[, named as Ann Lee,] died"."""
    dead, called = (lexicon.pattern(part, language=tree.language) for part in ("death", "called"))
    named = any(
        tree.tags[k] == "PROPN" and called.fullmatch(lexicon.fold(tree.words[k - 1]))
        for k in range(cut.start + 2, cut.end)
    )
    return named or bool(dead.search(lexicon.fold(" ".join(tree.words[cut.start : cut.end]))))


def _only_opens(tree: Tree, cut: Cut) -> bool:
    """Whether nothing but "but" or "then" stands before the cut, whose comma would be left behind it."""
    return set(tree.tags[: cut.start]) <= {"CCONJ", "ADV", "PUNCT"}


def _names_what_the_rest_means(tree: Tree, cut: Cut) -> bool:
    """Whether a pronoun behind the cut, or a word for a place, may stand for what the cut names: "China[, where the
    virus was found,] has contained it", "the branch of the group [in Syria] controls much of the country"; or "this
    figure" or "the problem" for what a clause tells: "Lee[, who faces a strike,] will solve the problem"."""
    tags, behind = set(tree.tags[cut.start : cut.end]), range(cut.end, len(tree.words))
    if {"NOUN", "PROPN"} & tags and any(_is_object_pronoun(tree, k) for k in behind):
        return True
    rest = lexicon.fold(" ".join(tree.words[cut.end :]))
    if tree.words[cut.start] in COMMAS and _points_back(rest, tree.language):
        return True
    return "PROPN" in tags and bool(lexicon.pattern("that_place", language=tree.language).search(rest))


def _points_back(text: str, language: str | None) -> bool:
    """Whether a text has "the problem" without saying which, or "this" of something other than a time."""
    told, complement, this, time = (
        lexicon.pattern(*sections, language=language)
        for sections in (("told_before", "told_inside"), ("complement",), ("demonstrative",), ("time",))
    )
    return any(not complement.match(text, found.end() + 1) for found in told.finditer(text)) or any(
        not time.match(text, found.end() + 1) for found in this.finditer(text)
    )


def _is_object_pronoun(tree: Tree, unit: int) -> bool:
    """Whether a unit is, or begins with, a pronoun that is the object of a verb: "him", "l'a", "about them"."""
    if tree.tags[unit] != "PRON" or tree.relations[unit] not in {"obj", "iobj", "obl"}:
        return False
    word = lexicon.fold(tree.words[unit])
    pronouns = lexicon.phrases("object_pronoun", language=tree.language)
    return word in pronouns or any(mark.endswith("'") and word.startswith(mark) for mark in pronouns)


def _may_be_asked(tree: Tree, unit: int) -> bool:
    """Whether an infinitive opens at a unit behind a comma: "told them, who had asked, [to have been there]"."""
    verb = tree.heads[unit] if tree.relations[unit] in {"aux", "mark"} else unit
    return tree.tags[unit] in VERBS and tree.relations[verb] in {"xcomp", "ccomp"}


def _ends_well(tree: Tree, cut: Cut) -> bool:
    """Whether the mark that ends the sentence fits what is left: no "p.m..", no "!" of what was cut."""
    ending = tree.words[cut.end : cut.end + 1]
    if cut.start == 0 or not ending or cut.end != final_mark(tree.words):
        return True
    return ending[0] in {".", "。", "۔"} and not tree.words[cut.start - 1].endswith(".")


def _leaves_its_claim(tree: Tree, cut: Cut) -> bool:
    """Whether nothing is taken that limits what is claimed: a condition, a denial, who says it."""
    inside = tree.words[cut.start : cut.end]
    text = lexicon.fold(" ".join(inside)).strip(" ,–—-(")
    attribution = lexicon.pattern("attribution", language=tree.language)
    purpose = lexicon.pattern("purpose", language=tree.language)
    opening = lexicon.pattern("attribution", "condition", language=tree.language)
    anywhere = lexicon.pattern("attribution_after", "unsettled", language=tree.language)
    if purpose.match(text) or opening.match(text) or anywhere.search(text):
        return False
    if any(attribution.match(part.strip()) for part in text.split(",")[1:]) or _says_who(tree, cut):
        return False
    negation = lexicon.pattern("negation", language=tree.language)
    modality = lexicon.pattern("modality", language=tree.language)
    own = range(cut.start, cut.end)
    tops = {tree.relations[k] for k in own if tree.tags[k] != "PUNCT" and tree.heads[k] not in own}
    if modality.search(text) and not (tops <= _CLAUSES and inside[0] in COMMAS):
        return False
    return not negation.search(text) or bool(tops & _CLAUSES) or inside[0] in BRACKETS


def _says_who(tree: Tree, cut: Cut) -> bool:
    """Whether the cut is a clause that opens with "as", or with its verb: ", notes the report" (what opens with a
    participle is none)."""
    verbs = VERBS & set(tree.tags[cut.start : cut.end])
    text = lexicon.fold(" ".join(tree.words[cut.start : cut.end])).strip(" ,–—-(")
    if verbs and lexicon.pattern("as", language=tree.language).match(text):
        return True
    at = cut.start + 1
    gerund = tree.relations[at] == "advcl" and tree.words[at].lower().endswith(
        lexicon.phrases("gerund", language=tree.language)
    )
    participle = tree.tags[at] == "VERB" and (gerund or tree.relations[at] in {"acl", "amod", "acl:relcl"})
    participle = participle and not (cut.end <= root(tree) and _is_told(tree))
    return tree.words[cut.start] in COMMAS and tree.tags[at] in VERBS and not participle


def _is_told(tree: Tree) -> bool:
    """Whether the main clause only tells who says the sentence: "On the wall was a cross, a witness said"."""
    verb = root(tree)
    first = min([verb, *(k for k, head in enumerate(tree.heads) if head == verb and tree.relations[k] == "aux")])
    found = subjects(tree, verb)
    return bool(found) and found[0] > verb and first > 0 and tree.words[first - 1] in COMMAS


def _leaves_a_clause(tree: Tree, cut: Cut) -> bool:
    """Whether a whole clause is left: its verb, its subject, the point of a cleft."""
    verb, after = root(tree), tree.tags[cut.start : cut.end]
    if verb == len(tree.words):
        return True
    rest = (*tree.tags[: cut.start], *tree.tags[cut.end :])
    if _is_missed(tree, verb) or not VERBS & set(rest):
        return False
    copula = any(head == verb and tree.relations[k] in {"cop", "aux"} for k, head in enumerate(tree.heads))
    if tree.tags[verb] not in VERBS and not copula and "VERB" in after and tree.words[cut.start] not in BRACKETS:
        return False  # a heading with its sentence: nobody knows which verb is whose
    before = lexicon.fold(" ".join(tree.words[: cut.start])).split(" , ")
    cleft = any(map(lexicon.pattern("cleft", language=tree.language).match, before))
    if cleft and ("acl:relcl" in tree.relations[cut.start : cut.end] or ("VERB" in after and "VERB" not in rest)):
        return False
    return _leaves_a_subject(tree, cut, verb)


def _is_missed(tree: Tree, verb: int) -> bool:
    """Whether the parser missed the main clause: "After having camped ..." is none, nor is "At a talk held today"."""
    if any(head == verb and tree.relations[k] == "mark" and k < verb for k, head in enumerate(tree.heads)):
        return True
    nouns = subjects(tree, verb) if tree.language in _BARE_SUBJECTS else []
    return any(head in nouns and tree.tags[k] == "ADP" and k < head for k, head in enumerate(tree.heads))


def _leaves_a_subject(tree: Tree, cut: Cut, verb: int) -> bool:
    """Whether the main verb keeps its subject, in the languages in which it needs one.

    Where the parser found none, something before the verb must be it: "Invited to Rio, [Lee, the minister,] said ..."
    may have been taken for an apposition.
    """
    if tree.language not in _SUBJECT_NEEDED or tree.tags[verb] not in VERBS:
        return True
    found = subjects(tree, verb)
    if found:
        return any(not cut.start <= k < cut.end for k in found)
    return cut.start > verb or not {"NOUN", "PROPN", "PRON"} & set(tree.tags[cut.start : min(cut.end, verb)])
