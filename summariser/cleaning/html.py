"""HTML pages to blocks: trafilatura finds the article, the rules clean it, the rest of the page is kept as dropped.

Invariant: the text of the article is a fixed rendering of the page: the extracted lines, one per block, and after them
the other visible lines of the page.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from summariser.cleaning import about
from summariser.cleaning.lines import lines_of
from summariser.cleaning.reading import Reading, language_of
from summariser.cleaning.rules import HEADING, OUTSIDE_ARTICLE, TABLE_ROW, Rule
from summariser.cleaning.verdicts import judge, kept
from summariser.document import Block, tidy
from summariser.settings import CleaningOptions

# What trafilatura has to say about a page it cannot read is told by the result; its own messages would reach stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False

# fmt: off
_BREAKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "textarea"))
_TABLE_ROW = re.compile(r"\|.*\|$")
_WORD = re.compile(r"\w+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,300}>")
# What pages tell search engines of an article that only subscribers may read whole.
_PAYWALL = re.compile(r"\"isAccessibleForFree\"\s{0,9}:\s{0,9}\"?false\b", re.IGNORECASE)
_SHINGLE = 4  # words in a row that are found again: the line is part of the article, however it was cut into lines


@dataclass(frozen=True, slots=True)
class _Extract:
    """What was found to be the article of a page."""

    lines: tuple[str, ...] = ()
    headings: frozenset[str] = frozenset()
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""


def read_html(text: str, *, enabled: bool, language: str | None, options: CleaningOptions) -> Reading:
    """Read a page. With ``enabled`` off all of its visible lines are kept."""
    markup = _FORBIDDEN.sub(" ", _DECLARATION.sub("", text))
    page = _extract(markup)
    rendering = "\n".join([*page.lines, *_outside(_visible(markup), page.lines)])
    lines = lines_of(rendering)
    inner, outer = lines[: len(page.lines)], lines[len(page.lines) :]
    language = language_of(inner or outer) if language is None else language
    verdicts = judge(inner, language, options=options, extracted=True)
    blocks = tuple(_as_marked_up(block, page) for block in verdicts.blocks) + kept(outer, OUTSIDE_ARTICLE)
    warnings = verdicts.warnings if inner else ("no article was found on this page",)
    if _PAYWALL.search(markup):
        warnings = ("only what the page shows without a subscription was read", *warnings)
    if not enabled:
        blocks, warnings = kept(lines), ()
    date = page.date or about.date(verdicts.blocks, language)
    author = page.author or about.author(verdicts.blocks, language)
    return Reading(rendering, blocks, language, page.title, page.outlet, author, date, page.url, warnings)


def _extract(markup: str) -> _Extract:
    """The article of a page as trafilatura sees it.

    Its ``fast`` mode with tables does best on labelled pages of many sites; the default and the bare text of the page's
    paragraphs are for pages where that finds nothing.
    """
    for fast in (True, False):
        found = trafilatura.bare_extraction(markup, fast=fast, include_comments=False, with_metadata=True)
        if found is None or isinstance(found, dict) or not found.text:
            continue
        headings = found.body.iter("head") if found.body is not None else ()
        return _Extract(
            _tidied(found.text),
            frozenset(_key("".join(heading.itertext())) for heading in headings),
            *(tidy(value or "") for value in (found.title, found.sitename, found.author, found.date, found.url)),
        )
    return _Extract(_tidied(trafilatura.baseline(markup)[1]))


def _tidied(text: str) -> tuple[str, ...]:
    return tuple(line for line in (tidy(raw) for raw in re.split(r"[\r\n]+", text)) if line)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _as_marked_up(block: Block, page: _Extract) -> Block:
    """The block with what the page's markup says about it, unless it was dropped."""
    if block.state == "dropped":
        return block
    key = _key(block.text)
    if key and key == _key(page.title):
        return replace(block, state="unselectable", role="title", rule="title", reason="the title")
    if _TABLE_ROW.match(block.text):
        return _by(block, TABLE_ROW)
    return _by(block, HEADING) if key in page.headings else block


def _by(block: Block, rule: Rule) -> Block:
    return replace(block, state=rule.state, role=rule.role, rule=rule.name, reason=rule.reason)


def _visible(markup: str) -> Iterator[str]:
    """The lines of text that a reader of the page sees, in order."""
    try:
        root = lxml_html.document_fromstring(markup, parser=lxml_html.HTMLParser(huge_tree=True, remove_comments=True))
    except (etree.ParserError, ValueError):  # nothing in it that could be a page
        yield from _tidied(re.sub(r"<[^<>]{0,2000}>", " ", markup))
        return
    run: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BREAKS:
            yield from _tidied(" ".join("".join(run).split()))
            run.clear()
        hidden += (event == "start") - (event == "end") if tag in _UNSEEN else 0
        # A comment or processing instruction has a text of its own that nobody sees, but what follows it is seen.
        said = element.text if event == "start" and tag else element.tail if event == "end" else None
        if said and not hidden:
            run.append(said)
    yield from _tidied(" ".join("".join(run).split()))


def _outside(visible: Iterator[str], article: Sequence[str]) -> Iterator[str]:
    """The visible lines that are not part of the article."""
    whole = Counter(_key(line) for line in article)
    known = {shingle for line in article for shingle in _shingles(line)}
    for line in visible:
        key = _key(line)
        shingles = _shingles(line)
        if whole[key] > 0:
            whole[key] -= 1
        elif not shingles or not known.issuperset(shingles):
            yield line


def _shingles(line: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(line.lower())
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
