"""Markdown: its marks are no part of sentences, and what they say about lines is believed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summariser.cleaning import clean
from summariser.document import Article, Source

FIRST = (
    "Le conseil municipal de Varenges a voté hier soir la rénovation du **vieux pont**, fermé aux voitures depuis le "
    "mois de mars malgré les [protestations](https://veilleur.example/a_(b)) des riverains."
)
SECOND = (
    "Les travaux doivent durer deux ans et coûter *quatre millions* d’euros, dont la moitié sera payée par la région, "
    "a précisé le maire à la fin de la séance."
)
TEXT = f"""---
title: "Le pont sera rénové"
date: 2024-03-12
author: Marie Lancel
source: Le Veilleur
---

# Le vieux pont

{FIRST}

La facture
----------

> {SECOND}

| Poste | Coût |
|-------|------|
| Pont  | 4    |

```
print("pas un article")
```

- Une passerelle sera ouverte aux piétons dès le mois de juin.
"""


def read(text: str) -> Article:
    return clean(Source.from_text(text, "a.md"))


def test_sentences_hold_no_marks() -> None:
    sentences = [sentence.text for sentence in read(TEXT).sentences]
    assert sentences == [
        FIRST.replace("**", "").replace("[protestations](https://veilleur.example/a_(b))", "protestations"),
        SECOND.replace("*", ""),
        "Une passerelle sera ouverte aux piétons dès le mois de juin.",
    ]


def test_headings_tables_and_code_are_kept_and_never_selected() -> None:
    rules = {block.line: (block.state, block.rule) for block in read(TEXT).blocks}
    lines = TEXT.split("\n")
    assert rules[lines.index("# Le vieux pont") + 1] == ("unselectable", "heading")
    assert rules[lines.index("La facture") + 1] == ("unselectable", "heading")
    assert rules[lines.index("| Pont  | 4    |") + 1] == ("unselectable", "table-row")
    assert rules[lines.index('print("pas un article")') + 1] == ("unselectable", "code")


def test_the_front_matter_says_what_the_article_is() -> None:
    article = read(TEXT)
    assert (article.title, article.date, article.author, article.outlet) == (
        "Le pont sera rénové",
        "2024-03-12",
        "Marie Lancel",
        "Le Veilleur",
    )
    assert {block.rule for block in article.blocks if block.line <= 6} == {"front-matter"}


def test_the_first_heading_is_the_title_where_nothing_else_says_it() -> None:
    article = read(f"# Le vieux pont\n\n{FIRST}\n\n{SECOND}\n")
    assert article.title == "Le vieux pont"
    assert article.sentences[0].line == 3


def test_a_wrapped_paragraph_is_one_and_its_heading_is_not_in_it() -> None:
    wrapped = FIRST.replace("hier soir ", "hier soir\n").replace("depuis le ", "depuis le\n")
    more = SECOND.replace("coûter ", "coûter\n").replace("par la ", "par la\n")
    article = read(f"# Le pont\n{wrapped}\n{more}\n")
    assert article.blocks[0].text == "Le pont"
    assert len(article.sentences) == 2


def test_text_with_stars_and_underscores_is_left_alone() -> None:
    line = "Le calcul 5 * 3 * 2 du fichier rapport_final_2 est juste, a dit le maire de la ville de Varenges hier soir."
    assert read(f"# Un\n\n{line}\n").sentences[0].text == line


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["#", " ", "a", "\n", "---\n", "```\n", "|", "[", "](", ")", "*", "_", "\\", ">", "!", "é"])
    )
)
def test_no_marks_can_stop_it_and_lines_stay_where_they_are(pieces: list[str]) -> None:
    text = "".join(pieces)
    article = read(text)
    assert article.text.count("\n") == text.count("\n")
    assert "".join("".join(article.text[slice(*b.span)] for b in article.blocks).split()) == "".join(
        article.text.split()
    )
