"""The reader in a browser: what is said without the extra, and that it answers, to its own pages only, with it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summariser.cli import DONE, USAGE

from .conftest import SEEDS

WITHOUT = "import sys; sys.modules['textual_serve'] = None; from summariser.__main__ import main; sys.exit(main())"


def test_without_the_extra_it_says_what_to_install() -> None:
    command = [sys.executable, "-c", WITHOUT, "read", "--serve", str(SEEDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == USAGE
    assert "pip install 'summariser-tui[serve]'" in done.stderr
    assert done.stdout == ""


async def test_it_answers_on_this_machine_and_only_to_its_own_pages(tmp_path: Path) -> None:
    aiohttp = pytest.importorskip("aiohttp", reason="the extra is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "summariser", "read", "--serve", "--port", address.rpartition(":")[2], str(SEEDS)]
    environment = {**os.environ, "SUMMARISER_HOME": str(tmp_path)}
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        async with aiohttp.ClientSession() as browser:
            deadline, page = time.monotonic() + 60, ""
            while not page:
                try:
                    page = await (await browser.get(address)).text()
                except aiohttp.ClientConnectionError:
                    assert time.monotonic() < deadline
                    await asyncio.sleep(0.1)
            assert "summariser" in page
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await browser.ws_connect(f"{address}/ws", origin="http://a.example")
            async with browser.ws_connect(f"{address}/ws?width=80&height=24", origin=address) as reader:
                drawn = b""
                while b"01-courrier" not in drawn:
                    drawn += await reader.receive_bytes(timeout=60)
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(30)
    assert program.returncode == DONE
