"""The reader in a real terminal: it opens, is left in the middle of a run, and leaves nothing behind."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from .conftest import SEEDS

LEAVE_ALTERNATE = b"\x1b[?1049l"


def read_until(screen: int, wanted: bytes, seconds: float = 60) -> bytes:
    """What a program writes to its terminal, until it has written this."""
    told, deadline = b"", time.monotonic() + seconds
    while wanted not in told:
        assert time.monotonic() < deadline, told[-500:]
        if select.select([screen], [], [], 0.1)[0]:
            try:
                told += os.read(screen, 65_536)
            except OSError:  # the terminal was closed at the other end
                break
    return told


@pytest.mark.parametrize("how", ["key", "signal"])
def test_left_in_the_middle_it_leaves_the_terminal_clean_and_no_process(tmp_path: Path, how: str) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "SUMMARISER_HOME": str(tmp_path), "TERM": "xterm-256color"}
    termios.tcsetwinsize(ours, (24, 80))
    command = [sys.executable, "-m", "summariser", str(SEEDS)]
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True, cwd=tmp_path
    )
    os.close(theirs)
    try:
        read_until(ours, b"Quit")
        os.write(ours, b"1")
        read_until(ours, b"Summary")
        if how == "key":
            os.write(ours, b"q")
        else:
            program.send_signal(signal.SIGTERM)
        read_until(ours, LEAVE_ALTERNATE)
        assert program.wait(30) == (0 if how == "key" else 143)
        alive = subprocess.run(
            ["ps", "-o", "pid=", "-s", str(program.pid)], capture_output=True, text=True, check=False
        )
        assert alive.stdout.strip() == ""
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
        program.wait()
        os.close(ours)
    assert not [path for path in tmp_path.rglob("*") if path.suffix == ".part"]


def test_the_editor_gets_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    told = tmp_path / "told"
    editor = f"{sys.executable} -c 'import pathlib, sys; pathlib.Path(\"{told}\").write_text(sys.argv[1])'"
    environment = {**os.environ, "SUMMARISER_HOME": str(tmp_path), "TERM": "xterm-256color", "VISUAL": editor}
    termios.tcsetwinsize(ours, (24, 80))
    command = [sys.executable, "-m", "summariser", str(SEEDS)]
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True, cwd=tmp_path
    )
    os.close(theirs)
    try:
        read_until(ours, b"no summary yet")
        os.write(ours, b"1")
        read_until(ours, b"Summary")
        os.write(ours, b"e")
        read_until(ours, LEAVE_ALTERNATE)
        read_until(ours, b"Quit")
        assert Path(told.read_text()).parent == SEEDS
        os.write(ours, b"q")
        read_until(ours, LEAVE_ALTERNATE)
        assert program.wait(30) == 0
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
        program.wait()
        os.close(ours)
