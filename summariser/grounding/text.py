"""A text as the checks read it: numbers, words and marks."""

from __future__ import annotations

import re

_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,:]\d+)?"
_WITHOUT_BLANKS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"(?:(?![{_WITHOUT_BLANKS}])\w)+"
_TOKEN = re.compile(rf"{_NUMBER}|[{_WITHOUT_BLANKS}]+|{_LETTERS}(?:['’\-‐‑]{_LETTERS})*['’]?|[,.!?…:;«»\"“”„()%‰°€$£¥]")
DENSE = re.compile(f"[{_WITHOUT_BLANKS}]")


def tokenized(*texts: str) -> list[str]:
    """The numbers, words and marks of texts, each of which ends with a full stop."""
    return [token for text in texts for token in [*_TOKEN.findall(text), "."]]
