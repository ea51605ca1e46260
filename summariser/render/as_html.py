"""Digests as one HTML file that needs nothing beside it: no script, no font, no address.

Every text is escaped by the template engine. Each citation leads to the very sentence it cites; each word of a
statement tells where it was copied from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summariser.digest import Digest, Statement
from summariser.document import Sentence
from summariser.provenance import words as words_of
from summariser.render import parts
from summariser.render.escaping import one_line, terminal_safe
from summariser.render.headings import headings, language_name
from summariser.render.markdown import MARKER

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a statement that were copied from one place, with the blank before them; ``where`` tells the place."""

    text: str
    sentence: str
    where: str


def to_html(*digests: Digest) -> str:
    """Digests, one for each story, as one HTML page. Ends in one line feed."""
    page = _template().render(
        stories=[_story(number, digest) for number, digest in enumerate(digests, 1)],
        language=digests[0].language,
        title=one_line(parts.title(digests[0], headings(digests[0].language))),
    )
    return f"{MARKER}\n{page.strip()}\n"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only HTML needs it

    environment = Environment(
        loader=PackageLoader(__package__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Outside text reaches the page through here, whatever it holds.
        finalize=lambda value: terminal_safe(value) if type(value) is str else value,
    )
    environment.globals |= {"slot": parts.slot, "side": parts.side, "figure_value": parts.figure_value}
    environment.globals |= {"language_name": language_name, "source_facts": parts.source_facts}
    return environment.get_template("digest.html.jinja")


def _story(number: int, digest: Digest) -> dict[str, object]:
    words = headings(digest.language)
    alone = len(digest.articles) == 1
    statements = digest.statements or tuple(s for a in digest.articles if alone for s in a.summary.statements)
    return {
        "number": number,
        "digest": digest,
        "words": words,
        "title": parts.title(digest, words),
        "notes": parts.origin_notes(digest, words),
        "statements": statements,
        "replaced": any(s.verdict == "replaced" for s in (*statements, *digest.also, *_summaries(digest))),
        "runs": {statement: list(_runs(statement, digest)) for statement in (*statements, *digest.also, *digest.alone)},
        "owner": {s.id: (article.number, s) for article in digest.articles for s in article.sentences},
        "used": {
            id_ for one in (*statements, *digest.also, *digest.alone, *_summaries(digest)) for id_ in one.evidence
        },
        "mark": parts.REPLACED,
        "paragraphs": {article.number: _paragraphs(article.sentences) for article in digest.articles},
    }


def _summaries(digest: Digest) -> list[Statement]:
    return [statement for article in digest.articles for statement in article.summary.statements]


def _runs(statement: Statement, digest: Digest) -> Iterator[Run]:
    """The statement in runs of neighbouring words of one sentence."""
    placed = words_of(statement, digest.articles)
    at = 0
    while at < len(placed):
        after = at + 1
        while (
            after < len(placed)
            and placed[after].sentence == placed[at].sentence
            and _follows(placed[after - 1].span, placed[after].span)
        ):
            after += 1
        first, last = placed[at], placed[after - 1]
        begin = placed[at - 1].end if at else 0
        where = f"[{first.source}] {first.span[0]}–{last.span[1]}" if first.source else ""
        yield Run(statement.text[begin : last.end], first.sentence, where)
        at = after


def _follows(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return 0 <= other[0] - one[1] <= 2


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences by the line they begin on."""
    out: list[list[Sentence]] = []
    for sentence in sentences:
        if out and out[-1][-1].line == sentence.line:
            out[-1].append(sentence)
        else:
            out.append([sentence])
    return out
