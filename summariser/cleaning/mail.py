"""E-mail newsletters: the headers say what a page's metadata say, and the body is text or a page.

Invariant: nothing a letter holds can raise; the body is decoded (quoted-printable, base64, any charset) once, here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from summariser.document import tidy

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){3}")
_OF_MAIL = re.compile(rb"^(?:mime-version|received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
# What is left of them when a letter is copied: these three, at the beginning of the text.
_PASTED = [re.compile(rb"^%b:" % name, re.IGNORECASE | re.MULTILINE) for name in (b"from", b"subject", b"(?:to|date)")]
_FORWARDED = re.compile(r"(?:\s*(?:re|fw|fwd|tr|wg|aw|rv|enc)\s*:)+\s*", re.IGNORECASE)
_FEWEST_WORDS = 40  # a plain part with fewer says that the letter should be looked at in a browser
_QUOTED = re.compile(r"^(?:>[ ]?){1,9}", re.MULTILINE)
_SOFT_BREAK = re.compile(r"=\r?\n")
_ESCAPED = re.compile(r"=(?:[0-9A-F]{2})")


@dataclass(frozen=True, slots=True)
class Letter:
    """The body of a letter and what its headers say; ``html`` if the body is a page."""

    text: str
    html: bool
    title: str = ""
    outlet: str = ""
    date: str = ""


def letter(data: bytes, name: str) -> Letter | None:
    """The letter that a file is, by its name or its headers, or None."""
    head = data[:8_000].lstrip()
    named = name.lower().endswith(".eml")
    headers = _HEADERS.match(head)
    if headers is None or not (named or _OF_MAIL.search(head) or all(each.search(headers.group()) for each in _PASTED)):
        return None
    message = message_from_bytes(data.lstrip())
    plain, html = "", ""
    for part in _texts(message):
        if part.get_content_type() == "text/html":
            html = html or _decoded(part)
        else:
            plain = plain or _decoded(part)
    is_html = bool(html) and len(plain.split()) < _FEWEST_WORDS
    subject = _FORWARDED.sub("", _header(message, "subject"), count=1)
    sender, _ = parseaddr(_header(message, "from"))
    return Letter(html if is_html else _unquoted(plain), is_html, tidy(subject), tidy(sender), _date(message))


def _unquoted(text: str) -> str:
    """The text without the marks of quoting, if it is quoted as a whole: what was forwarded is the article."""
    lines = [line for line in text.splitlines() if line.strip()]
    quoted = sum(line.startswith(">") for line in lines)
    return _QUOTED.sub("", text) if quoted > len(lines) // 2 else text


def unquoted_printable(text: str) -> str | None:
    """The text that was pasted in quoted-printable form, or None if it was not."""
    head = text[:20_000]
    if len(_SOFT_BREAK.findall(head)) < 3 or len(_ESCAPED.findall(head)) < 3:
        return None
    try:
        return codecs.decode(text.encode("utf-8"), "quopri").decode("utf-8")
    except ValueError:
        return None


def _texts(message: Message) -> Iterator[Message]:
    for part in message.walk():
        wanted = part.get_content_type() in {"text/plain", "text/html"}
        if wanted and not part.is_multipart() and part.get_content_disposition() != "attachment":
            yield part


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    for charset in (part.get_content_charset(), "utf-8"):
        try:
            return data.decode(charset or "utf-8")
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, ""))[:2_000]
    try:
        pieces = decode_header(value)
        return "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace")
            for piece, charset in pieces
        )
    except (HeaderParseError, LookupError, ValueError):
        return value


def _date(message: Message) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
