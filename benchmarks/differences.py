"""How well differences are told from look-alikes, on 1,800 pairs of sentences.

    python benchmarks/differences.py [benchmarks/pairs/01.jsonl ...]

Each file of ``pairs`` holds 120 pairs by another writer, who had seen neither the program nor other pairs: two
newspapers on one thing, which differ in one value (``slot``) or only look so. All are invented; both articles are of
the day ``DAY``. Printed are recall (of the pairs that differ, how many are told, in the right slot) and precision (how
many these are beside the look-alikes that something is told of), in all, by slot and by language.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from summariser.comparing import compare, joined, read_story
from summariser.document import Article, Sentence
from summariser.embedding import Encoder
from summariser.planning import ReadArticle
from summariser.rewriting import registry

DAY = "2024-03-06"
Judged = tuple[dict[str, Any], set[str]]


def told(encoder: Encoder, pair: dict[str, Any]) -> set[str]:
    """The slots in which the two sentences are told to differ, each of an article of its own."""
    articles = []
    for number, text in enumerate((pair["one"], pair["other"]), 1):
        sentence = Sentence(f"{number}.1", 0, text, ((0, len(text)),), 1)
        article = Article(f"{number}.txt", f"{number:064x}", text, (), (sentence,), language=pair["language"], date=DAY)
        articles.append(ReadArticle(number, article, encoder.vectors([text]), np.ones(1, dtype=np.float32)))
    story = read_story(articles, encoder.vectors)
    return {one.slot for one in compare(articles, story, joined(story, encoder.vectors)).differences}


def rates(judged: Iterable[Judged]) -> str:
    """Recall and precision as a text, with the counts they are made of."""
    judged = list(judged)
    right = sum(pair["differ"] and pair["slot"] in slots for pair, slots in judged)
    differ = sum(pair["differ"] for pair, _ in judged)
    wrong = sum(bool(slots) and not pair["differ"] for pair, slots in judged)
    recall, precision = right / max(1, differ), right / max(1, right + wrong)
    return f"recall {recall:.3f} ({right} of {differ}), precision {precision:.3f} ({wrong} wrong)"


def main() -> None:
    """Judge all pairs of the files and print how well it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    files = given.files or sorted((Path(__file__).parent / "pairs").glob("*.jsonl"))
    pairs = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    encoder = registry.encoder()
    judged = [(pair, told(encoder, pair)) for pair in pairs]
    print(f"{'all':10}{rates(judged)}")
    for field in ("slot", "language"):
        for value in sorted({pair[field] for pair in pairs}):
            print(f"{value:10}{rates(one for one in judged if one[0][field] == value)}")


if __name__ == "__main__":
    main()
