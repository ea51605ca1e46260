"""The parts of a digest beside its statements: who else speaks of them, what else several sources report, what one
source alone says, what was left out, and each source's share.

Nothing vanishes: whatever no part of the digest was written from is listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from summariser.assembling import Option
from summariser.claims import Comparison, LeftOut, Share, Wording
from summariser.comparing import SHORTEST, Said, Story, meant, repeats, said_alone, speaking_of, supporters, wording_of
from summariser.digest import Copy, Statement, SummarisedArticle, Verdict
from summariser.embedding import LANGUAGES, Vectors
from summariser.language import count_words
from summariser.planning import cannot_stand_alone, leans_on_context, without_connective

EACH = (1, 2, 3)  # facts that a list takes from one source, first, and if there is room: it is no second summary of it
MOST = 12
PER_SOURCE, IN_ALL = 6, 25  # facts that one source alone says, and all of them, that are looked at
LEANING = 0.5  # of the worth of what one source alone says, of which the best has about 2, if it points back
LOOKED_AT = 40  # sentences that may tell what other sources speak of as well


Meaning = Callable[[Sequence[str]], Vectors]


def cited(options: Sequence[Option], story: Story, comparison: Comparison, meaning: Meaning) -> list[Option]:
    """The options with every source that says what they now say: a wording that was cut is borne out by more sources
    than the sentence it was written from. ``meaning`` gives the unit vectors (n, 512) of n texts."""
    vectors = meaning([option.statement.text for option in options])
    found = supporters(story, _wordings(story, [option.statement for option in options]), vectors, meaning)
    everyone = comparison.support(tuple(sorted({said.source for said in story.said})))
    out = []
    for option, vector, others in zip(options, vectors, found, strict=True):
        statement = _borne_out(option.statement, others)
        support = (comparison.support(statement.sources) - 1) / max(1, everyone - 1)
        known = statement.language in LANGUAGES  # of another language the vectors tell nothing
        out.append(replace(option, statement=statement, support=support, vector=vector if known else None))
    return out


def beside_others(story: Story, statements: Sequence[Statement], meaning: Meaning) -> tuple[Statement, ...]:
    """The statements with every source that says them, and with the sentences of the other sources that speak of the
    same."""
    wordings = _wordings(story, statements)
    vectors = meaning([statement.text for statement in statements])
    says = supporters(story, wordings, vectors, meaning)
    near = speaking_of(story, wordings, vectors, meaning)
    out = []
    for statement, supporting, speaking in zip(statements, says, near, strict=True):
        whole = _borne_out(statement, supporting)
        beside = (said for said in speaking if said.source not in whole.sources)
        out.append(replace(whole, beside=tuple(Wording(said.source, said.sentence.id, said.text) for said in beside)))
    return tuple(out)


def _wordings(story: Story, statements: Sequence[Statement]) -> list[Said]:
    return [wording_of(story, statement.evidence[0], statement.text) for statement in statements]


def _borne_out(statement: Statement, others: Sequence[Said]) -> Statement:
    new = [said for said in others if said.source not in statement.sources]
    return replace(
        statement,
        sources=tuple(sorted({*statement.sources, *(said.source for said in new)})),
        evidence=(*statement.evidence, *(said.sentence.id for said in new)),
    )


def spoken_of(
    story: Story,
    statements: Sequence[Statement],
    joins: Mapping[str, Sequence[Said]],
    language: str,
    meaning: Meaning,
) -> list[Said]:
    """Sentences in ``language`` on what other sources speak of as well and no statement tells: those that most sources
    say (``joins``) first, then those that most speak of and of whose words the statements have the fewest. None is what
    stands beside another; of those that say much the same it is one that can stand alone, if one can."""
    evidence = {id_ for one in statements for id_ in one.evidence}
    known = sorted({word for said in story.said if said.sentence.id in evidence for word in said.words})
    told = evidence | {wording.sentence for one in statements for wording in one.beside}
    sources = np.array([said.source for said in story.said])
    everyone = sorted(set(sources.tolist()))
    ranked = []
    for k, said in enumerate(story.said):
        if said.language == language and said.long_enough and said.sentence.id not in told:
            best = [float(story.likeness[k, sources == other].max()) for other in everyone if other != said.source]
            ranked.append((-round(sum(best) + said.share, 4), k))
    looked_at = [k for _, k in sorted(ranked)[:LOOKED_AT]]
    near = speaking_of(story, [story.said[k] for k in looked_at], story.vectors[looked_at], meaning)
    found = []
    for k, others in zip(looked_at, near, strict=True):
        said = story.said[k]
        beside = {its.sentence.id for its in others}
        if beside and 2 * len(beside & evidence) <= len(beside):
            said_by = len(joins.get(said.sentence.id, ()))
            news = 1 - meant(story, said.words, known)
            found.append((-said_by, -round(len(others) * news, 4), k, said, others))
    out = []
    for *_, k, said, others in sorted(found, key=lambda one: one[:3]):
        if said.sentence.id not in told:
            out.append(_best_standing(story, k))
            told |= {said.sentence.id, *(its.sentence.id for its in others)}
    return out


def _best_standing(story: Story, k: int) -> Said:
    """The sentence at place ``k``, or, if it points back, the most alike of another source that does not and tells
    little more."""
    said = story.said[k]
    if not leans(said):
        return said
    alike = [
        (-round(float(story.likeness[k, other]), 4), other)
        for other, its in enumerate(story.said)
        if its.source != said.source and its.language == said.language
        if not leans(its) and repeats(story, other, k)
    ]
    return story.said[min(alike)[1]] if alike else said


def untold(
    story: Story, statements: Sequence[Statement], also: Sequence[Statement], comparison: Comparison, meaning: Meaning
) -> list[tuple[Said, float]]:
    """What one source alone speaks of, with its worth, without what a statement, a difference or what is ``also``
    reported already tells, or what stands beside that: the weightiest first, not more than ``PER_SOURCE`` of one source
    and ``IN_ALL`` in all, and of every source as many as of any other while it has them."""
    told = {id_ for statement in (*statements, *also) for id_ in statement.evidence}
    told |= {wording.sentence for statement in also for wording in statement.beside}
    told |= {w.sentence for one in comparison.differences for side in one.sides for w in side.wordings}
    told |= {w.sentence for claim in comparison.claims if len(claim.says) > 1 for w in claim.says}
    candidates = by_worth(said_alone(story, told, meaning))
    place: dict[int, int] = {}
    ranked = []
    for rank, (said, _) in enumerate(candidates):
        place[said.source] = place.get(said.source, 0) + 1
        if place[said.source] <= PER_SOURCE:
            ranked.append((place[said.source], rank))
    return [candidates[rank] for rank in sorted(rank for _, rank in sorted(ranked)[:IN_ALL])]


def by_worth(candidates: Sequence[tuple[Said, float]], reworded: Collection[str] = ()) -> list[tuple[Said, float]]:
    """The candidates by their worth, less what one loses that points at what nobody told, unless it is reworded."""
    return sorted(
        candidates, key=lambda one: -(one[1] - LEANING * (one[0].sentence.id not in reworded and leans(one[0])))
    )


def leans(said: Said) -> bool:
    """Whether a sentence points back at the one before it, a connective that opens it left aside."""
    return leans_on_context(without_connective(said.text, said.language)[0], said.language)


def listed(
    story: Story,
    candidates: Sequence[Said],
    reworded: Mapping[str, Statement],
    statements: Sequence[Statement],
    budget: int,
) -> tuple[Statement, ...]:
    """Facts beside the statements (``untold``, ``spoken_of``), in their order, of ``budget`` words at most together.

    They are told as in ``reworded``, by the id of their sentence, or else as the source puts them, if that can stand
    alone. None repeats another or one of ``statements``.
    """
    place = {said.sentence.id: k for k, said in enumerate(story.said)}
    told = [place[id_] for statement in statements for id_ in statement.evidence if id_ in place]
    taken: dict[int, Statement] = {}
    for each in EACH:
        for rank, said in enumerate(candidates):
            statement = reworded.get(said.sentence.id) or _standing(said)
            if statement is None or count_words(statement.text) < SHORTEST or rank in taken or len(taken) == MOST:
                continue
            words = sum(count_words(one.text) for one in (*taken.values(), statement))
            own = sum(one.sources == statement.sources for one in taken.values())
            k = place[said.sentence.id]
            if words <= budget and own < each and not any(repeats(story, k, other) for other in told):
                told.append(k)
                taken[rank] = statement
    return tuple(taken[rank] for rank in sorted(taken))


def _standing(said: Said) -> Statement | None:
    """The sentence as it stands, but for a connective that opens it; None if it cannot stand alone."""
    text, start = without_connective(said.text, said.language)
    if cannot_stand_alone(text, said.language):
        return None
    copies = (Copy(0, len(text), said.sentence.id, start),)
    verdict: Verdict = "supported" if start else "copied"
    return Statement(text, (said.source,), (said.sentence.id,), verdict, copies, said.language)


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
