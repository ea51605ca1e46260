"""Whether a wording that only leaves out words leaves out whole phrases, and quotations and brackets in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from summariser import lexicon
from summariser.facts.words import LONGEST, Token, tokens, words
from summariser.grounding.attribution import LIGHT, heard_from
from summariser.grounding.cues import hedge_of

_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ("„", "“”"))
# Opens what somebody said: without what stands before it, it is stated outright.
_THAT = frozenset({"that", "que", "qu'", "dass", "daß", "che", "dat", ":"})


def check_pairs(wording: str, evidence: str) -> str:
    """A bracket or a quotation of which a wording keeps only one end."""
    odd = wording.count('"') % 2 and not evidence.count('"') % 2
    uneven = any(_open(wording, *pair) and not _open(evidence, *pair) for pair in _PAIRS)
    return "it cuts into a quotation or a bracket" if odd or uneven else ""


def _open(text: str, opening: str, closing: str) -> int:
    return text.count(opening) - sum(map(text.count, closing))


def check_cuts(wording: str, evidence: str, language: str) -> str:
    """What is wrong with the runs of words that a wording leaves out, if that is all it does."""
    if len(evidence) > LONGEST:
        return ""
    known = tokens(evidence)
    cuts = _cuts(tokens(wording), known)
    return _unsourced(known, cuts, evidence, language) or _splices(known, cuts, evidence, language)


def _cuts(said: Sequence[Token], known: Sequence[Token]) -> list[tuple[int, int]]:
    """The runs of the evidence's tokens that a wording leaves out; none if it is worded freely."""
    matcher = SequenceMatcher(None, [t.folded for t in known], [t.folded for t in said], autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if any(tag != "delete" and any(map(_counts, said[start:end])) for tag, _, _, start, end in codes):
        return []
    return [(start, end) for _, start, end, _, _ in codes if end > start]


def _unsourced(known: Sequence[Token], cuts: Sequence[tuple[int, int]], evidence: str, language: str) -> str:
    """Who says it is left out, and what is said stays: "[selon X,]", "[, a dit X]", "[X a dit que]"."""
    source = lexicon.pattern("attribution", language=language)
    for start, end in cuts:
        text = lexicon.fold(evidence[known[start].start : known[end - 1].end]).lstrip(" ,;–—-(")
        opening = source.match(text)
        last = next((token.folded for token in reversed(known[start:end]) if token.text != ","), "")
        closes = last in _THAT and heard_from(text, language)
        if closes or (opening and opening.group() not in LIGHT):
            return f"the evidence says who says it: {text!r}"
    return ""


def _splices(known: Sequence[Token], cuts: Sequence[tuple[int, int]], evidence: str, language: str) -> str:
    """What is left out must be phrases, from boundary to boundary, and no "perhaps" or "not"."""
    unsure = lexicon.pattern("modality", "negation", language=language)
    for start, end in cuts:
        text = lexicon.fold(evidence[known[start].start : known[end - 1].end]).strip(" ,")
        if unsure.fullmatch(text) or hedge_of(language).fullmatch(text):
            return f"the evidence says {text!r}"
        # A single word may be an adjective or adverb, which can go without its phrase.
        if (
            words("boundary", language)
            and sum(map(_counts, known[start:end])) > 1
            and not _phrase(known, start, end, language)
        ):
            return f"{known[start].text!r} is cut out of its phrase"
    return ""


def _counts(token: Token) -> bool:
    return token.is_word or token.is_number


def _phrase(known: Sequence[Token], start: int, end: int, language: str) -> bool:
    """Whether a cut begins and ends between phrases, where it stands or slid along words that it may as well be."""
    while start > 0 and known[start - 1].folded == known[end - 1].folded:
        start, end = start - 1, end - 1
    while True:
        dangling = start > 0 and _dangles(known[start - 1], known[start], language)
        if _between(known, start, language) and _between(known, end, language) and not dangling:
            return True
        if end == len(known) or known[start].folded != known[end].folded:
            return False
        start, end = start + 1, end + 1


def _dangles(last: Token, cut: Token, language: str) -> bool:
    """Whether a word that opens a phrase stays without it: "closed their embassy in | on Wednesday". What stands before
    an "and" has opened none: "brach ab | und ging"."""
    opens = last.folded in words("boundary", language)
    return opens and _counts(cut) and cut.folded not in words("and", language)


def _between(known: Sequence[Token], at: int, language: str) -> bool:
    if at in {0, len(known)} or not (_counts(known[at - 1]) and _counts(known[at])):
        return True
    folded = known[at].folded
    return folded in words("boundary", language) or folded.endswith(tuple(words("boundary_endings", language)))
