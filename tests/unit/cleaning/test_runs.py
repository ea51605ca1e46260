"""Lines that are something only together: conversations, announced lists, tables, links below a heading."""

from __future__ import annotations

from summariser.cleaning import clean
from summariser.document import Article, Block, Source

BODY = [
    "The council of Saltby voted last night to rebuild the old bridge, which has been closed to cars since the spring "
    "in spite of the protests of its neighbours.",
    "The works are to take two years and cost four million pounds, half of which the county will pay, the mayor said "
    "at the end of the meeting.",
    "Shopkeepers on the left bank want to be paid for the customers they have lost, and threaten to take the matter "
    "to the administrative court.",
]


def read(*lines: str) -> Article:
    return clean(Source.from_text("\n\n".join([*BODY[:2], *lines, BODY[2]]), "a.txt"))


def middle(*lines: str) -> list[Block]:
    return list(read(*lines).blocks[2:-1])


def test_the_turns_of_a_conversation_are_kept() -> None:
    turns = ["Q: Where did you grow up?", "A: Saltby", "Q: And now?", "A: Saltby again", "Q: Why?", "A: The bridge"]
    assert {block.state for block in middle(*turns)} == {"kept"}


def test_one_label_again_and_again_is_no_conversation() -> None:
    buttons = ["See it now: Saltby", "See it now: Stoke", "See it now: Wexcombe"]
    assert "kept" not in {block.state for block in middle(*buttons)}


def test_the_items_of_an_announced_list_are_kept() -> None:
    blocks = middle("Three things will change for the people of the left bank:", "No cars on the bridge", "A new quay")
    assert [block.state for block in blocks[1:]] == ["kept", "kept"]


def test_a_single_line_after_a_colon_is_a_subheading_still() -> None:
    assert middle("This is what the mayor said:", "A new quay")[1].state == "unselectable"


def test_links_below_a_heading_of_links_are_never_selected() -> None:
    links = ["Bridge at Stoke falls into the river", "Mayor of Wexcombe resigns over harbour", "Ferry runs aground"]
    blocks = middle("More from Saltby", *links, "Shopkeepers are angry")
    assert [block.state for block in blocks] == ["dropped", *["unselectable"] * 4]
    assert {block.rule for block in blocks[1:4]} == {"link-below"}


def test_rows_of_a_table_after_the_body_are_kept_and_never_selected() -> None:
    rows = [f"{name} (Group {group}): {count} bridges" for name, group, count in
            (("Saltby", "A", 2), ("Stoke", "A", 1), ("Wexcombe", "B", 3), ("Sauves", "C", 12))]  # fmt: skip
    article = clean(Source.from_text("\n\n".join([*BODY, *rows]), "a.txt"))
    assert {(block.state, block.rule) for block in article.blocks[3:]} == {("unselectable", "table-row")}


def test_a_paragraph_that_stands_twice_counts_once() -> None:
    article = clean(Source.from_text("\n\n".join([BODY[0], *BODY]), "a.txt"))
    assert [block.state for block in article.blocks] == ["kept", "unselectable", "kept", "kept"]
    assert len({sentence.text for sentence in article.sentences}) == len(article.sentences)


def test_a_button_at_the_end_of_a_paragraph_is_no_sentence() -> None:
    article = read("The bridge was built to last, and last it will if the county pays. Click to tweet")
    assert not any("tweet" in sentence.text for sentence in article.sentences)
    assert any(sentence.text.endswith("if the county pays.") for sentence in article.sentences)
