"""News sentences with the cuts an editor would make: what the article's human abstract does not mention goes.

    python training/news_pairs.py --data DATA --model RUN --out PAIRS

The parser of stage ``trees`` says where a sentence of an OrangeSum article may be cut; the abstract says what matters.
A cut is made when the abstract holds almost none of its words while it holds much of the rest of the sentence.
Sentences from which nothing should be cut stay whole, and teach that too.
"""

from __future__ import annotations

import argparse
import pickle
import re
from dataclasses import replace
from pathlib import Path

import torch
from corpus import Sample, plain, rows, take_out
from safetensors.torch import load_file

from summariser.document import tidy
from summariser.embedding import Encoder
from summariser.rewriting.builtin import BuiltinRewriter
from summariser.rewriting.cuts import legal_cuts
from summariser.rewriting.pointer import PointerConfig, PointerModel
from summariser.rewriting.trees import Cut
from summariser.sentences import split

_WORD = re.compile(r"\w{4,}")
_STEM = 6  # letters: "attaques" and "attaquer" count as one word
_RELATED = 0.3  # of a sentence's words must be in the abstract for it to be evidence of it at all
_MENTIONED = 0.25  # of a cut's words: from here on the abstract mentions it


def stems(text: str) -> list[str]:
    """The longer words of a text, cut to their first letters."""
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def mentioned(text: str, abstract: set[str]) -> float:
    """The share of a text's longer words that the abstract has."""
    found = stems(text)
    return sum(word in abstract for word in found) / len(found) if found else 0.0


def wanted(sample: Sample, cuts: list[Cut], abstract: set[str]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """For every level the units that stay."""
    gone = []
    for cut in cuts:
        start, end = sample.spans[cut.start][0], sample.spans[cut.end - 1][1]
        if mentioned(sample.text[start:end], abstract) < _MENTIONED:
            gone.append(cut)
    return tuple((level, take_out(gone, len(sample.spans), level)) for level in range(1, 4))


def main() -> None:
    """Make the pairs and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--most", type=int, default=16_000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder = Encoder.load()
    model = PointerModel(PointerConfig.from_json_file(f"{options.model}/config.json"))
    model.load_state_dict(load_file(f"{options.model}/model.safetensors"))
    rewriter = BuiltinRewriter(model.eval(), encoder)
    found: list[tuple[Sample, set[str]]] = []
    for row in rows(Path(options.data) / "train" / "orangesum_fr.jsonl.gz"):
        if len(found) >= options.most:
            break
        if not row.get("summary"):
            continue
        abstract = set(stems(row["summary"]))
        sentences = [tidy(row["article"][a:b]) for a, b in split(row["article"], "fr")][:20]
        ranked = sorted(sentences, key=lambda text: -mentioned(text, abstract))[:2]
        for text in ranked:
            sample = plain(text, "fr", encoder)
            if mentioned(text, abstract) >= _RELATED and 8 <= len(sample.spans) <= 90:
                found.append((sample, abstract))
    print(len(found), "sentences", flush=True)
    found.sort(key=lambda pair: len(pair[0].spans))
    made: list[Sample] = []
    changed = 0
    for start in range(0, len(found), 64):
        part = found[start : start + 64]
        with torch.autocast("cpu", torch.bfloat16):
            _, trees = rewriter.parse([(s.text, s.pieces, s.spans) for s, _ in part], ["fr"] * len(part))
        for (sample, abstract), tree in zip(part, trees, strict=True):
            cuts = legal_cuts(tree)
            if cuts:
                made.append(replace(sample, targets=wanted(sample, cuts, abstract)))
                changed += len(made[-1].targets[-1][1]) < len(sample.spans)
    Path(options.out).write_bytes(pickle.dumps(made))
    print(len(made), "with possible cuts,", changed, "shortened", flush=True)


if __name__ == "__main__":
    main()
