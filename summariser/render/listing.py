"""Which article tells which story, as text or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.render.as_json import SCHEMA, dump
from summariser.render.escaping import one_line


def stories_to_text(stories: Sequence[Sequence[str]]) -> str:
    """The names of each story's articles under its number. Ends in one line feed."""
    lines = []
    for number, names in enumerate(stories, 1):
        lines += [f"{number}.", *(f"   {one_line(name)}" for name in names)]
    return "\n".join(lines) + "\n"


def stories_to_json(stories: Sequence[Sequence[str]]) -> str:
    """The names of each story's articles as JSON text. Ends in one line feed."""
    return dump({"schema": SCHEMA, "stories": [{"articles": list(names)} for names in stories]})
