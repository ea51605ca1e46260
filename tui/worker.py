"""The run in a thread of its own: one at a time, posting messages and touching nothing of the screen.

A run is over when its thread is done with it, not when it is asked to stop: torch may take a moment to come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from textual.message import Message

from summariser.cli import FAILED, NO_INPUT, NO_MODEL
from summariser.document import Source
from summariser.events import Cancelled, CancelToken, Listener, Warned
from summariser.settings import Settings
from tui.messages import Ended, Told
from tui.state import Failed, Finished, Outcome, Stopped


class Worker:
    """Does runs one after the other. ``post`` is called from its thread."""

    def __init__(self, post: Callable[[Message], object]) -> None:
        self._post = post
        self._executor = ThreadPoolExecutor(1, "summariser-run")
        self._cancel = CancelToken()
        self._future: Future[Outcome] | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether a run's thread is still at work."""
        return self._future is not None and not self._future.done()

    def start(self, sources: Sequence[Source], settings: Settings, warnings: Sequence[Warned]) -> bool:
        """Begin a run; False if one is still under way."""
        if self.running:
            return False
        self._cancel = CancelToken()
        self._future = self._executor.submit(_work, sources, settings, warnings, self._tell, self._cancel)
        self._future.add_done_callback(self._end)
        return True

    def cancel(self) -> None:
        """Ask the run to stop at its next step."""
        self._cancel.cancel()

    def close(self) -> None:
        """Stop, and post nothing any more: whoever listened is gone."""
        self._closed = True
        self.cancel()
        self._executor.shutdown(wait=False)

    def _tell(self, message: Message) -> None:
        if not self._closed:
            self._post(message)

    def _end(self, future: Future[Outcome]) -> None:
        error = future.exception()
        self._tell(Ended(future.result() if error is None else _broken(error)))


def _work(
    sources: Sequence[Source],
    settings: Settings,
    warnings: Sequence[Warned],
    post: Callable[[Message], None],
    cancel: CancelToken,
) -> Outcome:
    # Imported here, in the thread: the screen never waits for numpy or torch.
    from summariser.pipeline import NoUsableInput, run  # noqa: PLC0415
    from summariser.rewriting.base import ModelNotAvailable  # noqa: PLC0415

    listener: Listener = lambda event: post(Told(event))  # noqa: E731 - a named function would say no more
    try:
        return Finished(run(sources, settings, listener, cancel, warnings))
    except Cancelled as stop:
        return Stopped(stop.partial)
    except NoUsableInput as error:
        what = "\n".join(error.warnings) or "Nothing was given to read."
        return Failed("No usable input", what, "Name files or folders that hold articles as text or HTML.", NO_INPUT)
    except ModelNotAvailable as error:
        advice = "The articles can be read all the same; r tries again."
        return Failed("The model cannot be loaded", str(error), advice, NO_MODEL)


def _broken(error: BaseException) -> Failed:
    what = f"{type(error).__name__}: {error}"
    return Failed("The run broke off", what, "What was made so far stays; r runs again.", FAILED)
