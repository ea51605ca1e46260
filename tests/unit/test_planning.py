"""Which evidence: the network is the one that was trained, and the order of the sources decides nothing."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summariser import planning
from summariser.comparing import joined, read_story
from summariser.document import Article, Sentence, sentence_id
from summariser.planning import (
    FEATURES,
    SAME,
    EvidenceGroup,
    Planner,
    ReadArticle,
    article_groups,
    digest_groups,
    leans_on_context,
    sentence_features,
    story_title,
)
from summariser.rewriting import registry

TRAINING = Path(__file__).parents[2] / "training"


def read(number: int, texts: list[str], vectors: Any, salience: Any = None, **known: Any) -> ReadArticle:
    """An article whose sentences have these vectors (made unit vectors here)."""
    sha256 = f"{number:064x}"
    sentences = tuple(
        Sentence(f"{number}-{sentence_id(sha256, k)}", k, text, ((k, k + 1),), k + 1) for k, text in enumerate(texts)
    )
    known = {"language": "fr"} | known
    article = Article(f"{number}.txt", sha256, "", (), sentences, **known)
    unit = np.asarray(vectors, dtype=np.float32)
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    worth = np.full(len(texts), 1 / max(1, len(texts))) if salience is None else salience
    return ReadArticle(number, article, unit, np.asarray(worth, dtype=np.float32))


def random_story(seed: int, articles: int = 3) -> list[ReadArticle]:
    """Articles on a few shared topics, some of whose sentences say the same."""
    rng = np.random.default_rng(seed)
    topics = rng.normal(size=(4, 16))
    story = []
    for number in range(1, articles + 1):
        count = int(rng.integers(1, 6))
        vectors = topics[rng.integers(0, 4, count)] + rng.normal(size=(count, 16)) * rng.choice([0.0, 0.5, 1.5])
        openings = ["Mardi soir", "Hier matin", "Selon la mairie", "Sans surprise"]
        texts = [f"{openings[int(rng.integers(0, 4))]}, le pont de Vauclair ferme." for _ in range(count)]
        story.append(read(number, texts, vectors, rng.random(count)))
    return story


def test_the_numpy_network_is_the_torch_network(monkeypatch: pytest.MonkeyPatch) -> None:
    if not (TRAINING / "train_planner.py").exists():
        pytest.skip("the training scripts are not in this distribution")
    import torch

    monkeypatch.syspath_prepend(str(TRAINING))
    spec = importlib.util.spec_from_file_location("train_planner", TRAINING / "train_planner.py")
    assert spec is not None
    assert spec.loader is not None
    training = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(training)
    torch.manual_seed(3)
    network = training.Network().eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(torch.randn_like(weight) * 0.1)  # no norm stays at one, no bias at zero
    planner = Planner(
        training.CONFIG, {name: np.asarray(value.numpy(), np.float32) for name, value in network.state_dict().items()}
    )
    rng = np.random.default_rng(3)
    lengths = [1, 2, 7, 90]  # 90: beyond the last place the network knows
    vectors = [rng.normal(size=(count, 512)).astype(np.float32) * np.float32(0.05) for count in lengths]
    features = [rng.normal(size=(count, FEATURES)).astype(np.float32) for count in lengths]
    padded = torch.zeros(len(lengths), max(lengths), 512)
    known = torch.zeros(len(lengths), max(lengths), FEATURES)
    mask = torch.zeros(len(lengths), max(lengths), dtype=torch.bool)
    for k, count in enumerate(lengths):
        padded[k, :count], known[k, :count] = torch.from_numpy(vectors[k]), torch.from_numpy(features[k])
        mask[k, :count] = True
    with torch.inference_mode():
        expected = network(padded, known, mask).softmax(1).numpy()
    for k, count in enumerate(lengths):
        got = planner.salience(vectors[k], features[k])
        assert got.shape == (count,)
        assert np.allclose(got, expected[k, :count], atol=1e-5)
        assert float(got.sum()) == pytest.approx(1, abs=1e-5)
    assert planner.salience(np.zeros((0, 512), np.float32), np.zeros((0, FEATURES), np.float32)).shape == (0,)


def test_features_tell_numbers_quotations_place_and_title() -> None:
    vectors = np.eye(3, 512, dtype=np.float32)
    texts = ["Un pont a été fermé à Vauclair.", "On compte 12 blessés.", "« Restez chez vous », dit-elle."]
    alone, titled = sentence_features(texts, vectors, None), sentence_features(texts, vectors, vectors[1])
    assert alone.shape == (3, FEATURES)
    assert [list(row) for row in alone != titled].count([False] * FEATURES) == 0
    assert np.isfinite(alone).all()
    assert not np.array_equal(alone[0], alone[1])
    assert sentence_features([], vectors[:0], None).shape == (0, FEATURES)


@pytest.mark.parametrize(
    ("language", "text", "leans"),
    [
        ("fr", "Cette décision a surpris.", True),
        ("fr", "«\u00a0Il est parti\u00a0», dit-elle.", True),
        ("fr", "C’est un succès.", True),
        ("fr", "Par ailleurs, le pont est fermé.", True),
        ("fr", "Ilona Marchal a été élue.", False),
        ("fr", "Le maire a démissionné.", False),
        ("fr", "Cesare Rossi a gagné.", False),
        ("en", "However, the bridge is closed.", True),
        ("en", "“He left,” she said.", True),
        ("en", "‘They left,’ she said.", True),
        ("en", "Hector Hill left.", False),
        ("en", "Il a quitté la ville.", False),
        ("de", "Dieser Beschluss überrascht.", True),
        ("de", "»Sie kam«, sagte er.", True),
        ("de", "Esther Braun kam.", False),
        ("es", "Sin embargo, el puente está cerrado.", True),
        ("es", "¿Esta medida ayuda?", True),
        ("es", "Estados Unidos protestó.", False),
        ("it", "Questo ponte è chiuso.", True),
        ("pt", "Além disso, a ponte fechou.", True),
        ("nl", "Bovendien is de brug dicht.", True),
        ("pl", "Jednak most jest zamknięty.", True),
        ("ru", "Однако мост закрыт.", True),
        ("ru", "Андрей приехал.", False),
        ("tr", "Ayrıca köprü kapalı.", True),
        ("ar", "لكن الجسر مغلق.", True),
        ("zh", "此外，大桥关闭。", True),
        ("zh", "大桥关闭。", False),
        ("fr", "Le maire la lui a accordée dimanche.", True),
        ("ja", "しかし、橋は閉鎖された。", True),
        ("ko", "그러나 다리는 닫혔다.", True),
        ("fr", "Je crois qu’il faut fermer le pont.", True),
        ("fr", "J’ai vu le pont tomber.", True),
        ("fr", "« Nous avons fermé le pont », a dit le maire.", False),
        ("en", "We think that the bridge must close.", True),
        ("xx", "However, so.", False),
        ("fr", "", False),
    ],
)
def test_sentences_that_lean_on_the_one_before_are_known(language: str, text: str, leans: bool) -> None:
    assert leans_on_context(text, language) is leans


def test_a_digest_says_nothing_in_the_first_person_of_nobody() -> None:
    first = read(1, ["Le pont de Vauclair est fermé.", "Je crois qu’il faut le rouvrir demain."], np.eye(2), [0.6, 0.4])
    second = read(
        2, ["La route de Vauclair est coupée.", "« Je le rouvrirai demain », a dit le maire."], np.eye(2), [0.6, 0.4]
    )
    said = {group.sentences[0].text for group in digest_groups([first, second], "fr", {})}
    assert "Je crois qu’il faut le rouvrir demain." not in said
    assert "« Je le rouvrirai demain », a dit le maire." in said


def test_an_article_alone_gives_its_sentences_in_its_order() -> None:
    texts = ["Le pont de Vauclair est fermé.", "Trop court.", "Cette mesure a surpris tous les riverains."]
    alone = read(4, texts, np.eye(3), [0.5, 0.3, 0.2])
    groups = digest_groups([alone], "fr", {})
    assert groups == article_groups(alone)
    assert [group.sentences[0].index for group in groups] == [0, 2]
    assert [group.sources for group in groups] == [(4,), (4,)]
    assert groups[0].salience == pytest.approx(1.0)
    assert groups[1].salience == pytest.approx((0.4 * planning.LEANING_ALONE) ** 2)
    assert [group.position for group in groups] == [0, 1]


def test_an_article_of_short_sentences_keeps_what_it_has() -> None:
    assert len(article_groups(read(1, ["Trop court."], np.eye(1)))) == 1
    assert (
        article_groups(
            replace(read(1, ["a"], np.eye(1)), article=Article("a", "0", "", (), ()), salience=np.zeros(0, np.float32))
        )
        == []
    )


def similar(first: Sentence, other: Sentence, story: list[ReadArticle]) -> float:
    rows = {s.id: one.vectors[k] for one in story for k, s in enumerate(one.article.sentences)}
    return float(rows[first.id] @ rows[other.id])


def same(story: list[ReadArticle]) -> dict[str, list[Sentence]]:
    meaning = registry.encoder().vectors
    found = joined(read_story(story, meaning), meaning)
    return {id_: [said.sentence for said in others] for id_, others in found.items()}


def check_groups(groups: list[EvidenceGroup], story: list[ReadArticle]) -> None:
    owner = {s.id: one.number for one in story for s in one.article.sentences}
    for group in groups:
        numbers = [owner[sentence.id] for sentence in group.sentences]
        assert group.sources == tuple(sorted(numbers))
        assert len(set(numbers)) == len(numbers)
        assert list(group.sentences[1:]) == same(story)[group.sentences[0].id]
        assert 0 <= group.position <= 1


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5), st.randoms(use_true_random=False))
def test_groups_cite_who_says_it_and_do_not_depend_on_the_order(seed: int, articles: int, random: Any) -> None:
    story = random_story(seed, articles)
    groups = digest_groups(story, "fr", same(story))
    assert groups
    check_groups(groups, story)
    firsts = [group.sentences[0] for group in groups]
    assert all(similar(a, b, story) < SAME for k, a in enumerate(firsts) for b in firsts[:k])
    shuffled = list(story)
    random.shuffle(shuffled)
    assert digest_groups(shuffled, "fr", same(shuffled)) == groups


def test_what_several_say_comes_before_what_one_says() -> None:
    shared, other, third = np.eye(3, 16)
    story = [
        read(1, ["Le pont de Vauclair est fermé.", "Une fête a eu lieu là-bas hier."], [shared, other]),
        read(2, ["La mairie ferme le pont de Vauclair."], [shared]),
        read(3, ["Die Brücke von Vauclair ist heute gesperrt."], [shared], language="de"),
        read(4, ["Le festival de jazz commence demain soir."], [third]),
    ]
    groups = digest_groups(story, "fr", same(story))
    assert groups[0].sources == (1, 2, 3)
    assert all(group.language == "fr" for group in groups)
    assert {group.sources for group in groups[1:]} == {(1,), (4,)}


def test_articles_of_another_language_only_give_nothing_to_word() -> None:
    story = [read(n, ["Die Brücke ist heute leider gesperrt."], np.eye(1), language="de") for n in (1, 2)]
    assert digest_groups(story, "fr", same(story)) == []


def test_the_title_is_that_of_the_middle_article_in_the_language() -> None:
    east, north = np.eye(2, 16)
    text = ["Une phrase de cinq mots."]
    story = [
        read(1, text, [north], title="Au nord"),
        read(2, text, [east], title="À l'est"),
        read(3, text, [east], title="Encore à l'est"),
        read(4, text, [east], title="Im Osten", language="de"),
    ]
    assert story_title(story, "fr") == "À l'est"
    assert story_title(story[::-1], "fr") == "À l'est"
    assert story_title(story, "de") == "Im Osten"
    assert story_title(story, "en") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("En effet, a expliqué le ministre, la loi ne change pas.", "fr"),
        ("Enfin, et c'est une première, la ville paie.", "fr"),
        ("Ainsi, la police a-t\u2011elle désarmé deux hommes.", "fr"),
        ("Moreover, said the minister, the ban will stay.", "en"),
        ("Außerdem, so der Minister, fehle das Geld.", "de"),
    ],
)
def test_a_connective_stays_before_what_is_inserted(text: str, language: str) -> None:
    assert planning.without_connective(text, language) == (text, 0)


def test_a_connective_that_says_nothing_goes() -> None:
    assert planning.without_connective("Par ailleurs, la ville paie.", "fr") == ("La ville paie.", 14)


@pytest.mark.parametrize(
    ("language", "text", "begins"),
    [
        ("fr", "En réponse à ces nouvelles accusations, la ville paie.", "La ville"),
        ("en", "In response to these events, the city pays.", "The city"),
        ("es", "En respuesta a estas denuncias, la ciudad paga.", "La ciudad"),
        ("fr", "En réponse à ces accidents, notamment dus à la glace, la ville paie.", "En réponse"),
        ("fr", "Suite à cette chute, la ville paie.", "Suite à"),
        ("fr", "En réponse à la grève de mardi, la ville paie.", "En réponse"),
        ("fr", "En réponse à ces 12 accidents, la ville paie.", "En réponse"),
        ("fr", "Face à cette équipe, la ville perd.", "Face à"),
        ("en", "In response to these events, said the mayor, the city pays.", "In response"),
    ],
)
def test_an_opening_that_only_answers_what_was_told_before_is_left_out(language: str, text: str, begins: str) -> None:
    left, start = planning.without_connective(text, language)
    assert left.startswith(begins)
    assert left[1:] == text[start + 1 :]
