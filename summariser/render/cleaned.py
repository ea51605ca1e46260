"""Cleaned articles as plain text: what was kept, in its order, and nothing that could command a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.document import Article
from summariser.render.escaping import one_line, terminal_safe


def to_text(articles: Sequence[Article]) -> str:
    """The kept text of each article, a blank line between its blocks; several articles are headed by their names."""
    texts = [_kept(article) for article in articles]
    if len(articles) > 1:
        texts = [f"== {one_line(a.name)} ==\n\n{text}" for a, text in zip(articles, texts, strict=True)]
    return "\n".join(texts)


def _kept(article: Article) -> str:
    blocks = [terminal_safe(block.text) for block in article.blocks if block.state != "dropped"]
    return "\n\n".join(blocks) + "\n" if blocks else ""
