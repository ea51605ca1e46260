"""Digests, or cleaned articles, as JSON: one fixed schema, nothing in it that could command a terminal.

What an article's summary is written as depends on that article alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from summariser.claims import Claim, Difference, Figure, LeftOut, Origin, Share, Wording
from summariser.digest import Digest, Statement, SummarisedArticle
from summariser.document import Article, printable
from summariser.provenance import words

SCHEMA = 2


def to_json(*digests: Digest) -> str:
    """Digests, one for each story, as JSON text. Ends in one line feed."""
    warnings = dict.fromkeys(warning for digest in digests for warning in digest.warnings)
    return dump({"schema": SCHEMA, "stories": [_story(digest) for digest in digests], "warnings": [*warnings]})


def cleaned_to_json(articles: Iterable[Article]) -> str:
    """Each article's blocks as JSON text: what was kept and dropped, where it stands, and the rule that decided."""
    return dump(
        [
            {
                "name": article.name,
                "language": article.language,
                "title": article.title,
                "outlet": article.outlet,
                "author": article.author,
                "date": article.date,
                "url": article.url,
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


def _story(digest: Digest) -> dict[str, Any]:
    compared = digest.comparison
    return {
        "digest": {
            "title": digest.title,
            "language": digest.language,
            "statements": [_statement(one, digest) for one in digest.statements],
            "also": [_statement(one, digest) for one in digest.also],
            "differences": [_difference(one) for one in compared.differences],
            "alone": [_statement(one, digest) for one in digest.alone],
            "figures": [_figure(one) for one in compared.figures],
            "claims": [_claim(one) for one in compared.claims],
            "origins": [_origin(one) for one in compared.origins],
            "left_out": [_left_out(one) for one in digest.left_out],
            "shares": [_share(one) for one in digest.shares],
        },
        "articles": [_article(article) for article in digest.articles],
    }


def _statement(one: Statement, digest: Digest) -> dict[str, Any]:
    return {
        "text": one.text,
        "language": one.language,
        "sources": one.sources,
        "support": digest.support(one),
        "evidence": one.evidence,
        "beside": [{"source": each.source, "sentence": each.sentence} for each in one.beside],
        "verdict": one.verdict,
        "words": [
            {"start": word.start, "end": word.end, "source": word.source, "sentence": word.sentence, "span": word.span}
            for word in words(one, digest.articles)
        ],
    }


def _wording(one: Wording) -> dict[str, Any]:
    """A wording; the sentence's own text stands in its article."""
    return {"source": one.source, "sentence": one.sentence, "start": one.start, "end": one.end}


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "text": one.text,
        "language": one.language,
        "says": [_wording(wording) for wording in one.says],
        "differs": [_wording(wording) for wording in one.differs],
        "silent": one.silent,
        "support": one.origins,
    }


def _difference(one: Difference) -> dict[str, Any]:
    sides = [{"value": side.value, "wordings": [_wording(wording) for wording in side.wordings]} for side in one.sides]
    return {"slot": one.slot, "about": one.about, "sides": sides}


def _figure(one: Figure) -> dict[str, Any]:
    mentions = [_wording(mention) for mention in one.mentions]
    return {"kind": one.kind, "value": one.value, "what": one.what, "sources": one.sources, "mentions": mentions}


def _origin(one: Origin) -> dict[str, Any]:
    return {"sources": one.sources, "why": one.why, "agency": one.agency}


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"source": one.source, "sentences": one.sentences, "unread": one.unread, "dropped": one.dropped}


def _share(one: Share) -> dict[str, Any]:
    return {"source": one.source, "cited": one.cited, "worded": one.worded, "alone": one.alone}


def _article(article: SummarisedArticle) -> dict[str, Any]:
    return {
        "number": article.number,
        "name": article.name,
        "title": article.title,
        "language": article.language,
        "summary": {"text": article.summary.text, "statements": _own_statements(article.summary.statements)},
        "sentences": [
            {"id": s.id, "line": s.line, "text": s.text, "spans": [list(span) for span in s.spans]}
            for s in article.sentences
        ],
        "dropped": [{"line": b.line, "last_line": b.last_line, "rule": b.rule} for b in article.article.dropped],
    }


def _own_statements(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Without source numbers, which change when an article is added."""
    return [{"text": s.text, "evidence": s.evidence, "verdict": s.verdict} for s in statements]


def dump(data: object) -> str:
    """JSON in which every character that a terminal or an encoder would not take is written as its ``\\u`` escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    unsafe = {char for char in set(text) if not printable(char) or "\ud800" <= char <= "\udfff"}
    return text.translate({ord(char): f"\\u{ord(char):04x}" for char in unsafe})
