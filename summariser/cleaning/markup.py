"""The markup of a page within bounds: what the parser of pages cannot take is cut off here, and handed on as text.

Invariant: everything here takes time linear in the length of the page, and what is not read is returned, never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

#: Characters of a page that are read, without its scripts and comments if it has more: hundreds of pages of a book.
LONGEST_PAGE = 1_000_000

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*(?:<\?xml\b[^>]{0,300}>\s*)?(?:<!doctype\b[^<>]{0,500}>)?", re.IGNORECASE)
# The parser takes this for a page that ends before its head.
_CLOSED_AT_ONCE = re.compile(r"(<html\b[^<>]{0,500}?)\s{0,99}/>", re.IGNORECASE)
# No tag says so much to a reader; each attribute costs the parser a look at all before it.
_LONG_TAG = re.compile(r"<(/?[a-z][\w:-]{0,40})\b[^<>]{20000,}>", re.IGNORECASE)
_HEAD = 4_000  # characters in which a page begins
_UNSEEN = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_ENDS = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\b[^<>]{0,100}>", re.IGNORECASE),
    "style": re.compile(r"</style\b[^<>]{0,100}>", re.IGNORECASE),
}
_OF_TABLES = ("tbody", "thead", "tfoot", "tr", "td", "th")
_LONG_CELL = 25  # words: a paragraph
# fmt: off
#: The elements that begin a new line on a page.
BREAKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
_ATTRIBUTES = r"(?:[\s/][^<>]{0,20000})?>"
_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(BREAKS))}){_ATTRIBUTES}", re.IGNORECASE)
_TAG = re.compile(rf"</?[a-z][\w:-]{{0,40}}{_ATTRIBUTES}", re.IGNORECASE)


def bounded(text: str) -> tuple[str, str]:
    """The markup that is read, and the text in the markup after it that is not, because a page has so much of it."""
    markup = _FORBIDDEN.sub(" ", _DECLARATION.sub("", text, count=1))
    markup = _CLOSED_AT_ONCE.sub(r"\1>", markup[:_HEAD], count=1) + markup[_HEAD:]
    markup = _LONG_TAG.sub(r"<\1>", markup)
    if len(markup) > LONGEST_PAGE:
        markup = "".join(_seen(markup))
    end = _end(markup)
    return markup[:end], " ".join(_TAG.sub(" ", markup[end:]).split())


def parsed(markup: str) -> lxml_html.HtmlElement | None:
    """The tree of a page, or None if it is none, or so deep that the parser gives it up."""
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, ValueError):  # nothing in it that could be a page
        return None
    return None if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log) else tree


def without_layout(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The tree, changed: tables that only arrange what is on the page, as those of letters do, are none any more."""
    for table in list(tree.iter("table")):
        if table.get("role") in {"presentation", "none"} or any(map(_arranged, table.iter("td"))):
            for element in (table, *(row for row in table.iter(*_OF_TABLES) if _table_of(row) is table)):
                element.tag = "div"
    return tree


def _arranged(cell: lxml_html.HtmlElement) -> bool:
    """Whether what is in a cell is more than a table would say in it."""
    if cell.find(".//table") is not None or cell.find(".//h1") is not None:
        return True
    return len("".join(cell.itertext()).split()) >= _LONG_CELL


def _table_of(element: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    return next(element.iterancestors("table"), None)


def without_tags(markup: str) -> str:
    """The text of markup, with a line end where an element begins or ends that stands on lines of its own."""
    return _TAG.sub("", _BREAK.sub("\n", "".join(_seen(markup))))


def _seen(markup: str) -> Iterator[str]:
    """The pieces of the markup that are neither scripts nor style sheets nor comments."""
    begin = 0
    ends = dict(_ENDS)
    for found in _UNSEEN.finditer(markup):
        kind = (found.group(1) or "").lower()
        if found.start() < begin or kind not in ends:
            continue
        end = ends[kind].search(markup, found.start() + 2)
        if end is None:
            del ends[kind]  # it ends nowhere, and neither does another one
            continue
        yield markup[begin : found.start()]
        begin = end.end()
    yield markup[begin:]


def _end(markup: str) -> int:
    """Where reading ends: all of a page, or before a tag or a blank near the limit."""
    if len(markup) <= LONGEST_PAGE:
        return len(markup)
    tag = markup.rfind("<", 0, LONGEST_PAGE)
    if tag > 0 and ">" not in markup[tag:LONGEST_PAGE]:
        return tag
    end = max(tag, markup.rfind(" ", 0, LONGEST_PAGE))
    return end if end > LONGEST_PAGE // 2 else LONGEST_PAGE
