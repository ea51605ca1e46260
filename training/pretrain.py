"""Pretrain the rewriter's encoder: which word is hidden here? (Devlin et al. 2019, arXiv:1810.04805, on copy units.)

    python training/pretrain.py --sentences SENTENCES --out RUN --minutes 60

A fifth of the units of every sentence is hidden; where a frequent word is, the network says which it was. What is kept
is the encoder: ``train_rewriter.py --start RUN`` goes on from it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from batching import Words, batches, features, read
from numpy.typing import NDArray
from running import Average, Log, Schedule, arguments, autocast, begin, descend, save
from torch import Tensor, nn
from torch.nn import functional

from summariser.embedding import Encoder
from summariser.rewriting.pointer import PointerConfig, PointerModel

OTHER = -100  # a word too rare to be asked for


@dataclass(frozen=True)
class Config:
    """Everything that decides the outcome, written beside the checkpoint."""

    sentences: str
    out: str
    minutes: float
    encoder_layers: int = 6
    vocabulary: int = 30_000
    hide: float = 0.2
    seed: int = 1
    batch_units: int = 2400
    rate: float = 8e-4
    dropout: float = 0.05
    warm_up: int = 500
    threads: int = 2
    held_out: int = 2000
    device: str = "auto"


class Guesser(nn.Module):
    """The encoder with what it needs to guess hidden words: one vector for "hidden", one per word."""

    def __init__(self, model: PointerModel, vocabulary: int) -> None:
        super().__init__()
        size = model.config.hidden_size
        self.model = model
        self.hidden = nn.Parameter(torch.zeros(size))
        self.guess = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.LayerNorm(size), nn.Linear(size, vocabulary))

    def forward(self, rows: Tensor, mask: Tensor, hidden: Tensor) -> Tensor:
        """Features (B, N, 1280), mask and hidden (B, N) -> scores of every word at the hidden units (hidden, words)."""
        x = torch.where(hidden[..., None], self.hidden, self.model.read(rows))
        states: Tensor = self.model.contextual(self.model.dropout(x), mask)
        return self.guess(states[hidden])  # type: ignore[no-any-return]


def numbered(sentences: Sequence[Words], most: int) -> list[NDArray[np.int64]]:
    """For each sentence the word number of each of its units, or ``OTHER``; words are told apart by their pieces."""
    keys = []
    for words in sentences:
        inside = words.owners >= 0
        owners, ids = words.owners[inside], words.ids[inside].astype(np.uint64)
        place = (np.arange(len(owners)) - np.searchsorted(owners, owners)).astype(np.uint64)  # of a piece in its word
        key = np.zeros(words.units, dtype=np.uint64)
        np.add.at(key, owners, (ids + np.uint64(1)) * (place * np.uint64(2) + np.uint64(0x9E3779B97F4A7C15)))
        keys.append(key)
    together = np.concatenate(keys)
    values, where, counts = np.unique(together, return_inverse=True, return_counts=True)
    names = np.full(len(values), OTHER, dtype=np.int64)
    frequent = np.argsort(-counts, kind="stable")[:most]
    names[frequent] = np.arange(len(frequent))
    return np.split(names[where], np.cumsum([len(key) for key in keys])[:-1])


def guessed(
    guesser: Guesser, encoder: Encoder, batch: list[Words], names: list[NDArray[np.int64]], hide: float,
    device: torch.device,
) -> dict[str, Tensor]:  # fmt: skip
    """The loss and the accuracy of the guesses in one batch."""
    rows, mask, hidden = features(encoder, batch, device, hide)
    wanted = np.full(mask.shape, OTHER, dtype=np.int64)
    for row, numbers in enumerate(names):
        wanted[row, : len(numbers)] = numbers
    right = torch.from_numpy(wanted).to(device)[hidden]
    with autocast(device):
        scores = guesser(rows, mask, hidden)
    known = right != OTHER
    loss = functional.cross_entropy(scores.float(), right, ignore_index=OTHER)
    return {"loss": loss, "accuracy": ((scores.argmax(-1) == right) & known).sum() / known.sum().clamp(min=1)}


def main() -> None:
    """Pretrain and save."""
    config: Config = arguments(Config, __doc__)
    device = begin(config)
    rng = random.Random(config.seed)
    encoder = Encoder.load().to(device)
    sentences = read(Path(config.sentences))
    names = numbered(sentences, config.vocabulary)
    order = list(range(len(sentences)))
    rng.shuffle(order)
    held, train = order[: config.held_out], order[config.held_out :]
    model = PointerModel(PointerConfig(encoder_layers=config.encoder_layers, dropout=config.dropout))
    guesser = Guesser(model, config.vocabulary).to(device)
    optimiser = torch.optim.AdamW(
        guesser.parameters(), config.rate, weight_decay=0.02, betas=(0.9, 0.98), fused=device.type == "cuda"
    )
    schedule, average, log = Schedule(config.minutes, config.rate, config.warm_up), Average(guesser), Log()
    waiting: list[list[int]] = []
    for rate in schedule.rates():
        if not waiting:
            waiting = batches([sentences[k].units for k in train], config.batch_units, rng)
        chosen = [train[k] for k in waiting.pop()]
        guesser.train()
        batch, words = [sentences[k] for k in chosen], [names[k] for k in chosen]
        values = guessed(guesser, encoder, batch, words, config.hide, device)
        descend(optimiser, values["loss"], rate)
        average.update(guesser, schedule.step)
        log.add(values)
        log.line(schedule)
    guesser.load_state_dict(average.state)
    guesser.eval()
    log = Log()
    with torch.inference_mode():
        for numbers in batches([sentences[k].units for k in held], config.batch_units, rng):
            chosen = [held[k] for k in numbers]
            batch, words = [sentences[k] for k in chosen], [names[k] for k in chosen]
            log.add(guessed(guesser, encoder, batch, words, config.hide, device))
    save(model, Path(config.out))
    print("held-out sentences", log.means(), flush=True)


if __name__ == "__main__":
    main()
