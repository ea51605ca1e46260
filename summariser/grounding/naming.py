"""Whether the names of a wording, and most of its words, are in its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser import lexicon
from summariser.facts.words import words
from summariser.grounding.text import DENSE, tokenized

_APOSTROPHE = re.compile("['’]")
_HYPHEN = re.compile("[-‐‑]")
_SENTENCE_END = frozenset('.!?…:«»"“”„')
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_FAMILIAR = 0.5  # of the wording's longer words must begin like one of the evidence


def check_names(wording: str, evidence: Sequence[str], language: str) -> str:
    """Capitalised words, and the word that opens a sentence."""
    words = {part for token in tokenized(*evidence) for part in _APOSTROPHE.split(lexicon.fold(token))}
    have = words | {part for word in words for part in _HYPHEN.split(word)}
    first = True
    for token in tokenized(wording):
        if token in _SENTENCE_END:
            first = True
            continue
        if not first and any(lexicon.fold(part) not in have for part in _capitals(token)):
            return f"{token} is not named in the evidence"
        if first and len(token) > 3 and not _of_function(token, language) and not set(_parts(token)) & have:
            return f"{token} is not in the evidence"
        first = False
    return ""


def _capitals(token: str) -> list[str]:
    """The names in a token, on either side of an apostrophe or behind an article: "l'Élysée", "O'Neill", "al-Assad"."""
    return [
        name
        for part in _APOSTROPHE.split(token)
        for name in ([part] if part[:1].isupper() else _HYPHEN.split(part))
        if name[:1].isupper()
    ]


def _parts(token: str) -> list[str]:
    return [part for part in re.split(r"['’\-‐‑]", lexicon.fold(token)) if part]


def _of_function(token: str, language: str) -> bool:
    """Whether a word that opens a sentence is one of those that a model may put there itself."""
    sections = ("attribution", "leaning", "condition", "modality", "connective", "negation")
    return not token[0].isupper() or bool(
        lexicon.pattern(*sections, language=language).fullmatch(lexicon.fold(token))
        or lexicon.fold(token) in words("boundary", language)
    )


def check_words(wording: str, evidence: Sequence[str]) -> str:
    """A wording most of whose words are not the evidence's speaks of something else, or in another language."""
    said, known = _stems(wording), _stems(" ".join(evidence))
    return "" if len(said & known) >= _FAMILIAR * len(said) else "most of its words are not in the evidence"


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words; in scripts without blanks the single characters."""
    words = _LONG_WORD.findall(lexicon.fold(text))
    return {stem for word in words for stem in (word if DENSE.match(word) else [word[:5]])}
