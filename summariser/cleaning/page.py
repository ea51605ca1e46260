"""What the rules look at: the lines of an article with a few plain measures, and where its body begins and ends.

Invariant: nothing here decides anything, and all measures of a page are taken once, in time linear in its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summariser.cleaning.lexicon import Lexicon
from summariser.cleaning.lines import Line
from summariser.cleaning.wire import unsigned
from summariser.language import count_words

# A line longer than this is prose, whatever words are in it: no rule reads it, so no rule can be slow on it.
LONGEST_RULED = 1_500

_WORD = re.compile(r"\w+")
_CLOSERS = r"[\"'”’»«“)\]\s›*†]{0,12}$"
_ENDS = re.compile(r"[.!?…。！？؟۔।]" + _CLOSERS)
_STOPS = re.compile(r"(?:(?<!\.)(?<!…)[.!?。！？؟۔।]|[!?]\.{2,3})" + _CLOSERS)
_TRAILING = re.compile(
    r"(?:\s+(?:https?://\S{1,150}|#\w{1,60}|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]{1,8})){1,9}\s*$"
)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|„[^„“”]*[“”]")

_PARAGRAPH_WORDS = 20
# Of the lines of a body; a news article with a subheading over every second paragraph has a third.
_LISTING_LINES, _LISTING_SHARE = 8, 0.4


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as the rules see it.

    ``ends`` is any end of a sentence, ``stops`` one that is not an ellipsis; a line is ``signed`` if a news agency
    signs it.
    """

    text: str
    words: tuple[str, ...]
    count: int
    ends: bool
    stops: bool
    ruled: bool
    signed: bool

    @property
    def numbers(self) -> int:
        """How many of the words have a digit."""
        return sum(any(map(str.isdigit, word)) for word in self.words)

    @property
    def paragraph(self) -> bool:
        """Whether the line is surely a paragraph of prose."""
        return self.count >= _PARAGRAPH_WORDS * (1 if self.ends else 2)

    @property
    def unquoted(self) -> str:
        """The text without what stands in quotation marks."""
        return _QUOTED.sub("", self.text)


def see(text: str) -> Seen:
    """Take the measures of a tidied line."""
    ruled = len(text) <= LONGEST_RULED
    words = tuple(_WORD.findall(text)) if ruled else ()
    dense = any("\u0e00" <= character <= "\u9fff" for character in text[:50])
    count = count_words(text) if dense or not ruled else len(words)
    # After the last sentence may stand an agency's signature; in a post a link, a hashtag or a pictogram.
    (begin, end), agency = unsigned(text, (0, len(text)))
    tail = text[max(begin, end - 200) : end]
    tail = (_TRAILING.sub("", tail) if ruled else tail)[-20:]
    return Seen(text, words, count, bool(_ENDS.search(tail)), bool(_STOPS.search(tail)), ruled, bool(agency))


class Page:
    """The lines of one article, and what is known of the whole."""

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self.lines = tuple(see(line.text) for line in lines)
        self.lexicon = lexicon
        paragraphs = [number for number, line in enumerate(self.lines) if line.paragraph]
        self.paragraphs = len(paragraphs)
        self.first = paragraphs[0] if paragraphs else len(self.lines)
        self.last = paragraphs[-1] if paragraphs else -1

    @cached_property
    def _lines_with(self) -> Counter[str]:
        return Counter(word for line in self.lines for word in _long_words(line))

    def echo(self, number: int) -> float:
        """Which share of a line's long words is also found on other lines."""
        words = _long_words(self.lines[number])
        return sum(self._lines_with[word] > 1 for word in words) / len(words) if words else 0.0

    @cached_property
    def first_person(self) -> int:
        """How many lines speak in the first person outside quotation marks."""
        return sum(line.ruled and bool(self.lexicon.first_person.search(line.unquoted)) for line in self.lines)

    @cached_property
    def listing(self) -> bool:
        """Whether the body is a list as much as prose, as in recipes and rankings: there short lines are the matter."""
        body = self.lines[self.first : self.last + 1]
        short = sum(line.count <= _PARAGRAPH_WORDS and not line.ends for line in body)
        return short >= _LISTING_LINES and short >= _LISTING_SHARE * len(body)

    def inside(self, number: int) -> bool:
        """Whether a line stands between the first and the last paragraph."""
        return self.first < number < self.last


def _long_words(line: Seen) -> set[str]:
    return {word.lower() for word in line.words if len(word) > 3}
