"""What is kept between runs, in one SQLite file: computed parts by their content, digests made before, small choices.

Invariant: the store only ever saves work. A part is found by a hash of everything it was computed from, the program's
own files included, so that a run gives the same bytes with a full store, an empty one, a broken one or none. Every
write is one transaction: a process that is killed leaves the file as it was before.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from summariser.digest import Digest
from summariser.document import Source
from summariser.settings import Settings

HOME = "SUMMARISER_HOME"  # names the folder in the environment
FILE = "store.sqlite"
LIMIT = 256_000_000  # bytes of computed parts; an article of a newspaper takes about 100,000
_KEPT = 0.8  # of the limit is left when it is exceeded, so that not every write has to make room
_SCHEMA = 1
_PATIENCE = 3.0  # seconds to wait for another process that writes

_TABLES = f"""
CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used REAL NOT NULL);
CREATE TABLE IF NOT EXISTS digests (
    number INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, made REAL NOT NULL, title TEXT NOT NULL,
    names TEXT NOT NULL, words INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS choices (name TEXT PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version = {_SCHEMA};
"""

T = TypeVar("T")


class StoreError(Exception):
    """The store cannot be opened or read. The message says which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that a digest made before is reopened with."""

    sources: tuple[Source, ...]
    settings: Settings
    digest: Digest


@dataclass(frozen=True, slots=True)
class Made:
    """A digest in the history: its number, when it was made (seconds since 1970), and what it is about."""

    number: int
    made: float
    title: str
    names: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much is kept, and where."""

    path: Path
    parts: int
    bytes: int
    limit: int
    digests: int


def home() -> Path:
    """The folder of all that is kept for the user: ``SUMMARISER_HOME``, or where the system keeps such things."""
    if named := os.environ.get(HOME):
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 - only who keeps something needs it

    return platformdirs.user_data_path("summariser", appauthor=False)


class Store:
    """The open store. Threads may share it; processes may open the same file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, limit: int) -> None:
        self._path = path
        self._limit = limit
        self._db = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, folder: Path | None = None, limit: int = LIMIT) -> Store:
        """Open the store in a folder, made if need be. Raises StoreError."""
        path = (folder or home()) / FILE
        connection = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            if connection.execute("PRAGMA user_version").fetchone()[0] > _SCHEMA:
                raise StoreError(f"{path} was made by a later version of summariser; name another folder in {HOME}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] < _SCHEMA:
                connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            if connection is not None:
                connection.close()
            raise StoreError(f"{path} cannot be used ({error}); delete it, or name another folder in {HOME}") from error
        return cls(path, connection, limit)

    def close(self) -> None:
        """Close the file. Nothing is lost if it is not."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def cached(self, parts: Iterable[object], kind: type[T], make: Callable[[], T]) -> T:
        """What was computed from ``parts`` before, or what ``make`` computes now.

        ``parts`` are everything that the result depends on, as plain data; ``kind`` is the type of the result. Whatever
        is wrong with the store, the result is made.
        """
        key = hashlib.sha256(msgspec.json.encode(list(parts))).digest()
        with suppress(sqlite3.Error, msgspec.MsgspecError, zlib.error), self._lock:
            row = self._db.execute("SELECT value FROM parts WHERE key = ?", (key,)).fetchone()
            if row is not None:
                self._db.execute("UPDATE parts SET used = ? WHERE key = ?", (time.time(), key))
                return _unpacked(row[0], kind)
        made = make()
        value = _packed(made)
        with suppress(sqlite3.Error), self._lock:
            self._db.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)", (key, value, len(value), time.time()))
            self._make_room()
        return made

    def _make_room(self) -> None:
        """Drop what was not used for longest once the limit is passed."""
        total = self._size()
        if total <= self._limit:
            return
        for key, size in self._db.execute("SELECT key, size FROM parts ORDER BY used").fetchall():
            if total <= self._limit * _KEPT:
                break
            self._db.execute("DELETE FROM parts WHERE key = ?", (key,))
            total -= size

    def _size(self) -> int:
        return int(self._db.execute("SELECT coalesce(sum(size), 0) FROM parts").fetchone()[0])

    def keep(self, sources: Sequence[Source], settings: Settings, digest: Digest) -> None:
        """Put a digest into the history; one that is there already becomes the latest. A broken store keeps nothing."""
        ordered = sorted(sources, key=lambda source: (source.name, source.sha256))
        key = hashlib.sha256(msgspec.json.encode([[(s.name, s.sha256) for s in ordered], settings])).digest()
        record = _packed(Record(tuple(ordered), settings, digest))
        names = msgspec.json.encode([article.name for article in digest.articles]).decode()
        row = (key, time.time(), digest.title, names, settings.digest_words, record)
        with suppress(sqlite3.Error), self._lock:
            self._db.execute(
                "INSERT OR REPLACE INTO digests (key, made, title, names, words, record) VALUES (?, ?, ?, ?, ?, ?)", row
            )

    def history(self, most: int = -1) -> tuple[Made, ...]:
        """The digests made before, the latest first. Raises StoreError."""
        rows = self._asked(
            "SELECT number, made, title, names, words FROM digests ORDER BY made DESC, number DESC LIMIT ?", (most,)
        )
        return tuple(
            Made(n, made, title, tuple(msgspec.json.decode(names)), words) for n, made, title, names, words in rows
        )

    def reopen(self, number: int) -> Record:
        """A digest of the history. Raises StoreError when there is none of this number, or it cannot be read."""
        rows = self._asked("SELECT record FROM digests WHERE number = ?", (number,))
        if not rows:
            raise StoreError(f"there is no digest {number} in the history; summariser history lists them")
        try:
            return _unpacked(rows[0][0], Record)
        except (msgspec.MsgspecError, zlib.error) as error:
            raise StoreError(f"digest {number} was written by another version and cannot be read ({error})") from error

    def forget(self, number: int) -> None:
        """Take a digest out of the history. Raises StoreError."""
        self._asked("DELETE FROM digests WHERE number = ?", (number,))

    def stats(self) -> Stats:
        """How much is kept. Raises StoreError."""
        parts, size = self._asked("SELECT count(*), coalesce(sum(size), 0) FROM parts")[0]
        digests = self._asked("SELECT count(*) FROM digests")[0][0]
        return Stats(self._path, parts, size, self._limit, digests)

    def clear(self, *, history: bool = False) -> None:
        """Drop all computed parts, and the history if told to. Raises StoreError."""
        self._asked("DELETE FROM parts")
        if history:
            self._asked("DELETE FROM digests")
        self._asked("VACUUM")

    def choice(self, name: str) -> str:
        """Something chosen before, or an empty string. Raises StoreError."""
        rows = self._asked("SELECT value FROM choices WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def choose(self, name: str, value: str) -> None:
        """Remember something chosen. Raises StoreError."""
        self._asked("INSERT OR REPLACE INTO choices VALUES (?, ?)", (name, value))

    def _asked(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self._path} cannot be used ({error})") from error


def _packed(value: object) -> bytes:
    # The lightest compression: articles shrink to a third, and vectors, which do not shrink, take no time.
    return zlib.compress(msgspec.msgpack.encode(value, enc_hook=_plain), 1)


def _unpacked(data: bytes, kind: type[T]) -> T:
    return msgspec.msgpack.decode(zlib.decompress(data), type=kind, dec_hook=_made)


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError


def _made(kind: type, value: object) -> object:
    if issubclass(kind, Path):
        return Path(str(value))
    raise NotImplementedError
