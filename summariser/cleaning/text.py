"""Plain text to blocks: one per line that is not blank, or per paragraph where the text is hard-wrapped."""

from __future__ import annotations

from summariser.cleaning.lines import lines_of, unwrap
from summariser.cleaning.reading import Reading, language_of
from summariser.cleaning.verdicts import judge, kept


def read_text(text: str, *, enabled: bool, language: str | None) -> Reading:
    """Read plain text. Its title is the line the rules take for one; nothing else is known of it."""
    lines = unwrap(text, lines_of(text))
    language = language_of(lines) if language is None else language
    if not enabled:
        return Reading(text, kept(lines), language)
    verdicts = judge(lines, language)
    title = next((block.text for block in verdicts.blocks if block.role == "title"), "")
    return Reading(text, verdicts.blocks, language, title, warnings=verdicts.warnings)
