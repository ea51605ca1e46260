"""The options that name inputs other than files: feeds, and whose addresses may be read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from summariser.loading import Web

Command = Callable[..., Any]


def web_options(command: Command) -> Command:
    """Add the options of the web to a command, which gets them as ``web``."""

    @click.option("--feed", "feeds", multiple=True, metavar="URL", help="Read the newest items of an RSS or Atom feed.")
    @click.option(
        "--feed-items", type=click.IntRange(1, 200), default=10, show_default=True, help="How many items of a feed."
    )
    @click.option("--allow-local", is_flag=True, help="Read web addresses of this machine and its network, too.")
    @wraps(command)
    def packed(*, feeds: tuple[str, ...], feed_items: int, allow_local: bool, **values: Any) -> Any:
        return command(web=Web(feeds, feed_items, allow_local), **values)

    return packed
