"""The phrases a person adds to the lexicons: files ``lexicons/fr.toml`` and so on in the folder of settings.

Invariant: the same files give the same value, whatever order the file system lists them in.
"""

from __future__ import annotations

from pathlib import Path

from summariser.cleaning.lexicon import LexiconError, parse
from summariser.settings import Phrases


def load_phrases(folder: Path) -> Phrases:
    """The phrases of the files of a folder, each named after its language. Raises LexiconError, worded for people."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        name = f"{folder.name}/{path.name}"
        if path.stem != "international" and not (len(path.stem) == 2 and path.stem.isalpha() and path.stem.islower()):
            raise LexiconError(f"{name} is named after no language: fr.toml, en.toml ... or international.toml")
        try:
            lists = parse(path.read_text("utf-8"), name)
        except (OSError, UnicodeError) as error:
            raise LexiconError(f"{name} cannot be read: {error}") from error
        found += [(path.stem, key, tuple(items)) for key, items in sorted(lists.items())]
    return tuple(found)
