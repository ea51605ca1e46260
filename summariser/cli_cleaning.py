"""The options by which a person overrules cleaning, and what tells of it: the line of what was removed, the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click

from summariser import folders
from summariser.document import Article
from summariser.language import count_words
from summariser.settings import CleaningOptions

Command = Callable[..., Any]


def cleaning_options(command: Command) -> Command:
    """Add the options of cleaning to a command, which gets them as ``cleaning``."""

    @click.option("--keep", multiple=True, metavar="FILE:LINE", help="Keep this line, whatever the rules say.")
    @click.option("--drop", multiple=True, metavar="REGEX", help="Drop the lines in which this is found.")
    @click.option(
        "--rules", metavar="LIST", help="Ask only these rules (a,b), or all but these (-a,-b); help lists them."
    )
    @wraps(command)
    def packed(*, keep: tuple[str, ...], drop: tuple[str, ...], rules: str | None, **values: Any) -> Any:
        return command(cleaning=_options(keep, drop, rules), **values)

    return packed


def _options(keep: Iterable[str], drop: tuple[str, ...], rules: str | None) -> CleaningOptions:
    from summariser.cleaning.additions import load_phrases  # noqa: PLC0415 - --help must stay fast
    from summariser.cleaning.wishes import check  # noqa: PLC0415

    try:
        options = CleaningOptions(
            keep=tuple(map(_place, keep)),
            drop=drop,
            rules=_chosen(rules),
            phrases=load_phrases(folders.config() / "lexicons"),
        )
        check(options)
    except ValueError as error:
        message = str(error)
        raise click.UsageError(f"--{message}" if message.startswith(("drop ", "rules: ")) else message) from error
    return options


def _place(given: str) -> tuple[str, int]:
    name, _, line = given.rpartition(":")
    if not name or not (line.isascii() and line.isdecimal() and int(line) > 0):
        raise click.UsageError(f"--keep {given!r} is no FILE:LINE, such as article.txt:12")
    return name, int(line)


def _chosen(rules: str | None) -> tuple[str, ...] | None:
    """The names of the rules to ask, None for all. A list of names that begin with "-" is all but these."""
    if rules is None:
        return None
    from summariser.cleaning.rules import NAMES, PASSES  # noqa: PLC0415

    if rules == "help":
        every = [rule for each in PASSES for rule in each]
        click.echo("\n".join(f"{rule.name:{max(map(len, NAMES))}}  {rule.reason}" for rule in every))
        raise click.exceptions.Exit(0)
    given = [name.strip() for name in rules.split(",") if name.strip()]
    if given and all(name.startswith("-") for name in given):
        without = [name.removeprefix("-") for name in given]
        return tuple(name for name in without if name not in NAMES) or tuple(n for n in NAMES if n not in without)
    if any(name.startswith("-") for name in given):
        raise click.UsageError("--rules names rules to ask (a,b) or rules to leave out (-a,-b), and not both")
    return tuple(given)


def removed(articles: Iterable[Article]) -> str:
    """What cleaning removed, in one line for a person; an empty string if that is nothing."""
    counted = [
        (
            sum(block.last_line - block.line + 1 for block in article.dropped),
            sum(count_words(block.text) for block in article.dropped),
        )
        for article in articles
    ]
    lines, words = (sum(each) for each in zip(*counted, strict=True)) if counted else (0, 0)
    if not lines:
        return ""
    cleaned = sum(bool(count) for count, _ in counted)
    return (
        f"removed {lines:,} line{'s' * (lines != 1)}, {words:,} word{'s' * (words != 1)}, "
        f"from {cleaned} of {len(counted)} article{'s' * (len(counted) != 1)}"
    )
