"""Only a sentence that says all of it is cited; copies of one text count once; the order of the sources decides
nothing."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from summariser.claims import Claim, Comparison
from summariser.comparing import compare, joined, read_story
from summariser.document import Article, Sentence
from summariser.planning import ReadArticle
from summariser.rewriting import registry

SAYS = "Le pont de Vauclair a été fermé mardi."


def read(number: int, texts: list[str], vectors: Any, **known: Any) -> ReadArticle:
    """An article whose sentences have these vectors (made unit vectors here)."""
    sentences = tuple(Sentence(f"{number}.{k}", k, text, ((0, 1),), k + 1) for k, text in enumerate(texts))
    article = Article(f"{number}.txt", f"{number:064x}", "", (), sentences, **({"language": "fr"} | known))
    unit = np.asarray(vectors, dtype=np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    return ReadArticle(number, article, unit, np.full(len(texts), 1 / max(1, len(texts)), dtype=np.float32))


def pair(one: str, other: str, likeness: float, language: str = "fr") -> list[ReadArticle]:
    """Two articles of one sentence each, as near in meaning as said."""
    return [
        read(1, [one], [[1.0, 0.0]]),
        read(2, [other], [[likeness, (1 - likeness**2) ** 0.5]], language=language),
    ]


def compared(story: list[ReadArticle]) -> Comparison:
    told = read_story(story, registry.encoder().vectors)
    return compare(story, told, joined(told, registry.encoder().vectors))


@pytest.mark.parametrize(
    ("statement", "other", "likeness", "language", "cited"),
    [
        (SAYS, "La mairie a fermé mardi le pont de Vauclair.", 0.75, "fr", True),
        (SAYS, SAYS, 1.0, "fr", True),
        (SAYS, "La mairie a fermé mardi le pont de Vauclair.", 0.3, "fr", False),
        (SAYS, "Un concert a attiré la foule samedi.", 0.65, "fr", False),
        (SAYS, "Le pont de Vauclair n'a pas été fermé mardi.", 0.95, "fr", False),
        (SAYS, "Le pont de Vauclair aurait été fermé mardi.", 0.95, "fr", False),
        (SAYS, "Le pont de Vauclair a été fermé jeudi.", 0.95, "fr", False),
        ("Le pont ferme 12 jours.", "Le pont ferme 15 jours.", 0.95, "fr", False),
        ("Le pont ferme quinze jours.", "Le pont ferme 15 jours.", 0.95, "fr", True),
        ("Le pont ferme des jours.", "Le pont ferme 15 jours.", 0.95, "fr", True),
        (SAYS, "Die Brücke von Vauclair ist seit Dienstag gesperrt.", 0.8, "de", True),
        (SAYS, "Die Brücke von Vauclair ist seit Dienstag gesperrt.", 0.5, "de", False),
        (SAYS, "Die Brücke von Vauclair ist nicht gesperrt.", 0.8, "de", False),
        ("Seul le maire a signé la lettre ouverte.", "Le maire a signé la lettre ouverte.", 0.95, "fr", False),
        ("Le maire a signé la lettre ouverte.", "Seul le maire a signé la lettre ouverte.", 0.95, "fr", True),
        ("Le ministre de la Défense a démenti.", "Le ministre de la Défense a parlé de chance.", 0.7, "fr", False),
    ],
)
def test_only_a_sentence_that_says_the_same_is_cited(
    statement: str, other: str, likeness: float, language: str, cited: bool
) -> None:
    told = read_story(pair(statement, other, likeness, language), registry.encoder().vectors)
    assert [said.source for said in joined(told, registry.encoder().vectors)["1.0"]] == ([2] if cited else [])


def test_every_source_says_differs_or_is_silent() -> None:
    story = [
        read(1, ["L'incendie du port a fait 12 morts à Vauclair."], [[1.0, 0.0]]),
        read(2, ["À Vauclair, l'incendie du port a fait 12 morts."], [[0.95, 0.05]]),
        read(3, ["L'incendie du port de Vauclair a fait 15 morts."], [[0.95, 0.1]]),
        read(4, ["Un festival de jazz commence demain soir ici."], [[0.0, 1.0]]),
    ]
    claim: Claim = compared(story).claims[0]
    assert claim.sources == (1, 2)
    assert [(wording.source, wording.value) for wording in claim.differs] == [(3, "15")]
    assert claim.silent == (4,)


COPY = (
    "Les pompiers de Vauclair ont travaillé toute la nuit pour éteindre le feu qui a pris dans un entrepôt du port, "
    "et deux rues voisines ont été évacuées avant l'aube par la police municipale."
)


def test_sources_that_share_a_text_are_one_origin() -> None:
    story = [
        read(1, [COPY], [[1.0, 0.0]], origin="AFP"),
        read(2, [COPY], [[1.0, 0.0]]),
        read(3, ["Le feu du port de Vauclair a été maîtrisé par des renforts venus de loin."], [[0.6, 0.8]]),
    ]
    found = compared(story)
    assert [(origin.sources, origin.why, origin.agency) for origin in found.origins] == [((1, 2), "copied", "AFP")]
    assert found.support((1, 2)) == 1
    assert found.support((1, 2, 3)) == 2
    assert found.claims[0].origins == 1


def test_quoting_the_same_words_is_no_common_origin() -> None:
    quoted = f"« {COPY} »"
    story = [
        read(1, [f"Le préfet a déclaré : {quoted}"], [[1.0, 0.0]]),
        read(2, [f"Devant la presse : {quoted}"], [[1.0, 0.1]]),
    ]
    assert compared(story).origins == ()


def test_the_order_of_the_sources_changes_nothing() -> None:
    rng = np.random.default_rng(5)
    texts = [
        SAYS,
        COPY,
        "L'incendie a fait 12 morts.",
        "Douze personnes sont mortes dans l'incendie.",
        "Il y a 15 morts.",
    ]
    story = [
        read(n, [texts[int(k)] for k in rng.integers(0, 5, 3)], rng.normal([3, 0], size=(3, 2))) for n in range(1, 6)
    ]
    shuffled = list(story)
    random.Random(2).shuffle(shuffled)
    assert compared(shuffled) == compared(story)


def test_one_article_alone_compares_nothing() -> None:
    assert compared([read(1, [SAYS], [[1.0, 0.0]])]) == Comparison()
