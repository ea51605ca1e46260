"""Cleaning: a source becomes an article whose blocks say what was kept, what was not, and by which rule.

Invariant: ``clean`` never raises on content, and the blocks of its article tile all non-blank characters of the
article's text, in order: what was kept and what was dropped together are the original.
"""

from __future__ import annotations

from summariser.cleaning.article import clean

__all__ = ["clean"]
