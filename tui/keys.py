"""All keys of the reader, with ids and what they do: the screens, the footer, the help and the palette read them here.

Every binding has an id, by which it can be given another key in the settings, and a tooltip that says it in a sentence.
"""

from __future__ import annotations

from textual.binding import Binding


def _key(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = False, as_: str = "") -> Binding:  # noqa: A002 - Textual's name for it
    return Binding(key, action, label, show=show, tooltip=tooltip, id=id, key_display=as_ or None)


APP = (
    _key("question_mark", "help", "Keys", "Show the keys that work here", "help", show=True, as_="?"),
    _key("q", "quit", "Quit", "Leave the reader; a run is stopped first", "quit", show=True),
    _key("ctrl+p", "command_palette", "Commands", "Find a command or a theme by its name", "palette"),
    _key("ctrl+o", "open", "Open", "Open other articles, or a digest made before", "open"),
)

RUN = (
    _key("escape", "stop", "Stop", "Stop the run; what it has made stays", "stop"),
    _key("r", "again", "Run again", "Run again; what is known is not computed anew", "again"),
    _key("plus,equals_sign", "length(1)", "Longer", "Make the digest, or the summary read, longer", "longer"),
    _key("minus", "length(-1)", "Shorter", "Make the digest, or the summary read, shorter", "shorter"),
    _key("a", "add", "Add", "Add a file, a folder or a web page to the story", "add"),
    _key("l", "language", "Language", "Say which language the articles are in", "language"),
    _key("m", "model", "Model", "Choose the model that words the sentences", "model"),
)

STORIES = (
    _key("right_square_bracket", "turn(1)", "Next story", "Turn to the next story", "next-story"),
    _key("left_square_bracket", "turn(-1)", "Story before", "Turn to the story before", "story-before"),
)

_SOURCES = Binding.Group("Source")
GO = (
    _key("d,0", "digest", "Digest", "Go to the digest", "digest", show=True),
    Binding("n", "step(1)", "Next", tooltip="Go to the next source", id="next", group=_SOURCES),
    Binding("p", "step(-1)", "Previous", tooltip="Go to the source before", id="previous", group=_SOURCES),
    _key("c", "compare", "Compare", "See which source says what", "compare"),
    _key("tab,right", "tab(1)", "View", "Go to the next view of the text", "next-tab", show=True),
    _key("shift+tab,left", "tab(-1)", "View before", "Go to the view before", "previous-tab"),
    _key("alt+left", "visit(-1)", "Where you were", "Go back to the text that was read before", "earlier"),
    _key("alt+right", "visit(1)", "Forward", "Go forward again", "later"),
    *(_key(str(n), f"source({n})", f"Source {n}", f"Go to source {n}", f"source-{n}") for n in range(1, 10)),
)

MOVE = (
    _key("down", "move(1)", "Next statement", "Choose the next statement, or scroll", "down"),
    _key("up", "move(-1)", "Statement before", "Choose the statement before, or scroll", "up"),
)

EVIDENCE = (
    _key("enter", "follow", "Evidence", "Read the evidence in its article", "follow", show=True),
    _key("backspace", "back", "Back", "Go back to the statement that was followed", "back", show=True),
    _key("shift+down", "passage(1)", "Next passage", "Choose the next passage of the evidence", "next-passage"),
    _key("shift+up", "passage(-1)", "Passage before", "Choose the passage before", "previous-passage"),
)

COMPARE = (
    _key("f", "filter", "Filter", "Show all claims, differences, or one source only", "filter"),
    _key("t", "sort", "Sort", "Put the claims in another order", "sort"),
)

TOOLS = (
    _key("slash", "find", "Find", "Find in the open text", "find", show=True, as_="/"),
    _key("y", "copy", "Copy", "Copy the selection, or statement and sources", "copy"),
    _key("s", "save", "Save", "Save the digest as Markdown, HTML or JSON", "save", show=True),
    _key("x", "dropped", "Dropped lines", "Show or hide the dropped lines of an original", "dropped"),
    _key("e", "edit", "Editor", "Open the article in your editor ($EDITOR)", "edit"),
    _key("o", "browse", "Browser", "Open the article's address in the browser", "browse"),
)

SCROLL = (
    _key("j", "scroll(1)", "Down", "Scroll down a line", "scroll-down"),
    _key("k", "scroll(-1)", "Up", "Scroll up a line", "scroll-up"),
    _key("space,pagedown", "page(1)", "Page down", "Scroll down a page", "page-down"),
    _key("b,pageup", "page(-1)", "Page up", "Scroll up a page", "page-up"),
    _key("g,home", "top", "Top", "Go to the beginning of the text", "top"),
    _key("G,end", "bottom", "Bottom", "Go to the end of the text", "bottom"),
)

FIND = (
    _key("escape", "close", "Close", "Close the search", "find-close", show=True),
    _key("enter,down,f3", "next(1)", "Next", "Go to the next match", "find-next", show=True, as_="⏎"),
    _key("up,shift+f3", "next(-1)", "Before", "Go to the match before", "find-previous", show=True),
    _key("alt+c,f5", "case", "Case", "Tell capitals from small letters, or not", "find-case", show=True, as_="f5"),
    _key("alt+r,f6", "regex", "Pattern", "Read it as a regular expression, or not", "find-regex", show=True, as_="f6"),
)

DIALOG = (_key("escape", "dismiss(None)", "Close", "Close without doing anything", "dismiss", show=True),)
ANSWERS = (
    _key("y", "dismiss(True)", "Yes", "Do it", "yes"),
    _key("n", "dismiss(False)", "No", "Leave it as it is", "no"),
)
CLOSE_HELP = (_key("q,question_mark", "dismiss(None)", "Close", "Close the help", "close-help"),)
PASTE = (_key("ctrl+s", "done", "Read it", "Read what was pasted", "paste-done", show=True),)
BESIDE = (
    _key("tab,right", "column(1)", "Next source", "Go to the next source", "next-column", show=True),
    _key("shift+tab,left", "column(-1)", "Source before", "Go to the source before", "previous-column"),
    _key("enter", "follow", "Article", "Read the whole article there", "follow-column", show=True),
)
START = (
    _key("escape", "leave", "Leave", "Go back to the story, or leave the reader", "leave", show=True),
    _key("down", "screen.choose", "Choose", "Go from the line into the list", "choose", show=True),
    _key("delete,ctrl+d", "forget", "Forget", "Take the chosen digest out of the history", "forget"),
)

#: What the help shows: headings, and under each those of its keys that work where it was asked for.
HELP = (
    ("Find", FIND),
    ("Passages side by side", BESIDE),
    ("Pasting", PASTE),
    ("Opening", START),
    ("Go to", (*GO, *STORIES)),
    ("Statements and their evidence", (*MOVE, *EVIDENCE)),
    ("Compare", COMPARE),
    ("Work with it", TOOLS),
    ("The run", RUN),
    ("Scroll", SCROLL),
    ("Everywhere", (*APP, *DIALOG)),
)
#: What can be found in the command palette: all that has a key and does not move about in a text.
COMMANDS = (*APP[:2], *APP[3:], *RUN, *STORIES, *GO[:8], *EVIDENCE[:2], *COMPARE, *TOOLS)
#: The ids that the settings may give other keys to.
IDS = frozenset(binding.id for _, bindings in HELP for binding in bindings if binding.id)
