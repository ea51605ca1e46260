"""The project's own sample articles: their boilerplate is out, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summariser.cleaning import clean
from summariser.document import Source

ROOT = Path(__file__).parents[3]
LABELS: dict[str, list[tuple[int, str]]] = json.loads((ROOT / "tests/unit/seed_labels.json").read_text("utf-8"))


@pytest.mark.parametrize("name", LABELS)
def test_every_line_of_a_sample_is_judged_as_a_person_would(name: str) -> None:
    article = clean(Source.from_path(ROOT / "seeds" / name))
    states = {block.line: block.state for block in article.blocks}
    captions = {block.line for block in article.blocks if block.rule == "line-before-credit"}
    for line, label in LABELS[name]:
        if label == "content":
            assert states[line] == "kept", (line, label)
        elif label in ("title", "subheading"):
            assert states[line] == "unselectable", (line, label)
        else:
            assert states[line] == "dropped" or line in captions, (line, label)
