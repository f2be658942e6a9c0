"""What a match says of days beside others: the eve of 5 May, the last Sunday of a month, the next weeks."""

from __future__ import annotations

import re

from mapapp.dates.counting import COUNTED, DAY_WORDS, day_alone
from mapapp.dates.partial import Frame, Partial
from mapapp.dates.readers import Piece, calendar_date, group, weekday_of, whole
from mapapp.dates.words import DIRECTIONS, SEASONS, UNITS, number_of, plain

_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def days_following(match: re.Match[str]) -> tuple[Piece, ...]:
    """The three days that followed, the four months that followed."""
    number, unit = number_of(match["number"]), plain(match["unit"])
    if not number:
        return ()
    if unit == "months":
        return whole(match, Partial("month", shift=("month", 1), lasts=number))
    return whole(match, Partial("day", shift=("day", 1), lasts=number * (7 if unit == "weeks" else 1)))


def stretch(match: re.Match[str]) -> tuple[Piece, ...]:
    """Over the next three weeks: from the day named last; for the last two months: up to that of writing."""
    word = plain(match["shift"] or "past")
    unit = UNITS[plain(group(match, "unit") or group(match, "one"))]
    frame: Frame = "document only" if word in {"last", "past"} else "named"
    number, back = number_of(match["number"] or "a"), word not in {"next", "following"}
    if not number:
        return ()
    if unit in _MONTHS:
        months = number * _MONTHS[unit]
        return whole(match, Partial("month", shift=("month", -months * back), lasts=months + 1, frame=frame))
    days = number * {"week": 7, "fortnight": 14}.get(unit, 1)
    return whole(match, Partial("day", shift=("day", -days * back), lasts=days + 1, frame=frame))


def that_followed(match: re.Match[str]) -> tuple[Piece, ...]:
    """The spring that followed, the week after, the year before."""
    towards = -1 if plain(match["shift"]) == "before" else 1
    if name := plain(group(match, "season")):
        return whole(match, Partial("season", month=SEASONS[name], towards=towards))
    unit = plain(match["unit"])
    if unit == "week":
        return whole(
            match, Partial("day", shift=("day", 1 if "followed" in match["shift"] else 7 * towards), lasts=7)
        )
    return whole(match, Partial(COUNTED[unit], shift=(unit, towards)))


def beside_day(match: re.Match[str]) -> tuple[Piece, ...]:
    """The day after the 17th, the eve of 5 May, the day following June 8."""
    steps = DAY_WORDS.get(plain(group(match, "shift")) or "before", 0)
    date = (day_alone if group(match, "ordinal") else calendar_date)(match)[0].date
    return whole(match, date._replace(beside=steps))


def nth_weekday(match: re.Match[str]) -> tuple[Piece, ...]:
    """The last Sunday of August: one day of that month."""
    date = calendar_date(match)[0].date
    return whole(match, date._replace(unit="month", part=plain(match["which"]), weekday=weekday_of(match)))


def week_of(match: re.Match[str]) -> tuple[Piece, ...]:
    """The week of 5 May, the week ending 12 May."""
    date = calendar_date(match)[0].date
    return whole(match, date._replace(lasts=7, beside=-6 * (plain(match["which"]) == "ending")))


def days_from_day(match: re.Match[str]) -> tuple[Piece, ...]:
    """Five days after the armistice of 30 October: a day that is counted from one that is named."""
    days = number_of(match["number"]) * (7 if plain(match["unit"]).startswith("week") else 1)
    steps = days * DAY_WORDS[plain(match["shift"])]
    return whole(match, calendar_date(match)[0].date._replace(beside=steps))


def eve(match: re.Match[str]) -> tuple[Piece, ...]:
    """On the eve: the day before the one named last."""
    return (Piece(match.start("span"), match.end("span"), Partial("day", shift=("day", -1))),)


def hours_away(match: re.Match[str]) -> tuple[Piece, ...]:
    """Twenty-four hours later, 48 hours before: whole days."""
    days, rest = divmod(number_of(match["number"]), 24)
    steps = DIRECTIONS[plain(group(match, "direction") or group(match, "that"))] * days
    return whole(match, Partial("day", shift=("day", steps))) if days and not rest else ()


def weekday_told(match: re.Match[str]) -> tuple[Piece, ...]:
    """The following Sunday, the Sunday before: counted from the day named last."""
    word = plain(match["shift"])
    towards = -1 if word in {"before", "previous", "preceding"} else 1
    return whole(match, Partial("day", weekday=weekday_of(match), towards=towards))


def weekdays(match: re.Match[str]) -> tuple[Piece, ...]:
    """From Sunday to Tuesday: the second comes after the first."""
    first = Partial("day", weekday=weekday_of(match), frame="document")
    second = Partial("day", weekday=weekday_of(match, "weekday2"), towards=1)
    middle = match.end("weekday")
    return Piece(match.start(), middle, first), Piece(match.start("weekday2"), match.end(), second)
