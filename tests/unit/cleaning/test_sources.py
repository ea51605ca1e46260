"""Text as people have it: copied from a PDF, from a page behind a paywall, with its date and author around it."""

from __future__ import annotations

import pytest

from summariser.cleaning import clean
from summariser.cleaning.reading import LONGEST_READ
from summariser.document import Article, Source, tidy

BODY = [
    "Le conseil municipal de Varenges a voté hier soir la rénovation du vieux pont, fermé aux voitures depuis le mois "
    "de mars malgré les protestations des riverains.",
    "Les travaux doivent durer deux ans et coûter quatre millions d’euros, dont la moitié sera payée par la région, a "
    "précisé le maire à la fin de la séance.",
    "Les commerçants de la rive gauche demandent un dédommagement pour les clients perdus, et menacent de porter "
    "l’affaire devant le tribunal administratif.",
]


def read(*lines: str, language: str | None = None) -> Article:
    return clean(Source.from_text("\n".join(lines), "a.txt"), language=language)


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("la réno-\nvation du pont", "la rénovation du pont"),
        ("la réno\u00ad\nvation", "la rénovation"),
        ("la réno-  \r\n  vation", "la rénovation"),
        ("a-t-\nelle dit", "a-t-elle dit"),
        ("dit-\nil", "dit-il"),
        ("Saint-\nDenis", "Saint-Denis"),
        ("2019-\n2020", "2019-2020"),
        ("le pont -\nfermé", "le pont - fermé"),
    ],
)
def test_words_divided_at_line_ends_are_whole_again(divided: str, whole: str) -> None:
    assert tidy(divided) == whole


def test_text_copied_from_a_pdf_is_joined() -> None:
    text = (
        "Le conseil municipal de Varenges a voté hier soir la réno-\nvation du vieux pont, fermé aux voitures depuis\n"
        "le mois de mars malgré les protestations des rive-\nrains. Les travaux doivent durer deux ans et coûter\n"
        "quatre millions d’euros. La moitié sera payée par la\nrégion, a-t-\nelle précisé à la fin de la séance."
    )
    article = read(text)
    assert [(block.line, block.last_line) for block in article.blocks] == [(1, 7)]
    assert article.sentences[0].text.endswith("malgré les protestations des riverains.")
    assert article.sentences[-1].text == "La moitié sera payée par la région, a-t-elle précisé à la fin de la séance."


@pytest.mark.parametrize(
    ("language", "line", "date"),
    [
        ("fr", "Publié le 12 mars 2024 à 17h30", "2024-03-12"),
        ("fr", "Publié le 1er août 2024", "2024-08-01"),
        ("en", "Published March 12, 2024, 5:30 pm", "2024-03-12"),
        ("de", "Veröffentlicht am 12. März 2024", "2024-03-12"),
        ("es", "Publicado el 12 de marzo de 2024", "2024-03-12"),
        ("ja", "2024年3月12日 17:30", "2024-03-12"),
        ("ja", "2024年3月12日 17時30分", "2024-03-12"),
        ("ko", "입력 2024.03.12 17:30 수정 2024.03.13 18:00", "2024-03-12"),
        ("fr", "12/03/2024 17:30", "2024-03-12"),
        ("en", "13/03/2024 17:30", "2024-03-13"),
        ("en", "12/03/2024 17:30", ""),
        ("fr", "Publié le 32/03/2024 17:30", ""),
    ],
)
def test_the_date_of_a_date_line_is_that_of_the_article(language: str, line: str, date: str) -> None:
    assert read("Le vieux pont de Varenges sera rénové", line, *BODY, language=language).date == date


def test_the_name_of_a_byline_is_the_author() -> None:
    assert read("Le vieux pont de Varenges sera rénové", "Par Marie Lancel, à Varenges", *BODY).author == "Marie Lancel"


def test_the_date_of_a_linked_article_is_not_that_of_the_article() -> None:
    assert not read(*BODY, "À lire aussi", "Le pont de Sauves fermé lui aussi", "Publié le 12 mars 2023 à 17h30").date


def test_a_thai_line_of_dates_is_no_sentence() -> None:
    line = "เผยแพร่: 3 มิ.ย. 2568 17:05 ปรับปรุง: 3 มิ.ย. 2568 18:00 โดย: กองบรรณาธิการข่าว"
    assert read(line, *BODY, language="th").blocks[0].rule == "date-line"


TITLES = [
    "France : les impôts augmenteront de 7,2 milliards d’euros en 2012",
    "Météo du 19 août 2012 : trente départements en vigilance orange",
]


@pytest.mark.parametrize("line", TITLES)
def test_a_title_with_a_date_in_it_is_a_title(line: str) -> None:
    article = read(line, *BODY)
    assert (article.title, article.blocks[0].state) == (line, "unselectable")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "هذا المحتوى للمشتركين فقط"),
        ("de", "Wir verwenden Cookies, um unsere Seite zu verbessern."),
        ("en", "We use cookies to improve this site."),
        ("es", "Utilizamos cookies para mejorar el sitio."),
        ("fr", "Il vous reste 75 % de cet article à lire."),
        ("it", "Contenuto riservato agli abbonati"),
        ("ja", "この記事は有料会員限定です"),
        ("ko", "로그인 후 이용하실 수 있습니다. 로그인이 필요합니다"),
        ("nl", "Alleen voor abonnees"),
        ("pl", "Artykuł dostępny tylko dla subskrybentów"),
        ("pt", "Exclusivo para assinantes"),
        ("ru", "Мы используем файлы cookie, чтобы сайт работал лучше."),
        ("th", "เว็บไซต์นี้ใช้คุกกี้เพื่อประสบการณ์ที่ดี"),
        ("tr", "Bu içerik abonelere özel"),
        ("zh", "登录后查看全部内容"),
    ],
)
def test_cookie_and_paywall_notices_are_dropped_in_every_language(language: str, line: str) -> None:
    block = read(*BODY[:2], line, BODY[2], language=language).blocks[2]
    assert (block.state, block.rule) == ("dropped", "notice")


LAST = [
    "La Société générale, contactée hier, ne souhaitait apporter aucun commentaire.",
    "Pas sûr qu’il soit encore du même avis dans le courant du mois de juillet...",
    "Je pense que la Chine doit avoir sa place dans la gouvernance mondiale.",
    "Les derniers rejoignent Lindsay à la gare de Luton à huit heures dix",
]


@pytest.mark.parametrize("line", LAST)
def test_a_last_line_that_may_be_news_is_never_dropped(line: str) -> None:
    assert read(*BODY, line).blocks[-1].state != "dropped"


def test_a_page_behind_a_paywall_says_so() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": "False"}</script>'
        f"</head><body><article><h1>Le pont</h1><p>{BODY[0]}</p></article></body></html>"
    )
    article = clean(Source.from_text(page, "a.html"))
    assert article.sentences
    assert any("subscription" in warning for warning in article.warnings)


def test_an_amp_page_is_read_and_knows_its_canonical_address() -> None:
    page = (
        '<!doctype html><html amp lang="fr"><head><meta charset="utf-8"><title>Le pont</title>'
        '<link rel="canonical" href="https://veilleur.example/le-pont"><style amp-boilerplate>body{}</style></head>'
        '<body><amp-sidebar id="menu"><ul><li>Accueil</li></ul></amp-sidebar><article><h1>Le vieux pont</h1>'
        f'<amp-img src="a.jpg"></amp-img><p>{BODY[0]}</p><amp-ad></amp-ad><p>{BODY[1]}</p><p>{BODY[2]}</p></article>'
    )
    article = clean(Source.from_text(page, "a.html"))
    assert [sentence.text for sentence in article.sentences] == BODY
    assert article.url == "https://veilleur.example/le-pont"
    assert "Accueil" in {block.text for block in article.dropped}


def test_a_short_japanese_title_with_a_figure_is_the_title() -> None:
    article = read(
        "旧橋、2年間通行止めに",
        "2024年3月12日 17時30分",
        "市議会は火曜日の夜、川に架かる古い橋を2年間通行止めにすることを決めた。点検で基礎に大きな損傷が見つかったためだ。",
        "工事費は約4億円で、半分は県が負担する。市長は会議の後、記者団に対し「これ以上待つことはできなかった」と述べた。",
    )
    assert article.title == "旧橋、2年間通行止めに"


def test_a_korean_agency_signs_a_picture() -> None:
    assert read(BODY[0], "폐쇄된 다리의 모습. /연합뉴스", *BODY[1:], language="ko").blocks[1].state == "dropped"


def test_the_agency_of_a_caption_is_not_where_the_story_is_from() -> None:
    article = read("Obras en el puente de Varenges (EFE)", *BODY)
    assert not article.origin


def test_a_letter_laid_out_in_tables_is_read_and_a_table_of_figures_is_not_selected() -> None:
    rows = "<tr><td>2024</td><td>1,2</td></tr><tr><td>2025</td><td>2,8</td></tr>"
    page = (
        "<html><body><table role='presentation'><tr><td><a href='a'>Voir en ligne</a></td></tr><tr><td><table><tr><td>"
        f"<h1>Le vieux pont</h1><p>{BODY[0]}</p><p>{BODY[1]}</p><table><tr><th>An</th><th>Coût</th></tr>{rows}</table>"
        f"<p>{BODY[2]}</p></td></tr></table></td></tr></table></body></html>"
    )
    article = clean(Source.from_text(page, "a.html"))
    assert [sentence.text for sentence in article.sentences] == BODY
    assert {block.rule for block in article.blocks if "2025" in block.text} == {"table-row"}


def test_of_a_text_that_is_no_article_the_beginning_is_read_and_the_rest_is_kept() -> None:
    text = "\n".join(BODY * (LONGEST_READ // 300))
    article = read(text)
    rest = article.blocks[-1]
    assert (rest.state, rest.rule) == ("unselectable", "beyond-limit")
    assert rest.span[1] == len(text)
    assert rest.last_line == text.count("\n") + 1
    assert article.sentences[-1].spans[-1][1] <= LONGEST_READ
    assert any("half a million" in warning for warning in article.warnings)
