"""Where the program writes: results to standard output or a file, everything else to standard error.

All of it passes ``document.printable``. Results are UTF-8 whatever the locale says; a file is written whole or not at
all. Nothing here ever fails because standard error is gone.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from summariser.document import printable
from summariser.events import ArticleReady, Event, Progress, StatementReady, SummaryReady, Warned

STDOUT = "-"
PATIENCE = 1.0  # seconds before progress is shown: a run that is over by then needs none


class OutputError(Exception):
    """The result cannot be written; the message says where and why."""


class Console:
    """Standard error: messages, and one line of progress that is rewritten in place on a terminal.

    Each warning is told once.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._terminal = sys.stderr is not None and sys.stderr.isatty() and not quiet
        self._started = time.monotonic()
        self._progress = ""  # what there is to show, what is shown, and the characters that are on the screen for it
        self._shown = ""
        self._drawn = ""
        self._told: set[str] = set()

    def say(self, message: str) -> None:
        """A line on standard error, without anything that could command a terminal."""
        self.clear()
        _to_stderr(f"{printable(message)}\n")

    def fail(self, message: str, code: int) -> int:
        """Say why the program fails, also when it is told to be quiet, and hand back its exit code."""
        self.say(f"summariser: error: {message}")
        return code

    def warn(self, message: str) -> None:
        """Something a person should know, once."""
        if message not in self._told and not self.quiet:
            self._told.add(message)
            self.say(f"summariser: warning: {message}")

    def note(self, message: str) -> None:
        """One line about what was done, unless it is to be quiet."""
        if message and not self.quiet:
            self.say(f"summariser: {message}")

    def detail(self, message: str) -> None:
        """Something told only when asked for (``-v``)."""
        if self.verbose:
            self.say(f"[{time.monotonic() - self._started:6.2f} s] {message}")

    def progress(self, event: Progress | None = None) -> None:
        """Show how far the work is; without an event, only see whether it is time to begin showing it."""
        if event is not None:
            self._progress = f"{event.stage} {event.done}/{event.total}"
        if self._terminal and self._progress != self._shown and time.monotonic() - self._started > PATIENCE:
            self._drawn = self._progress[: shutil.get_terminal_size().columns - 1].ljust(len(self._drawn))
            self._shown = self._progress
            _to_stderr(f"\r{self._drawn}")

    def tell(self, event: Event | None) -> None:
        """What a run reports, as far as it is wanted; None means that time passes."""
        match event:
            case Warned():
                self.warn(str(event))
            case Progress(stage, done, total):
                self.progress(event)
                if done == total:
                    self.detail(f"{stage}: {total} done")
            case ArticleReady(number, article):
                kept = sum(block.state == "kept" for block in article.blocks)
                self.detail(
                    f"{number} {article.name}: language {article.language or 'unknown'}, {kept} blocks kept, "
                    f"{len(article.dropped)} dropped, {len(article.sentences)} sentences"
                )
            case SummaryReady(article):
                verdicts = ", ".join(statement.verdict for statement in article.summary.statements)
                self.detail(f"{article.number} {article.name}: summarised ({verdicts})")
            case StatementReady(statement):
                sources = ", ".join(map(str, statement.sources))
                self.detail(f"statement from {sources}: {statement.verdict}")
            case None:
                self.progress()

    def clear(self) -> None:
        """Take the progress line off the screen."""
        if self._drawn:
            _to_stderr(f"\r{' ' * len(self._drawn)}\r")
            self._drawn = self._shown = ""


def _to_stderr(text: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):  # closed, full, or a pipe that nobody reads
            sys.stderr.write(text)
            sys.stderr.flush()


def check_output(output: str, inputs: Iterable[str | Path]) -> None:
    """Refuse, before any work, an output that could not be written or that would overwrite an input.

    Raises OutputError for the one and ValueError for the other.
    """
    if output == STDOUT:
        return
    if any(_same(output, name) for name in inputs):
        raise ValueError(f"{output} is one of the inputs: it would be overwritten")
    try:
        target = Path(output).resolve()
        if target.is_dir():
            raise OutputError(f"cannot write {output}: it is a folder")
        if not target.parent.is_dir():
            raise OutputError(f"cannot write {output}: its folder does not exist")
        if not os.access(target if _special(target) else target.parent, os.W_OK):
            raise OutputError(f"cannot write {output}: permission denied")
    except OSError as error:
        raise OutputError(f"cannot write {output}: {error.strerror}") from error


def _same(one: str, other: str | Path) -> bool:
    with contextlib.suppress(OSError):  # a file that is not there is no other file
        return Path(one).samefile(other)
    return False


def write_result(text: str, output: str = STDOUT, *, styled: bool = False) -> None:
    """Write a result to standard output, or to a file as a whole. Raises OutputError, or BrokenPipeError for a pipe.

    ``styled``: the text commands the terminal itself, and all outside text in it was made printable before.
    """
    data = (text if styled else printable(text)).encode("utf-8", "replace")
    try:
        if output == STDOUT:
            _to_stdout(data)
        elif _special(target := Path(output).resolve()):
            target.write_bytes(data)
        else:
            _replace(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "standard output" if output == STDOUT else output
        raise OutputError(f"cannot write {where}: {error.strerror}") from error


def _to_stdout(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("cannot write standard output: it is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _special(path: Path) -> bool:
    """A device or pipe such as /dev/null, which must be written to and not replaced."""
    return path.exists() and not path.is_file()


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".summariser-{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
