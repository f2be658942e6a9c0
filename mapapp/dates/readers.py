"""What a match of a pattern says: the pieces of an expression, each a span with its partial date."""

from __future__ import annotations

import re
from typing import NamedTuple

from mapapp.dates.partial import Partial, Unit
from mapapp.dates.words import (
    DIRECTIONS,
    FEASTS,
    FOREIGN_MONTHS,
    MONTHS,
    PARTS,
    ROMAN,
    SEASONS,
    SHIFTS,
    UNITS,
    number_of,
    plain,
)

# Days by which the Julian calendar lagged: 11 after 1700, 12 after 1800, 13 after 1900; two less and one
# more for slips of the pen.
_LAGS = range(9, 15)
_COUNTED: dict[str, Unit] = {"day": "day", "date": "day", "month": "month", "year": "year"}
_DAY_WORDS = {"after": 1, "following": 1, "before": -1, "instant": 0, "inst": 0, "ultimo": -1, "ult": -1}


class Piece(NamedTuple):
    """One date of an expression: its span in the text and what it says."""

    start: int
    end: int
    date: Partial


def _group(match: re.Match[str], name: str) -> str:
    return (match.group(name) or "") if name in match.re.groupindex else ""


def _whole(match: re.Match[str], date: Partial) -> tuple[Piece, ...]:
    return (Piece(match.start(), match.end(), date),)


def _year(match: re.Match[str]) -> tuple[int | None, tuple[str, int] | None]:
    """The year that is written, or how it is counted from the year named last."""
    if year := _group(match, "year"):
        return int(year), None
    if bc := _group(match, "bc"):
        return 1 - int(bc), None
    if short := _group(match, "short"):
        return int(short), ("century", 0)
    that = plain(_group(match, "that")).removeprefix("the ")
    return None, ("year", SHIFTS[that]) if that else None


def _month(match: re.Match[str], name: str = "month") -> int | None:
    word = plain(_group(match, name)).rstrip(".")
    return MONTHS.get(word) or FOREIGN_MONTHS.get(word)


def _part(match: re.Match[str]) -> str:
    return PARTS.get(plain(_group(match, "part")), "")


def calendar_date(match: re.Match[str]) -> tuple[Piece, ...]:
    """Day, month and year, as far as the match has them, and the part of the last that is meant."""
    year, shift = _year(match)
    day, month = _group(match, "day"), _month(match)
    unit: Unit = "day" if day else "month" if month else "year"
    date = Partial(unit, year, month, number_of(day) if day else None, _part(match), shift)
    return _whole(match, date)


def day_range(match: re.Match[str]) -> tuple[Piece, ...]:
    """Two days of one month: the first piece is the first number alone, or the month with it."""
    year, shift = _year(match)
    month, first, second = _month(match), number_of(match["day"]), number_of(match["day2"])
    if first >= second:
        return ()
    start = min(match.start("day"), match.start("month"))
    return (
        Piece(start, match.end("day"), Partial("day", year, month, first, shift=shift)),
        Piece(match.start("day2"), match.end(), Partial("day", year, month, second, shift=shift)),
    )


def double_date(match: re.Match[str]) -> tuple[Piece, ...]:
    """An old style date with its new style one: the new style one counts, where the two lie as far apart."""
    year, shift = _year(match)
    old, new = _month(match) or 0, _month(match, "month2")
    first, second = number_of(match["day"]), number_of(match["day2"])
    months = (new - old) % 12 if new else int(second < first)
    if second - first + 30 * months not in _LAGS:
        return ()
    return _whole(match, Partial("day", year, new or old, second, shift=shift))


def numeric(match: re.Match[str]) -> tuple[Piece, ...]:
    """29.06.1920, 30/10/1920, 1920-06-29, 22.II.21, 19/II: day before month, unless that cannot be."""
    roman, written = _group(match, "roman"), _group(match, "year")
    day, month = int(match["day"]), ROMAN[roman.lower()] if roman else int(match["number"])
    if month > 12 >= day and not roman:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    short = ("century", 0) if len(written) == 2 else None
    return _whole(match, Partial("day", int(written) if written else None, month, day, shift=short))


def year_range(match: re.Match[str]) -> tuple[Piece, ...]:
    """1918-1920, 1918-20, 499-493 BC."""
    if bc := _group(match, "bc"):
        first, second, end, middle = 1 - int(match["from"]), 1 - int(bc), match.end("from"), match.start("bc")
    else:
        first, last, end, middle = int(match["year"]), match["year2"], match.end("year"), match.start("year2")
        second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if first >= second:
        return ()
    return (
        Piece(match.start(), end, Partial("year", first)),
        Piece(middle, match.end(), Partial("year", second)),
    )


def season(match: re.Match[str]) -> tuple[Piece, ...]:
    """A season, with its year or without; a winter of two years begins in the first."""
    year, shift = _year(match)
    return _whole(match, Partial("season", year, SEASONS[match["season"].lower()], None, _part(match), shift))


def shifted(match: re.Match[str]) -> tuple[Piece, ...]:
    """The next summer, that spring, the previous April; "the spring" says nothing, so it is not read here."""
    word, name = plain(match["shift"]), plain(_group(match, "season"))
    if word in {"the", "its"} or not (name or SHIFTS[word]):
        return ()
    if name:
        return _whole(match, Partial("season", month=SEASONS[name], towards=SHIFTS[word]))
    return _whole(match, Partial("month", month=_month(match), towards=SHIFTS[word]))


def long_time(match: re.Match[str]) -> tuple[Piece, ...]:
    """The 1920s; the nineteenth century, XIX century: as EDTF counts them, 1800 to 1899."""
    if decade := _group(match, "decade"):
        return _whole(match, Partial("decade", int(decade), part=_part(match)))
    number = number_of(match["ordinal"])
    return (
        _whole(match, Partial("century", (number - 1) * 100, part=_part(match))) if 5 <= number <= 21 else ()
    )


def counted(match: re.Match[str]) -> tuple[Piece, ...]:
    """The same day, the following month, the end of that year, the 19th of that month, later that year."""
    word, shift = plain(_group(match, "unit")) or "month", plain(_group(match, "shift")).rstrip(".")
    unit = _COUNTED.get(word)
    steps = _DAY_WORDS.get(shift, SHIFTS.get(shift, 0))
    if unit is None:
        return ()
    if ordinal := _group(match, "ordinal"):
        return _whole(match, Partial("day", day=number_of(ordinal), shift=("month", steps)))
    return _whole(match, Partial(unit, part=_part(match), shift=(unit, steps)))


def units_away(match: re.Match[str]) -> tuple[Piece, ...]:
    """Two days later, three months ago, ten years earlier."""
    number = number_of(match["number"]) * DIRECTIONS[match["direction"].lower()]
    unit = UNITS[match["unit"].lower()]
    counted_in: dict[str, tuple[Unit, int]] = {
        "day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14), "month": ("month", 1),
        "year": ("year", 1), "decade": ("year", 10),
    }  # fmt: skip
    name, size = counted_in[unit]
    return _whole(match, Partial(name, shift=(name, number * size)))


def feast(match: re.Match[str]) -> tuple[Piece, ...]:
    """Days of fixed date: Christmas 1918, New Year's Eve."""
    year, shift = _year(match)
    month, day = FEASTS[plain(match["feast"])]
    return _whole(match, Partial("day", year, month, day, shift=shift))
