"""Draw rewritten sentences at random, each with the sentence it was written from, for a person to judge.

A sentence is one that a summary shows: an article is drawn, summarised with the shipped model, and one of its worded
statements is drawn. Nothing of what is judged stays in the repository; the counts are in ``REPORT.md``.

    python training/draw_rewrites.py DATA/dev/orangesum_valid_fr.jsonl.gz --count 150 --seed 7 --out fr.txt
    python training/draw_rewrites.py sentences.txt --language de --count 40 --out de.txt
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from summariser import Settings, Source, summarise
from summariser.pipeline import NoUsableInput

TOGETHER = 6  # single sentences that make an "article"


def articles(path: Path, language: str | None, chance: random.Random) -> Iterator[str]:
    """The texts of a file in random order: JSON lines with article(s) or text, or a sentence a line."""
    if path.suffix == ".txt":
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        chance.shuffle(lines)
        yield from ("\n\n".join(lines[k : k + TOGETHER]) for k in range(0, len(lines), TOGETHER))
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = [row for row in rows if language is None or row.get("lang", language) == language]
    if rows and "text" in rows[0]:
        texts = [row["text"] for row in rows]
        chance.shuffle(texts)
        yield from ("\n\n".join(texts[k : k + TOGETHER]) for k in range(0, len(texts), TOGETHER))
        return
    texts = [text for row in rows for text in row.get("articles", [row.get("article", "")])]
    chance.shuffle(texts)
    yield from texts


def rewrites(text: str, language: str | None) -> list[tuple[str, str]]:
    """The worded statements of an article's summary, each with its evidence."""
    try:
        digest = summarise([Source.from_text(text, name="a.txt")], Settings(language=language))
    except NoUsableInput:
        return []
    article = digest.articles[0]
    known = {sentence.id: sentence.text for sentence in article.sentences}
    return [(known[one.evidence[0]], one.text) for one in article.summary.statements if one.verdict == "supported"]


def main() -> int:
    """Write the drawn pairs, numbered; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1, help="statements of one article at the most")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    drawn: list[tuple[str, str]] = []
    for text in articles(given.file, given.language, chance):
        found = rewrites(text, given.language)
        drawn += chance.sample(found, min(given.each, len(found)))
        print(f"\r{len(drawn)} of {given.count}", end="", file=sys.stderr)
        if len(drawn) >= given.count:
            break
    told = (f"#{k}\nSOURCE: {source}\nOUTPUT: {output}\n" for k, (source, output) in enumerate(drawn[: given.count], 1))
    given.out.write_text("\n".join(told), encoding="utf-8")
    print(f"\n{given.out}: {min(len(drawn), given.count)} sentences", file=sys.stderr)
    return 0 if len(drawn) >= given.count else 1


if __name__ == "__main__":
    sys.exit(main())
