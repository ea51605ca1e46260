"""Where a person is and was: the texts that can be read, and the way back and forth between them. No Textual in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from summariser.document import Sentence

DIGEST = 0
#: The views of the digest and of a source, in the order of their tabs.
DIGEST_TABS = {"digest": "Digest", "compare": "Compare"}
SOURCE_TABS = {"summary": "Summary", "article": "Article", "original": "Original"}
Place = tuple[int, int]  # paragraph, character
_MOST = 500  # places that are remembered


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that can be read: a view of the digest (source 0), or of the source at this place in the list."""

    source: int = DIGEST
    tab: str = "digest"

    @property
    def tabs(self) -> dict[str, str]:
        """The views there are beside this one, by id, with what they are called."""
        return DIGEST_TABS if self.source == DIGEST else SOURCE_TABS


class Visits:
    """The spots visited, as in a browser: going somewhere new forgets what was ahead."""

    def __init__(self, start: Spot) -> None:
        self._spots = [start]
        self._now = 0

    @property
    def spot(self) -> Spot:
        """Where the person is."""
        return self._spots[self._now]

    def go(self, spot: Spot) -> None:
        """Visit a spot."""
        if spot != self.spot:
            self._spots = [*self._spots[: self._now + 1], spot][-_MOST:]
            self._now = len(self._spots) - 1

    def can(self, step: int) -> bool:
        """Whether there is a spot before (-1) or after (1)."""
        return 0 <= self._now + step < len(self._spots)

    def move(self, step: int) -> Spot:
        """Go back (-1) or forward (1), if that is possible; the spot that is reached."""
        if self.can(step):
            self._now += step
        return self.spot

    def renumber(self, places: dict[int, int]) -> None:
        """The sources have moved in the list: ``places`` are their new places by their old ones."""
        self._spots = [_moved(spot, places) for spot in self._spots]


@dataclass(slots=True)
class Memory:
    """What is remembered of the reading of a story.

    ``tab``: the view of sources last used. ``places``: where a person was in each text, and what was chosen there.
    ``followed``: where evidence was followed from. ``looked_for``: the sentences that are marked, by source.
    """

    visits: Visits = field(default_factory=lambda: Visits(Spot()))
    tab: str = "summary"
    places: dict[Spot, tuple[Place, int | None]] = field(default_factory=dict)
    followed: list[Spot] = field(default_factory=list)
    looked_for: dict[int, Sentence] = field(default_factory=dict)

    def renumber(self, moved: dict[int, int]) -> None:
        """The sources have moved in the list: ``moved`` are their new places by their old ones."""
        self.visits.renumber(moved)
        kept = ((spot, place) for spot, place in self.places.items() if spot.source in {DIGEST, *moved})
        self.places = {_moved(spot, moved): place for spot, place in kept}
        self.followed = [_moved(spot, moved) for spot in self.followed]
        self.looked_for = {moved[place]: found for place, found in self.looked_for.items() if place in moved}


def _moved(spot: Spot, places: dict[int, int]) -> Spot:
    """The same spot after sources have moved; the digest for one that is gone."""
    if spot.source == DIGEST:
        return spot
    return Spot(places[spot.source], spot.tab) if spot.source in places else Spot()
