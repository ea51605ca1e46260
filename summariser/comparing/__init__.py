"""What the sources of one story say together: who agrees, who differs, who alone says it, and who copied whom.

Everything is written for precision: a false agreement claims corroboration that did not happen, a false difference
accuses a source. What cannot be told is not told.
"""

from __future__ import annotations

from summariser.comparing.alone import SHORTEST, said_alone
from summariser.comparing.comparison import compare
from summariser.comparing.joining import joined, meant, repeats, speaking_of, supporters
from summariser.comparing.reading import Said, Story, read_story, wording_of

__all__ = [
    "SHORTEST",
    "Said",
    "Story",
    "compare",
    "joined",
    "meant",
    "read_story",
    "repeats",
    "said_alone",
    "speaking_of",
    "supporters",
    "wording_of",
]
