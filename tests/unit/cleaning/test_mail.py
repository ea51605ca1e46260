"""Letters: their headers tell the title and the outlet, their bodies are decoded whatever they are in."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summariser.cleaning import clean
from summariser.document import Article, Source

PARAGRAPHS = [
    "Le conseil municipal de Varenges a voté hier soir la rénovation du vieux pont, fermé aux voitures depuis le mois "
    "de mars malgré les protestations des riverains.",
    "Les travaux doivent durer deux ans et coûter quatre millions d’euros, dont la moitié sera payée par la région, a "
    "précisé le maire à la fin de la séance.",
]


def letter(plain: str | None, html: str | None = None, encoding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["From"] = "Le Veilleur <lettre@veilleur.example>"
    message["To"] = "lecteur@exemple.example"
    message["Subject"] = "TR: Le vieux pont sera rénové — c’est voté"
    message["Date"] = "Tue, 12 Mar 2024 08:00:00 +0100"
    if plain is not None:
        message.set_content(plain, cte=encoding)
        if html is not None:
            message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html", cte=encoding)
    return message.as_bytes()


def read(data: bytes, name: str = "a.eml") -> Article:
    return clean(Source.from_bytes(data, name))


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("name", ["a.eml", "stdin"])
def test_a_letter_is_decoded_and_its_headers_are_read(encoding: str, name: str) -> None:
    article = read(letter("Voir dans le navigateur\n\n" + "\n\n".join(PARAGRAPHS), encoding=encoding), name)
    assert [sentence.text for sentence in article.sentences] == PARAGRAPHS
    assert (article.title, article.outlet, article.date) == (
        "Le vieux pont sera rénové — c’est voté",
        "Le Veilleur",
        "2024-03-12",
    )
    assert article.blocks[0].state == "dropped"


def test_a_letter_that_is_a_page_is_read_as_one() -> None:
    page = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article></body></html>"
    for data in (letter(None, page), letter("Voir dans le navigateur", page)):
        assert [sentence.text for sentence in read(data).sentences] == PARAGRAPHS


def test_the_subject_in_the_body_is_the_title_and_counts_once() -> None:
    subject = "Le vieux pont sera rénové — c’est voté"
    article = read(letter("\n\n".join([subject, *PARAGRAPHS])))
    assert article.blocks[0].role == "title"
    assert subject not in {sentence.text for sentence in article.sentences}


def test_text_pasted_in_quoted_printable_is_decoded() -> None:
    body = letter("\n\n".join(PARAGRAPHS)).partition(b"\n\n")[2]
    assert b"=C3=A9" in body
    article = read(body, "a.txt")
    assert [sentence.text for sentence in article.sentences] == PARAGRAPHS


def test_an_article_with_a_few_colons_is_no_letter() -> None:
    text = "Pont: fermé\nMaire: absent\nRegion: muette\n\n" + "\n\n".join(PARAGRAPHS)
    article = read(text.encode(), "a.txt")
    assert article.outlet == ""
    assert article.blocks[0].text == "Pont: fermé"


HEADERS = """\
From: a <b@c>
Subject: =?utf-8?q?=C3?=
Subject: =?x?b?!?=
Date: 99 Foo 2024
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x
Content-Type: text/plain; charset=nothing
Content-Transfer-Encoding: base64
Content-Transfer-Encoding: uuencode
begin 644 a
--x

é=E9=
\x00"""


@settings(deadline=None)
@given(st.lists(st.sampled_from(HEADERS.split("\n"))))
def test_no_letter_can_stop_it(lines: list[str]) -> None:
    data = ("From: a\nTo: b\nMIME-Version: 1.0\n" + "\n".join(lines)).encode()
    article = read(data)
    assert "".join("".join(article.text[slice(*b.span)] for b in article.blocks).split()) == "".join(
        article.text.split()
    )


def test_a_forwarded_letter_that_was_copied_is_read_without_its_marks() -> None:
    head = "From: Jane Field <jane@bugle.example>\nTo: desk@bugle.example\nSubject: Fwd: The bridge\n\n"
    text = "> The council has voted to rebuild the old bridge.\n>\n> The works will take two years.\n\n--\nJane Field\n"
    article = clean(Source.from_text(head + text, "a.txt"))
    assert (article.title, article.outlet) == ("The bridge", "Jane Field")
    assert [sentence.text for sentence in article.sentences][:2] == [
        "The council has voted to rebuild the old bridge.",
        "The works will take two years.",
    ]


def test_a_conversation_is_no_letter() -> None:
    text = "From: here to there\nHow: by train\nWhen: on Sunday\n\nThat was the plan of the council.\n"
    assert clean(Source.from_text(text, "a.txt")).text == text
