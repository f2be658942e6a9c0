"""Days of events that every account of the region knows: they give a year to a story that names none.

"On 30 October the askers were in Kars" is 1920, whoever tells it. The events are data: ``events.toml``
beside the gazetteer. One holds where its day and a word of it stand near each other; where a text gives years
itself, these count for more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from mapapp.dates.calendars import gregorian_to_julian
from mapapp.dates.days import date_of_day, day_of
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.joining import Compound

_PATTERNS = ("words", "named", "told")
_BEFORE, _AFTER = 150, 200  # characters around a date in which a word of the event stands, in its paragraph
# The day as it comes back each year.
_REPEATED = r"(?i)\b(?:anniversar\w+|every year|each year|celebrat\w+|holiday|commemorat\w+)\b"
# Up to this day accounts give the region's days in old style too: the change came on 14 February 1918 in
# Russia, and with the new republics from April to June 1918 in the South Caucasus.
_OLD_STYLE_UNTIL = day_of(1918, 6, 30)
_SHORT = 2  # days of an event up to which a day in either style is known by it
_OLD_LAST = 1000  # an event that a day fits in new style comes before one that it fits in old style


class Event(NamedTuple):
    """An event: its name, first and last day, the words it is told in, and its names where they are known.

    ``told`` is how a clause tells of it: "the Red Army entered Tiflis". All three are regular expressions,
    only the first with regard to case.
    """

    name: str
    first: int
    last: int
    words: str
    named: str = ""
    told: str = ""


class Known(NamedTuple):
    """An event and the year in which its day fell, in the style in which it is written."""

    event: Event
    year: int


def make_events(table: Mapping[str, Any]) -> tuple[Event, ...]:
    """The events of a parsed ``events.toml``; its other strings stand for ``{names}`` inside patterns."""
    parts = {name: value for name, value in table.items() if isinstance(value, str)}
    return tuple(
        Event(row["name"], *_ends(row["edtf"]), *(fill(row.get(key, ""), parts) for key in _PATTERNS))
        for row in table.get("event", ())
    )


def fill(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its ``{names}`` replaced by the parts of that name."""
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{part})")
    return pattern


def _ends(edtf: str) -> tuple[int, int]:
    span = parse_edtf(edtf)
    return span.day_min or 0, span.day_max or 0


def event_at(text: str, compound: Compound, events: Sequence[Event]) -> Known | None:
    """The event that a day without a year in a text is known for, if it is named near.

    None where the day is said to come back each year.
    """
    date = compound.pieces[0].date
    if date.year is not None or date.shift is not None or date.month is None or date.day is None:
        return None
    rows = _by_day(tuple(events)).get((date.month, date.day), ())
    if not rows:
        return None
    before = text[max(0, compound.start - _BEFORE) : compound.start].rsplit("\n\n", 1)[-1]
    near = before + " " + text[compound.end : compound.end + _AFTER].split("\n\n", 1)[0]
    if re.search(_REPEATED, near):
        return None
    worded = (known for known in rows if known.event.words)
    found = (known for known in worded if re.search(rf"\b(?:{known.event.words})\b", near))
    return next(found, None)


def year_of_names(text: str, events: Sequence[Event]) -> int | None:
    """The one year of all events that a text names ("the fall of Baku"); None where it names none, or two."""
    named = [
        event
        for event in events
        if any(name and re.search(name, text, re.IGNORECASE) for name in (event.named, event.told))
    ]
    years = {date_of_day(event.first)[0] for event in named}
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=8)
def _by_day(events: tuple[Event, ...]) -> Mapping[tuple[int, int], tuple[Known, ...]]:
    """The events of each day of the year (month, day); first those that were shortest, in new style."""
    found: dict[tuple[int, int], list[tuple[int, Known]]] = {}
    for event in events:
        for number in range(event.first, event.last + 1):
            old = event.last <= _OLD_STYLE_UNTIL and event.last - event.first < _SHORT
            readings = [number, gregorian_to_julian(number)] if old else [number]
            for reading in readings:
                year, month, day = date_of_day(reading)
                rank = event.last - event.first + _OLD_LAST * (reading != number)
                found.setdefault((month, day), []).append((rank, Known(event, year)))
    return {day: tuple(known for _, known in sorted(rows, key=_rank)) for day, rows in found.items()}


def _rank(row: tuple[int, Known]) -> int:
    return row[0]
