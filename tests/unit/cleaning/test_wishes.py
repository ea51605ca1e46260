"""What a person asks of cleaning goes before the rules, and what cannot be followed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from summariser.cleaning import clean
from summariser.cleaning.additions import load_phrases
from summariser.cleaning.lexicon import LexiconError
from summariser.cleaning.rules import NAMES
from summariser.document import Article, Source
from summariser.settings import CleaningOptions

BODY = [
    "Le conseil municipal de Varenges a voté hier soir la rénovation du vieux pont, fermé aux voitures depuis le mois "
    "de mars malgré les protestations des riverains.",
    "Les travaux doivent durer deux ans et coûter quatre millions d’euros, dont la moitié sera payée par la région, a "
    "précisé le maire à la fin de la séance.",
    "Les commerçants de la rive gauche demandent un dédommagement pour les clients perdus, et menacent de porter "
    "l’affaire devant le tribunal administratif.",
]
TEXT = "\n".join(["Partager sur Facebook", *BODY, "Crédit photo : Marie Lancel"])


def read(text: str = TEXT, name: str = "a.txt", **options: object) -> Article:
    return clean(Source.from_text(text, name), options=CleaningOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "asked"), [("a.txt", "a.txt"), ("a.txt", "./in/a.txt"), ("in/a.txt", "a.txt")])
def test_a_line_that_is_to_be_kept_is_kept(name: str, asked: str) -> None:
    block = read(name=name, keep=((asked, 1), ("b.txt", 5))).blocks[0]
    assert (block.state, block.rule) == ("kept", "keep")
    assert read(name=name, keep=((asked, 1),), drop=("Facebook",)).blocks[0].state == "kept"


def test_lines_of_other_files_are_left_to_the_rules() -> None:
    assert read(keep=(("b.txt", 1), ("xa.txt", 1))).blocks[0].state == "dropped"


def test_an_expression_drops_what_it_is_found_in() -> None:
    article = read(drop=("commerçants?",))
    assert [(block.line, block.rule) for block in article.dropped] == [
        (1, "share-button"),
        (4, "drop"),
        (5, "photo-credit"),
    ]
    assert not any("commerçants" in sentence.text for sentence in article.sentences)


def test_an_expression_that_takes_too_long_is_given_up_and_told() -> None:
    article = read("\n".join([*BODY, "a" * 200 + "!"]), drop=("(a|a|b|aa)+$",))
    assert any("takes too long" in warning for warning in article.warnings)


def test_only_the_rules_that_are_named_are_asked() -> None:
    assert [block.rule for block in read(rules=("photo-credit",)).dropped] == ["photo-credit"]
    without = tuple(name for name in NAMES if name != "photo-credit")
    assert [block.rule for block in read(rules=without).dropped] == ["share-button", "caption-with-credit"]


def test_a_rule_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="no rule 'nonsense'; --rules help"):
        read(rules=("nonsense",))


def test_an_expression_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="no regular expression"):
        CleaningOptions(drop=("(",))


def test_phrases_can_be_added(tmp_path: Path) -> None:
    (tmp_path / "fr.toml").write_text('stock = ["le veilleur et vous"]\n', encoding="utf-8")
    (tmp_path / "eo.toml").write_text('stock = ["legu plu"]\n', encoding="utf-8")
    phrases = load_phrases(tmp_path)
    text = "\n".join([BODY[0], "Le Veilleur et vous", *BODY[1:]])
    assert read(text).blocks[1].rule != "stock-phrase"
    assert read(text, phrases=phrases).blocks[1].rule == "stock-phrase"
    other = clean(Source.from_text(text, "a.txt"), language="en", options=CleaningOptions(phrases=phrases))
    assert other.blocks[1].rule != "stock-phrase"
    esperanto = Source.from_text("\n".join([BODY[0], "Legu plu", *BODY[1:]]), "a.txt")
    assert clean(esperanto, language="eo", options=CleaningOptions(phrases=phrases)).blocks[1].rule == "stock-phrase"


def test_without_a_folder_there_are_no_phrases(tmp_path: Path) -> None:
    assert load_phrases(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("fr.toml", "stock = [", "no TOML"),
        ("fr.toml", 'stocks = ["a"]', "no list 'stocks'"),
        ("fr.toml", 'stock = "a"', "must be a list"),
        ("fr.toml", "stock = [1]", "must be a list"),
        ("fr.toml", 'stock = [" "]', "must be a list"),
        ("french.toml", 'stock = ["a"]', "no language"),
    ],
)
def test_a_file_of_phrases_that_cannot_be_meant_is_told(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=says) as error:
        load_phrases(tmp_path)
    assert name in str(error.value)
