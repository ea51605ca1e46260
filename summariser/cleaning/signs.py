"""What gives a line away by itself, or by where it stands: the questions of the first rules.

Every pattern here is linear, or bounded, on the longest line that rules are asked about. The numbers were found on
labelled lines of news pages; each says how long or how full of signs a line may be before it could be prose.
"""

from __future__ import annotations

import re

from summariser.cleaning.calendar import names
from summariser.cleaning.page import Page, Seen

_MARKUP = re.compile(
    r"</?(?:a|b|i|p|em|br|hr|li|ul|ol|td|tr|th|h[1-6]|div|img|nav|pre|sup|sub|span|body|font|form|html|link|meta|input|style"
    r"|table|button|center|iframe|script|strong|figure|section|article|blockquote)(?:\s[^<>]{0,200})?/?>"
    r"|&(?:amp;){0,3}[lg]t;",
    re.IGNORECASE,
)
_CODE = re.compile(r"\s*[{}]|\^\s|(?:\S+\s){0,4}function\s*\(|\S*//\S+$|\[/?\w{2,20}(?:\s[^\[\]]{0,200})?\]")
_COUNT = re.compile(r"[^\d:：]{0,25}[:：]?\s*\d[\d.,\s]{0,12}[kKmM+%]?$|\(?\d[\d.,]{0,9}[kKmM+]?\)?\s+[^\d]{1,25}$")
_DOTS_IN_BRACKETS = re.compile(r"\[(?:\.\.\.|…|&hellip;)\]\W{0,3}$")
_ON_X = re.compile(r"^X$|\b[^\W\d_A-ZÀ-ÞА-Я]{1,5}\sX$")  # "on X", "sur X", not "Malcolm X"
_CELL = re.compile(r"\s\|\s")
_CRUMB = re.compile(r"\s[>›»•·/]\s")
_TIME = re.compile(r"\b\d{1,2}\s?[:hH]\s?\d{2}\b")
_NUMERIC_DATE = re.compile(
    r"\b(?:19|20)\d{2}[-/.]\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|(?:19|20)\d{2}\s?[年년]\s?\d{1,2}\s?[月월]"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"^\d{1,2}(?:er|st|nd|rd|th)?$")
_CAMEL = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]")
_CONTACT = re.compile(r"https?://|www\.|\S@\w[\w-]{0,60}\.\w|(?<!\w)@\w{3,}")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)\W{0,6}$")
_OPEN_QUOTE = re.compile(r"[«“\"][^«»“”\"]{0,400}$")
# A name: capitalised, or in any script a few words after a colon or stroke.
_NAME = re.compile(r"\s*:?\s*[A-ZÀ-ÞА-ЯŁŚŻ][\w’'.-]{0,30}(?:\s|$)|\s*[:：/／|丨]\s*[^\W\d_][^.!?。！？]{0,30}$")
_ENDS_BEFORE = re.compile(r"(?:\S+\s+){4}.{0,1500}[.!?…][\"”»')]{0,2}\s*$")
_DATED = re.compile(r"[^\d:：]{2,30}[:：]")
_TOP = 7  # lines: further down nobody puts an excerpt
_SENTENCE_WORDS = 8
_SAID_BESIDE_DATE = 3  # words of more than three letters: a place, an outlet, an author
_BELOW_LEAD = 3  # lines: the lead often stands above the author
_ANY_QUOTE = re.compile(r"[\"“”«„]")
_QUESTION = re.compile(r"[?？؟]\W{0,6}$")
_DASH = re.compile(r"[—–-]\s")


def markup(page: Page, i: int) -> bool:
    """Residue of HTML or scripts, an address alone, or no letter and no digit."""
    line = page.lines[i]
    if line.count == 0:
        return True
    return bool(("<" in line.text or "&" in line.text) and _MARKUP.search(line.text)) or bool(_CODE.match(line.text))


def counter(page: Page, i: int) -> bool:
    """ "Views: 12", "3 comments": few words, a number, and a colon or a place outside the body."""
    line = page.lines[i]
    if line.count > 4 or line.ends or not line.numbers:
        return False
    if line.count == 1 and line.text.isdecimal():
        return not page.listing
    return (":" in line.text or "：" in line.text or not page.inside(i)) and bool(_COUNT.match(line.text))


def share_button(page: Page, i: int) -> bool:
    """A few words with the name of a network, which ends the line unless there is hardly anything else."""
    line = page.lines[i]
    if line.count > 6 or line.stops or not page.has(line, page.lexicon.networks):
        return False
    found = page.lexicon.networks.pattern.search(line.text)
    if found is None or (found.group() in "xX" and not _ON_X.search(line.text)):
        return False
    return line.count <= 4 or found.end() >= len(line.text) - 1


def menu_cells(page: Page, i: int) -> bool:
    """Short cells divided by bars."""
    line = page.lines[i]
    return not line.stops and "|" in line.text and bool(_CELL.search(line.text)) and _short_cells(line.text, _CELL, 7)


def _short_cells(text: str, divider: re.Pattern[str], most: int) -> bool:
    return all(len(cell.split()) <= most for cell in divider.split(text))


def date_line(page: Page, i: int) -> bool:
    """A short line that is mostly a date or a time, near the edges of the body, or that says how long ago it was."""
    line = page.lines[i]
    if not line.numbers:
        return False
    if line.count <= 8 and not line.stops and page.lexicon.ago.pattern.search(line.text):
        return line.count <= 5 or not page.inside(i)
    if line.numbers >= 4 and _DATED.match(line.text) and page.lexicon.dated.pattern.match(line.text):
        return bool(_TIME.search(line.text))  # however much more it says
    longest = 24 if line.numbers * 3 >= line.count else 14
    if (
        line.count > longest
        or line.stops
        or line.text.endswith(":")
        or _ANY_QUOTE.search(line.text)
        or _DASH.match(line.text)
    ):
        return False
    day = any(_DAY.match(word) for word in line.words)
    if not (_TIME.search(line.text) or _NUMERIC_DATE.search(line.text) or (day and _YEAR.search(line.text))):
        return False
    # "Murder of 12 March 2024: the trial begins" is a title with a date in it.
    said = sum(len(word) > 3 and not any(map(str.isdigit, word)) for word in line.words if word.lower() not in names())
    return said <= _SAID_BESIDE_DATE or bool(page.lexicon.dated.pattern.search(line.text) and not page.inside(i))


def glued_menu(page: Page, i: int) -> bool:
    """ "NewsWorld": words run together, as when menu entries are copied."""
    line = page.lines[i]
    return line.count <= 4 and not line.ends and any(len(w) >= 12 and _CAMEL.search(w) for w in line.words)


def breadcrumbs(page: Page, i: int) -> bool:
    """ "Home > World > Europe"."""
    line = page.lines[i]
    return (
        not line.ends and "«" not in line.text and bool(_CRUMB.search(line.text)) and _short_cells(line.text, _CRUMB, 4)
    )


def read_also(page: Page, i: int) -> bool:
    """ "Read also: …", alone or before a colon."""
    line = page.lines[i]
    if line.count > 30 or not page.has(line, page.lexicon.read_also):
        return False
    text = line.text.lstrip("\t ([{>»›→►▶•*-–—+|#:")
    found = page.lexicon.read_also.pattern.match(text)
    return found is not None and bool(re.match(r"\s*(?:[:：>»›|]|\W{0,6}$)", text[found.end() :]))


def stock_phrase(page: Page, i: int) -> bool:
    """The whole line is a phrase that pages show around every article."""
    line = page.lines[i]
    if line.count > 8 or not page.has(line, page.lexicon.stock):
        return False
    return bool(page.lexicon.stock.pattern.fullmatch(line.text.strip(" \t.:…!»«›‹>|•*-–—()[]+#→↓↑")))


def read_on(page: Page, i: int) -> bool:
    """Ends in "continue reading", or in dots in square brackets."""
    line = page.lines[i]
    if _DOTS_IN_BRACKETS.search(line.text[-15:]):
        return True
    text = line.text.rstrip(" .…»>›→)]")
    if line.count > 60 or not page.has(line, page.lexicon.read_on):
        return False
    for found in page.lexicon.read_on.pattern.finditer(text):
        # "…to learn more." may end a sentence; after a full stop, or with a capital, it is a link.
        alone = re.search(r"(?:^|[.!?…»)\]|:>-])\s*$", text[: found.start()]) or found.group()[0].isupper()
        if found.end() == len(text) and alone:
            return True
    return False


def cut_teaser(page: Page, i: int) -> bool:
    """Ends in dots before the body, and says what the body says or is long."""
    return i <= min(page.first, _TOP) and _cut_off(page, i) and (page.echo(i) >= 0.5 or page.lines[i].count >= 25)


def unfinished(page: Page, i: int) -> bool:
    """Ends in dots outside the body: an excerpt, or a last word that leaves things open."""
    return _cut_off(page, i)


def _cut_off(page: Page, i: int) -> bool:
    line = page.lines[i]
    if page.inside(i) or not 4 <= line.count <= 60 or not _ELLIPSIS.search(line.text[-20:]):
        return False
    return not _OPEN_QUOTE.search(line.text)


def call_to_action(page: Page, i: int) -> bool:
    """Asks for a subscription, a click, a follow: short, or after the body."""
    line = page.lines[i]
    if line.count > 45 or (i < page.last - 1 and line.count > 25) or _ANY_QUOTE.search(line.text):
        return False
    if page.has(line, page.lexicon.action) and page.lexicon.action.pattern.search(line.text):
        return not _ends_in_button(page, line)
    return page.has(line, page.lexicon.action_outside) and _asks_outside(page, i)


def _ends_in_button(page: Page, line: Seen) -> bool:
    """Whether a line is a paragraph with a button at its end."""
    button = page.lexicon.button.pattern.search(line.text) if page.has(line, page.lexicon.button) else None
    if button is None or button.end() < len(line.text):
        return False
    return bool(_ENDS_BEFORE.search(line.text[: button.start()]))


def _asks_outside(page: Page, i: int) -> bool:
    """Whether a line outside the body asks in weak words. A last paragraph is body like any other, unless it asks
    twice."""
    line = page.lines[i]
    asks = len(page.lexicon.action_outside.pattern.findall(line.text))
    if i == len(page.lines) - 1 and asks > 1:
        return True
    return asks > 0 and not page.first <= i <= page.last and not _whole(line)


def may_be_call(page: Page, i: int) -> bool:
    """A whole sentence outside the body with a word of such requests: news use these words as well."""
    line = page.lines[i]
    if line.count > 45 or _ANY_QUOTE.search(line.text) or page.first <= i <= page.last:
        return False
    if i > page.last and line.count <= 15 and len(page.lexicon.networks.pattern.findall(line.text)) > 1:
        return True
    weak = page.lexicon.action_outside
    return _whole(line) and page.has(line, weak) and bool(page.lexicon.action_outside.pattern.search(line.text))


def _whole(line: Seen) -> bool:
    return line.stops and line.count >= _SENTENCE_WORDS


def notice(page: Page, i: int) -> bool:
    """A cookie banner or a paywall, which speak to the reader."""
    line = page.lines[i]
    if line.count > 60 or not page.has(line, page.lexicon.notice) or _ANY_QUOTE.search(line.text):
        return False
    return bool(page.lexicon.notice.pattern.search(line.text))


def about_article(page: Page, i: int) -> bool:
    """Begins by saying how the article came about or was changed."""
    line = page.lines[i]
    if not page.has(line, page.lexicon.about):
        return False
    return page.lexicon.about.pattern.match(line.text.lstrip("([*_ ")) is not None


def byline(page: Page, i: int) -> bool:
    """ "By Firstname Lastname" around the body."""
    line = page.lines[i]
    if (page.inside(i) and i > page.first + _BELOW_LEAD) or line.count > 12 or line.stops:
        return False
    word = page.lexicon.byline.pattern.match(line.text) if page.has(line, page.lexicon.byline) else None
    return word is not None and bool(_NAME.match(line.text, word.end()))


def figures(page: Page, i: int) -> bool:
    """Three numbers or more, and hardly anything else."""
    line = page.lines[i]
    return line.numbers >= 3 and line.numbers * 2 >= line.count and not line.ends


def contact(page: Page, i: int) -> bool:
    """An address among the last lines."""
    return (
        _near_end(page, i)
        and i >= page.last
        and page.lines[i].count <= 60
        and bool(_CONTACT.search(page.lines[i].text))
    )


def author_note(page: Page, i: int) -> bool:
    """Among the last lines: says what the author is."""
    line = page.lines[i]
    if not _near_end(page, i) or not page.has(line, page.lexicon.author):
        return False
    return line.count <= 60 and bool(page.lexicon.author.pattern.search(line.unquoted))


def own_voice(page: Page, i: int) -> bool:
    """Among the last lines: speaks of itself when nothing else does."""
    line = page.lines[i]
    if not _near_end(page, i) or line.count > 40 or page.first_person > 1:
        return False
    if i in page.turns or _QUESTION.search(page.lines[i - 1].text[-10:]):
        return False  # it answers
    return bool(page.lexicon.first_person.pattern.search(line.unquoted))


def _near_end(page: Page, i: int) -> bool:
    return i >= max(1, min(page.last, len(page.lines) - 3)) and i > page.first
