"""What one source alone says is what no other source speaks of, and a quotation counts as news."""

from __future__ import annotations

import numpy as np

from summariser.comparing import Said, read_story, said_alone
from summariser.document import Article, Sentence
from summariser.planning import ReadArticle
from summariser.rewriting import registry

CLOSED = (
    "Le pont de Vauclair a été fermé mardi après la découverte de fissures.",
    "La mairie a fermé mardi le pont de Vauclair, où des fissures ont été découvertes.",
)
RISK = "Nous ne prendrons aucun risque avec la sécurité des habitants"


def alone(*articles: list[str]) -> list[tuple[Said, float]]:
    meaning = registry.encoder().vectors
    read = []
    for number, texts in enumerate(articles, 1):
        sentences = tuple(Sentence(f"{number}.{k}", k, text, ((0, 1),), k + 1) for k, text in enumerate(texts))
        article = Article(f"{number}.txt", f"{number:064x}", "", (), sentences, language="fr")
        read.append(ReadArticle(number, article, meaning(texts), np.full(len(texts), 0.5, dtype=np.float32)))
    return said_alone(read_story(read, meaning), (), meaning)


def test_what_another_source_quotes_as_well_is_not_alone() -> None:
    quoted = f"« {RISK} », a déclaré la maire en marge d'un congrès."
    longer = f"{RISK}, et nous fermerons d'autres ponts s'il le faut."
    assert [said.text for said, _ in alone([CLOSED[0], quoted], [CLOSED[1]])] == [quoted]
    assert alone([CLOSED[0], quoted], [CLOSED[1], longer]) == []


def test_a_quotation_makes_a_sentence_weightier() -> None:
    plain = "Le préfet demande aux transporteurs de chercher des itinéraires moins fréquentés cet automne."
    quoting = "Le préfet demande aux transporteurs de « chercher des itinéraires moins fréquentés cet automne »."
    ((_, less),) = alone([CLOSED[0], plain], [CLOSED[1]])
    ((_, more),) = alone([CLOSED[0], quoting], [CLOSED[1]])
    assert more > less + 0.2


def test_what_another_source_tells_of_the_same_countries_is_not_alone() -> None:
    copied = "Madrid et Rome ont fermé à leur tour un de leurs grands ouvrages."
    assert [said.text for said, _ in alone([CLOSED[0], copied], [CLOSED[1]])] == [copied]
    for other in (
        "La ville ferme son pont, bientôt imitée par les Espagnols et les Italiens.",
        "En Italie comme en Espagne, les mêmes défauts ont conduit à la même décision.",
    ):
        found = [said.text for said, _ in alone([CLOSED[0], copied], [CLOSED[1], other])]
        assert copied not in found
        assert other not in found
