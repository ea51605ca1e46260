"""How like its references a summary is, and whether it says what its sources do not.

ROUGE is the F1 of words (``language.words``: lower-cased, no stemming), of pairs of neighbouring words, and of the
longest common subsequence, in percent, as the mean over the references.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from summariser.language import words

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
_SEPARATOR = re.compile(r"[\u00a0\u202f ]")
_NAME = re.compile(r"\w[\w-]{2,}")
_OPENS = frozenset('.!?…:«“"')  # a capital after one of these may be no name


class Rouge(NamedTuple):
    """F1 in percent: of words, of word pairs, of the longest common subsequence."""

    one: float
    two: float
    longest: float


def rouge(summary: str, references: Sequence[str], most: int | None = None) -> Rouge:
    """The scores of a summary, of which only the first ``most`` words count, as the mean over its references."""
    said = words(summary)[:most]
    scores = [_scores(said, words(reference)) for reference in references]
    return Rouge(*(100 * float(value) for value in np.mean(scores, axis=0)))


def mean(scores: Sequence[Rouge]) -> Rouge:
    """The mean of the scores of several summaries."""
    return Rouge(*(float(value) for value in np.mean(scores, axis=0)))


def gain(ours: Sequence[float], base: Sequence[float], rounds: int = 2000) -> tuple[float, float, float]:
    """The mean of the paired differences, and the ends of its 95 % interval by bootstrap with a fixed seed."""
    differences = np.subtract(ours, base)
    drawn = np.random.default_rng(7).integers(len(differences), size=(rounds, len(differences)))
    low, high = np.percentile(differences[drawn].mean(1), (2.5, 97.5))
    return float(differences.mean()), float(low), float(high)


def unsupported(summary: str, source: str) -> list[str]:
    """Numbers of a summary, and capitalised words inside its sentences, that are nowhere in its source."""
    known_numbers = {_plain(number) for number in _NUMBER.findall(source)}
    numbers = [number for number in _NUMBER.findall(summary) if _plain(number) not in known_numbers]
    known = set(words(source))
    names = [
        found.group()
        for found in _NAME.finditer(summary)
        if found.group()[0].isupper() and (before := summary[: found.start()].rstrip()) and before[-1] not in _OPENS
    ]
    return [*numbers, *(name for name in names if not set(words(name)) <= known)]


def _scores(said: list[str], reference: list[str]) -> Rouge:
    both = len(said) + len(reference)
    return Rouge(
        _f1((Counter(said) & Counter(reference)).total(), both),
        _f1((Counter(pairwise(said)) & Counter(pairwise(reference))).total(), both - 2),
        _f1(_common(said, reference), both),
    )


def _f1(shared: int, both: int) -> float:
    return 2 * shared / both if shared else 0.0


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for word in one:
        diagonal = 0
        for k, theirs in enumerate(other, 1):
            above = row[k]
            row[k] = diagonal + 1 if word == theirs else max(above, row[k - 1])
            diagonal = above
    return row[-1]


def _plain(number: str) -> str:
    return _SEPARATOR.sub("", number).replace(",", ".")
