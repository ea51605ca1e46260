"""Digest -> Markdown, JSON or HTML, and cleaned articles -> text or JSON: pure functions, no files and no terminal."""

from __future__ import annotations

from summariser.render.as_html import to_html
from summariser.render.as_json import cleaned_to_json, to_json
from summariser.render.audit import to_audit
from summariser.render.cleaned import to_text
from summariser.render.listing import stories_to_json, stories_to_text
from summariser.render.markdown import to_markdown

__all__ = [
    "cleaned_to_json",
    "stories_to_json",
    "stories_to_text",
    "to_audit",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]
