"""Draw rewritten sentences at random, each with the sentence it was written from, for a person to judge.

A sentence is one that a summary shows: an article is drawn, summarised with the shipped model, and one of its worded
statements is drawn. With ``--drafts``, a sentence is drawn and any of its drafts that passes the check, good or bad.
Nothing of what is judged stays in the repository; the counts are in ``REPORT.md``.

    python training/draw_rewrites.py DATA/dev/orangesum_valid_fr.jsonl.gz --count 150 --seed 7 --out fr.txt
    python training/draw_rewrites.py sentences.txt --language de --drafts --count 40 --out de.txt
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from pathlib import Path

from summariser import Settings, Source, grounding, summarise
from summariser.cleaning import clean
from summariser.events import CancelToken
from summariser.pipeline import NoUsableInput
from summariser.planning import EvidenceGroup
from summariser.rewriting import registry

LEAST = 12  # words: shorter sentences have nothing to cut

Pair = tuple[str, str]


def texts(path: Path, language: str | None) -> list[str]:
    """The texts of a file: JSON lines with ``article``, ``articles`` or ``text``, or one sentence a line."""
    if path.suffix == ".txt":
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = [row for row in rows if language is None or row.get("lang", language) == language]
    return [text for row in rows for text in row.get("articles", [row.get("article") or row.get("text", "")])]


def shown(text: str, language: str | None) -> list[Pair]:
    """The worded statements of an article's summary, each with its evidence."""
    try:
        digest = summarise([Source.from_text(text, name="a.txt")], Settings(language=language))
    except NoUsableInput:
        return []
    article = digest.articles[0]
    known = {sentence.id: sentence.text for sentence in article.sentences}
    return [(known[one.evidence[0]], one.text) for one in article.summary.statements if one.verdict == "supported"]


def drafts(text: str, language: str | None, chance: random.Random) -> list[Pair]:
    """The drafts of one sentence of a text that pass the check."""
    article = clean(Source.from_text(text, name="a.txt"), enabled=True, language=language)
    long = [sentence for sentence in article.sentences if len(sentence.text.split()) >= LEAST]
    if not long:
        return []
    sentence = chance.choice(long)
    group = EvidenceGroup((sentence,), (1,), article.language, 1.0, 0.0)
    found = registry.load("builtin").rewrite([group], CancelToken())
    kept = {draft.text for draft in found if not grounding.check(draft.text, [sentence.text], article.language)}
    return [(sentence.text, text) for text in sorted(kept)]


def main() -> int:
    """Write the drawn pairs, numbered; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drafts", action="store_true", help="any draft, not only those that a summary shows")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    everything = texts(given.file, given.language)
    chance.shuffle(everything)
    drawn: list[Pair] = []
    for text in everything:
        found = drafts(text, given.language, chance) if given.drafts else shown(text, given.language)
        drawn += [chance.choice(found)] if found else []
        print(f"\r{len(drawn)} of {given.count}", end="", file=sys.stderr)
        if len(drawn) == given.count:
            break
    told = (f"#{k}\nSOURCE: {source}\nOUTPUT: {output}\n" for k, (source, output) in enumerate(drawn, 1))
    given.out.write_text("\n".join(told), encoding="utf-8")
    print(f"\n{given.out}: {len(drawn)} sentences", file=sys.stderr)
    return 0 if len(drawn) == given.count else 1


if __name__ == "__main__":
    sys.exit(main())
