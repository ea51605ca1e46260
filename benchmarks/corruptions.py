"""What the check of wordings catches: true statements of articles are corrupted and shown to it.

    python benchmarks/corruptions.py FOLDER_OR_FILE... [--most 300]

Each article's sentences, and the built-in model's wordings of them, are the true statements; the evidence is the
sentence as it stands. Corrupted are a number, a name, a date, a negation ("ne ... pas" dropped) and a modality
("aurait" becomes "a"), one at a time, ``--most`` statements of each; and as many wordings are spliced by deleting a run
of words somewhere. Printed is which share of each is refused, and which share of the untouched statements.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summariser import grounding, planning
from summariser.cleaning import clean
from summariser.events import CancelToken
from summariser.facts import dates, names, numbers
from summariser.loading import load
from summariser.planning import EvidenceGroup
from summariser.rewriting import registry


@dataclass(frozen=True)
class Statement:
    """A true statement, the sentence that bears it out, and its language."""

    text: str
    evidence: str
    language: str


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
    if found:
        wrong = rng.choice([day for day in days if day not in one.evidence])
        return re.sub(rf"\b{found[0]}\b", wrong, one.text, count=1)
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


def splice(one: Statement, rng: random.Random, _others: list[Statement]) -> str:
    """The statement without a run of its words, from anywhere to anywhere."""
    words = one.text.split(" ")
    if len(words) < 8:
        return ""
    length = rng.randint(2, len(words) // 2)
    start = rng.randint(1, len(words) - length - 1)
    return " ".join(words[:start] + words[start + length :])


KINDS: dict[str, Callable[[Statement, random.Random, list[Statement]], str]] = {
    "number": number, "name": name, "date": date, "negation": negation, "modality": modality, "splice": splice,
}  # fmt: skip


def statements(paths: list[str]) -> Iterator[Statement]:
    """The sentences of the articles and the built-in model's wordings of them that the check lets pass or not."""
    rewriter = registry.load("builtin")
    sources, _ = load(paths, recursive=True)
    for source in sources:
        article = clean(source)
        groups = [
            EvidenceGroup((sentence,), (1,), article.language, 1.0, 0.0)
            for sentence in article.sentences
            if len(sentence.text.split()) >= planning._SHORTEST
        ]
        for group in groups:
            yield Statement(group.sentences[0].text, group.sentences[0].text, article.language)
        for draft in rewriter.rewrite(groups, CancelToken()):
            yield Statement(draft.text, groups[draft.group].sentences[0].text, article.language)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--show", type=int, default=0, help="corruptions that passed, of each kind, to look at")
    arguments = parser.parse_args()
    true = list(statements(arguments.paths))
    rng = random.Random(7)
    rng.shuffle(true)
    whole = [one for one in true if one.text == one.evidence]
    worded = [one for one in true if one.text != one.evidence]
    for label, part in (("untouched sentences", whole), ("untouched wordings", worded)):
        refused = [one for one in part if grounding.check(one.text, [one.evidence], one.language)]
        print(f"{label:20} {len(refused):4}/{len(part):<4} refused {len(refused) / max(1, len(part)):.3f}")
        for one in refused[: arguments.show]:
            print("   ", grounding.check(one.text, [one.evidence], one.language), "|", one.text, "|", one.evidence)
    for label, corrupt in KINDS.items():
        made = [(wrong, one) for one in whole if (wrong := corrupt(one, rng, whole)) and wrong != one.text]
        made = made[: arguments.most]
        passed = [(w, one) for w, one in made if not grounding.check(w, [one.evidence], one.language)]
        print(
            f"{label:20} {len(made) - len(passed):4}/{len(made):<4} refused {1 - len(passed) / max(1, len(made)):.3f}"
        )
        for wrong, one in passed[: arguments.show]:
            print("   ", wrong, "|", one.evidence)


if __name__ == "__main__":
    main()
