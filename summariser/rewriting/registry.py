"""The models there are, and the one place that loads them.

What is loaded here once and kept is the only process-wide cache of the program.
"""

from __future__ import annotations

import threading
from pathlib import Path

from summariser.embedding import Encoder, EncoderNotAvailable
from summariser.rewriting import checkpoints
from summariser.rewriting.base import ModelInfo, ModelNotAvailable, Rewriter
from summariser.rewriting.builtin import INFO
from summariser.settings import BUILTIN

_lock = threading.RLock()
_encoders: list[Encoder] = []
_rewriters: dict[str, Rewriter] = {}


def encoder() -> Encoder:
    """The frozen sentence encoder. Raises ModelNotAvailable if its files are missing or changed."""
    with _lock:
        if not _encoders:
            try:
                _encoders.append(Encoder.load())
            except EncoderNotAvailable as error:
                raise ModelNotAvailable(str(error)) from error
        return _encoders[0]


def load(model: str) -> Rewriter:
    """The rewriter of that name: ``"builtin"``, or the folder or hub id of an encoder-decoder checkpoint.

    Each is loaded once in a process, by one thread at a time. Raises ModelNotAvailable; the next call tries again.
    """
    with _lock:
        if model not in _rewriters:
            _rewriters[model] = _load(model)
        return _rewriters[model]


def folder(model: str) -> Path:
    """The folder of a checkpoint, without loading it. Raises ModelNotAvailable."""
    return checkpoints.locate(model)


def available() -> tuple[ModelInfo, ...]:
    """The built-in model, and the encoder-decoder checkpoints in the local Hugging Face cache; none is loaded."""
    found = (checkpoints.describe(folder, model, checkpoints.IN_CACHE) for model, folder in checkpoints.cached())
    return (INFO, *found)


def _load(model: str) -> Rewriter:
    if model == BUILTIN:
        from summariser.rewriting.builtin import BuiltinRewriter  # noqa: PLC0415

        return BuiltinRewriter.load(encoder())
    from summariser.rewriting.transformers import TransformersRewriter  # noqa: PLC0415

    return TransformersRewriter.load(model)
