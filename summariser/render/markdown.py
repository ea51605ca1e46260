"""Digests as Markdown: the text of articles stays text, and the same digest gives the same bytes.

There is no date of the run and no path in it. The first line marks it as ours, so that a digest that lies among
articles is not read as one of them. A section that has nothing to say is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summariser.claims import Difference, Figure
from summariser.digest import Digest, Statement
from summariser.render import parts
from summariser.render.escaping import escape
from summariser.render.headings import Headings, headings, language_name

MARKER = "<!-- summariser digest -->"
REPLACED = parts.REPLACED


def to_markdown(*digests: Digest) -> str:
    """Digests, one for each story: statements with their citations, what several sources also speak of, where they
    differ, what one says alone, figures, a summary of each article, and the sources. Ends in one line feed."""
    paragraphs = [line for digest in digests for line in _paragraphs(digest, headings(digest.language))]
    return "\n\n".join((MARKER, *paragraphs)) + "\n"


def _paragraphs(digest: Digest, words: Headings) -> Iterator[str]:
    alone = len(digest.articles) == 1
    yield f"# {escape(parts.title(digest, words))}"
    if notes := parts.origin_notes(digest, words):
        yield f"*{'; '.join(map(_note, notes))}*"
    shown = digest.statements or tuple(s for article in digest.articles if alone for s in article.summary.statements)
    for statement in shown:
        yield _worded(statement) + ("" if alone else f" {_cited(statement, digest, words)}")
    yield from _compared(digest, words)
    shown += digest.also
    if not alone:
        yield f"## {words.each}"
        for article in digest.articles:
            yield f"### {article.number}. {escape(article.title or article.name)}"
            yield _running(article.summary.statements, article.language)
            shown += article.summary.statements
    if any(statement.verdict == "replaced" for statement in shown):
        yield f"{REPLACED} {words.replaced}"
    yield "## Sources"
    yield "\n".join(
        f"{article.number}. **{escape(article.title or article.name)}** — "
        + ", ".join(escape(fact) for fact in parts.source_facts(article, digest, words))
        for article in digest.articles
    )
    if digest.warnings:
        yield f"## {words.warnings}"
        yield "\n".join(f"- {escape(warning)}" for warning in digest.warnings)


def _compared(digest: Digest, words: Headings) -> Iterator[str]:
    if digest.also:
        yield f"## {words.also}"
        yield "\n".join(f"- {_worded(one)} {_cited(one, digest, words)}" for one in digest.also)
    if digest.comparison.differences:
        yield f"## {words.differ}"
        yield "\n".join(_difference(one, words) for one in digest.comparison.differences)
    if digest.alone:
        yield f"## {words.alone}"
        yield "\n".join(f"- {_worded(one)} {_sources(one.sources)}{_foreign(one, digest)}" for one in digest.alone)
    if digest.comparison.figures:
        yield f"## {words.figures}"
        rows = [_row(figure, digest.language) for figure in digest.comparison.figures]
        yield "\n".join((f"| {words.value} | {words.what} | {words.who} |", "|---|---|---|", *rows))


def _note(note: str) -> str:
    """A note of ours with the agency's name of an article in it; its source numbers stay as they are written."""
    return escape(note).replace("\\[", "[")


def _sources(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _cited(statement: Statement, digest: Digest, words: Headings) -> str:
    """The sources of a statement, how many origins they have where some share one text, and who else speaks of it."""
    support = digest.support(statement)
    counted = "" if support == len(statement.sources) else f" ({words.support.format(count=support)})"
    beside = f" ({words.beside} {_sources(wording.source for wording in statement.beside)})" if statement.beside else ""
    return _sources(statement.sources) + counted + beside


def _foreign(statement: Statement, digest: Digest) -> str:
    """The name of a statement's language, where it is not the digest's."""
    if not statement.language or statement.language == digest.language:
        return ""
    return f" ({language_name(statement.language, digest.language)})"


def _difference(one: Difference, words: Headings) -> str:
    values = " · ".join(f"{escape(parts.side(side, one, words))} {_sources(side.sources)}" for side in one.sides)
    quoted = [f"  - {escape(wording.text)} [{wording.source}]" for side in one.sides for wording in side.wordings[:1]]
    return "\n".join((f"- **{escape(parts.slot(one, words))}** — {values}", *quoted))


def _row(figure: Figure, language: str) -> str:
    cells = (escape(parts.figure_value(figure, language)), escape(figure.what), _sources(figure.sources))
    return f"| {' | '.join(cells)} |"


def _worded(statement: Statement) -> str:
    return escape(statement.text) + (REPLACED if statement.verdict == "replaced" else "")


def _running(statements: Sequence[Statement], language: str) -> str:
    return ("" if language in {"zh", "ja"} else " ").join(map(_worded, statements))
