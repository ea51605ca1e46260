"""The rules of cleaning, as data: each has a name, a reason a person understands, and one question it asks of a line.

Invariant: the rules are asked in the order of ``PASSES``; the first of a pass that says yes decides the line, and a
line that was decided stays decided. No rule changes anything or knows what happens to the line afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summariser.cleaning import credits as c
from summariser.cleaning import runs as r
from summariser.cleaning import signs as s
from summariser.cleaning import structure as t
from summariser.cleaning.page import LONGEST_RULED, Page
from summariser.document import Role, State

# A question about line number ``i`` of a page, given the labels of the lines decided so far ("" for undecided).
Question = Callable[[Page, int, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    ``safe`` rules drop in very short texts too, ``page`` rules from what was extracted from HTML too; there the other
    rules only see to it that a line is never selected. A rule is asked of lines of ``most`` words at most, one that is
    for lines ``still_open`` only of those that have no full stop.
    """

    name: str
    label: str
    reason: str
    asks: Question
    state: State = "dropped"
    role: Role = "boilerplate"
    safe: bool = False
    page: bool = False
    most: int = LONGEST_RULED
    still_open: bool = False


def _drop(name: str, label: str, reason: str, asks: Callable[[Page, int], bool], **more: bool | int) -> Rule:
    """A rule that drops and needs no other line's decision."""
    return Rule(name, label, reason, lambda page, i, _: asks(page, i), **more)  # type: ignore[arg-type]


def _hide(name: str, reason: str, asks: Callable[[Page, int], bool], **more: bool | int) -> Rule:
    """The same for one that keeps a line from being selected."""
    return Rule(name, "fragment", reason, lambda page, i, _: asks(page, i), "unselectable", "text", **more)  # type: ignore[arg-type]


# fmt: off
ALONE = (
    _drop("markup", "other", "markup or no words at all", s.markup, safe=True, page=True),
    Rule("amount", "fragment", "one of several lines of amounts", r.amount, "unselectable", "text",
         most=16, still_open=True),
    _drop("counter", "counter", "a count of views, shares or comments", s.counter, most=4, still_open=True),
    _drop("share-button", "share", "a button to share the article", s.share_button,
          safe=True, page=True, most=6, still_open=True),
    _drop("copyright-line", "credit", "a copyright notice", c.copyright_line, safe=True, page=True, most=25),
    _drop("photo-credit", "credit", "who took a photograph", c.photo_credit,
          safe=True, page=True, most=14, still_open=True),
    _drop("menu-cells", "nav", "entries of a menu in one line", s.menu_cells, most=60, still_open=True),
    _drop("caption-with-credit", "caption", "a caption that ends in a credit", c.caption_with_credit,
          safe=True, page=True, most=90),
    _drop("agency-dateline-caption", "caption", "a caption in an agency's form: PLACE – DATE:", c.agency_caption,
          page=True, most=90),
    _drop("date-line", "date", "a date or time of publication", s.date_line, page=True, most=60),
    _drop("byline", "bio", "who wrote the article", s.byline, most=12, still_open=True),
    _drop("glued-menu", "nav", "menu entries run into each other", s.glued_menu, most=4, still_open=True),
    _drop("breadcrumbs", "nav", "a path through the site", s.breadcrumbs, most=60, still_open=True),
    _drop("read-also", "related-link", "a link to another article", s.read_also, safe=True, page=True, most=30),
    Rule("link-below", "link", "below a heading of links to other articles", r.link_below, "unselectable", "text",
         most=25, still_open=True),
    _drop("stock-phrase", "other", "a stock phrase of web pages", s.stock_phrase, page=True, most=8),
    _drop("read-on", "other", "the beginning of an article continued elsewhere", s.read_on, page=True, most=60),
    _drop("cut-teaser", "other", "an excerpt that was cut off", s.cut_teaser, most=60, still_open=True),
    _drop("notice", "other", "a cookie or paywall notice", s.notice, safe=True, page=True, most=60),
    _drop("about-article", "other", "about the article itself, and no news", s.about_article, page=True, most=60),
    _drop("call-to-action", "other", "asks the reader to subscribe, follow or click", s.call_to_action,
          page=True, most=45),
    _hide("pictured", "may be a caption: it says who stands where, and when", c.pictured, page=True, most=60),
    _hide("may-be-call", "may ask the reader to subscribe, follow or click", s.may_be_call, page=True, most=45),
    _hide("figures", "hardly anything but numbers", s.figures, most=60, still_open=True),
    _hide("unfinished-line", "a sentence that is cut off", s.unfinished, most=60, still_open=True),
)
AT_THE_END = (
    _drop("contact", "bio", "how to reach the author", s.contact, page=True, most=60),
    _drop("author-note", "bio", "about the author", s.author_note, page=True, most=60),
    _hide("own-voice", "may be about the author: nothing else says I", s.own_voice, page=True, most=40),
)
AROUND_CREDITS = (
    Rule("caption-before-credit", "caption", "a dated line before a photo credit", t.caption_before_credit,
         page=True, most=60),
    Rule("line-before-credit", "fragment", "may be a caption: it stands before a photo credit", t.line_before_credit,
         "unselectable", "text", page=True, most=60),
    Rule("agency-at-end", "fragment", "may be a caption: it ends in an agency's name", t.agency_at_end,
         "unselectable", "text", page=True, most=60, still_open=True),
)
STRUCTURE = (
    Rule("comment", "fragment", "may be a reader's comment", r.comment, "unselectable", "text", page=True),
    Rule("signature", "attribution", "who said what stands before", t.signature, "kept", "attribution", most=16),
    Rule("conversation", "content", "a turn of a conversation", r.conversation, "kept", "text"),
    Rule("title", "title", "the title", t.title, "unselectable", "title", most=30),
    Rule("list-item", "content", "an item of a list", t.list_item, "kept", "text"),
    Rule("announced-item", "item", "an item of a list that was announced", r.announced, "kept", "text",
         most=60, still_open=True),
    Rule("table-row", "fragment", "a row of a table", r.row, "unselectable", "text", most=16, still_open=True),
    Rule("attribution", "attribution", "who said what stands before", t.attribution, "kept", "attribution",
         most=12, still_open=True),
    Rule("subheading", "subheading", "a subheading", t.subheading, "unselectable", "subheading", most=16),
    Rule("fragment", "fragment", "no whole sentence", t.fragment, "unselectable", "text", most=16, still_open=True),
    Rule("outside-body", "other", "no whole sentence, outside the article", t.outside_body, "dropped", "text",
         most=10, still_open=True),
    Rule("open-line", "fragment", "does not end like a sentence", t.open_line, "unselectable", "text",
         most=32, still_open=True),
    Rule("said-before", "repeated", "the same line stands before", r.repeated, "unselectable", "text"),
)
# fmt: on
PASSES: tuple[tuple[Rule, ...], ...] = (ALONE, AT_THE_END, AROUND_CREDITS, STRUCTURE)

OUTSIDE_ARTICLE = Rule("outside-article", "other", "not part of the article on its page", lambda *_: False)
NOT_TEXT = Rule("not-text", "other", "not text", lambda *_: False)
FRONT_MATTER = Rule("front-matter", "other", "the file's front matter", lambda *_: False)
CODE = Rule("code", "fragment", "code, not prose", lambda *_: False, state="unselectable", role="text")
BEYOND = Rule(
    "beyond-limit",
    "fragment",
    "beyond what is read of a text as long as this",
    lambda *_: False,
    state="unselectable",
    role="text",
)
TITLE = Rule("title", "title", "the title", lambda *_: False, state="unselectable", role="title")
HEADING = Rule(
    "heading", "subheading", "a heading of the page", lambda *_: False, state="unselectable", role="subheading"
)
TABLE_ROW = Rule("table-row", "fragment", "a row of a table", lambda *_: False, state="unselectable", role="text")


_MOST_WORDS = 100  # every rule for lines of more words is for lines of any length
#: The names of the rules that a person may choose among.
NAMES = tuple(rule.name for rules in PASSES for rule in rules)


@lru_cache(maxsize=4_096)
def _asked(number: int, words: int, stops: bool, allowed: tuple[str, ...] | None) -> tuple[Rule, ...]:
    """The rules of a pass that a line of so many words is for."""
    return tuple(
        rule
        for rule in PASSES[number]
        if words <= rule.most and not (stops and rule.still_open) and (allowed is None or rule.name in allowed)
    )


def decide(page: Page, known: Mapping[int, Rule], allowed: tuple[str, ...] | None = None) -> list[Rule | None]:
    """The rule that decided each line, or None; ``known`` are lines that are decided already, ``allowed`` the names of
    the rules to ask."""
    decided: list[Rule | None] = [known.get(i) for i in range(len(page.lines))]
    labels = [rule.label if rule is not None else "" for rule in decided]
    for number in range(len(PASSES)):
        for i, line in enumerate(page.lines):
            if decided[i] is None and line.ruled:
                rules = _asked(number, min(line.count, _MOST_WORDS), line.stops, allowed)
                rule = next((rule for rule in rules if rule.asks(page, i, labels)), None)
                if rule is not None:
                    decided[i], labels[i] = rule, rule.label
    return decided
