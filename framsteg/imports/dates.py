"""Dates as they are written in Swedish lists, and why something is not a date."""

import calendar
import re
from datetime import date, datetime, timedelta

from framsteg.foundation.text import Text, say
from framsteg.imports.sheet import Cell
from framsteg.imports.words import plain

EARLIEST = date(1900, 1, 1)
_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(18_000, 80_000)  # 1949–2119: a number in a date column that can only be a day

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "mars mar march",
            "april apr",
            "maj may",
            "juni jun june",
            "juli jul july",
            "augusti aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_PARTS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/., ]\s*-?(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:den )?(\d{1,2}) ?(?:e|de|a)? ([a-z]+) (\d{4}|\d{2})")
_ENGLISH_WORDS = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_TIME = re.compile(r"[T ]\d{1,2}[:.]\d{2}.*$")
_LETTERS = re.compile(r"[^\W\d_]")


class NotADate(ValueError):
    """`reason` says what is wrong with what was written."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def to_date(cell: Cell, *, today: date, month_first: bool = False) -> date:
    """The day that a cell means; raises `NotADate` with the reason.

    `month_first` reads 3/5 as the 5th of March. Two-digit years lie at most a year ahead.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(cell, today)
    return _from_text(str(cell).strip(), today, month_first)


def _from_number(number: float, today: date) -> date:
    if int(number) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(number))
    return _from_text(str(int(number)), today, False)


def _from_text(text: str, today: date, month_first: bool) -> date:
    text = _TIME.sub("", text)
    if found := _ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if text.isdigit():
        return _from_digits(text, today)
    if found := _PARTS.fullmatch(text):
        first, second, year = found.groups()
        day, month = (second, first) if month_first else (first, second)
        return _day(_full_year(year, today), int(month), int(day))
    if _LETTERS.search(text):
        return _from_words(text, today)
    raise NotADate(_unknown_form())


def _from_digits(text: str, today: date) -> date:
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6:
        return _day(_full_year(text[:2], today), int(text[2:4]), int(text[4:]))
    if len(text) == 5 and int(text) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(text))
    if len(text) == 4:
        raise NotADate(say("Only a year is given: month and day are needed."))
    raise NotADate(_unknown_form())


def _from_words(text: str, today: date) -> date:
    words = plain(text)
    if found := _WORDS.fullmatch(words):
        day, month, year = found.groups()
    elif found := _ENGLISH_WORDS.fullmatch(words):
        month, day, year = found.groups()
    else:
        raise NotADate(_unknown_form())
    if month not in _MONTHS:
        raise NotADate(say("There is no month called {month}.", month=month))
    return _day(_full_year(year, today), _MONTHS[month], int(day))


def _full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    century = today.year // 100 * 100
    full = century + int(year)
    return full if full <= today.year + 1 else full - 100


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NotADate(say("There is no month {month}.", month=month))
    if not EARLIEST.year <= year <= 2200:
        raise NotADate(say("The year {year} cannot be right.", year=year))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotADate(say("There is no day {day} in that month.", day=day))
    return date(year, month, day)


def _unknown_form() -> Text:
    return say("Not a date. Write year, month and day, for example 2012-05-03.")
