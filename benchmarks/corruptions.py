"""What the check of wordings catches: true statements of articles are corrupted and shown to it.

    python benchmarks/corruptions.py FOLDER_OR_FILE... [--most 100] [--stories 200] [--part 0/2] [--seed 7]

Each article's sentences, and the built-in model's wordings of them, are the true statements; the evidence is the
sentence as it stands. Untouched sentences are shown without their final mark, as an equal text is not looked at.
Corrupted are a number, a name, a date, a negation ("ne ... pas" dropped), a modality ("aurait" becomes "a") and an
adverb like it ("peut-être" dropped), one at a time; and sentences are spliced, by deleting a run of words somewhere
(``splice``) or so that a number, a negation, a modality or an attribution changes what is said (``cut``, see
``splices``). Printed is which share of each is refused, in all and by language; for splices also which share the
built-in model's search cannot make, because what goes is no union of legal cuts (none of the model's own wordings may
be among these), and which share is stopped either way.

``--most`` is the number of statements of each kind in each language. ``--part 1/2`` takes the other half of the
articles: look at one half (``--show``), report the other.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import splices
from statements import Statement, stories

from summariser import grounding
from summariser.document import Sentence
from summariser.events import CancelToken
from summariser.facts import dates, names, numbers
from summariser.planning import EvidenceGroup
from summariser.rewriting import registry
from summariser.rewriting.base import Draft
from summariser.rewriting.builtin import BuiltinRewriter
from summariser.rewriting.cuts import gaps, legal_cuts
from summariser.rewriting.trees import Cut
from summariser.rewriting.units import unit_spans

_TOGETHER = 32  # sentences that are parsed together
_EVERY_TIER = 4

DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
NEGATIONS = {
    "fr": (r"\bne (\w+(?: \w+)?) pas\b", r"\bn[’'](\w+(?: \w+)?) pas\b", r"\bn[’'](\w+) (?:jamais|plus|rien)\b"),
    "en": (r"\b(\w+) not\b", r"\b(did|was|is|are|were|do|does|has|have|could|would)n[’']t\b", r"\b(\w+) never\b"),
    "de": (r"\b(\w+) nicht\b", r"\bk(eine?[nrms]?)\b"),
    "es": (r"\bno (\w+)\b",),
    "pt": (r"\bnão (\w+)\b",),
}
MODALITIES = {
    "fr": {
        "aurait": "a",
        "auraient": "ont",
        "serait": "est",
        "seraient": "sont",
        "pourrait": "va",
        "pourraient": "vont",
    },
    "en": {"could": "will", "may": "will", "might": "will", "would": "will"},
    "de": {"könnte": "wird", "könnten": "werden", "soll": "wird", "sollen": "werden", "dürfte": "wird"},
    "es": {"podría": "va a", "podrían": "van a", "habría": "ha", "habrían": "han", "sería": "es"},
    "pt": {"poderia": "vai", "poderiam": "vão", "teria": "tem", "teriam": "têm", "seria": "é"},
}

ADVERBS = {
    "fr": "peut-être|probablement|sans doute|apparemment|éventuellement|vraisemblablement",
    "en": "perhaps|possibly|probably|allegedly|reportedly|apparently|likely",
    "de": "vielleicht|möglicherweise|angeblich|vermutlich|wahrscheinlich|offenbar",
    "es": "quizás|quizá|tal vez|posiblemente|probablemente|presuntamente|supuestamente|al parecer",
    "pt": "talvez|possivelmente|provavelmente|supostamente|aparentemente",
}


def number(one: Statement, rng: random.Random, _others: list[Statement]) -> str:
    """Another number in the place of one."""
    taken = [(date.start, date.end) for date in dates(one.text, one.language, None)]
    found = [n for n in numbers(one.text, one.language, taken) if one.text[n.start : n.end][0].isdigit()]
    if not found:
        return ""
    chosen = rng.choice(found)
    digits = re.sub(r"\d", lambda match: str((int(match.group()) + rng.randint(1, 8)) % 10), one.text[chosen.start])
    return one.text[: chosen.start] + (digits if digits != "0" else "9") + one.text[chosen.start + 1 :]


def name(one: Statement, rng: random.Random, others: list[Statement]) -> str:
    """A name of another statement in the place of one."""
    found = [n for n in names(one.text, one.language) if one.text[n.start : n.end] not in one.text[: n.start]]
    other = rng.choice(others)
    elsewhere = [n.text for n in names(other.text, other.language) if n.text.lower() not in one.evidence.lower()]
    if not found or not elsewhere or other.language != one.language:
        return ""
    chosen = rng.choice(found)
    return one.text[: chosen.start] + rng.choice(elsewhere) + one.text[chosen.end :]


def date(one: Statement, rng: random.Random, _others: list[Statement]) -> str:
    """Another day in the place of one."""
    days = DAYS.get(one.language, "").split()
    found = [day for day in days if re.search(rf"\b{day}\b", one.text)]
    others = [day for day in days if day not in one.evidence]
    if found and others:
        return re.sub(rf"\b{found[0]}\b", rng.choice(others), one.text, count=1)
    for day in dates(one.text, one.language, None):
        if day.day and re.match(r"\d", one.text[day.start :]):
            return f"{one.text[: day.start]}{day.day % 28 + 1}{one.text[day.start :].lstrip('0123456789')}"
    return ""


def negation(one: Statement, _rng: random.Random, _others: list[Statement]) -> str:
    """The statement without its negation."""
    for pattern in NEGATIONS.get(one.language, ()):
        if re.search(pattern, one.text):
            return re.sub(pattern, r"\1", one.text, count=1)
    return ""


def modality(one: Statement, _rng: random.Random, _others: list[Statement]) -> str:
    """What may be so as what is so."""
    for word, plain in MODALITIES.get(one.language, {}).items():
        if re.search(rf"\b{word}\b", one.text):
            return re.sub(rf"\b{word}\b", plain, one.text, count=1)
    return ""


def adverb(one: Statement, _rng: random.Random, _others: list[Statement]) -> str:
    """The statement without its "perhaps"."""
    found = re.search(rf"(?i)\b(?:{ADVERBS.get(one.language, '(?!)')}) ", one.text)
    return splices.without(one.text, (found.span(),)) if found else ""


KINDS: dict[str, Callable[[Statement, random.Random, list[Statement]], str]] = {
    "number": number, "name": name, "date": date, "negation": negation, "modality": modality, "adverb": adverb,
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A text that is shown to the check with a true statement; ``cut`` is what was deleted, if it is a splice."""

    text: str
    true: Statement
    cut: splices.Cut = ()


def refused(case: Case) -> bool:
    """Whether the check refuses the text."""
    return bool(grounding.check(case.text, [case.true.evidence], case.true.language))


def corrupted(kind: str, true: list[Statement], most: int, seed: int) -> list[Case]:
    """Up to ``most`` corruptions of a kind in each language."""
    rng = random.Random(f"{kind} {seed}")
    made = (Case(KINDS[kind](one, rng, true), one) for one in true)
    return _first((case for case in made if case.text and case.text != case.true.text), most)


def spliced(
    cutter: Callable[[str, str, random.Random], splices.Cut], true: list[Statement], most: int, seed: int
) -> list[Case]:
    """Up to ``most`` splices in each language."""
    rng = random.Random(f"{cutter.__name__} {seed}")
    cuts = ((cutter(one.text, one.language, rng), one) for one in true)
    return _first((Case(splices.without(one.text, cut), one, cut) for cut, one in cuts if cut), most)


def _first(cases: Iterable[Case], most: int) -> list[Case]:
    """The first cases of each language, language by language."""
    held: dict[str, list[Case]] = {}
    for case in cases:
        held.setdefault(case.true.language, [])
        if len(held[case.true.language]) < most:
            held[case.true.language].append(case)
    return [case for language in sorted(held) for case in held[language]]


def wordings(true: Sequence[Statement]) -> list[Case]:
    """The built-in model's wordings of sentences."""
    groups = [
        EvidenceGroup((Sentence(str(at), at, one.text, (), 1),), (1,), one.language, 1.0, 0.0)
        for at, one in enumerate(true)
    ]
    drafts = sorted(
        registry.load("builtin").rewrite(groups, CancelToken()), key=lambda draft: (draft.group, draft.text)
    )
    return list(
        dict.fromkeys(Case(draft.text, true[draft.group], _left_out(draft, true[draft.group])) for draft in drafts)
    )


def _left_out(draft: Draft, true: Statement) -> splices.Cut:
    """The spans of the sentence that a wording has no copy of."""
    runs = sorted((copy.source_start, copy.source_start + copy.end - copy.start) for copy in draft.copies)
    edges = [(0, 0), *runs, (len(true.text), len(true.text))]
    return tuple((end, start) for (_, end), (start, _) in pairwise(edges) if start > end)


def makeable(cases: Sequence[Case]) -> list[bool]:
    """For each splice whether the built-in model's search could make it, marks aside: every run of words that goes is a
    union of cuts that its parse allows."""
    rewriter, encoder = registry.load("builtin"), registry.encoder()
    assert isinstance(rewriter, BuiltinRewriter)
    out: list[bool] = []
    for start in range(0, len(cases), _TOGETHER):
        some = cases[start : start + _TOGETHER]
        pieces = [encoder.pieces(case.true.text) for case in some]
        units = [unit_spans(case.true.text, its) for case, its in zip(some, pieces, strict=True)]
        texts = [(case.true.text, its, spans) for case, its, spans in zip(some, pieces, units, strict=True)]
        _, trees = rewriter.parse(texts, [case.true.language for case in some])
        for case, spans, tree in zip(some, units, trees, strict=True):
            words = [any(map(str.isalnum, word)) for word in tree.words]
            allowed = gaps((_in_words(cut, words) for cut in legal_cuts(tree)), _EVERY_TIER)
            runs = splices.units_cut(spans, case.cut, words)
            out.append(runs is not None and all(run in allowed for run in runs))
    return out


def _in_words(cut: Cut, words: Sequence[bool]) -> Cut:
    """A cut of units as one of words."""
    return Cut(sum(words[: cut.start]), sum(words[: cut.end]), cut.tier)


def _share(flags: Sequence[bool]) -> str:
    return f"{sum(flags):5}/{len(flags):<5} {sum(flags) / max(1, len(flags)):.3f}"


def report(label: str, cases: Sequence[Case], flags: Sequence[bool], rest: str = "") -> None:
    """One line of the table: the share in all, and by language."""
    by_language: dict[str, list[bool]] = {}
    for case, flag in zip(cases, flags, strict=True):
        by_language.setdefault(case.true.language, []).append(flag)
    each = "  ".join(f"{code} {sum(some)}/{len(some)}" for code, some in sorted(by_language.items()))
    print(f"{label:20}{_share(flags)}{rest}   {each}")


def _show(cases: Iterable[Case], most: int) -> None:
    for case in list(cases)[:most]:
        said = grounding.check(case.text, [case.true.evidence], case.true.language)
        print("   ", f"[{said}]" if said else "", case.text, "|", case.true.evidence)


def _part(text: str) -> tuple[int, int]:
    at, _, count = text.partition("/")
    return int(at), int(count)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--most", type=int, default=100, help="statements of each kind in each language")
    parser.add_argument("--stories", type=int, default=200, help="articles of each language")
    parser.add_argument("--worded", type=int, default=60, help="sentences of each language that the model words")
    parser.add_argument("--languages", default="", help="codes, with commas; all if none is given")
    parser.add_argument("--part", type=_part, default=(0, 1), help="which part of the articles, of how many")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="what was judged wrongly, of each kind, to look at")
    arguments = parser.parse_args()
    most, seed = arguments.most, arguments.seed
    true = [
        Statement(sentence, sentence, story.language)
        for story in stories(arguments.paths, arguments.stories, arguments.part, seed)
        for sentence in story.sentences
        if not arguments.languages or story.language in arguments.languages.split(",")
    ]
    random.Random(seed).shuffle(true)
    some = [case.true for case in _first((Case("", one) for one in true), arguments.worded)]
    untouched = {
        "untouched sentences": _first((Case(one.text.rstrip(".").rstrip(), one) for one in true), 3 * most),
        "untouched wordings": wordings(some),
    }
    for label, cases in untouched.items():
        flags = [refused(case) for case in cases]
        report(label, cases, flags)
        _show((case for case, flag in zip(cases, flags, strict=True) if flag), arguments.show)
    for kind in KINDS:
        cases = corrupted(kind, true, most, seed)
        flags = [refused(case) for case in cases]
        report(kind, cases, flags)
        _show((case for case, flag in zip(cases, flags, strict=True) if not flag), arguments.show)
    print(f"{'':20}refused            never made         either")
    worded = untouched["untouched wordings"]
    _splice_line("its own wordings", worded, list(map(refused, worded)), [not made for made in makeable(worded)])
    every: list[tuple[Case, bool, bool]] = []
    for kind, cutter in {"splice": splices.anywhere, **splices.CUTS}.items():
        cases = spliced(cutter, true, most, seed)
        flags, never = [refused(case) for case in cases], [not made for made in makeable(cases)]
        _splice_line(kind if kind == "splice" else f"cut: {kind}", cases, flags, never)
        _show((case for case, flag in zip(cases, flags, strict=True) if not flag), arguments.show)
        every += zip(cases, flags, never, strict=True) if kind != "splice" else ()
    if every:
        cases, flags, never = (list(column) for column in zip(*every, strict=True))
        _splice_line("cut: all", cases, flags, never)


def _splice_line(label: str, cases: Sequence[Case], flags: Sequence[bool], never: Sequence[bool]) -> None:
    either = [flag or not_made for flag, not_made in zip(flags, never, strict=True)]
    report(label, cases, flags, f"{_share(never)}{_share(either)}")


if __name__ == "__main__":
    main()
