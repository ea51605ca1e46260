"""The program as a person or a script meets it: real processes, their exit codes, and what they write where."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from summariser._version import __version__
from summariser.cli import cli
from summariser.render.markdown import MARKER

PROGRAM = [sys.executable, "-m", "summariser"]
ARTICLES = {
    "harbour.txt": """Storm closes the harbour of Wexcombe

The harbour of Wexcombe was closed on Monday after a storm tore a ferry from its moorings, the port authority said.
Forty passengers were taken ashore by the lifeboat crew, and nobody was hurt.
The ferry company said that its service to the islands would not resume before Thursday.
Fishermen asked the council for help with the repair of eleven damaged boats.
Winds of 110 kilometres an hour were measured at the lighthouse in the early morning.
""",
    "tempete.txt": """Une tempête ferme le port de Wexcombe

Le port de Wexcombe a été fermé lundi après qu’une tempête a arraché un ferry à ses amarres, selon la capitainerie.
Les quarante passagers ont été ramenés à terre par les sauveteurs et personne n’a été blessé.
La compagnie maritime a annoncé que la liaison avec les îles ne reprendrait pas avant jeudi.
Les pêcheurs ont demandé à la municipalité de les aider à réparer onze bateaux endommagés.
Des vents de 110 kilomètres à l’heure ont été mesurés au phare au petit matin.
""",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one story told in two languages."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end."""
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


def with_environment(**variables: str) -> dict[str, str]:
    return {**os.environ, **variables}


def test_without_arguments_it_shows_its_help() -> None:
    done = run()
    assert done.returncode == 0
    assert b"digest" in done.stdout
    assert b"130" in done.stdout
    assert not done.stderr
    assert run("--help").stdout == done.stdout


def test_version() -> None:
    assert run("--version").stdout.decode() == f"summariser {__version__}\n"


def test_help_is_fast_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from summariser.cli import main; code = main(['digest', '--help']); "
        "print(*sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr); sys.exit(code)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    heavy = {
        "torch",
        "transformers",
        "textual",
        "rich",
        "trafilatura",
        "lxml",
        "numpy",
        "pydantic",
        "babel",
        "py3langid",
    }
    assert not heavy & set(done.stderr.split())
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["digest"], "PATHS"),
        (["nonsense"], "nonsense"),
        (["digest", "a.txt", "--words", "2"], "--words"),
        (["digest", "a.txt", "--article-words", "many"], "--article-words"),
        (["digest", "a.txt", "--language", "french"], "--language"),
        (["digest", "a.txt", "--format", "pdf"], "--format"),
        (["digest", "a.txt", "-q", "-v"], "--quiet"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert not done.stdout


def test_an_option_can_be_set_in_the_environment(articles: Path) -> None:
    done = run("digest", articles, env=with_environment(SUMMARISER_DIGEST_WORDS="2"))
    assert done.returncode == 2
    assert b"--words" in done.stderr
    done = run("clean", articles, env=with_environment(SUMMARISER_CLEAN_FORMAT="json"))
    assert json.loads(done.stdout)


def test_clean_writes_the_kept_text(articles: Path) -> None:
    done = run("clean", articles / "harbour.txt")
    assert done.returncode == 0, done.stderr
    assert "Forty passengers were taken ashore" in done.stdout.decode()
    assert "==" not in done.stdout.decode()
    both = run("clean", articles)
    assert re.findall(r"^== (.*) ==$", both.stdout.decode(), re.MULTILINE) == ["harbour.txt", "tempete.txt"]


def test_clean_tells_every_block_as_json(articles: Path) -> None:
    done = run("clean", articles, "--format", "json")
    assert done.returncode == 0, done.stderr
    english, french = json.loads(done.stdout)
    assert (english["language"], french["language"]) == ("en", "fr")
    assert set(english) == {"name", "language", "title", "outlet", "author", "date", "url", "blocks"}
    assert set(english["blocks"][0]) == {"line", "last_line", "state", "rule", "reason", "text"}


def test_clean_reads_standard_input(articles: Path) -> None:
    done = run("clean", "-", input=ARTICLES["harbour.txt"].encode())
    assert done.returncode == 0, done.stderr
    assert b"Forty passengers" in done.stdout


def test_what_cannot_be_used_is_named_and_the_rest_goes_on(articles: Path) -> None:
    done = run("clean", articles / "harbour.txt", articles / "gone.txt")
    assert done.returncode == 5
    assert b"gone.txt" in done.stderr
    assert b"Forty passengers" in done.stdout
    quiet = run("clean", "-q", articles / "harbour.txt", articles / "gone.txt")
    assert quiet.returncode == 5
    assert not quiet.stderr
    assert quiet.stdout == done.stdout


@pytest.mark.parametrize("command", ["digest", "clean"])
def test_no_usable_input(command: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run(command, tmp_path / "empty.txt", tmp_path / "gone.txt")
    assert done.returncode == 3
    assert b"empty.txt" in done.stderr
    assert b"gone.txt" in done.stderr
    assert not done.stdout


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    bad = "\x1b]0;owned\x07\x1b[31m\u202e\x9b"
    (tmp_path / f"a{bad}.txt").write_text(ARTICLES["harbour.txt"].replace("Forty", f"Forty{bad}"), encoding="utf-8")
    (tmp_path / f"b{bad}.txt").touch()
    for form in ("text", "json"):
        done = run("clean", "-v", *sorted(tmp_path.iterdir()), f"gone{bad}", "--format", form)
        assert done.returncode == 5
        assert b"gone" in done.stderr
        for written in (done.stdout.decode(), done.stderr.decode()):
            assert not set(bad[:1] + "\x07\u202e\x9b") & set(written)
    assert b"\x1b" not in run(f"no{bad}").stderr
    assert b"\x1b" not in run("digest", "x", f"--no{bad}").stderr


@pytest.mark.parametrize("variables", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}])
def test_results_are_utf8_whatever_the_locale(articles: Path, variables: dict[str, str]) -> None:
    done = run("clean", articles / "tempete.txt", env=with_environment(PYTHONUTF8="0", **variables))
    assert done.returncode == 0, done.stderr
    assert "qu’une tempête a arraché" in done.stdout.decode("utf-8")


def test_a_file_is_written_whole(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "kept.txt"
    output.write_text("old")
    output.chmod(0o640)
    done = run("clean", articles, "-o", output)
    assert done.returncode == 0, done.stderr
    assert not done.stdout
    assert output.read_bytes() == run("clean", articles).stdout
    assert output.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "kept.txt"]


def test_a_file_is_left_alone_when_there_is_nothing_to_write(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "kept.txt"
    output.write_text("old")
    assert run("clean", tmp_path / "gone.txt", "-o", output).returncode == 3
    assert output.read_text() == "old"


def test_a_link_is_written_through(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert run("clean", articles, "-o", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes()


def test_a_device_is_written_to_and_not_replaced(articles: Path) -> None:
    assert run("clean", articles, "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_an_output_that_cannot_be_written_is_told_before_the_work(articles: Path, tmp_path: Path) -> None:
    for output in (tmp_path / "gone" / "kept.txt", tmp_path):
        done = run("digest", articles, "-o", output)
        assert done.returncode == 1
        assert str(output) in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(articles: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, "clean", articles], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"standard output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_input_is_never_overwritten(articles: Path) -> None:
    for inputs in ([articles / "harbour.txt"], [articles]):
        done = run("clean", *inputs, "-o", articles / "harbour.txt")
        assert done.returncode == 2
        assert b"overwritten" in done.stderr
        assert (articles / "harbour.txt").read_text(encoding="utf-8") == ARTICLES["harbour.txt"]


@pytest.mark.parametrize("arguments", [["--help"], ["clean"]])
def test_a_closed_pipe_ends_quietly(articles: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, *arguments, *([str(articles)] if arguments == ["clean"] else [])]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert not done.stderr


def test_a_closed_standard_error_stops_nothing(articles: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, "clean", "-v", str(articles), "gone.txt"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=writer, check=False)
    os.close(writer)
    assert done.returncode == 5
    assert b"Forty passengers" in done.stdout


def test_models_are_listed() -> None:
    done = run("models")
    assert done.returncode == 0, done.stderr
    listed = done.stdout.decode()
    assert re.search(r"^builtin$", listed, re.MULTILINE)
    for fact in ("kind", "languages", "licence", "where"):
        assert re.search(rf"^  {fact} +\S", listed, re.MULTILINE)


def test_a_model_that_is_not_there_fails_at_once_and_says_how_to_get_it(articles: Path, tmp_path: Path) -> None:
    environment = with_environment(HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path))
    for model in ("nobody/has-this-model", str(tmp_path / "no-such-folder")):
        done = run("digest", articles, "--model", model, env=environment)
        assert done.returncode == 4, done.stderr
        assert model in done.stderr.decode()
        assert b"Traceback" not in done.stderr
        assert not done.stdout


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one story in two languages and one file that holds no article."""
    folder = tmp_path_factory.mktemp("story")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def as_markdown(story: Path) -> subprocess.CompletedProcess[bytes]:
    return run("digest", "-v", *sorted(story.iterdir()))


def test_digest_writes_markdown_and_tells_the_rest_on_standard_error(
    as_markdown: subprocess.CompletedProcess[bytes],
) -> None:
    assert as_markdown.returncode == 5, as_markdown.stderr
    written, told = as_markdown.stdout.decode(), as_markdown.stderr.decode()
    assert written.startswith(MARKER)
    assert "## Sources\n\n1. **" in written
    assert "[1]" in written
    assert "[2]" in written
    assert "harbour.txt" in written
    assert told.count("empty.txt") == 1
    assert re.search(r"\[ *\d+\.\d\d s\] ", told)


def test_digest_writes_json_and_the_order_of_the_files_does_not_matter(story: Path, tmp_path: Path) -> None:
    output = tmp_path / "digest.json"
    names = sorted(story.iterdir())
    one = run("digest", *names, "--format", "json", "-o", output, "--words", "40")
    other = run("digest", *reversed(names), "--format", "json", "--words", "40")
    assert (one.returncode, other.returncode) == (5, 5)
    assert output.read_bytes() == other.stdout
    data = json.loads(other.stdout)
    assert set(data) == {"schema", "stories", "warnings"}
    (told,) = data["stories"]
    assert [article["language"] for article in told["articles"]] == ["en", "fr"]
    assert all(statement["sources"] and statement["evidence"] for statement in told["digest"]["statements"])
    known = {sentence["id"] for article in told["articles"] for sentence in article["sentences"]}
    assert {quoted for statement in told["digest"]["statements"] for quoted in statement["evidence"]} <= known
    assert len(data["warnings"]) == 1


def test_our_own_digest_is_not_read_as_an_article(story: Path, as_markdown: subprocess.CompletedProcess[bytes]) -> None:
    folder = story.parent / "again"
    shutil.copytree(story, folder)
    (folder / "empty.txt").unlink()
    (folder / "digest.md").write_bytes(as_markdown.stdout)
    done = run("clean", folder)
    assert done.returncode == 0
    assert b"digest.md" not in done.stdout


def test_progress_is_one_rewritten_line_and_only_on_a_terminal(story: Path) -> None:
    master, slave = pty.openpty()
    with subprocess.Popen([*PROGRAM, "digest", story], stdout=subprocess.PIPE, stderr=slave) as process:
        os.close(slave)
        told = b""
        try:
            while piece := os.read(master, 4096):
                told += piece
        except OSError:  # the end of a pseudo-terminal on Linux
            pass
        written = process.stdout.read() if process.stdout else b""
    os.close(master)
    assert MARKER.encode() in written
    assert b"\r" not in written
    assert re.search(rb"\r(cleaning|loading model|embedding|summarising|digest) \d+/\d+", told)
    assert b"\x1b" not in told
    assert re.search(rb"(?:^|[\r\n])summariser: warning: empty\.txt[^\r\n]*\r\n", told)  # on a line of its own
    assert re.search(rb"\r +\r$", told)  # and in the end no progress is left on the screen


def wait_for_work(process: subprocess.Popen[bytes]) -> None:
    """Wait until the program has begun its work, which is when it listens to SIGTERM; else a while."""
    status = Path(f"/proc/{process.pid}/status")
    end = time.monotonic() + 60
    while status.exists() and process.poll() is None and time.monotonic() < end:
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", status.read_text(), re.MULTILINE)
        if caught and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.02)
    time.sleep(1)


def interrupt(after: float, number: int, *arguments: str | Path) -> tuple[int, float]:
    """Start the program, send it a signal after some seconds of work, and see how it ends and how soon."""
    pipe = subprocess.PIPE
    ours = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # what is ignored would be ignored by the child, too
    try:
        process = subprocess.Popen([*PROGRAM, *map(str, arguments)], stdin=pipe, stdout=pipe, stderr=pipe)
    finally:
        signal.signal(signal.SIGINT, ours)
    with process:
        wait_for_work(process)
        time.sleep(after)
        process.send_signal(number)
        sent = time.monotonic()
        try:
            process.wait(timeout=30)
        finally:
            process.kill()
        took = time.monotonic() - sent
        assert process.stdout is not None
        assert process.stderr is not None
        assert not process.stdout.read()
        assert b"Traceback" not in process.stderr.read()
    return process.returncode, took


@pytest.mark.parametrize("after", [0.0, 0.3, 0.8, 1.3, 2.0, 3.0])
def test_an_interrupt_stops_within_a_second(story: Path, tmp_path: Path, after: float) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        for name, text in ARTICLES.items():
            (many / f"{number}-{name}").write_text(text.replace("Wexcombe", f"Wexcombe{number}"), encoding="utf-8")
    output = tmp_path / "digest.md"
    code, took = interrupt(after, signal.SIGINT, "digest", many, "-o", output)
    assert code == 130
    assert took < 1
    assert [path.name for path in tmp_path.iterdir()] == ["many"]


def test_waiting_for_standard_input_can_be_interrupted() -> None:
    code, took = interrupt(0.2, signal.SIGINT, "clean", "-")
    assert code == 130
    assert took < 1


def test_a_request_to_terminate_stops_it_too(story: Path) -> None:
    code, took = interrupt(0.5, signal.SIGTERM, "digest", story)
    assert code == 143
    assert took < 1


def test_every_option_explains_itself() -> None:
    for command in cli.commands.values():
        assert command.help
        for parameter in command.params:
            assert getattr(parameter, "help", "") or isinstance(parameter, click.Argument)


def test_stories_are_listed_told_apart_and_taken_as_one(story: Path) -> None:
    folder = story.parent / "mixed"
    folder.mkdir()
    seeds = Path(__file__).parent.parent / "seeds"
    for name in ("01-courrier-du-littoral.txt", "04-cap-depeches.txt"):
        shutil.copy(seeds / name, folder)
    (folder / "flowers.txt").write_text(
        "The annual flower show opened in Harlow on Saturday with two hundred growers.\n\n"
        "Visitors queued from early morning to see the roses and the prize marrows.\n"
    )
    listed = run("digest", folder, "--stories")
    assert listed.returncode == 0
    assert listed.stdout.decode().split() == [
        "1.",
        "01-courrier-du-littoral.txt",
        "04-cap-depeches.txt",
        "2.",
        "flowers.txt",
    ]
    apart = json.loads(run("digest", folder, "--format", "json", "--words", "40").stdout)
    assert [len(one["articles"]) for one in apart["stories"]] == [2, 1]
    together = json.loads(run("digest", folder, "--format", "json", "--words", "40", "--one-story").stdout)
    assert [len(one["articles"]) for one in together["stories"]] == [3]
    assert run("digest", folder, "--stories", "--one-story").returncode == 2


def test_digest_writes_a_page(story: Path, tmp_path: Path) -> None:
    output = tmp_path / "digest.html"
    assert run("digest", story, "--format", "html", "--words", "40", "-o", output).returncode == 5
    page = output.read_text(encoding="utf-8")
    assert page.startswith("<!-- summariser digest -->\n<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
