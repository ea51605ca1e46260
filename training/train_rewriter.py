"""Train the rewriter: parser and pointer decoder together on one encoder.

Stage ``trees`` learns from the treebanks, on an encoder that ``pretrain.py`` prepared. Stage ``news`` starts from its
weights and adds news sentences whose cuts were chosen by what the article's abstract mentions (``news_pairs.py``).

    python training/train_rewriter.py --data DATA --out RUN --start PRETRAINED --minutes 25
    python training/train_rewriter.py --data DATA --out RUN2 --start RUN --news PAIRS --minutes 15

With ``--teachers RUN,RUN --sentences SENTENCES`` the parser learns from plain sentences, too: what the teachers,
trained on the treebanks alone with other seeds, say together about each (Hinton et al. 2015, arXiv:1503.02531).
"""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from batching import Words, batches, features, read, rounded
from corpus import Sample, shuffled, tree_targets, treebanks
from running import Average, Log, Schedule, arguments, autocast, begin, descend, save
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional
from transformers.modeling_outputs import BaseModelOutput

from summariser.embedding import Encoder
from summariser.rewriting.pointer import END, FIRST_UNIT, START, PointerConfig, PointerModel

WEIGHTS = {"arcs": 1.0, "relations": 1.0, "tags": 0.3, "pointer": 1.0, "taught": 1.0}


@dataclass(frozen=True)
class Config:
    """Everything that decides the outcome, written beside the checkpoint."""

    data: str
    out: str
    minutes: float
    start: str = ""
    news: str = ""
    teachers: str = ""  # folders of runs, with commas between
    sentences: str = ""
    taught: float = 0.5  # the part of the steps that are spent on plain sentences, when there are teachers
    cache: str = "training/runs/trees.pkl"
    encoder_layers: int = 6
    seed: int = 1
    batch_units: int = 2400
    rate: float = 8e-4
    dropout: float = 0.2
    hide: float = 0.0  # the part of the units that the parser must do without
    parse_first: float = 0.0  # the part of the time in which only the parser learns; the decoder then learns quickly
    warm_up: int = 300
    threads: int = 2  # one, when the machine has other work: waiting threads cost more than they bring
    held_out: int = 1200
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class Item:
    """A sample ready for batching: what the encoder reads, and what is to be predicted, as numbers."""

    words: Words
    heads: Tensor | None
    relations: Tensor | None
    tags: Tensor | None
    targets: tuple[tuple[int, tuple[int, ...]], ...]


def items(samples: Sequence[Sample], relations: Sequence[str], tags: Sequence[str]) -> list[Item]:
    """Samples as items; a relation or tag is its place in the list of names."""
    relation, tag = ({name: k for k, name in enumerate(names)} for names in (relations, tags))
    out = []
    for s in samples:
        words = Words.of(s.pieces.ids, s.owners, len(s.spans))
        if s.heads is None or s.relations is None or s.tags is None:
            out.append(Item(words, None, None, None, s.targets))
            continue
        named = [relation[name] for name in s.relations], [tag[name] for name in s.tags]
        out.append(Item(words, *(torch.tensor(part) for part in (list(s.heads), *named)), s.targets))
    return out


def prepared(data: Path, cache: Path, seed: int, encoder: Encoder) -> list[Sample]:
    """Every tree with its targets, shuffled; kept in ``cache`` once made."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())  # type: ignore[no-any-return]  # our own file, written below
    trees = [replace(sample, targets=tree_targets(sample)) for sample in treebanks(data / "ud", encoder)]
    made = shuffled(trees, seed)
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(made))
    return made


def _padded(rows: Sequence[Tensor | None], length: int, device: torch.device) -> Tensor:
    """Rows of different length as one tensor (B, length) with -100 where there is nothing to predict."""
    out = torch.full((len(rows), length), -100)
    for number, row in enumerate(rows):
        if row is not None:
            out[number, : len(row)] = row
    return out.to(device)


def _parse_losses(model: PointerModel, states: Tensor, mask: Tensor, batch: Sequence[Item]) -> dict[str, Tensor]:
    """Cross-entropy of heads, relations and tags where a sample has a tree."""
    length, device = mask.shape[1], mask.device
    heads = _padded([item.heads for item in batch], length, device)
    relations = _padded([item.relations for item in batch], length, device)
    tags = _padded([item.tags for item in batch], length, device)
    parse = model.parse(states, mask, heads.clamp(min=0))
    known = heads >= 0
    out = {
        name: functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)
        for name, scores, wanted in (
            ("arcs", parse.arcs, heads),
            ("relations", parse.relations, relations),
            ("tags", parse.parts_of_speech, tags),
        )
    }
    right, named = parse.arcs.argmax(-1) == heads, parse.relations.argmax(-1) == relations
    out["arc_accuracy"] = (right & known).sum() / known.sum()
    out["relation_accuracy"] = (named & known).sum() / known.sum()
    out["attachment"] = (right & named & known).sum() / known.sum()
    return out


def _pointer_losses(
    model: PointerModel, states: Tensor, mask: Tensor, chosen: Sequence[tuple[int, tuple[int, ...]] | None]
) -> dict[str, Tensor]:
    """Cross-entropy of the units pointed at, for the output chosen for each sample: (level, units)."""
    steps = rounded(max(len(c[1]) for c in chosen if c) + 1)
    given = torch.full((len(chosen), steps), START)
    wanted = torch.full((len(chosen), steps), -100)
    for row, c in enumerate(chosen):
        if c:
            units = torch.tensor(c[1]) + FIRST_UNIT
            given[row, 1 : len(units) + 1] = units
            wanted[row, : len(units)] = units
            wanted[row, len(units)] = END
    given, wanted = given.to(mask.device), wanted.to(mask.device)
    level = torch.tensor([c[0] if c else 0 for c in chosen], device=mask.device)
    logits = model(given, BaseModelOutput(last_hidden_state=states), mask, level).logits
    # Where it matters: steps at which the right answer is not simply the next unit.
    jump = (wanted >= FIRST_UNIT) & (wanted != given + 1) & (given >= FIRST_UNIT)
    return {
        "pointer": functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=-100),
        "jump_recall": ((logits.argmax(-1) == wanted) & jump).sum() / jump.sum().clamp(min=1),
    }


def losses(
    model: PointerModel, encoder: Encoder, batch: Sequence[Item], rng: random.Random, hide: float, pointing: bool,
    device: torch.device,
) -> dict[str, Tensor]:  # fmt: skip
    """What the model loses on a batch, and how often it is right."""
    rows, mask, _ = features(encoder, [item.words for item in batch], device, hide)
    chosen = [rng.choice(item.targets) if item.targets else None for item in batch]
    with autocast(device):
        states = model.encode(rows, mask)
        out: dict[str, Tensor] = {}
        if any(item.heads is not None for item in batch):
            out |= _parse_losses(model, states, mask, batch)
        if pointing and any(chosen):
            out |= _pointer_losses(model, states, mask, chosen)
    return out


def taught(
    model: PointerModel, teachers: Sequence[PointerModel], encoder: Encoder, batch: Sequence[Words], hide: float,
    device: torch.device,
) -> dict[str, Tensor]:  # fmt: skip
    """How far the parser is from what its teachers say of plain sentences, which they see without anything hidden."""
    whole, mask, _ = features(encoder, batch, device)
    with torch.no_grad(), autocast(device):
        seen = [(teacher, teacher.encode(whole, mask)) for teacher in teachers]
        arcs = torch.stack([teacher.parse(states, mask).arcs.softmax(-1) for teacher, states in seen]).mean(0)
        heads = arcs.argmax(-1)
        parses = [teacher.parse(states, mask, heads) for teacher, states in seen]
        relations = torch.stack([parse.relations.softmax(-1) for parse in parses]).mean(0)
        tags = torch.stack([parse.parts_of_speech.softmax(-1) for parse in parses]).mean(0)
    rows, mask, _ = features(encoder, batch, device, hide)
    with autocast(device):
        parse = model.parse(model.encode(rows, mask), mask, heads)
    loss = sum(
        WEIGHTS[name] * functional.cross_entropy(scores[mask], wanted[mask])
        for name, scores, wanted in (
            ("arcs", parse.arcs, arcs),
            ("relations", parse.relations, relations),
            ("tags", parse.parts_of_speech, tags),
        )
    )
    assert isinstance(loss, Tensor)
    return {"taught": loss}


def evaluate(
    model: PointerModel, encoder: Encoder, held: Sequence[Item], units: int, device: torch.device
) -> dict[str, float]:
    """Mean losses and accuracies over held-out items."""
    model.eval()
    rng, log = random.Random(0), Log()
    with torch.inference_mode():
        for numbers in batches([item.words.units for item in held], units, rng):
            log.add(losses(model, encoder, [held[k] for k in numbers], rng, 0.0, True, device))
    return log.means()


def _model(config: Config, relations: list[str], tags: list[str]) -> PointerModel:
    """The model to train: that of an earlier run, a new one on a pretrained encoder, or a new one."""
    start = Path(config.start)
    if config.start and json.loads((start / "config.json").read_text(encoding="utf-8"))["relations"]:
        return PointerModel.from_pretrained(start, dropout=config.dropout).float()
    model = PointerModel(
        PointerConfig(
            relations=relations, parts_of_speech=tags, dropout=config.dropout, encoder_layers=config.encoder_layers
        )
    )
    if config.start:
        names = ("read.", "encoder_layers.", "encoder_norm.")
        pretrained = load_file(start / "model.safetensors")
        own = {name: value.float() for name, value in pretrained.items() if name.startswith(names)}
        missing = model.load_state_dict(own, strict=False).missing_keys
        assert not [name for name in missing if name.startswith(names)], "the pretrained encoder has other sizes"
    return model


def endless(lengths: Sequence[int], units: int, rng: random.Random) -> Iterator[list[int]]:
    """Batch after batch, from the beginning again when all were seen."""
    while True:
        yield from batches(lengths, units, rng)


def main() -> None:
    """Run one stage."""
    config: Config = arguments(Config, __doc__)
    device = begin(config)
    rng = random.Random(config.seed)
    encoder = Encoder.load()
    trees = prepared(Path(config.data), Path(config.cache), 1, encoder)
    relations = sorted({name for s in trees for name in s.relations or ()})
    tags = sorted({name for s in trees for name in s.tags or ()})
    print(len(trees), "trees", len(relations), "relations", len(tags), "tags", flush=True)
    held = items(trees[: config.held_out], relations, tags)
    train = items(trees[config.held_out :], relations, tags)
    if config.news:
        news = pickle.loads(Path(config.news).read_bytes())  # our own file, made by news_pairs.py
        train += items(news, relations, tags)
        print(len(news), "news sentences", flush=True)
    plain = read(Path(config.sentences)) if config.teachers else []
    teachers = [
        PointerModel.from_pretrained(folder).float().eval().to(device)
        for folder in config.teachers.split(",")
        if folder
    ]
    encoder = encoder.to(device)
    model = _model(config, relations, tags).to(device)
    print(round(sum(p.numel() for p in model.parameters()) / 1e6, 2), "million parameters", flush=True)
    optimiser = torch.optim.AdamW(
        model.parameters(), config.rate, weight_decay=0.02, betas=(0.9, 0.98), fused=device.type == "cuda"
    )
    schedule, average, log = Schedule(config.minutes, config.rate, config.warm_up), Average(model), Log()
    waiting = endless([item.words.units for item in train], config.batch_units, rng)
    unlabelled = endless([words.units for words in plain], config.batch_units, rng)
    for rate in schedule.rates():
        model.train()
        if teachers and rng.random() < config.taught:
            values = taught(model, teachers, encoder, [plain[k] for k in next(unlabelled)], config.hide, device)
        else:
            batch = [train[k] for k in next(waiting)]
            pointing = schedule.part >= config.parse_first
            values = losses(model, encoder, batch, rng, config.hide, pointing, device)
        loss = sum(WEIGHTS[name] * value for name, value in values.items() if name in WEIGHTS)
        assert isinstance(loss, Tensor)
        descend(optimiser, loss, rate)
        average.update(model, schedule.step)
        log.add(values)
        log.line(schedule)
    model.load_state_dict(average.state)
    save(model, Path(config.out))
    print("held-out trees", json.dumps(evaluate(model, encoder, held, config.batch_units, device)), flush=True)


if __name__ == "__main__":
    main()
