"""Settings that cannot be meant are refused when they are made, in words for people."""

from __future__ import annotations

import re
from typing import Any

import pytest

from summariser.settings import Settings


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"digest_words": 4}, "digest_words must be between 5 and 100000, not 4"),
        ({"article_words": 0}, "article_words"),
        ({"article_words": -45}, "-45"),
        ({"digest_words": 100_001}, "100001"),
        ({"digest_words": float("nan")}, "digest_words"),
        ({"language": "french"}, "'fr' or 'en'"),
        ({"language": "FR"}, "'FR'"),
        ({"language": ""}, "language"),
        ({"language": "fr\n"}, "language"),
        ({"model": ""}, "model must be"),
    ],
)
def test_what_cannot_be_meant_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Settings(**given)


@pytest.mark.parametrize("words", [5, 45, 100_000])
def test_the_bounds_themselves_are_allowed(words: int) -> None:
    assert Settings(digest_words=words, article_words=words, language="zh").digest_words == words


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Settings()
    for name in ("DIGEST_WORDS", "MODEL", "LANGUAGE"):
        monkeypatch.setenv(f"SUMMARISER_{name}", "7")
    assert Settings() == before
    assert before.model == "builtin"
