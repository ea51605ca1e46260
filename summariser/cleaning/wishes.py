"""What a person asks of cleaning, over what the rules decided: lines to keep, expressions that drop, rules to ask.

Invariant: a wish changes the state of blocks and nothing else; one that cannot be followed is told and never ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from summariser.cleaning.rules import NAMES
from summariser.document import Article, Block, printable
from summariser.settings import CleaningOptions

#: An expression is looked for in so many characters of a block, and for so many seconds at most.
DROP_CHARACTERS, DROP_SECONDS = 2_000, 1.0


def check(options: CleaningOptions) -> None:
    """Raise ValueError, worded for people, if a rule is named that is none."""
    for name in options.rules or ():
        if name not in NAMES:
            near = get_close_matches(name, NAMES, 1)
            meant = f" (is {near[0]} meant?)" if near else ""
            raise ValueError(f"rules: there is no rule {printable(name)!r}{meant}; --rules help lists them")


def is_meant(wanted: str, name: str) -> bool:
    """Whether a file that a person named is the source of this name: either may have folders before it."""
    wanted = wanted.replace("\\", "/").removeprefix("./")
    return wanted == name or wanted.endswith(f"/{name}") or name.endswith(f"/{wanted}")


def unmet(articles: Sequence[Article], options: CleaningOptions) -> list[str]:
    """What could not be kept because there is no such line, worded for people."""
    return [
        f"--keep {wanted}:{line}: there is no text on this line of any input"
        for wanted, line in options.keep
        if not any(
            is_meant(wanted, article.name) and any(block.line <= line <= block.last_line for block in article.blocks)
            for article in articles
        )
    ]


def as_asked(
    blocks: tuple[Block, ...], name: str, options: CleaningOptions
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of the source of this name as the options want them, and what a person should know about it.

    A line that is to be kept is kept although an expression drops it.
    """
    lines = {line for wanted, line in options.keep if is_meant(wanted, name)}
    found, warnings = _found(blocks, options.drop)
    asked = tuple(
        _kept(block)
        if any(block.line <= line <= block.last_line for line in lines)
        else replace(block, state="dropped", rule="drop", reason="dropped as asked", role="boilerplate")
        if number in found
        else block
        for number, block in enumerate(blocks)
    )
    return asked, warnings


def _kept(block: Block) -> Block:
    if block.state == "kept":
        return block
    return replace(block, state="kept", rule="keep", reason="kept as asked", role="text")


def _found(blocks: Sequence[Block], expressions: Sequence[str]) -> tuple[set[int], tuple[str, ...]]:
    """The numbers of the blocks in which one of the expressions is found, and which of them had to be given up."""
    if not expressions:
        return set(), ()
    import regex  # noqa: PLC0415 - seldom needed

    found: set[int] = set()
    warnings: list[str] = []
    for expression in expressions:
        pattern = regex.compile(expression)
        for number, block in enumerate(blocks):
            try:
                if pattern.search(block.text[:DROP_CHARACTERS], timeout=DROP_SECONDS):
                    found.add(number)
            except TimeoutError:
                warnings.append(f"--drop {expression!r} takes too long on line {block.line} and was given up there")
                break
    return found, tuple(warnings)
