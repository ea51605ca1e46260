"""Lines and hard-wrapped paragraphs."""

from __future__ import annotations

import textwrap

import pytest

from summariser.cleaning.lines import lines_of, unwrap

PARAGRAPHS = [
    "Le conseil municipal a voté hier soir la rénovation du vieux pont, fermé aux voitures depuis le "
    "printemps dernier, malgré l’opposition d’une partie des riverains qui craignent deux années de bruit.",
    "Les travaux doivent commencer en mars et coûter près de quatre millions d’euros, dont la moitié sera payée par la "
    "région. Le maire promet une passerelle provisoire pour les piétons et les cyclistes.",
    "Une réunion publique aura lieu jeudi à la salle des fêtes. Les commerçants de la rive gauche y présenteront leurs "
    "demandes, et notamment un dédommagement pour les clients perdus.",
]


@pytest.mark.parametrize("width", [60, 72, 79])
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n"])
def test_hard_wrapped_paragraphs_are_one_block_each(width: int, gap: str) -> None:
    end = gap[: len(gap) // 2]
    text = gap.join(end.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    blocks = unwrap(text, lines_of(text))
    assert [block.text for block in blocks] == PARAGRAPHS
    assert all(block.last > block.first for block in blocks)


def test_a_subheading_between_wrapped_paragraphs_stays_alone() -> None:
    text = "\n\n".join(
        [
            *("\n".join(textwrap.wrap(p, 72)) for p in PARAGRAPHS[:2]),
            "Une réunion jeudi\n" + "\n".join(textwrap.wrap(PARAGRAPHS[2], 72)),
        ]
    )
    assert [block.text for block in unwrap(text, lines_of(text))] == [
        *PARAGRAPHS[:2],
        "Une réunion jeudi",
        PARAGRAPHS[2],
    ]


def test_one_line_per_paragraph_is_left_alone() -> None:
    text = "\n".join(PARAGRAPHS)
    assert [block.text for block in unwrap(text, lines_of(text))] == PARAGRAPHS


def test_short_lines_that_are_no_paragraph_are_left_alone() -> None:
    text = "\n".join(["Partager sur Facebook", "Partager sur X", "Envoyer", "Imprimer", "Accueil", PARAGRAPHS[0]])
    assert len(unwrap(text, lines_of(text))) == 6


def test_lines_end_at_line_ends_and_nowhere_else() -> None:
    text = "un\r\ndeux\rtrois\n\nquatre\u2028cinq\x85six\x0bsept\x0chuit"
    lines = lines_of(text)
    assert [(line.first, text[slice(*line.span)]) for line in lines[:3]] == [(1, "un"), (2, "deux"), (3, "trois")]
    assert [(line.first, text[slice(*line.span)]) for line in lines[3:]] == [
        (5, "quatre\u2028cinq\x85six\x0bsept\x0chuit")
    ]
