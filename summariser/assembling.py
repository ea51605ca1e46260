"""From worded evidence to text of the length asked for: which statements, in which wording.

Every group offers its evidence sentence as it stands and the model's wordings of it that passed the check. Chosen is
the set of statements, at most one per group, of the greatest value whose words come within the budget (a knapsack,
solved exactly). When nothing fits, the best statement is cut at a word and says so with an ellipsis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summariser.digest import Copy, Statement
from summariser.language import count_words

MOST = 1.05  # of the budget: never more words than this
LEAST = 0.9  # of the budget: as many words as this if the material allows,
CONCESSION = 0.2  # that is, if it costs no more than this part of the value: a full page is no reason to say less
_ELLIPSIS = " […]"
_LOOSE = " ,;:–—-(«\u00a0\u202f"  # marks that do not end a text that was cut


@dataclass(frozen=True, slots=True)
class Option:
    """A statement that could be made for group number ``group``: its length in words and what it is worth."""

    group: int
    statement: Statement
    words: int
    value: float


def choose(options: Sequence[Option], budget: int) -> list[Option]:
    """The most valuable options, one per group at most, in order of group, of at most MOST x ``budget`` words together.

    At least LEAST x ``budget`` words when that costs no more than CONCESSION of the value. The same whatever order the
    options come in.
    """
    most = int(budget * MOST)
    by_group: dict[int, list[Option]] = {}
    options = sorted(options, key=_order)
    for option in options:
        by_group.setdefault(option.group, []).append(option)
    # best[w]: the greatest value of exactly w words, and what was chosen for it
    best: dict[int, tuple[float, tuple[Option, ...]]] = {0: (0.0, ())}
    for group in sorted(by_group):
        grown = dict(best)
        for words, (value, chosen) in best.items():
            for option in by_group[group]:
                total, worth = words + option.words, round(value + option.value, 4)
                if total <= most and (total not in grown or worth > grown[total][0]):
                    grown[total] = (worth, (*chosen, option))
        best = grown
    del best[0]
    if not best:
        dearest = sorted(options, key=lambda option: (-round(option.value, 4), option.words, option.group))
        return [_shortened(option, most) for option in dearest[:1]]
    most_valuable = max(value for value, _ in best.values())
    least_valuable = most_valuable - CONCESSION * abs(most_valuable)
    full = [words for words in best if words >= budget * LEAST and best[words][0] >= least_valuable]
    return list(best[max(full or best, key=lambda words: (best[words][0], words))][1])


def _order(option: Option) -> tuple[int, int, str, float, bool, tuple[str, ...]]:
    # "replaced" goes before the same sentence as "copied": that a wording failed must be seen.
    statement = option.statement
    worth = -round(option.value, 4)
    return option.group, -option.words, statement.text, worth, statement.verdict == "copied", statement.evidence


def _shortened(option: Option, most: int) -> Option:
    """The option cut at a blank, or where none stands early enough at a character, to at most ``most`` words, with an
    ellipsis that says so."""
    statement = option.statement
    text = statement.text
    blanks = (at for at in range(len(text) - 1, 0, -1) if text[at].isspace())
    anywhere = range(len(text) - 1, 0, -1)
    shorter = (text[:end].rstrip(_LOOSE) for ends in (blanks, anywhere) for end in ends)
    short = next((short for short in shorter if 0 < count_words(short) <= most), "")
    cut = replace(statement, text=short + _ELLIPSIS, copies=_within(statement.copies, len(short)))
    return replace(option, statement=cut, words=count_words(cut.text))


def _within(copies: Sequence[Copy], end: int) -> tuple[Copy, ...]:
    return tuple(replace(copy, end=min(copy.end, end)) for copy in copies if copy.start < end)
