"""How a person wants the reader: keys and theme from the settings file, the theme last chosen from the store.

The settings file is only ever read. What is wrong with it is told and stops nothing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from summariser.store import Store, StoreError
from tui.keys import IDS

FILE = "settings.toml"
THEME = "theme"


@dataclass(frozen=True, slots=True)
class Preferences:
    """``keys``: other keys for bindings, by their ids. ``theme`` is empty when none was chosen."""

    keys: dict[str, str] = field(default_factory=dict)
    theme: str = ""
    problems: tuple[str, ...] = ()


def last_theme() -> str:
    """The theme that was chosen last, or an empty string: a store that cannot be used is told of by a run."""
    try:
        with Store.open() as store:
            return store.choice(THEME)
    except StoreError:
        return ""


def remember_theme(name: str) -> None:
    """Keep the theme for the next time. Raises StoreError."""
    with Store.open() as store:
        store.choose(THEME, name)


def load(folder: Path) -> Preferences:
    """The ``[reader]`` table of the settings file: ``theme``, and ``[reader.keys]`` with ``id = "key,other"``."""
    try:
        table = tomllib.loads((folder / FILE).read_text(encoding="utf-8")).get("reader", {})
    except FileNotFoundError:
        return Preferences()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Preferences(problems=(f"{FILE} cannot be read: {error}",))
    if not isinstance(table, dict):
        return Preferences(problems=(f"{FILE}: reader must be a table",))
    problems: list[str] = []
    keys = table.get("keys", {})
    if not isinstance(keys, dict):
        problems.append(f"{FILE}: reader.keys must be a table")
        keys = {}
    good: dict[str, str] = {}
    for name, key in keys.items():
        if name not in IDS:
            problems.append(f"{FILE}: nothing is called {name!r} in reader.keys; ? shows the keys")
        elif not isinstance(key, str) or not key.strip():
            problems.append(f'{FILE}: reader.keys.{name} must be a key, such as "f2" or "ctrl+s,s"')
        else:
            good[name] = key
    theme = table.get(THEME, "")
    if not isinstance(theme, str):
        problems.append(f"{FILE}: reader.theme must be the name of a theme")
        theme = ""
    return Preferences(good, theme, tuple(problems))
