"""What the rules look at: the lines of an article with a few plain measures, and where its body begins and ends.

Invariant: nothing here decides anything, and all measures of a page are taken once, in time linear in its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from summariser.cleaning.lexicon import STEM, Finder, Lexicon
from summariser.cleaning.lines import Line
from summariser.cleaning.wire import unsigned
from summariser.language import count_words

# A line longer than this is prose, whatever words are in it: no rule reads it, so no rule can be slow on it.
LONGEST_RULED = 1_500

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_CLOSED = re.compile(r"[.!?…:;,”»\"’')\]]\s*$")  # no link, hashtag or pictogram at the end
_CLOSERS = r"[\"'”’»«“)\]\s›*†]{0,12}$"
_ENDS = re.compile(r"[.!?…。！？؟۔।]" + _CLOSERS)
_STOPS = re.compile(r"(?:(?<!\.)(?<!…)[.!?。！？؟۔।]|[!?]\.{2,3})" + _CLOSERS)
# In a post stands after the last sentence, and often for its full stop: a link, a hashtag, a pictogram.
_TRAILING = re.compile(
    r"(?:\s+(?:https?://\S{1,150}|www\.\S{1,100}|#\w{1,60}|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]{1,8})){1,9}\s*$"
)
# Where a quotation or a fact is from: "… is just.” [Matthew 5:6]", "… it rose.[12]".
_REFERENCE = re.compile(r"(?<=[.!?…”»\"。！？])\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")
_COLON = re.compile("[:：]")
_SPEAKER = re.compile(r"([^\W\d_][^:：\n]{0,30}?)\s?[:：]\s?\S")
_WORDS = re.compile(r"\w+(?:[\s'’.-]+\w+)*")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|„[^„“”]*[“”]")

# Thai has no full stop: a longer line is taken for one that has ended.
_THAI_END, _THAI_SENTENCE = re.compile(r"[\u0e00-\u0e7f][\s\"”)]*$"), 17

_PARAGRAPH_WORDS = 20
# Of the lines of a body; a news article with a subheading over every second paragraph has a third.
_LISTING_LINES, _LISTING_SHARE = 8, 0.4
_TURNS = 3  # how often each of two speakers must speak in a conversation
_ROWS, _ROW_WORDS = 4, 16
_AMOUNT = re.compile(r"(?:\d[\d.,/]{0,6}|[½¼¾⅓⅔])\s?[^\W\d_][^:|]{1,60}$")
_NO_LABEL = re.compile(r"[\d\W]+$|^[\d\W]+")
_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as the rules see it.

    ``numbers`` are the words with a digit, ``known`` the words and ``stems`` the first letters of words in lower case.
    ``ends`` is any end of a sentence, ``stops`` one that is not an ellipsis; a line is ``signed`` if a news agency
    signs it.
    """

    text: str
    words: tuple[str, ...]
    count: int
    numbers: int
    known: frozenset[str]
    stems: frozenset[str]
    ends: bool
    stops: bool
    ruled: bool
    signed: bool

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
    dense = _DENSE.search(text[:50]) is not None
    count = count_words(text) if not ruled or dense else len(words)
    if ruled and dense:  # "2年間通行止めに" is more than one word, whatever it begins with
        count = max(count, sum(len(word) for word in words if _DENSE.search(word)) // 2)
    numbers = sum(any(map(str.isdigit, word)) for word in words if not word.isalpha()) if _DIGIT.search(text) else 0
    known = frozenset(map(str.lower, words))
    # After the last sentence may stand an agency's signature; in a post a link, a hashtag or a pictogram.
    (begin, end), agency = unsigned(text, (0, len(text)))
    tail = text[max(begin, end - 200) : end]
    posted = _TRAILING.search(tail) if ruled and not _CLOSED.search(tail) else None
    tail = tail[: posted.start()] if posted is not None else tail
    tail = (_REFERENCE.sub("", tail) if tail[-1:] in {")", "]"} else tail)[-20:]
    stops = bool(_STOPS.search(tail)) or (count >= _THAI_SENTENCE and bool(_THAI_END.search(tail)))
    ends = stops or posted is not None or _ENDS.search(tail) is not None
    return Seen(
        text, words, count, numbers, known, frozenset([word[:STEM] for word in known]), ends, stops, ruled, bool(agency)
    )


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
        own = self.lexicon.first_person
        return sum(self.has(line, own) and bool(own.pattern.search(line.unquoted)) for line in self.lines)

    def has(self, line: Seen, phrases: Finder) -> bool:
        """Whether a line may hold one of the phrases; to be sure their pattern has to be asked."""
        return phrases.may(line.known, line.stems)

    @cached_property
    def listing(self) -> bool:
        """Whether the body is a list as much as prose, as in recipes and rankings: there short lines are the matter."""
        body = self.lines[self.first : self.last + 1]
        short = sum(line.count <= _PARAGRAPH_WORDS and not line.ends for line in body)
        return short >= _LISTING_LINES and short >= _LISTING_SHARE * len(body)

    @cached_property
    def turns(self) -> frozenset[int]:
        """The lines that begin with a speaker's name, if two of the speakers come back again and again."""
        speakers: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            speaker = _SPEAKER.match(line.text) if line.ruled and _COLON.search(line.text[:40]) else None
            if speaker is not None:
                speakers.setdefault(speaker.group(1).lower(), []).append(number)
        talking = [numbers for numbers in speakers.values() if len(numbers) >= _TURNS]
        return frozenset(number for numbers in talking for number in numbers) if len(talking) > 1 else frozenset()

    @cached_property
    def rows(self) -> frozenset[int]:
        """The short lines that stand among others of the same form: figures and signs in the same places."""
        return self._runs(_form)

    def _runs(self, of: Callable[[Seen], str]) -> frozenset[int]:
        """The lines in a row of several that have the same form, which is not ""."""
        found: set[int] = set()
        run: list[int] = []
        form = ""
        for number, line in [*enumerate(self.lines), (len(self.lines), None)]:
            own = of(line) if line is not None else ""
            if own and own == form:
                run.append(number)
                continue
            found.update(run if len(run) >= _ROWS else ())
            run, form = [number], own
        return frozenset(found)

    @cached_property
    def amounts(self) -> frozenset[int]:
        """The short lines that begin with a number and a word, in a row of several such."""
        return self._runs(lambda line: "n" if line.ruled and not line.stops and _AMOUNT.match(line.text) else "")

    @cached_property
    def comments(self) -> int | None:
        """The line that heads the comments of readers: after a paragraph, and with several answers below it."""
        heads = [
            number
            for number, line in enumerate(self.lines)
            if number > self.first and line.count <= _LABEL_WORDS and self._is(line, self.lexicon.comments)
        ]
        answers = [
            number
            for number, line in enumerate(self.lines if heads else ())
            if line.count <= _LABEL_WORDS
            and (self._is(line, self.lexicon.reply) or (line.numbers and self.lexicon.ago.pattern.search(line.text)))
        ]
        return next((head for head in heads if sum(number > head for number in answers) > 1), None)

    def _is(self, line: Seen, phrases: Finder) -> bool:
        """Whether a line is a phrase, but for a number and signs."""
        return self.has(line, phrases) and phrases.pattern.fullmatch(_NO_LABEL.sub("", line.text)) is not None

    @cached_property
    def sentence(self) -> int:
        """The first line that is a sentence of some length, where a text is too short for paragraphs."""
        return next((i for i, line in enumerate(self.lines) if line.stops and line.count >= 8), len(self.lines))

    @cached_property
    def _first_with(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for number, line in enumerate(self.lines):
            first.setdefault(line.text.lower(), number)
        return first

    def earlier(self, number: int) -> bool:
        """Whether a line stands on the page before, letter for letter."""
        return self._first_with[self.lines[number].text.lower()] < number

    def inside(self, number: int) -> bool:
        """Whether a line stands between the first and the last paragraph."""
        return self.first < number < self.last


def _long_words(line: Seen) -> set[str]:
    return {word.lower() for word in line.words if len(word) > 3}


def _form(line: Seen) -> str:
    """The form of a short line: where its signs stand between its words; "" where it has fewer than two."""
    if not line.ruled or line.stops or not 0 < line.count <= _ROW_WORDS:
        return ""
    form = _WORDS.sub("w", line.text)
    return form if len(form.replace("w", "").replace(" ", "")) > 1 else ""
