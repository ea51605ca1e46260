"""Compares a wording with its evidence. A wording that says more or something else than its evidence is not shown.

The checks are conservative: a true wording may fail them, and is then replaced by the evidence itself, which costs
style; a false one that passes would cost trust. They read words, not meanings, so nothing here "verifies" anything.
Each tells in words for people what it found, or gives an empty string.
"""

from __future__ import annotations

from collections.abc import Sequence

from summariser.grounding.attribution import check_attribution
from summariser.grounding.cues import check_hedges, check_negations
from summariser.grounding.leaving_out import check_cuts, check_pairs
from summariser.grounding.naming import check_names, check_words
from summariser.grounding.values import check_dates, check_numbers, check_written

__all__ = ["check"]


def check(wording: str, evidence: Sequence[str], language: str) -> str:
    """What the wording says that its evidence does not, in words for people; an empty string if nothing was found.

    Looked at: every number, in digits or in words, together with the word after it; dates; capitalised words; negations
    and hedges ("aurait", "peut-être"), those added and those taken from a word that stayed; who is said to have said
    it; and whether a wording that only leaves out words leaves out whole phrases, and quotations and brackets in pairs.
    """
    if wording in evidence:
        return ""
    return (
        check_numbers(wording, evidence, language)
        or check_written(wording, evidence, language)
        or check_dates(wording, evidence, language)
        or check_names(wording, evidence, language)
        or check_negations(wording, evidence, language)
        or check_hedges(wording, evidence, language)
        or check_attribution(wording, evidence, language)
        or check_pairs(wording, evidence[0])
        or check_cuts(wording, evidence[0], language)
        or check_words(wording, evidence)
    )
