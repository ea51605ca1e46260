"""The best statements that fit: never too long, one per group, the same in whatever order they come."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.assembling import LEAST, MOST, OF_ONE, OF_SEVERAL, Option, choose
from summariser.digest import Copy, Statement, Verdict
from summariser.language import count_words

KNOWN = {("crue",): 0.9, ("rhône",): 0.8, ("maire",): 0.5, ("pont",): 0.4, ("la", "crue"): 0.6}


def option(group: int, text: str, value: float = 1.0, verdict: Verdict = "copied", **more: object) -> Option:
    copies = (Copy(0, len(text), "a.1", 0),)
    statement = Statement(text, (1,), (f"a.{group}",), verdict, copies)
    return Option(group, statement, count_words(text), value, **more)  # type: ignore[arg-type]


def words(count: int, mark: str = "mot") -> str:
    return " ".join([mark] * count)


@st.composite
def _options(draw: st.DrawFn, most: int = 12) -> list[Option]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        known = draw(st.lists(st.sampled_from(["crue", "rhône", "maire", "pont", "la"]), max_size=3))
        text = " ".join([*known, words(draw(st.integers(1, 11)), draw(st.sampled_from(["mot", "rue"])))])
        value = draw(st.integers(-2000, 20000)) / 1000
        verdict: Verdict = draw(st.sampled_from(["copied", "supported", "replaced"]))
        leans_on = draw(st.sampled_from([None, (), (0,), (1, 0)]))
        found.append(option(draw(st.integers(0, 5)), text, value, verdict, leans_on=leans_on))
    return found


OPTIONS = _options()


@given(OPTIONS, st.integers(5, 60))
def test_the_choice_fits_and_takes_one_of_each_group_in_order(options: list[Option], budget: int) -> None:
    chosen = choose(options, budget, KNOWN, OF_SEVERAL)
    assert sum(count_words(one.statement.text) for one in chosen) <= MOST * budget
    groups = [one.group for one in chosen]
    assert len(groups) == len(set(groups))
    standing = [one.group for one in chosen if not set(groups) & set(one.leans_on or ())]
    assert standing == sorted(standing)
    assert bool(chosen) == bool(options)


def test_what_points_back_is_told_right_behind_what_it_points_at() -> None:
    options = [option(0, "crue rhône"), option(1, "maire parle"), option(2, "ce pont", leans_on=(3, 0, 1))]
    expected = dict.fromkeys([("crue",), ("rhône",), ("maire",), ("parle",), ("ce",), ("pont",)], 1.0)
    assert [one.group for one in choose(options, 6, expected)] == [0, 2, 1]


@given(OPTIONS, st.integers(5, 40), st.randoms(use_true_random=False))
def test_the_order_of_the_options_does_not_matter(options: list[Option], budget: int, random: object) -> None:
    shuffled = list(options)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(shuffled, budget, KNOWN, OF_SEVERAL) == choose(options, budget, KNOWN, OF_SEVERAL)


def _held(chosen: list[Option]) -> set[str]:
    return {word for one in chosen for word in one.statement.text.split() if (word,) in KNOWN}


@given(st.lists(st.tuples(st.sets(st.sampled_from(["crue", "rhône", "maire", "pont"])), st.integers(1, 4)), max_size=5))
def test_nothing_shorter_than_the_budget_says_more(sentences: list[tuple[set[str], int]]) -> None:
    options = [option(k, " ".join([*sorted(said), words(more)])) for k, (said, more) in enumerate(sentences)]
    chosen = choose(options, 100, KNOWN)  # everything fits: what one statement adds is worth its words or is left out
    size = sum(one.words for one in chosen)

    def worth(held: set[str], words: int) -> float:
        return sum(KNOWN[(word,)] for word in held) / (words + OF_ONE.expected * 100)

    for one in options:
        if one not in chosen:
            assert worth(_held([*chosen, one]), size + one.words) <= worth(_held(chosen), size) + 1e-6


def test_what_is_expected_is_taken_before_what_is_not() -> None:
    options = [option(0, words(9)), option(1, "la crue du rhône " + words(5)), option(2, "le pont " + words(7))]
    assert [one.group for one in choose(options, 10, KNOWN)] == [1]


def test_what_was_said_counts_once() -> None:
    options = [
        option(0, "la crue du rhône " + words(2)), option(1, "du rhône la crue " + words(2)),
        option(2, "le maire du pont " + words(2)),
    ]  # fmt: skip
    assert [one.group for one in choose(options, 40, KNOWN)] == [0, 2]


def test_the_group_worth_more_is_taken_where_that_is_trusted() -> None:
    options = [option(0, "le maire " + words(8), 1.0), option(1, "le pont " + words(8), 9.0)]
    assert [one.group for one in choose(options, 10, KNOWN, replace(OF_ONE, trust=0.0))] == [0]
    assert [one.group for one in choose(options, 10, KNOWN, replace(OF_ONE, trust=0.5))] == [1]


def test_a_statement_that_points_back_comes_with_what_it_points_at_or_not_at_all() -> None:
    alone = option(1, "la crue du rhône " + words(6), leans_on=())
    other = option(2, "la crue du pont " + words(6))
    assert [one.group for one in choose([alone, other], 10, KNOWN)] == [2]
    before = option(0, "le maire " + words(8))
    after = option(1, "la crue du rhône " + words(6), leans_on=(7, 0))
    assert [one.group for one in choose([before, after, other], 20, KNOWN)] == [0, 1]


def test_among_several_sources_pointing_back_is_dearer() -> None:
    back = option(1, "la crue du rhône " + words(6), leans_on=())
    other = option(2, "le maire du rhône " + words(6))
    assert [one.group for one in choose([back, other], 10, KNOWN)] == [1]
    assert [one.group for one in choose([back, other], 10, KNOWN, OF_SEVERAL)] == [2]
    passing = option(1, "la crue du rhône " + words(6), leans_on=(), opens_back=False)
    assert [one.group for one in choose([passing, other], 10, KNOWN, OF_SEVERAL)] == [1]


def test_the_wording_the_model_is_surer_of_is_taken() -> None:
    options = [
        option(0, "la crue du rhône " + words(6), 1.0, "supported", score=-1.0),
        option(0, "la crue du rhône " + words(6, "rue"), 1.0, "supported", score=-0.1),
    ]
    assert choose(options, 10, KNOWN) == options[1:]


def test_the_budget_is_met_when_the_material_allows() -> None:
    options = [option(0, "la crue " + words(8)), option(1, "le maire du pont " + words(5)), option(2, "rhône")]
    chosen = choose(options, 20, KNOWN)
    assert LEAST * 20 <= sum(one.words for one in chosen) <= MOST * 20


def test_the_weightiest_statement_is_not_given_up_to_fill_the_page() -> None:
    options = [option(0, "la crue du rhône " + words(10)), option(1, words(10)), option(2, words(9))]
    assert [one.group for one in choose(options, 20, KNOWN)] == [0]


def test_without_any_expectation_the_page_is_filled() -> None:
    options = [option(k, words(5)) for k in range(6)]
    assert sum(one.words for one in choose(options, 20, {})) == 20


def test_that_a_wording_failed_is_said() -> None:
    same = words(8)
    for options in ([option(0, same, 1.0), option(0, same, 1.0, "replaced")], [option(0, same, 1.0, "replaced")]):
        for given_order in (options, options[::-1]):
            assert [one.statement.verdict for one in choose(given_order, 8, KNOWN)] == ["replaced"]


TOO_LONG = [
    "Le maire a annoncé mardi la fermeture du pont pour des travaux.",
    "洪水星期二造成大量房屋倒塌，数千名居民被迫撤离，政府表示将尽快重建。",
    "2024年 洪水造成大量房屋倒塌，数千名居民被迫撤离，政府表示将尽快重建 。",
    "洪水造成大量房屋倒塌，数千名居民被迫撤离，政府表示将尽快重建家园并 道歉",
    "– a.b.c.d.e.f.g.h.i.j.k.l mot",
    "น้ำท่วมบ้านเรือนหลายพันหลังในภาคเหนือของประเทศเมื่อวันอังคารที่ผ่านมา",
    "«\u00a0Le\u00a0maire\u00a0a\u00a0annoncé\u00a0mardi\u00a0la\u00a0fermeture\u00a0du\u00a0pont\u00a0»",
]


@pytest.mark.parametrize("text", TOO_LONG)
@pytest.mark.parametrize("budget", [5, 6, 7])
def test_when_nothing_fits_the_best_is_cut_and_says_so(text: str, budget: int) -> None:
    (cut,) = choose([option(0, text, 1.0), option(1, text + " encore un mot", 0.5)], budget, KNOWN)
    short = cut.statement.text.removesuffix(" […]")
    assert short != cut.statement.text
    assert text.startswith(short)
    assert 0 < count_words(cut.statement.text) <= MOST * budget
    assert cut.words == count_words(cut.statement.text)
    assert cut.statement.copies == (Copy(0, len(short), "a.1", 0),)
    assert short[-1] not in " ,;:«"


def test_a_text_with_blanks_is_cut_at_a_blank() -> None:
    (cut,) = choose([option(0, "Le maire de Vauclair, élu hier, démissionne.", 1.0)], 5, KNOWN)
    assert cut.statement.text == "Le maire de Vauclair, élu […]"


def test_nothing_gives_nothing() -> None:
    assert choose([], 50, KNOWN) == []
