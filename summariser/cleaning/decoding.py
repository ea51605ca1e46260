"""Bytes to text, and whether the text is a page of HTML.

Invariant: ``decode`` never raises and never gives a lone surrogate; no character of a file that says truly how it is
encoded, or that is valid UTF-8, is lost.
"""

from __future__ import annotations

import codecs
import re

from summariser.document import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# A page cannot be in these when its declaration could be read as ASCII, or they are no encodings of a page at all.
_NEVER = re.compile(r"utf[_-]?(?:7|16|32)|ucs|unicode_escape|raw_unicode|idna|punycode|undefined|mbcs|oem")
# Browsers read Latin-1 and ASCII declarations as Windows-1252, and so do the pages that make them.
_AS_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}

# What Western European text in Windows-1252 is made of. Text in another one-byte encoding shows other characters.
_WESTERN = frozenset(
    "àâäáãåæçèéêëîïìíñòóôöõøùúûüÿœßÀÂÄÁÃÅÆÇÈÉÊËÎÏÌÍÑÒÓÔÖÕØÙÚÛÜŸŒ«»“”„‘’‚‹›–—…•€£§°·©®™ªº²¿¡½¼×\xa0\xad"
)
# Signs inside a word, or three accented letters in a row, are letters of another country's encoding.
_STRANGE = re.compile(r"[^\W\d_][¿¡³¹²ªº½¼×«»§£][^\W\d_]|[À-ÖØ-öø-ÿŒœŸ]{3}")
_SAMPLE = 65_536

_TAG = re.compile(
    r"<(?:p|div|br|a|span|li|h[1-6]|table|td|img|article|section|meta|title|script)\b[^<>]{0,500}>", re.IGNORECASE
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def decode(source: Source) -> str:
    """The text of a source: by byte order mark, what is known or declared, UTF-8, and otherwise by its looks."""
    data = source.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if source.encoding is not None:
        return data.decode(source.encoding, "replace")
    # A page that was saved anew as UTF-8 often keeps its old declaration, and bytes that are valid UTF-8 by accident
    # are not seen in practice: so such bytes outweigh the declaration.
    declared = _declared(data)
    text = _strictly(data, "utf-8")
    if text is not None and (declared is None or not data.isascii()):
        return text
    if declared is not None:
        text = _strictly(data, declared)
        if text is not None:
            return text
    return _by_looks(data)


def is_html(text: str, name: str) -> bool:
    """Whether a text is a page: by what it holds, and where that leaves a doubt by its name."""
    head = text[:20_000]
    if _PAGE.search(head):
        return True
    named = name.lower().endswith((".html", ".htm", ".xhtml"))
    tags = len(_TAG.findall(head))
    return tags >= 1 if named else head.lstrip()[:1] == "<" and tags >= 3


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4_096])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii", "replace").lower()
    try:
        known = codecs.lookup(name).name
        b"".decode(known)  # raises for codecs that do not make text
    except LookupError:
        return None
    return None if _NEVER.match(known) else _AS_BROWSERS.get(known, known)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _by_looks(data: bytes) -> str:
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 20 <= sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text)):
        return text  # UTF-8 with a few damaged bytes
    western = _strictly(data, "cp1252")
    if western is not None and _looks_western(western):
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import and seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best is not None else "cp1252", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: text in Western scripts has a zero in every other byte."""
    head = data[:2_000]
    if len(head) < 8 or head.count(0) * 10 < len(head) * 3:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _looks_western(text: str) -> bool:
    """Whether text read as Windows-1252 is Western European: accents and signs of those languages, well apart."""
    sample = text[:_SAMPLE]
    return all(character in _WESTERN for character in sample if character > "\x7f") and not _STRANGE.search(sample)
