"""Every rule on a small article of our own: a line it is for, and a line like it that is prose."""

from __future__ import annotations

import pytest

from summariser.cleaning import clean
from summariser.cleaning.rules import PASSES
from summariser.document import Block, Source

BODY = {
    "fr": [
        "Le conseil municipal de Varenges a voté hier soir la rénovation du vieux pont, fermé aux voitures depuis le "
        "mois de mars malgré les protestations des riverains.",
        "Les travaux doivent durer deux ans et coûter quatre millions d’euros, dont la moitié sera payée par la "
        "région, a précisé le maire à la fin de la séance.",
        "Les commerçants de la rive gauche demandent un dédommagement pour les clients perdus, et menacent de porter "
        "l’affaire devant le tribunal administratif.",
    ],
    "en": [
        "The council of Varenham voted last night to rebuild the old bridge, which has been closed to cars since the "
        "spring in spite of the protests of many residents.",
        "The works will take two years and cost four million pounds, half of which will be paid by the county, the "
        "mayor said at the end of the meeting.",
        "Shopkeepers on the left bank want to be paid for the customers they have lost, and threaten to take "
        "the matter to the administrative court.",
    ],
    "de": [
        "Der Gemeinderat von Warenheim hat gestern Abend beschlossen, die alte Brücke zu erneuern, die seit "
        "dem Frühjahr für Autos gesperrt ist.",
        "Die Arbeiten sollen zwei Jahre dauern und vier Millionen Euro kosten, von denen das Land die Hälfte bezahlen "
        "wird, wie der Bürgermeister sagte.",
        "Die Händler am linken Ufer verlangen eine Entschädigung für die verlorenen Kunden und drohen damit, vor das "
        "Verwaltungsgericht zu ziehen.",
    ],
    "es": [
        "El ayuntamiento de Varenja votó anoche la renovación del viejo puente, cerrado a los coches desde la "
        "primavera a pesar de las protestas de los vecinos.",
        "Las obras durarán dos años y costarán cuatro millones de euros, de los que la región pagará la mitad, dijo el "
        "alcalde al final de la sesión.",
        "Los comerciantes de la orilla izquierda piden una indemnización por los clientes perdidos y amenazan "
        "con llevar el asunto a los tribunales.",
    ],
}

TOP, MIDDLE, END = 0, 2, 3


def judged(line: str, place: int = MIDDLE, language: str = "fr", *after: str) -> Block:
    """The block a line becomes at a place of the article."""
    lines = [*BODY[language][:place], line, *after, *BODY[language][place:]]
    article = clean(Source.from_text("\n\n".join(lines), "a.txt"))
    return article.blocks[place]


DROPPED = [
    ("markup", '<div class="share"><a href="#">Partager</a></div>', MIDDLE, "fr"),
    ("markup", "* * *", MIDDLE, "fr"),
    ("markup", "https://example.org/articles/4523", MIDDLE, "fr"),
    ("counter", "Vues : 1 204", END, "fr"),
    ("counter", "3 comments", END, "en"),
    ("share-button", "Partager sur Facebook", MIDDLE, "fr"),
    ("share-button", "Share on WhatsApp", TOP, "en"),
    ("share-button", "Auf Twitter teilen", TOP, "de"),
    ("copyright-line", "© 2024 Le Veilleur de Varenges", END, "fr"),
    ("photo-credit", "Crédit photo : Marie Lancel", MIDDLE, "fr"),
    ("photo-credit", "Marie Lancel / AFP", MIDDLE, "fr"),
    ("photo-credit", "Marie Lancel | Le Veilleur | Getty Images", MIDDLE, "fr"),
    ("photo-credit", "Foto: Jonas Wellmer/dpa", MIDDLE, "de"),
    ("menu-cells", "Accueil | Sports | Culture | Région", TOP, "fr"),
    ("caption-with-credit", "Le vieux pont de Varenges en janvier 2019. (Photo Marie Lancel)", MIDDLE, "fr"),
    ("caption-with-credit", "Le maire devant le pont (photo DR)", TOP, "fr"),
    ("caption-with-credit", "The mayor looks at the old bridge during a visit. (John Orchard/AP)", MIDDLE, "en"),
    ("caption-with-credit", "The mayor looks at the old bridge during a visit. Photo: John Orchard", MIDDLE, "en"),
    ("agency-dateline-caption", "VARENGES, FRANCE – 14 JANVIER : vue du pont peu avant la crue de 2019.", MIDDLE, "fr"),
    ("date-line", "Publié le 12 mars 2024 à 17h30", TOP, "fr"),
    ("date-line", "12/03/2024 17:30", TOP, "fr"),
    ("date-line", "Published 12 March 2024, 5:30 pm", TOP, "en"),
    ("byline", "Par Marie Lancel", TOP, "fr"),
    ("byline", "By John Orchard, local correspondent", TOP, "en"),
    ("byline", "Par Marie Lancel", 1, "fr"),
    ("date-line", "Il y a 3 heures", TOP, "fr"),
    ("date-line", "Updated 3 hours ago", TOP, "en"),
    ("counter", "258", MIDDLE, "en"),
    ("caption-with-credit", "The old bridge seen from the quay at dawn [Orchard via Reuters]", MIDDLE, "en"),
    ("notice", "Déjà abonné ? Identifiez-vous pour lire la suite.", END, "fr"),
    ("read-also", "More from Saltby", MIDDLE, "en"),
    ("glued-menu", "RégionActualités", TOP, "fr"),
    ("breadcrumbs", "Accueil > Région > Varenges", TOP, "fr"),
    ("read-also", "À lire aussi : Le pont de Sauves fermé lui aussi", MIDDLE, "fr"),
    ("read-also", "Read more: What became of the bridge at Saltby", MIDDLE, "en"),
    ("read-also", "Lesen Sie auch: Was aus der Brücke in Salzfurt wurde", MIDDLE, "de"),
    ("read-also", "Te puede interesar: ¿Qué pasó con el puente de Salinas?", MIDDLE, "es"),
    ("stock-phrase", "La suite après la publicité", MIDDLE, "fr"),
    ("stock-phrase", "ADVERTISEMENT", MIDDLE, "en"),
    ("stock-phrase", "À suivre", END, "fr"),
    ("read-on", "Un autre pont de la région attend lui aussi sa rénovation... Lire la suite", END, "fr"),
    ("cut-teaser", "Le conseil municipal de Varenges a voté la rénovation du vieux pont, malgré les...", TOP, "fr"),
    ("call-to-action", "Inscrivez-vous à notre lettre du matin !", END, "fr"),
    ("call-to-action", "Sign up for our free morning briefing.", END, "en"),
    ("call-to-action", "Suscríbete a nuestro boletín", END, "es"),
    ("contact", "Écrivez à la rédaction : varenges@veilleur.example", END, "fr"),
    ("author-note", "Marie Lancel, journaliste web, suit la vie de la région depuis dix ans.", END, "fr"),
    ("author-note", "John Orchard is a senior reporter who likes bridges.", END, "en"),
    ("author-note", "Marie Lancel est journaliste au Veilleur de Varenges.", END, "fr"),
    ("about-article", "This article was amended on 14 March 2024. It gave a wrong cost before.", END, "en"),
    ("about-article", "Cet article est initialement paru dans le bulletin de la ville.", END, "fr"),
    ("caption-with-credit", "閉鎖された橋=2024年3月12日、佐藤一郎撮影", MIDDLE, "fr"),
    ("caption-with-credit", "工人在老桥上施工。 李明 摄", MIDDLE, "fr"),
    ("date-line", "2024年3月12日 17時30分", TOP, "fr"),
    ("caption-with-credit", "Le pont est fermé depuis mars. Photo Marie Lancel / Le Veilleur", MIDDLE, "fr"),
    ("markup", "^ « Le pont ferme ». Le Veilleur. 3 mars 2024.", END, "fr"),
    ("call-to-action", "The Bugle is not responsible for the content of external sites.", END, "en"),
    ("outside-body", "Marie Lancel, correspondante à Varenges", END, "fr"),
    ("outside-body", "Notre région", END, "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "line", "place", "language"), DROPPED)
def test_boilerplate_is_dropped_by_its_rule(rule: str, line: str, place: int, language: str) -> None:
    block = judged(line, place, language)
    assert (block.state, block.rule) == ("dropped", rule)
    assert block.reason


PROSE = [
    ("Trois est < 4 et 5 est > 2, a dit le maire.", MIDDLE, "fr"),
    ("Il reste 3 ans.", MIDDLE, "fr"),
    ("Le maire a été insulté sur Facebook.", MIDDLE, "fr"),
    ("Le maire a répondu par e-mail.", MIDDLE, "fr"),
    ("« Copyright ou pas, cette photo est à nous », a protesté le maire de la ville.", MIDDLE, "fr"),
    ("La photo du pont a fait le tour du monde.", MIDDLE, "fr"),
    ("Le maire (photo) a promis une passerelle.", MIDDLE, "fr"),
    ("Le président a reçu la maire (Les Verts) de la ville voisine (17.000 habitants).", MIDDLE, "fr"),
    ("Le pont a été fermé le 12 mars 2024 à 17h30.", MIDDLE, "fr"),
    ("Par Toutatis, le pont tiendra.", MIDDLE, "fr"),
    ("Le prix > 4 millions, dit le maire.", MIDDLE, "fr"),
    ("Lire aussi vite qu’on parle est difficile, dit le maire.", MIDDLE, "fr"),
    ("La publicité est interdite sur le pont.", MIDDLE, "fr"),
    ("Il voudrait bien en savoir plus.", MIDDLE, "fr"),
    ("The residents would like to learn more.", MIDDLE, "en"),
    ("Le journal local compte 3.000 abonnés de plus qu’avant la fermeture du pont.", MIDDLE, "fr"),
    ("Le gouvernement soutient la ville et reçoit les riverains mardi.", MIDDLE, "fr"),
    ("The city has 300,000 subscribers to its water service.", MIDDLE, "en"),
    ("Die Stadt wirbt für die neue Brücke und erhielt viel Zuspruch.", MIDDLE, "de"),
    ("El gobierno apoya a la ciudad y recibe a los vecinos.", MIDDLE, "es"),
    ("L’auteur de l’attaque, un correspondant de guerre, a été arrêté par l’envoyé spécial de la région.", END, "fr"),
    ("They were shown the bridge. Photo enthusiasts gathered on the quay.", MIDDLE, "en"),
    ("This article of the charter was amended in 1994, the mayor said.", MIDDLE, "en"),
    ("The mayor, left without a majority, gave up on March 3, 2024.", MIDDLE, "en"),
    ("La fermeture se traduit par de longs détours pour les riverains.", END, "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "place", "language"), PROSE)
def test_prose_that_looks_like_it_is_kept(line: str, place: int, language: str) -> None:
    block = judged(line, place, language)
    assert (block.state, block.rule) == ("kept", "")


def test_a_dated_line_before_a_credit_is_a_caption() -> None:
    line = "Un camion franchit le vieux pont lors d’un essai de charge, le 5 octobre 2019."
    assert judged(line, MIDDLE, "fr", "Marie Lancel | Le Veilleur | Getty Images").rule == "caption-before-credit"
    assert judged(line, MIDDLE, "fr").state == "kept"


def test_an_undated_line_before_a_credit_may_be_prose_and_is_never_selected() -> None:
    line = "Un camion franchit le vieux pont lors d’un essai de charge."
    block = judged(line, MIDDLE, "fr", "Marie Lancel | Le Veilleur | Getty Images")
    assert (block.state, block.rule) == ("unselectable", "line-before-credit")


def test_a_line_that_ends_in_an_agency_may_be_a_caption_and_is_never_selected() -> None:
    block = judged("The old bridge of Saltby is seen from the left bank. Reuters", 1, "en")
    assert (block.state, block.rule) == ("unselectable", "agency-at-end")


def test_a_paragraph_before_the_foot_of_a_page_is_no_caption() -> None:
    lines = [*BODY["fr"], "© 2024 Le Veilleur de Varenges"]
    article = clean(Source.from_text("\n\n".join(lines), "a.txt"))
    assert [block.state for block in article.blocks[-2:]] == ["kept", "dropped"]


OPEN_LINE = "Le maire, vendredi sur le vieux pont avec le préfet et trois de ses adjoints qui le suivent de près"


@pytest.mark.parametrize(
    ("line", "place", "rule", "role"),
    [
        ("Varenges vote la rénovation de son vieux pont", TOP, "title", "title"),
        ("Pourquoi Varenges rénove-t-elle son vieux pont ?", TOP, "title", "title"),
        ("Une facture salée", MIDDLE, "subheading", "subheading"),
        ("Une passerelle pour les piétons ?", MIDDLE, "subheading", "subheading"),
        (OPEN_LINE, MIDDLE, "open-line", "text"),
        ("Un dernier mot du maire, attendu au tournant par ses adversaires...", TOP, "unfinished-line", "text"),
        ("12 34 56 78 90 11", MIDDLE, "figures", "text"),
        ("Jeanne Morvan, à gauche, visite le pont de Varenges, le 12 mars 2024.", MIDDLE, "pictured", "text"),
    ],
)  # fmt: skip
def test_what_is_no_sentence_is_kept_but_never_selected(line: str, place: int, rule: str, role: str) -> None:
    block = judged(line, place)
    assert (block.state, block.rule, block.role) == ("unselectable", rule, role)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("« Nous ne pouvions plus attendre », a dit le maire.", "Marie Lancel | Le Veilleur | Getty Images"),
        ("Un camion franchit le vieux pont lors d’un essai.", "Image"),
        (
            "Un camion franchit le vieux pont lors d’un essai.",
            "© Marie Lancel Le maire de Varenges devant le vieux pont",
        ),
    ],
)
def test_a_line_that_speaks_or_stands_before_no_mere_credit_is_prose(line: str, credit: str) -> None:
    assert judged(line, MIDDLE, "fr", credit).state == "kept"


def test_the_last_paragraph_before_a_credit_is_prose() -> None:
    article = clean(Source.from_text("\n\n".join([*BODY["fr"], "Marie Lancel / AFP"]), "a.txt"))
    assert [block.state for block in article.blocks[-2:]] == ["kept", "dropped"]


def test_comments_of_readers_are_never_selected() -> None:
    comments = [
        "Commentaires (2)",
        "pontonnier",
        "il y a 3 heures",
        "Il était temps, voilà des années que je le dis.",
        "Répondre",
    ]
    lines = [*BODY["fr"], *comments, "vieux_riverain", "il y a 5 heures", "Et moi, qui paiera mon loyer ?", "Répondre"]
    article = clean(Source.from_text("\n".join(lines), "a.txt"))
    assert [block.text for block in article.blocks if block.state == "kept"] == BODY["fr"]
    assert {block.rule for block in article.blocks if block.text.endswith(("dis.", "?"))} == {"comment"}


def test_a_button_that_counts_comments_ends_no_article() -> None:
    lines = [BODY["fr"][0], "12 commentaires", *BODY["fr"][1:]]
    article = clean(Source.from_text("\n".join(lines), "a.txt"))
    assert [block.text for block in article.blocks if block.state == "kept"] == BODY["fr"]


def test_ingredients_are_not_taken_for_counters() -> None:
    lines = [
        "Soupe au fenouil",
        "2 bulbes de fenouil",
        "1 citron",
        "30 g de beurre",
        "1 litre de bouillon",
        *BODY["fr"],
    ]
    article = clean(Source.from_text("\n".join(lines), "a.txt"))
    assert [block.rule for block in article.blocks[1:5]] == ["amount"] * 4
    assert not article.dropped


@pytest.mark.parametrize(
    "answer", ["Je les comprends, et je les recevrai tous d’ici à la fin du mois.", "J’y pense depuis longtemps."]
)
def test_the_last_answer_of_an_interview_is_prose(answer: str) -> None:
    lines = [*BODY["fr"], "Que répondez-vous aux commerçants ?", answer]
    assert clean(Source.from_text("\n".join(lines), "a.txt")).blocks[-1].state == "kept"


def test_a_caption_that_begins_like_a_name_is_glued_to_no_sentence() -> None:
    block = judged("Pont de Varenges, fermé depuis 2024 - Marie Lancel/Agence Rive", MIDDLE, "fr")
    assert (block.state, block.role) == ("unselectable", "subheading")


def test_the_last_item_of_a_list_is_an_item() -> None:
    items = ["• Les travaux commencent en décembre", "• Une passerelle sera ouverte aux piétons", "• Les bus rouleront"]
    lines = [BODY["fr"][0], "Les points du plan :", *items, *BODY["fr"][1:]]
    article = clean(Source.from_text("\n".join(lines), "a.txt"))
    assert [block.state for block in article.blocks[2:5]] == ["kept"] * 3


def test_a_line_with_several_networks_after_the_body_is_never_selected() -> None:
    block = judged("Le Veilleur de Varenges est aussi sur Facebook et sur Instagram.", END, "fr")
    assert (block.state, block.rule) == ("unselectable", "may-be-call")


def test_a_button_after_a_short_text_is_not_its_title() -> None:
    lines = ["Le pont de Varenges sera rénové avant l’été prochain.", "Cet article vous a plu"]
    assert not clean(Source.from_text("\n".join(lines), "a.txt")).title


def test_a_fragment_between_others_is_never_selected() -> None:
    block = judged("Le pont", MIDDLE, "fr", "Le pont encore")
    assert (block.state, block.rule) == ("unselectable", "fragment")


def test_a_button_above_the_title_is_not_taken_for_it() -> None:
    lines = ["Revue de presse", "Varenges vote la rénovation de son vieux pont", *BODY["fr"]]
    article = clean(Source.from_text("\n\n".join(lines), "a.txt"))
    assert article.title == "Varenges vote la rénovation de son vieux pont"


def test_every_rule_is_named_once_and_says_why() -> None:
    rules = [rule for each in PASSES for rule in each]
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.name.replace("-", "").isalpha() and rule.name.islower() and rule.reason for rule in rules)
