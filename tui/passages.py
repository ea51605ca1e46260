"""What stands behind a statement or a claim: the passages of the sources, with the words that matter marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summariser.claims import Claim, Wording
from summariser.digest import Statement
from summariser.document import Span
from tui.pages import Mark, Page, Paragraph
from tui.state import Entry, State, evidence, located
from tui.text import shown

VERDICTS = {
    "copied": "a source sentence as it stands",
    "supported": "worded by the model, found in it",
    "replaced": "the wording failed the check: the source's own sentence",
}


def evidence_page(state: State, statement: Statement) -> Page:
    """The sentences a statement stands on, by source, the words taken from them marked."""
    return Page(tuple(_evidence(state, statement)))


def _evidence(state: State, statement: Statement) -> Iterator[Paragraph]:
    yield Paragraph(f"Evidence: {VERDICTS[statement.verdict]}", "heading", gap=0)
    for item, (entry, sentence) in enumerate(evidence(state, statement)):
        yield _source(entry, item, gap=item > 0)
        taken = [
            (copy.source_start, copy.source_start + copy.end - copy.start)
            for copy in statement.copies
            if copy.sentence == sentence.id
        ]
        yield Paragraph(shown(sentence.text), "text", tuple(Mark(*s, "copied") for s in joined(taken)), item, gap=0)
    if statement.beside:
        yield Paragraph("See also: they speak of it, but do not say all of it or say it otherwise", "heading")
    known = len(list(evidence(state, statement)))
    beside = (place for wording in statement.beside for place in located(state, wording))
    for item, (entry, sentence) in enumerate(beside, known):
        yield _source(entry, item, gap=item > known)
        yield Paragraph(shown(sentence.text), "text", (), item, gap=0)


def claim_page(state: State, claim: Claim) -> Page:
    """Who says a claim and in which words, who says it otherwise, and who is silent."""
    return Page(tuple(_claim(state, claim)))


def _claim(state: State, claim: Claim) -> Iterator[Paragraph]:
    names = {entry.number: entry for entry in state.entries}
    item = 0
    for heading, wordings in (("Says it", claim.says), ("Differs", claim.differs)):
        if wordings:
            yield Paragraph(heading, "heading", gap=item > 0)
        for wording in wordings:
            yield from _wording(names[wording.source], wording, item)
            item += 1
    if claim.silent:
        silent = " · ".join(f"[{number}] {shown(names[number].title)}" for number in claim.silent)
        yield Paragraph("Silent", "heading")
        yield Paragraph(silent, "meta", gap=0)


def _wording(entry: Entry, wording: Wording, item: int) -> Iterator[Paragraph]:
    yield _source(entry, item, gap=0)
    marks = (Mark(wording.start, wording.end, "copied"),) if wording.value else ()
    yield Paragraph(shown(wording.text), "text", marks, item, gap=0)


def _source(entry: Entry, item: int, gap: int) -> Paragraph:
    number = f"[{entry.number}]"
    return Paragraph(f"{number} {shown(entry.title)}", "meta", (Mark(0, len(number), "cite"),), item, gap=gap)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
