"""Hostile and long text on the screen: lines that fit, nothing lost, nothing that commands a terminal."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import shown, wrap


@given(st.text(max_size=300), st.integers(2, 40))
def test_every_line_fits_and_no_character_is_lost(text: str, width: int) -> None:
    text = shown(text)
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    text = "Le patron de la diplomatie russe parle d’une «\u00a0nouvelle phase\u00a0»."
    assert [text[start:end] for start, end in wrap(text, 20)] == [
        "Le patron de la",
        "diplomatie russe",
        "parle d’une",
        "«\u00a0nouvelle phase\u00a0».",
    ]


def test_chinese_breaks_between_characters() -> None:
    text = "美国驻基辅大使馆今天关闭 并要求员工就地避难"
    assert [text[start:end] for start, end in wrap(text, 11)] == [
        "美国驻基辅",
        "大使馆今天",
        "关闭 并要求",
        "员工就地避",
        "难",
    ]


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[31mred\x1b]0;title\x07", "[31mred]0;title"),
        ("two\r\nlines\tand a tab", "two  lines and a tab"),
        ("right\u202eto left", "rightto left"),
        ("half a pair \ud83d", "half a pair \ufffd"),
    ],
)
def test_nothing_reaches_the_terminal_but_text(hostile: str, harmless: str) -> None:
    assert shown(hostile) == harmless


def test_a_flood_of_marks_without_width_is_cut() -> None:
    lines = wrap("a" + "\u0301" * 100_000, 40)
    assert max(end - start for start, end in lines) <= 1_000


@pytest.mark.parametrize("word", ["mot ", "x", " ", "字", "e\u0301 "])
def test_a_line_of_a_megabyte_takes_no_longer_than_a_blink(word: str) -> None:
    text = word * (1_000_000 // len(word))
    begun = time.process_time()
    wrap(text, 80)
    assert time.process_time() - begun < 10  # not a speed: what grows with the square takes minutes
