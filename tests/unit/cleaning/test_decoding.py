"""Bytes to text: every way a file says, or does not say, how it is encoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.cleaning.decoding import decode, is_html
from summariser.document import Source

FRENCH = "L’élève a dit : « Où est passée la clé de l’œuvre ? » – 12 € déjà…"
SHORT = "Déjà l’été."


def decoded(data: bytes, name: str = "a.txt") -> str:
    return decode(Source.from_bytes(data, name))


@pytest.mark.parametrize("text", [FRENCH, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_french_is_read_in_the_encodings_it_comes_in(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_seen(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding)) == FRENCH


def test_a_byte_order_mark_for_big_endian_text() -> None:
    assert decoded(b"\xfe\xff" + FRENCH.encode("utf-16-be")) == FRENCH


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
    ],
)
def test_what_a_page_declares_is_believed(declaration: str, encoding: str) -> None:
    text = f"{declaration}<html><p>Une journée à Orléans, déjà l'été</p></html>"
    assert decoded(text.encode(encoding), "a.html") == text


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1251", "Привет, мир"), ("shift_jis", "今日は晴れです"), ("iso-2022-jp", "今日は晴れ")]
)
def test_a_declared_encoding_of_another_script(encoding: str, text: str) -> None:
    page = f'<html><meta charset="{encoding}"><p>{text}</p>'
    assert decoded(page.encode(encoding), "a.html") == page


def test_a_page_saved_anew_as_utf8_may_keep_its_old_declaration() -> None:
    page = f'<html><meta charset="iso-8859-1"><p>{FRENCH}</p>'
    assert decoded(page.encode("utf-8"), "a.html") == page


@pytest.mark.parametrize("name", ["utf-16", "base64", "rot13", "nonsense", "unicode_escape", "utf-7"])
def test_a_declaration_that_cannot_be_meant_is_ignored(name: str) -> None:
    page = f'<html><meta charset="{name}"><p>{FRENCH} \\u0041 +AGE-</p>'
    assert decoded(page.encode("utf-8"), "a.html") == page


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Правительство объявило вчера вечером о временном закрытии трёх школ города. Жители недовольны. "),
        ("shift_jis", "政府は昨夜、市内の三つの学校を当面閉鎖すると発表した。住民は不満である。"),
        ("gb18030", "政府昨晚宣布，该市三所学校将暂时关闭。居民对此表示不满。"),
    ],
)
def test_undeclared_text_of_other_countries_is_not_taken_for_western(encoding: str, text: str) -> None:
    assert decoded((text * 5).encode(encoding)) == text * 5


def test_a_few_damaged_bytes_do_not_cost_the_rest() -> None:
    damaged = ("é" * 300 + FRENCH).encode() + b"\xff" + FRENCH.encode() + b"\xc3"
    assert decoded(damaged) == "é" * 300 + FRENCH + "\ufffd" + FRENCH + "\ufffd"


def test_text_handed_over_as_text_stays_as_it_is() -> None:
    text = "a\r\nb\rc\nd\u2028e\x85f"
    assert decode(Source.from_text(text, "a.txt")) == text


@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_give_text_that_can_be_written(data: bytes) -> None:
    decoded(data).encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_text_comes_back_as_it_went(text: str) -> None:
    assert decode(Source.from_text(text, "a.txt")) == text


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<!DOCTYPE html><p>a", "a.txt", True),
        ("  <HTML lang='fr'><p>a", "a", True),
        ("<p>a</p><p>b</p><div>c</div>", "a.txt", True),
        ("<p>a", "a.html", True),
        ("Une page sans balise.", "a.html", False),
        ("Si a < b et c > d, alors <rien>.", "a.html", False),
        ("La balise <p> sert aux paragraphes, <br> aux lignes, <a href='#'> aux liens.", "a.txt", False),
    ],
)
def test_pages_are_told_by_what_they_hold_and_then_by_their_name(text: str, name: str, expected: bool) -> None:
    assert is_html(text, name) is expected
