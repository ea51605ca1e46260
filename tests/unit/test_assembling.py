"""The best statements that fit: never too long, one per group, the same in whatever order they come."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.assembling import CONCESSION, LEAST, MOST, Option, choose
from summariser.digest import Copy, Statement, Verdict
from summariser.language import count_words


def option(group: int, text: str, value: float, verdict: Verdict = "copied") -> Option:
    copies = (Copy(0, len(text), "a.1", 0),)
    return Option(group, Statement(text, (1,), (f"a.{group}",), verdict, copies), count_words(text), value)


def words(count: int, mark: str = "mot") -> str:
    return " ".join([mark] * count)


@st.composite
def _options(draw: st.DrawFn, most: int = 12) -> list[Option]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        text = words(draw(st.integers(1, 14)), draw(st.sampled_from(["mot", "rue"])))
        value = draw(st.integers(-2000, 20000)) / 1000
        verdict: Verdict = draw(st.sampled_from(["copied", "supported", "replaced"]))
        found.append(option(draw(st.integers(0, 5)), text, value, verdict))
    return found


OPTIONS = _options()


@given(OPTIONS, st.integers(5, 60))
def test_the_choice_fits_and_takes_one_of_each_group_in_order(options: list[Option], budget: int) -> None:
    chosen = choose(options, budget)
    assert sum(count_words(one.statement.text) for one in chosen) <= MOST * budget
    groups = [one.group for one in chosen]
    assert groups == sorted(set(groups))
    assert bool(chosen) == bool(options)


@given(OPTIONS, st.integers(5, 40), st.randoms(use_true_random=False))
def test_the_order_of_the_options_does_not_matter(options: list[Option], budget: int, random: object) -> None:
    shuffled = list(options)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(shuffled, budget) == choose(options, budget)


@given(_options(7), st.integers(5, 30))
def test_no_other_choice_is_worth_more(options: list[Option], budget: int) -> None:
    by_group = [[None, *(one for one in options if one.group == group)] for group in {one.group for one in options}]
    totals = []
    for picked in product(*by_group):
        real = [one for one in picked if one is not None]
        size = sum(one.words for one in real)
        if size <= int(MOST * budget):
            totals.append((size, sum(one.value for one in real)))
    totals = [(size, value) for size, value in totals if size]
    if not totals:
        return
    best = max(value for _, value in totals)
    full = [value for size, value in totals if size >= LEAST * budget and value >= best - CONCESSION * abs(best) - 1e-4]
    wanted = full or [best]
    chosen = choose(options, budget)
    assert sum(one.value for one in chosen) == pytest.approx(max(wanted), abs=2e-3)


def test_the_budget_is_met_when_the_material_allows() -> None:
    options = [option(0, words(10), 9.0), option(1, words(5), 0.1), option(2, words(5), 0.2)]
    assert [one.group for one in choose(options, 20)] == [0, 1, 2]


def test_the_weightiest_statement_is_not_given_up_to_fill_the_page() -> None:
    options = [option(0, words(14), 9.0), option(1, words(10), 1.0), option(2, words(9), 1.0)]
    assert [one.group for one in choose(options, 20)] == [0]


def test_the_better_wording_of_a_group_is_taken() -> None:
    options = [option(0, words(10), 1.0), option(0, words(6), 0.9, "supported"), option(1, words(4), 0.8)]
    assert [one.words for one in choose(options, 10)] == [6, 4]


def test_that_a_wording_failed_is_said() -> None:
    same = words(8)
    for options in ([option(0, same, 1.0), option(0, same, 1.0, "replaced")], [option(0, same, 1.0, "replaced")]):
        for given_order in (options, options[::-1]):
            assert [one.statement.verdict for one in choose(given_order, 8)] == ["replaced"]


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
    (cut,) = choose([option(0, text, 1.0), option(1, text + " encore un mot", 0.5)], budget)
    short = cut.statement.text.removesuffix(" […]")
    assert short != cut.statement.text
    assert text.startswith(short)
    assert 0 < count_words(cut.statement.text) <= MOST * budget
    assert cut.words == count_words(cut.statement.text)
    assert cut.statement.copies == (Copy(0, len(short), "a.1", 0),)
    assert short[-1] not in " ,;:«"


def test_a_text_with_blanks_is_cut_at_a_blank() -> None:
    (cut,) = choose([option(0, "Le maire de Vauclair, élu hier, démissionne.", 1.0)], 5)
    assert cut.statement.text == "Le maire de Vauclair, élu […]"


def test_nothing_gives_nothing() -> None:
    assert choose([], 50) == []
