"""The way of one source through cleaning: decoding, blocks, language, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from summariser.cleaning.decoding import decode, is_html
from summariser.cleaning.lexicon import lexicon
from summariser.cleaning.lines import lines_of
from summariser.cleaning.mail import letter, unquoted_printable
from summariser.cleaning.markdown import is_markdown, read_markdown
from summariser.cleaning.reading import Reading
from summariser.cleaning.rules import NOT_TEXT
from summariser.cleaning.text import read_text
from summariser.cleaning.verdicts import kept
from summariser.cleaning.wire import unsigned
from summariser.cleaning.wishes import as_asked, check
from summariser.document import Article, Block, Sentence, Source, Span, sentence_id, tidy
from summariser.sentences import split
from summariser.settings import CleaningOptions

DEFAULT = CleaningOptions()

# Characters that no text holds many of: controls but tab, line ends, form feed and escape, and what did not decode.
_FOREIGN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_LIST_MARKER = re.compile(r"[-•*·‣▪]\s+(?=\S)")
_BUTTON = 60  # characters in which a button is looked for
_FOREIGN_SHARE = 0.02
_SAMPLE = 20_000
_FILE_MARKS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)


def clean(
    source: Source, *, enabled: bool = True, language: str | None = None, options: CleaningOptions = DEFAULT
) -> Article:
    """Read a source as an article.

    ``enabled=False`` keeps every line; ``language`` is believed if it is given; ``options`` are what a person decides.
    Raises ValueError if the options name a rule that is none.
    """
    check(options)
    read = partial(_read, enabled=enabled, language=language, options=options)
    mail = letter(source.data, source.name)
    if mail is not None:
        reading = read(mail.text, source.name, html=mail.html, title=mail.title)
        reading = replace(
            reading,
            title=mail.title or reading.title,
            outlet=mail.outlet or reading.outlet,
            date=mail.date or reading.date,
        )
    else:
        text = decode(source)
        if _not_text(source.data, text):
            reading = Reading(text, kept(lines_of(text), NOT_TEXT), warnings=("this is not a text file",))
        else:
            reading = read(text, source.name, html=is_html(text, source.name))
    if enabled:
        blocks, warnings = as_asked(reading.blocks, source.name, options)
        reading = replace(reading, blocks=blocks, warnings=(*reading.warnings, *warnings))
    return _article(source, reading)


def _read(
    text: str, name: str, *, html: bool, enabled: bool, language: str | None, options: CleaningOptions, title: str = ""
) -> Reading:
    if html:
        from summariser.cleaning.html import read_html  # noqa: PLC0415 - what reads pages takes a while to load

        return read_html(text, enabled=enabled, language=language, options=options)
    if is_markdown(text, name):
        return read_markdown(text, enabled=enabled, language=language, options=options)
    text = unquoted_printable(text) or text
    return read_text(text, enabled=enabled, language=language, options=options, title=title)


def _not_text(data: bytes, text: str) -> bool:
    if data.startswith(_FILE_MARKS):
        return True
    sample = text[:_SAMPLE]
    return len(_FOREIGN.findall(sample)) > len(sample) * _FOREIGN_SHARE


def _article(source: Source, reading: Reading) -> Article:
    sentences, origin = _sentences(source.sha256, reading)
    return Article(
        name=source.name,
        sha256=source.sha256,
        text=reading.text,
        blocks=reading.blocks,
        sentences=sentences,
        language=reading.language,
        title=reading.title,
        outlet=reading.outlet,
        author=reading.author,
        date=reading.date,
        url=reading.url or (source.name if source.name.startswith(("http://", "https://")) else ""),
        origin=origin,
        warnings=reading.warnings,
    )


def _sentences(sha256: str, reading: Reading) -> tuple[tuple[Sentence, ...], str]:
    """The sentences of the kept blocks, and the agency that signs them."""
    pieces: list[tuple[list[Span], Block]] = []
    origin = ""
    before: Block | None = None
    for block in reading.blocks:
        (begin, end), agency = unsigned(reading.text, block.span)
        if block.state == "kept" or begin >= end:  # a caption's agency made the picture
            origin = origin or agency
        if block.role == "attribution" and block.state == "kept":
            if before is not None and before.state == "kept" and pieces:
                pieces[-1][0].append((begin, end))
        elif block.state == "kept":
            marker = _LIST_MARKER.match(reading.text, begin, end)
            begin = marker.end() if marker is not None else begin
            end = _before_button(reading.text, begin, end, reading.language)
            spans = split(reading.text[begin:end], reading.language)
            pieces += [([(begin + first, begin + last)], block) for first, last in spans]
        before = block
    return tuple(_numbered(sha256, reading.text, pieces)), origin


def _before_button(text: str, begin: int, end: int, language: str) -> int:
    """Where a paragraph ends if a button ("Click to tweet") hangs at its end, glued there when the page was copied."""
    first = max(begin, end - _BUTTON)
    for found in lexicon(language).button.pattern.finditer(text, first, end):
        said = text[begin : found.start()].rstrip()
        if found.end() == end and said.endswith((".", "!", "?", "…", "”", "»", '"')):
            return begin + len(said)
    return end


def _numbered(sha256: str, text: str, pieces: Iterable[tuple[list[Span], Block]]) -> Iterable[Sentence]:
    index = 0
    for spans, block in pieces:
        words = " ".join(tidy(text[begin:end]) for begin, end in spans)
        if words:
            yield Sentence(sentence_id(sha256, index), index, words, tuple(spans), _line(text, block, spans[0][0]))
            index += 1


def _line(text: str, block: Block, place: int) -> int:
    """The line a sentence begins on: counted from its block, which knows where it is."""
    if block.line == block.last_line:
        return block.line
    before = text[block.span[0] : place]
    return block.line + before.count("\n") + before.count("\r") - before.count("\r\n")
