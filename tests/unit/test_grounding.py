"""A wording that says more or something else than its evidence is refused; a faithful one is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.grounding import check

UNFAITHFUL = [
    # numbers, and what they count
    ("fr", "La guerre dure depuis 1.000 jours.", "La guerre dure depuis 1 jours."),
    ("fr", "Le bilan est de 12 blessés et 5 morts.", "Le bilan est de 5 blessés."),
    ("fr", "On compte 12 blessés.", "On compte 5 blessés."),
    ("fr", "Le chantier coûte 12 millions d’euros.", "Le chantier coûte 12 euros."),
    ("fr", "Le chantier coûte 12 millions d’euros.", "Le chantier coûte 12 millions de dollars."),
    ("fr", "Le chantier coûte 12 milliards d'euros.", "Le chantier coûte 12 millions d'euros."),
    ("fr", "Le taux atteint 12 % en mai.", "Le taux atteint 12 € en mai."),
    ("fr", "Le taux atteint 12 % en mai.", "Le taux atteint 12 en mai."),
    ("fr", "La séance ouvre à 20h30.", "La séance ouvre à 20h45."),
    ("fr", "Le taux est de 3,5 points.", "Le taux est de 35 points."),
    ("en", "The bridge cost $12 million.", "The bridge cost $12."),
    ("en", "The bridge cost $12 million.", "The bridge cost £12 million."),
    ("en", "In 2019 the firm had 340 workers.", "In 2018 the firm had 340 workers."),
    ("en", "Some 1,200 people and 30 dogs were saved.", "Some 1,200 dogs were saved."),
    ("es", "El plan 10-30 dura 20 años.", "El plan 20-30 dura 20 años."),
    ("de", "Der Bau kostet 3 Millionen Euro.", "Der Bau kostet 3 Euro."),
    ("es", "Hubo 15 heridos y 2 muertos.", "Hubo 15 muertos."),
    ("ru", "Ранены 12 человек.", "Ранены 15 человек."),
    ("zh", "洪水造成12人死亡。", "洪水造成15人死亡。"),
    ("zh", "洪水造成12万人无家可归。", "洪水造成12人无家可归。"),
    ("ja", "地震で12人が死亡した。", "地震で15人が死亡した。"),
    # names
    ("fr", "Le ministre a quitté Vauclair.", "Le ministre a quitté Mirecourt."),
    ("fr", "Le ministre a parlé de l'accord.", "Le ministre a parlé de l'Élysée."),
    ("en", "The minister left the office.", "The minister left Harlow's office."),
    ("en", "The minister left the office.", "The minister left Jones’ office."),
    ("en", "The envoy Ryan spoke.", "The envoy O'Ryan spoke."),
    ("de", "Die Ministerin sprach in Kassel.", "Die Ministerin sprach in Fulda."),
    ("pl", "Minister odwiedził Kraków.", "Minister odwiedził Gdynię."),
    ("ru", "Министр посетил Казань.", "Министр посетил Пермь."),
    ("fr", "Le ministre a quitté Vauclair.", "Mirecourt a quitté Vauclair."),
    ("fr", "Saleh al-Arouri a parlé.", "Saleh al-Masri a parlé."),
    ("es", "Cantó en el drama (Xi Jie).", "Cantó en el drama (Kim)."),
    # numbers in words, and dates
    ("fr", "L'incendie a fait cinq morts.", "L'incendie a fait six morts."),
    ("en", "The fire killed five people.", "The fire killed six people."),
    ("fr", "Le pont rouvre mardi.", "Le pont rouvre jeudi."),
    ("en", "The bridge opens on 5 May.", "The bridge opens on 5 June."),
    ("de", "Die Brücke öffnet am 12. Mai.", "Die Brücke öffnet am 12. Juni."),
    # hedges lost and added, and who says it
    ("fr", "Le ministre aurait signé l'accord.", "Le ministre a signé l'accord."),
    ("fr", "Le ministre a signé l'accord.", "Le ministre aurait signé l'accord."),
    ("en", "The firm could close the mill.", "The firm will close the mill."),
    ("es", "El alcalde podría dimitir hoy.", "El alcalde dimitir hoy."),
    ("fr", "Selon la mairie, le pont de Vauclair sera fermé jeudi.", "Le pont de Vauclair sera fermé jeudi."),
    ("es", "Hubo 15 heridos, según la policía.", "Hubo 15 heridos."),
    ("fr", "Selon une étude publiée mardi par l'institut de Vauclair, le pont est fermé.", "Le pont est fermé."),
    ("fr", "Le test, selon cette étude du ministère, est fiable.", "Le test est fiable."),
    ("fr", "Le maire, cité par la radio, a déclaré que le pont était fermé.", "Le pont était fermé."),
    ("de", "Der Bau dauert drei Jahre, sagte die Ministerin am Montag in Kassel.", "Der Bau dauert drei Jahre."),
    ("de", "Der Bau dauert drei Jahre, sagt Theo.", "Der Bau dauert drei Jahre."),
    ("en", "The firm said in a note on Monday that the mill is closed.", "The mill is closed."),
    ("pt", "O prefeito informou que, segundo a polícia, há 5 feridos.", "Segundo a polícia, há 5 feridos."),
    (
        "fr",
        "Les ministres disent qu'ils n'auraient rien signé hier.",
        "Les ministres disent qu'ils n'ont rien signé hier.",
    ),
    ("fr", "Il a peut-être signé.", "Il a signé."),
    ("fr", "Pourrait-il fermer le pont en mai ?", "Il va fermer le pont en mai."),
    ("de", "Da der Bau enden soll, ist er hier.", "Da der Bau enden wird, ist er hier."),
    ("fr", "Il est sans doute parti.", "Il est parti."),
    ("en", "He was reportedly not on the ship.", "He was not on the ship."),
    ("de", "Er ist vielleicht ein Betrüger und ein Dieb.", "Er ist ein Betrüger und ein Dieb."),
    ("de", "Er ist vielleicht ein Dieb.", "Der Mann ist ein Dieb."),
    ("es", "Al parecer, el alcalde dimitió.", "El alcalde dimitió."),
    ("es", "El alcalde no debería firmar.", "El alcalde no firmar."),
    ("pt", "O ministro é talvez o mais rico.", "O ministro é o mais rico."),
    ("en", "Some would stay and would pay.", "Some will stay and would pay."),
    # quotations and brackets cut into
    ("fr", "Il a parlé d'un « pont de la paix » en mai.", "Il a parlé d'un « pont en mai."),
    ("en", "The mill (shut in May) lost money.", "The mill (shut lost money."),
    # words left out of the middle of phrases
    ("fr", "Le maire de Vauclair a promis un nouveau pont aux riverains.", "Le maire de nouveau pont aux riverains."),
    ("en", "The mayor of the town promised a new bridge.", "The mayor of the new bridge."),
    (
        "de",
        "Die USA haben ihre Botschaft in der Hauptstadt am Mittwoch geschlossen.",
        "Die USA haben ihre Botschaft in am Mittwoch geschlossen.",
    ),
    # negations lost
    ("fr", "Le policier n'a pas tiré.", "Le policier a tiré."),
    ("fr", "Le policier n’a pas tiré.", "Le policier a tiré"),
    ("fr", "Aucun passager n'est blessé.", "Un passager est blessé."),
    ("fr", "Il ne viendra jamais à Lyon.", "Il viendra à Lyon."),
    ("en", "The officer did not fire.", "The officer did fire."),
    ("en", "The company didn't sell its ships.", "The company did sell its ships."),
    ("en", "The ship never left port.", "The ship left port."),
    ("de", "Der Minister kommt nicht.", "Der Minister kommt."),
    ("de", "Die Bahn hat keine Pläne.", "Die Bahn hat Pläne."),
    ("es", "El piloto no respondió.", "El piloto respondió."),
    ("it", "Il sindaco non parlerà.", "Il sindaco parlerà."),
    ("pt", "O ministro não falou.", "O ministro falou."),
    ("nl", "De trein rijdt niet.", "De trein rijdt."),
    ("pl", "Pociąg nie odjechał.", "Pociąg odjechał."),
    ("ru", "Поезд не пришёл.", "Поезд пришёл."),
    ("zh", "警方没有开枪。", "警方开枪。"),
    ("ja", "知事は来なかった。", "知事は来た。"),
    # negations added
    ("fr", "Le policier a tiré.", "Le policier n'a pas tiré."),
    ("en", "The officer fired.", "The officer never fired."),
    ("de", "Der Minister kommt.", "Der Minister kommt nicht."),
    ("zh", "警方开枪。", "警方没有开枪。"),
]


@pytest.mark.parametrize(("language", "evidence", "wording"), UNFAITHFUL)
def test_what_the_evidence_does_not_say_is_refused(language: str, evidence: str, wording: str) -> None:
    assert check(wording, [evidence], language)


FAITHFUL = [
    ("fr", "L'incendie a fait cinq morts, selon le maire.", "L'incendie a fait 5 morts, selon le maire."),
    ("fr", "L'accord, que le ministre aurait signé, inquiète.", "L'accord inquiète."),
    ("fr", "Le pont, fermé mardi, rouvre le 5 mai.", "Le pont rouvre le 5 mai."),
    ("en", "The firm, which could close the mill, lost money in May.", "The firm lost money in May."),
    ("fr", "La guerre dure depuis 1.000 jours, un record.", "La guerre dure depuis 1.000 jours."),
    ("fr", "La guerre dure depuis 1 000 jours.", "La guerre dure depuis 1\u202f000 jours."),
    ("fr", "On compte 12 jeunes soldats blessés.", "On compte 12 soldats blessés."),
    ("fr", "Le chantier, qui a coûté 12 millions d’euros, est fini.", "Le chantier est fini."),
    ("fr", "Le taux, stable à 12 %, inquiète Claire Vasseur.", "Le taux inquiète Claire Vasseur."),
    ("fr", "Le policier, qui n'a pas tiré, a été entendu.", "Le policier a été entendu."),
    ("fr", "Le maire de l'Isle-Adam, Luc Morel, est venu.", "Luc Morel est venu."),
    ("fr", "Hier, l'Élysée a démenti.", "L'Élysée a démenti."),
    ("fr", "Hier, l’Élysée a démenti.", "Hier, l'Élysée a démenti."),
    ("fr", "Aucun train ne roule, et les gares sont fermées.", "Aucun train ne roule."),
    ("en", "Harlow's mayor, Ann Poole, resigned on Monday.", "Harlow's mayor resigned on Monday."),
    ("en", "The officer, who did not fire, was heard.", "The officer was heard."),
    ("en", "The bridge cost $12 million, a record for the town.", "The bridge cost $12 million."),
    ("de", "Der Minister, der nicht kam, trat in Kassel zurück.", "Der Minister trat in Kassel zurück."),
    ("es", "Hubo 15 heridos, según la policía.", "Hubo 15 heridos, según la policía"),
    ("ru", "Поезд, который не пришёл, стоял в Казани.", "Поезд стоял в Казани."),
    ("fr", "Le 5 mai 2020, dans le cadre du texte, le pont fermera.", "Le 5 mai 2020, le pont fermera."),
    ("fr", "Le taux (44 %, -16) baisse (20 %, 785.601 voix).", "Le taux (44 %, -16) baisse (20 %, 785.601 voix)"),
    ("fr", "Dans le détail, 24% (-3 points) des élus sont contre.", "Dans le détail, 24% des élus sont contre."),
    (
        "fr",
        "La prison de Vauclair (Pas-de-Calais), à l'est, est bloquée.",
        "La prison de Vauclair, à l'est, est bloquée.",
    ),
    ("fr", "Le parc couvre 500 km ² de forêt, un record.", "Le parc couvre 500 km ² de forêt."),
    ("de", "Der Fahrer brach nach Minuten ab und fuhr weiter.", "Der Fahrer brach nach Minuten ab."),
    ("en", "The firm might grow once the shares get more liquid.", "The firm might grow."),
    ("es", "El club rompe la racha ganando por la mínima a su rival.", "El club rompe la racha."),
    ("es", "Meyer escribió a Irene sugiriéndole que Rona fuera.", "Meyer escribió a Irene."),
    ("fr", "Le moral résiste, à un niveau modéré (6 de note moyenne).", "Le moral résiste, à un niveau modéré."),
    ("fr", "Samedi, en milieu d'après-midi, le pont a fermé à Vauclair.", "Samedi, le pont a fermé à Vauclair."),
    ("fr", "Le texte, qu'il n'aime pas, passe au vote.", "Le texte passe au vote."),
    ("fr", "Le maire pourrait, dès mardi, fermer le pont.", "Le maire pourrait fermer le pont."),
    (
        "es",
        "Al ser una actividad de riesgo, exige cuidados que pueden ser caros.",
        "Al ser una actividad de riesgo, exige cuidados.",
    ),
    ("en", "He died in May, possibly in Harlow, of old age.", "He died in May of old age."),
    ("fr", "Le maire, qui a dit que le pont était fermé, est parti.", "Le maire est parti."),
    ("zh", "洪水星期二造成12人死亡。", "洪水造成12人死亡。"),
]


@pytest.mark.parametrize(("language", "evidence", "wording"), FAITHFUL)
def test_a_faithful_cut_is_let_through(language: str, evidence: str, wording: str) -> None:
    assert check(wording, [evidence], language) == ""


def test_any_sentence_of_the_evidence_may_bear_a_wording_out() -> None:
    evidence = ["Le maire est venu.", "Il y avait 40 élus avec Claire Vasseur."]
    assert check("Le maire est venu avec Claire Vasseur et 40 élus.", evidence, "fr") == ""


def test_the_refusal_names_what_is_wrong() -> None:
    assert "5" in check("On compte 5 blessés.", ["On compte 12 blessés."], "fr")
    assert "Mirecourt" in check("Il a quitté Mirecourt.", ["Il a quitté Vauclair."], "fr")


WORDS = st.sampled_from(
    [
        "Il",
        "n'",
        "n’a",
        "ne",
        "pas",
        "jamais",
        "nicht",
        "kommt",
        "kein",
        "not",
        "didn't",
        "no",
        "12",
        "1.000",
        "3,5",
        "%",
        "$",
        "€5",
        "millions",
        "m",
        "d'euros",
        "l'Élysée",
        "O'Neill",
        "Smith's",
        "James'",
        "Jean-Marc",
        "20h30",
        "1 000",
        "没有",
        "12人",
        "不",
        "来なかった",
        "ไม่",
        "не",
        "İstanbul",
        "ΟΔΟΣ",
        "ß",
        "²",
        "½",
        "…",
        ".",
        "«",
        "»",
        "(",
        "'",
        "-",
        ",",
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=12).map("".join),
    st.text("abcdéÀİıßΣσς'’-.,  \u00a0\u202f0123456789%€«»()不没来ไม่", max_size=40),
    st.text(max_size=30),
)


@given(
    TEXTS,
    st.sampled_from(["fr", "en", "de", "es", "it", "nl", "pl", "pt", "ru", "tr", "ar", "zh", "ja", "th", "ko", ""]),
)
def test_a_sentence_always_bears_itself_out(text: str, language: str) -> None:
    assert check(text, [text], language) == ""
    assert check(text, ["Autre chose.", text], language) == ""


@pytest.mark.parametrize("unit", ["1 000 ", "1.", "n'a pas ", "l'", "A-", "12 %", "Né ", "不", "a’", "$"])
def test_a_long_line_is_checked_in_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    start = time.process_time()
    check(text, [text], "fr")
    assert time.process_time() - start < 5
