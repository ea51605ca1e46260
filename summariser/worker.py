"""Work in a thread that a person can stop: the calling thread stays free to be interrupted and to tell what happens.

Importing torch or decoding a sentence may keep a thread busy for longer than anyone waits for Ctrl-C, so the work is
given a moment to stop by itself and is then left behind.
"""

from __future__ import annotations

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from summariser.events import CancelToken, Event, Listener

Result = TypeVar("Result")

GRACE = 0.2  # seconds the work has to stop by itself: on a busy machine, too, an interrupt takes less than a second
TICK = 0.1


class Interrupted(Exception):  # noqa: N818 - it is not an error, it is what was asked for
    """A signal ended the work; the thread that did it may still be running, so only ``os._exit`` ends the process."""

    def __init__(self, signum: int) -> None:
        super().__init__(signal.Signals(signum).name)
        self.exit_code = 128 + signum


def attend(work: Callable[[Listener, CancelToken], Result], listener: Callable[[Event | None], None]) -> Result:
    """Do the work in a thread and return what it returns, or raise what it raises.

    ``listener`` is called in the calling thread: with each event of the work, and with None now and then in between.
    SIGINT and SIGTERM set the work's cancel token and raise Interrupted within ``GRACE`` seconds.
    """
    # Not a SimpleQueue: in Python 3.11 its get() may wait for ever when a signal comes as its timeout ends.
    events: queue.Queue[Event | None] = queue.Queue()
    token = CancelToken()
    with _signals(token) as caught:
        future = ThreadPoolExecutor(1, "summariser").submit(work, events.put, token)
        future.add_done_callback(lambda _: events.put(None))
        deadline = float("inf")
        while not _finished(future, events) and time.monotonic() < deadline:
            if caught and deadline == float("inf"):
                deadline = time.monotonic() + GRACE
            try:
                event = events.get(timeout=TICK)
            except queue.Empty:
                event = None
            if not caught:
                listener(event)
        if caught:
            raise Interrupted(caught[0])
        return future.result()


def _finished(future: Future[Result], events: queue.Queue[Event | None]) -> bool:
    return future.done() and events.empty()


@contextmanager
def _signals(token: CancelToken) -> Iterator[list[int]]:
    """Gather interrupting signals, setting the token. A signal that whoever started us ignores stays ignored."""
    caught: list[int] = []

    def catch(signum: int, _frame: FrameType | None) -> None:
        if not caught:  # a second signal must not enter the token while the first is in it
            caught.append(signum)
            token.cancel()

    if threading.current_thread() is not threading.main_thread():
        yield caught  # only the main thread may set signal handlers
        return
    before = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}
    before = {signum: handler for signum, handler in before.items() if handler not in {signal.SIG_IGN, None}}
    for signum in before:
        signal.signal(signum, catch)
    try:
        yield caught
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
