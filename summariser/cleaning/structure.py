"""What a line is by the lines around it: captions before credits, titles, subheadings, attributions, fragments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser.cleaning.page import Page

_DAY_AND_YEAR = re.compile(r"\b\d{1,2}\b.{1,15}\b(?:19|20)\d\d\b")
# "© 2024 The Bugle" ends a page, "© The Bugle" credits a picture.
_FOOTER = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:copyright\W{0,3})?(?:19|20)\d\d\b|.{0,100}all rights reserved", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
# A whole sentence, and after it another one begins.
_WHOLE_SENTENCE = re.compile(
    r"(?:\S+\s+){4,30}?\S+[^\W\d_A-ZÀ-ÞА-Я][.!?][\"”»)]{0,2}\s+[\"“«(]?[^\W\d_a-zß-ÿа-яё]\S*\s+\S+\s+\S"
)
_ANNOUNCES = re.compile(r"[:;,،、，；：]\W{0,3}$")
_QUESTION = re.compile(r"[?؟？]\W{0,6}$")
_SIGNED = re.compile(r"[—–]\s?[^\W\d_]")
_ITEM = re.compile(r"[-–—•*·‣▪]\s")
_PAIR_OF_QUOTES = re.compile(r"[«\"“].{0,300}[»\"”]")
_SPEECH = re.compile(r"[«\"“„]\s?(?:[^»\"”“„«\s]+\s+){2,40}[^»\"”“„«]{0,40}[»\"”“]")
_OF_CAPTION = re.compile(r"[/|©]|\b(?:19|20)\d\d\b")
_CREDIT_WORDS = 9
_TITLE_WITHIN = 12  # lines; further down nobody puts a title
_TITLE_WORDS = 6
_LABEL_WORDS = 10
_NO_TITLE = re.compile(r"(?:[.:。：]|!\s?»)\W{0,3}$")
# "Firstname Lastname, what she is": names may have two or three parts and a particle.
_SPEAKER = re.compile(
    r"\W{0,3}[^\W\d_]{0,20}[A-ZÀ-ÞА-Я][\w’'.-]{0,25}"
    r"(?:\s(?:de|du|des|la|le|von|van|der|den|al|el|bin|ben|da|di|del|dos|d’|d'))?"
    r"(?:\s[A-ZÀ-ÞА-Я][\w’'-]{1,25}){1,3},\s(?:l’|l'|d’|d')?[a-zß-ÿа-яё]"
)


def _next(page: Page, i: int, labels: Sequence[str]) -> int | None:
    """The next line that nothing was decided about, one line further at most."""
    return next((j for j in range(i + 1, min(i + 2, len(page.lines))) if not labels[j]), None)


def _before_credit(page: Page, i: int, labels: Sequence[str]) -> bool:
    if not 0 < i < len(page.lines) - 1 or labels[i + 1] != "credit" or _FOOTER.match(page.lines[i + 1].text):
        return False
    line, credit = page.lines[i], page.lines[i + 1]
    if credit.count > _CREDIT_WORDS or page.lexicon.photo.pattern.fullmatch(credit.text):
        return False  # one that holds a caption of its own, or that is only the word "Image"
    return 4 <= line.count <= 60 and len(_SENTENCE_END.findall(line.text)) <= 2


def caption_before_credit(page: Page, i: int, labels: Sequence[str]) -> bool:
    """A line with a day and a year before a photo credit: grammatical, and false as news."""
    return _before_credit(page, i, labels) and bool(_DAY_AND_YEAR.search(page.lines[i].text))


def agency_at_end(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001 - all are asked alike
    """One or two sentences and an agency's name, before the last paragraph: "The harbour at dawn. Reuters"."""
    line = page.lines[i]
    if not 4 <= line.count <= 60 or i >= page.last or line.ends:
        return False
    tail = re.search(r"[.!?][\"”»]?\s+([^.!?]{2,40})$", line.text[-80:])
    return tail is not None and bool(page.lexicon.agencies.pattern.fullmatch(tail.group(1)))


def line_before_credit(page: Page, i: int, labels: Sequence[str]) -> bool:
    """A line before a photo credit that may be a caption or a paragraph. The last paragraph, or one that quotes
    somebody, hardly is a caption."""
    line = page.lines[i]
    # A name alone may stand above its caption instead of below.
    prose = line.paragraph and (i == page.last or page.lines[min(i + 1, len(page.lines) - 1)].count == 1)
    return _before_credit(page, i, labels) and not prose and not _SPEECH.search(line.text)


def signature(page: Page, i: int, labels: Sequence[str]) -> bool:
    """ "— Name" after a line of prose."""
    line = page.lines[i]
    return i > 0 and line.count <= 16 and bool(_SIGNED.match(line.text)) and _prose_before(page, i, labels)


def title(page: Page, i: int, labels: Sequence[str]) -> bool:
    """The first line of enough words before the body that nothing was decided about and that is no sentence."""
    prose = page.first if page.paragraphs else page.sentence
    above = range(min(prose, _TITLE_WITHIN))
    if i not in above or "title" in labels[:i]:
        return False
    candidates = [j for j in above if not labels[j] and _may_be_title(page, j)]
    # A button may be left above the title: it has fewer words than a title likely has.
    return i == next((j for j in candidates if page.lines[j].count >= _TITLE_WORDS), next(iter(candidates), None))


def _may_be_title(page: Page, i: int) -> bool:
    line = page.lines[i]
    return line.ruled and 3 <= line.count <= 30 and not _NO_TITLE.search(line.text)


def list_item(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001 - all are asked alike
    """An item of a list with some words in it."""
    return page.lines[i].count >= 6 and bool(_ITEM.match(page.lines[i].text))


def attribution(page: Page, i: int, labels: Sequence[str]) -> bool:
    """ "Firstname Lastname, minister": the speaker of the quotation on the line before."""
    line = page.lines[i]
    if line.count > 12 or line.stops or not _SPEAKER.match(line.text) or _OF_CAPTION.search(line.text):
        return False
    # After the last paragraph it is the author's name, unless somebody was quoted.
    return _prose_before(page, i, labels) and (i <= page.last or bool(_SPEECH.search(page.lines[i - 1].text)))


def _prose_before(page: Page, i: int, labels: Sequence[str]) -> bool:
    if i == 0 or labels[i - 1] not in {"", "content"} or not page.lines[i - 1].ends:
        return False
    return page.lines[i - 1].count >= 8 or bool(_SPEECH.match(page.lines[i - 1].text))


def _short(page: Page, i: int) -> bool:
    line = page.lines[i]
    if line.count > 16 or _WHOLE_SENTENCE.match(line.text):
        return False
    if not line.stops:
        return True
    return line.count <= 12 and bool(_QUESTION.search(line.text)) and not _PAIR_OF_QUOTES.search(line.text)


def subheading(page: Page, i: int, labels: Sequence[str]) -> bool:
    """A short line without an end, or a short question, right before a paragraph."""
    following = _next(page, i, labels)
    if following is None or page.lines[i].count < 2 or not _short(page, i):
        return False
    return page.lines[following].count >= 15 and page.lines[following].ends


def fragment(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """A short line without an end inside the body."""
    return page.inside(i) and not page.listing and _short(page, i) and not page.lines[i].stops


def outside_body(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """A few words without an end before or after the body; more of them might be a list or a chronicle."""
    line = page.lines[i]
    return not page.inside(i) and line.count <= _LABEL_WORDS and not line.ends and _short(page, i)


def open_line(page: Page, i: int, labels: Sequence[str]) -> bool:  # noqa: ARG001
    """A longer line that does not end, nor announce what follows."""
    line = page.lines[i]
    if page.listing and page.inside(i):
        return False
    if line.ends or line.count > (24 if page.inside(i) else 32):
        return False
    return not (_WHOLE_SENTENCE.match(line.text) or _ANNOUNCES.search(line.text[-20:]))
