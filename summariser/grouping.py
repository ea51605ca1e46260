"""A heap of articles grouped by the story they tell.

Two articles are alike in their words, the rarer in all language the more they count, and in the vectors of their first
sentences. Groups are joined from the most alike on (average linkage) as long as they are alike enough for this heap and
not much less alike than the articles within each: stories differ in how closely they are told. The order of the
articles decides nothing.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from summariser.document import Article
from summariser.embedding import LANGUAGES, Encoder, Vectors
from summariser.events import CancelToken
from summariser.language import count_words

FIRST = 8  # sentences: what a story is stands at its beginning
# Chosen together on the development heaps (RPM2, CSTNews, MultiLing: 50 to 250 articles each). Alike enough is SLOPE x
# the heap's median likeness - BEFORE, within these bounds: the more a heap is on one subject, the more two articles
# must share to be on one story.
SLOPE, BEFORE, LEAST, MOST = 4.0, 0.215, 0.15, 0.3
# Texts of a few words are alike by one word of them: from BRIEF words on down they must be SHARED alike, from LONG on
# as much as above. Chosen on the first 1,500 headlines of a day.
BRIEF, LONG, SHARED = 20, 100, 0.55
# How alike two groups must be, as a part of how alike the articles within the looser one are: where words and vectors
# are compared, and where only spellings are, which vary more within a story.
COHESION, COHESION_SPELT = 0.65, 0.55
_ACROSS = 0.12  # between languages no words are shared: there this much less than the vectors' likeness counts
_COMMON, _RAREST = 8.0, 12.0  # rarity of a word (minus log probability) that begins to count, and where it stops to
_WORD = re.compile(r"\w{3,}")
_STEM = 6
_SPELT_WORD = re.compile(
    r"[\w\u0300-\u036f\u0900-\u0dff]{3,}"
)  # with the vowel signs of Indic scripts, which are no \w
_LETTERS = 4
_SPELT = 2.6  # brings the likeness of spellings to the scale of the other
_FLOOR = 0.1  # likeness below which two articles are taken to share nothing

Floats = NDArray[np.float32]


def grouped(articles: Sequence[Article], encoder: Encoder, cancel: CancelToken | None = None) -> list[list[int]]:
    """Indices of the articles by story, the largest story first, then by its first article. Raises Cancelled."""
    if len(articles) < 2:
        return [[k] for k in range(len(articles))]
    likeness = alike(articles, encoder, cancel)
    known = _known(articles)
    pairs = np.triu(known[:, None] & known[None], 1)
    typical = float(np.median(likeness[pairs])) if pairs.any() else 0.0
    cohesion = COHESION if known.any() else COHESION_SPELT
    enough = min(max(SLOPE * typical - BEFORE, LEAST), MOST)
    length = float(np.median([sum(count_words(sentence.text) for sentence in one.sentences) for one in articles]))
    enough += (SHARED - enough) * min(max((LONG - length) / (LONG - BRIEF), 0.0), 1.0)
    groups = _linked(likeness, enough, cohesion)
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def alike(articles: Sequence[Article], encoder: Encoder, cancel: CancelToken | None = None) -> Floats:
    """How alike each two articles are (n, n), rounded: about 0.1 on different stories, 0.3 and more on one."""
    known = _known(articles)
    words = _word_vectors(articles, encoder.rarity)
    meanings = _meanings(articles, encoder, cancel)
    near = meanings @ meanings.T
    languages = np.array([article.language for article in articles])
    shared: Floats = words @ words.T
    own: Floats = 0.5 * near + 0.5 * shared
    across: Floats = np.maximum(own, near - np.float32(_ACROSS))
    both: Floats = np.where(languages[:, None] == languages[None], own, across)
    # Of languages that the encoder does not know, vectors and rarity tell nothing.
    spelt: Floats = both if known.all() else _SPELT * _spellings(articles)
    return np.where(known[:, None] & known[None], both, spelt).round(4)


def _known(articles: Sequence[Article]) -> NDArray[np.bool_]:
    return np.array([article.language in LANGUAGES for article in articles])


def _meanings(articles: Sequence[Article], encoder: Encoder, cancel: CancelToken | None) -> Vectors:
    """The mean vector of each article's title and first sentences."""
    texts = [[*([a.title] if a.title else ()), *(s.text for s in a.sentences[:FIRST])] for a in articles]
    rows = []
    for part in texts:  # each by itself, so that a vector is the same whatever else is in the heap
        mean = encoder.vectors(part or [""], cancel).mean(0)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-6))
    return np.stack(rows).astype(np.float32)


def _word_vectors(articles: Sequence[Article], rarity: Callable[[str], float]) -> Floats:
    """Unit vectors of the articles' words by their beginnings, each weighted by how rare it is in all language."""
    counted = []
    whole: dict[str, str] = {}
    for article in articles:
        found = [word for s in article.sentences for word in _WORD.findall(s.text.lower())]
        counted.append(Counter(word[:_STEM] for word in found))
        for word in found:
            whole.setdefault(word[:_STEM], word)
    order = {stem: k for k, stem in enumerate(sorted(whole))}
    worth = {stem: min(max(rarity(word) - _COMMON, 0.0), _RAREST) for stem, word in whole.items()}
    out = np.zeros((len(articles), len(order)), dtype=np.float32)
    for row, stems in zip(out, counted, strict=True):
        for stem, count in stems.items():
            row[order[stem]] = (1 + math.log(count)) * worth[stem]
    norms: Floats = np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
    return (out / norms).astype(np.float32)


def _spellings(articles: Sequence[Article]) -> Floats:
    """How alike articles are in words and runs of letters, the rarer in the heap the more they count."""
    counted = [
        Counter(
            run
            for s in article.sentences
            for word in _SPELT_WORD.findall(s.text.lower())
            for run in {word, *(word[k : k + _LETTERS] for k in range(len(word) - _LETTERS + 1))}
        )
        for article in articles
    ]
    held = Counter(run for runs in counted for run in runs)
    order = {run: k for k, run in enumerate(sorted(run for run in held if 1 < held[run] <= len(articles) / 2))}
    out = np.zeros((len(articles), max(1, len(order))), dtype=np.float32)
    for row, runs in zip(out, counted, strict=True):
        for run, count in runs.items():
            if run in order:
                row[order[run]] = (1 + math.log(count)) * math.log(1 + len(articles) / held[run])
    norms: Floats = np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
    unit: Floats = (out / norms).astype(np.float32)
    return unit @ unit.T


def _linked(likeness: Floats, enough: float, cohesion: float) -> list[list[int]]:
    """Average linkage over the pairs that are alike at all, the most alike first."""
    members = {k: [k] for k in range(len(likeness))}
    within = dict.fromkeys(members, 0.0)  # the mean likeness of the pairs inside a group
    near: dict[int, dict[int, float]] = {k: {} for k in members}
    for k, other in combinations(range(len(likeness)), 2):
        if likeness[k, other] >= _FLOOR:
            near[k][other] = near[other][k] = float(likeness[k, other])
    queue = [(-value, k, other) for k, row in near.items() for other, value in row.items() if k < other]
    heapq.heapify(queue)
    fresh = len(likeness)
    while queue:
        value, one, other = heapq.heappop(queue)
        if -value < enough:
            break
        if one not in members or other not in members or near[one].get(other) != -value:
            continue
        if -value < cohesion * min(within[one], within[other]):
            continue
        a, b = len(members[one]), len(members[other])
        pairs = a * (a - 1) / 2, b * (b - 1) / 2
        total = pairs[0] * within[one] + pairs[1] * within[other] - value * a * b
        members[fresh] = sorted(members.pop(one) + members.pop(other))
        within[fresh] = total / (sum(pairs) + a * b)
        near[fresh] = {}
        for third in sorted((near[one].keys() | near[other].keys()) & members.keys()):
            mean = round((a * near[one].get(third, 0.0) + b * near[other].get(third, 0.0)) / (a + b), 6)
            near[fresh][third] = near[third][fresh] = mean
            heapq.heappush(queue, (-mean, third, fresh))
        fresh += 1
    return list(members.values())
