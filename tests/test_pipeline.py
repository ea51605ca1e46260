"""The whole way, with the real built-in model on the articles that ship with the project."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from summariser import Settings, Source, clean, stories, summarise
from summariser.digest import Digest
from summariser.document import printable
from summariser.events import (
    ArticleReady,
    Cancelled,
    CancelToken,
    Event,
    Progress,
    StatementReady,
    SummaryReady,
    Warned,
)
from summariser.language import count_words
from summariser.pipeline import NoUsableInput, run
from summariser.render.as_json import to_json
from summariser.render.markdown import to_markdown

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("[0-9]*.txt"))
SETTINGS = Settings(digest_words=150, article_words=45)


def sources() -> list[Source]:
    return [Source.from_path(path) for path in SEEDS]


@pytest.fixture(scope="module")
def digest() -> Digest:
    return summarise(sources(), SETTINGS)


def test_every_statement_cites_sources_that_hold_its_evidence(digest: Digest) -> None:
    owner = {sentence.id: article.number for article in digest.articles for sentence in article.sentences}
    assert digest.statements
    for statement in digest.statements:
        assert set(statement.sources) == {owner[sentence] for sentence in statement.evidence}


def test_a_digest_draws_on_most_of_the_sources(digest: Digest) -> None:
    assert len({number for statement in digest.statements for number in statement.sources}) >= 4


def test_every_word_of_a_statement_is_a_copy_from_its_evidence(digest: Digest) -> None:
    texts = {sentence.id: sentence.text for article in digest.articles for sentence in article.sentences}
    for statement in digest.statements:
        copied = [statement.text[copy.start : copy.end] for copy in statement.copies]
        for part, copy in zip(copied, statement.copies, strict=True):
            source = texts[copy.sentence][copy.source_start : copy.source_start + len(part)]
            assert part[1:] == source[1:]
            assert part[0].lower() == source[0].lower()
        left = statement.text
        for copy in sorted(statement.copies, key=lambda copy: -copy.start):
            left = left[: copy.start] + left[copy.end :]
        assert not left.strip() or left.strip() == "[…]"


BRIDGE = """La passerelle de Brumeval, qui relie les deux quais depuis 1962, a été fermée mercredi par la ville.

Deux piles sont fissurées, selon le rapport de l'ingénieur municipal.

Les travaux (évalués à 400 000 euros) dureront six mois, a précisé la mairie.

Les commerçants de la rive gauche craignent de perdre une partie de leurs clients pendant l'été.
"""


def test_the_model_leaves_out_side_remarks_where_there_is_no_room() -> None:
    made = summarise([Source.from_text(BRIDGE, name="pont.txt")], Settings(article_words=40))
    worded = [one.text for one in made.articles[0].summary.statements if one.verdict == "supported"]
    assert worded == ["Les travaux dureront six mois, a précisé la mairie."]


@pytest.mark.parametrize(("digest_words", "article_words"), [(60, 25), (150, 45), (300, 90)])
def test_lengths_are_kept(digest_words: int, article_words: int) -> None:
    digest = summarise(sources(), Settings(digest_words=digest_words, article_words=article_words))
    assert 0.9 * digest_words <= count_words(digest.text) <= 1.05 * digest_words
    lengths = [count_words(article.summary.text) for article in digest.articles]
    assert max(lengths) <= 1.05 * article_words
    # An article's weightiest sentence is not given up to fill the page, nor its point to fit it in: some are shorter.
    assert sum(length >= 0.75 * article_words for length in lengths) >= len(lengths) / 2
    assert min(lengths) >= article_words / 2


def test_a_tiny_budget_is_kept_by_shortening_openly() -> None:
    digest = summarise(sources()[:2], Settings(digest_words=6, article_words=6))
    assert count_words(digest.text) <= 6
    assert digest.text.endswith("[…]")


def test_the_order_of_the_files_changes_nothing(digest: Digest) -> None:
    shuffled = sources()
    random.Random(3).shuffle(shuffled)
    again = summarise(shuffled, SETTINGS)
    assert to_json(again) == to_json(digest)
    assert to_markdown(again) == to_markdown(digest)


def test_a_sixth_article_leaves_the_other_summaries_as_they_were(digest: Digest) -> None:
    sixth = Source.from_path(SEEDS[0].parent / "multilingual" / "fr-tribune-des-lacs.txt", "000-first.txt")
    more = summarise([sixth, *sources()], SETTINGS)
    assert [article.summary for article in more.articles[1:]] == [
        replace(
            article.summary,
            statements=tuple(replace(s, sources=(s.sources[0] + 1,)) for s in article.summary.statements),
        )
        for article in digest.articles
    ]


def test_an_article_alone_is_summarised_as_it_is_among_others(digest: Digest) -> None:
    alone = summarise(sources()[2:3], SETTINGS)
    assert alone.articles[0].summary.text == digest.articles[2].summary.text


def test_statements_follow_the_order_of_the_article(digest: Digest) -> None:
    for article in digest.articles:
        places = {sentence.id: sentence.index for sentence in article.sentences}
        order = [places[statement.evidence[0]] for statement in article.summary.statements]
        assert all(before < after for before, after in pairwise(order))


def test_every_language_is_told() -> None:
    folder = SEEDS[0].parent / "multilingual"
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".html"})
    digest = summarise([Source.from_path(path) for path in paths], SETTINGS)
    assert {a.name: a.language for a in digest.articles} == {path.name: path.name[:2] for path in paths}
    assert digest.language == "en"
    assert digest.statements


def test_what_cannot_be_used_is_named_and_the_rest_goes_on() -> None:
    given = [*sources()[:2], Source.from_text("", "empty.txt"), Source.from_bytes(bytes(range(256)) * 9, "rubbish.bin")]
    copy = Source.from_text(given[0].data.decode().replace("\n", "\r\n"), "zz-copy.txt")
    digest = summarise([*given, copy], SETTINGS)
    assert [article.name for article in digest.articles] == [SEEDS[0].name, SEEDS[1].name]
    for name in ("empty.txt", "rubbish.bin", "zz-copy.txt"):
        assert any(name in warning for warning in digest.warnings)


def test_nothing_usable_says_why() -> None:
    with pytest.raises(NoUsableInput) as caught:
        summarise([Source.from_text("\n\n", "blank.txt")])
    assert any("blank.txt" in warning for warning in caught.value.warnings)


def test_events_tell_the_whole_run(digest: Digest) -> None:
    heard: list[Event] = []
    run(sources(), SETTINGS, heard.append)
    assert [event.number for event in heard if isinstance(event, ArticleReady)] == [1, 2, 3, 4, 5]
    assert [event.article for event in heard if isinstance(event, SummaryReady)] == list(digest.articles)
    assert [event.statement for event in heard if isinstance(event, StatementReady)] == list(digest.statements)
    assert not [event for event in heard if isinstance(event, Warned)]
    assert all(event.done <= event.total for event in heard if isinstance(event, Progress))


def test_a_cancelled_run_gives_what_it_has() -> None:
    token = CancelToken()

    def stop_after_two(event: Event) -> None:
        if isinstance(event, SummaryReady) and event.article.number == 2:
            token.cancel()

    with pytest.raises(Cancelled) as caught:
        run(sources(), SETTINGS, stop_after_two, token)
    assert caught.value.partial is not None
    assert [article.number for article in caught.value.partial.articles] == [1, 2]


def test_hostile_text_is_harmless() -> None:
    hostile = "Le ministre \x1b[31mrouge\x1b[0m a dit [/bold] que la \u202eville de Lyon fermera 3 écoles. " * 3
    digest = summarise([Source.from_text(hostile + "\n\n" + hostile.replace("Lyon", "Nice"), "a\x1b[2J.txt")], SETTINGS)
    for out in (to_markdown(digest), to_json(digest)):
        assert printable(out) == out


def test_stories_takes_all_sources_as_one_story() -> None:
    (story,) = stories(sources()[::-1])
    assert [source.name for source in story.sources] == [path.name for path in SEEDS]
    assert stories([]) == ()


def test_captions_and_buttons_are_quoted_nowhere(digest: Digest) -> None:
    shown = " ".join([digest.text, *(article.summary.text for article in digest.articles)])
    for source in sources():
        for block in clean(source).blocks:
            if block.state != "kept" and len(block.text) > 15:
                assert block.text not in shown


def test_no_summary_leaves_a_mark_open(digest: Digest) -> None:
    for statement in (*digest.statements, *(s for a in digest.articles for s in a.summary.statements)):
        text = statement.text
        assert text.count("«") == text.count("»")
        assert text.count("(") == text.count(")")
        assert not re.search(r",\s*[.,;]|\s{2,}|,\s*$", text)


@pytest.mark.parametrize("architecture", ["mt5", "mbart50", "bart", "pegasus"])
def test_any_encoder_decoder_checkpoint_does_the_wording(tiny_checkpoints: dict[str, Path], architecture: str) -> None:
    settings = Settings(digest_words=60, article_words=25, model=str(tiny_checkpoints[architecture]))
    digest = summarise(sources()[:2], settings)
    assert len(digest.articles) == 2
    assert digest.statements
    # Random weights write nonsense; what the evidence does not bear out is replaced by the evidence.
    assert all(statement.verdict in {"copied", "replaced", "supported"} for statement in digest.statements)


MULTILINGUAL = sorted((SEEDS[0].parent / "multilingual").glob("*.*"))
UNRELATED = Source.from_text(
    "The annual flower show opened in Harlow on Saturday with two hundred growers.\n\n"
    "Visitors queued from early morning to see the roses and the prize marrows.\n",
    "flowers.txt",
)


def test_an_unrelated_article_is_a_story_of_its_own() -> None:
    mixed = [*sources(), UNRELATED]
    random.Random(4).shuffle(mixed)
    found = stories(mixed)
    assert [[source.name for source in story.sources] for story in found] == [
        [path.name for path in SEEDS],
        ["flowers.txt"],
    ]


def test_one_story_in_several_languages_is_one_story() -> None:
    assert [len(story.sources) for story in stories([Source.from_path(path) for path in MULTILINGUAL])] == [5]


def test_the_digest_is_in_the_language_asked_for() -> None:
    told = [Source.from_path(path) for path in MULTILINGUAL]
    digest = summarise(told, replace(SETTINGS, digest_language="de"))
    assert digest.language == "de"
    assert {statement.language for statement in digest.statements} == {"de"}
    assert len({statement.language for statement in digest.alone}) > 1
    other = summarise(told[:2], replace(SETTINGS, digest_language="tr"))
    assert other.language != "tr"
    assert any("tr" in warning for warning in other.warnings)


def test_a_comparison_names_every_source_once_for_each_claim(digest: Digest) -> None:
    everyone = {article.number for article in digest.articles}
    known = {sentence.id: sentence.text for article in digest.articles for sentence in article.sentences}
    assert digest.comparison.claims
    for claim in digest.comparison.claims:
        named = [*claim.sources, *(wording.source for wording in claim.differs), *claim.silent]
        assert sorted(named) == sorted(everyone)
        assert all(known[wording.sentence] == wording.text for wording in (*claim.says, *claim.differs))


def test_the_planted_difference_is_found_and_no_other(digest: Digest) -> None:
    (difference,) = digest.comparison.differences
    assert {side.value for side in difference.sides} == {"44", "50"}


def test_what_one_source_alone_says_is_in_no_statement(digest: Digest) -> None:
    cited = {sentence for statement in (*digest.statements, *digest.also) for sentence in statement.evidence}
    cited |= {wording.sentence for statement in digest.also for wording in statement.beside}
    assert digest.alone
    for statement in digest.alone:
        assert len(statement.sources) == 1
        assert not cited & set(statement.evidence)


def test_what_stands_beside_a_statement_is_of_other_sources_and_not_its_evidence(digest: Digest) -> None:
    owner = {sentence.id: article.number for article in digest.articles for sentence in article.sentences}
    assert any(one.beside for one in digest.statements)
    for statement in (*digest.statements, *digest.also):
        beside = [wording.source for wording in statement.beside]
        assert beside == sorted(set(beside))
        assert not set(beside) & set(statement.sources)
        for wording in statement.beside:
            assert owner[wording.sentence] == wording.source
            assert wording.sentence not in statement.evidence


def test_what_is_also_reported_is_spoken_of_by_several_sources_and_told_nowhere_else(digest: Digest) -> None:
    told = {sentence for one in (*digest.statements, *digest.alone) for sentence in one.evidence}
    assert digest.also
    for statement in digest.also:
        assert len({*statement.sources, *(wording.source for wording in statement.beside)}) > 1
        assert statement.evidence[0] not in told


def test_nothing_of_a_source_vanishes(digest: Digest) -> None:
    shown = (
        *digest.statements,
        *digest.also,
        *digest.alone,
        *(s for a in digest.articles for s in a.summary.statements),
    )
    used = {sentence for statement in shown for sentence in statement.evidence}
    for article, left in zip(digest.articles, digest.left_out, strict=True):
        assert {sentence.id for sentence in article.sentences} == set(left.sentences) | (
            used & {sentence.id for sentence in article.sentences}
        )
        assert left.dropped == sum(block.last_line - block.line + 1 for block in article.article.dropped)
