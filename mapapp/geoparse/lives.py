"""The head of a biography, and the birth and the death that it dates: "TOPURIA (1871–1937). Born at"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mapapp.dates.days import date_of_day
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import days_in
from mapapp.geoparse.prose import Dated, Sentence
from mapapp.geoparse.story import YEAR_DAYS
from mapapp.geoparse.tenses import has_verb
from mapapp.model.text import Span
from mapapp.model.timespan import TimeSpan

_YEAR = r"1[5-9]\d\d"
_NAME = r"\W*[A-Z][^();]{1,60}(?:\([^()\d]*\)[^();]{0,40})?"
_LIFE = re.compile(
    rf"{_NAME}(?:\((?:[^()]{{0,60}}?\b)?{_YEAR}\b[^()]{{0,12}}?[-–—][^()]{{0,60}}?\b(?:{_YEAR}|20\d\d)\b[^()]*\)|"
    rf"[,(] ?(?:b\.|born) (?:[^(),;]{{0,40}}\b)?{_YEAR}\b)"
)
_BORN = re.compile(
    r"\W*(?:(?:(?:He|She) (?:was |had been )?)?born|(?:a )?native of|b\.)(?=\s)", re.IGNORECASE
)
_DIED = re.compile(
    r"(?:^\W*(?:(?:He|She) (?:was )?)?|;\s)(?:d\.|died|shot|executed|murdered|assassinated|buried)\s"
    r"(?:[a-z]+\s){0,3}$",
    re.IGNORECASE,
)
# "Born at Gori in 1882", "(b. 1871, Shusha)": what follows tells of another time. No state that was born.
_BORN_ON = re.compile(
    r"(?:\b(?:[Hh]e|[Ss]he|I|who|[A-Z][\w’'-]+)\s(?:was|had been)\sborn\b|\bBorn\b|,\s(?:\w+\s)?born\b|\bb\.)"
    r"(?:(?!\band\b)[^.;()]){0,60}$"
)
_MEANWHILE = re.compile(r"\b(?:when|as|while|where|which)\b")
_AND_WENT = re.compile(r"\s+and\s+(?:\w+\s+)?[a-z]")
_REACH = 70  # characters between a birth and its date, or that and its place
_SHORT = 20  # years; what lasted no longer was no life


class Life(NamedTuple):
    """The dates of a birth and of a death; None for one that the head does not give."""

    born: Dated
    died: Dated | None


def life_in_head(sentence: Sentence) -> Life | None:
    """The life of which the head of a biography gives the days or the years; None for any other sentence."""
    head = _LIFE.match(sentence.plain)
    if head is None or not sentence.dates or has_verb(sentence.plain[: head.end()].replace("born", "")):
        return None
    years = [int(year) for year in re.findall(rf"{_YEAR}|20\d\d", head.group())]
    if len(years) > 1 and years[-1] - years[0] <= _SHORT:
        return None
    dates = [date for date in sentence.dates if date.end <= head.end()]
    if not dates:
        return None
    born, died = _ends(dates[0]) if len(dates) == 1 else (dates[0], dates[-1])
    return Life(born, died if len(years) > 1 else None)


def _ends(date: Dated) -> tuple[Dated, Dated]:
    """The first and the last year of "(1871-1937)"."""
    first, last = date.span.day_min, date.span.day_max
    if first is None or last is None or days_in(date.span) <= YEAR_DAYS:
        return date, date
    return date._replace(span=_year_of(first)), date._replace(span=_year_of(last))


def _year_of(day: int) -> TimeSpan:
    return parse_edtf(f"{date_of_day(day)[0]:04d}")


def is_of_birth(plain: str, start: int, end: int, place: Span) -> bool:
    """Whether the date at ``[start, end)`` is that of a birth which is not told of a place.

    >>> text = "Born at Gori in 1882, he was sent to Tiflis."
    >>> is_of_birth(text, 16, 20, Span(8, 12)), is_of_birth(text, 16, 20, Span(37, 43))
    (False, True)
    """
    born = _birth_before(plain, start)
    if born is None:
        return False
    if place.start < start:
        return place.start < born
    words = plain[end : min(place.start, end + _REACH)]
    if _MEANWHILE.search(words):
        return False
    return has_verb(words) or bool(_AND_WENT.match(words)) or ")" in words


@lru_cache(maxsize=256)  # each place of a sentence asks
def _birth_before(plain: str, start: int) -> int | None:
    """Where the word of a birth stands that leads to a date; None where none does."""
    born = _BORN_ON.search(plain, max(0, start - _REACH), start)
    return born.start() if born else None


def is_birthplace(before: str) -> bool:
    """Whether the words of a sentence before a name tell of a birth alone, and of nothing after it.

    >>> is_birthplace("He was born at "), is_birthplace("Born at Kars, he was taught in ")
    (True, False)
    """
    born = _BORN.match(before)
    return bool(born) and ";" not in before and not has_verb(before[born.end() :] if born else "")


def is_deathplace(before: str) -> bool:
    """Whether the words of a sentence before a name tell that the one it is about died there.

    >>> is_deathplace("Shot at "), is_deathplace("They shot him at ")
    (True, False)
    """
    return bool(_DIED.search(before))
