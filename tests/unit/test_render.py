"""What a reader of the written digest sees, and that the text of articles cannot become anything but text."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summariser.claims import Claim, Comparison, Difference, Figure, LeftOut, Origin, Share, Side, Wording
from summariser.digest import Copy, Digest, Statement, SummarisedArticle, Summary, Verdict
from summariser.document import Article, Block, Sentence, printable, sentence_id, tidy
from summariser.render import cleaned_to_json, to_html, to_json, to_markdown, to_text
from summariser.render.escaping import escape
from summariser.render.headings import headings, language_name

GOLDEN = Path(__file__).parent.parent / "golden"
LANGUAGES = ["fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru"]


def article(number: int, name: str, sentences: list[str], **known: Any) -> SummarisedArticle:
    """A summarised article: a menu that was dropped, then the sentences, the first of which is its summary."""
    text = "Menu\nSuite\n" + "\n".join(sentences)
    sha256 = str(number) * 64
    blocks = [Block("Menu Suite", (0, 10), 1, 2, "dropped", "menu", "a navigation menu")]
    found = []
    for index, sentence in enumerate(sentences):
        start = text.index(sentence)
        blocks.append(Block(sentence, (start, start + len(sentence)), index + 3, index + 3))
        span = (start, start + len(sentence))
        found.append(Sentence(sentence_id(sha256, index), index, sentence, (span,), index + 3))
    read = Article(name, sha256, text, tuple(blocks), tuple(found), **known)
    summary = Summary((statement(sentences[0], [number], [found[0].id], "copied"),), read.language)
    return SummarisedArticle(number, read, summary, sum(len(sentence.split()) for sentence in sentences))


def statement(text: str, sources: list[int], evidence: list[str], verdict: Verdict = "supported") -> Statement:
    return Statement(text, tuple(sources), tuple(evidence), verdict)


@pytest.fixture
def river() -> Digest:
    """Three French articles on a flood: with all facts known, with few, and with none but its file name."""
    articles = (
        article(
            1,
            "courrier.txt",
            ["La rivière a débordé mardi à Vauclair.", "Le pont a été fermé à 6 h 30."],
            language="fr",
            title="Vauclair sous les eaux",
            outlet="Le Courrier",
            date="2023-11-14",
        ),
        article(2, "flut.txt", ["Der Fluss trat am Dienstag über die Ufer."], language="de", title="Hochwasser"),
        article(3, "notes_du_soir.txt", ["« On n’a rien pu sauver », dit Mme Roche."]),
    )
    statements = (
        statement("La rivière a débordé mardi à Vauclair.", [1, 2], ["111111111111.1", "222222222222.1"], "copied"),
        statement("Le pont a été fermé à 6 h 30.", [1], ["111111111111.2"], "replaced"),
        statement("« On n’a rien pu sauver », dit Mme Roche.", [3], ["333333333333.1"]),
    )
    first, flood, note = (one.sentences[0] for one in articles)
    bridge = articles[0].sentences[1]
    says = Wording(1, first.id, first.text), Wording(2, flood.id, flood.text)
    sides = (
        Side("06:30", (Wording(1, bridge.id, bridge.text, 22, 28),)),
        Side("07:00", (Wording(3, note.id, note.text, 2, 4),)),
    )
    comparison = Comparison(
        (Claim(says, (), (3,), 1, 1.5, "fr"),),
        (Difference("date", "", sides),),
        (
            Figure("number", "6", "h", (Wording(1, bridge.id, bridge.text, 22, 23),)),
            Figure("date", "2023-11-14", "La rivière a débordé", (Wording(1, first.id, first.text, 21, 26),)),
        ),
        (Origin((1, 2), "agency", "AFP"),),
    )
    return Digest(
        "",
        "fr",
        statements,
        articles,
        ("vide.txt: holds no article",),
        (Statement(flood.text, (2,), (flood.id,), "copied", (Copy(0, len(flood.text), flood.id, 0),), "de"),),
        comparison,
        (LeftOut(1, (), 0, 2), LeftOut(2, (), 0, 2), LeftOut(3, (note.id,), 0, 2)),
        (Share(1, 2, 2, 0), Share(2, 1, 0, 1), Share(3, 1, 1, 0)),
        (replace(statement(bridge.text, [1], [bridge.id]), beside=(Wording(3, note.id, note.text),)),),
    )


def expect(name: str, text: str) -> None:
    """Compare with the file kept in tests/golden; UPDATE_GOLDEN=1 in the environment writes it anew."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


def test_a_digest_is_written_as_the_golden_files(river: Digest) -> None:
    expect("river.md", to_markdown(river))
    expect("river.json", to_json(river))
    expect("river.html", to_html(river))


def test_an_article_alone_is_written_as_the_golden_files(river: Digest) -> None:
    alone = by_itself(river)
    expect("alone.md", to_markdown(alone))
    expect("alone.json", to_json(alone))
    expect("alone.html", to_html(alone))


def by_itself(river: Digest) -> Digest:
    """A digest of the first article alone, which compares nothing."""
    return Digest("", "fr", river.statements[1:2], river.articles[:1])


def test_an_article_alone_does_not_cite_itself(river: Digest) -> None:
    alone = replace(by_itself(river), statements=river.statements[:1])
    assert "[1]" not in to_markdown(alone)
    without_digest = to_markdown(replace(alone, statements=()))
    assert "La rivière a débordé mardi à Vauclair." in without_digest
    assert "[1]" not in without_digest


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_the_language_of_the_digest(river: Digest, language: str) -> None:
    written = to_markdown(replace(river, language=language))
    assert "## Sources\n" in written
    assert headings(language).each in written
    assert language == "en" or headings(language) != headings("en")


def test_headings_are_english_in_any_other_language(river: Digest) -> None:
    assert to_markdown(replace(river, language="tr")) == to_markdown(replace(river, language="en"))
    assert "Digest of 3 articles" in to_markdown(replace(river, language=""))


def test_a_language_is_named_in_the_language_of_the_digest() -> None:
    assert language_name("de", "fr") == "allemand"
    assert language_name("de", "ko") == "German"
    assert language_name("qx", "fr") == "qx"
    assert language_name("de", "not a code") == "German"


def test_the_mark_of_a_replaced_wording_is_explained_only_where_it_stands(river: Digest) -> None:
    assert "6 h 30.† [1]" in to_markdown(river)
    assert headings("fr").replaced in to_markdown(river)
    assert "†" not in to_markdown(replace(river, statements=river.statements[:1]))


def test_dropped_text_is_counted_and_not_shown(river: Digest) -> None:
    for written in (to_markdown(river), to_json(river), to_html(river)):
        assert "Menu" not in written
    assert "lignes écartées\u00a0: 2" in to_markdown(river)
    (story,) = json.loads(to_json(river))["stories"]
    assert story["articles"][0]["dropped"] == [{"line": 1, "last_line": 2, "rule": "menu"}]


def test_the_json_of_a_summary_does_not_depend_on_the_number_of_its_article(river: Digest) -> None:
    first = river.articles[0]
    moved = Statement(first.summary.statements[0].text, (7,), first.summary.statements[0].evidence, "copied")
    later = replace(first, number=7, summary=Summary((moved,), "fr"))
    before, after = (
        json.loads(to_json(Digest("", "fr", (), (one,))))["stories"][0]["articles"][0]["summary"]
        for one in (first, later)
    )
    assert before == after


HOSTILE = [
    "# Not a heading",
    "Not a heading #",
    "#",
    "> not a quotation",
    "- not a list",
    "+ not a list",
    "- - -",
    "---",
    "===",
    "1. not a list",
    "12) not a list",
    "*no* **emphasis** _here_ __or__ ~~here~~",
    "snake_case _a_b_",
    "`code` and ```fence```",
    "~~~ fence",
    "[link](javascript:alert(1)) ![image](x.png)",
    "[reference]: https://example.org",
    "[...](https://example.org) and […][1]",
    "<script>alert(1)</script> <!-- hidden --> <https://example.org> <?php ?>",
    "&lt;b&gt; &amp; &#42; &copy;",
    "| a | b |",
    "back\\slash \\*",
    "https://example.org and www.example.org",
    "tail\\",
    "line\nbreak\r\n\n# heading \x1b[31mred\x1b[0m \u202eflipped",
]


def shown(markdown: str) -> str:
    """What a reader of the rendered page sees, after checking that it is one paragraph of nothing but text."""
    parser = MarkdownIt("gfm-like", {"linkify": True})
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    tokens = parser.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    assert shown(escape(text)) == tidy(text)
    assert shown(f"before {escape(text)} [1]") == f"before {tidy(text)} [1]"


@pytest.mark.parametrize("title", ["C #", "A ## B ##", "# 1 \\#", "1. Mai"])
def test_a_title_is_shown_whole(river: Digest, title: str) -> None:
    tokens = MarkdownIt("commonmark").parse(to_markdown(replace(river, title=title)))
    headline = next(token for token in tokens if token.type == "inline")
    assert "".join(child.content for child in headline.children or []) == title


@given(st.text(alphabet=st.sampled_from("ab1 #*_`~<>[]()!|\\&;:/.-+=…\n\t\"'…é"), min_size=1, max_size=40))
def test_any_text_stays_text(text: str) -> None:
    if tidy(text):
        assert shown(escape(text)) == tidy(text)


@pytest.mark.parametrize(
    "prose",
    [
        "L’ambassade (rouverte jeudi) l'a dit : « 12,5 % des 1.000 — soit 125 [...] — ont fui ».",
        "Jean-Pierre & fils, at 5 < 6 o'clock; e.g. U.S. No. 7!",
        "2024 fut sec. -5 °C au sol, +3 en l'air.",
        "le fichier notes_du_soir.txt",
    ],
)
def test_prose_is_written_as_it_stands(prose: str) -> None:
    assert escape(prose) == prose


def test_hostile_names_and_titles_do_not_break_the_page(river: Digest) -> None:
    bad = "x\n\n# y [1] \x1b]0;z\x07 \u202e\x9b \udcff"
    first = river.articles[0]
    hostile = replace(
        river,
        title=bad,
        articles=(replace(first, article=replace(first.article, title=bad, name=bad, outlet=bad)), *river.articles[1:]),
        warnings=(bad,),
    )
    written = to_markdown(hostile)
    honest = [line for line in to_markdown(replace(river, title="t")).splitlines() if line.startswith("#")]
    assert len([line for line in written.splitlines() if line.startswith("#")]) == len(honest)
    for text in (written, to_json(hostile), to_html(hostile)):
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(text)
        text.encode("utf-8")
    assert json.loads(to_json(hostile))["warnings"] == [bad]


@pytest.mark.parametrize("unit", ["#", "_", "*a", "[", "[...", "&", "\\", "- ", "1", "= ", "http:", "\u00a0"])
def test_a_long_line_is_written_in_no_time(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "x"
    started = time.process_time()
    assert escape(text)
    assert time.process_time() - started < 5


def test_cleaned_articles_are_written_with_what_was_kept(river: Digest) -> None:
    first, second = (article.article for article in river.articles[:2])
    assert to_text([first]) == "La rivière a débordé mardi à Vauclair.\n\nLe pont a été fermé à 6 h 30.\n"
    assert to_text([first, second]).splitlines()[0] == "== courrier.txt =="
    assert "== flut.txt ==" in to_text([first, second])
    assert to_text([]) == ""
    data = json.loads(cleaned_to_json([first]))
    assert [(block["line"], block["state"], block["rule"]) for block in data[0]["blocks"]] == [
        (1, "dropped", "menu"),
        (3, "kept", ""),
        (4, "kept", ""),
    ]
    assert data[0]["blocks"][0]["text"] == "Menu Suite"


def test_a_block_that_is_never_selected_is_still_kept_text(river: Digest) -> None:
    first = river.articles[0].article
    blocks = (replace(first.blocks[0], state="unselectable"), *first.blocks[1:])
    assert "Menu Suite" in to_text([replace(first, blocks=blocks)])


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }} &amp; \x1b[31m \u202e"


def test_hostile_text_stays_text_in_html(river: Digest) -> None:
    first = river.articles[0]
    article = replace(first.article, title=SCRIPT, name=SCRIPT, outlet=SCRIPT, language='fr"><script>')
    hostile = replace(
        river,
        title=SCRIPT,
        articles=(replace(first, article=article), *river.articles[1:]),
        statements=(replace(river.statements[0], text=SCRIPT, language='"><script>'), *river.statements[1:]),
        warnings=(SCRIPT,),
    )
    page = to_html(hostile)
    tree = lxml.html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //@onerror")
    assert tree.findtext(".//h1", "").strip() == tree.findtext(".//title") == printable(SCRIPT).strip()
    assert "49" not in tree.findtext(".//h1", "")
    assert not {"\x1b", "\u202e"} & set(page)


def test_the_page_needs_nothing_beside_it_and_every_citation_leads_to_its_sentence(river: Digest) -> None:
    tree = lxml.html.document_fromstring(to_html(river, by_itself(river)))
    assert not tree.xpath("//@src | //link | //script")
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    links = tree.xpath("//a/@href")
    assert links
    for link in links:
        (target,) = tree.xpath(f"//*[@id='{link[1:]}']")
        sentence = link[1:].split("-", 1)[1]
        assert target.text_content() in [s.text for a in river.articles for s in a.sentences if s.id == sentence]


def test_sections_without_content_are_not_there(river: Digest) -> None:
    bare = replace(river, alone=(), comparison=Comparison(), left_out=(), shares=(), warnings=())
    words = headings("fr")
    for written in (to_markdown(bare), to_html(bare)):
        for heading in (words.differ, words.alone, words.figures, words.warnings):
            assert heading in to_markdown(river)
            assert heading not in written


def test_sources_that_share_a_text_count_once(river: Digest) -> None:
    written = to_markdown(river)
    assert "Sources\u00a0: 3, origines indépendantes\u00a0: 2; [1][2] ont en commun un texte de AFP" in written
    assert "[1][2] (origines indépendantes\u00a0: 1)" in written
    assert json.loads(to_json(river))["stories"][0]["digest"]["statements"][0]["support"] == 1


def test_each_word_tells_where_it_was_copied_from(river: Digest) -> None:
    (told,) = json.loads(to_json(river))["stories"][0]["digest"]["alone"]
    text = river.articles[1].article.text
    assert [text[slice(*word["span"])] for word in told["words"]] == told["text"].split()
    assert {word["source"] for word in told["words"]} == {2}


def test_several_stories_are_written_one_after_another(river: Digest) -> None:
    alone = by_itself(river)
    assert len(json.loads(to_json(river, alone))["stories"]) == 2
    assert sum(line.startswith("# ") for line in to_markdown(river, alone).splitlines()) == 2
    assert len(lxml.html.document_fromstring(to_html(river, alone)).xpath("//h1")) == 2
