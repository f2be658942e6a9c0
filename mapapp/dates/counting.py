"""What a match says that counts from another day: "the next day", "on Sunday", "two weeks ago"."""

from __future__ import annotations

import re

from mapapp.dates.partial import ANNIVERSARY, ENTRY, RUNNING_MONTH, SAME_MONTH, Frame, Partial, Unit
from mapapp.dates.readers import (
    DEICTIC,
    Piece,
    group,
    month_of,
    part_of,
    weekday_of,
    whole,
)
from mapapp.dates.words import (
    DEICTIC_DAYS,
    DIRECTIONS,
    SEASONS,
    SHIFTS,
    UNITS,
    number_of,
    plain,
)

# Words of letters for the month of writing, the one before and the next.
LETTER_MONTHS = ("instant", "inst", "current", "present month", "current month", "this month", "ultimo",
                 "ult", "proximo", "prox")  # fmt: skip
COUNTED: dict[str, Unit] = {"day": "day", "date": "day", "month": "month", "year": "year"}
DAY_WORDS = {
    "after": 1, "following": 1, "before": -1, **dict.fromkeys(LETTER_MONTHS, 0), "ultimo": -1, "ult": -1,
    "proximo": 1, "prox": 1,
}  # fmt: skip
_THE = re.compile(r"(?i)\b(?:the|this)\s+$")


def shifted(match: re.Match[str]) -> tuple[Piece, ...]:
    """The next summer, that spring, the previous April; "the spring" says nothing, so it is not read here."""
    word, name = plain(match["shift"]), plain(group(match, "season"))
    if word == "this" and not name:
        day, month = group(match, "day"), month_of(match)
        date = Partial("day" if day else "month", month=month, day=number_of(day) if day else None)
        return whole(match, date._replace(shift=("year", 0), frame="document"))
    if word in {"the", "its"} or not (name or SHIFTS[word]):
        return ()
    if name:
        return whole(match, Partial("season", month=SEASONS[name], towards=SHIFTS[word], frame=_frame(match)))
    unit: Unit = "day" if (day := group(match, "day")) else "month"
    date = Partial(unit, month=month_of(match), day=number_of(day) if day else None, towards=SHIFTS[word])
    return whole(match, date._replace(frame=_frame(match)))


def counted(match: re.Match[str]) -> tuple[Piece, ...]:
    """The same day, the following month, the end of that year, the 19th of that month, later that year."""
    word, shift = plain(group(match, "unit")) or "month", plain(group(match, "shift")).rstrip(".")
    unit = COUNTED.get(word)
    steps = DAY_WORDS.get(shift, SHIFTS.get(shift, 0))
    if unit is None:
        return ()
    if ordinal := group(match, "ordinal"):
        frame: Frame = "document" if shift in (*LETTER_MONTHS, *DEICTIC) else "named"
        return whole(match, Partial("day", day=number_of(ordinal), shift=("month", steps), frame=frame))
    frame = "named" if unit == "day" else _frame(match)  # "and next day" goes on with the story
    return whole(match, Partial(unit, part=part_of(match), shift=(unit, steps), frame=frame))


def _frame(match: re.Match[str]) -> Frame:
    """What "next month" counts from: with an article the story, else the day of writing."""
    if plain(group(match, "shift")) not in DEICTIC:
        return "named"
    start = match.start("shift")
    return "named" if _THE.search(match.string[max(0, start - 6) : start]) else "document"


def day_alone(match: re.Match[str]) -> tuple[Piece, ...]:
    """On the 23rd; from the 20th to the 25th: of the month that the text is at."""
    first = number_of(match["ordinal"])
    date = Partial("day", day=first, shift=(RUNNING_MONTH, 0), weekday=weekday_of(match))
    if not group(match, "ordinal2"):
        return whole(match, date)
    second = number_of(match["ordinal2"])
    end = Partial("day", day=second, shift=("month", int(second < first)))
    return (
        Piece(match.start(), match.end("ordinal"), date),
        Piece(match.start("ordinal2"), match.end(), end),
    )


def day_in_list(match: re.Match[str]) -> tuple[Piece, ...]:
    """On the 9th, 14th and 20th: a later one."""
    date = Partial("day", day=number_of(match["ordinal"]), shift=(RUNNING_MONTH, 0))
    return (Piece(match.start("day"), match.end("day"), date),)


def day_time(match: re.Match[str]) -> tuple[Piece, ...]:
    """The same night, the next morning, the evening before; that week, the following week."""
    shift, week = plain(match["shift"]), plain(match["unit"]) == "week"
    if shift in {"the", "its", "this"} or (shift == "last" and not week):
        return ()
    steps = DAY_WORDS.get(shift, SHIFTS.get(shift.removeprefix("the "), 0))
    frame: Frame = "named"
    if week and _frame(match) == "document":
        return whole(match, Partial("day", shift=("week", steps), lasts=7, frame="document only"))
    if week and not steps:
        return whole(match, Partial("day", shift=("week", 0), lasts=7))
    days = 7 if week else 1
    return whole(match, Partial("day", shift=("day", steps * days), lasts=days, frame=frame))


def nth_day(match: re.Match[str]) -> tuple[Piece, ...]:
    """On the fourth day: three days after the one named last."""
    return whole(match, Partial("day", shift=("day", number_of(match["ordinal"]) - 1)))


def deictic(match: re.Match[str]) -> tuple[Piece, ...]:
    """Yesterday, last night, tomorrow morning: counted from the day of a dated document only."""
    return whole(
        match, Partial("day", shift=("day", DEICTIC_DAYS[plain(match["deictic"])]), frame="document only")
    )


def morrow(match: re.Match[str]) -> tuple[Piece, ...]:
    """On the morrow: the day after the one named last."""
    return whole(match, Partial("day", shift=("day", 1)))


def weekday(match: re.Match[str]) -> tuple[Piece, ...]:
    """On Sunday, last Sunday, Sunday last: near the document's day, or after the day named last."""
    word = plain(group(match, "shift") or group(match, "last"))
    if week := group(match, "week"):
        date = Partial("day", weekday=weekday_of(match), shift=("week", SHIFTS[week]), frame="document only")
        return whole(match, date)
    towards = SHIFTS.get(word, 0)
    return whole(match, Partial("day", weekday=weekday_of(match), towards=towards, frame="document"))


def weekday_of_entry(match: re.Match[str]) -> tuple[Piece, ...]:
    """Tuesday, over an entry: the first after the day named last."""
    return whole(match, Partial("day", part=ENTRY, weekday=weekday_of(match), towards=1))


def units_away(match: re.Match[str]) -> tuple[Piece, ...]:
    """Two days later, three months ago, ten years earlier."""
    frame: Frame = "document" if plain(match["direction"]) == "ago" else "named"
    found = _away(match, DIRECTIONS[plain(match["direction"])], frame)
    if found[0].date.shift in {("year", 1), ("year", -1)}:  # "a year later": in the month that was named
        found = (found[0]._replace(date=found[0].date._replace(part=SAME_MONTH)),)
    return found


def month_years_away(match: re.Match[str]) -> tuple[Piece, ...]:
    """May, two years ago: that month of another year."""
    if UNITS[plain(match["unit"])] != "year":
        return ()
    away = units_away(match)[0].date
    return whole(match, away._replace(unit="month", month=month_of(match)))


def part_of_own(match: re.Match[str]) -> tuple[Piece, ...]:
    """The current year, the end of the present month: of the day of writing, where the text has one."""
    unit = COUNTED[plain(match["unit"])]
    return whole(match, Partial(unit, part=part_of(match), shift=(unit, 0), frame="document only"))


def decade_told(match: re.Match[str]) -> tuple[Piece, ...]:
    """In the seventies: of the century that the text is in, or the one before."""
    tens = number_of(plain(match["tens"]).removesuffix("ies") + "y")
    return whole(match, Partial("decade", tens, part=part_of(match), shift=("century", 0)))


def anniversary(match: re.Match[str]) -> tuple[Piece, ...]:
    """A hundred years ago today, fifty years ago this month: the day or the month of writing, that year."""
    years = number_of(match["number"]) * (100 if "centur" in plain(match["unit"]) else 1)
    unit: Unit = "month" if plain(group(match, "to2")).endswith("month") else "day"
    return whole(match, Partial(unit, shift=(ANNIVERSARY, -years), frame="document only"))


def half_a_year(match: re.Match[str]) -> tuple[Piece, ...]:
    """Half a year later, a year and a half later, half a century later."""
    frame: Frame = "document" if plain(match["direction"]) == "ago" else "named"
    if longer := {"decade": 5, "century": 50}.get(plain(group(match, "half"))):
        steps = longer * DIRECTIONS[plain(match["direction"])]
        return whole(match, Partial("year", shift=("year", steps), frame=frame))
    years = number_of(group(match, "number") or "zero")
    steps = (12 * years + 6) * DIRECTIONS[plain(match["direction"])]
    return whole(match, Partial("month", shift=("month", steps), frame=frame))


def seasons_away(match: re.Match[str]) -> tuple[Piece, ...]:
    """Two summers earlier: that season of another year."""
    years = number_of(match["number"]) * DIRECTIONS[plain(match["direction"])]
    frame: Frame = "document" if plain(match["direction"]) == "ago" else "named"
    month = SEASONS[plain(match["season"])]
    return whole(match, Partial("season", month=month, shift=("year", years), frame=frame))


def that_weekday(match: re.Match[str]) -> tuple[Piece, ...]:
    """That Tuesday: the one nearest to the day named last."""
    return whole(match, Partial("day", weekday=weekday_of(match), shift=("weekday", 0)))


def new_year(match: re.Match[str]) -> tuple[Piece, ...]:
    """The beginning of the new year, in the new year: of the one after the year named last."""
    part = part_of(match) or "first month"
    return whole(match, Partial("year", part=part, shift=("year", 1), frame="document"))


def units_ahead(match: re.Match[str]) -> tuple[Piece, ...]:
    """In two weeks' time: from the day of writing."""
    return _away(match, 1, "document")


def _away(match: re.Match[str], direction: int, frame: Frame) -> tuple[Piece, ...]:
    number = number_of(match["number"]) * direction
    unit = UNITS[plain(match["unit"])]
    counted_in: dict[str, tuple[Unit, int]] = {
        "day": ("day", 1), "night": ("day", 1), "morning": ("day", 1), "evening": ("day", 1),
        "week": ("day", 7), "fortnight": ("day", 14),
        "month": ("month", 1), "year": ("year", 1), "decade": ("year", 10), "century": ("year", 100),
    }  # fmt: skip
    name, size = counted_in[unit]
    return whole(match, Partial(name, shift=(name, number * size), frame=frame))
