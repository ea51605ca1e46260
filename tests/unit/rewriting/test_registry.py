from __future__ import annotations

from pathlib import Path

import pytest

from summariser.rewriting import registry
from summariser.rewriting.base import ModelNotAvailable


def test_a_model_is_loaded_once(tiny_checkpoints: dict[str, Path]) -> None:
    model = str(tiny_checkpoints["bart"])
    assert registry.load(model) is registry.load(model)


def test_a_refused_model_is_looked_at_again(tiny_checkpoints: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "later"
    with pytest.raises(ModelNotAvailable):
        registry.load(str(folder))
    folder.symlink_to(tiny_checkpoints["bart"])
    assert registry.load(str(folder)).info.kind == "transformers bart"


def test_the_built_in_model_comes_first() -> None:
    builtin = registry.available()[0]
    assert builtin.name == "builtin"
    assert {"fr", "en", "de", "es"} <= set(builtin.languages)
    assert builtin.licence


def test_the_built_in_model_can_be_loaded() -> None:
    assert registry.load("builtin").info == registry.available()[0]
