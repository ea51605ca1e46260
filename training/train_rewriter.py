"""Train the rewriter: parser and pointer decoder together on one encoder.

Stage ``trees`` learns from the treebanks alone. Stage ``news`` starts from its weights and adds news sentences whose
cuts were chosen by what the article's human abstract mentions (``news_pairs.py``).

    python training/train_rewriter.py --data DATA --out RUN --minutes 25
    python training/train_rewriter.py --data DATA --out RUN2 --start RUN --news PAIRS --minutes 15
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from corpus import Sample, shuffled, tree_targets, treebanks
from torch import Tensor
from torch.nn import functional
from transformers.modeling_outputs import BaseModelOutput

from summariser.embedding import FEATURE_SIZE, Encoder
from summariser.rewriting.builtin import pool
from summariser.rewriting.pointer import END, FIRST_UNIT, START, PointerConfig, PointerModel

WEIGHTS = {"arcs": 1.0, "relations": 1.0, "tags": 0.3, "pointer": 1.0}


@dataclass(frozen=True)
class Config:
    """Everything that decides the outcome, written beside the checkpoint."""

    data: str
    out: str
    minutes: float
    start: str = ""
    news: str = ""
    cache: str = "training/runs/trees.pt"
    seed: int = 1
    batch_units: int = 2400
    rate: float = 8e-4
    dropout: float = 0.1
    parse_first: float = 0.0  # the part of the time in which only the parser learns; the decoder then learns quickly
    warm_up: int = 300
    threads: int = 2  # one, when the machine has other work: waiting threads cost more than they bring
    held_out: int = 1200


@dataclass
class Item:
    """A sample ready for batching: pooled unit features as float16, and what is to be predicted."""

    sample: Sample
    features: Tensor


def pooled(samples: list[Sample], encoder: Encoder) -> list[Item]:
    """Unit features of every sample: the mean over the pieces of each unit."""
    items: list[Item] = []
    for start in range(0, len(samples), 64):
        group = samples[start : start + 64]
        for sample, rows in zip(group, encoder.features([s.pieces for s in group]), strict=True):
            items.append(Item(sample, pool(rows, sample.owners, len(sample.spans)).half()))
    return items


def prepared(data: Path, cache: Path, seed: int, encoder: Encoder) -> tuple[list[str], list[str], list[Item]]:
    """Names of relations and tags, and every tree with features and targets, shuffled; kept in ``cache`` once made."""
    if cache.exists():
        return torch.load(cache, weights_only=False)  # type: ignore[no-any-return]  # our own file, written below
    trees = [replace(sample, targets=tree_targets(sample)) for sample in treebanks(data / "ud", encoder)]
    relations = sorted({name for s in trees for name in s.relations or ()})
    tags = sorted({name for s in trees for name in s.tags or ()})
    made = relations, tags, pooled(shuffled(trees, seed), encoder)
    cache.parent.mkdir(parents=True, exist_ok=True)
    torch.save(made, cache)
    return made


def batches(items: list[Item], units: int, rng: random.Random) -> list[list[Item]]:
    """Batches of similar length, at most ``units`` padded units each, in random order."""
    order = sorted(items, key=lambda item: (len(item.sample.spans), rng.random()))
    out: list[list[Item]] = [[]]
    for item in order:
        if len(out[-1]) >= max(8, units // (-(-len(item.sample.spans) // 8) * 8) // 8 * 8):
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


def losses(model: PointerModel, batch: list[Item], rng: random.Random, pointing: bool = True) -> dict[str, Tensor]:
    """Cross-entropy of arcs, relations, tags (samples with a tree) and, if ``pointing``, pointers (with targets)."""
    size = len(batch)
    # Few different shapes: the matrix kernels are compiled once per shape.
    longest = -(-max(len(item.sample.spans) for item in batch) // 8) * 8
    features = torch.zeros(size, longest, FEATURE_SIZE)
    mask = torch.zeros(size, longest, dtype=torch.bool)
    for row, item in enumerate(batch):
        features[row, : len(item.features)] = item.features.float()
        mask[row, : len(item.features)] = True
    states = model.encode(features, mask)
    out: dict[str, Tensor] = {}
    relation_index = {name: k for k, name in enumerate(model.config.relations)}
    tag_index = {name: k for k, name in enumerate(model.config.parts_of_speech)}
    if any(item.sample.heads for item in batch):
        heads = torch.full((size, longest), -100)
        relations, tags = heads.clone(), heads.clone()
        for row, item in enumerate(batch):
            s = item.sample
            if s.heads is not None and s.relations is not None and s.tags is not None:
                heads[row, : len(s.heads)] = torch.tensor(s.heads)
                relations[row, : len(s.heads)] = torch.tensor([relation_index[name] for name in s.relations])
                tags[row, : len(s.heads)] = torch.tensor([tag_index[name] for name in s.tags])
        parse = model.parse(states, mask, heads.clamp(min=0))
        for name, scores, wanted in (
            ("arcs", parse.arcs, heads),
            ("relations", parse.relations, relations),
            ("tags", parse.parts_of_speech, tags),
        ):
            out[name] = functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)
        out["arc_accuracy"] = ((parse.arcs.argmax(-1) == heads) & (heads >= 0)).sum() / (heads >= 0).sum()
        out["relation_accuracy"] = ((parse.relations.argmax(-1) == relations) & (heads >= 0)).sum() / (heads >= 0).sum()
    chosen = [rng.choice(item.sample.targets) if item.sample.targets else None for item in batch]
    if pointing and any(chosen):
        steps = -(-(max(len(c[1]) for c in chosen if c) + 1) // 8) * 8
        given = torch.full((size, steps), START)
        wanted = torch.full((size, steps), -100)
        for row, c in enumerate(chosen):
            if c:
                units = torch.tensor(c[1]) + FIRST_UNIT
                given[row, 1 : len(units) + 1] = units
                wanted[row, : len(units)] = units
                wanted[row, len(units)] = END
        level = torch.tensor([c[0] if c else 0 for c in chosen])
        logits = model(given, BaseModelOutput(last_hidden_state=states), mask, level).logits
        out["pointer"] = functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=-100)
        before = given - FIRST_UNIT
        # Where it matters: steps at which the right answer is not simply the next unit.
        jump = (wanted >= FIRST_UNIT) & (wanted != given + 1) & (before >= 0)
        out["jump_recall"] = ((logits.argmax(-1) == wanted) & jump).sum() / jump.sum().clamp(min=1)
    return out


def evaluate(model: PointerModel, items: list[Item], units: int) -> dict[str, float]:
    """Mean losses and accuracies over held-out items."""
    model.eval()
    rng = random.Random(0)
    sums: dict[str, float] = {}
    parts = batches(items, units, rng)
    with torch.inference_mode():
        for batch in parts:
            for name, value in losses(model, batch, rng).items():
                sums[name] = sums.get(name, 0.0) + float(value)
    return {name: round(value / len(parts), 4) for name, value in sums.items()}


def _model(config: Config, relations: list[str], tags: list[str]) -> PointerModel:
    """The model to train: that of an earlier run, or a new one."""
    if config.start:
        return PointerModel.from_pretrained(config.start, dropout=config.dropout).float()
    return PointerModel(PointerConfig(relations=relations, parts_of_speech=tags, dropout=config.dropout))


def save(model: PointerModel, folder: Path) -> None:
    """Config and float16 weights, as they ship."""
    half = PointerModel(model.config).half()
    half.load_state_dict({name: value.half() for name, value in model.state_dict().items()})
    half.save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)


def main() -> None:
    """Run one stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, kind in Config.__annotations__.items():
        convert = {"str": str, "float": float, "int": int}[str(kind)]
        default = getattr(Config, name, None)
        parser.add_argument(f"--{name}".replace("_", "-"), type=convert, required=default is None, default=default)
    config = Config(**vars(parser.parse_args()))
    out = Path(config.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "training.json").write_text(json.dumps(asdict(config), indent=1), encoding="utf-8")
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    rng = random.Random(config.seed)

    encoder = Encoder.load()
    relations, tags, items = prepared(Path(config.data), Path(config.cache), config.seed, encoder)
    print(len(items), "trees", len(relations), "relations", len(tags), "tags", flush=True)
    held, items = items[: config.held_out], items[config.held_out :]
    if config.news:
        news = pickle.loads(Path(config.news).read_bytes())  # our own file, made by news_pairs.py
        items += pooled(news, encoder)
        print(len(news), "news sentences", flush=True)
    model = _model(config, relations, tags)
    print(round(sum(p.numel() for p in model.parameters()) / 1e6, 2), "million parameters", flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), config.rate, weight_decay=0.02, betas=(0.9, 0.98))
    begun, step, seen = time.time(), 0, {}
    average = {name: value.clone() for name, value in model.state_dict().items()}
    while time.time() - begun < config.minutes * 60:
        for batch in batches(items, config.batch_units, rng):
            part = (time.time() - begun) / (config.minutes * 60)
            if part > 1:
                break
            rate = config.rate * min(1, (step + 1) / config.warm_up) * max(0.02, 0.5 * (1 + math.cos(math.pi * part)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            model.train()
            with torch.autocast("cpu", torch.bfloat16):
                values = losses(model, batch, rng, pointing=part >= config.parse_first)
            loss = sum(WEIGHTS[name] * value for name, value in values.items() if name in WEIGHTS)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            decay = min(0.998, step / (step + 10))
            for name, value in model.state_dict().items():
                average[name].lerp_(value, 1 - decay)
            for name, value in values.items():
                seen.setdefault(name, []).append(float(value.detach()))
            if step % 50 == 0:
                means = {name: round(sum(v) / len(v), 3) for name, v in seen.items()}
                print(step, f"{part:.0%}", f"{time.time() - begun:.0f}s", means, flush=True)
                seen = {}
    model.load_state_dict(average)
    save(model, out)
    print("held-out trees", json.dumps(evaluate(model, held, config.batch_units)), flush=True)


if __name__ == "__main__":
    main()
