"""What a summary is expected to hold: the words an article keeps coming back to, early, where it matters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.concepts import KINDS, PLACES, ConceptModel, concept_features, concepts_of, shared
from summariser.language import words
from summariser.planning import Planner, sentence_features
from summariser.rewriting import registry

ARTICLES = {
    "fr": [
        "La crue de la Loire a coupé mardi la route entre Nevers et Decize.",
        "La préfecture demande aux habitants de ne pas prendre la voiture près de la Loire.",
        "Un marchand de glaces rappelle qu'il ferme toujours en hiver.",
    ],
    "en": [
        "The flooding of the Severn cut the road between Tewkesbury and Upton on Tuesday.",
        "The council asks people not to drive near the Severn.",
        "An ice cream seller says he always closes in winter.",
    ],
}


def weights_of(sentences: list[str]) -> dict[tuple[str, ...], float]:
    encoder = registry.encoder()
    vectors = encoder.vectors(sentences)
    salience = Planner.load().salience(vectors, sentence_features(sentences, vectors, None))
    return ConceptModel.load().weights([words(one) for one in sentences], vectors, salience, encoder)


@pytest.mark.parametrize(
    ("language", "matters", "aside"), [("fr", "loire", "glaces"), ("en", "severn", "cream")], ids=["fr", "en"]
)
def test_what_the_story_is_about_is_expected_more_than_an_aside(language: str, matters: str, aside: str) -> None:
    weights = weights_of(ARTICLES[language])
    assert weights[(matters,)] > 2 * weights[(aside,)]


def test_every_word_and_pair_of_an_article_has_a_probability() -> None:
    sentences = ARTICLES["fr"]
    weights = weights_of(sentences)
    assert set(weights) == {one for text in sentences for kind in KINDS for one in concepts_of(words(text), kind)}
    assert all(0 <= weight <= 1 for weight in weights.values())


def test_an_article_without_words_expects_nothing() -> None:
    nothing = np.zeros((0, 512), dtype=np.float32)
    assert ConceptModel.load().weights([], nothing, nothing[:, 0], registry.encoder()) == {}


def test_what_all_articles_expect_weighs_more_than_what_one_does() -> None:
    together = shared([{("crue",): 0.8, ("pont",): 0.9}, {("crue",): 0.6}])
    assert together == {("crue",): 0.8, ("pont",): 0.45}


SENTENCES = st.lists(st.lists(st.sampled_from("abcde"), max_size=6), min_size=1, max_size=6)


@given(SENTENCES, st.sampled_from(KINDS))
def test_features_follow_their_concepts(sentences: list[list[str]], kind: int) -> None:
    salience = np.linspace(1, 0.1, len(sentences), dtype=np.float32)
    concepts, places, contexts = concept_features(sentences, salience, kind)
    assert places.shape == (len(concepts), PLACES)
    assert len(set(concepts)) == len(concepts) == len(contexts)
    assert np.isfinite(places).all()
    for concept, place in zip(concepts, contexts, strict=True):
        assert concept in concepts_of(sentences[place], kind)
        assert all(concept not in concepts_of(sentence, kind) for sentence in sentences[:place])
