"""The data the built-in model learns from: syntax trees on copy units, and (sentence -> shorter sentence) pairs.

Universal Dependencies trees are laid over our copy units: a unit's head is the unit that holds the head of its topmost
token. Pairs are made from the trees by the same ``legal_cuts`` that limits the search later, so the network only ever
learns to choose among cuts that can be made.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summariser.document import tidy
from summariser.embedding import Encoder, Pieces
from summariser.rewriting.cuts import legal_cuts
from summariser.rewriting.trees import Cut, Tree
from summariser.rewriting.units import piece_owners, unit_spans

LONGEST = 120  # units; longer sentences are lists, tables or not sentences
SUBTYPES = {"acl:relcl", "obl:arg", "obl:agent"}
SPOKEN = {"French-Rhapsodie.conllu.gz"}  # transcribed speech: full of "euh", unlike any newspaper
CONTINUES = "in"  # the relation of a unit that continues a token begun in the unit before

LANGUAGES = {
    "Arabic": "ar", "Chinese": "zh", "Dutch": "nl", "English": "en", "French": "fr", "German": "de", "Italian": "it",
    "Japanese": "ja", "Korean": "ko", "Polish": "pl", "Portuguese": "pt", "Russian": "ru", "Spanish": "es",
    "Thai": "th", "Turkish": "tr",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence with its units, its tree (None without a human one) and the outputs wanted: level -> unit numbers."""

    language: str
    text: str
    pieces: Pieces
    owners: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    targets: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    number: int
    form: str
    tag: str
    head: int
    relation: str


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def treebanks(folder: Path, encoder: Encoder) -> Iterator[Sample]:
    """Every usable sentence of the treebanks in a folder, as a sample with its gold tree and no targets yet."""
    for path in sorted(folder.glob("*.conllu.gz")):
        if path.name in SPOKEN:
            continue
        language = LANGUAGES[path.name.partition("-")[0]]
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            blocks = lines.read().split("\n\n")
        for block in blocks:
            sample = _tree_sample(block, language, encoder)
            if sample is not None:
                yield sample


def plain(text: str, language: str, encoder: Encoder) -> Sample:
    """A sentence without a tree as a sample."""
    pieces = encoder.pieces(text)
    spans = unit_spans(text, pieces)
    return Sample(language, text, pieces, tuple(piece_owners(spans, pieces)), tuple(spans))


def gold_tree(sample: Sample) -> Tree:
    """The sample's human tree in the form the parser's guess has: every probability is one."""
    assert sample.heads is not None
    assert sample.relations is not None
    assert sample.tags is not None
    count = len(sample.spans)
    arcs = np.zeros((count, count), dtype=np.float32)
    arcs[np.arange(count), list(sample.heads)] = 1
    words = tuple(sample.text[a:b] for a, b in sample.spans)
    certainty = np.ones(count, dtype=np.float32)
    return Tree(words, sample.heads, sample.relations, sample.tags, arcs, certainty, sample.language)


def take_out(cuts: list[Cut], count: int, tier: int) -> tuple[int, ...]:
    """The units left when all cuts up to a tier are made, outer ones before those inside or across them."""
    gone: set[int] = set()
    for cut in sorted(cuts, key=lambda cut: (cut.start - cut.end, cut.start)):
        run = set(range(cut.start, cut.end))
        if cut.tier <= tier and not run & gone and len(gone | run) <= 0.75 * count:
            gone |= run
    return tuple(k for k in range(count) if k not in gone)


def tree_targets(sample: Sample) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """For level 0 the whole sentence, for levels 1-3 what is left when all cuts up to that tier are made."""
    cuts, count = legal_cuts(gold_tree(sample)), len(sample.spans)
    return tuple((level, take_out(cuts, count, level)) for level in range(4))


def _tree_sample(block: str, language: str, encoder: Encoder) -> Sample | None:
    found = re.search(r"^# text = (.+)$", block, re.MULTILINE)
    if not found:
        return None
    raw = found.group(1)
    tokens: list[_Token] = []
    surface: list[tuple[str, int, int]] = []  # form as written, first and last token number
    until = 0
    for line in block.split("\n"):
        cells = line.split("\t")
        if len(cells) < 8 or line.startswith("#") or "." in cells[0]:
            continue
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            surface.append((cells[1], first, last))
            until = last
            continue
        number = int(cells[0])
        tokens.append(_Token(number, cells[1], cells[3], int(cells[6]), _relation(cells[7])))
        if number > until:
            surface.append((cells[1], number, number))
    text = tidy(raw)
    if text != unicodedata.normalize("NFC", raw) or not tokens or len(tokens) < 4:
        return None
    places: dict[int, tuple[int, int]] = {}
    at = 0
    for form, first, last in surface:
        at = text.find(unicodedata.normalize("NFC", form), at)
        if at < 0:
            return None
        for number in range(first, last + 1):
            places[number] = (at, at + len(form))
        at += len(form)
    sample = plain(text, language, encoder)
    return _lay_tree(sample, tokens, places)


def _relation(name: str) -> str:
    return name if name in SUBTYPES else name.partition(":")[0]


def _lay_tree(sample: Sample, tokens: list[_Token], places: dict[int, tuple[int, int]]) -> Sample | None:
    """The tree of tokens laid over the units."""
    count = len(sample.spans)
    if not 4 <= count <= LONGEST:
        return None
    home: dict[int, int] = {}  # token -> the unit its first character is in
    held: list[list[_Token]] = [[] for _ in range(count)]
    covers: list[int] = [-1] * count
    by_number = {token.number: token for token in tokens}
    for token in tokens:
        start, end = places[token.number]
        units = [k for k, (a, b) in enumerate(sample.spans) if a < end and start < b]
        if not units:
            return None
        home[token.number] = units[0]
        held[units[0]].append(token)
        for k in units[1:]:
            covers[k] = units[0]
    heads, relations, tags = [0] * count, [""] * count, [""] * count
    for k in range(count):
        if not held[k]:
            if covers[k] < 0:
                return None
            heads[k], relations[k], tags[k] = covers[k], CONTINUES, "X"
            continue
        outside = [t for t in held[k] if t.head == 0 or home[t.head] != k]
        if not outside:
            return None
        # "l'ambassade": the article hangs on the noun, so the noun is the top; of several, the one highest in the tree
        top = min(outside, key=lambda t: _height(t, by_number))
        heads[k], relations[k], tags[k] = k if top.head == 0 else home[top.head], top.relation, top.tag
        if top.head == 0:
            relations[k] = "root"
    if sum(heads[k] == k for k in range(count)) != 1:
        return None
    return Sample(
        sample.language, sample.text, sample.pieces, sample.owners, sample.spans,
        tuple(heads), tuple(relations), tuple(tags),
    )  # fmt: skip


def _height(token: _Token, tokens: dict[int, _Token]) -> int:
    steps = 0
    while token.head != 0 and steps < 200:
        token = tokens[token.head]
        steps += 1
    return steps


def shuffled(items: list[Any], seed: int) -> list[Any]:
    """A shuffled copy."""
    copy = list(items)
    random.Random(seed).shuffle(copy)
    return copy
