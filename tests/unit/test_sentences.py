"""Sentences: where they end, and that their spans are the text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.sentences import split


def sentences(text: str, language: str) -> list[str]:
    return [text[begin:end] for begin, end in split(text, language)]


def solid(text: str) -> str:
    return "".join(text.split())


ONE_SENTENCE = [
    ("fr", "Le maire, M. Dupont, a reçu Mme. Martin et le Dr. Petit."),
    ("fr", "Le 3 oct. Marie Dupont a quitté la ville."),
    ("fr", "Depuis le 12 nov. 2024 la route est fermée."),
    ("fr", "L’art. 5 du code le prévoit."),
    ("fr", "La ville, fondée en 52 av. J.-C., a été rasée."),
    ("fr", "Il faut, p. ex. Paris, une grande ville."),
    ("fr", "La guerre dure depuis 1.000 jours et 3.500 nuits."),
    ("fr", "« Venez tous ! » a-t-il crié à la foule."),
    ("fr", "« C’est fini. La paix est là. », a-t-elle dit."),
    ("fr", "Le site lemonde.fr en parle."),
    ("fr", "Jean-Paul J. Martin et J.-P. Dupuis sont venus."),
    ("de", "Viele Städte, z. B. Berlin, sind betroffen."),
    ("de", "Am 3. Oktober kam Dr. Meier mit 12 Mio. Euro."),
    ("en", "The U.S. Army, e.g. its engineers, helped."),
    ("en", "George W. Bush met Mr. Smith on Oct. 3."),
    ("es", "El Sr. Pérez vive en EE. UU. desde 1990."),
    ("it", "Il sig. Rossi, nato nel 30 a. C. circa, è qui."),
    ("ru", "В 1990 г. Москва изменилась."),
]


@pytest.mark.parametrize(("language", "text"), ONE_SENTENCE)
def test_an_abbreviation_does_not_end_a_sentence(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


SEVERAL = [
    ("fr", ["« Il est venu. »", "Puis il est parti."]),
    ("fr", ["Il a dit : « Non. »", "M. Dupont n’a rien ajouté."]),
    ("fr", ["Elle hésite…", "Puis elle part !", "Vraiment ?"]),
    ("fr", ["Il vit à Rome depuis 1990.", "Le 3 mai, il revient."]),
    ("en", ['"It is done."', "He left.", "Nobody spoke."]),
    ("en", ["He bought 5 shares.", "eBay paid him."]),
    ("de", ["„Ja.“", "Er ging."]),
    ("de", ["»Er kam.«", "Dann ging er."]),
    ("zz", ["Hello there.", "World."]),
    ("", ["Hello there.", "World."]),
    ("hi", ["नमस्ते।", "आप कैसे हैं?"]),
    ("ar", ["مرحبا بكم.", "كيف حالك؟"]),
]


@pytest.mark.parametrize(("language", "parts"), SEVERAL)
@pytest.mark.parametrize("blank", [" ", "\n", "  ", "\u00a0"])
def test_sentences_end_where_they_end(language: str, parts: list[str], blank: str) -> None:
    assert sentences(blank.join(parts), language) == parts


def test_scripts_without_blanks_are_split_after_their_full_stop() -> None:
    assert sentences("你好。他说：“是的。”然后走了。", "zh") == ["你好。", "他说：“是的。”", "然后走了。"]


def test_a_missing_blank_before_a_capital_is_seen() -> None:
    text = "Il a quitté le pays.Moscou a réagi."
    assert sentences(text, "fr") == ["Il a quitté le pays.", "Moscou a réagi."]
    assert sentences("C'est là que siège le TSL.Mais il se tait.", "fr") == [
        "C'est là que siège le TSL.",
        "Mais il se tait.",
    ]
    for end in (
        "gelé pour 2019.",
        "malgré le Covid-19.",
        "les Giulia GTA et GTAm.",
        "« une chance pour la France ».",
        "un V8 de 300 ch (1971).",
    ):
        assert sentences(f"C'est {end}Dans les faits, rien ne change.", "fr") == [
            f"C'est {end}",
            "Dans les faits, rien ne change.",
        ]
    ordinals = "Er spielt am 10.September, dem 100.Tag, in der 3.Liga."
    assert sentences(ordinals, "de") == [ordinals]


def test_a_text_all_in_small_letters_is_split_all_the_same() -> None:
    assert len(sentences("bonjour. je suis là. tout va bien.", "fr")) == 3


def test_no_break_spaces_in_guillemets_stay_inside_the_sentence() -> None:
    text = "Il crie «\u00a0Au feu\u202f!\u00a0» et court. Personne ne vient."
    assert sentences(text, "fr") == ["Il crie «\u00a0Au feu\u202f!\u00a0» et court.", "Personne ne vient."]


def test_a_line_end_inside_a_sentence_does_not_break_it() -> None:
    text = "Le maire de\r\nla ville\nest parti.\nIl reviendra."
    assert sentences(text, "fr") == ["Le maire de\r\nla ville\nest parti.", "Il reviendra."]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u00a0"])
def test_blanks_have_no_sentences(text: str) -> None:
    assert split(text, "fr") == []


PIECES = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        ["M. ", "« ", " »", '."', ". ", "...", "J.-C.", " \n", "\r\n", "\ud800", "Aa", "oct. ", "1.0", "。", "!?"]
    )
)


@given(PIECES.map("".join), st.sampled_from(["fr", "de", "en", "zh", "xx", ""]))
def test_spans_join_back_to_the_text(text: str, language: str) -> None:
    spans = split(text, language)
    assert solid("".join(text[begin:end] for begin, end in spans)) == solid(text)
    assert all(begin < end and text[begin:end] == text[begin:end].strip() for begin, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("unit", ["« a. ", "A.", "»", '"A. ', "a", ". ", "(", "a.B", "J. ", "é!?", 'xx."Aa '])
def test_a_long_line_is_split_in_linear_time(unit: str) -> None:
    def spent(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        split(text, "fr")
        return time.process_time() - start

    # Quadratic time would take sixteen times as long.
    assert spent(160_000) < 8 * spent(40_000) + 0.5


def test_what_never_ends_is_cut_at_blanks() -> None:
    text = "mot " * 5_000
    spans = split(text, "fr")
    assert max(end - begin for begin, end in spans) <= 4_000
    assert all(text[begin:end].startswith("mot") for begin, end in spans)


def test_a_german_ordinal_ends_no_sentence() -> None:
    text = "Der 1. FC gewann am 20. November. Es war im Jahr 2020. Dann kam der Regen."
    assert [text[a:b] for a, b in split(text, "de")] == [
        "Der 1. FC gewann am 20. November.",
        "Es war im Jahr 2020.",
        "Dann kam der Regen.",
    ]
