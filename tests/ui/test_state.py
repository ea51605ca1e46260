"""The state of a run from the events of one, and the pages made of it, without a screen."""

from __future__ import annotations

from summariser import Settings, Source, clean
from summariser.digest import Copy, Statement, SummarisedArticle, Summary
from summariser.events import ArticleReady, Progress, StatementReady, SummaryReady, Warned
from tui import pages, passages, state

EMPTY = Source.from_text("", name="01-empty.txt")
SHIP = Source.from_text(
    "Le cargo a quitté le port\n\n"
    "Le cargo a quitté le port mardi à l’aube avec douze marins à bord. Le cargo a quitté le port mardi.\n\n"
    "Partager sur Facebook\n\n"
    "Il transportait du blé vers l’Égypte, selon la capitainerie du port.\n",
    name="02-ship.txt",
)
STORM = Source.from_text(
    "La tempête a fermé le port mercredi et les navires attendent au large.\n", name="03-storm.txt"
)


def _cleaned() -> state.State:
    """As a run tells it: the first source holds nothing and the two others move up."""
    now = state.started(state.begin([STORM, SHIP, EMPTY]))
    now = state.told(now, Progress("cleaning", 0, 3))
    now = state.told(now, Warned("01-empty.txt", "holds no article that could be read"))
    for number, source in enumerate((SHIP, STORM), 1):
        now = state.told(now, Progress("cleaning", number, 3))
        now = state.told(now, ArticleReady(number, clean(source, Settings(language="fr"))))
    return state.told(now, Progress("cleaning", 3, 3))


def _sentence(now: state.State, number: int, index: int) -> str:
    place = state.position(now, number)
    assert place is not None
    article = now.entries[place - 1].article
    assert article is not None
    return article.sentences[index].id


def test_sources_are_there_before_anything_is_read() -> None:
    now = state.begin([STORM, SHIP, EMPTY])
    assert [(entry.number, entry.name) for entry in now.entries] == [
        (1, "01-empty.txt"), (2, "02-ship.txt"), (3, "03-storm.txt"),
    ]  # fmt: skip


def test_a_source_without_an_article_has_no_number_and_says_why() -> None:
    now = _cleaned()
    assert [entry.number for entry in now.entries] == [0, 1, 2]
    assert now.entries[0].unused == "holds no article that could be read"
    assert "holds no article" in pages.article_page(now.entries[0]).paragraphs[-1].text
    assert state.position(now, 1) == 2
    assert state.position(now, 0) is None


def test_a_summary_and_a_statement_are_there_as_soon_as_they_are_told() -> None:
    now = _cleaned()
    statement = Statement("Le cargo est parti.", (1, 2), (_sentence(now, 1, 0),), "supported")
    article = now.entries[1].article
    assert article is not None
    now = state.told(now, SummaryReady(SummarisedArticle(1, article, Summary((statement,), "fr"), 30)))
    now = state.told(now, StatementReady(statement))
    assert "Le cargo est parti." in [paragraph.text for paragraph in pages.summary_page(now.entries[1]).paragraphs]
    assert "Le cargo est parti. [1][2]" in [paragraph.text for paragraph in pages.digest_page(now).paragraphs]


def test_what_was_made_stays_until_the_next_run_has_something_newer() -> None:
    now = _cleaned()
    statement = Statement("Le cargo est parti.", (1,), (_sentence(now, 1, 0),), "supported")
    stopped = state.ended(state.stopping(state.told(now, StatementReady(statement))), state.Stopped(None))
    assert (stopped.phase, stopped.statements, stopped.busy) == ("stopped", (statement,), False)
    again = state.started(stopped)
    assert again.statements == (statement,)
    newer = Statement("Le cargo a quitté le port.", (1,), (_sentence(now, 1, 0),), "supported")
    assert state.told(again, StatementReady(newer)).statements == (newer,)
    assert state.ended(again, state.Stopped(None)).statements == (statement,)
    assert [entry.article is not None for entry in again.entries] == [False, True, True]


def test_evidence_shows_the_words_taken_and_says_the_verdict() -> None:
    now = _cleaned()
    first, other = _sentence(now, 1, 0), _sentence(now, 2, 0)
    text = "Le cargo a quitté le port avec douze marins."
    copies = (Copy(0, 25, first, 0), Copy(26, 43, first, 41))
    page = passages.evidence_page(now, Statement(text, (1, 2), (first, other), "supported", copies))
    assert page.paragraphs[0].text == "Evidence: worded by the model, found in it"
    taken = page.paragraphs[2]
    assert [taken.text[mark.start : mark.end] for mark in taken.marks] == [
        "Le cargo a quitté le port",
        "avec douze marins",
    ]
    assert page.paragraphs[3].text.startswith("[2] ")
    assert page.paragraphs[4].text.startswith("La tempête a fermé le port")


def test_a_sentence_is_found_in_its_article_where_it_stands() -> None:
    now = _cleaned()
    article = now.entries[1].article
    assert article is not None
    second = article.sentences[1]
    page = pages.article_page(now.entries[1], second)
    assert page.found is not None
    paragraph = page.paragraphs[page.found[0]]
    assert paragraph.text[page.found[1] :] == "Le cargo a quitté le port mardi."


def test_the_original_keeps_every_line_and_says_why_it_was_dropped() -> None:
    entry = _cleaned().entries[1]
    texts = [paragraph.text for paragraph in pages.original_page(entry).paragraphs]
    shared = next(text for text in texts if text.startswith("Partager sur Facebook"))
    assert "dropped:" in shared
    for line in filter(None, SHIP.data.decode().splitlines()):
        assert any(text.startswith(line) for text in texts), line
    assert not any("Facebook" in paragraph.text for paragraph in pages.article_page(entry).paragraphs)


def test_every_verdict_has_words_of_its_own() -> None:
    assert len(set(passages.VERDICTS.values())) == 3
    assert not any("verified" in words for words in passages.VERDICTS.values())
