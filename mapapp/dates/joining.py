"""Two dates that together name one span of time: "June-July 1920", "late April and early May 1920"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mapapp.dates.partial import RANK, RUNNING_MONTH, Partial
from mapapp.dates.readers import Piece

_LINK = re.compile(
    r"\s*(?P<dash>-|–|—)\s*|,?\s+(?P<word>to|until|till|up\s+to|through|thru|and|or)\s+(?:(?:most\s+of\s+)?the\s+|most\s+of\s+)?",
    re.IGNORECASE,
)
_LISTED = re.compile(r",?\s+(?:and|or|&)\s+(?:again\s+)?(?:(?:in|on|of|the)\s+){0,2}|,\s+", re.IGNORECASE)
_DAYS = re.compile(r",\s+(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?")
_NTH = re.compile(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)")
_LEAD = re.compile(
    r"\b(?P<word>between|from)\s+(?:the\s+)?(?:period\s+(?:of|from|between)\s+|years\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_LEAD_WIDTH = 36
_POINTING = ("season that followed", "month last")  # "the winter and spring that followed"
_CYCLE = {"month": 1, "season": 3}
_ENDS = ("late", "last days", "second half", "last week")
_STARTS = ("early", "first days", "first half", "first week", "mid")


class Compound(NamedTuple):
    """An expression: its span, the rule that found it, and its date or the two dates it runs between."""

    start: int
    end: int
    rule: str
    pieces: tuple[Piece, ...]


def join(text: str, found: Sequence[Compound]) -> list[Compound]:
    """The expressions in text order, with those that name one span of time joined to one."""
    result: list[Compound] = []
    for compound in found:
        if result and _joined(text, result[-1], compound):
            first = result.pop()
            pieces = _shared_years(first.pieces[0], compound.pieces[0])
            if compound.rule in _POINTING:
                pieces = _pointing_alike(*pieces)
            rule = f"{first.rule} to {compound.rule}"
            result.append(Compound(first.start, compound.end, rule, pieces))
        else:
            result.append(compound)
    return [_with_lead(text, compound) for compound in _with_listed_years(text, result)]


def _with_listed_years(text: str, found: Sequence[Compound]) -> list[Compound]:
    """The expressions, where "in March and on 5 April 1920" gives its year to March too."""
    result = list(found[-1:])
    for compound in found[-2::-1]:
        days = compound.rule == "day alone"
        listed = (_DAYS if days else _LISTED).fullmatch(text, compound.end, result[-1].start)
        listed = listed if not days or _NTH.match(text, result[-1].start) else None
        result.append(_with_year_of(compound, result[-1].pieces[0].date) if listed else compound)
    return result[::-1]


def _with_year_of(compound: Compound, second: Partial) -> Compound:
    """The expression with the year of the date listed after it, where it has none itself."""
    last = compound.pieces[-1].date
    if last.shift == (RUNNING_MONTH, 0) and second.month and (last.day or 0) < (second.day or 0):
        date = last._replace(month=second.month, year=second.year, shift=None)
        return compound._replace(pieces=(*compound.pieces[:-1], compound.pieces[-1]._replace(date=date)))
    if last.year or last.shift or last.towards or not (last.month and second.month and second.year):
        return compound
    year = second.year - ((second.month, second.day or 0) < (last.month, last.day or 0))
    return compound._replace(pieces=tuple(_with_year(piece, year) for piece in compound.pieces))


def _with_year(piece: Piece, year: int) -> Piece:
    date = piece.date
    return piece if date.year or not date.month else piece._replace(date=date._replace(year=year))


def _joined(text: str, first: Compound, second: Compound) -> bool:
    if len(first.pieces) > 1 or len(second.pieces) > 1:
        return False
    link = _LINK.fullmatch(text, first.end, second.start)
    one, two = first.pieces[0].date, second.pieces[0].date
    counted = any(date.shift and date.shift[0] != "year" for date in (one, two))
    if not link or counted or (one.year and two.year and one.year > two.year):
        return False
    lead = _lead(text, first.start)
    word = (link["word"] or "").lower()
    if link["dash"] or word in {"to", "through", "thru", "up to"}:
        return RANK[one.unit] == RANK[two.unit] or bool(lead) or bool(one.month and one.year and two.year)
    if word in {"until", "till"}:
        return bool(lead)
    if word == "or" and (one.unit != "year" or one.part) and not _turns(one, two):
        return False
    return bool(lead and lead["word"].lower() == "between") or _follows(one, two)


def _lead(text: str, start: int) -> re.Match[str] | None:
    return _LEAD.search(text, max(0, start - _LEAD_WIDTH), start)


def _follows(first: Partial, second: Partial) -> bool:
    """Whether the second date begins where the first ends, so that "and" makes one span of them."""
    if first.unit != second.unit or first.towards:
        return False
    turn = _turns(first, second)
    if first.unit == "year":
        return (turn or not (first.part or second.part)) and (second.year or 0) - (first.year or 0) == 1
    if first.unit not in _CYCLE or first.year is not None or bool(first.part) != bool(second.part):
        return False
    if first.part and not turn:
        return first.month == second.month and first.part != second.part
    return ((second.month or 0) - (first.month or 0)) % 12 == _CYCLE[first.unit]


def _turns(first: Partial, second: Partial) -> bool:
    """Whether the first date is an end and the second a beginning: "late May or early June"."""
    return first.part in _ENDS and second.part in _STARTS


def _with_lead(text: str, compound: Compound) -> Compound:
    """A range takes its "between" or "from" into its span; a single date never takes a preposition."""
    lead = _lead(text, compound.start) if len(compound.pieces) > 1 else None
    return compound._replace(start=lead.start("word")) if lead else compound


def _shared_years(first: Piece, second: Piece) -> tuple[Piece, Piece]:
    """A year that is written once is meant for both ends; an end that runs backwards is of the next year."""
    one, two = first.date, second.date
    if one.month and two.month and one.shift is None:
        follows = two.towards > 0  # "to the following April"
        wraps = (two.month, two.day or 0) < (one.month, (one.day or 0) + follows)
        if one.year is None and two.year is not None:
            one = one._replace(year=two.year - wraps)
        elif one.year is not None and two.year is None and two.shift is None:
            two = two._replace(year=one.year + wraps)
        elif one.year is None and two.shift is not None:
            unit, steps = two.shift
            one = one._replace(shift=(unit, steps - wraps), frame=two.frame)
    elif one.month and two.month and one.shift and one.shift[0] == "year" and not (two.year or two.shift):
        wraps = (two.month, two.day or 0) < (one.month, one.day or 0)
        two = two._replace(shift=("year", one.shift[1] + wraps), frame=one.frame)
    return first._replace(date=one), second._replace(date=two)


def _pointing_alike(first: Piece, second: Piece) -> tuple[Piece, Piece]:
    """The words behind the second date that say which way it lies are meant for both."""
    date = first.date._replace(towards=second.date.towards, frame=second.date.frame)
    return first._replace(date=date), second
