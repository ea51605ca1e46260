"""A digest as Markdown: the text of articles stays text, and the same digest gives the same bytes.

There is no date of the run and no path in it. The first line marks it as ours, so that a digest that lies among
articles is not read as one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summariser.digest import Digest, Statement, SummarisedArticle
from summariser.render.escaping import escape
from summariser.render.headings import Headings, headings, language_name

MARKER = "<!-- summariser digest -->"
REPLACED = "†"


def to_markdown(digest: Digest) -> str:
    """The digest with its citations, a summary of each article, and the sources. Ends in one line feed."""
    return "\n\n".join((MARKER, *_paragraphs(digest, headings(digest.language)))) + "\n"


def _paragraphs(digest: Digest, words: Headings) -> Iterator[str]:
    alone = len(digest.articles) == 1
    yield f"# {escape(_title(digest, words))}"
    shown = digest.statements or tuple(s for article in digest.articles if alone for s in article.summary.statements)
    for statement in shown:
        yield _worded(statement) + ("" if alone else " " + "".join(f"[{source}]" for source in statement.sources))
    if not alone:
        yield f"## {words.each}"
        for article in digest.articles:
            yield f"### {article.number}. {escape(article.title or article.name)}"
            yield _running(article.summary.statements, article.language)
            shown += article.summary.statements
    if any(statement.verdict == "replaced" for statement in shown):
        yield f"{REPLACED} {words.replaced}"
    yield "## Sources"
    yield "\n".join(f"{article.number}. {_source(article, digest.language, words)}" for article in digest.articles)
    if digest.warnings:
        yield f"## {words.warnings}"
        yield "\n".join(f"- {escape(warning)}" for warning in digest.warnings)


def _title(digest: Digest, words: Headings) -> str:
    """The digest's own title; else that of its only article; else how many articles it is made from."""
    if digest.title:
        return digest.title
    if len(digest.articles) == 1:
        return digest.articles[0].title or words.summary
    return words.digest.format(count=len(digest.articles))


def _worded(statement: Statement) -> str:
    return escape(statement.text) + (REPLACED if statement.verdict == "replaced" else "")


def _running(statements: Iterable[Statement], language: str) -> str:
    return ("" if language in {"zh", "ja"} else " ").join(map(_worded, statements))


def _source(article: SummarisedArticle, language: str, words: Headings) -> str:
    """Title, outlet, file, language, date, words read and lines dropped, of which only those that are known."""
    source = article.article
    lines = sum(block.last_line - block.line + 1 for block in source.dropped)
    facts = [
        source.outlet,
        source.name if source.title else "",
        language_name(source.language, language) if source.language else "",
        source.date,
        words.words.format(count=article.words),
        words.dropped.format(count=lines) if lines else "",
    ]
    return f"**{escape(source.title or source.name)}** — " + ", ".join(escape(fact) for fact in facts if fact)
