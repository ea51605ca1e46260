"""Sentences as the networks read them in training: batches of like length, and their frozen features on the device."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from summariser.embedding import FEATURE_SIZE, Encoder

HIDDEN = 0  # the piece that stands where a word is hidden: the vocabulary's "unknown"
_BEGIN, _END = 1, 2
_STEP = 8  # lengths are rounded up to this, so that few different shapes occur


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence: piece ids with begin and end marks (P), the unit each belongs to or -1 (P), and how many units."""

    ids: NDArray[np.int32]
    owners: NDArray[np.int16]
    units: int

    @classmethod
    def of(cls, ids: Sequence[int], owners: Sequence[int], units: int) -> Words:
        """From pieces without marks."""
        return cls(np.array([_BEGIN, *ids, _END], dtype=np.int32), np.array([-1, *owners, -1], dtype=np.int16), units)


def read(path: Path) -> list[Words]:
    """The sentences that ``sentences.py`` wrote."""
    with np.load(path) as file:
        ends = np.cumsum(file["pieces"])[:-1]
        parts = zip(np.split(file["ids"], ends), np.split(file["owners"], ends), file["units"].tolist(), strict=True)
        return [Words(ids, owners, units) for ids, owners, units in parts]


def rounded(length: int) -> int:
    """A length rounded up so that few different shapes occur."""
    return -(-length // _STEP) * _STEP


def batches(lengths: Sequence[int], units: int, rng: random.Random) -> list[list[int]]:
    """Item numbers in batches of similar length, at most ``units`` padded units each, in random order."""
    order = sorted(range(len(lengths)), key=lambda k: (lengths[k], rng.random()))
    out: list[list[int]] = [[]]
    for k in order:
        if len(out[-1]) >= max(_STEP, units // rounded(lengths[k]) // _STEP * _STEP):
            out.append([])
        out[-1].append(k)
    rng.shuffle(out)
    return out


def features(
    encoder: Encoder, batch: Sequence[Words], device: torch.device, hide: float = 0.0
) -> tuple[Tensor, Tensor, Tensor]:
    """What the networks read of a batch: features (B, N, 1280), mask (B, N), and which units are hidden (B, N).

    A share ``hide`` of the units is hidden: its pieces are replaced before the encoder's convolutions see them, so
    nothing about them is left in their neighbours.
    """
    size, longest = len(batch), rounded(max(words.units for words in batch))
    row = np.repeat(np.arange(size), [len(words.ids) for words in batch])
    owners = np.concatenate([words.owners for words in batch])
    ids = torch.from_numpy(np.concatenate([words.ids for words in batch])).to(device).long()
    place = torch.from_numpy(np.where(owners < 0, size * longest, row * longest + owners)).to(device)
    lengths = torch.tensor([len(words.ids) for words in batch], device=device)
    units = torch.tensor([words.units for words in batch], device=device)
    mask = torch.arange(longest, device=device) < units[:, None]
    hidden = mask & (torch.rand(size, longest, device=device) < hide)
    gone = torch.cat([hidden.flatten(), hidden.new_zeros(1)])[place]
    with torch.no_grad():
        rows = encoder.rows(ids.masked_fill(gone, HIDDEN), lengths)
        total = torch.zeros(size * longest + 1, FEATURE_SIZE, device=device).index_add_(0, place, rows)
        count = torch.zeros(size * longest + 1, device=device).index_add_(0, place, torch.ones(len(ids), device=device))
        pooled = (total / count.clamp(min=1)[:, None])[:-1].view(size, longest, FEATURE_SIZE)
    return pooled, mask, hidden
