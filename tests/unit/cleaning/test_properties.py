"""What holds for any text at all: nothing crashes, and kept and dropped together are the original.

A hundred texts are tried, and eight of a million characters; with ``--hypothesis-profile thorough`` ten thousand, and a
hundred.
"""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summariser.cleaning import clean
from summariser.document import Article, Source, tidy

SCRIPTS = st.sampled_from(
    [
        "Le vieux pont sera rénové, a dit le maire. ",
        "Le pont, dit-\nelle, sera réno-\nvé. ",
        "Мост закрыт с весны. ",
        "橋は春から閉鎖されている。",
        "旧桥从春天起关闭。",
        "สะพานปิดตั้งแต่ฤดูใบไม้ผลิ ",
        "الجسر مغلق منذ الربيع. ",
        "다리는 봄부터 닫혀 있다. ",
        "Lire aussi : Un pont\n",
        "Q: Pourquoi ?\n",
        "A: Parce que\n",
        "Photo : A / AFP\n",
        "— Marie Lancel\n",
        "1 | 2 | 3\n",
        "Points :\n",
        "12 mars 2024 à 17h30\n",
        "https://exemple.example/a#b ",
        "# Titre\n",
        "[lien](https://a.example) ",
        "=C3=A9=\n",
        "\u00ad\n",
        "e\u0301\u0301\u0301",
        "🙂 ",
        "\u202e\u2066",
        "\x1b[31m",
        "\x00",
        "\r",
        "\r\n",
        "\u2028",
        "\ufeff",
        "\u200b",
        "<p>",
        "(AFP) ",
        "…",
        "«",
    ]
)
PIECES = st.lists(SCRIPTS | st.text(max_size=12) | st.characters(), max_size=25).map("".join)
LONG = st.tuples(PIECES.filter(bool), st.integers(min_value=100_000, max_value=1_000_000)).map(
    lambda both: (both[0] * (both[1] // len(both[0]) + 1))[: both[1]]
)


def whole(article: Article) -> None:
    """Every character that is no blank is in one block, in order, and sentences come from kept blocks only."""
    covered = [article.text[slice(*block.span)] for block in article.blocks]
    assert "".join("".join(covered).split()) == "".join(article.text.split())
    assert all(
        before.span[1] <= after.span[0] for before, after in zip(article.blocks, article.blocks[1:], strict=False)
    )
    for block in article.blocks:
        assert block.line <= block.last_line
        assert block.text == tidy(article.text[slice(*block.span)])
        assert block.state == "kept" or (block.rule and block.reason)
    kept = [block.span for block in article.blocks if block.state == "kept"]
    places = iter(kept)
    begin, end = next(places, (0, 0))
    for sentence in article.sentences:
        for first, last in sentence.spans:
            while last > end:
                begin, end = next(places)
            assert begin <= first < last <= end


@settings(deadline=None)
@given(PIECES, st.sampled_from(["a.txt", "a.md", "stdin"]), st.booleans())
def test_kept_and_dropped_together_are_the_original(text: str, name: str, enabled: bool) -> None:
    source = Source.from_text(text, name)
    article = clean(source, enabled=enabled)
    whole(article)
    if name == "a.txt" and "<p>" not in text and "=C3" not in text and "](" not in text:
        original = source.data.decode()
        assert article.text in {original, original.removeprefix("\ufeff")}


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=max(8, settings().max_examples // 100))
@given(LONG)
def test_a_line_of_a_million_characters_is_read_whole(text: str) -> None:
    whole(clean(Source.from_text(text, "a.txt")))


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.eml", "a.html"]))
def test_no_bytes_can_stop_it(data: bytes, name: str) -> None:
    whole(clean(Source.from_bytes(data, name)))


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<br>", "<li>", "<b>", "</b>", "<article>", "<h2>", "<td>", "<a>", "</a>"]
)
WORDS = SCRIPTS.filter(lambda piece: piece.isprintable() and "<" not in piece and tidy(piece) == piece.strip())
MARKUP = st.lists(TAGS | WORDS, max_size=40).map("".join)


@settings(deadline=None)
@given(MARKUP)
def test_each_word_that_a_page_shows_is_in_a_block(markup: str) -> None:
    article = clean(Source.from_text(f"<html><body>{markup}</body></html>", "a.html"))
    whole(article)
    shown = re.findall(r"\w+", re.sub(r"</?b>", "", re.sub(r"<(?!/?b>)[^<>]{1,20}>", " ", markup)))
    assert {word for word in shown if len(word) > 3} <= set(re.findall(r"\w+", article.text))
