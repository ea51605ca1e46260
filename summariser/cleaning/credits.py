"""Who took a picture: the questions of the rules about credits and the captions that end in them.

Every pattern here is linear, or bounded, on the longest line that rules are asked about.
"""

from __future__ import annotations

import re

from summariser.cleaning.page import Page, Seen

_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))", re.IGNORECASE)
_CELL = re.compile(r"\s\|\s")
_BRACKET_AT_END = re.compile(r"[(\[]\s*([^()\[\]]{1,90}?)\s*[)\]]\s*\.?$")
# After "photo" in a bracket: whoever took it. "(photo)" alone points at a picture, from a line of the article.
_BY_WHOM = re.compile(
    r"\s*(?:[:：=＝/／©|]|by\b|par\b|de\b|d['’]|von\b|di\b|por\b|via\b|credit|courtesy|\s[-–]\s|(?<=\s)[A-ZÀ-Þ])"
)
_COLON = re.compile(r"\s*[:：=＝/／©|]")
_VIA = re.compile(r"[A-ZÀ-Þ][^()\[\]]{0,40}\svia\s[A-ZÀ-Þ]")
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
_TAKEN = re.compile(r"(?:撮影|摄|攝)\s?[)）]?$")
_DAY_AND_YEAR = re.compile(r"\b\d{1,2}\b.{1,15}\b(?:19|20)\d\d\b|(?:19|20)\d\d\s?[年년]")
_SENTENCE_BEFORE = re.compile(r"[.!?…]\s+")
_NAME = r"(?:[A-ZÀ-ÞŁŚŻА-Я][\w.’'-]{0,30}|/|-|de|du|von|van|da)"
_NAMES = re.compile(rf"\.?\s?[:/©]?\s?{_NAME}(?:[\s/,]+{_NAME}){{0,7}}\.?$")
_ANY_QUOTE = re.compile(r"[\"“”«„]")


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
    word = page.lexicon.photo.pattern.match(line.text) if page.has(line, page.lexicon.photo) else None
    return (
        word is not None
        and line.count <= 12
        and bool(re.match(r"\s*(?:[:：=＝/／©|丨]|by\b|par\b|$)", line.text[word.end() :]))
    )


def _captioned(line: Seen) -> bool:
    """Whether some words and an end of a sentence, or a bracket, stand before the credit."""
    before = _BEFORE_CREDIT.match(line.text)
    return before is not None and len(before.group().split()) >= 4


def _last_agency(page: Page, line: Seen) -> int | None:
    """Where an agency's name begins that ends the line."""
    if not page.has(line, page.lexicon.agencies):
        return None
    for found in page.lexicon.agencies.pattern.finditer(line.text):
        if found.end() >= len(line.text.rstrip(" .)")):
            return found.start()
    return None


def caption_with_credit(page: Page, i: int) -> bool:
    """Ends in a bracket that names a photographer, or in "/Agency". A bare "(AFP)" is a wire's signature and is not."""
    line = page.lines[i]
    if line.count > 90 or line.signed:
        return False
    bracket = _BRACKET_AT_END.search(line.text[-100:]) if line.text[-2:].strip(".")[-1:] in {")", "]"} else None
    if bracket is not None and _is_credit(page, bracket.group(1)):
        return True
    return line.count <= 70 and not _ANY_QUOTE.search(line.text[-60:]) and _credit_at_end(page, line)


def _credit_at_end(page: Page, line: Seen) -> bool:
    """ "… Photo: A. Name", "… / Agency", "… REUTERS/A. Name" without a bracket."""
    if _TAKEN.search(line.text[-10:]):
        return True
    if page.has(line, page.lexicon.photo) and _CREDIT_WORDS_AT_END.search(line.text[-90:]):
        return True
    if page.has(line, page.lexicon.photo) and _named_at_end(page, line.text[-90:]):
        return True
    if not page.has(line, page.lexicon.agencies):
        return False
    tail = _AGENCY_AT_END.search(line.text[-80:])
    if tail is not None and page.lexicon.agencies.pattern.search(tail.group(1)):
        return True
    return bool(_AGENCY_SLASH.search(line.text[-70:]))


def _named_at_end(page: Page, tail: str) -> bool:
    """A whole sentence, then "Fot. A. Name / Agency" and nothing else."""
    for end in _SENTENCE_BEFORE.finditer(tail):
        word = page.lexicon.photo.pattern.match(tail, end.end())
        if word is not None and _NAMES.match(tail, word.end()):
            return not page.lexicon.with_colon.pattern.fullmatch(word.group()) or bool(_COLON.match(tail, word.end()))
    return False


def _is_credit(page: Page, bracket: str) -> bool:
    if "©" in bracket or re.match(r"file\s*[:/]", bracket, re.IGNORECASE) or _VIA.match(bracket):
        return True
    word = page.lexicon.photo.pattern.match(bracket)
    if word is not None and _BY_WHOM.match(bracket, word.end()):
        return not page.lexicon.with_colon.pattern.fullmatch(word.group()) or bool(_COLON.match(bracket, word.end()))
    cells = [cell.strip() for cell in _BRACKET_PARTS.split(bracket)]
    if len(cells) < 2 or all(page.lexicon.wires.pattern.fullmatch(cell) for cell in cells):
        return False  # "(AFP, Reuters)" signs a story
    return any(page.lexicon.agencies.pattern.fullmatch(cell) for cell in (cells[0], cells[-1]))


def agency_caption(page: Page, i: int) -> bool:
    """ "KYIV, UKRAINE – 24 JANUARY: …", the form in which agencies caption photographs."""
    return bool(_CAPITALS_DATE.match(page.lines[i].text[:200]))


def pictured(page: Page, i: int) -> bool:
    """ "A. Name, left, in Paris, March 3, 2024": who stands where, set off by commas or brackets, and a whole date."""
    line = page.lines[i]
    if not page.has(line, page.lexicon.pictured) or not _DAY_AND_YEAR.search(line.text) or _ANY_QUOTE.search(line.text):
        return False
    return any(
        line.text[: found.start()].rstrip()[-1:] in {",", "(", "，", "（", "、"}
        and line.text[found.end() :].lstrip()[:1] in {",", ")", "，", "）", "、"}
        for found in page.lexicon.pictured.pattern.finditer(line.text)
    )
