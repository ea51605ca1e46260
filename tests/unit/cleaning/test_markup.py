"""Pages that are too long, too deep or too full of scripts for what parses them: what is read, and what is said."""

from __future__ import annotations

import pytest

from summariser.cleaning import clean
from summariser.cleaning.markup import LONGEST_PAGE, bounded, without_tags
from summariser.document import Article, Source

BODY = "".join(
    f"<p>Le vieux pont numéro {number} de la ville sera rénové avant l’été prochain, a promis mardi la maire devant le "
    "conseil municipal réuni en séance publique.</p>"
    for number in range(8)
)


def read(page: str) -> Article:
    return clean(Source.from_text(page, "a.html"))


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><script>{'var pont = 1; ' * 1_000_000}</script><article>{BODY}</article></body></html>",
        f"<html><body><!--{' pont' * 3_000_000}--><article>{BODY}</article></body></html>",
        f"<html><body><article><img src='data:{'A' * 12_000_000}'>{BODY}</article></body></html>",
        f"<html><body>{'<div>' * 1_000}{BODY}{'</div>' * 1_000}</body></html>",
        f"<html><body><article>{'<font size=2>' * 900}{BODY}</article></body></html>",
        f'<!doctype html><html lang="fr"/><head><title>Le pont</title></head><body><article>{BODY}</article></body>',
    ],
    ids=["script", "comment", "picture", "deep", "unclosed", "closed at once"],
)
def test_what_is_no_text_hides_no_article(page: str) -> None:
    article = read(page)
    assert len(article.sentences) == 8
    assert not article.warnings


def test_of_a_very_long_page_the_beginning_is_read_and_the_rest_is_kept() -> None:
    body = BODY * (LONGEST_PAGE // len(BODY) + 1)
    article = read(f"<html><body><article>{body}</article><p>Fin du registre.</p></body></html>")
    assert article.sentences
    assert any("a million characters" in warning for warning in article.warnings)
    rest = article.blocks[-1]
    assert (rest.state, rest.rule) == ("unselectable", "beyond-limit")
    assert rest.text.endswith("Fin du registre.")


def test_a_page_too_deep_to_be_parsed_is_no_article_but_its_text_is_kept() -> None:
    article = read(f"<html><body>{'<div>' * 5_000}{BODY}</body></html>")
    assert article.warnings == ("no article was found on this page",)
    assert len(article.dropped) == 8


def test_a_page_is_cut_between_tags() -> None:
    words = '<a href="/pont">pont</a> ' * (LONGEST_PAGE // 25 + 10)
    markup, rest = bounded(words)
    assert markup.endswith(("</a>", "pont"))
    assert set(rest.split()) == {"pont"}


def test_the_text_of_markup_breaks_where_its_elements_do() -> None:
    markup = "a <b>bold</b> pont<p class='x'>c<br/>d</p><script>var x</script> 3 < 4 <!-- c --> <3"
    assert [line.strip() for line in without_tags(markup).split("\n")] == ["a bold pont", "c", "d", "3 < 4  <3"]
