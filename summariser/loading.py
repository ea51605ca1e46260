"""What was named on the command line to sources: files, folders, globs, standard input, web pages, feeds.

Invariant: nothing that cannot be used stops the rest, each such thing becomes a warning that names it, and the result
does not depend on the order of the arguments. Names never show where on the machine a file lies.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from summariser import feeds, web
from summariser.document import Source, printable
from summariser.events import Warned

#: What is taken from a folder; a file that is named itself may be called anything.
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml"})
#: The first line of our own Markdown digests, by which a folder's earlier digests are passed over.
DIGEST_MARK = b"<!-- summariser digest -->"
#: The largest file that is read, in bytes: a hundred times the largest page of news.
SIZE_LIMIT = 20_000_000

_AT_ONCE = 4  # pages are fetched

_NOT_ARTICLES = ("readme", "license", "licence")


@dataclass(frozen=True, slots=True)
class Web:
    """What is read of the web besides addresses among the arguments: feeds and how many of the newest items of each;
    and whether addresses of this machine and its network are read."""

    feeds: tuple[str, ...] = ()
    newest: int = 10
    allow_local: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read, and what it was called where it was found."""

    path: Path
    shown: str


def load(
    arguments: Sequence[str], *, recursive: bool = False, stdin: BinaryIO | None = None, web_options: Web | None = None
) -> tuple[list[Source], list[Warned]]:
    """Read everything that was named, sorted by name and content; what could not be read is in the warnings.

    ``-`` is standard input (``stdin`` if given). Folders give their own articles, with ``recursive`` those of the
    folders in them too. Web addresses, and the newest items of feeds, are fetched.
    """
    options = web_options or Web()
    warnings: list[Warned] = []
    files: dict[str, _Found] = {}
    sources: list[Source] = []
    for argument in sorted(set(arguments)):
        if argument == "-":
            sources += _piped(stdin or sys.stdin.buffer, warnings)
            continue
        if web.is_address(argument):
            continue
        for found in _files(argument, recursive, warnings):
            # The same file under two arguments is one file, not a copy of itself.
            files.setdefault(os.path.realpath(found.path), found)
    for name, found in sorted(zip(_names(list(files)), files.values(), strict=True), key=lambda pair: pair[0]):
        sources += _read(found, name, warnings)
    sources += _fetched(filter(web.is_address, arguments), options, warnings)
    return _once(sources, warnings), sorted(warnings, key=lambda warned: (warned.source, warned.message))


def _files(argument: str, recursive: bool, warnings: list[Warned]) -> Iterator[_Found]:
    """The files an argument stands for."""
    kind = _kind(argument)
    if kind == "folder":
        found = list(_folder(Path(argument), recursive))
        if not found:
            kinds = ", ".join(sorted(SUFFIXES))
            deeper = "" if recursive else " (its own folders are read with -r)"
            warnings.append(Warned(_shown(argument), f"no article in this folder: {kinds} are read{deeper}", lost=True))
        yield from (_Found(path, _shown(str(path))) for path in found)
    elif not kind and glob.has_magic(argument):
        matches = sorted(_matches(argument))
        if not matches:
            warnings.append(Warned(_shown(argument), "nothing is called like this", lost=True))
        for match in matches:
            if _kind(match) == "folder":
                yield from (_Found(path, _shown(str(path))) for path in _folder(Path(match), recursive))
            else:
                yield _Found(Path(match), _shown(match))
    elif kind == "file":
        yield _Found(Path(argument), _shown(argument))
    else:
        message = "neither a file nor a folder, and not read" if kind else "there is no such file or folder"
        if not kind and "://" in argument:
            message = "only http and https addresses are read"
        warnings.append(Warned(_shown(argument), message, lost=True))


def _kind(path: str | Path) -> str:
    """``file``, ``folder``, ``other`` for what must not be opened (it might never end), or nothing."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):  # ValueError: a name no file can have
        return ""
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"


def _matches(pattern: str) -> list[str]:
    try:
        return glob.glob(pattern, recursive=True)  # noqa: PTH207 - the pattern may be absolute
    except (OSError, ValueError):
        return []


def _folder(folder: Path, recursive: bool) -> Iterator[Path]:
    """The articles in a folder, sorted; nothing hidden, no readme, no licence and no digest of ours."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if recursive else []
        for name in sorted(names):
            path = Path(here, name)
            if _may_be_article(name) and _kind(path) == "file" and not _own_digest(path):
                yield path


def _may_be_article(name: str) -> bool:
    lower = name.lower()
    return Path(lower).suffix in SUFFIXES and not lower.startswith((".", *_NOT_ARTICLES))


def _own_digest(path: Path) -> bool:
    if path.suffix.lower() != ".md":
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(DIGEST_MARK)) == DIGEST_MARK
    except OSError:
        return False  # reading it will say why


def _names(paths: Sequence[str]) -> list[str]:
    """A name for each path: the file's name, or as many folders before it as tell it from its namesakes."""
    parts = [Path(path).parts for path in paths]
    namesakes: dict[str, list[tuple[str, ...]]] = {}
    for each in parts:
        namesakes.setdefault(each[-1], []).append(each)
    return [_shown(_told_apart(each, namesakes[each[-1]])) for each in parts]


def _told_apart(parts: tuple[str, ...], namesakes: Sequence[tuple[str, ...]]) -> str:
    depth = 1
    others = [other for other in namesakes if other != parts]
    while depth < len(parts) and any(other[-depth:] == parts[-depth:] for other in others):
        depth += 1
    # The first part of an absolute path is the root, which is never shown.
    return "/".join(part for part in parts[-depth:] if part != Path(part).anchor)


def _shown(name: str) -> str:
    """A path as people may see it: no bytes that are no text, nothing that commands a terminal."""
    return printable(os.fsencode(name).decode("utf-8", "replace")).replace("\n", " ").replace("\t", " ")


def _piped(stream: BinaryIO, warnings: list[Warned]) -> Iterable[Source]:
    data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        warnings.append(Warned("stdin", _too_large(), lost=True))
        return []
    return [Source.from_bytes(data, "stdin")]


def _fetched(arguments: Iterable[str], options: Web, warnings: list[Warned]) -> Iterable[Source]:
    """The pages at the addresses, and those of the newest items of the feeds."""
    addresses = set(arguments)
    for feed in sorted(set(options.feeds)):
        answer = _answer(feed, options, warnings)
        try:
            addresses |= {item.url for item in feeds.newest(answer, options.newest)} if answer is not None else set()
        except web.WebError as error:
            warnings.append(Warned(_shown(feed), str(error), lost=True))
    if not addresses:
        return []
    told: dict[str, list[Warned]] = {address: [] for address in sorted(addresses)}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = list(pool.map(lambda address: _answer(address, options, told[address]), told))
    warnings += [warned for each in told.values() for warned in each]
    return [
        replace(Source.from_bytes(answer.data, _shown(address)), encoding=answer.encoding)
        for address, answer in zip(told, answers, strict=True)
        if answer is not None
    ]


def _answer(address: str, options: Web, warnings: list[Warned]) -> web.Answer | None:
    try:
        return web.fetch(address, allow_local=options.allow_local)
    except web.WebError as error:
        warnings.append(Warned(_shown(address), str(error), lost=True))
        return None


def _read(found: _Found, name: str, warnings: list[Warned]) -> Iterable[Source]:
    if _kind(found.path) != "file":
        warnings.append(Warned(found.shown, "neither a file nor a folder, and not read", lost=True))
        return []
    try:
        if found.path.stat().st_size > SIZE_LIMIT:
            warnings.append(Warned(name, _too_large(), lost=True))
            return []
        return [Source.from_path(found.path, name)]
    except OSError as error:
        warnings.append(Warned(name, f"cannot be read: {error.strerror or error}", lost=True))
        return []


def _too_large() -> str:
    return f"larger than {SIZE_LIMIT // 1_000_000} MB, and not read"


def _once(sources: Iterable[Source], warnings: list[Warned]) -> list[Source]:
    """The sources sorted by name, each content once; every copy is warned about."""
    first: dict[str, Source] = {}
    for source in sorted(sources, key=lambda source: (source.name, source.sha256)):
        before = first.setdefault(source.sha256, source)
        if before is not source:
            warnings.append(Warned(source.name, f"the same as {before.name}, counted once"))
    return list(first.values())
