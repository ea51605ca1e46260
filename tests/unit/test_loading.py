"""Loading: what arguments stand for, what is passed over, and what people are told."""

from __future__ import annotations

import io
import itertools
import os
from pathlib import Path

import pytest

from summariser import loading
from summariser.loading import load


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str | bytes | None = None) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"text of {path}" if text is None else text
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def names(arguments: list[str], *, recursive: bool = False) -> list[str]:
    return [source.name for source in load(arguments, recursive=recursive)[0]]


def test_a_folder_gives_its_own_articles_sorted(here: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "c.md",
        "d.HTM",
        "z.pdf",
        "notes",
        ".hidden.txt",
        "README.md",
        "Licence.txt",
        "sub/x.txt",
    ):
        write(here / "f" / name)
    assert names(["f"]) == ["a.html", "b.txt", "c.md", "d.HTM"]


def test_deeper_folders_are_read_only_when_asked(here: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "sub/sub/c.txt", ".git/d.txt", "sub/README.txt"):
        write(here / "f" / name)
    assert names(["f"]) == ["a.txt"]
    assert names(["f"], recursive=True) == ["a.txt", "b.txt", "c.txt"]


def test_our_own_digests_in_a_folder_are_passed_over(here: Path) -> None:
    write(here / "f/digest.md", "<!-- summariser digest -->\n# A story\n")
    write(here / "f/other.md", "# An article\n\nabout a <!-- summariser digest -->")
    assert names(["f"]) == ["other.md"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(here: Path) -> None:
    arguments = [write(here / name) for name in ("README.md", ".hidden", "page.php", "LICENSE")]
    assert names(arguments) == [".hidden", "LICENSE", "README.md", "page.php"]


def test_a_pattern_that_no_shell_expanded_is_expanded(here: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        write(here / name)
    assert names(["*.txt"]) == ["a.txt", "b.txt"]
    assert names([str(here / "?.md")]) == ["c.md"]


def test_a_file_with_the_signs_of_a_pattern_in_its_name_is_found(here: Path) -> None:
    write(here / "[1].txt")
    assert names(["[1].txt"]) == ["[1].txt"]


def test_standard_input_is_a_source(here: Path) -> None:
    sources, warnings = load(["-"], stdin=io.BytesIO("été".encode("latin-1")))
    assert [(source.name, source.data) for source in sources] == [("stdin", b"\xe9t\xe9")]
    assert warnings == []


def test_the_order_of_the_arguments_does_not_matter(here: Path) -> None:
    for name in ("f/b.txt", "f/a.txt", "g/a.txt", "h/c.txt"):
        write(here / name)
    write(here / "g/copy.txt", (here / "f/b.txt").read_bytes())
    arguments = ["f", "g", "h/c.txt", "missing.txt"]
    results = [load(list(order)) for order in itertools.permutations(arguments)]
    assert all(result == results[0] for result in results)
    assert [source.name for source in results[0][0]] == ["b.txt", "c.txt", "f/a.txt", "g/a.txt"]


def test_namesakes_are_told_apart_by_as_little_as_needed(here: Path) -> None:
    arguments = [write(here / name) for name in ("x/a/1.txt", "x/b/1.txt", "y/b/1.txt", "y/2.txt")]
    assert names(arguments) == ["2.txt", "a/1.txt", "x/b/1.txt", "y/b/1.txt"]


def test_names_never_show_where_files_lie(here: Path) -> None:
    arguments = [write(here / "1.txt"), write(here / "sub/1.txt")]
    shown = names(arguments)
    assert all(not name.startswith("/") and str(here) not in name for name in shown)
    assert len(set(shown)) == 2


def test_the_same_content_twice_counts_once_and_both_are_named(here: Path) -> None:
    sources, warnings = load([write(here / "a.txt", "the same"), write(here / "b.txt", "the same")])
    assert [source.name for source in sources] == ["a.txt"]
    assert [str(warning) for warning in warnings] == ["b.txt: the same as a.txt, counted once"]


def test_the_same_file_named_twice_is_one_source(here: Path) -> None:
    path = write(here / "f/a.txt")
    assert names([path, path, "f", "f/a.txt", "./f/../f/a.txt"]) == ["a.txt"]


def test_what_is_missing_is_named_and_the_rest_goes_on(here: Path) -> None:
    write(here / "a.txt")
    (here / "empty").mkdir()
    sources, warnings = load(["a.txt", "gone.txt", "empty", "*.html", "nul\0.txt"])
    assert [source.name for source in sources] == ["a.txt"]
    assert [warning.source for warning in warnings] == ["*.html", "empty", "gone.txt", "nul.txt"]
    assert all(warning.message for warning in warnings)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_that_may_not_be_read_is_named(here: Path) -> None:
    path = here / "a.txt"
    write(path)
    path.chmod(0)
    sources, warnings = load(["a.txt"])
    assert sources == []
    assert "a.txt: cannot be read" in str(warnings[0])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_warned_about_and_never_waited_for(here: Path) -> None:
    os.mkfifo(here / "pipe.txt")
    write(here / "a.txt")
    sources, warnings = load(["pipe.txt", "a.txt"])
    assert [source.name for source in sources] == ["a.txt"]
    assert [warning.source for warning in warnings] == ["pipe.txt"]
    assert names(["."]) == ["a.txt"]


def test_a_file_over_the_limit_is_not_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "SIZE_LIMIT", 10)
    arguments = [write(here / "large.txt", "x" * 11), write(here / "small.txt", "x" * 10), "-"]
    sources, warnings = load(arguments, stdin=io.BytesIO(b"y" * 11))
    assert [source.name for source in sources] == ["small.txt"]
    assert [warning.source for warning in warnings] == ["large.txt", "stdin"]


@pytest.mark.skipif(os.name != "posix", reason="such names cannot be made here")
def test_a_name_cannot_command_the_terminal(here: Path) -> None:
    write(here / "\x1b[31mred\n.txt")
    sources, warnings = load(["\x1b[31mred\n.txt", "gone\x1b]0;x\x07\udcff.txt"])
    shown = sources[0].name + str(warnings[0])
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert shown.encode("utf-8")


def test_a_link_that_leads_nowhere_is_passed_over(here: Path) -> None:
    (here / "f").mkdir()
    (here / "f/a.txt").symlink_to(here / "gone.txt")
    (here / "f/loop").symlink_to(here / "f")
    sources, warnings = load(["f"], recursive=True)
    assert sources == []
    assert [warning.source for warning in warnings] == ["f"]
