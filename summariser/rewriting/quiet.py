"""Keeps transformers and the Hugging Face libraries from writing to the terminal while they work for us.

Their progress bars and log lines would land in the middle of the reader's screen. The silence is lifted again as soon
as the last block that asked for it ends, so a program that uses this package as a library keeps its own settings.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_lock = threading.Lock()
_blocks: list[ExitStack] = []  # one per running block; the first of them holds what is to be undone
_silent = logging.CRITICAL + 1


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the libraries inside the block. Blocks may overlap, in one thread or in several."""
    with _lock:
        _blocks.append(_silence() if not _blocks else ExitStack())
    try:
        yield
    finally:
        with _lock:
            # Which block ends first is chance: the one that holds the undoing must be the last to go.
            _blocks.pop().close()


def _silence() -> ExitStack:
    from huggingface_hub.utils.tqdm import (  # noqa: PLC0415 - importing these takes seconds
        are_progress_bars_disabled,
        disable_progress_bars,
        enable_progress_bars,
    )
    from transformers.utils import logging as library  # noqa: PLC0415

    undo = ExitStack()
    undo.enter_context(warnings.catch_warnings())
    warnings.simplefilter("ignore")
    for name in ("transformers", "huggingface_hub"):
        logger = logging.getLogger(name)
        undo.callback(logger.setLevel, logger.level)
        logger.setLevel(_silent)
    bars_shown, hub_bars_shown = library.is_progress_bar_enabled(), not are_progress_bars_disabled()
    # Each of them also switches the hub's bars, so those are put right last, which means they are noted first.
    undo.callback(enable_progress_bars if hub_bars_shown else disable_progress_bars)
    if bars_shown:
        undo.callback(library.enable_progress_bar)
    library.disable_progress_bar()
    disable_progress_bars()
    return undo
