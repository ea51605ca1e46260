"""The sample story that comes with the program."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path | None:
    """The folder of the sample articles: in the installed package, or in the copy of the repository it runs from."""
    here = Path(__file__).parent
    return next((path for path in (here / "sample", here.parent / "seeds") if path.is_dir()), None)
