"""News feeds (RSS, Atom) to the addresses of their newest items.

Invariant: the order of the items does not depend on the clock: newest first, undated ones after them in feed order.
"""

from __future__ import annotations

import calendar
import io
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from summariser.document import tidy
from summariser.web import Answer, WebError, is_address


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed: what it is called and where it is."""

    title: str
    url: str


def newest(answer: Answer, count: int) -> tuple[Item, ...]:
    """The newest items of a feed that was fetched. Raises WebError if it is no feed or holds no item."""
    import feedparser  # noqa: PLC0415 - takes a while to load, and most runs read files

    # As a stream: what else it is given it may take for the name of a file to open.
    feed = feedparser.parse(io.BytesIO(answer.data), response_headers={"content-location": answer.url})
    if not feed.get("version"):
        raise WebError("is no RSS or Atom feed")
    items: dict[str, Item] = {}
    for entry in sorted(feed.get("entries", []), key=lambda entry: -_moment(entry)):
        url = urljoin(answer.url, str(entry.get("link", "")).strip())
        if is_address(url):
            items.setdefault(url, Item(tidy(str(entry.get("title", "")))[:300], url))
    if not items:
        raise WebError("is a feed without articles")
    return tuple(items.values())[:count]


def _moment(entry: Any) -> int:
    """When an item appeared, in seconds; 0 if it does not say."""
    for name in ("published_parsed", "updated_parsed"):
        moment = entry.get(name)
        if isinstance(moment, time.struct_time):
            return calendar.timegm(moment)
    return 0
