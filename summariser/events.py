"""What a run reports while it works, and how it is told to stop. Neither is a global: both are handed to the run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summariser.document import Article

if TYPE_CHECKING:
    from summariser.digest import Digest, Statement, SummarisedArticle

Stage = Literal["cleaning", "loading model", "embedding", "summarising", "digest"]


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps of a stage are finished."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person should know; ``source`` is the name of the input it is about, or empty.

    ``lost``: the input could not be used, so what it says is not in the result.
    """

    source: str
    message: str
    lost: bool = False

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


@dataclass(frozen=True, slots=True)
class ArticleReady:
    """An article is cleaned and can be read."""

    number: int
    article: Article


@dataclass(frozen=True, slots=True)
class SummaryReady:
    """An article is summarised."""

    article: SummarisedArticle


@dataclass(frozen=True, slots=True)
class StatementReady:
    """A statement of the digest is worded and checked."""

    statement: Statement


Event = Progress | Warned | ArticleReady | SummaryReady | StatementReady
Listener = Callable[[Event], None]


class Cancelled(Exception):  # noqa: N818 - it is not an error, it is what was asked for
    """The run was told to stop. ``partial`` is the digest so far, or None when there was none yet."""

    def __init__(self, partial: Digest | None = None) -> None:
        super().__init__("cancelled")
        self.partial = partial


class CancelToken:
    """Handed to a run by whoever may want to stop it; safe to use from another thread."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the run to stop at its next step."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the run was asked to stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled if the run was asked to stop."""
        if self._event.is_set():
            raise Cancelled
