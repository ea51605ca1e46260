"""A digest, or cleaned articles, as JSON: one fixed schema, nothing in it that could command a terminal.

What an article's summary is written as depends on that article alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from summariser.digest import Digest, Statement, SummarisedArticle
from summariser.document import Article, printable

SCHEMA = 1


def to_json(digest: Digest) -> str:
    """The digest as JSON text. Ends in one line feed."""
    return _dump(
        {
            "schema": SCHEMA,
            "digest": {
                "title": digest.title,
                "language": digest.language,
                "statements": [
                    {"text": s.text, "sources": s.sources, "evidence": s.evidence, "verdict": s.verdict}
                    for s in digest.statements
                ],
            },
            "articles": [_article(article) for article in digest.articles],
            "warnings": digest.warnings,
        }
    )


def cleaned_to_json(articles: Iterable[Article]) -> str:
    """Each article's blocks as JSON text: what was kept and dropped, where it stands, and the rule that decided."""
    return _dump(
        [
            {
                "name": article.name,
                "language": article.language,
                "title": article.title,
                "blocks": [
                    {
                        "line": block.line,
                        "last_line": block.last_line,
                        "state": block.state,
                        "rule": block.rule,
                        "reason": block.reason,
                        "text": block.text,
                    }
                    for block in article.blocks
                ],
            }
            for article in articles
        ]
    )


def _article(article: SummarisedArticle) -> dict[str, Any]:
    return {
        "number": article.number,
        "name": article.name,
        "title": article.title,
        "language": article.language,
        "summary": {"text": article.summary.text, "statements": _statements(article.summary.statements)},
        "sentences": [{"id": s.id, "line": s.line, "text": s.text} for s in article.sentences],
        "dropped": [{"line": b.line, "last_line": b.last_line, "rule": b.rule} for b in article.article.dropped],
    }


def _statements(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Without source numbers, which change when an article is added."""
    return [{"text": s.text, "evidence": s.evidence, "verdict": s.verdict} for s in statements]


def _dump(data: object) -> str:
    """JSON in which every character that a terminal or an encoder would not take is written as its ``\\u`` escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    unsafe = {char for char in set(text) if not printable(char) or "\ud800" <= char <= "\udfff"}
    return text.translate({ord(char): f"\\u{ord(char):04x}" for char in unsafe})
