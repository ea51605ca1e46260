"""From a source to an article: nothing is lost, nothing crashes, and sentences come only from what was kept."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summariser.cleaning import clean
from summariser.document import Article, Source, sentence_id, tidy

PARAGRAPHS = [
    "Le conseil municipal de Varenges a voté hier soir la rénovation du vieux pont, fermé aux voitures depuis le "
    "mois de mars malgré les protestations des riverains.",
    "Les travaux doivent durer deux ans et coûter quatre millions d’euros. La moitié sera payée par la région, "
    "a précisé le maire à la fin de la séance.",
    "Les commerçants de la rive gauche demandent un dédommagement pour les clients perdus, et menacent de "
    "porter l’affaire devant le tribunal administratif.",
]
PAGE = """<!DOCTYPE html><html><head><title>Le pont – Le Veilleur</title>
<meta property="og:site_name" content="Le Veilleur"><script>var a = "caché";</script></head>
<body><nav><a href="/">Accueil</a></nav><article><h1>Le vieux pont sera rénové</h1><p>{}</p><p>{}</p><p>{}</p></article>
<footer>Mentions légales</footer></body></html>"""


def article(text: str, **options: object) -> Article:
    return clean(Source.from_text(text, "a.txt"), **options)  # type: ignore[arg-type]


def holds_together(result: Article) -> None:
    """What is promised of every article."""
    end, covered = 0, []
    for block in result.blocks:
        assert end <= block.span[0] < block.span[1] <= len(result.text)
        assert block.line <= block.last_line
        covered.append(result.text[slice(*block.span)])
        assert block.text == tidy(covered[-1])
        assert (block.state == "kept") <= (block.rule == "" or block.role == "attribution")
        end = block.span[1]
    assert "".join("".join(covered).split()) == "".join(result.text.split())
    kept = [block.span for block in result.blocks if block.state == "kept"]
    for index, sentence in enumerate(result.sentences):
        assert (sentence.index, sentence.id) == (index, sentence_id(result.sha256, index))
        assert sentence.text == " ".join(tidy(result.text[slice(*span)]) for span in sentence.spans)
        assert all(any(first <= begin < end <= last for first, last in kept) for begin, end in sentence.spans)


LINES = st.lists(
    st.text(max_size=30)
    | st.sampled_from(
        [
            *PARAGRAPHS,
            "Partager sur Facebook",
            "Photo : A / AFP",
            "(AFP)",
            "<p>",
            "Le titre du jour est là",
            "\x00",
            "…",
        ]
    ),
    max_size=12,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", " ", "\u2028"])


@settings(deadline=None)
@given(LINES, ENDS, st.booleans())
def test_kept_and_dropped_together_are_the_original(lines: list[str], end: str, enabled: bool) -> None:
    source = Source.from_text(end.join(lines), "a.txt")
    result = clean(source, enabled=enabled)
    holds_together(result)
    if "<p>" not in lines:
        assert result.text.removeprefix("\ufeff") == source.data.decode().removeprefix("\ufeff")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "stdin"]), st.booleans())
def test_no_bytes_can_stop_it(data: bytes, name: str, enabled: bool) -> None:
    holds_together(clean(Source.from_bytes(data, name), enabled=enabled))


TAGS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div",
            ">",
            "<table><tr><td>",
            "<!--",
            "-->",
            "<script>",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "<h1>",
            "<br/>",
        ]
    )
    | st.text(max_size=8)
)


@settings(deadline=None)
@given(TAGS)
def test_no_markup_can_stop_it(pieces: list[str]) -> None:
    holds_together(clean(Source.from_text("<html><body>" + "".join(pieces), "a.html")))


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"%PDF-1.7\n1 0 obj", b"\x00" * 500, bytes(range(256)) * 20, b"PK\x03\x04abc"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_what_is_no_text_has_no_sentences(data: bytes, name: str) -> None:
    result = clean(Source.from_bytes(data, name))
    holds_together(result)
    assert result.sentences == ()


@pytest.mark.parametrize(
    "unit", ["a", "mot ", "« a. ", "(AFP) ", "<div>", "<p>a", "| ", "a\n", "a > ", "…", "A/", "#", "1 ", "<b", "&"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_large_hostile_input_takes_linear_time(unit: str, name: str) -> None:
    def spent(size: int) -> float:
        source = Source.from_text(unit * (size // len(unit)), name)
        start = time.process_time()
        clean(source)
        return time.process_time() - start

    spent(1_000)
    # Quadratic time would take sixteen times as long.
    size = 16_000 if "\n" in unit or "<" in unit else 120_000  # many lines cost more than a long one
    assert spent(size) < 8 * spent(size // 4) + 0.5


def test_with_cleaning_off_every_line_is_kept() -> None:
    text = "\n".join(["Accueil > Région", "Partager sur Facebook", *PARAGRAPHS, "Photo : A / AFP"])
    result = article(text, enabled=False)
    assert [block.state for block in result.blocks] == ["kept"] * 6
    assert [block.line for block in result.blocks] == [1, 2, 3, 4, 5, 6]


def test_with_cleaning_off_a_page_is_kept_whole() -> None:
    result = clean(Source.from_text(PAGE.format(*PARAGRAPHS), "a.html"), enabled=False)
    assert {block.state for block in result.blocks} == {"kept"}
    assert "Mentions légales" in result.text


def test_the_speaker_below_a_quotation_is_read_with_it() -> None:
    quotation = "Nous ne laisserons personne seul devant un pont fermé, et nous le prouverons dès le mois prochain."
    speaker = "Claire Vasseur, maire de Varenges"
    result = article("\n\n".join([PARAGRAPHS[0], quotation, speaker, *PARAGRAPHS[1:]]))
    block = result.blocks[2]
    assert (block.state, block.role) == ("kept", "attribution")
    joined = [sentence for sentence in result.sentences if len(sentence.spans) > 1]
    assert [sentence.text for sentence in joined] == [f"{quotation} {speaker}"]
    assert not any(sentence.text == speaker for sentence in result.sentences)
    holds_together(result)


@pytest.mark.parametrize("signature", ["(AFP)", "(Reuters)", "[dpa]", "(AFP/Reuters)", "(AFP)."])
def test_the_signature_of_an_agency_is_its_origin_and_no_sentence(signature: str) -> None:
    result = article("\n\n".join([*PARAGRAPHS[:2], f"{PARAGRAPHS[2]} {signature}"]))
    assert result.origin == signature.strip("()[].")
    assert result.sentences[-1].text == PARAGRAPHS[2]
    assert result.blocks[-1].text.endswith(signature)
    holds_together(result)


def test_the_signature_in_a_dateline_is_its_origin_too() -> None:
    result = article("\n\n".join([f"VARENGES (AFP) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:]]))
    assert (result.origin, result.sentences[0].text) == ("AFP", PARAGRAPHS[0])


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("VARENGES (ZKP) – ", "ZKP"), ("Varenges, le 3 mai 2024 (ZKP) - ", "ZKP"),
        ("L’Union des ponts (UDP) – ", ""), ("VARENGES (Nord) – ", ""),
    ],
)  # fmt: skip
def test_a_dateline_is_no_part_of_the_first_sentence(line: str, origin: str) -> None:
    result = article("\n\n".join([line + PARAGRAPHS[0], *PARAGRAPHS[1:]]))
    assert result.origin == origin
    assert result.sentences[0].text == (PARAGRAPHS[0] if origin else line + PARAGRAPHS[0])


def test_a_bracket_that_is_no_signature_stays() -> None:
    result = article("\n\n".join([*PARAGRAPHS[:2], "Le pont est fermé par le maire de Varenges (Les Verts)."]))
    assert result.origin == ""
    assert result.sentences[-1].text.endswith("(Les Verts).")


def test_what_is_never_selected_gives_no_sentence() -> None:
    result = article(
        "\n\n".join(["Varenges vote la rénovation de son pont", PARAGRAPHS[0], "La facture", *PARAGRAPHS[1:]])
    )
    assert result.title == "Varenges vote la rénovation de son pont"
    assert result.sentences[0].text == PARAGRAPHS[0]
    assert not {"La facture", result.title} & {sentence.text for sentence in result.sentences}
    assert [sentence.line for sentence in result.sentences] == [3, 7, 7, 9]


def test_a_sentence_knows_its_line_in_a_wrapped_paragraph() -> None:
    text = (
        "Le conseil municipal de Varenges a voté hier soir la rénovation du\r\nvieux pont, fermé aux voitures "
        "depuis le mois de mars. La moitié des\r\ntravaux sera payée par la région, a précisé le maire à la fin "
        "de la\r\nséance. Les commerçants de la rive gauche demandent eux aussi un geste\r\n"
        "de la ville, et menacent de porter l’affaire devant le tribunal."
    )
    result = article(text)
    assert [(block.line, block.last_line) for block in result.blocks] == [(1, 5)]
    assert [sentence.line for sentence in result.sentences] == [1, 2, 4]


def test_a_text_that_would_lose_most_of_its_words_is_left_mostly_alone() -> None:
    menu = [f"Accueil > Région > Quartier {name}" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    result = article("\n\n".join([*menu, PARAGRAPHS[0], PARAGRAPHS[1]]))
    assert result.dropped == ()
    assert any("40 %" in warning for warning in result.warnings)


def test_a_short_text_loses_only_what_is_surely_boilerplate() -> None:
    result = article("Publié le 12 mars 2024 à 17h30\n\nPartager sur Facebook\n\nLe vieux pont de Varenges a fermé.")
    assert [block.rule for block in result.dropped] == ["share-button"]
    assert [sentence.text for sentence in result.sentences] == ["Le vieux pont de Varenges a fermé."]
    assert result.warnings


def test_a_text_of_fragments_is_a_text_all_the_same() -> None:
    result = article("Fermeture du vieux pont\nDeux ans de travaux")
    assert result.sentences


def test_the_language_is_found_or_believed() -> None:
    text = "\n\n".join(["Share on Facebook", *PARAGRAPHS])
    assert article(text).language == "fr"
    assert article(text, language="it").language == "it"


def test_a_page_is_read_by_its_article_and_the_rest_is_kept_as_dropped() -> None:
    result = clean(Source.from_text(PAGE.format(*PARAGRAPHS), "a.html"))
    holds_together(result)
    assert result.sentences[0].text == PARAGRAPHS[0]
    assert len(result.sentences) == 4
    assert (result.title, result.outlet, result.language) == ("Le vieux pont sera rénové", "Le Veilleur", "fr")
    outside = {block.text for block in result.dropped if block.rule == "outside-article"}
    assert {"Accueil", "Mentions légales"} <= outside
    assert "caché" not in result.text


def test_the_heading_and_the_tables_of_a_page_are_never_selected() -> None:
    table = "<table><tr><td>Coût</td><td>4 millions</td></tr><tr><td>Durée</td><td>2 ans</td></tr></table>"
    page = PAGE.format(
        PARAGRAPHS[0] + "</p><h2>Un chantier de deux ans</h2><p>" + PARAGRAPHS[1], PARAGRAPHS[1] + table, PARAGRAPHS[2]
    )
    result = clean(Source.from_text(page, "a.html"))
    rules = {block.text: block.rule for block in result.blocks if block.state == "unselectable"}
    assert rules["Un chantier de deux ans"] == "heading"
    assert "table-row" in rules.values()
    assert not any("|" in sentence.text for sentence in result.sentences)


def test_a_french_page_in_latin_1_is_read_right() -> None:
    page = PAGE.format(*PARAGRAPHS).replace("<head>", '<head><meta charset="iso-8859-1">')
    result = clean(Source.from_bytes(page.encode("cp1252"), "a.html"))
    assert result.sentences[0].text == PARAGRAPHS[0]


def test_a_page_without_an_article_says_so() -> None:
    result = clean(Source.from_text("<html><body><nav><a href='/'>Accueil</a></nav></body></html>", "a.html"))
    holds_together(result)
    assert result.sentences == ()
    assert result.warnings
