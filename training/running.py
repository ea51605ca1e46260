"""What every training run of the networks shares: its command line, its device, its schedule, its log, its weights."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from summariser.rewriting.pointer import PointerModel

_EVERY = 50  # steps between two lines of the log


def arguments(config: type[Any], description: str | None) -> Any:
    """A config read from the command line: one option per field, required where it has no default."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, kind in config.__annotations__.items():
        convert = {"str": str, "float": float, "int": int}[str(kind)]
        default = getattr(config, name, None)
        parser.add_argument(f"--{name}".replace("_", "-"), type=convert, required=default is None, default=default)
    return config(**vars(parser.parse_args()))


def begin(config: Any) -> torch.device:
    """Write the config beside the checkpoint, seed torch, and choose the device: a GPU when there is one."""
    out = Path(config.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "training.json").write_text(json.dumps(asdict(config), indent=1), encoding="utf-8")
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    torch.set_float32_matmul_precision("high")
    name = config.device
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def autocast(device: torch.device) -> contextlib.AbstractContextManager[Any]:
    """bfloat16 where it is safe: several times faster than float32 on a GPU and on a CPU with its instructions."""
    return torch.autocast(device.type, torch.bfloat16)


class Schedule:
    """A run of a given time: its steps, and at each the part of the time that has gone."""

    def __init__(self, minutes: float, rate: float, warm_up: int) -> None:
        self.seconds, self.rate, self.warm_up = minutes * 60, rate, warm_up
        self.begun, self.step = time.time(), 0

    @property
    def part(self) -> float:
        """0 at the start, 1 when the time is over."""
        return (time.time() - self.begun) / self.seconds

    def rates(self) -> Iterator[float]:
        """A learning rate per step: rises while warming up, then falls as a cosine, until the time is over."""
        while (part := self.part) < 1:
            yield self.rate * min(1, (self.step + 1) / self.warm_up) * max(0.02, 0.5 * (1 + math.cos(math.pi * part)))
            self.step += 1


class Average:
    """The moving average of a network's weights, which is what is kept in the end."""

    def __init__(self, model: nn.Module) -> None:
        self.state = {name: value.clone() for name, value in model.state_dict().items()}

    def update(self, model: nn.Module, step: int) -> None:
        """Move a little towards the network's weights; more in the first steps."""
        own = model.state_dict()
        torch._foreach_lerp_(
            list(self.state.values()), [own[name] for name in self.state], 1 - min(0.998, (step + 1) / (step + 11))
        )


class Log:
    """Means of what a run measures, printed now and then; nothing waits for the device in between."""

    def __init__(self) -> None:
        self.sums: dict[str, Tensor | float] = {}
        self.counts: dict[str, int] = {}

    def add(self, values: dict[str, Tensor]) -> None:
        """Remember one step."""
        for name, value in values.items():
            self.sums[name] = self.sums.get(name, 0.0) + value.detach().float()
            self.counts[name] = self.counts.get(name, 0) + 1

    def means(self) -> dict[str, float]:
        """What was added, averaged."""
        return {name: round(float(total) / self.counts[name], 4) for name, total in self.sums.items()}

    def line(self, schedule: Schedule) -> None:
        """Print a line if it is time for one, and forget what it said."""
        if schedule.step % _EVERY == _EVERY - 1:
            print(
                schedule.step + 1,
                f"{schedule.part:.0%}",
                f"{time.time() - schedule.begun:.0f}s",
                self.means(),
                flush=True,
            )
            self.sums, self.counts = {}, {}


def descend(optimiser: torch.optim.Optimizer, loss: Tensor, rate: float) -> None:
    """One step of the optimiser."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
    optimiser.step()


def save(model: PointerModel, folder: Path) -> None:
    """Config and float16 weights, as they ship."""
    half = PointerModel(model.config).half()
    half.load_state_dict({name: value.half() for name, value in model.state_dict().items()})
    half.save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
