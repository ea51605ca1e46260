"""The one door for hostile text, and types that cannot be made wrong."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.digest import Statement
from summariser.document import Article, Block, Source, composed, printable, sentence_id, tidy

COMMANDS = [
    "\x1b[2J",  # clears the screen
    "\x1b]0;title\x07",
    "\x9b31m",  # CSI as one character of C1
    "\x07",
    "\r",
    "\x08",
    "\x7f",
    "\x85",
    "\u202e",  # right-to-left override
    "\u2066",
    "\u200f",
    "\u2028",
]

HOSTILE = st.lists(
    st.text(max_size=6)
    | st.sampled_from(
        [
            *COMMANDS,
            "\u00ad",
            "\u200b",
            "\ufeff",
            "\u00a0",
            "\u202f",
            " ",
            "\n",
            "\u3000",
            "e",
            "\u0301",
            "\u0327",
            "\u0338",
            "=",
            "\u2000",
            "\u1100",
            "\u1161",
            "\u212b",
            "\u037e",
            "\ud800",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_commands_a_terminal_is_printable(command: str) -> None:
    shown = printable(f"avant{command}après")
    assert shown.startswith("avant")
    assert shown.endswith("après")
    assert not any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_lines_and_tabs_stay_printable() -> None:
    assert printable("a\tb\nc") == "a\tb\nc"


@given(HOSTILE)
def test_printable_text_has_no_control_but_tab_and_line_feed(text: str) -> None:
    shown = printable(text)
    assert {c for c in shown if unicodedata.category(c) == "Cc"} <= {"\t", "\n"}
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("  Le  maire\n de la\tville ", "Le maire de la ville"),
        ("coopé\u00adration", "coopération"),
        ("mot\u200bclé", "motclé"),
        ("\ufeffLe début", "Le début"),
        ("«\u00a0Non\u202f!\u00a0»", "«\u00a0Non\u202f!\u00a0»"),
        ("a\u00a0\u00a0b", "a b"),
        ("une\u2028ligne", "une ligne"),
        ("e\u0301te\u0301", "été"),
        ("e\u200b\u0301", "é"),
        ("e\x1b\u0301", "é"),
        ("a\x85b", "a b"),
        ("\x1b[31mrouge", "[31mrouge"),
        ("क\u200dष", "क\u200dष"),  # a joiner is spelling
        ("\n\t \u00a0", ""),
    ],
)
def test_tidy_makes_one_line_of_prose(text: str, prose: str) -> None:
    assert tidy(text) == prose


@given(HOSTILE)
def test_tidy_text_is_composed_and_stays_as_it_is(text: str) -> None:
    prose = tidy(text)
    assert unicodedata.is_normalized("NFC", prose)
    assert tidy(prose) == prose
    assert prose == prose.strip()
    assert printable(prose) == prose
    assert "\n" not in prose
    assert "\t" not in prose


@given(st.text(max_size=60))
def test_text_that_no_one_built_to_harm_is_composed_as_unicode_says(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("unit", ["\u0301\u0327", "\u00a0", " ", "\u200b", "\x1b", "a\u00a0", "\n", "e\u0301"])
def test_hostile_lines_are_tidied_in_linear_time(unit: str) -> None:
    text = "a" + unit * (100_000 // len(unit))
    start = time.process_time()
    tidy(text)
    assert time.process_time() - start < 5  # a minute and more in quadratic time


def test_a_source_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Été".encode("latin-1"))
    read = Source.from_path(tmp_path / "a.txt")
    assert read.name == "a.txt"
    assert read == Source.from_bytes("Été".encode("latin-1"), "a.txt")
    assert read.sha256 != Source.from_text("Été", "a.txt").sha256
    assert Source.from_path(str(tmp_path / "a.txt"), name="b").name == "b"
    with pytest.raises(FileNotFoundError):
        Source.from_path(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\ud800b", "a\ufffdb"),
        ("\udc00", "\ufffd"),
        ("fin\ud83d", "fin\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("\ufeffmot", "\ufeffmot"),
        ("é漢😀\x00", "é漢😀\x00"),
    ],
)
def test_a_lone_surrogate_becomes_one_replacement_character(text: str, kept: str) -> None:
    source = Source.from_text(text, "a.txt")
    assert source.data.decode("utf-8") == kept
    assert source.encoding == "utf-8"


@given(st.text())
def test_text_given_as_text_comes_back(text: str) -> None:
    assert Source.from_text(text, "a").data.decode("utf-8") == text


def test_what_was_dropped_can_be_asked_for() -> None:
    blocks = (Block("Menu", (0, 4), 1, 1, "dropped", "menu"), Block("Texte.", (5, 11), 2, 2))
    article = Article("a", "0" * 64, "Menu\nTexte.", blocks, ())
    assert article.dropped == blocks[:1]


def test_sentence_ids_count_from_one() -> None:
    assert sentence_id("abcdef0123456789", 0) == "abcdef012345.1"


@pytest.mark.parametrize(("sources", "evidence"), [((), ("a.1",)), ((1,), ())])
def test_a_statement_without_evidence_cannot_be_made(sources: tuple[int, ...], evidence: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="evidence"):
        Statement("Une phrase.", sources, evidence, "copied")
