"""The rules of cleaning, as data: each has a name, a reason a person understands, and one question it asks of a line.

Invariant: the rules are asked in the order of ``PASSES``; the first of a pass that says yes decides the line, and a
line that was decided stays decided. No rule changes anything or knows what happens to the line afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summariser.cleaning import signs as s
from summariser.cleaning import structure as t
from summariser.cleaning.page import Page
from summariser.document import Role, State

# A question about line number ``i`` of a page, given the labels of the lines decided so far ("" for undecided).
Question = Callable[[Page, int, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    ``safe`` rules drop in very short texts too, ``page`` rules from what was extracted from HTML too; there the other
    rules only see to it that a line is never selected.
    """

    name: str
    label: str
    reason: str
    asks: Question
    state: State = "dropped"
    role: Role = "boilerplate"
    safe: bool = False
    page: bool = False


def _line(name: str, label: str, reason: str, asks: Callable[[Page, int], bool], **more: bool | State | Role) -> Rule:
    """A rule that needs no other line's decision."""
    return Rule(name, label, reason, lambda page, i, _: asks(page, i), **more)  # type: ignore[arg-type]


ALONE = (
    _line("markup", "other", "markup or no words at all", s.markup, safe=True, page=True),
    _line("counter", "counter", "a count of views, shares or comments", s.counter),
    _line("share-button", "share", "a button to share the article", s.share_button, safe=True, page=True),
    _line("copyright-line", "credit", "a copyright notice", s.copyright_line, safe=True, page=True),
    _line("photo-credit", "credit", "who took a photograph", s.photo_credit, safe=True, page=True),
    _line("menu-cells", "nav", "entries of a menu in one line", s.menu_cells),
    _line(
        "caption-with-credit", "caption", "a caption that ends in a credit", s.caption_with_credit, safe=True, page=True
    ),
    _line(
        "agency-dateline-caption",
        "caption",
        "a caption in an agency's form: PLACE – DATE:",
        s.agency_caption,
        page=True,
    ),
    _line("date-line", "date", "a date or time of publication", s.date_line, page=True),
    _line("byline", "bio", "who wrote the article", s.byline),
    _line("glued-menu", "nav", "menu entries run into each other", s.glued_menu),
    _line("breadcrumbs", "nav", "a path through the site", s.breadcrumbs),
    _line("read-also", "related-link", "a link to another article", s.read_also, safe=True, page=True),
    _line("stock-phrase", "other", "a stock phrase of web pages", s.stock_phrase, page=True),
    _line("read-on", "other", "the beginning of an article continued elsewhere", s.read_on, page=True),
    _line("cut-teaser", "other", "an excerpt that was cut off", s.cut_teaser),
    _line("call-to-action", "other", "asks the reader to subscribe, follow or click", s.call_to_action, page=True),
    _line("figures", "fragment", "hardly anything but numbers", s.figures, state="unselectable", role="text"),
    _line("unfinished-line", "fragment", "a sentence that is cut off", s.unfinished, state="unselectable", role="text"),
)
AT_THE_END = (
    _line("contact", "bio", "how to reach the author", s.contact, page=True),
    _line("author-note", "bio", "about the author", s.author_note, page=True),
)
AROUND_CREDITS = (
    Rule("caption-before-credit", "caption", "a dated line before a photo credit", t.caption_before_credit, page=True),
    Rule("line-before-credit", "fragment", "may be a caption: it stands before a photo credit", t.line_before_credit,
         state="unselectable", role="text", page=True),
)  # fmt: skip
STRUCTURE = (
    Rule("signature", "attribution", "who said what stands before", t.signature, state="kept", role="attribution"),
    Rule("title", "title", "the title", t.title, state="unselectable", role="title"),
    Rule("list-item", "content", "an item of a list", t.list_item, state="kept", role="text"),
    Rule("attribution", "attribution", "who said what stands before", t.attribution, state="kept", role="attribution"),
    Rule("subheading", "subheading", "a subheading", t.subheading, state="unselectable", role="subheading"),
    Rule("fragment", "fragment", "no whole sentence", t.fragment, state="unselectable", role="text"),
    Rule("outside-body", "other", "no whole sentence, outside the article", t.outside_body, role="text"),
    Rule("open-line", "fragment", "does not end like a sentence", t.open_line, state="unselectable", role="text"),
)
PASSES: tuple[tuple[Rule, ...], ...] = (ALONE, AT_THE_END, AROUND_CREDITS, STRUCTURE)

OUTSIDE_ARTICLE = Rule("outside-article", "other", "not part of the article on its page", lambda *_: False)
NOT_TEXT = Rule("not-text", "other", "not text", lambda *_: False)
HEADING = Rule(
    "heading", "subheading", "a heading of the page", lambda *_: False, state="unselectable", role="subheading"
)
TABLE_ROW = Rule("table-row", "fragment", "a row of a table", lambda *_: False, state="unselectable", role="text")


def decide(page: Page) -> list[Rule | None]:
    """The rule that decided each line, or None."""
    decided: list[Rule | None] = [None] * len(page.lines)
    labels = [""] * len(page.lines)
    for rules in PASSES:
        for i, line in enumerate(page.lines):
            if decided[i] is None and line.ruled:
                rule = next((rule for rule in rules if rule.asks(page, i, labels)), None)
                if rule is not None:
                    decided[i], labels[i] = rule, rule.label
    return decided
