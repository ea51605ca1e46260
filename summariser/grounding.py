"""Compares a wording with its evidence. A wording that says more or something else than its evidence is not shown.

The checks are conservative: a true wording may fail them, and is then replaced by the evidence itself, which costs
style; a false one that passes would cost trust. They read words, not meanings, so nothing here "verifies" anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import cache

from summariser import lexicon
from summariser.facts import Date, dates, numbers
from summariser.facts.numbers import shown
from summariser.facts.words import LONGEST, Token, tokens, words

_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,:]\d+)?"
_WITHOUT_BLANKS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"(?:(?![{_WITHOUT_BLANKS}])\w)+"
_TOKEN = re.compile(rf"{_NUMBER}|[{_WITHOUT_BLANKS}]+|{_LETTERS}(?:['’\-‐‑]{_LETTERS})*['’]?|[.!?…:;«»\"“”„()%‰°€$£¥]")
_APOSTROPHE = re.compile("['’]")
_WINDOW = 3  # words after a number in which the evidence must hold the word that the wording puts after it
_SIGNS = frozenset("%‰°€$£¥")
_DENSE = re.compile(f"[{_WITHOUT_BLANKS}]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_FAMILIAR = 0.5  # of the wording's longer words must begin like one of the evidence
# Attributions by the letter that seldom are any.
_LIGHT = frozenset({"pour", "per", "so", "conforme", "reports", "told", "tells", "added", "adds"})
_KEPT = 0.6  # of the evidence's words: a wording that keeps so many has cut little but who says it
_SENTENCE_END = frozenset('.!?…:«»"“”„()')


def check(wording: str, evidence: Sequence[str], language: str) -> str:
    """What the wording says that its evidence does not, in words for people; an empty string if nothing was found.

    Looked at: every number, in digits or in words, together with the word after it; dates; capitalised words; negations
    and hedges ("aurait"), those added and those taken from a word that stayed; who is said to have said it; and whether
    a wording that only leaves out words leaves out whole phrases.
    """
    if wording in evidence:
        return ""
    said, known = [*_tokens(wording), "."], [token for text in evidence for token in [*_tokens(text), "."]]
    return (
        _numbers(said, known, _spelt(evidence, language))
        or _written(wording, evidence, language)
        or _dates(wording, evidence, language)
        or _names(said, known, language)
        or _negations(wording, evidence, language, said, known)
        or _hedges(said, known, language)
        or _attribution(wording, evidence, language)
        or _splices(wording, evidence, language)
        or _strange(wording, evidence)
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _is_number(token: str) -> bool:
    return token[0].isdigit()


def _value(number: str) -> str:
    """A number without what separates its thousands, its decimals after a point: "1.000", "1 000" -> "1000"."""
    plain = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", number)
    return plain.replace(",", ".")


def _word(token: str) -> str:
    """A word without its elided article: "l'ambassade" -> "ambassade"."""
    folded = lexicon.fold(token)
    return folded.rpartition("'")[2] or folded


def _amount(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """The number at ``at`` with what makes it another ("12 millions", "12 %", "$12"), and the place where it ends."""
    scale = lexicon.pattern("scale")
    parts = [_value(tokens[at])]
    if at > 0 and tokens[at - 1] in _SIGNS:
        parts.append(tokens[at - 1])
    while at + 1 < len(tokens) and (tokens[at + 1] in _SIGNS or scale.fullmatch(lexicon.fold(tokens[at + 1]))):
        at += 1
        parts.append(lexicon.fold(tokens[at]))
    return " ".join(parts), at


def _following(tokens: Sequence[str], at: int, count: int) -> list[str]:
    """The next words after ``at``, up to ``count``, not beyond a mark or the next number."""
    out: list[str] = []
    for token in (tokens[k] for k in range(at + 1, len(tokens))):
        if len(out) == count or _is_number(token) or not (token[0].isalpha()):
            break
        if len(token) > 2:  # "de", "of": what is counted comes after them
            out.append(_word(token))
    return out


def _spelt(evidence: Sequence[str], language: str) -> set[str]:
    """The numbers that the evidence has in words, in digits."""
    found = ((text, number) for text in evidence for number in numbers(text, language))
    return {shown(number.value) for text, number in found if not text[number.start].isdigit()}


def _numbers(said: Sequence[str], known: Sequence[str], spelt: Collection[str]) -> str:
    counted: dict[str, set[str]] = {}
    for at, token in enumerate(known):
        if _is_number(token):
            amount, end = _amount(known, at)
            counted.setdefault(amount, set()).update(_following(known, end, _WINDOW))
    for at, token in enumerate(said):
        if not _is_number(token):
            continue
        amount, end = _amount(said, at)
        if amount in spelt:
            continue
        if amount not in counted:
            return f"the number {amount} is not in the evidence"
        after = _following(said, end, 1)
        if after and after[0] not in counted[amount]:
            return f"the evidence does not say {amount} {after[0]}"
    return ""


def _written(wording: str, evidence: Sequence[str], language: str) -> str:
    """Numbers in words: "cinq" is borne out by "5", and the other way round."""
    have = [number for text in evidence for number in numbers(text, language)]
    for number in numbers(wording, language):
        digits = wording[number.start : number.end]
        if not digits[0].isdigit() and not any(number.value == other.value for other in have):
            return f"the number {digits} is not in the evidence"
    return ""


def _dates(wording: str, evidence: Sequence[str], language: str) -> str:
    have = [date for text in evidence for date in dates(text, language, None)]
    for date in dates(wording, language, None):
        same = [other for other in have if date.meets(other) and _as_full(date, other)]
        if not same:
            return f"the date {wording[date.start : date.end]} is not in the evidence"
    return ""


def _as_full(date: Date, other: Date) -> bool:
    """Whether nothing of a date is unknown to the other."""
    pairs = ((date.year, other.year), (date.month, other.month), (date.day, other.day))
    return all(its for mine, its in pairs if mine) and (date.weekday < 0 or date.weekday == other.weekday)


def _names(said: Sequence[str], known: Sequence[str], language: str) -> str:
    words = {part for token in known for part in _APOSTROPHE.split(lexicon.fold(token))}
    have = words | {part for word in words for part in re.split(r"[-‐‑]", word)}
    first = True
    for token in said:
        if token in _SENTENCE_END:
            first = True
            continue
        # "l'Élysée", "O'Neill", "Merkel's": a name may stand on either side of the apostrophe.
        if not first and any(
            part[:1].isupper() and lexicon.fold(part) not in have for part in _APOSTROPHE.split(token)
        ):
            return f"{token} is not named in the evidence"
        if first and len(token) > 3 and not _of_function(token, language) and not set(_parts(token)) & have:
            return f"{token} is not in the evidence"
        first = False
    return ""


def _parts(token: str) -> list[str]:
    return [part for part in re.split(r"['’\-‐‑]", lexicon.fold(token)) if part]


def _of_function(token: str, language: str) -> bool:
    """Whether a word that opens a sentence is one of those that a model may put there itself."""
    sections = ("attribution", "leaning", "condition", "modality", "connective", "negation")
    return not token[0].isupper() or bool(
        lexicon.pattern(*sections, language=language).fullmatch(lexicon.fold(token))
        or lexicon.fold(token) in words("boundary", language)
    )


def _strange(wording: str, evidence: Sequence[str]) -> str:
    """A wording most of whose words are not the evidence's speaks of something else, or in another language."""
    said, known = _stems(wording), _stems(" ".join(evidence))
    return "" if len(said & known) >= _FAMILIAR * len(said) else "most of its words are not in the evidence"


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words; in scripts without blanks the single characters."""
    words = _LONG_WORD.findall(lexicon.fold(text))
    return {stem for word in words for stem in (word if _DENSE.match(word) else [word[:5]])}


def _negations(wording: str, evidence: Sequence[str], language: str, said: Sequence[str], known: Sequence[str]) -> str:
    negation = lexicon.pattern("negation", language=language)
    added = negation.findall(lexicon.fold(wording))
    if added and not any(negation.search(lexicon.fold(text)) for text in evidence):
        return f"the evidence has no {added[0]!r}"
    # Where words are not apart, which of them is negated cannot be told.
    if not added and _DENSE.search(wording) and negation.search(lexicon.fold(evidence[0])):
        return "the evidence negates"
    lost = _lost(said, known, negation)
    return f"the evidence negates {lost!r}" if lost else ""


def _hedges(said: Sequence[str], known: Sequence[str], language: str) -> str:
    hedge = _hedge(language)
    stated = {lexicon.fold(token) for token in known}
    added = [token for token in said if hedge.fullmatch(lexicon.fold(token)) and lexicon.fold(token) not in stated]
    if added:
        return f"the evidence has no {added[0]!r}"
    lost = _lost(said, known, hedge)
    return f"the evidence does not state {lost!r} outright" if lost else ""


@cache
def _hedge(language: str) -> re.Pattern[str]:
    """Words that say that something may be so, one token each."""
    found = sorted(word for word in words("hedge", language) if " " not in word)
    return re.compile(r"(?:" + "|".join(map(re.escape, found)) + r")(?!\w)" if found else r"(?!)")


def _lost(said: Sequence[str], known: Sequence[str], cue: re.Pattern[str]) -> str:
    """A word that the evidence marks with a cue wherever it has it, and the wording keeps without; else empty."""
    bare = {_word(token) for token in said if token[0].isalpha()} - _negated(said, cue)
    plain = {_word(token) for token in known if token[0].isalpha()} - _negated(known, cue)
    return min((_negated(known, cue) & bare) - plain, default="")


def _attribution(wording: str, evidence: Sequence[str], language: str) -> str:
    """Words that the evidence lays in someone's mouth are not stated outright. A wording that keeps only some clause of
    its evidence may have left out the one that was heard."""
    if len(tokens(wording)) < _KEPT * len(tokens(evidence[0])):
        return ""
    cue = lexicon.pattern("attribution", "attribution_after", language=language)
    heard = [match.group() for match in cue.finditer(lexicon.fold(evidence[0])) if match.group() not in _LIGHT]
    told = [match.group() for match in cue.finditer(lexicon.fold(wording)) if match.group() not in _LIGHT]
    return f"the evidence says who says it: {heard[0]!r}" if heard and not told else ""


def _splices(wording: str, evidence: Sequence[str], language: str) -> str:
    """A wording that is its evidence with runs of words left out must leave out phrases, from boundary to boundary."""
    opening = words("boundary", language)
    if not opening or len(evidence[0]) > LONGEST:
        return ""
    said, known = tokens(wording), tokens(evidence[0])
    matcher = SequenceMatcher(None, [t.folded for t in known], [t.folded for t in said], autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if any(tag != "delete" and any(map(_counts, said[start:end])) for tag, _, _, start, end in codes):
        return ""  # it is worded freely
    for _, start, end, _, _ in codes:
        # A single word may be an adjective or adverb, which can go without its phrase.
        if sum(map(_counts, known[start:end])) > 1 and not _phrase(known, start, end, opening):
            return f"{known[start].text!r} is cut out of its phrase"
    return ""


def _counts(token: Token) -> bool:
    return token.is_word or token.is_number


def _phrase(known: Sequence[Token], start: int, end: int, opening: frozenset[str]) -> bool:
    """Whether a cut begins and ends between phrases, where it stands or slid along words that it may as well be."""
    while start > 0 and known[start - 1].folded == known[end - 1].folded:
        start, end = start - 1, end - 1
    while True:
        # "closed their embassy in | on Wednesday": a word that opens a phrase does not stay without it.
        dangling = start > 0 and known[start - 1].folded in opening and _counts(known[start])
        if _between(known, start, opening) and _between(known, end, opening) and not dangling:
            return True
        if end == len(known) or known[start].folded != known[end].folded:
            return False
        start, end = start + 1, end + 1


def _between(known: Sequence[Token], at: int, opening: frozenset[str]) -> bool:
    if at in {0, len(known)}:
        return True
    return not (_counts(known[at - 1]) and _counts(known[at])) or known[at].folded in opening


def _negated(tokens: Sequence[str], negation: re.Pattern[str]) -> set[str]:
    """The words a negation goes with: the next word of more than two letters, or, at the end of a clause ("kommt
    nicht."), the word before it."""
    out: set[str] = set()
    waiting, before = False, ""
    for token in tokens:
        folded = lexicon.fold(token)
        cue = negation.match(folded)
        if cue:
            waiting = True
            folded = folded[cue.end() :] if cue.group().endswith("'") else ""
        if not token[0].isalpha():
            if waiting and before:
                out.add(before)
            waiting = False
        elif len(folded) > 2:
            if waiting:
                out.add(_word(folded))
            waiting, before = False, _word(folded)
    return out
