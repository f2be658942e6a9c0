"""Days at the head of the entries of diaries and chronicles, shorter than in a sentence: "18th."."""

from __future__ import annotations

import re

from mapapp.dates import counting, readers
from mapapp.dates.readers import Piece
from mapapp.dates.rule import Rule
from mapapp.dates.words import FULL_MONTHS, SHORT_MONTHS, capital

_REACH = 20_000  # characters over an entry in which its month or year is looked for
_MONTHS = capital(FULL_MONTHS)
_SHORT = capital(SHORT_MONTHS)
_MONTH_LINE = (
    rf"(?:\A|\n)(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)?, )?(?:{_MONTHS}|{_SHORT})(?:\.?,?\s\d{{4}})?[.:]?\n"
)
_LABELLED = (
    r"(?:\A|\n)(?:[A-Z][a-z]{2,8}\.?,?\s)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{_MONTHS}|{_SHORT})\b|"
    rf"(?:{_MONTHS}|{_SHORT})\.?\s\d{{1,2}}(?!\d))"
)
_YEAR_LINE = r"(?:\A|\n)[^\n]{0,60}(?<!\d)(?:1[5-9]|20)\d\d[^\n]{0,30}\n"
_STROKE = re.compile(r"(?:\A|\n)\d{1,2}/\d{1,2}(?:[.:]|\s[—–-]+)?\s+[A-Z“\"]")
_IN_A_ROW = 3
_UNIT = (
    r"(?i)\s+(?:[a-z]+\s+){0,2}(?:army|division|regiment|corps|brigade|battalion|squadron|company|"
    r"infantry|cavalry)\b"
)
_HEAD = r"(?:(?<=\n)|\A)"
_TEXT = r"(?=(?:[.:]|\s[—–-]+)?\s+[A-Z“\"])"

ENTRIES: tuple[Rule, ...] = (
    Rule("day of an entry", "nth", rf"{_HEAD}{{nth}}{_TEXT}", counting.day_alone),
    Rule("numbers of an entry", "digit", rf"{_HEAD}{{d}}/{{m}}{_TEXT}", readers.numeric),
    Rule(
        "month of an entry", "month", rf"{_HEAD}(?P<month>{_SHORT})\.(?=\s+[A-Z“\"])", readers.calendar_date
    ),
)


def day_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "18th" heads an entry: a line above it is a month, or begins with a day and its month."""
    before = text[max(0, piece.start - _REACH) : piece.start]
    above = re.search(_MONTH_LINE, before) or re.search(_LABELLED, before)
    return bool(above) and not re.match(_UNIT, text[piece.end : piece.end + 40])


def numbers_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "9/10" heads an entry: one of several such lines in a text with a year over it."""
    return len(_STROKE.findall(text)) >= _IN_A_ROW and bool(re.search(_YEAR_LINE, text[: piece.start]))


def month_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "Sept." heads an entry: a year stands in a line above it."""
    return bool(re.search(_YEAR_LINE, text[max(0, piece.start - _REACH) : piece.start]))
