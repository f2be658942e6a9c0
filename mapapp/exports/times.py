"""Days and EDTF as the standards of the exports write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from mapapp.dates.days import date_of_day
from mapapp.query import EARLIEST_DAY, LATEST_DAY

_PLAIN = re.compile(r"-?[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


class Ends(NamedTuple):
    """The two ends of an EDTF value in plain ISO 8601; "" where an end is open or unknown.

    ``kind`` is ``date`` (a day, month or year: both ends are the same), ``interval`` (from the one to the
    other) or ``within`` (some time between two days: a season, a set, unspecified digits).
    """

    kind: Literal["date", "interval", "within"]
    start: str
    end: str
    doubt: Literal["", "approximate", "uncertain"] = ""


@lru_cache(maxsize=16_384)
def iso_day(day: int | None) -> str:
    """A day number as ``1920-04-28``; "" for a day that is not known or without bound."""
    if day is None or day in (EARLIEST_DAY, LATEST_DAY):
        return ""
    year, month, day_of_month = date_of_day(day)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day_of_month:02d}"


@lru_cache(maxsize=16_384)
def ends_of(edtf: str, day_min: int | None, day_max: int | None) -> Ends:
    """The ends of a date as the atlas holds it.

    >>> ends_of("1920-06~", 0, 0), ends_of("1920-06/..", 0, 0).end
    (Ends(kind='date', start='1920-06', end='1920-06', doubt='approximate'), '')
    """
    doubt: Literal["", "approximate", "uncertain"] = "approximate" if "~" in edtf else ""
    if "?" in edtf or "%" in edtf:
        doubt = "uncertain"
    parts = [re.sub(r"[~?%]|^\.\.$", "", part) for part in edtf.split("/")]
    if any(part and not _PLAIN.fullmatch(part) for part in parts) or not any(parts):
        return Ends("within", iso_day(day_min), iso_day(day_max), doubt)
    if len(parts) == 1:
        return Ends("date", parts[0], parts[0], doubt)
    return Ends("interval", parts[0], parts[1], doubt)
