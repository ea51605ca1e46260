"""Which language a text is in, and how many words it has.

Both are functions of the text alone: the same text always gives the same answer, whatever was asked before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from summariser.document import composed

# The identifier is as sure after a few thousand characters as after a million, and it need not read the rest.
_ENOUGH = 6_000

_WORD = re.compile(r"\w+")
_MARK_OR_SIGN = re.compile(r"[^\w\s]")
# Scripts written without blanks: kana, Han, Thai. There two characters count as one word.
_DENSE_START = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, or an empty string when the text has no letters to tell it by."""
    sample = text[:_ENOUGH]
    if sum(map(str.isalpha, sample)) < 3:
        return ""
    # Imported late: the model takes a noticeable part of a second to unpack, and `--help` must not wait for it.
    import py3langid  # noqa: PLC0415

    code, _ = py3langid.classify(sample.encode("utf-8", "replace").decode("utf-8"))
    return str(code)


def words(text: str) -> list[str]:
    """The words of a text, lower-cased: runs of letters, digits and combining marks.

    Where most of the text is in a script without blanks between words, its characters.
    """
    found = _runs(text)
    return list("".join(found)) if _dense(found) else found


def count_words(text: str) -> int:
    """How many words a text has, the way length budgets are counted.

    Where most of the text is in a script without blanks between words, two characters are a word.
    """
    found = _runs(text)
    return (sum(map(len, found)) + 1) // 2 if _dense(found) else len(found)


def _runs(text: str) -> list[str]:
    text = composed(text.lower())
    # Combining marks belong to the word they stand in; ``\\w`` does not know them, so they are made letters first.
    flat = _MARK_OR_SIGN.sub(_letter_for_mark, text)
    return [text[match.start() : match.end()] for match in _WORD.finditer(flat)]


def _dense(runs: Sequence[str]) -> bool:
    return sum(len(word) for word in runs if _DENSE_START.match(word)) * 2 > sum(map(len, runs))


def _letter_for_mark(match: re.Match[str]) -> str:
    # A Thai vowel sign stays what it is: a run that begins with one is still Thai.
    sign = match.group()
    if unicodedata.category(sign)[0] != "M":
        return " "
    return "\u0e01" if _DENSE_START.match(sign) else "x"
