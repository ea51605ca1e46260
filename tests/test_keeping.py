"""What is kept between runs, as a person meets it: same bytes, a history, and a way to drop it all."""

from __future__ import annotations

from pathlib import Path

import pytest

from summariser import Settings, Source
from summariser.events import Event, Progress
from summariser.pipeline import run
from summariser.render import to_json
from summariser.store import Store

from .test_cli import ARTICLES, with_environment
from .test_cli import run as program

SOURCES = [Source.from_text(text, name=name) for name, text in ARTICLES.items()]


def test_a_run_gives_the_same_bytes_without_a_store_with_an_empty_one_and_with_a_full_one(tmp_path: Path) -> None:
    settings, longer = Settings(digest_words=20, article_words=10), Settings(digest_words=60, article_words=10)
    stages: list[str] = []

    def listen(event: Event) -> None:
        if isinstance(event, Progress):
            stages.append(event.stage)

    with Store.open(tmp_path) as store:
        written = [to_json(run(SOURCES, settings, store=one)) for one in (None, store)]
        written.append(to_json(run(SOURCES[::-1], settings, listen, store=store)))
        assert len(set(written)) == 1
        assert "loading model" not in stages
        assert to_json(run(SOURCES, longer, store=store)) == to_json(run(SOURCES, longer))


def test_history_and_cache_commands(tmp_path: Path) -> None:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = with_environment(SUMMARISER_HOME=str(tmp_path / "home"))
    paths = [tmp_path / name for name in ARTICLES]
    assert program("history", env=environment).stdout == b""
    first = program("digest", "--one-story", "--words", "30", "--no-cache", *paths, env=environment)
    assert program("history", env=environment).stdout == b""
    second = program("digest", "--one-story", "--words", "30", *paths, env=environment)
    assert first.stdout == second.stdout
    listed = program("history", env=environment).stdout.decode().splitlines()
    assert len(listed) == 1
    number = listed[0].split()[0]
    assert program("history", number, env=environment).stdout == first.stdout
    assert "1 digest" in program("cache", "stats", env=environment).stdout.decode()
    assert program("cache", "clear", env=environment).returncode == 0
    assert " 0 parts" in program("cache", "stats", env=environment).stdout.decode()
    assert program("history", "--forget", number, env=environment).returncode == 0
    done = program("history", number, env=environment)
    assert done.returncode == 1
    assert b"no digest" in done.stderr


@pytest.mark.parametrize("arguments", [("history",), ("cache", "stats")])
def test_a_broken_store_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"not a database" * 100)
    done = program(*arguments, env=with_environment(SUMMARISER_HOME=str(tmp_path)))
    assert done.returncode == 1
    assert b"delete it" in done.stderr
    assert not done.stdout
