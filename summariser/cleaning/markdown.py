"""Markdown to blocks: each line without its marks, headings and code known for what they are, front matter read.

Invariant: the text of the article is a fixed rendering of the file that has the same lines, so that line numbers are
those of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summariser.cleaning.lines import Line, lines_of, unwrap
from summariser.cleaning.reading import Reading, language_of
from summariser.cleaning.rules import CODE, FRONT_MATTER, HEADING, TABLE_ROW, Rule
from summariser.cleaning.verdicts import judge, kept
from summariser.document import tidy
from summariser.settings import CleaningOptions

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?=\S)")
_CLOSING = re.compile(r"[ \t]#{1,6}[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\[\]]{1,100}\]:[ \t]+\S")
_INLINE = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\((?:[^()\n]|\([^()\n]{0,100}\)){0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"</?[a-z][^<>\n]{0,200}>", re.IGNORECASE), ""),
    (re.compile(r"(?<![\w*_\\])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_\\])[*_]{1,3}(?![\w*_])"), ""),
    (re.compile(r"(?<!\\)`{1,3}"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])"), r"\1"),
)
_LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\(https?://")
_FRONT_LINES = 60
_FIELD = re.compile(r"([A-Za-z_]{2,20}):[ \t]*[\"']?(.{1,300}?)[\"']?[ \t]*$")
_FIELDS = {
    "title": "title",
    "author": "author",
    "date": "date",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "canonical_url": "url",
    "source": "outlet",
    "site": "outlet",
    "outlet": "outlet",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Rendering:
    """A Markdown file without its marks, what its lines are by their number, and what its front matter says."""

    text: str
    rules: dict[int, Rule]
    about: dict[str, str]


def is_markdown(text: str, name: str) -> bool:
    """Whether a text is Markdown: by its name, or by headings and links that only Markdown writes so."""
    if name.lower().endswith((".md", ".markdown")):
        return True
    head = text[:20_000]
    headings = sum(_HEADING.match(line) is not None for line in head.split("\n"))
    return headings >= 2 and _LINK.search(head) is not None


def read_markdown(text: str, *, enabled: bool, language: str | None, options: CleaningOptions) -> Reading:
    """Read a Markdown file. Its title is what the front matter or its first heading says."""
    page = _render(text)
    lines = unwrap(page.text, lines_of(page.text), apart=frozenset(page.rules))
    language = language_of(lines) if language is None else language
    if not enabled:
        return Reading(page.text, kept(lines), language)
    decided = {number: page.rules[line.first] for number, line in enumerate(lines) if line.first in page.rules}
    title = page.about.get("title", "") or _first_heading(lines, page)
    verdicts = judge(lines, language, options=options, decided=decided, title=title)
    found = next((block.text for block in verdicts.blocks if block.role == "title"), "")
    about = {name: value for name, value in page.about.items() if name != "title"}
    return Reading(page.text, verdicts.blocks, language, title or found, warnings=verdicts.warnings, **about)


def _first_heading(lines: list[Line], page: _Rendering) -> str:
    first = next((line for line in lines if page.rules.get(line.first) is not FRONT_MATTER), None)
    return first.text if first is not None and page.rules.get(first.first) is HEADING else ""


def _render(text: str) -> _Rendering:
    pieces = re.split(r"(\r\n|\r|\n)", text)
    raw, ends = pieces[::2], pieces[1::2]
    front, about = _front_matter(raw)
    rules: dict[int, Rule] = dict.fromkeys(range(1, front + 1), FRONT_MATTER)
    shown = raw[:front]
    fenced = False
    for number, line in enumerate(raw[front:], front + 1):
        fence = _FENCE.match(line) is not None
        if fence or fenced:
            fenced ^= fence
            rules[number] = CODE
            shown.append(line)
            continue
        below = raw[number] if number < len(raw) else ""
        heading = _HEADING.match(line)
        if heading is not None or (line.strip() and _UNDERLINE.match(below) and not _ROW.match(line)):
            rules[number] = HEADING
            shown.append(_without_marks(_CLOSING.sub("", line[heading.end() :]) if heading is not None else line))
            continue
        if _ROW.match(line):
            rules[number] = TABLE_ROW
        if _DEFINITION.match(line):
            rules[number] = CODE
            shown.append(line)
            continue
        shown.append(_without_marks(line))
    rendered = "".join(line + end for line, end in zip(shown, [*ends, ""], strict=True))
    return _Rendering(rendered, rules, about)


def _without_marks(line: str) -> str:
    line = _QUOTE.sub("", line, count=1)
    for pattern, plain in _INLINE:
        line = pattern.sub(plain, line)
    return line


def _front_matter(lines: list[str]) -> tuple[int, dict[str, str]]:
    """How many lines the front matter has, and what it says of the article."""
    if not lines or lines[0].strip("\ufeff \t") != "---":
        return 0, {}
    end = next((i for i, line in enumerate(lines[1:_FRONT_LINES], 1) if line.strip() in {"---", "..."}), 0)
    about: dict[str, str] = {}
    for line in lines[1:end]:
        field = _FIELD.match(line)
        name = _FIELDS.get(field.group(1).lower()) if field is not None else None
        if field is not None and name is not None:
            about.setdefault(name, tidy(field.group(2)))
    if "date" in about:
        date = _DATE.match(about.pop("date"))
        about |= {"date": date.group()} if date is not None else {}
    return (end + 1 if end else 0), about if end else {}
