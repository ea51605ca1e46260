"""Plain text to blocks: one per line that is not blank, or per paragraph where the text is hard-wrapped."""

from __future__ import annotations

from summariser.cleaning import about
from summariser.cleaning.lines import lines_of, rest_of, unwrap
from summariser.cleaning.reading import TOO_LONG, Reading, end_of_reading, language_of
from summariser.cleaning.rules import BEYOND
from summariser.cleaning.verdicts import judge, kept
from summariser.settings import CleaningOptions


def read_text(text: str, *, enabled: bool, language: str | None, options: CleaningOptions, title: str = "") -> Reading:
    """Read plain text. Its title is the one given or the line the rules take for one; its date and author are those of
    the lines that were dropped for being no more than that."""
    end = end_of_reading(text)
    lines = unwrap(text, lines_of(text[:end]))
    rest = rest_of(text, end)
    language = language_of(lines) if language is None else language
    if not enabled:
        return Reading(text, kept(lines) + kept(rest, BEYOND), language, title, warnings=(TOO_LONG,) if rest else ())
    verdicts = judge(lines, language, options=options, title=title)
    title = title or next((block.text for block in verdicts.blocks if block.role == "title"), "")
    date, author = about.date(verdicts.blocks, language), about.author(verdicts.blocks, language)
    warnings = (*verdicts.warnings, *((TOO_LONG,) if rest else ()))
    blocks = verdicts.blocks + kept(rest, BEYOND)
    return Reading(text, blocks, language, title, author=author, date=date, warnings=warnings)
