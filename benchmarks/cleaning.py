"""How long cleaning takes: an article of 5,000 words, and texts and pages of 20 MB in the shapes that are hard.

Exits with 1 if the article takes 30 ms or more (median), or a file 5 s or more of processor time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from summariser.cleaning import clean
from summariser.document import Source

SEEDS = Path(__file__).parent.parent / "seeds"
WORDS, ARTICLE_SECONDS = 5_000, 0.030
SIZE, FILE_SECONDS = 20_000_000, 5.0


def paragraphs() -> list[str]:
    """The lines of the French sample articles, boilerplate and all."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return [line for line in text.split("\n") if line.strip()]


def article(words: int) -> str:
    """An article of so many words: the samples, and again if they are not enough, no two paragraphs alike."""
    lines: list[str] = []
    left = words
    while left > 0:
        for line in paragraphs():
            said = f"{line[:-1]} {len(lines)}{line[-1:]}".split()[:left]
            lines.append(" ".join(said))
            left -= len(said)
            if not left:
                break
    return "\n\n".join(lines)


def large(shape: str) -> str:
    """A text of 20 MB."""
    line = " ".join(paragraphs())
    if shape == "one line":
        return (line + " ") * (SIZE // len(line.encode()) + 1)
    if shape == "one letter":
        return "a" * SIZE
    return (article(WORDS) + "\n\n") * (SIZE // len(article(WORDS).encode()) + 1)


def page(shape: str) -> str:
    """A page of 20 MB."""
    whole = "\n".join(f"<p>{line}</p>" for line in article(WORDS).split("\n\n"))
    line = " ".join(paragraphs())
    one = {
        "paragraphs": whole,
        "one line": line + " ",
        "breaks": whole.replace("</p>", "<br>").replace("<p>", ""),
        "nested": "<div>",
        "unclosed": "<b><i>a ",
        "script": "<script>var a = 1;</script>",
        "links": "<li><a href='/page'>A title of a page</a></li>",
        "table": "<tr><td>1</td><td>Ville</td></tr>",
        "brackets": "<",
    }[shape]
    many = one * (SIZE // len(one.encode()))
    opened = "<table>" if shape == "table" else ""
    return f"<!doctype html><html><head><title>Le pont</title></head><body>{opened}{many}{whole}</body></html>"


def seconds(text: str, name: str = "a.txt") -> float:
    """The processor time of cleaning a text."""
    source = Source.from_text(text, name)
    start = time.process_time()
    clean(source)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="runs of the article")
    options = parser.parse_args()
    for name in ("a.txt", "a.html"):
        seconds("<p>Un texte pour que tout soit chargé. " * 20, name)
    text = article(WORDS)
    taken = [seconds(text) for _ in range(options.runs)]
    median = statistics.median(taken)
    spread = f"{1000 * min(taken):.1f} to {1000 * max(taken):.1f} ms"
    print(f"{len(text.split()):,} words: {1000 * median:.1f} ms (median of {options.runs} runs, {spread})")
    missed = median >= ARTICLE_SECONDS
    for shape in ("paragraphs", "one line", "one letter"):
        took = seconds(large(shape))
        print(f"20 MB, {shape}: {took:.2f} s")
        missed |= took >= FILE_SECONDS
    for shape in ("paragraphs", "one line", "breaks", "nested", "unclosed", "script", "links", "table", "brackets"):
        took = seconds(page(shape), "a.html")
        print(f"20 MB of HTML, {shape}: {took:.2f} s")
        missed |= took >= FILE_SECONDS
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
