"""From lines to blocks: the rules' decisions, and the guards that keep them from emptying a text.

Invariant: every line given becomes exactly one block, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summariser.cleaning.lexicon import lexicon
from summariser.cleaning.lines import Line
from summariser.cleaning.page import Page
from summariser.cleaning.rules import TITLE, Rule, decide
from summariser.document import Block
from summariser.settings import CleaningOptions

# A text of fewer paragraphs is too short to say what is body and what is not.
_FEWEST_PARAGRAPHS = 2
# More than this share of a text's words is never boilerplate in the news pages that were measured, save by mistake.
_MOST_DROPPED = 0.4


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Blocks, and what a person should know about how they were decided."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


def kept(lines: Iterable[Line], rule: Rule | None = None) -> tuple[Block, ...]:
    """Every line as a block, decided by one rule or simply kept."""
    return tuple(_block(line, rule) for line in lines)


def judge(
    lines: Sequence[Line],
    language: str,
    *,
    options: CleaningOptions,
    extracted: bool = False,
    decided: Mapping[int, Rule] | None = None,
    title: str = "",
) -> Verdicts:
    """The lines of one article as blocks.

    What was ``extracted`` from HTML is clean but for what few rules know. ``decided`` are lines whose markup says what
    they are; a line that is the ``title`` known from elsewhere is one.
    """
    page = Page(lines, lexicon(language, options.phrases))
    known = dict(decided or {})
    if title:
        wanted = title.casefold()
        known |= {i: TITLE for i, line in enumerate(page.lines) if line.text.casefold() == wanted}
    rules = decide(page, known, options.rules)
    blocks = [_block(line, rule) for line, rule in zip(lines, rules, strict=True)]
    counts = [line.count for line in page.lines]
    warnings: tuple[str, ...] = ()
    if extracted:
        blocks = _demoted(blocks, rules, lambda rule: rule.page)
    if page.paragraphs < _FEWEST_PARAGRAPHS:
        careful = _demoted(blocks, rules, lambda rule: rule.safe)
        if careful != blocks:
            warnings = ("a short text: only sure signs of boilerplate were taken out",)
        blocks = careful
    elif _share(blocks, counts) > _MOST_DROPPED:
        blocks = _demoted(blocks, rules, lambda rule: rule.safe)
        warnings = (
            "cleaning would have dropped over 40 % of the words: only sure signs of boilerplate were taken out",
        )
    return Verdicts(tuple(_something(blocks)), warnings)


def _block(line: Line, rule: Rule | None) -> Block:
    if rule is None or (rule.state == "kept" and rule.role == "text"):
        return Block(line.text, line.span, line.first, line.last)
    return Block(line.text, line.span, line.first, line.last, rule.state, rule.name, rule.reason, rule.role)


def _share(blocks: Sequence[Block], counts: Sequence[int]) -> float:
    lost = sum(count for block, count in zip(blocks, counts, strict=True) if block.state == "dropped")
    return lost / max(1, sum(counts))


def _demoted(blocks: Sequence[Block], rules: Sequence[Rule | None], drops: Callable[[Rule], bool]) -> list[Block]:
    """The blocks with only some rules allowed to drop: what the others dropped is kept but never selected."""
    return [
        replace(block, state="unselectable")
        if rule is not None and block.state == "dropped" and not drops(rule)
        else block
        for block, rule in zip(blocks, rules, strict=True)
    ]


def _something(blocks: Sequence[Block]) -> list[Block]:
    """A text of nothing but fragments is a text all the same: its fragments are kept, or its title if that is all."""
    for roles in (("text",), ("title", "subheading")):
        if any(block.state == "kept" for block in blocks):
            break
        blocks = [
            replace(block, state="kept", rule="", reason="", role="text")
            if block.state == "unselectable" and block.role in roles
            else block
            for block in blocks
        ]
    return list(blocks)
