"""Deletions that change what a sentence says: each is the spans of characters that go.

What to look for is listed here and nowhere else: these lists know nothing of what the program itself looks for. A cut
is made only where what is left says something the sentence did not; where that cannot be told from the words alone, as
with a coordinated verb, none is made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

Span = tuple[int, int]
Cut = tuple[Span, ...]

_WORD = re.compile(r"\w+(?:[-‐‑'’]\w+)*")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w:/]|[.,-]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_BETWEEN = 160  # characters that a cut may take

_NEGATIONS = {
    "de": r"(?P<a>nicht |niemals |nie )(?!nur|zuletzt|mehr als)",
    "en": r"(?P<a>(?<!or )(?<!if )(?:not |never ))(?!only|just|least)"
    r"|(?:did|was|is|are|were|does|has|have|could)(?P<b>n[’']t)\b",
    "es": r"(?P<a>(?<!, )(?:no |nunca ))(?!obstante|sólo|solo|solamente|más)",
    "fr": r"(?P<a>ne |n[’'])(?:\w+[’'-]?\w* ){1,3}?(?P<b>(?:pas|jamais|guère|plus) )(?!seulement|que|moins|rien)",
    "pt": r"(?P<a>(?:não |nunca ))(?!só|apenas|somente|obstante)",
}
_MODALS = {
    "de": "könnte könnten soll sollen dürfte dürften müsste vielleicht möglicherweise angeblich vermutlich "
    "wahrscheinlich mutmaßlich",
    "en": "could may might would should perhaps possibly probably allegedly reportedly apparently likely",
    "es": "podría podrían habría habrían sería serían debería quizá quizás posiblemente probablemente presuntamente "
    "supuestamente",
    "fr": "aurait auraient serait seraient pourrait pourraient devrait devraient peut-être probablement "
    "vraisemblablement apparemment éventuellement potentiellement",
    "pt": "poderia poderiam teria teriam seria seriam deveria talvez possivelmente provavelmente supostamente",
}
_FINITE = {
    "de": "ist sind war waren hat haben hatte hatten wird werden wurde wurden",
    "en": "is are was were has have had will",
    "es": "es son fue fueron está están ha han había será era eran",
    "fr": "est sont était étaient a ont avait avaient sera seront fut",
    "pt": "é são foi foram está estão tem têm tinha será era eram",
}
# Before the later verb: it has the same subject, or one that means the same; before the marked one: its clause may go.
_SAME_SUBJECT = (
    "und oder aber and or but y e o pero et ou mais puis mas er sie es wir ich he she it they we i you él ella ellos "
    "ellas il elle ils elles on nous je ce ça cela ele ela eles this that which who there dies das es war"
)
_RELATIVE = "qui que qu der die das den dem welche who which that whose quien cuyo quem whom où wo"
_SPOKEN = {
    "de": r"sagte|erklärte|erklärten|teilte|berichtete|berichteten|meldete|betonte|behauptete|sagt|erklärt|berichtet",
    "en": r"said|says|claimed|claims|announced|stated|reported|believes|argued|warned|explained|noted",
    "es": r"dijo|dijeron|informó|informaron|señaló|afirmó|afirmaron|aseguró|indicó|explicó|declaró|anunció|sostuvo",
    "fr": r"(?:a|ont) (?:annoncé|indiqué|déclaré|affirmé|précisé|expliqué|rapporté|assuré|estimé|souligné|ajouté)"
    r"|affirme|affirment|indique|indiquent|estime|estiment|assure|assurent|souligne|explique|précise|rapporte",
    "pt": r"disse|disseram|informou|informaram|afirmou|afirmaram|declarou|explicou|anunciou|relatou|ressaltou",
}
_SPEAKER = {"en": r"(?:(?:the |an? )?[\w.]+(?: [\w.]+){0,3} )?", "de": r"(?:wie [^,;:]{2,40} )?"}
_SPEAKING = frozenset({"a", "ont"})  # the auxiliaries of "a déclaré"
_SOURCE = {
    "de": r"laut|nach angaben|nach ansicht|nach einschätzung|gemäß",
    "en": r"according to",
    "es": r"según|de acuerdo con|en opinión de|a juicio de",
    "fr": r"selon|d[’']après|de l[’']avis|aux dires",
    "pt": r"segundo|de acordo com|conforme|na opinião",
}
_THAT = {
    "de": r"[^,;:«»\"“”„]{0,60}, dass ",
    "en": r" that ",
    "es": r" que ",
    "fr": r" qu(?:e |[’'])",
    "pt": r" que ",
}


def without(text: str, cut: Cut) -> str:
    """The text without the spans, its blanks and first letter put in order."""
    kept, at = "", 0
    for start, end in sorted(cut):
        kept, at = kept + text[at:start], end
    kept = re.sub(r"\s+([,.;])", r"\1", re.sub(r" {2,}", " ", kept + text[at:])).strip(" ,")
    return kept[:1].upper() + kept[1:]


def anywhere(text: str, _language: str, rng: random.Random) -> Cut:
    """A run of words, from anywhere to anywhere."""
    blanks = [match.start() for match in re.finditer(" ", text)]
    if len(blanks) < 7:
        return ()
    length = rng.randint(2, (len(blanks) + 1) // 2)
    start = rng.randint(0, len(blanks) - length - 1)
    return ((blanks[start], blanks[start + length]),)


def number(text: str, _language: str, rng: random.Random) -> Cut:
    """A number gets the noun of another number, or one that stands further on: "1.000 [jours et 5] morts"."""
    found = [match for match in _NUMBER.finditer(text) if not _YEAR.fullmatch(match.group())]
    cuts = [
        (one.end(), other.end())
        for one in found
        for other in found
        if one.end() < other.start() < one.end() + _MOST_BETWEEN and _nouns_differ(text, one.end(), other.end())
    ]
    cuts = cuts or [cut for one in found for cut in _to_a_later_noun(text, one.end())]
    return (rng.choice(cuts),) if cuts else ()


def _next_word(text: str, at: int) -> str:
    match = re.match(r"[ \u00a0\u202f]([^\W\d_]{4,})", text[at:])
    return match.group(1).lower() if match else ""


def _nouns_differ(text: str, one: int, other: int) -> bool:
    nouns = _next_word(text, one), _next_word(text, other)
    return all(nouns) and nouns[0] != nouns[1]


def _to_a_later_noun(text: str, at: int) -> list[Span]:
    """From a number with its noun to a longer word behind a small one: "12 [élèves de l'] école"."""
    if not _next_word(text, at):
        return []
    words = []
    for match in _WORD.finditer(text, at):
        if text[match.start() - 1] not in " '’" or len(words) > 7 or match.group()[0].isdigit():
            break
        words.append(match)
    return [
        (at, word.start() - 1)
        for before, word in pairwise(words[1:])
        if len(before.group()) < 4 and len(word.group()) > 4 and word.group() != words[0].group()
    ]


def negation(text: str, language: str, rng: random.Random) -> Cut:
    """A negation goes, alone or with what stands between it and another verb."""
    pattern = _NEGATIONS.get(language)
    found = re.search(rf"(?i)\b(?:{pattern})", text) if pattern else None
    if found is None:
        return ()
    cut = tuple(found.span(group) for group in ("a", "b") if group in found.re.groupindex and found.group(group))
    return (found.group("a") and _to_another_verb(text, cut[0][0], language, rng)) or cut


def modality(text: str, language: str, rng: random.Random) -> Cut:
    """A "may" or a "perhaps" goes, alone or with what stands between it and another verb."""
    words = _MODALS.get(language)
    found = re.search(rf"\b(?:{'|'.join(words.split())}) ", text) if words else None
    return (_to_another_verb(text, found.start(), language, rng) or (found.span(),)) if found else ()


def _to_another_verb(text: str, start: int, language: str, rng: random.Random) -> Cut:
    """In half of the cases, the span from a marked verb up to a later verb, which then is its subject's."""
    before = _WORD.findall(text[:start])
    if rng.random() < 0.5 or not before or before[-1].lower() in _RELATIVE.split():
        return ()
    words = list(_WORD.finditer(text, start))
    for previous, word in pairwise(words[1:]):
        same = previous.group().lower().split("'")[-1].split("’")[-1] in _SAME_SUBJECT.split()
        if word.group() in _FINITE[language].split() and not same and text[word.start() - 2].isalnum():
            return ((start, word.start()),) if word.start() - start < _MOST_BETWEEN else ()
    return ()


def attribution(text: str, language: str, rng: random.Random) -> Cut:
    """Who says it goes: "Selon X, ...", "..., said X.", "X said that ..."."""
    if language not in _SOURCE or re.search(r"[«»\"“”„‘]", text):
        return ()
    source, spoken = _SOURCE[language], _SPOKEN[language]
    # German puts its verb right behind who says it, and the rest behind the verb: only what commas set off can go.
    patterns = (
        rf"^(?:{source}) [^,;:]{{3,80}}, " if language != "de" else "(?!)",
        rf",{'?' if language != 'de' else ''} (?:{source}) [^,;:]{{3,80}}(?=[.,])",
        rf", {_SPEAKER.get(language, '')}(?:{spoken})(?: [^,;:.]{{2,60}})?(?=\.$)",
        rf"^[^,;:]{{3,100}}?\b(?:{spoken}){_THAT[language]}",
    )
    cuts = [match.span() for pattern in patterns if (match := re.search(pattern, text, re.IGNORECASE))]
    cuts = [
        (a, b) for a, b in cuts if len(text) - (b - a) >= 20 and (text[a] != "," or not _claims(text[a:b], language))
    ]
    return (rng.choice(cuts),) if cuts else ()


def _claims(tail: str, language: str) -> bool:
    """Whether what seemed to say who says it says something itself: "..., said such bodies are needed"."""
    words = set(_WORD.findall(tail.lower()))
    return bool(words & {*_FINITE[language].split(), "but", "which", "that", "dass", "que", "why"} - _SPEAKING)


CUTS: dict[str, Callable[[str, str, random.Random], Cut]] = {
    "number": number, "negation": negation, "modality": modality, "attribution": attribution,
}  # fmt: skip


def units_cut(spans: Sequence[Span], cut: Cut, words: Sequence[bool]) -> list[Span] | None:
    """The runs of words that a cut takes, counted over units that are ``words``; None if it takes a part of one."""
    runs: list[Span] = []
    at = 0
    for (start, end), word in zip(spans, words, strict=True):
        lost = sum(max(0, min(end, b) - max(start, a)) for a, b in cut)
        if 0 < lost < end - start:
            return None
        if lost and word and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif lost and word:
            runs.append((at, at + 1))
        at += word
    return runs
