"""From worded evidence to text of the length asked for: which statements, in which wording.

Every group offers its evidence sentence as it stands and the model's wordings of it that passed the check. Chosen are
the statements, at most one per group, that together say the most of what a summary is expected to say (``concepts``),
in at most the words of the budget. What two statements both say counts once. When nothing fits, the weightiest
statement is cut at a word and says so with an ellipsis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from summariser.concepts import KINDS, Concept, concepts_of
from summariser.digest import Copy, Statement
from summariser.embedding import Vectors
from summariser.language import count_words, words

MOST = 1.05  # of the budget: never more words than this
LEAST = 0.9  # of the budget: as many words as this if the material allows,
CONCESSION = 0.05  # that is, if it costs no more than this part of the value: a full page is no reason to say less
SURENESS = 0.05  # what a point of a wording's mean log-probability counts, for each word of it
# The next three were chosen together on the development clusters of RPM2, CSTNews and MultiLing (fr, en).
SUPPORT = 0.05  # what a statement gains, for each word of it, that all other sources say as well
LIKE = 0.6  # cosine from which two statements repeat each other,
REPETITION = 1.0  # and what each point above it costs, for each word of the shorter
_BEAM = 20  # choices looked at for each number of statements; 40 gained nothing
_EXACT = 10_000  # weights are counted in ten-thousandths, so that sums are exact whatever order they are made in
_ELLIPSIS = " […]"
_LOOSE = " ,;:–—-(«\u00a0\u202f"  # marks that do not end a text that was cut

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much in a choice.

    ``expected`` is the length of the summary that is expected, as a share of the budget: the shorter, the more of its
    words must tell something. ``pair`` is what a pair of words counts beside a word, ``trust`` what its group's worth
    counts beside the concepts a statement holds. ``opening_back`` and ``passing_back`` are what a statement loses, for
    each word of it, that points back at what is not there: if it opens so, and if it does so in passing.
    """

    expected: float
    pair: float
    trust: float
    opening_back: float
    passing_back: float


# Chosen on 500 OrangeSum articles held out of training planner and concepts, and on the clusters named above: among
# several sources an opening would point at what another one says.
OF_ONE = Weights(expected=0.4, pair=3.0, trust=0.07, opening_back=0.03, passing_back=0.03)
OF_SEVERAL = Weights(expected=0.75, pair=2.0, trust=0.1, opening_back=0.1, passing_back=0.03)
# What was learned in French of the concepts that a summary holds misleads in Arabic, which writes articles and
# prepositions onto the word: there the groups' own worth counts. Chosen on MultiLing's five development clusters.
OF_SEVERAL_ARABIC = replace(OF_SEVERAL, trust=1.0)


@dataclass(frozen=True, slots=True)
class Option:
    """A statement that could be made for group number ``group``: its length in words, what its group is worth, and how
    sure the model is of the wording (0 is sure).

    ``leans_on`` is None for a statement that stands by itself; for one that points back ("He ...", "This decision ...")
    the numbers of the groups that hold what it may point at, the nearest first; ``opens_back`` says whether it does so
    in its first words, and not only in passing ("... to use these weapons"). ``support`` is the share of the other
    sources that say it, too; ``vector`` (512,) what it means, where that is known.
    """

    group: int
    statement: Statement
    words: int
    value: float
    score: float = 0.0
    leans_on: tuple[int, ...] | None = None
    opens_back: bool = True
    support: float = 0.0
    vector: Vectors | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Options taken together (their places in the list): which concepts they hold, how many words, what it is worth."""

    options: tuple[int, ...]
    covered: NDArray[np.bool_]
    words: int
    own: float
    value: float


def choose(
    options: Sequence[Option],
    budget: int,
    concepts: Mapping[Concept, float],
    weights: Weights = OF_ONE,
) -> list[Option]:
    """The options to make, one per group at most, in order of group, of at most MOST x ``budget`` words together.

    Their value is that of the concepts they hold, by the words it takes (an expected F score), and what their groups
    are worth, less what pointing back costs, all as ``weights`` say. At least LEAST x ``budget`` words when that costs
    no more than CONCESSION of the value. Found by beam search over sets; the same whatever order the options come in.
    """
    options = sorted(options, key=_order)
    most = int(budget * MOST)
    fitting = [option for option in options if option.words <= most]
    if not fitting:
        dearest = sorted(options, key=lambda option: (-round(option.value, 4), option.words, option.group))
        return [_shortened(option, most) for option in dearest[:1]]
    found = list(_choices(fitting, budget, concepts, weights))
    best = max(choice.value for choice in found)
    enough = best - CONCESSION * abs(best)
    full = [choice for choice in found if choice.words >= LEAST * budget and choice.value >= enough]
    chosen = min(full or found, key=lambda choice: (-choice.value, -choice.words, choice.options))
    return _in_order([fitting[place] for place in chosen.options])


def _in_order(options: Sequence[Option]) -> list[Option]:
    """Options in the order of their groups, but those that lean on another directly behind it."""
    ordered = sorted(options, key=lambda option: option.group)
    groups = {option.group for option in options}
    out: list[Option] = []

    def leant_on(option: Option) -> int | None:
        return next((group for group in option.leans_on or () if group in groups), None)

    def tell(option: Option) -> None:
        if option not in out:
            out.append(option)
            for other in ordered:
                if leant_on(other) == option.group:
                    tell(other)

    for option in [*(one for one in ordered if leant_on(one) is None), *ordered]:
        tell(option)
    return out


def _choices(
    options: Sequence[Option],
    budget: int,
    concepts: Mapping[Concept, float],
    weights: Weights,
) -> Iterable[_Choice]:
    """The best choices of one statement, of two, and so on."""
    holds, counts = _table(options, concepts, weights.pair)
    weighted = (holds * counts).T
    most = int(budget * MOST)
    best_group = max(abs(option.value) for option in options) or 1.0
    own = [
        (weights.trust * option.value / best_group + SURENESS * option.score + SUPPORT * option.support)
        * option.words
        / budget
        for option in options
    ]
    repeated = _repetition(options) / budget
    beam = [_Choice((), np.zeros(len(counts), dtype=bool), 0, 0.0, 0.0)]
    while beam:
        gains = (~np.array([choice.covered for choice in beam])).astype(np.float64) @ weighted
        grown: dict[tuple[int, ...], tuple[float, _Choice, int, float]] = {}
        for choice, gained in zip(beam, gains.tolist(), strict=True):
            taken = {options[place].group for place in choice.options}
            said = float(counts[choice.covered].sum())
            for place, option in enumerate(options):
                size = choice.words + option.words
                together = tuple(sorted((*choice.options, place)))
                if option.group in taken or size > most or together in grown:
                    continue
                expected = (said + gained[place]) / _EXACT / (size + weights.expected * budget)
                itself = choice.own + own[place] - float(repeated[place, choice.options].sum())
                lost = _leaning([options[one] for one in together], weights) / budget
                grown[together] = (round(100 * (expected + itself - lost), 4), choice, place, itself)
        best = sorted(grown.items(), key=lambda item: (-item[1][0], item[0]))[:_BEAM]
        beam = [
            _Choice(together, choice.covered | (holds[place] > 0), choice.words + options[place].words, itself, value)
            for together, (value, choice, place, itself) in best
        ]
        yield from beam


def _leaning(options: Sequence[Option], weights: Weights) -> float:
    """What statements lose that point back at what is not among them, in their opening or in passing."""
    taken = {option.group for option in options}
    loose = (option for option in options if option.leans_on is not None and taken.isdisjoint(option.leans_on))
    return sum(option.words * (weights.opening_back if option.opens_back else weights.passing_back) for option in loose)


def _repetition(options: Sequence[Option]) -> Floats:
    """What each two options lose when they are made together, (n, n): nothing where no vectors are known."""
    vectors = [option.vector for option in options if option.vector is not None]
    if len(vectors) < len(options):
        return np.zeros((len(options), len(options)))
    lengths = np.array([option.words for option in options])
    rows = np.stack(vectors).astype(np.float64)
    over = np.clip((rows @ rows.T).round(4) - LIKE, 0, 1)
    lost: Floats = REPETITION * over * np.minimum(lengths[:, None], lengths[None])
    return lost


def _table(options: Sequence[Option], concepts: Mapping[Concept, float], pair: float) -> tuple[Floats, Floats]:
    """Which concepts that count each option holds (options, concepts), 0 or 1, and what each counts, in whole numbers,
    a pair of words ``pair`` times as much as a word."""
    held: list[set[Concept]] = []
    for option in options:
        said = words(option.statement.text)
        held.append({concept for kind in KINDS for concept in concepts_of(said, kind) if concept in concepts})
    column = {concept: place for place, concept in enumerate(sorted(set().union(*held)))}
    holds = np.zeros((len(options), len(column)))
    for row, found in enumerate(held):
        holds[row, [column[concept] for concept in found]] = 1
    counts = [round(_EXACT * concepts[concept] * (pair if len(concept) > 1 else 1.0)) for concept in column]
    return holds, np.array(counts, dtype=np.float64)


def _order(option: Option) -> tuple[int, int, str, float, bool, tuple[str, ...], tuple[int, ...]]:
    # "replaced" goes before the same sentence as it stands: that a wording failed must be seen.
    statement = option.statement
    worth = -round(option.value, 4)
    leans = (-1,) if option.leans_on is None else option.leans_on
    return (
        option.group,
        -option.words,
        statement.text,
        worth,
        statement.verdict != "replaced",
        statement.evidence,
        leans,
    )


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
