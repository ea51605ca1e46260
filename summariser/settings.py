"""The settings of a run: plain values, checked when they are made. Nothing here reads a file or the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told.

    ``digest_words`` and ``article_words`` are word budgets (``language.count_words``). ``language`` forces the language
    of the input (ISO 639-1) instead of finding it per article. ``model`` is ``"builtin"``, or the hub id or folder of
    an encoder-decoder checkpoint. ``clean`` off keeps every line of a text.

    Raises ValueError, worded for people, when a value cannot be meant.
    """

    digest_words: int = 150
    article_words: int = 45
    language: str | None = None
    model: str = BUILTIN
    clean: bool = True

    def __post_init__(self) -> None:
        for name in ("digest_words", "article_words"):
            if not 5 <= getattr(self, name) <= 100_000:
                raise ValueError(f"{name} must be between 5 and 100000, not {getattr(self, name)}")
        if self.language is not None and not re.fullmatch(r"[a-z]{2}", self.language):
            raise ValueError(f"language must be a two-letter code such as 'fr' or 'en', not {self.language!r}")
        if not self.model:
            raise ValueError("model must be 'builtin', a hub id or a folder, not empty")
