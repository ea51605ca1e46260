"""Plain sentences of the training texts, for what is learned without trees: ``pretrain.py`` and teaching.

    python training/sentences.py --data DATA --out SENTENCES

Nothing of ``dev`` and no treebank is read. The file holds piece ids and the unit each piece belongs to, no text.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from batching import Words
from corpus import LONGEST, rows

from summariser.document import tidy
from summariser.embedding import LANGUAGES, Encoder
from summariser.rewriting.units import piece_owners, unit_spans
from summariser.sentences import split

SHORTEST = 4  # units
FILES = {  # file -> (language, or the column that names it; the columns of text)
    "orangesum_fr": ("fr", ("summary", "article")),
    "wikinews100_fr": ("fr", ("text",)),
    "klexikon_de": ("de", ("article", "summary")),
    "wikisplit_fusion_en": ("en", ("source", "target")),
    "jawikinews_headline_ja": ("ja", ("article",)),
    "itn_blurbs_multi": ("lang", ("text",)),
}


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """(language, sentence) of every training text in a language of the encoder, each sentence once."""
    seen: set[str] = set()
    for name, (language, columns) in FILES.items():
        for row in rows(data / "train" / f"{name}.jsonl.gz"):
            code = row.get(language, language)
            if code not in LANGUAGES:
                continue
            for value in (row[column] for column in columns if row.get(column)):
                text = "\n".join(value) if isinstance(value, list) else value
                for start, end in split(text, code):
                    sentence = tidy(text[start:end])
                    if sentence not in seen:
                        seen.add(sentence)
                        yield code, sentence


def main() -> None:
    """Write the sentences and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    encoder = Encoder.load()
    found: list[Words] = []
    for _, text in texts(Path(options.data)):
        pieces = encoder.pieces(text)
        spans = unit_spans(text, pieces)
        if SHORTEST <= len(spans) <= LONGEST:
            found.append(Words.of(pieces.ids, piece_owners(spans, pieces), len(spans)))
    Path(options.out).parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out,
        ids=np.concatenate([words.ids for words in found]),
        owners=np.concatenate([words.owners for words in found]),
        pieces=np.array([len(words.ids) for words in found], dtype=np.int32),
        units=np.array([words.units for words in found], dtype=np.int32),
    )
    print(len(found), "sentences", sum(words.units for words in found), "units")


if __name__ == "__main__":
    main()
