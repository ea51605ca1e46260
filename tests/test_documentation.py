"""What the README promises is what the program does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from summariser.cli import EPILOG, cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_tells_the_exit_codes_of_the_help() -> None:
    told = dict(re.findall(r"^  (\d+) +(.+)$", EPILOG, re.MULTILINE))
    assert set(told) == {"0", "1", "2", "3", "4", "5", "130"}
    assert dict(re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)) == told


def test_the_readme_names_every_option() -> None:
    for command in cli.commands.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert re.search(rf"`{re.escape(parameter.opts[-1])}[ `]", README), parameter.opts


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_ci_runs_the_test_command_of_the_readme() -> None:
    def command(word: str) -> subprocess.CompletedProcess[str]:
        script = f"source .ci/run; readme_command {word}"
        return subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    tests, work = command("pytest"), command("seeds/")
    assert (tests.returncode, work.returncode) == (0, 0)
    assert tests.stdout in README
    assert "summariser digest seeds/" in work.stdout
    assert command("nothing").returncode != 0


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
