"""Train the planner: which sentences of an article its human abstract was written from.

    python training/train_planner.py --data DATA --out summariser/models/planner

The network is the one ``summariser.planning.Planner`` runs in numpy; the target of a sentence is a soft share of how
much of the abstract it holds (ROUGE-1 + ROUGE-2), sharpened, mixed with the greedy oracle's choice (Nallapati et al.
2017, arXiv:1611.04230). The last 1,500 training articles are held out to choose by.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import rows
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from summariser.document import tidy
from summariser.embedding import VECTOR_SIZE, Encoder
from summariser.planning import FEATURES, sentence_features
from summariser.sentences import split

CONFIG = {"size": 192, "inner": 384, "heads": 4, "layers": 2, "places": 64}
_WORD = re.compile(r"\w+")


class Layer(nn.Module):
    """One pre-norm transformer layer, spelled as the numpy twin reads its weights."""

    def __init__(self, size: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.qkv, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.inner, self.outer = nn.Linear(size, inner), nn.Linear(inner, size)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (B, n, size), mask (B, n) True where there is a sentence."""
        query, key, value = self.qkv(self.norm1(x)).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
        mixed = scores.masked_fill(~mask[:, None, None], -1e4).softmax(-1) @ value
        x = x + self.drop(self.out(mixed.transpose(1, 2).flatten(2)))
        return x + self.drop(self.outer(torch.relu(self.inner(self.norm2(x)))))


class Network(nn.Module):
    """The planner in torch."""

    def __init__(self) -> None:
        super().__init__()
        size = CONFIG["size"]
        self.vector, self.features = nn.Linear(VECTOR_SIZE, size), nn.Linear(FEATURES, size)
        self.place = nn.Embedding(CONFIG["places"], size)
        self.layers = nn.ModuleList(Layer(size, CONFIG["inner"], CONFIG["heads"]) for _ in range(CONFIG["layers"]))
        self.score = nn.Linear(size, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, vectors: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Scores (B, n) before softmax."""
        place = torch.arange(vectors.shape[1]).clamp(max=CONFIG["places"] - 1)
        x = self.drop(self.vector(vectors)) + self.features(features) + self.place(place)
        for layer in self.layers:
            x = layer(x, mask)
        return self.score(x).squeeze(-1).masked_fill(~mask, -1e4)  # type: ignore[no-any-return]


def words(text: str) -> list[str]:
    """Lower-cased words."""
    return _WORD.findall(text.lower())


def overlap(hypothesis: list[str], reference: list[str]) -> float:
    """ROUGE-1 F1 + ROUGE-2 F1."""
    total = 0.0
    for n in (1, 2):
        a = Counter(zip(*(hypothesis[i:] for i in range(n)), strict=False))
        b = Counter(zip(*(reference[i:] for i in range(n)), strict=False))
        same = (a & b).total()
        total += 2 * same / (a.total() + b.total()) if same else 0.0
    return total


def targets(sentences: list[list[str]], reference: list[str]) -> np.ndarray[Any, Any]:
    """The share of each sentence: half the greedy oracle's choice of up to 3, half a sharpened softmax of overlap."""
    single = np.array([overlap(s, reference) for s in sentences])
    soft = np.exp((single - single.max()) / 0.08)
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < 3:
        tried = [
            (overlap([w for k in sorted([*chosen, new]) for w in sentences[k]], reference), -new)
            for new in range(len(sentences)) if new not in chosen
        ]  # fmt: skip
        if not tried or max(tried)[0] <= best + 1e-4:
            break
        best, new = max(tried)
        chosen.append(-new)
    hard = np.zeros(len(sentences))
    hard[chosen] = 1 / max(1, len(chosen))
    return (0.5 * hard + 0.5 * soft / soft.sum()).astype(np.float32)


def prepare(path: Path, limit: int, encoder: Encoder) -> list[dict[str, Any]]:
    """Articles with sentence texts, vectors (float16), the title's vector and the targets."""
    out = []
    for row in rows(path):
        if not row.get("summary") or len(out) >= limit:
            continue
        text = row["article"]
        sentences = [tidy(text[a:b]) for a, b in split(text, "fr")][:80]
        reference = words(row["summary"])
        if len(sentences) < 3 or len(reference) < 5:
            continue
        # A quarter of the time, and the vectors are stored as float16 anyway.
        with torch.autocast("cpu", torch.bfloat16):
            vectors = encoder.vectors([*sentences, tidy(row["title"] or "-")])
        out.append({
            "sentences": sentences, "vectors": vectors[:-1].astype(np.float16), "title": vectors[-1].astype(np.float16),
            "share": targets([words(s) for s in sentences], reference), "summary": row["summary"],
        })  # fmt: skip
        if len(out) % 1000 == 0:
            print(len(out), "articles prepared", flush=True)
    return out


def batch_of(items: list[dict[str, Any]], rng: random.Random | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded vectors, features, mask, share. With ``rng`` half of the titles are hidden, as many texts have none."""
    longest = max(len(item["sentences"]) for item in items)
    vectors = torch.zeros(len(items), longest, VECTOR_SIZE)
    features = torch.zeros(len(items), longest, FEATURES)
    mask = torch.zeros(len(items), longest, dtype=torch.bool)
    share = torch.zeros(len(items), longest)
    for row, item in enumerate(items):
        count = len(item["sentences"])
        v = item["vectors"].astype(np.float32)
        titled = rng is not None and rng.random() < 0.5
        title = item["title"].astype(np.float32) if titled else None
        vectors[row, :count] = torch.from_numpy(v)
        features[row, :count] = torch.from_numpy(sentence_features(item["sentences"], v, title))
        mask[row, :count] = True
        share[row, :count] = torch.from_numpy(item["share"])
    return vectors, features, mask, share


def held_out_score(network: Network, items: list[dict[str, Any]]) -> dict[str, float]:
    """Loss, and ROUGE-1 + ROUGE-2 of the whole sentences taken greedily to at most 50 words."""
    network.eval()
    loss, total = 0.0, 0.0
    with torch.inference_mode():
        for start in range(0, len(items), 50):
            part = items[start : start + 50]
            vectors, features, mask, share = batch_of(part, None)
            scores = network(vectors, features, mask)
            loss += float(-(share * scores.log_softmax(1)).sum())
            for row, item in enumerate(part):
                taken: list[int] = []
                size = 0
                for k in scores[row, : len(item["sentences"])].argsort(descending=True).tolist():
                    length = len(words(item["sentences"][k]))
                    if taken and size + length > 50:
                        continue
                    taken.append(k)
                    size += length
                text = [w for k in sorted(taken) for w in words(item["sentences"][k])]
                total += overlap(text, words(item["summary"]))
    return {"loss": round(loss / len(items), 4), "r1+r2": round(100 * total / len(items), 2)}


def main() -> None:
    """Prepare, train, keep the best epoch, write config and float16 weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cache", default="training/runs/planner.pt")
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    rng = random.Random(1)
    cache = Path(options.cache)
    if cache.exists():
        items = torch.load(cache, weights_only=False)  # our own file, written below
    else:
        items = prepare(Path(options.data) / "train" / "orangesum_fr.jsonl.gz", options.articles, Encoder.load())
        cache.parent.mkdir(parents=True, exist_ok=True)
        torch.save(items, cache)
    held, items = items[-1500:], items[:-1500]
    network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), 4e-4, weight_decay=0.05)
    steps, step, best = options.epochs * (len(items) // 32), 0, 0.0
    for epoch in range(options.epochs):
        begun, network_loss = time.time(), []
        network.train()
        rng.shuffle(items)
        for start in range(0, len(items) - 31, 32):
            vectors, features, mask, share = batch_of(items[start : start + 32], rng)
            loss = -(share * network(vectors, features, mask).log_softmax(1)).sum(1).mean()
            for group in optimiser.param_groups:
                group["lr"] = 4e-4 * min(1, (step + 1) / 300) * 0.5 * (1 + math.cos(math.pi * step / steps))
            optimiser.zero_grad()
            functional.relu(loss).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            network_loss.append(float(loss.detach()))
            step += 1
        score = held_out_score(network, held)
        mean = sum(network_loss) / len(network_loss)
        print(epoch, round(mean, 4), score, f"{time.time() - begun:.0f}s", flush=True)
        if score["r1+r2"] > best:
            best = score["r1+r2"]
            out = Path(options.out)
            out.mkdir(parents=True, exist_ok=True)
            save_file({k: v.half() for k, v in network.state_dict().items()}, str(out / "model.safetensors"))
            (out / "config.json").write_text(json.dumps(CONFIG, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
