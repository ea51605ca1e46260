"""The comparison of a story's sources: origins, claims, differences and figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from summariser.claims import Claim, Comparison, Difference, Wording
from summariser.comparing.differing import differences
from summariser.comparing.figures import figures
from summariser.comparing.origins import origin_of, origins
from summariser.comparing.reading import Said, Story
from summariser.planning import ReadArticle

MOST = 40  # claims that are told: a reader looks at a screen or two of them


def compare(articles: Sequence[ReadArticle], story: Story, joins: Mapping[str, Sequence[Said]]) -> Comparison:
    """Compare the sources of a story. ``joins`` are the sentences that say the same as each sentence
    (``joining.joined``). One article alone compares nothing."""
    if len(articles) < 2:
        return Comparison()
    found = origins(articles)
    origin = origin_of(found)
    differ = differences(story, origin)
    everyone = tuple(sorted(read.number for read in articles))
    ranked = sorted(story.said, key=lambda one: _rank(one, joins, origin))
    claims: list[Claim] = []
    told: set[str] = set()
    for one in ranked:
        if len(claims) == MOST:
            break
        if one.sentence.id in told or not one.long_enough:
            continue
        together = [one, *joins[one.sentence.id]]
        told.update(each.sentence.id for each in together)
        claims.append(_claim(together, differ, everyone, len({origin(each.source) for each in together})))
    return Comparison(tuple(claims), differ, figures(story), found)


def _rank(
    one: Said, joins: Mapping[str, Sequence[Said]], origin: Callable[[int], int]
) -> tuple[int, bool, float, int, int]:
    """Claims of most origins first, then those that stand by themselves, then the weightier."""
    support = len({origin(each.source) for each in (one, *joins[one.sentence.id])})
    return -support, one.leans, -round(one.share, 4), one.source, one.sentence.index


def _claim(together: Sequence[Said], differ: Sequence[Difference], everyone: Sequence[int], independent: int) -> Claim:
    says = tuple(Wording(one.source, one.sentence.id, one.text) for one in together)
    mine = {one.sentence.id for one in together}
    opposed: dict[int, Wording] = {}
    for difference in differ:
        sides = [side for side in difference.sides if any(w.sentence in mine for w in side.wordings)]
        if sides:
            for side in difference.sides:
                if side not in sides:
                    for wording in side.wordings:
                        opposed.setdefault(wording.source, wording)
    speaking = {wording.source for wording in says}
    differs = tuple(opposed[source] for source in sorted(opposed) if source not in speaking)
    silent = tuple(n for n in everyone if n not in speaking and n not in opposed)
    weight = round(independent + max(one.share for one in together), 4)
    return Claim(says, differs, silent, independent, weight, together[0].language)
