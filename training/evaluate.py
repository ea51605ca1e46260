"""Measures the shipped model against human summaries, and prints a table in Markdown.

    python training/evaluate.py DATA/dev/orangesum_valid_fr.jsonl.gz --limit 500
    python training/evaluate.py DATA/dev/rpm2_dev_fr.jsonl.gz --words 100
    python training/evaluate.py DATA/dev/cstnews_dev_pt.jsonl.gz --words 150

Files are gzipped JSON lines. A line with ``article`` and ``summary`` is summarised (45 words unless told
otherwise) and compared with the lead cut to the same length. A line with ``articles`` and ``summaries`` is digested
(100 words) and compared with the lead that takes one sentence of each article in turn; of both, the first so many words
count. ``lang`` sorts the lines of a file into rows of the table.

The last column is the share of summaries with a number or a capitalised word that is in none of their articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from statistics import fmean

from corpus import rows
from scoring import Rouge, gain, mean, rouge, unsupported

from summariser import Settings, Source, summarise
from summariser.language import count_words, words
from summariser.sentences import split

ARTICLE_WORDS, DIGEST_WORDS = 45, 100
_SHORT = 20  # characters: what is no longer is a heading or a name, not a sentence of the lead

HEAD = (
    "| set | count | words | ROUGE-1 / 2 / L | lead | gain in ROUGE-1 | gain in ROUGE-2 | unsupported |",
    "|---|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True, slots=True)
class Case:
    """What is summarised, and the human summaries of it. ``cluster`` says whether a digest is asked for."""

    language: str
    articles: tuple[str, ...]
    summaries: tuple[str, ...]
    cluster: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: the scores of the model and of the lead, the words used, and what is in no article."""

    ours: Rouge
    lead: Rouge
    words: int
    unsupported: list[str]


def read(path: Path, limit: int | None) -> list[Case]:
    """The first ``limit`` cases of a file, those with a human summary."""
    cases = [
        Case(
            row.get("lang", "fr"),
            tuple(row["articles"] if "articles" in row else [row["article"]]),
            tuple(row["summaries"] if "articles" in row else [row["summary"]]),
            "articles" in row,
            row.get("title", ""),
        )
        for row in rows(path)
        if row.get("summaries") or row.get("summary")
    ]
    return cases[:limit]


def lead(articles: Sequence[str], language: str, most: int) -> str:
    """One sentence of each article in turn until there are ``most`` words; of one article, its first sentences."""
    sentences = [
        [found for start, end in split(text, language) if len(found := text[start:end]) > _SHORT] for text in articles
    ]
    taken: list[str] = []
    for turn in zip_longest(*sentences):
        if len(words(" ".join(taken))) >= most:
            break
        taken += [sentence for sentence in turn if sentence]
    return " ".join(taken)


def measure(case: Case, most: int) -> Result:
    """Summarise one case in ``most`` words and score it beside the lead."""
    sources = [Source.from_text(text, name=f"{k:03d}.txt") for k, text in enumerate(case.articles, 1)]
    budget = Settings(digest_words=most, article_words=ARTICLE_WORDS if case.cluster else most)
    digest = summarise(sources, budget)
    text = digest.text if case.cluster else digest.articles[0].summary.text
    length = most if case.cluster else max(1, len(words(text)))
    return Result(
        rouge(text, case.summaries, length),
        rouge(lead(case.articles, case.language, length), case.summaries, length),
        count_words(text),
        unsupported(text, "\n".join([case.title, *case.articles])),
    )


def table_row(name: str, results: Sequence[Result]) -> str:
    """The results of a set as a row of the table."""
    ours, base = [result.ours for result in results], [result.lead for result in results]
    cells = [
        name,
        str(len(results)),
        f"{fmean(result.words for result in results):.1f}",
        " / ".join(f"{value:.2f}" for value in mean(ours)),
        " / ".join(f"{value:.2f}" for value in mean(base)),
        *("{:+.2f} ({:.2f} to {:.2f})".format(*gain([s[n] for s in ours], [s[n] for s in base])) for n in (0, 1)),
        f"{100 * fmean(bool(result.unsupported) for result in results):.1f} %",
    ]
    return f"| {' | '.join(cells)} |"


def rows_of(path: Path, limit: int | None, most: int | None) -> Iterable[str]:
    """The rows of one file, a language each, and their progress on standard error."""
    cases = read(path, limit)
    found: dict[str, list[Result]] = {}
    for k, case in enumerate(cases, 1):
        result = measure(case, most or (DIGEST_WORDS if case.cluster else ARTICLE_WORDS))
        found.setdefault(case.language, []).append(result)
        print(f"\r{path.name}: {k} of {len(cases)}", end="", file=sys.stderr, flush=True)
        if result.unsupported:
            print(f"\n{k}: in no article: {', '.join(result.unsupported)}", file=sys.stderr)
    print(file=sys.stderr)
    name = path.name.partition(".")[0]
    return [table_row(f"{name} ({language})", results) for language, results in found.items()]


def main() -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, help="at most so many lines of each file")
    parser.add_argument("--words", type=int, help=f"{ARTICLE_WORDS} for an article, {DIGEST_WORDS} for a digest")
    given = parser.parse_args()
    lines = [line for path in given.files for line in rows_of(path, given.limit, given.words)]
    print("\n".join([*HEAD, *lines]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
