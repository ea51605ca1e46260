"""The reader in a browser, by textual-serve: each page that is opened is a reader of its own on this machine.

Invariant: it listens on this machine only, and only to pages that it served. Whoever holds a page can read and write
the user's files, so no other site that is open in the browser may reach it.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from summariser.cli import DONE, FAILED, USAGE
from summariser.console import Console

HOST = "127.0.0.1"
MISSING = "reading in a browser needs textual-serve: pip install 'summariser-tui[serve]'"

Handler = Callable[[Any], Awaitable[Any]]


def serve(arguments: Sequence[str], port: int) -> int:
    """Serve ``summariser`` with these arguments until it is interrupted, and return the exit code."""
    try:
        from aiohttp import web  # noqa: PLC0415 - the extra may not be installed
        from textual_serve.server import Server  # noqa: PLC0415
    except ImportError:
        return Console().fail(MISSING, USAGE)
    os.environ["SUMMARISER_READ_SERVE"] = "0"  # what is served serves nothing itself
    command = [sys.executable, "-m", "summariser", *(each for each in arguments if each != "--serve")]
    server = Server(shlex.join(command), host=HOST, port=port, title="summariser")
    own = {f"http://{name}:{port}" for name in (HOST, "localhost")}
    server.handle_websocket = _guarded(server.handle_websocket, own, web.HTTPForbidden)
    try:
        server.serve()
    except OSError as error:
        return Console().fail(f"cannot listen on {HOST}:{port}: {error.strerror}; --port names another", FAILED)
    return DONE


def _guarded(handle: Handler, own: set[str], refused: type[Exception]) -> Handler:
    """The handler, for pages of these origins alone."""

    async def guarded(request: Any) -> Any:
        if request.headers.get("Origin") not in own:
            raise refused
        return await handle(request)

    return guarded
