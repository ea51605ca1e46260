"""The parts of a digest beside its statements: what one source alone says, what was left out, and each source's share.

Nothing vanishes: whatever no part of the digest was written from is listed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summariser.assembling import Option
from summariser.claims import Comparison, LeftOut, Share
from summariser.comparing import Said, Story, repeats, said_alone, supporters, wording_of
from summariser.digest import Copy, Statement, SummarisedArticle
from summariser.embedding import LANGUAGES, Vectors
from summariser.language import count_words

EACH = 3  # facts of one source alone: the list is no second summary of it
MOST = 10


def cited(options: Sequence[Option], story: Story, comparison: Comparison, vectors: Vectors) -> list[Option]:
    """The options with every source that says what they now say: a wording that was cut is borne out by more sources
    than the sentence it was written from. ``vectors`` are those of the options' texts."""
    everyone = comparison.support(tuple(sorted({said.source for said in story.said})))
    out = []
    for option, vector in zip(options, vectors, strict=True):
        statement = option.statement
        found = supporters(story, wording_of(story, statement.evidence[0], statement.text), vector)
        new = [said for said in found if said.source not in statement.sources]
        sources = tuple(sorted({*statement.sources, *(said.source for said in new)}))
        evidence = (*statement.evidence, *(said.sentence.id for said in new))
        support = (comparison.support(sources) - 1) / max(1, everyone - 1)
        borne_out = replace(statement, sources=sources, evidence=evidence)
        known = statement.language in LANGUAGES  # of another language the vectors tell nothing
        out.append(replace(option, statement=borne_out, support=support, vector=vector if known else None))
    return out


def untold(story: Story, statements: Sequence[Statement], comparison: Comparison) -> list[Said]:
    """What one source alone says, the weightiest first, without what a statement or a difference already tells."""
    told = {id_ for statement in statements for id_ in statement.evidence}
    told |= {w.sentence for one in comparison.differences for side in one.sides for w in side.wordings}
    told |= {w.sentence for claim in comparison.claims if len(claim.says) > 1 for w in claim.says}
    return said_alone(story, told)


def alone(
    story: Story,
    lonely: Sequence[Said],
    reworded: Mapping[str, Statement],
    statements: Sequence[Statement],
    budget: int,
) -> tuple[Statement, ...]:
    """Facts that one source alone reports, the weightiest first, of ``budget`` words at most together.

    ``lonely`` are the candidates (``untold``), told as in ``reworded``, by the id of their sentence, or else as the
    source puts them, if that can stand alone. None repeats another or one of ``statements``.
    """
    place = {said.sentence.id: k for k, said in enumerate(story.said)}
    told = [place[id_] for statement in statements for id_ in statement.evidence if id_ in place]
    out: list[Statement] = []
    words = 0
    for said in lonely:
        statement = reworded.get(said.sentence.id, None if said.leans else _verbatim(said))
        if statement is None or len(out) == MOST or sum(one.sources == (said.source,) for one in out) == EACH:
            continue
        k, length = place[said.sentence.id], count_words(statement.text)
        if words + length > budget or any(repeats(story, k, other) for other in told):
            continue
        words += length
        told.append(k)
        out.append(statement)
    return tuple(out)


def _verbatim(said: Said) -> Statement:
    copies = (Copy(0, len(said.text), said.sentence.id, 0),)
    return Statement(said.text, (said.source,), (said.sentence.id,), "copied", copies, said.language)


def left_out(
    articles: Sequence[SummarisedArticle], statements: Sequence[Statement], lonely: Sequence[Statement]
) -> tuple[LeftOut, ...]:
    """For each source, what no statement of the digest, of its lists or of its summary was written from."""
    out = []
    for article in articles:
        used = {id_ for one in (*statements, *lonely, *article.summary.statements) for id_ in one.evidence}
        unused = tuple(sentence.id for sentence in article.sentences if sentence.id not in used)
        dropped = sum(block.last_line - block.line + 1 for block in article.article.dropped)
        unread = sum(count_words(block.text) for block in article.article.blocks if block.state == "unselectable")
        out.append(LeftOut(article.number, unused, unread, dropped))
    return tuple(out)


def shares(
    articles: Sequence[SummarisedArticle], statements: Sequence[Statement], lonely: Sequence[Statement]
) -> tuple[Share, ...]:
    """For each source, how much of the digest is its own."""
    owner = {sentence.id: article.number for article in articles for sentence in article.sentences}
    return tuple(
        Share(
            article.number,
            sum(article.number in statement.sources for statement in statements),
            sum(owner[statement.evidence[0]] == article.number for statement in statements),
            sum(article.number in statement.sources for statement in lonely),
        )
        for article in articles
    )
