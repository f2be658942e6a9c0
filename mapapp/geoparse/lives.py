"""The head of a biography, and the birth that it dates: "TOPURIA, David (1871–1937), lawyer. Born at"."""

from __future__ import annotations

import re

from mapapp.geoparse.prose import Dated, Sentence
from mapapp.geoparse.tenses import has_verb

_YEAR = r"1[5-9]\d\d"
_NAME = r"\W*[A-Z][^();]{1,60}(?:\([^()\d]*\)[^();]{0,40})?"
_LIFE = re.compile(
    rf"{_NAME}(?:\((?:[^()]{{0,60}}?\b)?{_YEAR}\b[^()]{{0,12}}?[-–—][^()]{{0,60}}?\b(?:{_YEAR}|20\d\d)\b[^()]*\)|"
    rf"[,(] ?(?:b\.|born) (?:[^(),;]{{0,40}}\b)?{_YEAR}\b)"
)
_BORN = re.compile(r"\W*(?:(?:He|She) (?:was |had been )?)?born\b", re.IGNORECASE)
_SHORT = 20  # years; what lasted no longer was no life


def birth_in_head(sentence: Sentence) -> Dated | None:
    """The first date of a sentence that heads a biography with the years of a life; None for any other."""
    head = _LIFE.match(sentence.plain)
    if head is None or not sentence.dates or has_verb(sentence.plain[: head.end()].replace("born", "")):
        return None
    years = [int(year) for year in re.findall(rf"{_YEAR}|20\d\d", head.group())]
    if len(years) > 1 and years[-1] - years[0] <= _SHORT:
        return None
    first = sentence.dates[0]
    return first if first.end <= head.end() else None


def is_birthplace(before: str) -> bool:
    """Whether the words of a sentence before a name tell of a birth alone, and of nothing after it.

    >>> is_birthplace("He was born at "), is_birthplace("Born at Kars, he was taught in ")
    (True, False)
    """
    born = _BORN.match(before)
    return bool(born) and ";" not in before and not has_verb(before[born.end() :] if born else "")
