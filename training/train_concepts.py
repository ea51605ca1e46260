"""Train the concept model: which words and word pairs of an article its human abstract holds.

    python training/train_concepts.py --out summariser/models/concepts

The networks are those ``summariser.concepts.ConceptModel`` runs in numpy. It reads the articles that
``train_planner.py`` prepared, and the shipped planner. The last 1,500 articles are held out: their loss is reported,
and what the best whole sentences within 47 words by the expected concepts gain over the lead cut to the same length.
"""

from __future__ import annotations

import argparse
import itertools
import math
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from summariser.concepts import KINDS, LEXICAL, PLACES, Concept, concept_features, concepts_of, lexical_features
from summariser.embedding import VECTOR_SIZE, Encoder
from summariser.language import words
from summariser.planning import Planner, sentence_features

CONFIG = {"meaning": 32, "first": 96, "second": 48}
KEPT = 0.35  # of the concepts that are not in the abstract: there are ten times as many as of the others
HELD_OUT = 1500


@dataclass(frozen=True, slots=True)
class Read:
    """An article as lower-cased words per sentence, its sentences' vectors and salience, and its abstract's words."""

    sentences: list[list[str]]
    vectors: NDArray[np.float16]
    salience: NDArray[np.float32]
    reference: list[str]


class Network(nn.Module):
    """The network for concepts of ``kind`` words."""

    scale = 20.0  # unit vectors of 512 numbers are small beside the other inputs; folded into the weights that ship

    def __init__(self, kind: int) -> None:
        super().__init__()
        self.meaning = nn.Linear(VECTOR_SIZE, CONFIG["meaning"])
        self.context = nn.Linear(VECTOR_SIZE, CONFIG["meaning"])
        self.first = nn.Linear(PLACES + kind * (CONFIG["meaning"] + LEXICAL) + CONFIG["meaning"], CONFIG["first"])
        self.second = nn.Linear(CONFIG["first"], CONFIG["second"])
        self.last = nn.Linear(CONFIG["second"], 1)

    def forward(self, places: Tensor, vectors: Tensor, lexical: Tensor, contexts: Tensor) -> Tensor:
        """Logits (n,) of n concepts.

        ``places`` (n, PLACES), ``vectors`` (n, kind, 512), ``lexical`` (n, kind, LEXICAL), ``contexts`` (n, 512).
        """
        meaning = functional.dropout(self.meaning(vectors), 0.1, self.training)
        context = functional.dropout(self.context(contexts * self.scale), 0.2, self.training)
        x = torch.cat([places, torch.cat([meaning, lexical], -1).flatten(1), context], 1)
        x = functional.dropout(torch.relu(self.first(x)), 0.1, self.training)
        return self.last(torch.relu(self.second(x)))[:, 0]  # type: ignore[no-any-return]

    def shipped(self) -> dict[str, Tensor]:
        """The weights as ``ConceptModel`` wants them."""
        weights = self.state_dict()
        weights["context.weight"] = weights["context.weight"] * self.scale
        return {name: value.half() for name, value in weights.items()}


def read(item: dict[str, Any], planner: Planner) -> Read:
    """A prepared article as it is needed here."""
    vectors = item["vectors"].astype(np.float32)
    salience = planner.salience(vectors, sentence_features(item["sentences"], vectors, None))
    return Read([words(one) for one in item["sentences"]], item["vectors"], salience, words(item["summary"]))


class Vocabulary:
    """All words of the data with their vectors (half precision) and lexical features."""

    def __init__(self, articles: list[Read], encoder: Encoder) -> None:
        every = sorted({word for article in articles for sentence in article.sentences for word in sentence})
        self.number = {word: place for place, word in enumerate(every)}
        parts = [encoder.words(every[start : start + 5000]) for start in range(0, len(every), 5000)]
        self.vectors = torch.cat([torch.from_numpy(vectors).half() for vectors, _ in parts])
        self.lexical = torch.from_numpy(lexical_features(every, np.concatenate([counts for _, counts in parts])))

    def rows(self, concepts: list[Concept]) -> NDArray[np.int32]:
        """The words of concepts as numbers (n, kind)."""
        return np.array([[self.number[word] for word in concept] for concept in concepts], dtype=np.int32)

    def logits(self, network: Network, places: Tensor, rows: Tensor, contexts: Tensor) -> Tensor:
        """What the network says of concepts given as rows of this vocabulary, with the vectors of their sentences."""
        rows = rows.long()
        return network(  # type: ignore[no-any-return]
            places.float(), self.vectors[rows].float(), self.lexical[rows], contexts.float()
        )


def train(kind: int, articles: list[Read], vocabulary: Vocabulary, epochs: int, rng: np.random.Generator) -> Network:
    """A network trained to tell the concepts of an abstract from the article's others."""
    begun = time.time()
    every = torch.from_numpy(np.concatenate([article.vectors for article in articles]))
    before = 0  # sentences of the articles before
    places, rows, contexts, wanted = [], [], [], []
    for article in articles:
        concepts, features, sentences = concept_features(article.sentences, article.salience, kind)
        said = set(concepts_of(article.reference, kind))
        is_said = np.array([concept in said for concept in concepts])
        keep = is_said | (rng.random(len(concepts)) < KEPT)
        places.append(features[keep].astype(np.float16))
        rows.append(vocabulary.rows(concepts)[keep])
        contexts.append(before + np.array(sentences, dtype=np.int32)[keep])
        before += len(article.sentences)
        wanted.append(is_said[keep].astype(np.float32))
    x, words_of, context, y = (torch.from_numpy(np.concatenate(part)) for part in (places, rows, contexts, wanted))
    network = Network(kind)
    optimiser = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=0.01)
    size = 4096
    steps, step = epochs * (len(x) // size), 0
    print(f"{kind}: {len(x)} concepts, {float(y.mean()):.3f} in the abstract, {time.time() - begun:.0f}s", flush=True)
    for epoch in range(epochs):
        total = 0.0
        for part in torch.randperm(len(x)).split(size)[:-1]:
            for group in optimiser.param_groups:
                group["lr"] = 3e-3 * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * step / steps))
            logits = vocabulary.logits(network, x[part], words_of[part], every[context[part].long()])
            loss = functional.binary_cross_entropy_with_logits(logits, y[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss.detach())
            step += 1
        print(f"{kind}: epoch {epoch}, loss {total / (len(x) // size):.4f}, {time.time() - begun:.0f}s", flush=True)
    # What was left out made everything look likelier than it is.
    network.last.bias.data += math.log(KEPT)
    return network.eval()


def weigh(kind: int, network: Network, article: Read, vocabulary: Vocabulary) -> tuple[dict[Concept, float], float]:
    """Every concept's probability, and the loss on them."""
    concepts, features, sentences = concept_features(article.sentences, article.salience, kind)
    with torch.inference_mode():
        rows = torch.from_numpy(vocabulary.rows(concepts))
        contexts = torch.from_numpy(article.vectors[sentences])
        logits = vocabulary.logits(network, torch.from_numpy(features), rows, contexts)
        said = set(concepts_of(article.reference, kind))
        wanted = torch.tensor([float(concept in said) for concept in concepts])
        loss = float(functional.binary_cross_entropy_with_logits(logits, wanted))
    return dict(zip(concepts, logits.sigmoid().tolist(), strict=True)), loss


def rouge_1(hypothesis: list[str], reference: list[str]) -> float:
    """ROUGE-1 F1, in percent."""
    same = (Counter(hypothesis) & Counter(reference)).total()
    return 200 * same / (len(hypothesis) + len(reference))


def gain(article: Read, weights: dict[Concept, float]) -> float:
    """ROUGE-1 of the best one to three of the twelve most salient sentences, less that of the lead of that length."""
    best, taken = 0.0, article.sentences[0][:47]
    top = sorted(np.argsort(-article.salience, kind="stable")[:12].tolist())
    for count in (1, 2, 3):
        for chosen in itertools.combinations(top, count):
            sentences = [article.sentences[place] for place in chosen]
            size = sum(map(len, sentences))
            if 36 <= size <= 47:
                held = {concept for kind in KINDS for sentence in sentences for concept in concepts_of(sentence, kind)}
                value = sum(weights[concept] for concept in held) / (size + 34)
                if value > best:
                    best, taken = value, [word for sentence in sentences for word in sentence]
    lead = [word for sentence in article.sentences for word in sentence][: len(taken)]
    return rouge_1(taken, article.reference) - rouge_1(lead, article.reference)


def main() -> None:
    """Read, train both networks, report on held-out articles, write float16 weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--cache", default="training/runs/planner.pt")
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(1)
    planner = Planner.load()
    items = torch.load(options.cache, weights_only=False)  # our own file, written by train_planner.py
    articles = [read(item, planner) for item in items[-options.articles - HELD_OUT :]]
    vocabulary = Vocabulary(articles, Encoder.load())
    held, articles = articles[-HELD_OUT:], articles[:-HELD_OUT]
    print(f"{len(articles)} articles, {len(vocabulary.number)} words", flush=True)
    networks = {kind: train(kind, articles, vocabulary, options.epochs, rng) for kind in KINDS}
    losses: dict[int, float] = {}
    weights: list[dict[Concept, float]] = [{} for _ in held]
    for kind, network in networks.items():
        for known, article in zip(weights, held, strict=True):
            found, loss = weigh(kind, network, article, vocabulary)
            known.update(found)
            losses[kind] = losses.get(kind, 0.0) + loss / len(held)
    gains = np.array([gain(article, known) for article, known in zip(held, weights, strict=True)])
    print({f"loss {kind}": round(loss, 4) for kind, loss in losses.items()})
    print(
        f"gain in ROUGE-1 over the lead {gains.mean():.2f} +- {1.96 * gains.std() / len(gains) ** 0.5:.2f}", flush=True
    )
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    tensors = {
        f"{kind}.{name}": value.half() for kind, net in networks.items() for name, value in net.state_dict().items()
    }
    save_file(tensors, str(out / "model.safetensors"))


if __name__ == "__main__":
    main()
