"""Numbers with what they count, dates resolved against the article's day, and spellings of one name."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.facts import aliases, dates, deeds, names, numbers, opposites, story_day
from summariser.facts.names import same_words

WEDNESDAY = datetime.date(2024, 11, 20)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le bilan est de 12 blessés et cinq morts.", [(12, "injured"), (5, "dead")]),
        ("fr", "Une cinquantaine de maisons et 1 200 arbres.", [(50, ""), (1200, "")]),
        ("fr", "Il manque 4,9 milliards d’euros, soit 3,5 % du total.", [(4.9e9, "EUR"), (3.5, "%")]),
        ("fr", "Le parc couvre 500 km ² et ² ou ½ ne sont rien.", [(500, "km")]),
        ("fr", "Le G20 et 3 F-16 le 20 novembre à 8h30.", [(3, ""), (510, "clock")]),
        ("en", "It killed at least twenty-five people and wounded 30 others.", [(25, "dead"), (30, "injured")]),
        ("en", "The town paid $12 million and £3.5bn.", [(12e6, "USD"), (3.5e9, "GBP")]),
        ("de", "Fünfundzwanzig Menschen starben, 1.500 wurden verletzt.", [(25, "dead"), (1500, "injured")]),
        ("es", "Treinta y cinco personas murieron.", [(35, "dead")]),
        ("pt", "57 pessoas morreram e 128 ficaram feridas.", [(57, "dead"), (128, "injured")]),
        ("en", "It is worth two and a half million pounds, or £2.5m.", [(2.5e6, "GBP"), (2.5e6, "GBP")]),
        ("es", "Costará medio millón de euros.", [(0.5e6, "EUR")]),
        ("fr", "Il a coûté la vie à neuf personnes.", [(9, "dead")]),
        ("en", "A 34-year-old was among 52 people taken into custody.", [(34, "year"), (52, "arrested")]),
        ("en", "Tarnbridge beat Wexley 2-1 before 10-15 fans.", [(2001, "score"), (15, "")]),
        ("es", "Un sismo de magnitud 6,1 y un 12 % más.", [(6.1, "magnitude"), (12, "%")]),
    ],
)
def test_numbers_are_read_with_what_they_count(language: str, text: str, expected: list[tuple[float, str]]) -> None:
    taken = [(date.start, date.end) for date in dates(text, language, WEDNESDAY)]
    assert [(number.value, number.unit) for number in numbers(text, language, taken)] == expected


@pytest.mark.parametrize(
    ("language", "one", "other", "meets"),
    [
        ("fr", "une cinquantaine de drones", "50 drones", True),
        ("fr", "une cinquantaine de drones", "80 drones", False),
        ("fr", "plus de 1.000 jours", "1 200 jours", True),
        ("fr", "moins de 1.000 jours", "1 200 jours", False),
        ("en", "dozens of cars", "34 cars", True),
        ("en", "between 10 and 15 cars", "12 cars", True),
        ("en", "10 cars", "12 cars", False),
        ("en", "$5 billion", "$4.9bn", True),
        ("en", "$5 billion", "$4.2bn", False),
        ("de", "bis zu 3000 Menschen", "2700 Menschen", True),
    ],
)
def test_vaguer_and_finer_wordings_of_one_number_meet(language: str, one: str, other: str, meets: bool) -> None:
    (first,), (second,) = numbers(one, language), numbers(other, language)
    assert first.meets(second) is meets
    assert second.meets(first) is meets


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "ce mercredi 20 novembre", ["2024-11-20"]),
        ("fr", "hier, puis mardi et dimanche", ["2024-11-19", "2024-11-19", "2024-11-17"]),
        ("fr", "le 3 mars 2022, et depuis février 2022", ["2022-03-03", "2022-02"]),
        ("fr", "la veille", ["2024-11-19"]),
        ("fr", "la veille du sommet", []),
        ("en", "on Tuesday, November 19, 2024, and in 2019", ["2024-11-19", "2019"]),
        ("en", "on 5 October", ["2024-10-05"]),
        ("de", "am Mittwoch, dem 20. November", ["2024-11-20"]),
        ("es", "el martes 19 de noviembre de 2024", ["2024-11-19"]),
        ("fr", "l'an dernier", ["2023"]),
    ],
)
def test_dates_are_resolved_against_the_day_of_the_article(language: str, text: str, expected: list[str]) -> None:
    found = sorted(
        date.value for date in dates(text, language, datetime.date(2024, 6, 5) if "May" in text else WEDNESDAY)
    )
    assert found == sorted(expected)


def test_a_weekday_with_its_date_tells_the_year_of_a_story() -> None:
    texts = [("Depuis 2022, rien. Ce mercredi 20 novembre, tout change.", "fr")]
    assert story_day(texts, []) == WEDNESDAY
    assert story_day(texts, ["2024-11-21"]) == datetime.date(2024, 11, 21)
    assert story_day([("Rien ne change.", "fr")], []) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kiev", "Kyiv", True),
        ("Sergueï Lavrov", "Sergei Lavrov", True),
        ("Lavrov", "Sergueï Lavrov", True),
        ("Poutine", "Putin", True),
        ("Zelensky", "Selenskyj", True),
        ("Espagne", "Spain", True),
        ("Londres", "London", True),
        ("Iran", "Irak", False),
        ("Paris", "Lyon", False),
        ("Anna Martin", "Paul Martin", False),
        ("Berlin", "Bern", False),
    ],
)
def test_spellings_of_one_name_are_known(one: str, other: str, same: bool) -> None:
    assert same_words(tuple(one.lower().split()), tuple(other.lower().split())) is same


def test_names_are_read_without_the_capital_of_a_sentence() -> None:
    assert [name.text for name in names("Selon Claire Vasseur, le maire a quitté Vauclair.", "fr")] == [
        "Claire Vasseur",
        "Vauclair",
    ]
    assert "Kassel" in [name.text for name in names("Der Minister traf in Kassel die Rednerin Anna Roth.", "de")]


def test_german_nouns_are_no_part_of_a_name() -> None:
    def read(text: str) -> list[str]:
        return [name.text for name in names(text, "de")]

    assert read("Den Preis erhält in diesem Jahr Jonas Wittkamp.") == ["Jonas Wittkamp"]
    assert read("Am Standort Altmark fallen beim Zulieferer Krenzner Stellen weg.")[:1] == ["Altmark"]
    assert "Sabine Reuter" in read("Die Delegierten wählten Sabine Reuter.")


def test_weekdays_may_be_those_to_come() -> None:
    (friday,) = dates("Il se rendra vendredi à Corbaz.", "fr", datetime.date(2024, 3, 6))
    (eighth,), (ninth,) = (dates(f"le {day} mars", "fr", datetime.date(2024, 3, 6)) for day in (8, 9))
    assert friday.meets(eighth)
    assert not friday.meets(ninth)


def test_deeds_are_known_in_several_words_and_languages() -> None:
    def kinds(text: str, language: str) -> set[str]:
        return {deed.kind for deed in deeds(text, language)}

    assert "begin" in kinds("Le procès s'ouvrira lundi.", "fr") & kinds("The trial starts on Monday.", "en")
    assert "vote" in kinds("Die Landtagswahl ist im Mai.", "de")
    assert ("approve", "reject") in opposites()


def test_an_acronym_stands_for_the_name_before_its_bracket() -> None:
    known = aliases(["critiquée par la Campagne internationale pour interdire les mines (ICBL), qui proteste"])
    assert same_words(("icbl",), ("campagne", "internationale"), known)


TEXTS = st.text(st.sampled_from("12 ,.’'-«»()%€$°hkmABéİß\n\u00a0没人thousandmorts novembre"), max_size=60)


@given(TEXTS, st.sampled_from(["fr", "en", "de", "es", "zh", "ru", ""]))
def test_facts_stand_where_they_say(text: str, language: str) -> None:
    for fact in (*numbers(text, language), *dates(text, language, WEDNESDAY), *names(text, language)):
        assert 0 <= fact.start < fact.end <= len(text)


@pytest.mark.parametrize(
    "unit", ["1 000 ", "1.", "Aa ", "A-", "(AB)", "12 %", "20 novembre ", "l'", "zwei", "de la ", "3:"]
)
def test_a_long_line_is_read_in_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    start = time.process_time()
    numbers(text, "fr")
    dates(text, "fr", WEDNESDAY)
    names(text, "fr")
    deeds(text, "fr")
    aliases([text])
    assert time.process_time() - start < 5
