"""Whatever it reads, the built-in model uses no word that is not in its evidence, and keeps the words in order."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summariser.document import Sentence
from summariser.events import CancelToken
from summariser.language import words
from summariser.planning import EvidenceGroup
from summariser.rewriting import registry
from summariser.rewriting.base import Draft

NEWS = tomllib.loads((Path(__file__).parents[2] / "data" / "wordings.toml").read_text(encoding="utf-8"))["sentence"]
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "ru", "ar", "zh", "th", "el")
DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # there a unit is not a word

WORDS = (
    "le", "pont,", "(hier)", "«", "non", "»", "d'abord", "1 000", "20 %", "États-Unis.", "ßa", "ﬁn", "ǆep", "который",
    "мост,", "الجسر،", "中国", "政府，", "です", "ไม่มี", "γέφυρα", "—", "…", '"', "–",
)  # fmt: skip

word = st.sampled_from(WORDS) | st.text(max_size=4).map(lambda text: text.encode("utf-8", "replace").decode())


@st.composite
def sentence(draw: st.DrawFn) -> str:
    """A news sentence with words put in or taken out anywhere, or words of many scripts in a row."""
    if draw(st.integers(0, 3)) == 0:
        return " ".join(draw(st.lists(word, min_size=8, max_size=30)))
    parts = draw(st.sampled_from(NEWS))["text"].split(" ")
    for other in draw(st.lists(word | st.none(), max_size=4)):
        at = draw(st.integers(0, len(parts) - 1))
        parts[at : at + 1] = [parts[at], other] if other is not None else []
        parts = parts or [""]
    return " ".join(parts)


def group_of(texts: list[str], language: str, number: int) -> EvidenceGroup:
    sentences = tuple(Sentence(f"{number}.{k}", k, text, ((0, len(text)),), 1) for k, text in enumerate(texts))
    return EvidenceGroup(sentences, (1,), language, 1.0, 0.0)


def check(draft: Draft, group: EvidenceGroup) -> None:
    """The copies account for every character that is not blank, in the order of one sentence of the group."""
    texts = {sentence.id: sentence.text for sentence in group.sentences}
    (used,) = {copy.sentence for copy in draft.copies}
    evidence, covered = texts[used], [character.isspace() for character in draft.text]
    for copy in draft.copies:
        source = evidence[copy.source_start : copy.source_start + copy.end - copy.start]
        said = draft.text[copy.start : copy.end]
        assert said == source or (copy.start == 0 and said == source[0].upper() + source[1:])
        covered[copy.start : copy.end] = [True] * len(said)
    assert all(covered)
    for one, other in pairwise(draft.copies):
        assert one.end <= other.start
        assert one.source_start + one.end - one.start <= other.source_start
    if not DENSE.search(evidence):
        left = iter(words(evidence))
        assert all(one in left for one in words(draft.text)), "a word is cut apart, or out of order"


groups = st.lists(st.tuples(st.lists(sentence(), min_size=1, max_size=2), st.sampled_from(LANGUAGES)), max_size=4)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(groups)
@example([([one["text"]], one["language"]) for one in NEWS])
def test_every_word_stands_in_the_evidence(given_groups: list[tuple[list[str], str]]) -> None:
    read = [group_of(texts, language, number) for number, (texts, language) in enumerate(given_groups)]
    for draft in registry.load("builtin").rewrite(read, CancelToken()):
        check(draft, read[draft.group])
