"""True statements to corrupt: the sentences of articles, whatever kind of file they come in.

A path may be anything the program reads, a data set in JSON lines (``.jsonl``, ``.jsonl.gz``; articles in
``articles``, ``article``, ``text`` or ``gold``, their language in ``lang``), or a treebank (``.conllu``,
``.conllu.gz``; its ``# text``).
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summariser import planning, sentences
from summariser.cleaning import clean
from summariser.document import tidy
from summariser.language import detect
from summariser.loading import load

_A_PIECE = 20  # sentences of a treebank that count as one article


@dataclass(frozen=True)
class Statement:
    """A true statement, the sentence that bears it out, and its language."""

    text: str
    evidence: str
    language: str


@dataclass(frozen=True)
class Story:
    """What one file or row holds, in paragraphs. Stories of one ``key`` belong to the same part."""

    key: str
    language: str
    paragraphs: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """Its sentences that are long enough to be worded."""
        found = (tidy(text[a:b]) for text in self.paragraphs for a, b in sentences.split(text, self.language))
        return [text for text in found if len(text.split()) >= planning._SHORTEST]


def stories(paths: Sequence[str], most: int, part: tuple[int, int], seed: int) -> list[Story]:
    """Up to ``most`` stories of each language, drawn by ``seed`` from part ``part[0]`` of ``part[1]`` parts."""
    found = [story for path in paths for story in _read(path) if zlib.crc32(story.key.encode()) % part[1] == part[0]]
    random.Random(seed).shuffle(found)
    taken: dict[str, list[Story]] = {}
    for story in found:
        held = taken.setdefault(story.language, [])
        if len(held) < most:
            held.append(story)
    return [story for language in sorted(taken) for story in taken[language]]


def _read(path: str) -> Iterator[Story]:
    name = path.removesuffix(".gz")
    if name.endswith(".jsonl"):
        yield from _rows(path)
    elif name.endswith(".conllu"):
        yield from _treebank(path)
    else:
        for source in load([path], recursive=True)[0]:
            article = clean(source)
            yield Story(source.name, article.language, tuple(sentence.text for sentence in article.sentences))


def _rows(path: str) -> Iterator[Story]:
    for at, line in enumerate(_lines(path)):
        row = json.loads(line)
        for text in row.get("articles") or [row.get("article") or row.get("text") or row.get("gold") or ""]:
            key = f"{Path(path).name} {row.get('id', at)}"
            yield Story(key, row.get("lang") or detect(text), tuple(text.splitlines()))


def _treebank(path: str) -> Iterator[Story]:
    found = [line.partition("=")[2].strip() for line in _lines(path) if line.startswith("# text =")]
    language = detect(" ".join(found[:100]))
    for at in range(0, len(found), _A_PIECE):
        yield Story(f"{Path(path).name} {at}", language, tuple(found[at : at + _A_PIECE]))


def _lines(path: str) -> list[str]:
    data = Path(path).read_bytes()
    return (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8").strip().split("\n")
