"""The frozen types of what is read: a source, its article, the article's blocks and sentences.

Invariants that the rest of the program leans on:

- ``Article.text`` is the decoded source as it is (for HTML: one fixed text rendering of the page), and its blocks tile
  all non-blank characters of it in order: what was kept and what was dropped together are the original.
- Every sentence knows the pieces of ``Article.text`` it was taken from; ``tidy`` of those pieces, joined by a space,
  is its text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

State = Literal["kept", "unselectable", "dropped"]
Role = Literal["text", "title", "subheading", "attribution", "boilerplate"]
Span = tuple[int, int]

# ESC, C0 and C1 controls (tab and line feed stay), bidirectional overrides and isolates, and line separators that
# terminals treat as commands.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb]"
)
# Characters that are not seen and only break words apart: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
# Blank runs become one blank, but a single no-break space is typography («\u00a0…\u00a0») and stays.
_BLANKS = re.compile(r"\s{2,}|[\t\n\r\x0b\x0c\x85\u2028\u2029]")
# A word that was divided at the end of a line.
_DIVIDED = re.compile(r"(?<=\w)([-\u2010\u00ad])[ \t]*(?:\r\n|\r|\n)[ \t]*(?=(\w{1,8}))")
# Small words that French and Portuguese tie to a verb: before them the hyphen was there without the line's end.
_TIED = re.compile(
    "t|il|elle|on|je|tu|nous|vous|ils|elles|ce|les?|la|lui|leur|moi|toi|là|ci|mêmes?|se|lhes?|los?|las|me|te"
)
# Anything but letters and signs that composing never changes: Latin, Cyrillic, kana, Han and Hangul syllables.
_NOT_PLAIN = re.compile(
    r"[^\x20-\u02ff\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2328\u3001-\u3029\u3041-\u3096"
    r"\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_MOST_MARKS = 30  # on one letter: the bound of Unicode's stream-safe text format (UAX 15)
_MAY_HOLD_MARKS = re.compile(r"[^\x00-\u02ff]{31,}")


def printable(text: str) -> str:
    """The text without anything that could command a terminal: every outside text shown to people goes through here."""
    return _UNPRINTABLE.sub("", text)


def composed(text: str) -> str:
    """The text in NFC. Marks beyond the 30th on one letter go: no language has them, and putting n marks in order takes
    time that grows with n squared."""
    return unicodedata.normalize("NFC", _MAY_HOLD_MARKS.sub(_with_few_marks, text))


def _with_few_marks(match: re.Match[str]) -> str:
    kept, marks = list[str](), 0
    for character in match.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def tidy(text: str) -> str:
    """The text as one line of prose: NFC, divided words whole again, invisible and control characters gone.

    Runs of blanks become one blank.
    """
    plain = text.replace("\xa0", " ")
    if plain.isprintable() and "  " not in plain and not _NOT_PLAIN.search(text):
        return text.strip()  # most lines: nothing to do, and quickly seen
    if "\n" in text or "\r" in text:
        text = _DIVIDED.sub(_rejoined, text)
    # Composed last: taking out what stood between a letter and its mark brings them together.
    return _BLANKS.sub(" ", composed(printable(_INVISIBLE.sub("", _BLANKS.sub(" ", text))))).strip()


def _rejoined(match: re.Match[str]) -> str:
    hyphen, following = match.groups()
    before = match.string[match.start() - 1]
    if hyphen == "\u00ad" or (before.islower() and following[0].islower() and not _TIED.fullmatch(following)):
        return ""
    return hyphen


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it came: bytes and where they are from.

    ``name`` is what people see and what the sources are numbered by; it is never an absolute path. ``encoding`` is set
    only when it is known for certain (text handed over as ``str``); otherwise it is found when the source is cleaned.
    """

    name: str
    data: bytes = field(repr=False)
    sha256: str
    encoding: str | None = None
    path: Path | None = field(default=None, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Source:
        """A source from raw bytes: HTML or text, any encoding."""
        return cls(name, data, hashlib.sha256(data).hexdigest())

    @classmethod
    def from_text(cls, text: str, name: str) -> Source:
        """A source from text that is already decoded. Lone surrogates, which no file can hold, become U+FFFD."""
        data = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")
        return cls(name, data, hashlib.sha256(data).hexdigest(), encoding="utf-8")

    @classmethod
    def from_path(cls, path: str | Path, name: str | None = None) -> Source:
        """A source from a file, named by its file name unless told otherwise. Raises OSError if it cannot be read."""
        path = Path(path)
        data = path.read_bytes()
        return cls(name or path.name, data, hashlib.sha256(data).hexdigest(), path=path)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belongs together, and what was decided about it.

    ``text`` is tidied; ``span`` are its offsets into ``Article.text``; ``line`` and ``last_line`` count from 1.
    ``rule`` names the rule that decided, and is empty for a block that is simply kept. ``reason`` says it to a person.
    An ``attribution`` (the speaker named on the line after a quotation) is kept and read together with the block
    before it.
    """

    text: str
    span: Span
    line: int
    last_line: int
    state: State = "kept"
    rule: str = ""
    reason: str = ""
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that may be used as evidence.

    ``id`` is made of the source's sha256 and the sentence's number in its article, so it stays the same whatever other
    articles are read beside it.
    """

    id: str
    index: int
    text: str
    spans: tuple[Span, ...]
    line: int

    def before(self, count: int) -> tuple[str, ...]:
        """The ids of the ``count`` sentences before it in its article, the nearest first; fewer at its start."""
        source = self.id.rpartition(".")[0]
        return tuple(f"{source}.{index}" for index in range(self.index, max(0, self.index - count), -1))


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned source. ``language`` is an ISO 639-1 code, ``date`` an ISO date, both empty when unknown."""

    name: str
    sha256: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    language: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    origin: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def dropped(self) -> tuple[Block, ...]:
        """The blocks that cleaning took out, each with the rule that did it."""
        return tuple(block for block in self.blocks if block.state == "dropped")


def sentence_id(sha256: str, index: int) -> str:
    """The id of sentence ``index`` (from 0) of the source with this hash."""
    return f"{sha256[:12]}.{index + 1}"
