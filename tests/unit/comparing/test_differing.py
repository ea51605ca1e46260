"""Differences are told, look-alikes are not: measured on hand-made pairs of sentences with the real encoder.

Every file ``tests/data/differences*.toml`` is a set of pairs of its own. The first two were written before and while
the rules were made, the third by somebody who had not seen them; its floors are what was measured the first time.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summariser.claims import Difference
from summariser.comparing import compare, joined, read_story
from summariser.document import Article, Sentence
from summariser.embedding import Encoder
from summariser.planning import ReadArticle
from summariser.rewriting import registry

SETS = sorted((Path(__file__).parents[2] / "data").glob("differences*.toml"))
# The least recall and precision of each set: they may only rise.
FLOORS = {"differences": (0.95, 1.0), "differences-second": (0.7, 0.95), "differences-third": (0.45, 0.7)}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return registry.encoder()


def differences(
    encoder: Encoder, one: str, other: str, languages: tuple[str, str], date: str = ""
) -> tuple[Difference, ...]:
    """What is found between two articles of one sentence each."""
    articles = []
    for number, (text, language) in enumerate(zip((one, other), languages, strict=True), 1):
        sentence = Sentence(f"{number}.1", 0, text, ((0, len(text)),), 1)
        article = Article(f"{number}.txt", f"{number:064x}", text, (), (sentence,), language=language, date=date)
        articles.append(ReadArticle(number, article, encoder.vectors([text]), np.ones(1, dtype=np.float32)))
    story = read_story(articles, encoder.vectors)
    return compare(articles, story, joined(story, encoder.vectors)).differences


def found(encoder: Encoder, pair: dict[str, Any], date: str) -> tuple[Difference, ...]:
    languages = (pair["language"], pair.get("other_language", pair["language"]))
    return differences(encoder, pair["one"], pair["other"], languages, date)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_differences_are_told_apart_from_look_alikes(path: Path, encoder: Encoder) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    told, missed, wrong = [], [], []
    for pair in data["pair"]:
        slots = {difference.slot for difference in found(encoder, pair, data["date"])}
        if pair["differ"]:
            (told if pair["slot"] in slots else missed).append(pair["one"])
        elif slots:
            wrong.append(pair["one"])
    report = "missed:\n" + "\n".join(missed) + "\nwrongly told:\n" + "\n".join(wrong)
    recall, precision = FLOORS[path.stem]
    assert len(told) >= recall * (len(told) + len(missed)), report
    assert len(told) >= precision * (len(told) + len(wrong)), report


def test_a_difference_quotes_both_sides_and_marks_their_values(encoder: Encoder) -> None:
    one, other = "L'incendie a fait 12 morts à Vauclair.", "À Vauclair, l'incendie a fait quinze morts."
    (difference,) = differences(encoder, one, other, ("fr", "fr"))
    assert [(side.value, side.sources) for side in difference.sides] == [("12", (1,)), ("15", (2,))]
    assert [side.wordings[0].value for side in difference.sides] == ["12", "quinze"]
    assert [side.wordings[0].text for side in difference.sides] == [one, other]


def test_sources_in_two_languages_differ_too(encoder: Encoder) -> None:
    one, other = "The fire in Vauclair killed 12 people.", "L'incendie de Vauclair a tué 15 personnes."
    (difference,) = differences(encoder, one, other, ("en", "fr"))
    assert difference.slot == "number"
