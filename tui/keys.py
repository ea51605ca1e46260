"""All keys of the reader, with ids and what they do: the screens, the footer, the help and the palette read them here.

Every binding has an id, by which it can be given another key, and a tooltip that says it in a sentence.
"""

from __future__ import annotations

from textual.binding import Binding

PALETTE = Binding(
    "ctrl+p", "command_palette", "Commands", tooltip="Find a command or a theme by its name", id="palette"
)
_SOURCES = Binding.Group("Source")

RUN = (
    Binding("escape", "stop", "Stop", tooltip="Stop the run; what it has made stays", id="stop"),
    Binding("r", "again", "Again", tooltip="Run again from the start", id="again"),
    Binding("s", "save", "Save", tooltip="Save the digest as Markdown", id="save"),
    Binding("question_mark", "help", "Keys", key_display="?", tooltip="Show all keys", id="help"),
    Binding("q", "quit", "Quit", tooltip="Leave the reader; a run is stopped first", id="quit"),
)

GO = (
    Binding("0,d", "digest", "Digest", key_display="d", tooltip="Go to the digest", id="digest"),
    *(
        Binding(str(n), f"source({n})", f"Source {n}", show=False, tooltip=f"Go to source {n}", id=f"source-{n}")
        for n in range(1, 10)
    ),
    Binding("n", "step(1)", "Next", tooltip="Go to the next source", id="next", group=_SOURCES),
    Binding("p", "step(-1)", "Previous", tooltip="Go to the source before", id="previous", group=_SOURCES),
    Binding("tab,right", "tab(1)", "View", key_display="tab", tooltip="Summary, article, original", id="next-tab"),
    Binding("shift+tab,left", "tab(-1)", "View before", show=False, tooltip="The view before", id="previous-tab"),
)

MOVE = (
    Binding("down", "move(1)", "Statement", show=False, tooltip="Choose the next statement, or scroll", id="down"),
    Binding("up", "move(-1)", "Statement", show=False, tooltip="Choose the statement before, or scroll", id="up"),
)

EVIDENCE = (
    Binding("enter", "follow", "Evidence", tooltip="Read the statement's evidence in its article", id="follow"),
    Binding("backspace", "back", "Back", tooltip="Go back to the statement", id="back"),
)

SCROLL = (
    Binding("j", "scroll(1)", "Down", show=False, tooltip="Scroll down a line", id="scroll-down"),
    Binding("k", "scroll(-1)", "Up", show=False, tooltip="Scroll up a line", id="scroll-up"),
    Binding("space,pagedown", "page(1)", "Page down", show=False, tooltip="Scroll down a page", id="page-down"),
    Binding("b,pageup", "page(-1)", "Page up", show=False, tooltip="Scroll up a page", id="page-up"),
    Binding("g,home", "top", "Top", show=False, tooltip="Go to the beginning of the text", id="top"),
    Binding("G,end", "bottom", "Bottom", show=False, tooltip="Go to the end of the text", id="bottom"),
)

DIALOG = (Binding("escape", "dismiss(None)", "Close", tooltip="Close without doing anything", id="dismiss"),)

ANSWERS = (
    Binding("y", "dismiss(True)", "Yes", tooltip="Do it", id="yes"),
    Binding("n", "dismiss(False)", "No", tooltip="Leave it as it is", id="no"),
)

CLOSE_HELP = (
    Binding("q,question_mark", "dismiss(None)", "Close", show=False, tooltip="Close the help", id="close-help"),
)

#: What the help shows: headings, and under each its keys. The keys of the sources stand there once.
HELP = (
    ("Go to", tuple(binding for binding in GO if binding.id not in {f"source-{n}" for n in range(2, 10)})),
    ("Statements and their evidence", (*MOVE, *EVIDENCE)),
    ("Scroll", SCROLL),
    ("The run", (*RUN, PALETTE)),
)
#: What has a key and no place of its own on the screen can be found in the command palette, too.
COMMANDS = (*RUN, GO[0], *GO[10:], *EVIDENCE)
