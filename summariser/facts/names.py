"""Names of a sentence, and whether two of them may be spellings of one: Kiev/Kyiv, Sergueï/Sergei, Spain/Espagne.

Only writing tells names here: words with a capital inside a sentence. In German, where every noun has one, a single
word with an article or adjective before it is taken for a noun.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from summariser import lexicon
from summariser.facts.words import LONGEST, Token, table, tokens, words

_LINKS = frozenset(
    {"de", "du", "des", "d'", "von", "van", "del", "di", "da", "der", "den", "la", "le", "al", "el", "bin"}
)
_GENITIVES = frozenset({"des", "der", "den", "la", "le", "el"})  # in German no links: "Sanierung der Talbrücke"
_ENDS = frozenset('.!?…:;«»"“”„()[]')
_TITLES = frozenset({"m", "mr", "mrs", "ms", "mme", "dr", "herr", "frau", "sr", "sra", "don", "doña", "sir", "lord"})
_GERMAN_ARTICLE = re.compile(
    r"(?:d(?:er|ie|as|en|em|es)|dies\w{1,2}|(?:k?ein|sein|ihr|mein|unser)\w{0,2}|am|im|zum|zur|beim|vom|ans|ins)$"
)
_GERMAN_NOUN_BEFORE = re.compile(_GERMAN_ARTICLE.pattern + r"|.{3,}e[nrsm]?$")
# Sounds that languages and transliterations write in different ways, the longer spellings first.
_SOUNDS = (
    ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("dsch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("kh", "h"),
    ("ph", "f"), ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("ck", "k"), ("ou", "u"), ("oe", "o"), ("ae", "a"),
    ("th", "t"), ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_CLOSE = 6  # letters of a skeleton from which one letter more, less or other may be a matter of spelling


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, at ``start:end``; ``words`` are its parts, folded, without links such as "de"."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


def names(text: str, language: str) -> list[Name]:
    """The names of a sentence in order; a capital at its start counts only when a second one follows."""
    found = tokens(text[:LONGEST])
    out: list[Name] = []
    at = 0
    first = True
    while at < len(found):
        token = found[at]
        if not _capital(token):
            first = token.text in _ENDS or (first and not token.is_word)
            at += 1
            continue
        after = at + 1
        while after < len(found) and (_capital(found[after]) or _links(found, after, language)):
            after += 1
        if first and after - at > 1 and _opens(token, language):
            at += 1
            first = False
            continue
        led = language == "de" and after - at > 1 and _capital(found[at + 1]) and _led(found, at, after)
        at += led  # "in diesem Jahr Jonas Wittkamp", "beim Autozulieferer Krenzner"
        token = found[at]
        run = [one for one in found[at:after] if _capital(one)]
        lone_noun = language == "de" and len(run) == 1 and not led and _is_noun(found, at)
        if not (first and len(run) == 1) and not lone_noun:
            parts = tuple(word for one in run if len(word := one.folded.rstrip("'")) > 1 and word not in _TITLES)
            if parts:
                out.append(Name(token.start, found[after - 1].end, text[token.start : found[after - 1].end], parts))
        first = False
        at = after
    return out


def aliases(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Acronyms that a text explains in a bracket: "Campagne internationale pour interdire les mines (ICBL)".

    The acronym need not be made of the name's initials, which are often those of another language; the name is what
    stands before the bracket, from its last capital on.
    """
    out: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for match in re.finditer(r"\(([A-ZÀ-Ý]{2,8})\)", text[:LONGEST]):
            before = tokens(text[max(0, match.start() - 90) : match.start()])
            starts = [k for k, token in enumerate(before) if _capital(token) and not token.text.isupper()]
            if starts and len(before) - starts[-1] <= 9:
                first = starts[-1]
                while first - 1 in starts:
                    first -= 1
                words = tuple(token.folded for token in before[first:] if token.is_word and len(token.text) > 3)
                if words:
                    out.setdefault(match.group(1).lower(), words)
    return out


def same_name(one: Name, other: Name, known: dict[str, tuple[str, ...]] | None = None) -> bool:
    """Whether two names may be one: equal, spelt otherwise, in another language, in part, or as an acronym."""
    return same_words(one.words, other.words, known)


def same_words(one: tuple[str, ...], other: tuple[str, ...], known: dict[str, tuple[str, ...]] | None = None) -> bool:
    """``same_name`` of names given as their words."""
    for short, long in ((one, other), (other, one)):
        if known and len(short) == 1 and (meant := known.get(short[0])) and set(meant) & set(long):
            return True
        if all(any(_same_word(word, its) for its in long) for word in short):
            return True
        if len(short) > 1 and _same_word(short[0], long[0]) and _one_family(skeleton(short[-1]), skeleton(long[-1])):
            return True
        if len(short) == 1 and len(long) >= 2 and "".join(word[0] for word in long) == short[0]:
            return True
    places = _places()
    return bool(places.get(" ".join(one), {" "}) & places.get(" ".join(other), {"\n"}))


def one_voice(one: Name, other: Name, known: dict[str, tuple[str, ...]] | None = None) -> bool:
    """Whether newspapers use two names for one another: one name, or a capital and its government."""
    if same_name(one, other, known):
        return True
    voices = table("one_voice").values()
    return any(" ".join(one.words) in voice and " ".join(other.words) in voice for voice in voices)


def _one_family(a: str, b: str) -> bool:
    """Whether two family names of one given name may be spellings of one that are further apart: "Hryshchenko",
    "Grishchenko"."""
    return a[:3] == b[:3] or (min(len(a), len(b)) >= _CLOSE and _one_apart(a, b))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    places = _places()
    if one in places and other in places:
        return bool(places[one] & places[other])
    a, b = skeleton(one), skeleton(other)
    return a == b or (min(len(a), len(b)) >= _CLOSE and a[:1] == b[:1] and _one_apart(a, b))


@cache
def skeleton(word: str) -> str:
    """A word by its sounds, roughly: without accents, doubled letters and spellings that differ between languages."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    return plain[:-1] if len(plain) > 4 and plain.endswith("e") else plain


def _one_apart(a: str, b: str) -> bool:
    """Whether one insertion, deletion or change makes them equal."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


@cache
def _places() -> dict[str, set[str]]:
    """Countries and great cities by their names in several languages: what CLDR knows of them."""
    found: dict[str, set[str]] = {}
    for code in ("en", "fr", "de", "es", "it", "nl", "pt", "pl"):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for territory, name in locale.territories.items():
            if len(territory) == 2:
                _enter(found, name, territory)
        for zone, forms in locale.time_zones.items():
            if "city" in forms:
                _enter(found, forms["city"], zone)
            _enter(found, zone.rpartition("/")[2].replace("_", " "), zone)
    return found


def _enter(found: dict[str, set[str]], name: str, place: str) -> None:
    found.setdefault(" ".join(token.folded for token in tokens(name) if token.is_word), set()).add(place)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _opens(token: Token, language: str) -> bool:
    """Whether a word with the capital of a sentence's start is a word of function: "Selon Claire", "In London"."""
    sections = ("attribution", "leaning", "condition", "modality", "connective", "negation")
    function = words("place", language) | words("glue", language) | words("boundary", language)
    function |= words("opens", language)
    return token.folded in function or bool(lexicon.pattern(*sections, language=language).fullmatch(token.folded))


def _links(found: list[Token], at: int, language: str) -> bool:
    """Whether a lower-case word joins two parts of one name: "Vallée de la Loire", "Charles de Gaulle", "Hallam &
    Sons", a hyphen ("Mornac-le-Vieux", "Pelican-3")."""
    if _hyphen(found, at) or (found[at].text == "&" and at + 1 < len(found) and _capital(found[at + 1])):
        return True
    if _hyphen(found, at - 1) and (found[at].is_word or found[at].is_number):
        return True
    ahead = at
    links = _LINKS - _GENITIVES if language == "de" else _LINKS
    while ahead < len(found) and ahead - at < 2 and found[ahead].folded in links:
        ahead += 1
    return at < ahead < len(found) and _capital(found[ahead]) and not found[ahead].text.isupper()


def _hyphen(found: list[Token], at: int) -> bool:
    """Whether a hyphen stands here between two words that it makes one."""
    if not 0 < at < len(found) - 1 or found[at].text not in "-‐‑":
        return False
    return found[at].start == found[at - 1].end and found[at + 1].start == found[at].end


def _is_noun(found: list[Token], at: int) -> bool:
    return at == 0 or _after_article(found, at) or not found[at - 1].is_word


def _led(found: list[Token], at: int, after: int) -> bool:
    """Whether the first of two or more capitals is a noun for who bears the name: "beim Zulieferer Krenzner"; before
    two words it must be an article or "dieser", for "wählten" looks like an adjective."""
    if at == 0 or not _after_article(found, at):
        return False
    return after - at > 2 or bool(_GERMAN_ARTICLE.match(found[at - 1].folded))


def _after_article(found: list[Token], at: int) -> bool:
    """Whether a German article, adjective or number before a capital tells that it is a noun."""
    return at > 0 and (found[at - 1].is_number or bool(_GERMAN_NOUN_BEFORE.match(found[at - 1].folded)))
