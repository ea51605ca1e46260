"""Dates of a sentence, resolved against the day of its article: "mercredi", "la veille", "20 novembre" -> 2024-11-20.

What cannot be resolved stays as much of a date as it is: a weekday, a day without its year, a month. Two dates are
different only when nothing they can mean is the same day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from summariser.document import Span
from summariser.facts.words import LONGEST, fold, phrase, words

_YEAR = r"(?:19|20)\d\d"
_LONE_YEAR = re.compile(rf"(?<![\w.,/-]){_YEAR}(?![\w/-]|[.,]\d)")
_NUMERIC = re.compile(rf"(?<![\d.,/-])(?:({_YEAR})-(\d\d)-(\d\d)|(\d\d?)[./](\d\d?)[./]({_YEAR}))(?!\d)")
_OF_SOMETHING = re.compile(r"\s(?:d[eu]s?|d'|que|of|after|dopo|nach|di)\b|\sd'")  # "the day before" an event
_SHIFTS = {"before_yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1}
_YEARS = {"last_year": -1, "this_year": 0, "next_year": 1}
_FROM_SPOKEN = {"day_before": -1, "day_after": 1}


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text, at ``start:end``; what is not known of it is 0 (``weekday``: -1).

    ``certain`` when the day was named; a weekday or "la veille" is resolved by reckoning.
    """

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    certain: bool = True

    @property
    def value(self) -> str:
        """As much of an ISO date as is known: "2024-11-20", "2024-11", "2024", "--11-20"; else empty."""
        if self.year:
            return "-".join(
                [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day if self.month else 0) if part)]
            )
        return f"--{self.month:02d}-{self.day:02d}" if self.month and self.day else ""

    @property
    def is_day(self) -> bool:
        """Whether it names one day, not a month or a year."""
        return bool(self.day) or self.weekday >= 0

    def meets(self, other: Date) -> bool:
        """Whether both may be one date: as far as both are known they agree."""
        for mine, its in ((self.year, other.year), (self.month, other.month), (self.day, other.day)):
            if mine and its and mine != its:
                return not (self.certain and other.certain) and self._same_weekday(other)
        return self.weekday < 0 or other.weekday < 0 or self.weekday == other.weekday

    def _same_weekday(self, other: Date) -> bool:
        """Whether both fall on one day of the week: "Friday" may be the last as well as the next."""
        return self._falls_on() >= 0 and self._falls_on() == other._falls_on()

    def _falls_on(self) -> int:
        day = day_of(self) if self.weekday < 0 else None
        return self.weekday if day is None else day.weekday()


def dates(
    text: str,
    language: str,
    today: datetime.date | None,
    spoken: datetime.date | None = None,
    around: datetime.date | None = None,
) -> list[Date]:
    """The dates of a sentence in order.

    ``today`` is the day of its article; ``spoken`` the day that was last named before it ("the day before"); ``around``
    the day of the story, by which weekdays and days without a year are reckoned when the article's own is not known.
    """
    around = today or around
    flat = fold(text[:LONGEST])
    found = [_numeric(match) for match in _NUMERIC.finditer(flat)]
    for pattern in _patterns(language):
        for match in pattern.finditer(flat):
            _add(found, _named(match, language, around))
    for match in _months_alone(language).finditer(flat):
        _add(found, Date(*match.span("month"), month=_month_names(language)[match["month"]]))
    for match in _weekdays(language).finditer(flat):
        _add(found, _weekday(match.span(), _weekday_names(language)[match.group()], around))
    for section, shift in (_SHIFTS | _FROM_SPOKEN).items():
        start_day = (spoken or today) if section in _FROM_SPOKEN else today
        for match in phrase(section, language).finditer(flat):
            if section in _FROM_SPOKEN and _OF_SOMETHING.match(flat, match.end()):
                continue
            if start_day is not None:
                _add(found, _reckoned(match.span(), start_day + datetime.timedelta(shift)))
            elif section not in _FROM_SPOKEN:
                _add(found, Date(*match.span(), certain=False))
    for one in _years(flat, language, around):
        _add(found, one)
    return sorted((one for one in found if one is not None), key=lambda one: one.start)


def _years(flat: str, language: str, today: datetime.date | None) -> list[Date]:
    """Years alone: "last year", "2019"."""
    found = [
        Date(*match.span(), year=today.year + shift, certain=False)
        for section, shift in _YEARS.items()
        for match in phrase(section, language).finditer(flat)
        if today is not None
    ]
    return found + [Date(*match.span(), year=int(match.group())) for match in _LONE_YEAR.finditer(flat)]


def day_of(date: Date) -> datetime.date | None:
    """The day, if it is fully known and exists."""
    if date.year and date.month and date.day:
        try:
            return datetime.date(date.year, date.month, date.day)
        except ValueError:
            return None
    return None


def story_day(texts: Sequence[tuple[str, str]], known: Sequence[str]) -> datetime.date | None:
    """The day a story is about, from ``known`` ISO dates of its articles, or else from what their texts name.

    ``texts`` are (text, language). A weekday with its date ("mercredi 20 novembre") tells the year: the first, from the
    latest year that is named on, in which they meet.
    """
    days = sorted(day for iso in known if (day := _iso(iso)) is not None)
    if days:
        return days[len(days) // 2]
    years = [int(match.group()) for text, _ in texts for match in _LONE_YEAR.finditer(text[:LONGEST])]
    for text, language in texts:
        for one in dates(text, language, None):
            if one.month and one.day and one.weekday >= 0 and years:
                for year in range(max(years), max(years) + 12):
                    day = day_of(Date(0, 0, year, one.month, one.day))
                    if day is not None and day.weekday() == one.weekday:
                        return day
    full = sorted(
        day for text, language in texts for one in dates(text, language, None) if (day := day_of(one)) is not None
    )
    return full[-1] if full else None


def _iso(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _add(found: list[Date], date: Date | None) -> None:
    """Keep a date that overlaps none found before it."""
    if date is not None and not any(one.start < date.end and date.start < one.end for one in found):
        found.append(date)


def _numeric(match: re.Match[str]) -> Date:
    iso_year, iso_month, iso_day, day, month, year = (int(part) if part else 0 for part in match.groups())
    return Date(*match.span(), iso_year or year, iso_month or month, iso_day or day)


def _named(match: re.Match[str], language: str, today: datetime.date | None) -> Date | None:
    parts = match.groupdict()
    month = _month_names(language)[parts["month"]]
    day, year = int(parts.get("day") or 0), int(parts.get("year") or 0)
    weekday = _weekday_names(language).get(parts.get("weekday") or "", -1)
    if day > 31 or (not day and not year):
        return None
    if not year and today is not None:
        near = [
            date
            for around in (today.year - 1, today.year, today.year + 1)
            if (date := day_of(Date(0, 0, around, month, day))) is not None
        ]
        if near:
            year = min(near, key=lambda date: abs((date - today).days)).year
    return Date(*match.span(), year, month, day, weekday)


def _weekday(span: Span, weekday: int, today: datetime.date | None) -> Date:
    """A weekday alone: the last one up to the article's day. It may be the next as well, so it is not certain."""
    if today is None:
        return Date(*span, weekday=weekday, certain=False)
    day = today - datetime.timedelta((today.weekday() - weekday) % 7)
    return Date(*span, day.year, day.month, day.day, weekday, certain=False)


def _reckoned(span: Span, day: datetime.date) -> Date:
    return Date(*span, day.year, day.month, day.day, day.weekday(), certain=False)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of dates with the name of a month: the day before it, after it, and without a day."""
    months = "|".join(map(re.escape, sorted(_month_names(language), key=lambda name: (-len(name), name))))
    if not months:
        return ()
    weekdays = "|".join(map(re.escape, sorted(_weekday_names(language), key=lambda name: (-len(name), name))))
    weekday = rf"(?:(?P<weekday>{weekdays}),?\s(?:(?:le|den|dem|el|the|dia|día)\s)?)?"
    month = rf"(?P<month>{months})(?![^\W\d_])\.?"
    day = r"(?P<day>\d\d?)(?:er|st|nd|rd|th|º|ª|\.)?"
    year = rf"(?:,?\s(?:de\s|del\s)?(?P<year>{_YEAR})(?!\d))"
    return (
        re.compile(rf"(?<!\w){weekday}(?<!\d){day}\s(?:de\s|of\s)?{month}{year}?"),
        re.compile(rf"(?<!\w){weekday}{month}\s{day}(?!\d){year}?"),
        re.compile(rf"(?<!\w){month}{year}"),
    )


@cache
def _months_alone(language: str) -> re.Pattern[str]:
    """Months without day and year after a word that tells that a month is meant: "in May", "en mars"."""
    leads = "|".join(map(re.escape, sorted(words("month_lead", language), key=lambda lead: (-len(lead), lead))))
    months = "|".join(map(re.escape, sorted(_month_names(language), key=lambda name: (-len(name), name))))
    return re.compile(rf"(?<!\w)(?:{leads})\s(?P<month>{months})(?!\w)" if leads and months else r"(?!)")


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    names = sorted(_weekday_names(language), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)" if names else r"(?!)")


_PARTS_OF_DAY = {
    "de": ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht"),
    "nl": ("ochtend", "middag", "avond", "nacht"),
}


@cache
def _weekday_names(language: str) -> dict[str, int]:
    """Weekdays by name, Monday 0; in German with the part of the day as well ("Montagmorgen")."""
    locale = _locale(language)
    days = {fold(name): number for number, name in locale.days["format"]["wide"].items()} if locale else {}
    parts = _PARTS_OF_DAY.get(language, ())
    return days | {day + part: number for day, number in days.items() for part in parts}


@cache
def _month_names(language: str) -> dict[str, int]:
    """Months by name and abbreviation."""
    locale = _locale(language)
    if locale is None:
        return {}
    found = {}
    for width in ("abbreviated", "wide"):
        for form in ("stand-alone", "format"):
            for number, name in locale.months[form][width].items():
                if any(char.isalpha() for char in name):
                    found[fold(name).rstrip(".")] = number
    return found


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language) if language else None
    except (UnknownLocaleError, ValueError):
        return None
