"""How likely the words and word pairs of an article are to be in a summary of it.

A *concept* is a word or two neighbouring words (Gillick & Favre 2009, "A Scalable Global Model for Summarization";
with learned weights, Li, Qian & Liu 2013, "Using Supervised Bigram-based ILP for Extractive Summarization"). What a
statement is worth beside others is the concepts it adds: what was said counts once. Nothing here knows a language: a
word is what the multilingual encoder makes of it, and where and how often the article says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Concept = tuple[str, ...]

KINDS = (1, 2)  # words of a concept
PLACES = 11  # numbers that say where an article has a concept
# What a word, and a word pair, weighs more when all other articles have it; chosen on the development clusters of RPM2,
# CSTNews and MultiLing (fr, en; in Arabic less would be better).
AGREED = {1: 0.2, 2: 0.3}
LEXICAL = 4  # numbers that say what a word is, beside its vector


class WordReader(Protocol):
    """What is asked of the encoder: what words mean and how common they are."""

    def words(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """Embeddings (n, 512), and log-probability and number of pieces (n, 2), of n words."""
        ...


class ConceptModel:
    """Two small networks, one for words and one for word pairs, in numpy."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}

    @classmethod
    def load(cls) -> ConceptModel:
        """The weights that ship with the package."""
        from safetensors.numpy import load  # noqa: PLC0415 - only a run needs it

        return cls(load((files("summariser") / "models" / "concepts" / "model.safetensors").read_bytes()))

    def weights(
        self, sentences: Sequence[Sequence[str]], vectors: Floats, salience: Floats, encoder: WordReader
    ) -> dict[Concept, float]:
        """The probability that a summary holds it, for every concept of an article.

        ``sentences`` are its sentences as lower-cased words (``language.words``), ``vectors`` (n, 512) what they mean
        and ``salience`` (n,) what the planner makes of them.
        """
        vocabulary = sorted({word for sentence in sentences for word in sentence})
        if not vocabulary:
            return {}
        number = {word: place for place, word in enumerate(vocabulary)}
        meanings, counts = encoder.words(vocabulary)
        lexical = lexical_features(vocabulary, counts)
        found: dict[Concept, float] = {}
        for kind in KINDS:
            concepts, places, contexts = concept_features(sentences, salience, kind)
            if concepts:
                members = [[number[word] for word in concept] for concept in concepts]
                meaning = self._linear(f"{kind}.meaning", meanings)
                per_word = np.concatenate([meaning, lexical], 1)[members].reshape(len(members), -1)
                context = self._linear(f"{kind}.context", vectors)[contexts]
                scores = self._scores(f"{kind}.", np.concatenate([places, per_word, context], 1))
                found.update(zip(concepts, scores.round(4).tolist(), strict=True))
        return found

    def _scores(self, network: str, x: Floats) -> Floats:
        for layer in ("first", "second"):
            x = np.maximum(self._linear(network + layer, x), 0)
        logits = self._linear(network + "last", x)[:, 0]
        scores: Floats = np.reciprocal(1 + np.exp(-logits))
        return scores

    def _linear(self, layer: str, x: Floats) -> Floats:
        out: Floats = x @ self._w[layer + ".weight"].T + self._w[layer + ".bias"]
        return out


def shared(articles: Sequence[Mapping[Concept, float]]) -> dict[Concept, float]:
    """Concept weights of several articles together: the mean over all of them, so that what many say weighs most, and
    AGREED more the greater the share of the other articles that have the concept at all."""
    total: dict[Concept, float] = {}
    known: Counter[Concept] = Counter()
    for weights in articles:
        known.update(weights.keys())
        for concept, weight in weights.items():
            total[concept] = total.get(concept, 0.0) + weight
    count = len(articles)
    return {
        concept: round((weight + AGREED[len(concept)] * (known[concept] - 1)) / count, 4)
        for concept, weight in total.items()
    }


def concepts_of(words: Sequence[str], kind: int) -> list[Concept]:
    """The words, or the pairs of neighbouring words, of a sentence, in order."""
    return list(zip(*(words[start:] for start in range(kind)), strict=False))


def concept_features(
    sentences: Sequence[Sequence[str]], salience: Floats, kind: int
) -> tuple[list[Concept], Floats, list[int]]:
    """The different concepts of an article, in order of appearance; where it has them (n, PLACES); and for each the
    most salient sentence that holds it.

    Where: how often, in how many sentences, how early, how far into its first sentence, and in how salient sentences.
    """
    share = (salience / salience.max(initial=1e-6)).tolist()
    count = len(sentences)
    where: dict[Concept, list[int]] = {}
    within: dict[Concept, float] = {}
    for place, sentence in enumerate(sentences):
        found = concepts_of(sentence, kind)
        for at, concept in enumerate(found):
            where.setdefault(concept, []).append(place)
            within.setdefault(concept, at / len(found))
    out = np.zeros((len(where), PLACES), dtype=np.float32)
    contexts: list[int] = []
    for row, (concept, every) in enumerate(where.items()):
        places = list(dict.fromkeys(every))
        first = places[0]
        shares = [share[place] for place in places]
        contexts.append(places[shares.index(max(shares))])
        out[row] = (
            np.log1p(len(every)), len(places) / count, 1 / (1 + first), first == 0, first < 3, first / count, 1 / count,
            within[concept], max(shares), sum(shares) / 3, sum(shares[:2]),
        )  # fmt: skip
    return list(where), out, contexts


def lexical_features(vocabulary: Sequence[str], counts: Floats) -> Floats:
    """What words are, (n, LEXICAL): how common (``counts`` (n, 2), from the encoder), how long, whether a figure."""
    shape = [(len(word) / 10, word[0].isdigit()) for word in vocabulary]
    return np.concatenate([counts / 10, np.array(shape, dtype=np.float32)], 1)
