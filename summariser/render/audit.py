"""Every decision of cleaning as JSON lines: one object for each block that was not simply kept."""

from __future__ import annotations

import json
from collections.abc import Iterable

from summariser.document import Article
from summariser.render.escaping import terminal_safe


def to_audit(articles: Iterable[Article]) -> str:
    """The decisions in the order of the articles and their lines, one JSON object on each line."""
    return "".join(
        json.dumps(
            {
                "file": article.name,
                "line": block.line,
                "last_line": block.last_line,
                "state": block.state,
                "rule": block.rule,
                "reason": block.reason,
                "text": terminal_safe(block.text),
            },
            ensure_ascii=False,
        )
        + "\n"
        for article in articles
        for block in article.blocks
        if block.rule
    )
