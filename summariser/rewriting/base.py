"""The protocol between the pipeline and a model that words evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from summariser.digest import Copy
from summariser.events import CancelToken
from summariser.planning import EvidenceGroup


class ModelNotAvailable(Exception):  # noqa: N818 - named for what a person is told
    """A model cannot be loaded. The message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A wording of evidence group number ``group`` (an index into the groups handed over), before it is checked.

    ``copies`` say which characters come from which sentence, empty when the model cannot tell. ``score`` is the mean
    log-probability per token (0 is best), by which wordings of one group can be compared.
    """

    group: int
    text: str
    copies: tuple[Copy, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What ``summariser models`` tells about a model. ``languages`` are ISO codes, empty when it does not say."""

    name: str
    kind: str
    languages: tuple[str, ...]
    licence: str
    location: str


class Rewriter(Protocol):
    """Words evidence groups. An implementation is loaded once and holds no state of a run."""

    info: ModelInfo

    def rewrite(self, groups: Sequence[EvidenceGroup], cancel: CancelToken) -> Iterator[Draft]:
        """Yield drafts as soon as they are worded, in any order; a group may get several or none.

        Groups of one call are decoded together and must belong to one article or to one digest. Raises Cancelled
        within one decoding step after the token is set.
        """
        ...
