"""Telling languages apart and counting words."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.language import count_words, detect, words

SENTENCES = {
    "fr": "Le gouvernement a annoncé hier soir la fermeture provisoire de trois écoles de la ville.",
    "en": "The government announced last night that three schools of the town would close for now.",
    "de": "Die Regierung hat gestern Abend angekündigt, dass drei Schulen der Stadt vorerst schließen.",
    "es": "El gobierno anunció anoche el cierre provisional de tres escuelas de la ciudad.",
    "it": "Il governo ha annunciato ieri sera la chiusura provvisoria di tre scuole della città.",
    "pt": "O governo anunciou ontem à noite o encerramento provisório de três escolas da cidade.",
    "nl": "De regering heeft gisteravond aangekondigd dat drie scholen in de stad voorlopig sluiten.",
    "pl": "Rząd zapowiedział wczoraj wieczorem tymczasowe zamknięcie trzech szkół w mieście.",
    "ru": "Правительство объявило вчера вечером о временном закрытии трёх школ города.",
    "zh": "政府昨晚宣布，该市三所学校将暂时关闭。",
    "ja": "政府は昨夜、市内の三つの学校を当面閉鎖すると発表した。",
    "ar": "أعلنت الحكومة مساء أمس إغلاق ثلاث مدارس في المدينة مؤقتا.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_the_language_of_a_sentence_is_found(code: str) -> None:
    assert detect(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "   ", "12 345,67 %", "-- // --", "\x00\x01"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect(text) == ""


def test_a_lone_surrogate_does_not_stop_detection() -> None:
    assert detect(SENTENCES["fr"] + "\ud800") == "fr"


def test_the_identifier_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, summariser.language; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("L’homme a dit « oui ».", 5),
        ("1.000 jours, 3,5 %", 5),
        ("co-écrit par_moi", 3),
        ("e\u0301te\u0301", 1),
        ("नमस्ते दुनिया", 2),
        ("你好世界", 2),
        ("今日は晴れ", 3),
        ("สวัสดีครับ", 5),
    ],
)
def test_words_of_a_text(text: str, words: int) -> None:
    assert count_words(text) == words


def slow_count(text: str) -> int:
    """The definition, character by character."""
    words, current = [], ""
    for character in unicodedata.normalize("NFC", text.lower()) + " ":
        if unicodedata.category(character)[0] in "LNM" or character == "_":
            current += character
        elif current:
            words.append(current)
            current = ""
    characters = sum(map(len, words))
    dense = sum(len(word) for word in words if re.match("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", word))
    return (characters + 1) // 2 if dense * 2 > characters else len(words)


@given(st.text(st.characters() | st.sampled_from("aé ’.-_\u0301\u0e31ก好カ12")))
def test_words_are_counted_as_defined(text: str) -> None:
    assert count_words(text) == slow_count(text)


def test_words_are_what_budgets_count() -> None:
    assert words("L’Élysée a dit : « 1 200 morts », e\u0301te\u0301.") == [
        "l", "élysée", "a", "dit", "1", "200", "morts", "été",
    ]  # fmt: skip
    assert words("洪水２日") == list("洪水２日")
    assert words(" … ") == []
