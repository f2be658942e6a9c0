"""What a way to read a date costs: jumps in time, asides, dates against the words and events beside them."""

from __future__ import annotations

from math import log1p
from typing import NamedTuple

from mapapp.dates.asides import MONTH, is_away
from mapapp.dates.cues import Cues
from mapapp.dates.days import date_of_day
from mapapp.dates.events import Known
from mapapp.dates.joining import Compound
from mapapp.dates.partial import RUNNING_MONTH, Partial, bounds_in
from mapapp.dates.shifts import STORY_REASON, month_named
from mapapp.dates.thread import NOTHING, Filled, Thread
from mapapp.dates.word_costs import NOT_NOW, cost_against_words, passed_over

# Costs in units of log(months). Those of jumps and asides were fitted on half of the WikiWars texts and
# rounded: on the other half, to double or halve any changes less than one date in a hundred. Those of what
# was named last were set on the passages in benchmarks/marked, and kept where WikiWars did not lose by them.
BACK, BACKWARD = 0.8, 0.8  # to go back at all, and by how far, where forward counts 1
BACK_NAMED = 1.5  # ... before a date with its year: "In February 1920 ... On 19 June"
NOT_YET = 1.0  # to open in a year that is named only later, for something else: "it was denounced in 1921"
STORY_MONTH = 1.0  # a day alone in the month where the story stands, where an aside named another
COUNTED_AWAY = 0.6  # to count from what only bounds the story: "since the New Year ... four days later"
AFTER_AWAY, FROM_AWAY = 0.2, 0.3  # the same where that was looked away to, and the month of that
# After an aside long before the story: how far its month and year still bind a date without one. Set on the
# passages marked for this.
BACK_FROM_ASIDE = 0.4
BACK_FROM_LOOK = 0.3  # ... where its words looked back: "I had seen it two winters before"
FIRST_BACK = 0.5  # to begin the story well before a date that was named already, by how far
NEAR_HOME = 0.5  # in a document another "17th" than the last one before its own day
FROM_YEAR = 1.0  # a month or day in another year than the whole one at which the story stands
YEAR_AHEAD = 2.0  # ... where that whole year lies ahead of the story: "the war of 1920 ... In July"
ELSEWHERE = 0.1  # ... in another year than the whole one that was named last, wherever the story stands
AFTER_YEAR = 6.0  # "in 1918, in March" in another year
OTHER_YEAR = 1.5  # "August 22" in another year than the August or the summer that was named last
FAR_YEAR = 3.0  # ... where a nearer August is passed over
NAMED_BACK = 1.0  # to go back from the first date that was named, an aside
OFF_TITLE = 0.7  # a date without a year in another one than the text's title names
OFF_LINE = 2.0  # in another year than that which heads the entries of a chronology
OFF_EVENT = 2.0  # a day in another year than that of the event it is known for
OFF_WEEKDAY = 1.5  # "Sunday, the 19th" on another weekday; scans and old style make such days
OTHER_THAN_THAT = 3.0  # "that October" in another year than the one named last
OTHER_MONTH = 0.5  # a day alone in a month beside the one named last
_FAR = 60  # days between an aside and the story
_PART_OF_MONTH = 16  # days
_ONE_YEAR = 366  # days
_PART_OF_YEAR = 250  # days; a whole year that is named says less


class Setting(NamedTuple):
    """What surrounds an expression: years ahead, how easy a jump is here, words and an event beside it.

    ``close`` says that only a few words part it from the last date, ``near`` that this was "three years
    earlier", ``heads`` that it is the day of a document. ``title`` holds the years of the text's title,
    ``line`` the year in a line of its own above, ``new`` a year ahead in which something new is told.
    ``opened``: the date before it, with its year, opened its sentence or stands in the same one.
    """

    ahead: tuple[int, ...]
    ease: float
    cues: Cues
    event: Known | None
    near: bool
    close: bool
    heads: bool = False
    title: range | None = None
    line: int | None = None
    new: int | None = None
    opened: bool = False


def reading_cost(compound: Compound, thread: Thread, filled: tuple[Filled, ...], setting: Setting) -> float:
    """What it costs to read an expression so, whether or not the story follows it.

    ``thread`` is that before the expression, which it names and spans after.
    """
    event = setting.event
    running = compound.pieces[0].date.shift == (RUNNING_MONTH, 0)
    cost = cost_against_words(thread, filled, setting.cues, running)
    cost += cost_of_other_month(compound, thread, filled, setting)
    if setting.title is not None and filled[0].basis == "context":
        cost += OFF_TITLE * (filled[0].date.year not in setting.title)
    if setting.line is not None and filled[0].basis == "context":
        cost += OFF_LINE * (filled[0].date.year != setting.line)
    if setting.opened and filled[0].basis == "context" and not (setting.cues.back or thread.away):
        cost += BACK_NAMED * (thread.home is None and filled[-1].last < thread.span[0])
    opens = filled[0].basis == "context" and thread.year is None
    cost += NOT_YET * (opens and filled[0].date.year == setting.new)
    counted = filled[0].basis == "relative" and filled[0].date.frame == "named" and not running
    cost += COUNTED_AWAY * (counted and thread.away > 1)
    cost += OFF_EVENT * (event is not None and filled[0].date.year != event.year)
    return cost + OFF_WEEKDAY * is_off_weekday(filled[0])


def is_said_again(compound: Compound, thread: Thread, filled: tuple[Filled, ...], setting: Setting) -> bool:
    """Whether a date narrows what was just named: the story stays or goes with that."""
    low, high = thread.span
    alone = compound.pieces[0].date.shift == (RUNNING_MONTH, 0) and high - low < _PART_OF_MONTH
    return (setting.near or alone) and low <= filled[0].first and filled[-1].last <= high


def is_off_weekday(one: Filled) -> bool:
    """Whether a day that is written with its weekday falls on another one."""
    return one.date.weekday is not None and (one.first - 1) % 7 != one.date.weekday


def cost_of_other_month(
    compound: Compound, thread: Thread, filled: tuple[Filled, ...], setting: Setting
) -> float:
    """What it costs to leave the month, or the year, that was named last."""
    date, written = filled[0].date, compound.pieces[0].date
    if written.shift in ((RUNNING_MONTH, 0), ("month", 0)) and written.frame == "named":
        return _cost_of_running_month(written, thread, filled[0], setting)
    if filled[0].basis != "context":
        return 0.0
    other = 0.0
    if setting.cues.that and date.unit in ("month", "season") and thread.span != NOTHING:
        other = OTHER_THAN_THAT * (date.year not in _years_of_that(date, thread.span))
    if thread.span[1] - thread.span[0] > _PART_OF_YEAR:
        if thread.year is None or date.year == thread.year:
            return other
        stands = thread.home is None and thread.span[1] - thread.span[0] < _ONE_YEAR
        stands = stands and (thread.low is None or thread.span == (thread.low, thread.high))
        ends = bool(thread.month) and date.month == thread.month  # "up to July 1920 ... On 7 July"
        ahead = thread.high is not None and thread.span[0] > thread.high
        if setting.close:
            return other + AFTER_YEAR
        told = ELSEWHERE * (thread.home is None)
        return other + told + FROM_YEAR * (stands or ends) + YEAR_AHEAD * ahead
    within = {
        year for year in {date_of_day(day)[0] for day in thread.span} if _is_within(date, year, thread.span)
    }
    back = thread.low is None and filled[-1].last < thread.span[0] and not setting.cues.back
    limit = None if setting.cues.ahead else thread.home
    far = passed_over(filled[0], thread.span, limit) if thread.year is not None else 0.0
    cost = OTHER_YEAR * (bool(within) and date.year not in within) + FAR_YEAR * far + NAMED_BACK * back
    bound = BACK_FROM_LOOK if thread.away else BACK_FROM_ASIDE
    return other + cost * (bound if is_away(thread) else 1.0)


def _years_of_that(date: Partial, span: tuple[int, int]) -> set[int]:
    """The years of "that October": that of the first one in or after what was named last, and of that itself.

    "That winter", of a year, begins in its last month.
    """
    year = date_of_day(span[0])[0]
    whole = span[1] - span[0] > _PART_OF_YEAR
    ends = ((y, bounds_in(date, y)) for y in (year - 1, year, year + 1))
    first = next((y for y, days in ends if days and days[0 if whole else 1] >= span[0]), year)
    return {first, year}


def _cost_of_running_month(written: Partial, thread: Thread, one: Filled, setting: Setting) -> float:
    """What it costs that "the 16th", "the end of the month" is in this month: named last, or written in."""
    present = thread.home is not None and (setting.cues.now or setting.cues.ahead)
    if one.date.frame == "document":
        return 0.0 if present else STORY_MONTH
    if one.reason.startswith(STORY_REASON):
        return AFTER_AWAY if thread.away else STORY_MONTH * setting.ease
    here = month_named(thread)
    other = here is None or (one.date.year, one.date.month) != here
    home = thread.home if thread.home is not None and not setting.cues.ahead else None
    near = home is not None and abs(home - thread.span[1]) <= MONTH
    passed = near and home is not None and not 0 <= home - one.last <= MONTH
    away = FROM_AWAY * bool(thread.away)
    return away + NEAR_HOME * passed + NOT_NOW * present + OTHER_MONTH * (written.unit == "day" and other)


def _is_within(date: Partial, year: int, span: tuple[int, int]) -> bool:
    days = bounds_in(date, year)
    return days is not None and span[0] <= days[0] and days[1] <= span[1]


def step_cost(thread: Thread, filled: tuple[Filled, ...]) -> float:
    """What it costs the story to go from where it stands to these days."""
    low, high = filled[0].first, filled[-1].last
    if thread.low is None or thread.high is None:
        away = 0 if thread.span == NOTHING else thread.span[0] - high  # an opening is rarely an aside
        return FIRST_BACK * log1p(away / MONTH) if away > _FAR else 0.0
    if low > thread.high:
        return log1p((low - thread.high) / MONTH)
    if high < thread.low:
        return BACK + BACKWARD * log1p((thread.low - high) / MONTH)
    return 0.0
