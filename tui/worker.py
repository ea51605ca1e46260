"""Runs and reading in threads of their own: one run at a time, posting messages and touching nothing of the screen.

A run is over when its thread is done with it, not when it is asked to stop: torch may take a moment to come back.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from textual.message import Message

from summariser.cli import FAILED, NO_INPUT, NO_MODEL
from summariser.document import Article, Source
from summariser.events import Cancelled, CancelToken, Event, Listener, Warned
from summariser.loading import Web
from summariser.settings import Settings
from tui.messages import Ended, Into, Loaded, Told
from tui.state import Apart, Failed, Finished, Outcome, Stopped

SWITCH = 0.0005  # seconds that a thread may keep the interpreter when another waits
NICE = 10


class Worker:
    """Does runs one after the other. ``post`` is called from its threads. ``keep``: use the store."""

    def __init__(self, post: Callable[[Message], object], *, keep: bool) -> None:
        self._post = post
        self._keep = keep
        self._runs = ThreadPoolExecutor(1, "summariser-run")
        self._reads = ThreadPoolExecutor(1, "summariser-read")
        self._cancel = CancelToken()
        self._future: Future[Outcome] | None = None
        self._closed = False
        self.run = 0  # the number of the run that was started last

    @property
    def running(self) -> bool:
        """Whether a run's thread is still at work."""
        return self._future is not None and not self._future.done()

    def start(
        self,
        sources: Sequence[Source],
        settings: Settings,
        warnings: Sequence[Warned],
        cleaned: Mapping[Source, Article] | None,
    ) -> bool:
        """Begin a run, or have the sources told apart if nothing is ``cleaned``; False if one is still under way."""
        if self.running:
            return False
        self._cancel = CancelToken()
        self.run += 1
        listen = partial(self._listen, self.run)
        self._future = self._runs.submit(
            _work, sources, settings, warnings, cleaned, listener=listen, cancel=self._cancel, keep=self._keep
        )
        self._future.add_done_callback(partial(self._end, self.run))
        return True

    def load(self, arguments: Sequence[str], into: Into, *, web: Web | None = None) -> None:
        """Read files, folders, addresses and feeds; what was read is told in one message."""
        self._reads.submit(_load, arguments, into, web, self._tell)

    def cancel(self) -> None:
        """Ask the run to stop at its next step."""
        self._cancel.cancel()

    def close(self) -> None:
        """Stop, and post nothing any more: whoever listened is gone."""
        self._closed = True
        self.cancel()
        for executor in (self._runs, self._reads):
            executor.shutdown(wait=False, cancel_futures=True)

    def _tell(self, message: Message) -> None:
        if not self._closed:
            self._post(message)

    def _listen(self, run: int, event: Event) -> None:
        self._tell(Told(run, event))

    def _end(self, run: int, future: Future[Outcome]) -> None:
        error = future.exception()
        self._tell(Ended(run, future.result() if error is None else _broken(error)))


def _load(arguments: Sequence[str], into: Into, web: Web | None, post: Callable[[Message], None]) -> None:
    from summariser.loading import load  # noqa: PLC0415 - the screen waits for nothing

    sources, warnings = load(arguments, recursive=False, web_options=web)
    post(Loaded(sources, warnings, into))


def _work(
    sources: Sequence[Source],
    settings: Settings,
    warnings: Sequence[Warned],
    cleaned: Mapping[Source, Article] | None,
    *,
    listener: Listener,
    cancel: CancelToken,
    keep: bool,
) -> Outcome:
    _give_way()
    # Imported here, in the thread: the screen never waits for numpy or torch.
    from summariser.jobs import open_store  # noqa: PLC0415
    from summariser.pipeline import NoUsableInput, run, told_apart  # noqa: PLC0415
    from summariser.rewriting.base import ModelNotAvailable  # noqa: PLC0415

    store = open_store(listener) if keep else None
    try:
        if cleaned is None:
            return Apart(tuple(told_apart(sources, settings, listener, cancel)))
        digest = run(sources, settings, listener, cancel, warnings, store=store, cleaned=cleaned)
        if store is not None:
            store.keep(sources, settings, digest)
        return Finished(digest)
    except Cancelled as stop:
        return Stopped(stop.partial)
    except NoUsableInput as error:
        what = "\n".join(error.warnings) or "Nothing was given to read."
        return Failed("No usable input", what, "Name files or folders that hold articles as text or HTML.", NO_INPUT)
    except ModelNotAvailable as error:
        advice = "The articles can be read all the same. r tries again, m chooses another model."
        return Failed("The model cannot be loaded", str(error), advice, NO_MODEL)
    finally:
        if store is not None:
            store.close()


def _give_way() -> None:
    """Let the screen's thread go before this one and those it starts: a key is answered while a sentence is worded."""
    sys.setswitchinterval(SWITCH)
    if sys.platform == "linux":  # elsewhere it would slow down the whole process
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def _broken(error: BaseException) -> Failed:
    what = f"{type(error).__name__}: {error}"
    return Failed("The run broke off", what, "What was made so far stays; r runs again.", FAILED)
