"""The settings of a run: plain values, checked when they are made. Nothing here reads a file or the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass

BUILTIN = "builtin"

#: Phrases that are added to the lists of a language: its code, the list, the phrases.
Phrases = tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CleaningOptions:
    """What a person decides about cleaning.

    ``keep`` are lines (the name of a source and a line number) that are kept whatever the rules say, ``drop`` regular
    expressions (of the ``regex`` package) that drop the blocks they are found in. ``rules`` are the names of the only
    rules that are asked, None for all; ``phrases`` extend the lexicons.

    Raises ValueError, worded for people, when a regular expression cannot be read.
    """

    keep: tuple[tuple[str, int], ...] = ()
    drop: tuple[str, ...] = ()
    rules: tuple[str, ...] | None = None
    phrases: Phrases = ()

    def __post_init__(self) -> None:
        if self.drop:
            import regex  # noqa: PLC0415 - seldom needed

            for expression in self.drop:
                try:
                    regex.compile(expression)
                except regex.error as error:
                    raise ValueError(f"drop is given no regular expression: {expression!r}: {error}") from error


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told.

    ``digest_words`` and ``article_words`` are word budgets (``language.count_words``). ``language`` forces the language
    of the input (ISO 639-1) instead of finding it per article; ``digest_language`` chooses in which of the input's
    languages the digest is written instead of that of most articles. ``model`` is ``"builtin"``, or the hub id or
    folder of an encoder-decoder checkpoint. ``clean`` off keeps every line of a text; ``cleaning`` is what a
    person decides about it.

    Raises ValueError, worded for people, when a value cannot be meant.
    """

    digest_words: int = 150
    article_words: int = 45
    language: str | None = None
    model: str = BUILTIN
    clean: bool = True
    cleaning: CleaningOptions = CleaningOptions()
    digest_language: str | None = None

    def __post_init__(self) -> None:
        for name in ("digest_words", "article_words"):
            if not 5 <= getattr(self, name) <= 100_000:
                raise ValueError(f"{name} must be between 5 and 100000, not {getattr(self, name)}")
        for name in ("language", "digest_language"):
            code = getattr(self, name)
            if code is not None and not re.fullmatch(r"[a-z]{2}", code):
                raise ValueError(f"{name} must be a two-letter code such as 'fr' or 'en', not {code!r}")
        if not self.model:
            raise ValueError("model must be 'builtin', a hub id or a folder, not empty")
