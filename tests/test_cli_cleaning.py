"""Cleaning on the command line, as a person meets it: explained, audited, overruled, and told in one line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "summariser"]
BODY = [
    "The council of Saltby voted last night to rebuild the old bridge, which has been closed to cars since the spring "
    "in spite of the protests of its neighbours.",
    "The works are to take two years and cost four million pounds, half of which the county will pay, the mayor said "
    "at the end of the meeting.",
    "Shopkeepers on the left bank want to be paid for the customers they have lost, and threaten to take the matter "
    "to the administrative court.",
]
LINES = ["Saltby votes to rebuild its bridge", "Share on Facebook", *BODY, "© 2024 Saltby Bugle"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("\n".join(LINES), encoding="utf-8")
    (tmp_path / "in/b.txt").write_text("\n".join(line.replace("Saltby", "Stoke") for line in BODY), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "SUMMARISER_CONFIG_DIR": str(folder / "settings"), **environment}
    command = [*PROGRAM, *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, timeout=300, text=True, encoding="utf-8", cwd=folder, env=variables
    )


def test_one_line_tells_what_was_removed(folder: Path) -> None:
    done = run(folder, "clean", "in")
    assert done.stderr == "summariser: removed 2 lines, 6 words, from 1 of 2 articles\n"
    assert run(folder, "clean", "in", "-q").stderr == ""
    assert run(folder, "clean", "in/b.txt").stderr == ""


def test_explain_shows_kept_and_dropped_with_lines_and_reasons(folder: Path) -> None:
    shown = run(folder, "clean", "in/a.txt", "--explain").stdout
    assert "\x1b" not in shown
    words = " ".join(shown.split())
    for said in ("a.txt", "Share on Facebook", "share-button: a button to share", "never selected; title: the title"):
        assert said in words
    assert "3 kept, 1 kept but never selected, 2 dropped" in words
    lines = shown.split("\n")
    kept, dropped = (next(line for line in lines if said in line) for said in ("The council of", "Share on Facebook"))
    assert dropped.index("Share on") > kept.index("The council")
    assert kept.split()[0] == "3"


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_explain_is_coloured_on_a_terminal_only(folder: Path, variables: dict[str, str], coloured: bool) -> None:
    (folder / "in/a.txt").write_text("\n".join([*LINES, "Share on \x1b]0;evil\x07Facebook"]), encoding="utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **variables}
    if coloured:
        environment.pop("NO_COLOR", None)
    command = [*PROGRAM, "clean", "in/a.txt", "--explain"]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, cwd=folder, env=environment) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                data = os.read(ours, 65_536)
            except OSError:
                break
            if not data:
                break
            seen += data
        assert process.wait(timeout=60) == 0
    os.close(ours)
    assert (b"\x1b[31m" in seen) is coloured
    assert b"\x1b]" not in seen
    assert b"share-button" in seen


def test_json_is_the_same_as_data(folder: Path) -> None:
    (article,) = json.loads(run(folder, "clean", "in/a.txt", "--format", "json").stdout)
    states = [(block["line"], block["state"], block["rule"]) for block in article["blocks"]]
    assert states[:2] == [(1, "unselectable", "title"), (2, "dropped", "share-button")]
    done = run(folder, "clean", "in/a.txt", "--format", "json", "--explain")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_person_goes_before_the_rules(folder: Path) -> None:
    assert "Share on" in run(folder, "clean", "in/a.txt", "--keep", "in/a.txt:2").stdout
    assert "Shopkeepers" not in run(folder, "clean", "in/a.txt", "--drop", "(?i)shopkeepers").stdout
    assert "Share on" in run(folder, "clean", "in/a.txt", "--rules", "copyright-line").stdout
    without = run(folder, "clean", "in/a.txt", "--rules=-copyright-line,-outside-body")
    assert "© 2024 Saltby Bugle" in without.stdout
    assert "Share on" not in without.stdout


def test_the_rules_are_listed_with_their_reasons(folder: Path) -> None:
    listed = run(folder, "clean", "--rules", "help")
    assert listed.returncode == 0
    assert any(line.split(None, 1) == ["byline", "who wrote the article"] for line in listed.stdout.splitlines())


def test_the_table_names_a_rule_whole(folder: Path) -> None:
    (folder / "c.txt").write_text("The mayor looks at the old bridge. (John Orchard/AP)", "utf-8")
    told = run(folder, "clean", "c.txt", "--explain")
    assert "caption-with-credit:" in told.stdout
    assert told.returncode == 3  # of which nothing is left, and the table says why
    assert run(folder, "clean", "c.txt").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--rules", "nonsense"], "--rules: there is no rule 'nonsense'; --rules help lists them"),
        (["--rules", "photo-credits"], "(is photo-credit meant?)"),
        (["--rules", "title,-byline"], "and not both"),
        (["--rules=-nonsense"], "no rule 'nonsense'"),
        (["--drop", "("], "no regular expression"),
        (["--keep", "a.txt"], "FILE:LINE"),
        (["--keep", "a.txt:0"], "FILE:LINE"),
        (["--feed-items", "0"], "--feed-items"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(folder: Path, arguments: list[str], says: str) -> None:
    done = run(folder, "clean", "in", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not done.stdout


def test_a_line_that_is_not_there_is_told(folder: Path) -> None:
    done = run(folder, "clean", "in", "--keep", "a.txt:99", "--keep", "c.txt:1")
    assert done.returncode == 0
    assert "--keep a.txt:99: there is no text on this line" in done.stderr
    assert "--keep c.txt:1" in done.stderr


def test_a_persons_phrases_are_in_the_folder_that_the_environment_names(folder: Path) -> None:
    (folder / "in/a.txt").write_text("\n".join([*BODY[:2], "The Saltby Bugle and you", BODY[2]]), encoding="utf-8")
    assert "Bugle" in run(folder, "clean", "in/a.txt").stdout
    (folder / "settings/lexicons").mkdir(parents=True)
    (folder / "settings/lexicons/en.toml").write_text('stock = ["the saltby bugle and you"]\n', encoding="utf-8")
    assert "Bugle" not in run(folder, "clean", "in/a.txt").stdout
    (folder / "settings/lexicons/en.toml").write_text("stock = 1\n", encoding="utf-8")
    done = run(folder, "clean", "in/a.txt")
    assert done.returncode == 2
    assert "lexicons/en.toml" in done.stderr


def test_the_audit_of_a_digest_tells_every_decision(folder: Path) -> None:
    done = run(folder, "digest", "in", "--words", "40", "--audit", "audit.jsonl")
    assert done.returncode == 0, done.stderr
    assert "removed 2 lines, 6 words, from 1 of 2 articles" in done.stderr
    records = [json.loads(line) for line in (folder / "audit.jsonl").read_text("utf-8").splitlines()]
    assert [(r["file"], r["line"], r["state"], r["rule"]) for r in records] == [
        ("a.txt", 1, "unselectable", "title"),
        ("a.txt", 2, "dropped", "share-button"),
        ("a.txt", 6, "dropped", "copyright-line"),
    ]
    assert records[1]["text"] == "Share on Facebook"
    assert records[1]["reason"] == "a button to share the article"


@pytest.mark.parametrize(
    ("audit", "code"), [("in/a.txt", 2), ("out.md", 2), ("none/audit.jsonl", 1)]
)  # fmt: skip
def test_an_audit_that_cannot_be_written_is_told_before_any_work(folder: Path, audit: str, code: int) -> None:
    done = run(folder, "digest", "in", "-o", "out.md", "--audit", audit)
    assert done.returncode == code
    assert not (folder / "out.md").exists()
    assert (folder / "in/a.txt").read_text("utf-8") == "\n".join(LINES)


def test_an_address_of_this_machine_is_not_read_and_the_rest_is(folder: Path) -> None:
    done = run(folder, "clean", "http://127.0.0.1:9/", "in/b.txt")
    assert done.returncode == 5
    assert "http://127.0.0.1:9/: 127.0.0.1 is on this machine" in done.stderr
    assert "Stoke" in done.stdout
    assert run(folder, "clean", "--feed", "http://localhost:9/").returncode == 3
    assert "PATHS" in run(folder, "clean").stderr
