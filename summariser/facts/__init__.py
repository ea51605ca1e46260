"""Facts of a sentence: numbers with what they count, dates, names. Functions of a text and its language alone."""

from __future__ import annotations

from summariser.facts.counting import numbers
from summariser.facts.dates import Date, dates, story_day
from summariser.facts.deeds import Deed, deeds, opposites, phases
from summariser.facts.names import Name, aliases, names, same_name
from summariser.facts.numbers import Number

__all__ = [
    "Date", "Deed", "Name", "Number", "aliases", "dates", "deeds", "names", "numbers", "opposites", "phases",
    "same_name", "story_day",
]  # fmt: skip
