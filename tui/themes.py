"""The reader's own colours, dark and light: paper and ink, one accent, nothing that shouts."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="ink",
        primary="#8fb8c9",
        secondary="#c2a878",
        accent="#d9b26f",
        warning="#d9a05b",
        error="#d97b6c",
        success="#93b88a",
        foreground="#d8d4cb",
        background="#16181b",
        surface="#1c1f23",
        panel="#24282d",
        dark=True,
    ),
    Theme(
        name="paper",
        primary="#2f6177",
        secondary="#7a5f2c",
        accent="#8f5f10",
        warning="#8f5a10",
        error="#a03a2c",
        success="#3f6e3a",
        foreground="#2a2824",
        background="#faf8f3",
        surface="#f3efe6",
        panel="#e9e4d8",
        dark=False,
    ),
)
