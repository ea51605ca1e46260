"""Outside text as Markdown that shows exactly that text, on one line, and nothing else.

Only characters that would be taken for markup where they stand are escaped, so that prose keeps its apostrophes,
hyphens, full stops and "[...]". Every pattern is linear in the length of the text.
"""

from __future__ import annotations

import re

from summariser.document import printable, tidy

_SURROGATE = re.compile("[\ud800-\udfff]")
# A backslash before punctuation, code, emphasis, strike-through, tables, and an underscore that no word is around.
_ALWAYS = re.compile(r"[\\`*~|]|(?<![^\W_])_|_(?![^\W_])")
# Links, images and footnotes; "[...]" is how newspapers mark a cut.
_BRACKET = re.compile(r"\[(?!(?:\.\.\.|…)\](?![\[(:]))")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,31};)")
_ADDRESS = re.compile(r"(?i)(?<=http)s?:(?=//)|(?<=ftp):(?=//)|(?<=www)\.")
# What makes a heading, a quotation, a list, a rule or an underlined heading at the start of a line.
_START = re.compile(r"#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$|-)|=(?==*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def one_line(text: str) -> str:
    """The text as one printable line that any encoding of Unicode can hold."""
    return _SURROGATE.sub("\ufffd", tidy(text))


def terminal_safe(text: str) -> str:
    """The text without terminal control and lone surrogates, its lines as they are."""
    return _SURROGATE.sub("\ufffd", printable(text))


def escape(text: str) -> str:
    """The text as Markdown for the start of a paragraph, a heading or a list item."""
    text = _ALWAYS.sub(r"\\\g<0>", one_line(text))
    for pattern in (_BRACKET, _TAG, _ENTITY):
        text = pattern.sub(r"\\\g<0>", text)
    text = _ADDRESS.sub(lambda match: match[0][:-1] + "\\" + match[0][-1], text)
    if start := _START.match(text):
        text = "\\" + text[start.start() :]
    elif start := _NUMBERED.match(text):
        text = f"{start[1]}\\{text[start.end(1) :]}"
    return f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text
