"""What Markdown and HTML show alike of a digest: its title, and labels and values in the digest's language."""

from __future__ import annotations

import datetime

from summariser.claims import Difference, Figure, Origin, Side
from summariser.digest import Digest, SummarisedArticle
from summariser.render.headings import Headings, language_name, spoken

REPLACED = "†"


def title(digest: Digest, words: Headings) -> str:
    """The digest's own title; else that of its only article; else how many articles it is made from."""
    if digest.title:
        return digest.title
    if len(digest.articles) == 1:
        return digest.articles[0].title or words.summary
    return words.digest.format(count=len(digest.articles))


def origin_notes(digest: Digest, words: Headings) -> list[str]:
    """That some sources go back to one text, if so: how many origins there are, and which sources share what."""
    if not digest.comparison.origins:
        return []
    everyone = tuple(article.number for article in digest.articles)
    told = words.origins.format(sources=len(everyone), count=digest.comparison.support(everyone))
    return [told, *(_origin(one, words) for one in digest.comparison.origins)]


def _origin(one: Origin, words: Headings) -> str:
    sources = "".join(f"[{number}]" for number in one.sources)
    return (words.agency if one.agency else words.copied).format(sources=sources, agency=one.agency)


def slot(difference: Difference, words: Headings) -> str:
    """What sources differ in: what is counted, or the kind of value."""
    kinds = {"number": words.number, "date": words.date, "name": words.name, "polarity": words.polarity}
    return difference.about or kinds[difference.slot]


def side(one: Side, difference: Difference, words: Headings) -> str:
    """A side's value as its first source writes it; whether it states or denies, for a yes or no."""
    if difference.slot == "polarity":
        return words.yes if one.value == "yes" else words.no
    return one.wordings[0].value or one.value


def figure_value(figure: Figure, language: str) -> str:
    """A number as its first source writes it, a date in the language of the digest."""
    if figure.kind == "number":
        return figure.mentions[0].value
    return day(figure.value, language)


def day(iso: str, language: str) -> str:
    """An ISO date in this language, or in English where the headings are."""
    from babel.dates import format_date  # noqa: PLC0415 - only a digest with dates needs it

    return str(format_date(datetime.date.fromisoformat(iso), "long", locale=spoken(language)))


def source_facts(article: SummarisedArticle, digest: Digest, words: Headings) -> list[str]:
    """Outlet, file, language, date, words read, lines dropped, statements that cite it and sentences not used; only
    those that are known."""
    source = article.article
    left = next((one for one in digest.left_out if one.source == article.number), None)
    share = next((one for one in digest.shares if one.source == article.number), None)
    several = len(digest.articles) > 1
    lines = sum(block.last_line - block.line + 1 for block in source.dropped)
    facts = [
        source.outlet,
        source.name if source.title else "",
        language_name(source.language, digest.language) if source.language else "",
        source.date,
        words.words.format(count=article.words),
        words.dropped.format(count=lines) if lines else "",
        words.cited.format(count=share.cited) if share and several else "",
        words.unused.format(count=len(left.sentences)) if left else "",
    ]
    return [fact for fact in facts if fact]
