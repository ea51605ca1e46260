"""The parts of the reader that need no screen: finding, places, the matrix, the list of sources, preferences."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from summariser import Settings, Source, clean
from summariser.claims import Claim, Comparison, Origin, Wording
from summariser.digest import Digest, Statement
from summariser.events import ArticleReady, StatementReady
from tui import keys, matrix, preferences, sample, state
from tui.contents import Contents
from tui.copying import citation
from tui.finding import Query, find
from tui.pages import Page, Paragraph, article_page
from tui.passages import claim_page
from tui.places import Spot, Visits

PAGE = Page((Paragraph("Kiev, kiev."), Paragraph("Rien."), Paragraph("À Kiev (Ukraine).")))
TEXT = "Le port de Brest\n\nLe port de Brest est fermé depuis mardi matin. Il rouvrira jeudi, selon le maire.\n"


def a_story() -> state.State:
    """Two articles, three claims: said by both, said otherwise, said by one."""
    sources = [Source.from_text(TEXT, name="a.txt"), Source.from_text(TEXT.replace("mardi", "lundi"), name="b.txt")]
    now = state.started(state.begin(sources))
    for number, source in enumerate(sources, 1):
        now = state.told(now, ArticleReady(number, clean(source, Settings(language="fr"))))
    first, second = ([s.id for s in entry.article.sentences] for entry in now.entries if entry.article)
    claims = (
        Claim(
            (Wording(1, first[0], "fermé mardi", 6, 11),), (Wording(2, second[0], "fermé lundi", 6, 11),), (), 1, 3.0
        ),
        Claim((Wording(2, second[1], "rouvrira"), Wording(1, first[1], "rouvrira")), (), (), 2, 2.0),
        Claim((Wording(1, first[0], "seul"),), (), (2,), 1, 1.0),
    )
    digest = Digest("", "fr", (), (), comparison=Comparison(claims, origins=(Origin((1, 2), "copied"),)))
    return replace(now, digest=digest, phase="done")


def test_matches_are_counted_through_the_page_and_around_its_end() -> None:
    found = find(PAGE, Query("kiev"))
    assert [(m.paragraph, m.start) for m in found.matches] == [(0, 0), (0, 6), (2, 2)]
    assert found.words(2) == "3 of 3"
    assert (found.after(0, 1), found.after(1, 0), found.after(2, 3)) == (1, 2, 0)
    assert len(find(PAGE, Query("Kiev", case=True)).matches) == 2
    assert len(find(PAGE, Query("k.ev[,.]", is_regex=True)).matches) == 2
    assert len(find(PAGE, Query("(Ukraine)")).matches) == 1
    assert find(PAGE, Query("nulle part")).words(0) == "not found"


def test_a_pattern_that_is_wrong_or_endless_is_told_and_blocks_nothing() -> None:
    assert find(PAGE, Query("(", is_regex=True)).problem.startswith("not a pattern")
    begun = time.process_time()
    endless = find(Page((Paragraph("a" * 5000 + "b"),)), Query("(a|a)*$", is_regex=True))
    assert time.process_time() - begun < 10
    assert "too long" in endless.words(0)


def test_places_are_walked_back_and_forth() -> None:
    visits = Visits(Spot())
    for spot in (Spot(1, "article"), Spot(2, "article"), Spot(2, "article")):
        visits.go(spot)
    assert not visits.can(1)
    assert visits.move(-1) == Spot(1, "article")
    assert visits.move(-1) == visits.move(-1) == Spot()
    assert visits.move(1) == Spot(1, "article")
    visits.renumber({1: 2, 2: 3})
    assert visits.move(1) == Spot(3, "article")
    visits.move(-1)
    visits.go(Spot(4, "summary"))
    assert not visits.can(1)


def test_the_matrix_says_who_says_what_and_is_filtered_and_sorted() -> None:
    now, view = a_story(), matrix.View()
    rows = [p.text for p in matrix.matrix_page(now, view).paragraphs if p.item is not None and p.gap == 0]
    assert [" ".join(row.split()) for row in rows] == ["1 ● 2 ≠ ≠ [2] lundi", "1 ● 2 ●", "1 ● 2 ·"]
    differs = view.next_show()
    assert [claim.weight for claim in matrix.claims(now, differs)] == [3.0]
    assert [claim.weight for claim in matrix.claims(now, differs.next_show())] == [1.0]
    assert differs.next_show().next_show() == view
    assert [claim.weight for claim in matrix.claims(now, view.next_order())] == [2.0, 3.0, 1.0]
    assert matrix.matrix_page(replace(now, digest=None), view).claims == ()


def test_the_passages_of_a_claim_name_who_differs_and_who_is_silent() -> None:
    now = a_story()
    first, _, third = matrix.claims(now, matrix.View())
    texts = [paragraph.text for paragraph in claim_page(now, first).paragraphs]
    assert texts[0] == "Says it"
    assert "Differs" in texts
    assert [p.text for p in claim_page(now, third).paragraphs][-2:] == ["Silent", "[2] Le port de Brest"]


def test_the_list_says_how_much_of_the_digest_cites_a_source_and_who_shares_its_text() -> None:
    now = a_story()
    article = now.entries[0].article
    assert article is not None
    for sources in ((1,), (1, 2)):
        now = state.told(now, StatementReady(Statement("Fermé.", sources, (article.sentences[0].id,), "copied")))
    lines = [p.text.strip() for p in Contents().page(now, 40, 30).paragraphs]
    assert "━━━━━━━━  2 of 2 statements" in lines
    assert "━━━━────  1 of 2 statements" in lines
    assert "≈ same text as 2" in lines
    assert "fr · no summary yet" in lines


@given(st.text(min_size=1, max_size=120), st.integers(16, 60), st.integers(1, 60))
def test_no_line_of_the_list_is_longer_than_it(title: str, width: int, height: int) -> None:
    now = state.begin([Source.from_text("x", name=title)])
    lines = [paragraph.text for paragraph in Contents().page(now, width, height).paragraphs]
    assert all(cell_len(line) <= width for line in lines)


def test_what_is_copied_names_its_sources() -> None:
    now = a_story()
    article = now.entries[0].article
    assert article is not None
    told = citation(now, Statement("Fermé.", (1, 2), (article.sentences[0].id,), "copied"))
    assert told.splitlines() == ["Fermé. [1][2]", "[1] Le port de Brest", "[2] Le port de Brest"]


def test_preferences_are_read_and_what_is_wrong_with_them_is_told(tmp_path: Path) -> None:
    assert preferences.load(tmp_path) == preferences.Preferences()
    file = tmp_path / "settings.toml"
    file.write_text('[reader]\ntheme = "paper"\n[reader.keys]\nsave = "f2,ctrl+s"\nsing = "x"\nfind = 3\n')
    wanted = preferences.load(tmp_path)
    assert (wanted.keys, wanted.theme) == ({"save": "f2,ctrl+s"}, "paper")
    assert len(wanted.problems) == 2
    for broken in ("[reader", "reader = 3", "[reader]\nkeys = 3", "[reader]\ntheme = 3"):
        file.write_text(broken)
        assert len(preferences.load(tmp_path).problems) == 1, broken


def test_every_key_has_an_id_of_its_own_and_says_what_it_does() -> None:
    bindings = [binding for _, group in keys.HELP for binding in group]
    assert all(binding.id and binding.tooltip and binding.description for binding in bindings)
    assert len({binding.id for binding in bindings}) == len(bindings)


def test_the_sample_is_there() -> None:
    folder = sample.folder()
    assert folder is not None
    assert len(list(folder.glob("*.txt"))) == 5


@pytest.mark.parametrize("direction", ["مرحبا بالعالم", "שלום עולם", "漢字かな", "e\u0301\u200b\u200d👩‍👩‍👧"])
def test_text_of_every_script_stays_in_its_lines(direction: str) -> None:
    now = state.begin([Source.from_text(direction, name="x.txt")])
    entry = replace(now.entries[0], article=clean(Source.from_text(f"{direction}. " * 40, name="x.txt")))
    assert article_page(entry).paragraphs
