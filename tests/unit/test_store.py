"""What is kept between runs: found again, bounded, and never in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from summariser import Settings, Source
from summariser.digest import Copy, Digest, Statement
from summariser.store import FILE, Store, StoreError, home

DIGEST = Digest(
    "Le port", "fr", (Statement("Le port est fermé.", (1,), ("ab.1",), "copied", (Copy(0, 18, "ab.1", 0),)),), ()
)


def made(values: list[bytes]) -> bytes:
    values.append(b"computed")
    return b"\x00\xff" * 500


def test_a_part_is_computed_once_for_what_it_depends_on(tmp_path: Path) -> None:
    calls: list[bytes] = []
    with Store.open(tmp_path) as store:
        first = store.cached(("vectors", "one"), bytes, lambda: made(calls))
        assert store.cached(("vectors", "one"), bytes, lambda: made(calls)) == first
        assert len(calls) == 1
        store.cached(("vectors", "two"), bytes, lambda: made(calls))
        assert len(calls) == 2
    with Store.open(tmp_path) as store:
        assert store.cached(("vectors", "one"), bytes, lambda: made(calls)) == first
    assert len(calls) == 2


def test_a_float_comes_back_to_the_last_bit(tmp_path: Path) -> None:
    values = (0.1, 1 / 3, -2.2250738585072014e-308, 1e300)
    with Store.open(tmp_path) as store:
        store.cached(("x",), tuple[float, ...], lambda: values)
        assert store.cached(("x",), tuple[float, ...], lambda: ()) == values


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    with Store.open(tmp_path, limit=2_000) as store:
        for name in range(50):
            store.cached((name,), bytes, lambda name=name: bytes(range(256)) + bytes([name]))
            store.cached((0,), bytes, lambda: b"lost")
        kept = store.stats()
        assert 0 < kept.bytes <= 2_000
        assert store.cached((0,), bytes, lambda: b"lost") != b"lost"
        assert store.cached((1,), bytes, lambda: b"lost") == b"lost"


def test_a_part_that_was_spoilt_is_computed_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.cached(("x",), bytes, lambda: b"right")
        with sqlite3.connect(tmp_path / FILE) as db:
            db.execute("UPDATE parts SET value = x'00'")
        assert store.cached(("x",), bytes, lambda: b"again") == b"again"
        assert store.cached(("x",), bytes, lambda: b"not again") == b"again"


def test_a_digest_is_reopened_as_it_was_with_its_sources(tmp_path: Path) -> None:
    sources = [Source.from_text("Le port est fermé.", name="b.txt"), Source.from_bytes(b"\xff\xfe", name="a.html")]
    with Store.open(tmp_path) as store:
        store.keep(sources, Settings(digest_words=60), DIGEST)
        store.keep(list(reversed(sources)), Settings(digest_words=60), DIGEST)
        store.keep(sources, Settings(digest_words=90), DIGEST)
        listed = store.history()
        assert [one.words for one in listed] == [90, 60]
        record = store.reopen(listed[1].number)
        assert record.digest == DIGEST
        assert record.settings == Settings(digest_words=60)
        assert [source.name for source in record.sources] == ["a.html", "b.txt"]
        store.forget(listed[0].number)
        assert [one.number for one in store.history()] == [listed[1].number]
        store.clear()
        assert len(store.history()) == 1
        store.clear(history=True)
        assert store.history() == ()
        with pytest.raises(StoreError, match="no digest 1 "):
            store.reopen(1)


def test_a_file_that_is_no_store_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"something else " * 1000)
    with pytest.raises(StoreError, match="delete it"):
        Store.open(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="SUMMARISER_HOME"):
        Store.open(tmp_path / "file")


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="later version"):
        Store.open(tmp_path)


def test_the_environment_moves_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARISER_HOME", str(tmp_path / "here"))
    assert home() == tmp_path / "here"
    with Store.open() as store:
        store.choose("theme", "paper")
        assert store.choice("theme") == "paper"
    assert (tmp_path / "here" / FILE).exists()
