"""What is copied, and where it goes: the system's clipboard if it has one, and the terminal's."""

from __future__ import annotations

from summariser.digest import Statement
from tui.pages import cite
from tui.state import State
from tui.text import shown


def citation(state: State, statement: Statement) -> str:
    """A statement with its source numbers and, below, what the sources are called and where they stand."""
    lines = [f"{shown(statement.text)} {cite(statement.sources)}"]
    for entry in state.entries:
        if entry.number in statement.sources:
            article = entry.article
            known = (article.outlet, article.date, article.url) if article else ()
            facts = ", ".join(fact for fact in (entry.title, *known) if fact)
            lines.append(f"[{entry.number}] {shown(facts)}")
    return "\n".join(lines)


def to_system(text: str) -> bool:
    """Put text on the system's clipboard; False when there is none that can be reached."""
    import pyperclip  # noqa: PLC0415 - looks for the clipboard when it is imported

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True
