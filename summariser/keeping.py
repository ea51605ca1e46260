"""The commands about what is kept between runs: ``history`` and ``cache``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from summariser.console import STDOUT, write_result

if TYPE_CHECKING:
    from summariser.store import Store

_MOST = 50  # digests that are listed unless more are asked for


class KeptError(Exception):
    """What is kept cannot be read; the message says why and what to do."""


@contextmanager
def _open() -> Iterator[Store]:
    from summariser.store import Store, StoreError  # noqa: PLC0415 - `--help` does not wait for it

    try:
        with Store.open() as store:
            yield store
    except StoreError as error:
        raise KeptError(str(error)) from error


@click.command(short_help="List the digests made before, or write one of them.")
@click.argument("number", type=int, required=False)
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option(
    "--format", type=click.Choice(["md", "json", "html"]), default="md", show_default=True, help="What to write."
)
@click.option("-n", "--last", type=click.IntRange(1), default=_MOST, show_default=True, help="How many are listed.")
@click.option("--forget", is_flag=True, help="Take the digest out of the history instead.")
def history(*, number: int | None, output: str, format: str, last: int, forget: bool) -> int:  # noqa: A002
    """List the digests made before, the latest first, or write the one of this NUMBER again."""
    if forget and number is None:
        raise click.UsageError("--forget needs the number of a digest")
    with _open() as store:
        if number is None:
            for made in store.history(last):
                when = datetime.fromtimestamp(made.made).astimezone().strftime("%Y-%m-%d %H:%M")
                sources = f"{len(made.names)} source{'' if len(made.names) == 1 else 's'}"
                title = made.title or ", ".join(made.names)
                write_result(f"{made.number:>4}  {when}  {sources:<11} {' '.join(title.split())}\n")
            return 0
        record = store.reopen(number)
        if forget:
            store.forget(number)
            return 0
    from summariser.render import to_html, to_json, to_markdown  # noqa: PLC0415

    write_result({"md": to_markdown, "json": to_json, "html": to_html}[format](record.digest), output)
    return 0


@click.group(short_help="What is kept between runs: how much, and how to drop it.")
def cache() -> None:
    """What is kept between runs, so that an unchanged article is never worked on twice."""


@cache.command()
def stats() -> int:
    """Say how much is kept, and where."""
    with _open() as store:
        kept = store.stats()
    write_result(
        f"file      {kept.path}\n"
        f"computed  {kept.parts:,} parts, {kept.bytes / 1e6:,.1f} of {kept.limit / 1e6:,.0f} MB\n"
        f"history   {kept.digests:,} digest{'' if kept.digests == 1 else 's'}\n"
    )
    return 0


@cache.command()
@click.option("--history", "with_history", is_flag=True, help="Drop the digests made before, too.")
def clear(*, with_history: bool) -> int:
    """Drop what was computed; it is computed again when it is needed."""
    with _open() as store:
        store.clear(history=with_history)
    return 0


COMMANDS: tuple[click.Command, ...] = (history, cache)
