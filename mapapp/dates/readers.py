"""What a match of a pattern says: the pieces of an expression, each a span with its partial date."""

from __future__ import annotations

import re
from typing import NamedTuple

from mapapp.dates.partial import Partial, Unit
from mapapp.dates.words import DIRECTIONS, FEASTS, MONTHS, PARTS, ROMAN, SEASONS, SHIFTS, UNITS, number_of


class Piece(NamedTuple):
    """One date of an expression: its span in the text and what it says."""

    start: int
    end: int
    date: Partial


def _group(match: re.Match[str], name: str) -> str | None:
    return match.group(name) if name in match.re.groupindex else None


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _whole(match: re.Match[str], date: Partial | None) -> tuple[Piece, ...]:
    return (Piece(match.start(), match.end(), date),) if date else ()


def _year(match: re.Match[str]) -> tuple[int | None, tuple[str, int] | None]:
    """The year that is written, or how it is counted from the year spoken of last."""
    year, bc, short, that = (_group(match, name) for name in ("year", "bc", "short", "that"))
    if year:
        return int(year), None
    if bc:
        return 1 - int(bc), None
    if short:
        return full_year(int(short)), None
    return (None, ("year", SHIFTS[_plain(that).removeprefix("the ")])) if that else (None, None)


def full_year(short: int) -> int:
    """The year that two digits mean when nothing else is known: of the twentieth century, save 00-29."""
    return short + (1900 if short > 29 else 2000)


def _month(match: re.Match[str], name: str = "month") -> int | None:
    word = _group(match, name)
    return MONTHS[word.lower().rstrip(".")] if word else None


def _part(match: re.Match[str]) -> str:
    word = _group(match, "part")
    return PARTS[_plain(word)] if word else ""


def calendar_date(match: re.Match[str]) -> tuple[Piece, ...]:
    """Day, month and year, as far as the match has them."""
    year, shift = _year(match)
    day, month = _group(match, "day"), _month(match)
    unit: Unit = "day" if day else "month" if month else "year"
    return _whole(match, Partial(unit, year, month, number_of(day) if day else None, shift=shift))


def part_of_date(match: re.Match[str]) -> tuple[Piece, ...]:
    """A part ("early", "the end of") of a month or year."""
    pieces = calendar_date(match)
    return _whole(match, pieces[0].date._replace(part=_part(match)))


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
    """An old style date with its new style one: the new style one counts, if the two lie 10 to 13 days apart."""
    year, shift = _year(match)
    first_month = _month(match) or 0
    second_month = _month(match, "month2") or 0
    first, second = number_of(match["day"]), number_of(match["day2"])
    if not second_month:  # 27 (10) May: the new style day lies in the month that is written
        second_month = first_month
        lag = second - first if second > first else second - first + 30
    else:
        lag = second - first + 30 * ((second_month - first_month) % 12)
    if not 9 <= lag <= 14:
        return ()
    return _whole(match, Partial("day", year, second_month, second, shift=shift))


def year_first(match: re.Match[str]) -> tuple[Piece, ...]:
    """The order of newspaper references: 1920, 12 May."""
    day = match["day"] or match["d"]
    return _whole(match, Partial("day", int(match["year"]), _month(match) or _month(match, "m"), number_of(day)))


def numeric(match: re.Match[str]) -> tuple[Piece, ...]:
    """29.06.1920, 30/10/1920, 1920-06-29, 22.II.21, 19/II: day before month, unless that cannot be."""
    roman, written = _group(match, "roman"), match["year"]
    day = int(match["day"])
    month = ROMAN[roman.lower()] if roman else int(match["number"])
    if month > 12 and day <= 12 and not roman:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    year = int(written) if written and len(written) == 4 else None
    date = Partial("day", year, month, day)
    if written and year is None:
        date = date._replace(year=int(written), shift=("century", 0))
    return _whole(match, date)


def year_range(match: re.Match[str]) -> tuple[Piece, ...]:
    """1918-1920, 1918-20, 499-493 BC."""
    bc = _group(match, "bc")
    if bc:
        first, second, middle = 1 - int(match["from"]), 1 - int(bc), match.start("bc")
        end = match.end("from")
    else:
        first, last = int(match["year"]), match["year2"]
        second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        middle, end = match.start("year2"), match.end("year")
    if first >= second:
        return ()
    return (
        Piece(match.start(), end, Partial("year", first)),
        Piece(middle, match.end(), Partial("year", second)),
    )


def season(match: re.Match[str]) -> tuple[Piece, ...]:
    """A season, with its year or without; a winter of two years begins in the first."""
    year, shift = _year(match)
    month = SEASONS[match["season"].lower()]
    return _whole(match, Partial("season", year, month, part=_part(match), shift=shift))


def shifted_season(match: re.Match[str]) -> tuple[Piece, ...]:
    """The next summer, that spring."""
    word = _plain(match["shift"])
    if word in ("the", "its"):
        return ()
    steps = SHIFTS[word]
    return _whole(match, Partial("season", None, SEASONS[match["season"].lower()], towards=steps))


def shifted_month(match: re.Match[str]) -> tuple[Piece, ...]:
    """The previous April, next May."""
    steps = SHIFTS[_plain(match["shift"])]
    return _whole(match, Partial("month", None, _month(match), towards=steps)) if steps else ()


def decade(match: re.Match[str]) -> tuple[Piece, ...]:
    """The 1920s."""
    return _whole(match, Partial("decade", int(match["decade"]), part=_part(match)))


def century(match: re.Match[str]) -> tuple[Piece, ...]:
    """The nineteenth century, 19th century, XIX century; counted in hundreds: 1800 to 1899."""
    word = match["ordinal"]
    number = ROMAN_CENTURIES.get(word.upper().removesuffix("TH")) or _ordinal(word)
    if not number or match.group().rstrip(".")[-1] in "CE" or not 1 <= number <= 21:
        return ()
    return _whole(match, Partial("century", (number - 1) * 100, part=_part(match)))


def _ordinal(word: str) -> int | None:
    try:
        return number_of(re.sub(r"\s", "", word))
    except KeyError:
        return None


ROMAN_CENTURIES = {"XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}
_DAY_WORDS = {"after": 1, "following": 1, "before": -1}


def counted(match: re.Match[str]) -> tuple[Piece, ...]:
    """The same day, the following month, the end of that year, the 19th of that month, later that year."""
    unit_word, shift_word = _group(match, "unit") or "month", _group(match, "shift")
    unit = "day" if unit_word.lower() == "date" else unit_word.lower()
    steps = _DAY_WORDS.get(_plain(shift_word), SHIFTS.get(_plain(shift_word), 0)) if shift_word else 0
    ordinal = _group(match, "ordinal")
    if ordinal:
        number = _ordinal(ordinal)
        return _whole(match, Partial("day", day=number, shift=("month", steps))) if number else ()
    return _whole(match, Partial(unit, part=_part(match), shift=(unit, steps)))  # type: ignore[arg-type]


def units_away(match: re.Match[str]) -> tuple[Piece, ...]:
    """Two days later, three months ago, ten years earlier."""
    number = number_of(match["number"]) * DIRECTIONS[match["direction"].lower()]
    unit = UNITS[match["unit"].lower()]
    days = {"week": 7, "fortnight": 14}.get(unit)
    if days:
        return _whole(match, Partial("day", shift=("day", number * days)))
    if unit == "decade":
        return _whole(match, Partial("year", shift=("year", number * 10)))
    return _whole(match, Partial(unit, shift=(unit, number)))  # type: ignore[arg-type]


def feast(match: re.Match[str]) -> tuple[Piece, ...]:
    """Days of fixed date: Christmas 1918, New Year's Eve."""
    year, shift = _year(match)
    month, day = FEASTS[_plain(match["feast"])]
    return _whole(match, Partial("day", year, month, day, shift=shift))
