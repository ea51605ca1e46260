"""What a sentence tells of: deeds such as "open", "die" or "approve", by the words of several languages for each.

They are those of ``deeds.toml``: what news mostly tell of, so that "s'ouvrira" and "débutera" are known for one deed
and "approved" and "rejected" for two of which one denies the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summariser.facts.words import LONGEST, fold


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed that a text tells of at ``start:end``."""

    kind: str
    start: int
    end: int

    @property
    def is_event(self) -> bool:
        """Whether something happened, and not only that somebody spoke or was there."""
        return self.kind not in _data()["scenery"]


def deeds(text: str, language: str) -> list[Deed]:
    """The deeds of a sentence in order; a word may stand for several."""
    flat = fold(text[:LONGEST])
    found = [
        Deed(kind, *match.span()) for kind, pattern in _patterns(language).items() for match in pattern.finditer(flat)
    ]
    return sorted(found, key=lambda one: (one.start, one.kind))


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Pairs of deeds of which one denies the other."""
    return tuple((one, other) for one, other in _data()["opposed"])


@cache
def phases() -> tuple[tuple[str, str], ...]:
    """Pairs of deeds of one thing that have each its own time."""
    return tuple((one, other) for one, other in _data()["phases"])


@cache
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    out = {}
    for kind, by_language in _data()["deeds"].items():
        spellings = sorted(by_language.get(language, ()), key=lambda one: (-len(one), one))
        if spellings:
            out[kind] = re.compile(r"(?<!\w)(?:" + "|".join(map(_spelling, spellings)) + ")")
    return out


def _spelling(written: str) -> str:
    if written.startswith("*"):
        return r"\w*" + re.escape(written[1:])
    return re.escape(written[1:]) + r"(?!\w)" if written.startswith("=") else re.escape(written)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "deeds.toml").read_text(encoding="utf-8"))
