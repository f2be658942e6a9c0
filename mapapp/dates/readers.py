"""What a match of a pattern says: the pieces of an expression, each a span with its partial date."""

from __future__ import annotations

import re
from typing import NamedTuple

from mapapp.dates.easter import PART as EASTER
from mapapp.dates.foreign import foreign_month
from mapapp.dates.partial import Frame, Partial, Unit
from mapapp.dates.words import (
    FEASTS,
    MONTHS,
    MOVABLE,
    OWN,
    PARTS,
    ROMAN,
    SEASONS,
    SHIFTS,
    WEEKDAYS,
    number_of,
    plain,
    year_of,
)

# Days by which the Julian calendar lagged: 11 after 1700, 12 after 1800, 13 after 1900; two less and one
# more for slips of the pen.
_LAGS = range(9, 15)
# Years by which ours run ahead of the Hijra's, those by the moon from 1800 to 1930 and those by the sun.
_HIJRI_LUNAR, _HIJRI_SOLAR = range(580, 587), range(621, 623)


MOST_OF = {"days": 31, "weeks": 8, "months": 12}  # of a month or a year that a part of it counts
# With no article: "next month" is the writer's, "the next month" the story's.
DEICTIC = {"last", "next", "this"}


class Piece(NamedTuple):
    """One date of an expression: its span in the text and what it says."""

    start: int
    end: int
    date: Partial


def group(match: re.Match[str], name: str) -> str:
    """The text of a group of a match; empty where it has none."""
    return (match.group(name) or "") if name in match.re.groupindex else ""


def whole(match: re.Match[str], date: Partial) -> tuple[Piece, ...]:
    """One piece, as long as the match."""
    return (Piece(match.start(), match.end(), date),)


def _year(match: re.Match[str]) -> tuple[int | None, tuple[str, int] | None]:
    """The year that is written, or how it is counted from the year named last."""
    if year := group(match, "year"):
        return int(year), None
    if bc := group(match, "bc"):
        return 1 - int(bc), None
    if short := group(match, "short") or group(match, "tens"):
        return number_of(short), ("century", 0)
    if words := group(match, "words"):
        return year_of(words), None
    if beside := group(match, "beside"):
        return None, ("year", 1 if beside == "after" else -1)
    that = plain(group(match, "that")).removeprefix("the ")
    return None, ("year", (SHIFTS | OWN)[that]) if that else None


def month_of(match: re.Match[str], name: str = "month") -> int | None:
    """The month that a group of a match names, if it does."""
    word = plain(group(match, name)).rstrip(".")
    foreign = " ".join(group(match, name).lower().split()).rstrip(".")
    return MONTHS.get(word) or MONTHS.get(word.replace(" ", "")) or foreign_month(foreign)


def weekday_of(match: re.Match[str], name: str = "weekday") -> int | None:
    """The weekday that a group of a match names, 0 for a Monday."""
    name = plain(group(match, name))[:3]
    return next((number for number, day in enumerate(WEEKDAYS) if name and day.startswith(name)), None)


def part_of(match: re.Match[str]) -> str:
    """The part of a month or year that a match names; empty where it names the whole."""
    words = plain(group(match, "part"))
    end, number, unit = words.split() if words.count(" ") == 2 else ("", "", "")
    if words in PARTS or unit not in MOST_OF:
        return PARTS.get(words, "")
    return f"{end} {number_of(number)} {unit}" if 0 < number_of(number) <= MOST_OF[unit] else ""


def calendar_date(match: re.Match[str]) -> tuple[Piece, ...]:
    """Day, month and year, as far as the match has them, and the part of the last that is meant."""
    year, shift = _year(match)
    day, month = group(match, "day") or group(match, "day2"), month_of(match) or month_of(match, "month2")
    unit: Unit = "day" if day else "month" if month else "year"
    date = Partial(unit, year, month, number_of(day) if day else None, part_of(match), shift)
    that = plain(group(match, "that"))
    frame: Frame = "document" if that in DEICTIC or that.removeprefix("the ") in OWN else "named"
    return whole(match, date._replace(weekday=weekday_of(match), frame=frame))


def day_range(match: re.Match[str]) -> tuple[Piece, ...]:
    """Two days of one month: the first piece is the first number alone, or the month with it."""
    year, shift = _year(match)
    month, first, second = month_of(match), number_of(match["day"]), number_of(match["day2"])
    if first >= second:
        return ()
    start = min(match.start("day"), match.start("month"))
    return (
        Piece(start, match.end("day"), Partial("day", year, month, first, shift=shift)),
        Piece(match.start("day2"), match.end(), Partial("day", year, month, second, shift=shift)),
    )


def day_and_next(match: re.Match[str]) -> tuple[Piece, ...]:
    """14/15 September: a night between two days, where they follow each other."""
    return day_range(match) if number_of(match["day2"]) - number_of(match["day"]) == 1 else ()


def month_range(match: re.Match[str]) -> tuple[Piece, ...]:
    """Jan.-Feb. 1917, May/June 1920."""
    year, shift = _year(match)
    first, second = month_of(match) or 0, month_of(match, "month2") or 0
    if year is None:
        return ()
    return (
        Piece(match.start(), match.end("month"), Partial("month", year - (second < first), first)),
        Piece(match.start("month2"), match.end(), Partial("month", year, second, shift=shift)),
    )


def double_date(match: re.Match[str]) -> tuple[Piece, ...]:
    """A date in both styles, either first: the later is the new style's, where they lie as far apart."""
    year, shift = _year(match)
    month = month_of(match) or 0
    dates = [(month, number_of(match["day"])), (month_of(match, "month2") or month, number_of(match["day2"]))]
    for (old, first), (new, second) in (dates, dates[::-1]):
        months = (new - old) % 12 if new != old else int(second < first)
        if second - first + 30 * months in _LAGS:
            return whole(match, Partial("day", year, new, second, shift=shift))
    return ()


def numeric(match: re.Match[str]) -> tuple[Piece, ...]:
    """29.06.1920, 30/10/1920, 1920-06-29, 22.II.21, 19/II: day before month, unless that cannot be."""
    roman, written = group(match, "roman"), group(match, "year")
    day, month = int(match["day"]), ROMAN[roman.lower()] if roman else int(match["number"])
    if month > 12 >= day and not roman:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    short = ("century", 0) if len(written) == 2 else None
    return whole(match, Partial("day", int(written) if written else None, month, day, shift=short))


def year_range(match: re.Match[str]) -> tuple[Piece, ...]:
    """1918-1920, 1918-20, 1905-6, 499-493 BC."""
    if bc := group(match, "bc"):
        first, second, end, middle = 1 - int(match["from"]), 1 - int(bc), match.end("from"), match.start("bc")
    else:
        first, last, end, middle = int(match["year"]), match["year2"], match.end("year"), match.start("year2")
        size = 10 ** len(last)  # "1905-6" is 1905-1906
        second = first // size * size + int(last) if size < first else int(last)
    if first >= second:
        return ()
    return (
        Piece(match.start(), end, Partial("year", first)),
        Piece(middle, match.end(), Partial("year", second)),
    )


def two_eras(match: re.Match[str]) -> tuple[Piece, ...]:
    """1340/1921, 1335/1916-17: a year of the Hijra, by the moon or as Iran counts by the sun, with ours."""
    hijri, year = int(match["hijri"]), int(match["year"])
    if year - hijri not in _HIJRI_LUNAR and year - hijri not in _HIJRI_SOLAR:
        return ()
    first = Partial("year", year)
    if not (last := group(match, "year2")):
        return whole(match, first)
    second = Partial("year", year // 100 * 100 + int(last))
    return (
        Piece(match.start(), match.end("year"), first),
        Piece(match.start("year2"), match.end(), second),
    )


def season(match: re.Match[str]) -> tuple[Piece, ...]:
    """A season, with its year or without; a winter of two years begins in the first."""
    year, shift = _year(match)
    return whole(match, Partial("season", year, SEASONS[plain(match["season"])], None, part_of(match), shift))


def long_time(match: re.Match[str]) -> tuple[Piece, ...]:
    """The 1920s; the nineteenth century, XIX century: from 1801 to 1900, as historians count."""
    if decade := group(match, "decade"):
        return whole(match, Partial("decade", int(decade), part=part_of(match)))
    number = number_of(match["ordinal"])
    return (
        whole(match, Partial("century", number * 100 - 99, part=part_of(match))) if 5 <= number <= 21 else ()
    )


def centuries(match: re.Match[str]) -> tuple[Piece, ...]:
    """The late 19th and early 20th centuries: from the beginning of one to the end of the other."""
    first, second = number_of(match["ordinal"]), number_of(match["ordinal2"])
    if not 5 <= first < second <= 21:
        return ()
    last = PARTS.get(plain(group(match, "part2")), "")
    return (
        Piece(match.start(), match.end("ordinal"), Partial("century", first * 100 - 99, part=part_of(match))),
        Piece(match.start("ordinal2"), match.end(), Partial("century", second * 100 - 99, part=last)),
    )


def feast(match: re.Match[str]) -> tuple[Piece, ...]:
    """Christmas 1918, New Year's Eve, last Christmas, Easter Monday."""
    year, shift = _year(match)
    name = plain(match["feast"])
    if name in MOVABLE:
        away, month = MOVABLE[name]
        date = Partial("month", year, month, part=f"{EASTER} {away}", shift=shift)
    else:
        month, day = FEASTS[name]
        date = Partial("day", year, month, day, shift=shift)
    if word := plain(group(match, "shift")):
        told = word not in DEICTIC or match.string[: match.start("shift")].lower().endswith("the ")
        date = date._replace(towards=SHIFTS[word], frame="named" if told else "document")
    return whole(match, date)
