"""The scorer of ``training/evaluate.py``, against numbers worked out by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SCORING = Path(__file__).parents[2] / "training" / "scoring.py"


@pytest.fixture(scope="module")
def scoring() -> Any:
    if not SCORING.exists():
        pytest.skip("the training scripts are not in this distribution")
    spec = importlib.util.spec_from_file_location("scoring", SCORING)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shared_words_pairs_and_order(scoring: Any) -> None:
    # 5 words against 6: "le" twice, "pont", "ferme" are shared; "le pont" is the only pair; "le pont ferme" in order.
    found = scoring.rouge("Le pont ferme, le soir", ["le pont de le port ferme"])
    assert found == pytest.approx((100 * 8 / 11, 100 * 2 / 9, 100 * 6 / 11))


def test_the_mean_over_references_and_the_first_words_only(scoring: Any) -> None:
    # "a b" against "a b" and "c d": 100 and 0.
    assert scoring.rouge("A b c d", ["a b", "c d"], 2) == pytest.approx((50, 50, 50))


@pytest.mark.parametrize("text", ["", "...", "un"])
def test_what_shares_nothing_scores_nothing(scoring: Any, text: str) -> None:
    assert scoring.rouge(text, ["deux mots"]) == (0, 0, 0)


def test_the_gain_is_paired(scoring: Any) -> None:
    assert scoring.gain([10.0, 20.0, 60.0], [9.0, 19.0, 59.0]) == pytest.approx((1, 1, 1))
    middle, low, high = scoring.gain([0.0, 4.0] * 50, [1.0] * 100)
    assert middle == 1
    assert 0.5 < low < 0.7  # 1 ± 1.96 · 2 / √100
    assert 1.3 < high < 1.5


def test_what_no_article_says(scoring: Any) -> None:
    source = "Hier, Anna Lee a compté 1 200 oiseaux et 3,5 tonnes."
    assert scoring.unsupported("Anna Lee a compté 1200 oiseaux. Puis 3.5 tonnes.", source) == []
    assert scoring.unsupported("Anna Léa a compté 200 oiseaux.", source) == ["200", "Léa"]
