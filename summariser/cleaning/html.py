"""HTML pages to blocks: trafilatura finds the article, the rules clean it, the rest of the page is kept as dropped.

Invariant: the text of the article is a fixed rendering of the page: the extracted lines, one per block, and after them
the other visible lines of the page.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from summariser.cleaning import about
from summariser.cleaning.lines import lines_of, rest_of
from summariser.cleaning.markup import BREAKS, bounded, parsed, without_layout, without_tags
from summariser.cleaning.reading import PAGE_TOO_LONG, TOO_LONG, Reading, end_of_reading, language_of
from summariser.cleaning.rules import BEYOND, HEADING, OUTSIDE_ARTICLE, TABLE_ROW, Rule
from summariser.cleaning.verdicts import judge, kept
from summariser.document import Block, tidy
from summariser.settings import CleaningOptions

# What trafilatura has to say about a page it cannot read is told by the result; its own messages would reach stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False

_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "textarea"))
_TABLE_ROW = re.compile(r"\|.*\|$")
_WORD = re.compile(r"\w+")
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
    markup, unread = bounded(text)
    tree = parsed(markup)
    page = _extract(markup, tree)
    visible = _tidied(without_tags(markup)) if tree is None else _visible(tree)
    rest = [unread] if unread else []
    article = "\n".join(page.lines)
    rendering = "\n".join([*page.lines, *_outside(visible, page.lines), *rest])
    end = end_of_reading(article)
    inner, beyond = lines_of(article[:end]), rest_of(article, end)
    lines = lines_of(rendering)
    lines, unseen = lines[: len(lines) - len(rest)], lines[len(lines) - len(rest) :]
    outer = [line for line in lines if line.span[0] >= len(article)]
    language = language_of(inner or outer) if language is None else language
    verdicts = judge(inner, language, options=options, extracted=True)
    blocks = (
        *(_as_marked_up(block, page) for block in verdicts.blocks),
        *kept(beyond, BEYOND),
        *kept(outer, OUTSIDE_ARTICLE),
        *kept(unseen, BEYOND),
    )
    warnings = verdicts.warnings if inner else ("no article was found on this page",)
    if _PAYWALL.search(text):
        warnings = ("only what the page shows without a subscription was read", *warnings)
    if not enabled:
        blocks, warnings = kept(lines) + kept(unseen, BEYOND), ()
    if rest:
        warnings = (*warnings, PAGE_TOO_LONG)
    elif beyond and enabled:
        warnings = (*warnings, TOO_LONG)
    date = page.date or about.date(verdicts.blocks, language)
    author = page.author or about.author(verdicts.blocks, language)
    return Reading(rendering, blocks, language, page.title, page.outlet, author, date, page.url, warnings)


def _extract(markup: str, tree: lxml_html.HtmlElement | None) -> _Extract:
    """The article of a page as trafilatura sees it.

    Its ``fast`` mode with tables does best on labelled pages of many sites; the default and the bare text of the page's
    paragraphs are for pages where that finds nothing.
    """
    if tree is None:
        return _Extract()
    for fast in (True, False):
        # Each gets a tree of its own, since they change it; from text trafilatura parses only trees that are not deep.
        own = without_layout(parsed(markup))
        found = trafilatura.bare_extraction(own, fast=fast, include_comments=False, with_metadata=True)
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


def _visible(root: lxml_html.HtmlElement) -> Iterator[str]:
    """The lines of text that a reader of the page sees, in order."""
    run: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BREAKS:
            yield from _tidied(" ".join("".join(run).split()))
            run.clear()
        hidden += (event == "start") - (event == "end") if tag in _UNSEEN else 0
        # A comment or processing instruction has a text of its own that nobody sees, but what follows it is seen.
        said = element.text if event == "start" and tag else element.tail if event == "end" else None
        if said and not hidden:
            run.append(said)
    yield from _tidied(" ".join("".join(run).split()))


def _outside(visible: Iterable[str], article: Sequence[str]) -> Iterator[str]:
    """The visible lines that are not part of the article."""
    whole = Counter(_key(line) for line in article)
    whole.update(_key(cell) for line in article if _TABLE_ROW.match(line) for cell in line.split("|"))
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
