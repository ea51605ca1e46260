"""What is read, as pages: paragraphs with marks, made from the state by pure functions.

Invariant: all outside text on a page has gone through ``shown``. ``kind`` of paragraphs and marks are the names of
their styles; whatever a style says, a word or a sign on the page says too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summariser.claims import Claim, Difference
from summariser.digest import Statement
from summariser.document import Article, Block, Sentence, Span, tidy
from summariser.language import count_words
from tui.state import Entry, State
from tui.text import shown

REPLACED = "†"  # the sign for it in the saved digest, too
REPLACED_WORDS = "the wording failed the check: the source's own sentence stands here"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start:end`` of a paragraph are shown in a style of their own. Marks do not overlap."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text. ``item`` numbers what can be chosen on the page; ``gap`` are the empty lines before it, ``indent``
    the columns that its lines after the first one stand back."""

    text: str
    kind: str = "text"
    marks: tuple[Mark, ...] = ()
    item: int | None = None
    gap: int = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs, and the statements or claims that their items stand for."""

    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def items(self) -> int:
        """How many items can be chosen on it."""
        return len(self.statements) + len(self.claims)

    @property
    def found(self) -> tuple[int, int] | None:
        """The paragraph and character where the sentence that was looked for begins."""
        places = ((n, m.start) for n, p in enumerate(self.paragraphs) for m in p.marks if m.kind == "found")
        return next(places, None)


def counted(number: int, thing: str) -> str:
    """A number of things in words: "1 line", "3,000 lines"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def digest_page(state: State) -> Page:
    """The merged digest with its citations, what else is reported by several sources and by one alone, where they
    differ, and the warnings."""
    whole = state.digest if state.digest and not state.outdated else None
    lists = (("Also reported", whole.also), ("Said by one source only", whole.alone)) if whole else ()
    told = (*state.statements, *(statement for _, listed in lists for statement in listed))
    return Page(tuple(_digest(state, lists)), told)


def _digest(state: State, lists: Sequence[tuple[str, tuple[Statement, ...]]]) -> Iterator[Paragraph]:
    title = shown(state.digest.title) if state.digest else ""
    yield Paragraph(title or "Digest", "title", gap=0)
    if state.statements:
        articles = sum(entry.number > 0 for entry in state.entries)
        length = sum(count_words(statement.text) for statement in state.statements)
        made = counted(len(state.statements), "statement")
        facts = (counted(length, "word"), *(() if state.stories > 1 else (made,)), counted(articles, "article"))
        yield Paragraph(_among(state) + " · ".join(facts), "meta", gap=0)
    else:
        if state.stories > 1:
            yield Paragraph(_among(state).rstrip(" ·"), "meta", gap=0)
        yield Paragraph(_no_digest(state), "note")
    for item, statement in enumerate(state.statements):
        yield _statement(statement, item, cite=not state.alone)
    if any(one.verdict == "replaced" for one in (*state.statements, *(one for _, listed in lists for one in listed))):
        yield Paragraph(f"{REPLACED} {REPLACED_WORDS}", "note")
    told = len(state.statements)
    for heading, listed in lists:
        if listed:
            yield Paragraph(heading, "heading", gap=2)
        for item, statement in enumerate(listed, told):
            yield _statement(statement, item, cite=not state.alone)
        told += len(listed)
    if state.digest and not state.outdated and state.digest.comparison.differences:
        yield Paragraph("Where the sources differ", "heading", gap=2)
        for difference in state.digest.comparison.differences:
            yield from _difference(difference)
    if state.warnings:
        yield Paragraph("Warnings", "heading", gap=2)
        for number, warned in enumerate(state.warnings):
            yield Paragraph(shown(f"• {warned}"), "note", gap=not number, indent=2)


def _among(state: State) -> str:
    return f"story {state.story} of {state.stories} · " if state.stories > 1 else ""


def _no_digest(state: State) -> str:
    if state.busy or state.phase == "ready":
        return "The digest appears here as soon as it is written. The articles can be read meanwhile: press 1, or n."
    return "There is no digest. Press r to run again."


def _difference(difference: Difference) -> Iterator[Paragraph]:
    yield Paragraph(shown(difference.about))
    for side in difference.sides:
        value = shown(side.wordings[0].value or side.value)
        citation = cite(side.sources)
        marks = (Mark(len(value) + 4, len(value) + 4 + len(citation), "cite"),)
        yield Paragraph(f"  {value}  {citation}", "text", marks, gap=0, indent=2)


def cite(sources: tuple[int, ...]) -> str:
    """Source numbers as a citation: "[1][3]"."""
    return "".join(f"[{source}]" for source in sources)


def _statement(statement: Statement, item: int, *, cite: bool) -> Paragraph:
    text = shown(statement.text) + (REPLACED if statement.verdict == "replaced" else "")
    if not cite:
        return Paragraph(text, "statement", item=item)
    mark, text = _cited(f"{text} ", statement.sources)
    if not statement.beside:
        return Paragraph(text, "statement", (mark,), item)
    also, text = _cited(f"{text} see also ", tuple(wording.source for wording in statement.beside))
    return Paragraph(text, "statement", (mark, also), item)


def _cited(text: str, sources: tuple[int, ...]) -> tuple[Mark, str]:
    """The text with a citation behind it, and the mark of that citation."""
    whole = text + cite(sources)
    return Mark(len(text), len(whole), "cite"), whole


def summary_page(entry: Entry) -> Page:
    """The summary of one article."""
    statements = entry.summary.summary.statements if entry.summary else ()
    body = [_statement(statement, item, cite=False) for item, statement in enumerate(statements)]
    coming = "The summary appears here as soon as it is written; the article is in the next tab."
    note = Paragraph("Not summarised." if entry.unused else coming, "note")
    return Page((*_head(entry), *(body or [note])), statements)


def article_page(entry: Entry, look_for: Sentence | None = None) -> Page:
    """What was kept of an article. The sentence looked for is marked."""
    if entry.article is None:
        return Page((*_head(entry), *_unread(entry)))
    places = dict(_places(entry.article, look_for)) if look_for else {}
    body: list[Paragraph] = []
    for number, block in enumerate(entry.article.blocks):
        if block.state != "dropped" and block.role != "title":
            marks = (Mark(*places[number], "found"),) if number in places else ()
            kind = "heading" if block.role == "subheading" else "text"
            body.append(Paragraph(shown(block.text), kind, marks, gap=block.role != "attribution"))
    return Page((*_head(entry), *(body or [Paragraph("Nothing was kept. The original shows why.", "note")])))


def original_page(entry: Entry, *, dropped: bool = True) -> Page:
    """Every line of a source: those that were dropped are struck, with the reason after them, or left out."""
    if entry.article is None:
        return Page((*_head(entry), *_unread(entry)))
    text, end, body = entry.article.text, 0, list(_head(entry))
    if entry.article.dropped:
        words = "Dropped lines are struck, with the reason; x hides them." if dropped else "x shows the dropped lines."
        body.append(Paragraph(words, "note", gap=0))
    for block in entry.article.blocks:
        gap = int(text.count("\n", end, block.span[0]) > 1 or not end)
        if dropped or block.state != "dropped":
            body += _lines(text[slice(*block.span)], block, gap)
        end = block.span[1]
    return Page(tuple(body))


def _lines(text: str, block: Block, gap: int) -> Iterator[Paragraph]:
    lines = [shown(line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    dropped = block.state == "dropped"
    for number, line in enumerate(lines, 1):
        note = _reason(block) if number == len(lines) else ""
        marks = [Mark(0, len(line), "dropped")] if dropped else []
        if note:
            marks.append(Mark(len(line) + 2, len(line) + 2 + len(note), "reason"))
        yield Paragraph(f"{line}  {note}" if note else line, "text", tuple(marks), gap=gap if number == 1 else 0)


def _reason(block: Block) -> str:
    reason = shown(block.reason or block.rule)
    return {"dropped": f"⟵ dropped: {reason}", "unselectable": f"⟵ never quoted: {reason}"}.get(block.state, "")


def _unread(entry: Entry) -> Iterator[Paragraph]:
    yield Paragraph(shown(f"Not used: {entry.unused}.") if entry.unused else "This article is being read.", "note")


def _head(entry: Entry) -> Iterator[Paragraph]:
    yield Paragraph(shown(entry.title), "title", gap=0)
    article = entry.article
    if article is not None:
        dropped = sum(block.last_line - block.line + 1 for block in article.dropped)
        facts = (
            article.outlet,
            entry.name if article.title else "",
            article.language,
            article.date,
            f"{entry.summary.words:,} words read" if entry.summary else "",
            f"{counted(dropped, 'line')} dropped" if dropped else "",
        )
        yield Paragraph(shown(" · ".join(fact for fact in facts if fact)), "meta", gap=0)


def _places(article: Article, sentence: Sentence) -> Iterator[tuple[int, Span]]:
    """Where a sentence stands in the text of an article's blocks: the number of a block and the characters."""
    for number, block in enumerate(article.blocks):
        pieces = [span for span in sentence.spans if block.span[0] <= span[0] < block.span[1]]
        if not pieces:
            continue
        first, last = pieces[0][0], pieces[-1][1]
        piece = tidy(article.text[first:last])
        # A phrase may stand in a block twice: what is before it tells which.
        before = len(tidy(article.text[block.span[0] : first]))
        start = block.text.find(piece, max(0, before - 2))
        yield number, (start, start + len(piece)) if start >= 0 else (0, len(block.text))
