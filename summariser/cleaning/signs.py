"""What gives a line away by itself, or by where it stands: the questions of the first rules.

Every pattern here is linear, or bounded, on the longest line that rules are asked about. The numbers were found on
labelled lines of news pages; each says how long or how full of signs a line may be before it could be prose.
"""

from __future__ import annotations

import re

from summariser.cleaning.page import Page, Seen

_MARKUP = re.compile(
    r"</?(?:a|b|i|p|em|br|hr|li|ul|ol|td|tr|th|h[1-6]|div|img|nav|pre|sup|sub|span|body|font|form|html|link|meta|input|style"
    r"|table|button|center|iframe|script|strong|figure|section|article|blockquote)(?:\s[^<>]{0,200})?/?>"
    r"|&(?:amp;){0,3}[lg]t;|^\s*[{}]|function\s*\(|^\S*//\S+$|^\[/?\w{2,20}(?:\s[^\[\]]{0,200})?\]",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[^\d:：]{0,25}[:：]?\s*\d[\d.,\s]{0,12}[kKmM+%]?$|\(?\d[\d.,]{0,9}[kKmM+]?\)?\s+[^\d]{1,25}$")
_ON_X = re.compile(r"^X$|\b[^\W\d_A-ZÀ-ÞА-Я]{1,5}\sX$")  # "on X", "sur X", not "Malcolm X"
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))", re.IGNORECASE)
_CELL = re.compile(r"\s\|\s")
_CRUMB = re.compile(r"\s[>›»•·/]\s")
_BRACKET_AT_END = re.compile(r"[(\[]\s*([^()\[\]]{1,90}?)\s*[)\]]\s*\.?$")
# After "photo" in a bracket: whoever took it. "(photo)" alone points at a picture, from a line of the article.
_BY_WHOM = re.compile(
    r"\s*(?:[:/©|]|by\b|par\b|de\b|d['’]|von\b|di\b|por\b|via\b|credit|courtesy|\s[-–]\s|(?<=\s)[A-ZÀ-Þ])"
)
_BRACKET_PARTS = re.compile(r"[/|,–—]|\bvia\b|\s-\s")
_BEFORE_CREDIT = re.compile(r"[^.!?(\[]{1,200}(?:[.!?]\s|[(\[])")
_AGENCY_AT_END = re.compile(r"(?:©|\bvia\b|/|\||\bPhoto by\b|\bcopyright\b)([^.]{2,60})\.?$")
_CREDIT_WORDS_AT_END = re.compile(
    r"\b(?:(?:image|photo|picture|media|video)?\s?credits?|crédits?(?: photo)?|photo(?:graph)?(?:s|ie)?|fotos?|bild)"
    r"\s?(?::|\.\.\.|…|©|\bby\b|\bcourtesy\b)[^.:]{2,60}\.?$",
    re.IGNORECASE,
)
_AGENCY_SLASH = re.compile(r"\b(?:REUTERS|AFP|EPA|AP Photo|AP)\s?/\s?[^.]{3,50}\.?$")
_CAPITALS_DATE = re.compile(
    r"[^a-zà-ÿ:]{0,60}?[A-ZÀ-Þ]{2}[^a-zà-ÿ:]{0,60}\s[–—-]\s[^a-zà-ÿ:]{0,30}\d[^a-zà-ÿ:]{0,30}:\s"
)
_TIME = re.compile(r"\b\d{1,2}\s?[:hH]\s?\d{2}\b")
_NUMERIC_DATE = re.compile(r"\b(?:19|20)\d{2}[-/.]\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"^\d{1,2}(?:er|st|nd|rd|th)?$")
_CAMEL = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]")
_CONTACT = re.compile(r"https?://|www\.|\S@\w[\w-]{0,60}\.\w|(?<!\w)@\w{3,}")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)\W{0,6}$")
_OPEN_QUOTE = re.compile(r"[«“\"][^«»“”\"]{0,400}$")
_NAME = re.compile(r"\s*:?\s*[A-ZÀ-ÞА-ЯŁŚŻ][\w’'.-]{0,30}(?:\s|$)")
_ANY_QUOTE = re.compile(r"[\"“”«„]")
_DASH = re.compile(r"[—–-]\s")


def markup(page: Page, i: int) -> bool:
    """Residue of HTML or scripts, an address alone, or no letter and no digit."""
    line = page.lines[i]
    return line.count == 0 or bool(_MARKUP.search(line.text))


def counter(page: Page, i: int) -> bool:
    """ "Views: 12", "3 comments": few words, a number, and a colon or a place outside the body."""
    line = page.lines[i]
    if line.count > 4 or line.ends or not line.numbers:
        return False
    return (":" in line.text or "：" in line.text or not page.inside(i)) and bool(_COUNT.match(line.text))


def share_button(page: Page, i: int) -> bool:
    """A few words with the name of a network, which ends the line unless there is hardly anything else."""
    line = page.lines[i]
    found = page.lexicon.networks.search(line.text) if line.count <= 6 and not line.stops else None
    if found is None or (found.group() in "xX" and not _ON_X.search(line.text)):
        return False
    return line.count <= 4 or found.end() >= len(line.text) - 1


def copyright_line(page: Page, i: int) -> bool:
    """Begins with a copyright sign."""
    line = page.lines[i]
    return line.count <= 25 and bool(_COPYRIGHT.match(line.text))


def photo_credit(page: Page, i: int) -> bool:
    """A line that is nothing but a credit: "Photo: A. Name", "A. Name / Agency", "A. Name | Agency"."""
    line = page.lines[i]
    if line.count > 14 or line.stops or _ANY_QUOTE.search(line.text) or _captioned(line):
        return False
    agency = _last_agency(page, line)
    if _CELL.search(line.text):
        return agency is not None
    if agency is not None and (
        agency == 0 or re.search(r"(?:/|[-—–]|copyright|via|©)\s*$", line.text[:agency], re.IGNORECASE)
    ):
        return True
    word = page.lexicon.photo.match(line.text)
    return (
        word is not None
        and line.count <= 12
        and bool(re.match(r"\s*(?::|/|by\b|par\b|$|©|\|)", line.text[word.end() :]))
    )


def _captioned(line: Seen) -> bool:
    """Whether some words and an end of a sentence, or a bracket, stand before the credit."""
    before = _BEFORE_CREDIT.match(line.text)
    return before is not None and len(before.group().split()) >= 4


def _last_agency(page: Page, line: Seen) -> int | None:
    """Where an agency's name begins that ends the line."""
    for found in page.lexicon.agencies.finditer(line.text):
        if found.end() >= len(line.text.rstrip(" .)")):
            return found.start()
    return None


def menu_cells(page: Page, i: int) -> bool:
    """Short cells divided by bars."""
    line = page.lines[i]
    return not line.stops and bool(_CELL.search(line.text)) and _short_cells(line.text, _CELL, 7)


def _short_cells(text: str, divider: re.Pattern[str], most: int) -> bool:
    return all(len(cell.split()) <= most for cell in divider.split(text))


def caption_with_credit(page: Page, i: int) -> bool:
    """Ends in a bracket that names a photographer, or in "/Agency". A bare "(AFP)" is a wire's signature and is not."""
    line = page.lines[i]
    if line.count > 90 or line.signed:
        return False
    bracket = _BRACKET_AT_END.search(line.text[-100:])
    if bracket is not None and _is_credit(page, bracket.group(1)):
        return True
    if line.count > 70 or _ANY_QUOTE.search(line.text[-60:]):
        return False
    if _CREDIT_WORDS_AT_END.search(line.text[-90:]):
        return True
    tail = _AGENCY_AT_END.search(line.text[-80:])
    if tail is not None and page.lexicon.agencies.search(tail.group(1)):
        return True
    return bool(_AGENCY_SLASH.search(line.text[-70:]))


def _is_credit(page: Page, bracket: str) -> bool:
    if "©" in bracket or re.match(r"file\s*[:/]", bracket, re.IGNORECASE):
        return True
    word = page.lexicon.photo.match(bracket)
    if word is not None and _BY_WHOM.match(bracket, word.end()):
        return True
    cells = [cell.strip() for cell in _BRACKET_PARTS.split(bracket)]
    if len(cells) < 2 or all(page.lexicon.wires.fullmatch(cell) for cell in cells):
        return False  # "(AFP, Reuters)" signs a story
    return any(page.lexicon.agencies.fullmatch(cell) for cell in (cells[0], cells[-1]))


def agency_caption(page: Page, i: int) -> bool:
    """ "KYIV, UKRAINE – 24 JANUARY: …", the form in which agencies caption photographs."""
    return bool(_CAPITALS_DATE.match(page.lines[i].text[:200]))


def date_line(page: Page, i: int) -> bool:
    """A short line that is mostly a date or a time, near the edges of the body."""
    line = page.lines[i]
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
    mostly = line.numbers / max(1, line.count) >= 0.18 or i < page.first
    return mostly and (not page.inside(i) or line.count <= 10)


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
    if line.count > 30:
        return False
    text = line.text.lstrip("\t ([{>»›→►▶•*-–—+|#:")
    found = page.lexicon.read_also.match(text)
    return found is not None and bool(re.match(r"\s*(?:[:：>»›|]|\W{0,6}$)", text[found.end() :]))


def stock_phrase(page: Page, i: int) -> bool:
    """The whole line is a phrase that pages show around every article."""
    line = page.lines[i]
    return line.count <= 8 and bool(page.lexicon.stock.fullmatch(line.text.strip(" \t.:…!»«›‹>|•*-–—()[]+#→↓↑")))


def read_on(page: Page, i: int) -> bool:
    """Ends in "continue reading", or in dots in square brackets."""
    line = page.lines[i]
    text = line.text.rstrip(" .…»>›→)]")
    if re.search(r"\[(?:\.\.\.|…|&hellip;)\]\W{0,3}$", line.text):
        return True
    for found in page.lexicon.read_on.finditer(text) if line.count <= 60 else ():
        # "…to learn more." may end a sentence; after a full stop, or with a capital, it is a link.
        alone = re.search(r"(?:^|[.!?…»)\]|:>-])\s*$", text[: found.start()]) or found.group()[0].isupper()
        if found.end() == len(text) and alone:
            return True
    return False


def cut_teaser(page: Page, i: int) -> bool:
    """Ends in dots outside the body, and says what the body says or is long."""
    line = page.lines[i]
    return _cut_off(page, i) and (page.echo(i) >= 0.5 or (line.count >= 25 and i <= page.first))


def unfinished(page: Page, i: int) -> bool:
    """Ends in dots outside the body."""
    return _cut_off(page, i)


def _cut_off(page: Page, i: int) -> bool:
    line = page.lines[i]
    if page.inside(i) or not 4 <= line.count <= 60 or i == len(page.lines) - 1 or not _ELLIPSIS.search(line.text[-20:]):
        return False
    return not _OPEN_QUOTE.search(line.text)


def call_to_action(page: Page, i: int) -> bool:
    """Asks for a subscription, a click, a follow: short, or after the body."""
    line = page.lines[i]
    if line.count > 45 or (i < page.last - 1 and line.count > 25) or _ANY_QUOTE.search(line.text):
        return False
    if page.lexicon.action.search(line.text):
        return True
    # A last paragraph is body like any other, unless it asks twice.
    needed = 1 if i > page.last or i < page.first else 2 if i == len(page.lines) - 1 else 0
    return needed > 0 and len(page.lexicon.action_outside.findall(line.text)) >= needed


def byline(page: Page, i: int) -> bool:
    """ "By Firstname Lastname" around the body."""
    line = page.lines[i]
    if page.inside(i) or line.count > 12 or line.stops:
        return False
    word = page.lexicon.byline.match(line.text)
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
    """Among the last lines: says what the author is, or speaks of itself when nothing else does."""
    line = page.lines[i]
    if not _near_end(page, i) or line.count > 60:
        return False
    if page.lexicon.author.search(line.unquoted):
        return True
    return bool(page.lexicon.first_person.search(line.unquoted)) and page.first_person <= 1 and line.count <= 40


def _near_end(page: Page, i: int) -> bool:
    return i >= max(1, min(page.last, len(page.lines) - 3)) and i > page.first
