"""Compares a wording with its evidence. A wording that says more or something else than its evidence is not shown.

The checks are conservative: a true wording may fail them, and is then replaced by the evidence itself, which costs
style; a false one that passes would cost trust. They read words, not meanings, so nothing here "verifies" anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser import lexicon

_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,:]\d+)?"
_WITHOUT_BLANKS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"(?:(?![{_WITHOUT_BLANKS}])\w)+"
_TOKEN = re.compile(rf"{_NUMBER}|[{_WITHOUT_BLANKS}]+|{_LETTERS}(?:['’\-‐‑]{_LETTERS})*['’]?|[.!?…:;«»\"“”„()%‰°€$£¥]")
_APOSTROPHE = re.compile("['’]")
_WINDOW = 3  # words after a number in which the evidence must hold the word that the wording puts after it
_SIGNS = frozenset("%‰°€$£¥")
_DENSE = re.compile(f"[{_WITHOUT_BLANKS}]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_FAMILIAR = 0.5  # of the wording's longer words must begin like one of the evidence
_SENTENCE_END = frozenset('.!?…:«»"“”„()')


def check(wording: str, evidence: Sequence[str], language: str) -> str:
    """What the wording says that its evidence does not, in words for people; an empty string if nothing was found.

    Looked at: every number together with the word after it, capitalised words inside a sentence, and negations, those
    added and those taken from a word that stayed.
    """
    said, known = [*_tokens(wording), "."], [token for text in evidence for token in [*_tokens(text), "."]]
    return (
        _numbers(said, known)
        or _names(said, known)
        or _negations(wording, evidence, language, said, known)
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


def _numbers(said: Sequence[str], known: Sequence[str]) -> str:
    counted: dict[str, set[str]] = {}
    for at, token in enumerate(known):
        if _is_number(token):
            amount, end = _amount(known, at)
            counted.setdefault(amount, set()).update(_following(known, end, _WINDOW))
    for at, token in enumerate(said):
        if not _is_number(token):
            continue
        amount, end = _amount(said, at)
        if amount not in counted:
            return f"the number {amount} is not in the evidence"
        after = _following(said, end, 1)
        if after and after[0] not in counted[amount]:
            return f"the evidence does not say {amount} {after[0]}"
    return ""


def _names(said: Sequence[str], known: Sequence[str]) -> str:
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
        first = False
    return ""


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
    # A word that the evidence negates must be negated wherever the wording keeps it.
    kept = _negated(said, negation)
    bare = {_word(token) for at, token in enumerate(said) if token[0].isalpha()} - kept
    affirmed = {_word(token) for token in known if token[0].isalpha()} - _negated(known, negation)
    lost = (_negated(known, negation) & bare) - affirmed
    return f"the evidence negates {min(lost)!r}" if lost else ""


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
