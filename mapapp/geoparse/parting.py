"""How far apart, in clauses, a place and a date of one sentence stand, and the words around a place.

The boundaries between the clauses are those of ``clauses``; their weights add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapapp.geoparse.clauses import COMMA, MAIN, PARTING, PREPOSITION, STOP, Boundary
from mapapp.geoparse.prose import Dated
from mapapp.model.text import Span

_ARRIVAL = re.compile(
    r"(?:\s[a-z]+)?,\s(?:which|where)\s(?:it|he|she|they|we|I)\s(?:\w+\s)?(?:reached|entered|left|arrived|landed)\s"
    rf"(?:\w+\s)?(?:{PREPOSITION})?"
)
_COMMAS = 2.0  # the most that any number of commas part
_FRONT = 12  # characters before a date that opens its sentence: "On the", "As early as"
_DISTANCE = 0.002  # a character's weight: settles what boundaries leave open


def between(boundaries: Sequence[Boundary], place: Span, date: Dated) -> float:
    """What the boundaries between a place and a date weigh together."""
    low, high = (place.end, date.start) if place.end <= date.start else (date.end, place.start)
    weights = [b.weight for b in boundaries if low <= b.start and b.end <= high]
    commas = sum(weight for weight in weights if weight <= COMMA)
    return sum(weight for weight in weights if weight > COMMA) + min(commas, _COMMAS)


def distance(boundaries: Sequence[Boundary], place: Span, date: Dated) -> float:
    """How far a date is from a place: the boundaries between them, and a little for every character."""
    gap = max(date.start - place.end, place.start - date.end, 0)
    return between(boundaries, place, date) + _DISTANCE * gap


def is_arrival(plain: str, place: Span, date: Dated) -> bool:
    """Whether a date says when the place before it was reached: "to Kars, which it reached on the 8th"."""
    return date.start > place.end and bool(_ARRIVAL.fullmatch(plain, place.end, date.start))


def same_clause(boundaries: Sequence[Boundary], place: Span, date: Dated) -> bool:
    """Whether nothing parts a place and a date but the commas of a list."""
    return between(boundaries, place, date) < 1.0


def clause_around(boundaries: Sequence[Boundary], place: Span, plain: str) -> str:
    """The words around a place up to the next boundary on either side, commas aside."""
    return _around(boundaries, place, plain, PARTING)


def main_clause(boundaries: Sequence[Boundary], place: Span, plain: str) -> str:
    """The words around a place up to the next semicolon on either side."""
    return _around(boundaries, place, plain, MAIN)


def words_around(boundaries: Sequence[Boundary], place: Span, plain: str, first: int) -> str:
    """The words around a place between commas or other boundaries; none where they begin before an offset."""
    start = max((b.start for b in boundaries if b.weight >= COMMA and b.end <= place.start), default=0)
    return _around(boundaries, place, plain, COMMA) if start >= first else ""


def _around(boundaries: Sequence[Boundary], place: Span, plain: str, weight: float) -> str:
    heavy = [b for b in boundaries if b.weight >= weight]
    start = max((b.start for b in heavy if b.end <= place.start), default=0)
    end = min((b.start for b in heavy if b.start >= place.end), default=len(plain))
    return plain[start:end]


def apart(boundaries: Sequence[Boundary], place: Span, date: Dated) -> bool:
    """Whether a place and a date stand in different main clauses: a semicolon is between them."""
    low, high = (place.end, date.start) if place.end <= date.start else (date.end, place.start)
    return any(b.weight >= MAIN for b in boundaries if low <= b.start and b.end <= high)


def opens_for(place: Span, date: Dated, boundaries: Sequence[Boundary]) -> bool:
    """Whether a date opens the main clause of a place: "In 1914 men lived here who sent sons to Paris"."""
    return date.start <= _FRONT and date.end <= place.start and not apart(boundaries, place, date)


def stopped(boundaries: Sequence[Boundary], place: Span, date: Dated) -> bool:
    """Whether a full stop is between a place and a date, or one of them is in another item of a list.

    A date before the list is that of all its items: "On 3 May they resolved: (a) to ...; (b) to ...".
    """
    low, high = (place.end, date.start) if place.end <= date.start else (date.end, place.start)
    first = min((b.start for b in boundaries if b.item), default=0)
    stops = [b for b in boundaries if b.weight >= STOP and low <= b.start and b.end <= high]
    return any(not b.item or date.start > first for b in stops)


def parted(boundaries: Sequence[Boundary], place: Span, date: Dated) -> bool:
    """Whether a place and a date stand in different clauses, one of them subordinate."""
    return between(boundaries, place, date) >= PARTING
