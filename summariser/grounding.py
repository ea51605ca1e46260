"""Compares a wording with its evidence. A wording that says more or something else than its evidence is not shown.

The checks are conservative: a true wording may fail them, and is then replaced by the evidence itself, which costs
style; a false one that passes would cost trust. They read words, not meanings, so nothing here "verifies" anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import cache

from summariser import lexicon
from summariser.facts import Date, dates, numbers
from summariser.facts.numbers import shown
from summariser.facts.words import LONGEST, Token, tokens, words

_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,:]\d+)?"
_WITHOUT_BLANKS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"(?:(?![{_WITHOUT_BLANKS}])\w)+"
_TOKEN = re.compile(rf"{_NUMBER}|[{_WITHOUT_BLANKS}]+|{_LETTERS}(?:['’\-‐‑]{_LETTERS})*['’]?|[,.!?…:;«»\"“”„()%‰°€$£¥]")
_APOSTROPHE = re.compile("['’]")
_HYPHEN = re.compile("[-‐‑]")
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ("„", "“”"))
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous|se)")
_VERB_LAST = frozenset({"de", "nl"})  # "... kommen soll, ...": what comes is before the comma
_ELIDED = re.compile(r"(?:\w{1,2}|\w{0,6}qu|\w{1,3}ll)'(?=\w)|.+")  # "n'aurait", "lorsqu'il", "dell'accordo"
_WINDOW = 3  # words after a number in which the evidence must hold the word that the wording puts after it
_SIGNS = frozenset("%‰°€$£¥")
_DENSE = re.compile(f"[{_WITHOUT_BLANKS}]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_FAMILIAR = 0.5  # of the wording's longer words must begin like one of the evidence
# Attributions by the letter that seldom are any.
_LIGHT = frozenset({"pour", "per", "so", "conforme", "reports", "told", "tells", "added", "adds"})
_NOUNS = frozenset({"note", "juge", "lance", "notes", "claims"})  # others are none unless a cut begins with them
_COMPOUND = re.compile(r"-(?!t-)\w")  # after one: another word, "d'après-midi"; but "précise-t-il"
_KEPT = 0.6  # of the evidence's words: a wording that keeps so many has cut little but who says it
_SENTENCE_END = frozenset('.!?…:«»"“”„')
# Opens what somebody said: without what stands before it, it is stated outright.
_THAT = frozenset({"that", "que", "qu'", "dass", "daß", "che", "dat", ":"})


def check(wording: str, evidence: Sequence[str], language: str) -> str:
    """What the wording says that its evidence does not, in words for people; an empty string if nothing was found.

    Looked at: every number, in digits or in words, together with the word after it; dates; capitalised words; negations
    and hedges ("aurait", "peut-être"), those added and those taken from a word that stayed; who is said to have said
    it; and whether a wording that only leaves out words leaves out whole phrases, and quotations and brackets in pairs.
    """
    if wording in evidence:
        return ""
    said, known = [*_tokens(wording), "."], [token for text in evidence for token in [*_tokens(text), "."]]
    return (
        _numbers(said, known, _spelt(evidence, language))
        or _written(wording, evidence, language)
        or _dates(wording, evidence, language)
        or _names(said, known, language)
        or _negations(wording, evidence, language)
        or _hedges(wording, evidence, language)
        or _attribution(wording, evidence, language)
        or _unpaired(wording, evidence[0])
        or _left_out(wording, evidence[0], language)
        or _strange(wording, evidence)
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _is_number(token: str) -> bool:
    return token[0].isdecimal()


def _value(number: str) -> str:
    """A number without what separates its thousands, its decimals after a point: "1.000", "1 000" -> "1000"."""
    plain = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", number)
    return plain.replace(",", ".")


def _word(token: str) -> str:
    """A word without its elided article: "l'ambassade" -> "ambassade"."""
    folded = lexicon.fold(token)
    return folded.rpartition("'")[2] or folded


def _amount(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """The number at ``at`` with what makes it another ("12 millions", "12 %", "$12"), and the place where it ends."""
    scale = lexicon.pattern("scale")
    parts = [_value(tokens[at])]
    if at > 0 and tokens[at - 1] in _SIGNS:
        parts.append(tokens[at - 1])
    while at + 1 < len(tokens) and (tokens[at + 1] in _SIGNS or scale.fullmatch(lexicon.fold(tokens[at + 1]))):
        at += 1
        parts.append(lexicon.fold(tokens[at]))
    return " ".join(parts), at


def _following(tokens: Sequence[str], at: int, count: int) -> list[str]:
    """The next words after ``at``, up to ``count``, not beyond a mark or the next number."""
    out: list[str] = []
    for token in (tokens[k] for k in range(at + 1, len(tokens))):
        if len(out) == count or not token[0].isalpha():
            break
        if len(token) > 2:  # "de", "of": what is counted comes after them
            out.append(_word(token))
    return out


def _outside_asides(tokens: Sequence[str], at: int) -> list[str]:
    """The tokens from ``at`` on without commas and without a bracket that comes first: these may be left out."""
    rest = tokens[at : at + 8 * _WINDOW]
    if rest[1:2] == ["("] and ")" in rest:
        rest = [rest[0], *rest[rest.index(")") + 1 :]]
    return [token for token in rest if token != ","]


def _spelt(evidence: Sequence[str], language: str) -> set[str]:
    """The numbers that the evidence has in words, in digits."""
    found = ((text, number) for text in evidence for number in numbers(text, language))
    return {shown(number.value) for text, number in found if not text[number.start].isdigit()}


def _numbers(said: Sequence[str], known: Sequence[str], spelt: Collection[str]) -> str:
    counted: dict[str, set[str]] = {}
    often: Counter[str] = Counter()
    for at, token in enumerate(known):
        if _is_number(token):
            amount, end = _amount(known, at)
            often[amount] += 1
            counted.setdefault(amount, set()).update(_following(_outside_asides(known, end), 0, _WINDOW))
    for at, token in enumerate(said):
        if not _is_number(token):
            continue
        amount, end = _amount(said, at)
        if amount in spelt:
            continue
        if amount not in counted:
            return f"the number {amount} is not in the evidence"
        often[amount] -= 1
        if often[amount] < 0:
            return f"the evidence does not say {amount} so often"
        after = _following(said, end, 1)
        if after and after[0] not in counted[amount]:
            return f"the evidence does not say {amount} {after[0]}"
    return ""


def _written(wording: str, evidence: Sequence[str], language: str) -> str:
    """Numbers in words: "cinq" is borne out by "5", and the other way round."""
    have = [number for text in evidence for number in numbers(text, language)]
    for number in numbers(wording, language):
        digits = wording[number.start : number.end]
        if not digits[0].isdigit() and not any(number.value == other.value for other in have):
            return f"the number {digits} is not in the evidence"
    return ""


def _dates(wording: str, evidence: Sequence[str], language: str) -> str:
    have = [date for text in evidence for date in dates(text, language, None)]
    for date in dates(wording, language, None):
        same = [other for other in have if date.meets(other) and _as_full(date, other)]
        if not same:
            return f"the date {wording[date.start : date.end]} is not in the evidence"
    return ""


def _as_full(date: Date, other: Date) -> bool:
    """Whether nothing of a date is unknown to the other."""
    pairs = ((date.year, other.year), (date.month, other.month), (date.day, other.day))
    return all(its for mine, its in pairs if mine) and (date.weekday < 0 or date.weekday == other.weekday)


def _names(said: Sequence[str], known: Sequence[str], language: str) -> str:
    words = {part for token in known for part in _APOSTROPHE.split(lexicon.fold(token))}
    have = words | {part for word in words for part in _HYPHEN.split(word)}
    first = True
    for token in said:
        if token in _SENTENCE_END:
            first = True
            continue
        if not first and any(lexicon.fold(part) not in have for part in _capitals(token)):
            return f"{token} is not named in the evidence"
        if first and len(token) > 3 and not _of_function(token, language) and not set(_parts(token)) & have:
            return f"{token} is not in the evidence"
        first = False
    return ""


def _capitals(token: str) -> list[str]:
    """The names in a token, on either side of an apostrophe or behind an article: "l'Élysée", "O'Neill", "al-Assad"."""
    return [
        name
        for part in _APOSTROPHE.split(token)
        for name in ([part] if part[:1].isupper() else _HYPHEN.split(part))
        if name[:1].isupper()
    ]


def _parts(token: str) -> list[str]:
    return [part for part in re.split(r"['’\-‐‑]", lexicon.fold(token)) if part]


def _of_function(token: str, language: str) -> bool:
    """Whether a word that opens a sentence is one of those that a model may put there itself."""
    sections = ("attribution", "leaning", "condition", "modality", "connective", "negation")
    return not token[0].isupper() or bool(
        lexicon.pattern(*sections, language=language).fullmatch(lexicon.fold(token))
        or lexicon.fold(token) in words("boundary", language)
    )


def _strange(wording: str, evidence: Sequence[str]) -> str:
    """A wording most of whose words are not the evidence's speaks of something else, or in another language."""
    said, known = _stems(wording), _stems(" ".join(evidence))
    return "" if len(said & known) >= _FAMILIAR * len(said) else "most of its words are not in the evidence"


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words; in scripts without blanks the single characters."""
    words = _LONG_WORD.findall(lexicon.fold(text))
    return {stem for word in words for stem in (word if _DENSE.match(word) else [word[:5]])}


def _negations(wording: str, evidence: Sequence[str], language: str) -> str:
    negation = lexicon.pattern("negation", language=language)
    added = negation.findall(lexicon.fold(wording))
    if added and not any(negation.search(lexicon.fold(text)) for text in evidence):
        return f"the evidence has no {added[0]!r}"
    # Where words are not apart, which of them is negated cannot be told.
    if not added and _DENSE.search(wording) and negation.search(lexicon.fold(evidence[0])):
        return "the evidence negates"
    lost = _lost(wording, evidence, negation, True)
    return f"the evidence negates {lost!r}" if lost else ""


def _hedges(wording: str, evidence: Sequence[str], language: str) -> str:
    hedge = _hedge(language)
    stated = {token for text in evidence for token in _apart(text)}
    added = [token for token in _apart(wording) if hedge.fullmatch(token) and token not in stated]
    if added:
        return f"the evidence has no {added[0]!r}"
    for cue in (hedge, lexicon.pattern("modality", language=language)):
        lost = _lost(wording, evidence, cue, language in _VERB_LAST)
        if lost:
            return f"the evidence does not state {lost!r} outright"
    return ""


@cache
def _hedge(language: str) -> re.Pattern[str]:
    """Words that say that something may be so, one token each."""
    found = sorted(word for word in words("hedge", language) if " " not in word)
    return re.compile(r"(?:" + "|".join(map(re.escape, found)) + r")(?!\w)" if found else r"(?!)")


def _apart(text: str) -> list[str]:
    """The words and marks of a text, folded, commas too; what is elided stands alone: "n'aurait" is "n'", "aurait"."""
    tokens = [*_tokens(text), "."]
    return [part for token in tokens for part in _ELIDED.findall(lexicon.fold(token))]


def _lost(wording: str, evidence: Sequence[str], cue: re.Pattern[str], at_comma: bool) -> str:
    """A word that the wording has without a cue more often than its evidence; else empty."""
    plain: Counter[str] = Counter()
    marked: set[str] = set()
    for text in evidence:
        known = _apart(text)
        places = _marked(known, cue, at_comma)
        marked |= {known[k] for k in places}
        plain.update(word for k, word in enumerate(known) if k not in places)
    said = _apart(wording)
    places = _marked(said, cue, at_comma)
    bare = Counter(word for k, word in enumerate(said) if k not in places)
    return min((word for word in marked if bare[word] > plain[word]), default="")


def _marked(words: Sequence[str], cue: re.Pattern[str], at_comma: bool) -> set[int]:
    """The places of the words that a cue goes with: the next word of more than two letters, or, where a mark comes
    first ("kommt nicht."), the word before it; ``at_comma`` whether a comma is such a mark."""
    out: set[int] = set()
    waiting, before = False, -1
    for at, word in enumerate(words):
        if _is(cue, word):
            waiting = True
        elif not word[0].isalpha():
            if waiting and before >= 0 and (at_comma or word != ","):
                out.add(before)
            waiting = False
        elif len(word) > 2 and not word.endswith("'"):
            if waiting:
                out.add(at)
            waiting, before = False, at
    return out


def _is(cue: re.Pattern[str], word: str) -> bool:
    """Whether a word is a cue, and not only the beginning of another: "pourrait-il" is, "pas-de-calais" is not."""
    found = cue.match(word)
    return bool(found and (found.end() == len(word) or _INVERTED.fullmatch(word, found.end())))


def _attribution(wording: str, evidence: Sequence[str], language: str) -> str:
    """Words that the evidence lays in someone's mouth are not stated outright. A wording that keeps only some clause of
    its evidence may have left out the one that was heard."""
    if len(tokens(wording)) < _KEPT * len(tokens(evidence[0])):
        return ""
    heard, told = _sources(evidence[0], language), _sources(wording, language)
    return f"the evidence says who says it: {heard[0]!r}" if heard and not told else ""


def _sources(text: str, language: str) -> list[str]:
    """The words of a text by which it says who says it."""
    cue = lexicon.pattern("attribution", "attribution_after", language=language)
    folded = lexicon.fold(text)
    found = [match for match in cue.finditer(folded) if not _COMPOUND.match(folded, match.end())]
    return [match.group() for match in found if match.group() not in _LIGHT | _NOUNS]


def _unpaired(wording: str, evidence: str) -> str:
    """A bracket or a quotation of which a wording keeps only one end."""
    odd = wording.count('"') % 2 and not evidence.count('"') % 2
    uneven = any(_open(wording, *pair) and not _open(evidence, *pair) for pair in _PAIRS)
    return "it cuts into a quotation or a bracket" if odd or uneven else ""


def _open(text: str, opening: str, closing: str) -> int:
    return text.count(opening) - sum(map(text.count, closing))


def _left_out(wording: str, evidence: str, language: str) -> str:
    """What is wrong with the runs of words that a wording leaves out, if that is all it does."""
    if len(evidence) > LONGEST:
        return ""
    known = tokens(evidence)
    cuts = _cuts(tokens(wording), known)
    return _unsourced(known, cuts, evidence, language) or _splices(known, cuts, evidence, language)


def _cuts(said: Sequence[Token], known: Sequence[Token]) -> list[tuple[int, int]]:
    """The runs of the evidence's tokens that a wording leaves out; none if it is worded freely."""
    matcher = SequenceMatcher(None, [t.folded for t in known], [t.folded for t in said], autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if any(tag != "delete" and any(map(_counts, said[start:end])) for tag, _, _, start, end in codes):
        return []
    return [(start, end) for _, start, end, _, _ in codes if end > start]


def _unsourced(known: Sequence[Token], cuts: Sequence[tuple[int, int]], evidence: str, language: str) -> str:
    """Who says it is left out, and what is said stays: "[selon X,]", "[, a dit X]", "[X a dit que]"."""
    source = lexicon.pattern("attribution", language=language)
    for start, end in cuts:
        text = lexicon.fold(evidence[known[start].start : known[end - 1].end]).lstrip(" ,;–—-(")
        opening = source.match(text)
        last = next((token.folded for token in reversed(known[start:end]) if token.text != ","), "")
        closes = last in _THAT and _sources(text, language)
        if closes or (opening and opening.group() not in _LIGHT):
            return f"the evidence says who says it: {text!r}"
    return ""


def _splices(known: Sequence[Token], cuts: Sequence[tuple[int, int]], evidence: str, language: str) -> str:
    """What is left out must be phrases, from boundary to boundary, and no "perhaps" or "not"."""
    unsure = lexicon.pattern("modality", "negation", language=language)
    for start, end in cuts:
        text = lexicon.fold(evidence[known[start].start : known[end - 1].end]).strip(" ,")
        if unsure.fullmatch(text) or _hedge(language).fullmatch(text):
            return f"the evidence says {text!r}"
        # A single word may be an adjective or adverb, which can go without its phrase.
        if (
            words("boundary", language)
            and sum(map(_counts, known[start:end])) > 1
            and not _phrase(known, start, end, language)
        ):
            return f"{known[start].text!r} is cut out of its phrase"
    return ""


def _counts(token: Token) -> bool:
    return token.is_word or token.is_number


def _phrase(known: Sequence[Token], start: int, end: int, language: str) -> bool:
    """Whether a cut begins and ends between phrases, where it stands or slid along words that it may as well be."""
    while start > 0 and known[start - 1].folded == known[end - 1].folded:
        start, end = start - 1, end - 1
    while True:
        dangling = start > 0 and _dangles(known[start - 1], known[start], language)
        if _between(known, start, language) and _between(known, end, language) and not dangling:
            return True
        if end == len(known) or known[start].folded != known[end].folded:
            return False
        start, end = start + 1, end + 1


def _dangles(last: Token, cut: Token, language: str) -> bool:
    """Whether a word that opens a phrase stays without it: "closed their embassy in | on Wednesday". What stands before
    an "and" has opened none: "brach ab | und ging"."""
    opens = last.folded in words("boundary", language)
    return opens and _counts(cut) and cut.folded not in words("and", language)


def _between(known: Sequence[Token], at: int, language: str) -> bool:
    if at in {0, len(known)} or not (_counts(known[at - 1]) and _counts(known[at])):
        return True
    folded = known[at].folded
    return folded in words("boundary", language) or folded.endswith(tuple(words("boundary_endings", language)))
