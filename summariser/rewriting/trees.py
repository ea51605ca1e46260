"""A parsed sentence, and what its tree says of runs of units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CERTAIN = 0.5  # a cut must be at least this probable to be a complete phrase of its relation
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence of N units.

    ``heads[k]`` is the head of unit k (k itself for the root), ``arcs`` (N, N) the probability of every head,
    ``certainty`` (N,) the probability of ``relations[k]``. Without a ``language`` the words of all languages count.
    """

    words: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    arcs: NDArray[np.float32]
    certainty: NDArray[np.float32]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Units ``start:end`` may be left out. ``tier`` 1 costs least (asides), 2 more (a participle, or how)."""

    start: int
    end: int
    tier: int


def root(tree: Tree) -> int:
    return next((k for k, head in enumerate(tree.heads) if head == k), len(tree.heads))


def subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects of a verb, in order."""
    return [k for k, head in enumerate(tree.heads) if head == verb and tree.relations[k].split(":")[0] in SUBJECTS]


def subtrees(tree: Tree) -> dict[int, set[int]]:
    """For each unit the units below it, itself included. Heads that form a cycle are under no root and give nothing."""
    children: dict[int, list[int]] = {}
    root = -1
    for unit, head in enumerate(tree.heads):
        if head == unit:
            root = unit if root < 0 else root
        else:
            children.setdefault(head, []).append(unit)
    below: dict[int, set[int]] = {}
    order = [root] if root >= 0 else []
    for unit in order:
        order += children.get(unit, [])
    for unit in reversed(order):
        below[unit] = {unit}.union(*(below[child] for child in children.get(unit, [])))
    return below


def closed(tree: Tree, start: int, end: int, top: int) -> float:
    """The probability that ``start:end`` is one complete phrase: nothing in it but its top hangs outside, and nothing
    outside hangs in it. Punctuation is left out: where a comma hangs says nothing about phrases."""
    mass = tree.arcs[:, start:end].sum(1)
    inside = np.zeros(len(mass), dtype=bool)
    inside[start:end] = True
    word = np.array([tag != "PUNCT" for tag in tree.tags])
    outward = np.clip(1 - mass, 0, 1)
    held = np.clip(mass, 0, 1)
    members = inside & word
    members[top] = False
    return float(held[members].prod() * outward[top] * outward[~inside & word].prod())
