"""What one `summariser digest` costs in a new process: wall clock, processor time and peak memory.

Measured by /usr/bin/time -v where there is one, else by getrusage. Exits with 1 when the median misses the target.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
TARGET_SECONDS = 8.0
TARGET_GIGABYTES = 1.2


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of the processor, and gigabytes (10^9 bytes) at the peak."""

    wall: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:8.2f} {self.processor:8.2f} {self.memory:8.2f}"


def measure(command: list[str]) -> Cost:
    """Run a command in a new process. Raises CalledProcessError if it fails."""
    timer = shutil.which("time", path="/usr/bin:/bin")
    prefix = [timer, "-v"] if timer else []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise subprocess.CalledProcessError(done.returncode, command)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr)
    return Cost(wall, processor, int(told[1] if told else after.ru_maxrss) * 1024 / 1e9)


@contextlib.contextmanager
def busy_process(wanted: bool) -> Iterator[None]:
    """Keep one core busy meanwhile, when wanted."""
    if not wanted:
        yield
        return
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        try:
            yield
        finally:
            process.kill()


def main() -> int:
    """Measure, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(SEEDS)], help="what to make a digest of (default: seeds/)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cores", type=int, help="use only so many cores")
    parser.add_argument("--busy", action="store_true", help="beside a process that keeps one core busy")
    parser.add_argument("--program", nargs="+", default=[sys.executable, "-m", "summariser"])
    given = parser.parse_args()
    command = [*given.program, "digest", "-q", "--no-cache", *given.paths]
    if given.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.cores])  # the processes we start inherit it
    print(f"{'':10} {'wall s':>8} {'cpu s':>8} {'GB':>8}")
    with busy_process(given.busy):
        print(f"{'first':10} {measure(command)}")
        costs = []
        for number in range(given.runs):
            costs.append(measure(command))
            print(f"{number + 1:<10} {costs[-1]}", flush=True)
    median = Cost(
        *(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "processor", "memory"))
    )
    print(f"{'median':10} {median}")
    return int(median.wall > TARGET_SECONDS or median.memory > TARGET_GIGABYTES)


if __name__ == "__main__":
    sys.exit(main())
