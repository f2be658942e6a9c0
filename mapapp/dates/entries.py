"""Days at the head of the entries of diaries and chronicles, shorter than in a sentence: "18th."."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from mapapp.dates import counting, readers
from mapapp.dates.readers import Piece
from mapapp.dates.rule import Rule
from mapapp.dates.words import FULL_MONTHS, SHORT_MONTHS, WEEKDAYS, capital

_REACH = 20_000  # characters over an entry in which its month or year is looked for
_MONTHS = capital(FULL_MONTHS)
_SHORT = capital(SHORT_MONTHS)
_MONTH_LINE = (
    rf"(?m)^(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)?, )?(?:{_MONTHS}|{_SHORT})(?:\.?,?\s\d{{4}})?[.:]?$"
)
_LABELLED = (
    r"(?m)^(?:[A-Z][a-z]{2,8}\.?,?\s)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{_MONTHS}|{_SHORT})\b|"
    rf"(?:{_MONTHS}|{_SHORT})\.?\s\d{{1,2}}(?!\d))"
)
_YEAR_LINE = r"(?m)^[^\n]{0,60}(?<!\d)(?:1[5-9]|20)\d\d[^\n]{0,30}$"
_STROKE = r"(?m)^\d{1,2}/\d{1,2}(?:[.:]|\s[—–-]+)?\s+[A-Z“\"]"
_IN_A_ROW = 3
_RUNNING = r"(?:[.!?] | [“\"])(\d{1,2})(?:st|nd|rd|th)(?=(?:, (?:night|evening|morning|noon))?[.:]\s)"
# Characters around a running entry, and entries in them, that are looked at; of its day alone.
_RUN, _MOST, _LABEL = 1500, 40, 24
_ANY_MONTH = rf"\b(?:{_MONTHS}|{_SHORT})\b"
_WEEKDAY_HEAD = rf"(?:^|(?<=\n)|(?<=[.!?] )){capital(WEEKDAYS)}(?:\.\s+[A-Z“\"]|:\s)"
_UNIT = (
    r"(?i)\s+(?:[a-z]+\s+){0,2}(?:army|division|regiment|corps|brigade|battalion|squadron|company|"
    r"infantry|cavalry)\b"
)
_HEAD = r"(?:(?<=\n)|\A)"
_TEXT = r"(?=(?:[.:]|\s[—–-]+)?\s+[A-Z“\"])"

ENTRIES: tuple[Rule, ...] = (
    Rule("day of an entry", "nth", rf"{_HEAD}{{nth}}{_TEXT}", counting.day_alone),
    Rule(
        "day of a running entry",
        "nth",
        r"(?:(?<=[.!?] )|(?<=\s[“\"])){nth}(?=(?:, (?:night|evening|morning|noon))?\.\s+[A-Z“\"]|:\s)",
        counting.day_alone,
    ),
    Rule(
        "weekday and day of an entry",
        "weekday",
        rf"{_HEAD}{{day_name_or_short}},? (?P<ordinal>\d{{1,2}})"
        rf"(?=[.:]\s+[A-Z“\"]|\s[—–]\s|\s+(?!{_MONTHS}|{_SHORT})[A-Z“\"])",
        counting.day_alone,
    ),
    Rule(
        "weekday of an entry",
        "weekday",
        rf"(?:{_HEAD}|(?<=[.!?] )){{day_name}}(?=\.\s+[A-Z“\"]|:\s)",
        counting.weekday_of_entry,
    ),
    Rule("numbers of an entry", "digit", rf"{_HEAD}{{d}}/{{m}}{_TEXT}", readers.numeric),
    Rule(
        "month of an entry", "month", rf"{_HEAD}(?P<month>{_SHORT})\.(?=\s+[A-Z“\"])", readers.calendar_date
    ),
)


@lru_cache(maxsize=16)
def _starts(pattern: str, text: str) -> tuple[int, ...]:
    """Where the lines of a sort begin: looked for once, however many entries ask."""
    return tuple(match.start() for match in re.finditer(pattern, text))


def _stands_above(pattern: str, text: str, position: int) -> bool:
    """Whether a line of a sort stands above a position, and not too far."""
    starts = _starts(pattern, text)
    index = bisect_left(starts, position)
    return index > 0 and position - starts[index - 1] <= _REACH


def day_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "18th" heads an entry: a line above it is a month, or begins with a day and its month."""
    above = any(_stands_above(line, text, piece.start) for line in (_MONTH_LINE, _LABELLED))
    return above and not re.match(_UNIT, text[piece.end : piece.end + 40])


def day_of_running_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "18th" heads an entry in the midst of a paragraph: one of several such, one after another."""
    starts = _starts(_RUNNING, text)
    low, high = (bisect_left(starts, piece.start + steps) for steps in (-_RUN, _RUN))
    found = (re.match(_RUNNING, text[at : at + _LABEL]) for at in starts[low:high][:_MOST])
    near = [int(match[1]) for match in found if match]
    counted = any(near == list(range(first, first + len(near))) for first in (1, 2))  # "1st. ... 2nd. ..."
    month = re.search(_ANY_MONTH, text[max(0, piece.start - _RUN) : piece.start])
    return len(near) >= 2 and not counted and bool(month)


def weekday_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "Tuesday." heads an entry: another weekday does so too, before it or after."""
    return any(start != piece.start for start in _starts(_WEEKDAY_HEAD, text)[:2])


def numbers_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "9/10" heads an entry: one of several such lines under one with a year."""
    first = next(iter(_starts(_YEAR_LINE, text)), piece.start)
    return len(_starts(_STROKE, text)) >= _IN_A_ROW and first < piece.start


def month_of_entry_meant(text: str, piece: Piece) -> bool:
    """Whether "Sept." heads an entry: a line with a year stands above it."""
    return _stands_above(_YEAR_LINE, text, piece.start)
