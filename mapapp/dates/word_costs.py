"""What it costs to read a date against the words beside it: a look back that goes on, a plan long past.

The units are those of ``costs``, of which this is a part.
"""

from __future__ import annotations

from mapapp.dates.asides import is_away
from mapapp.dates.cues import Cues
from mapapp.dates.days import date_of_day
from mapapp.dates.partial import bounds_in
from mapapp.dates.thread import NOTHING, Filled, Thread

BACK_AGAIN = 0.8  # a look back that goes further back than the one just before it
BACK_PLAIN = 0.4  # to go back where no word looks back
# A document tells of what was: a date this many days after its own costs so much, unless the words point
# ahead; one a little later may be a note in the margin, less so where it is told in the past.
AFTER_DOCUMENT, WELL_AFTER, TOLD_AFTER = 3.0, 60, 45
NOT_AHEAD = 1.5  # a date before the document's, where the words point ahead
NO_LOOK_BACK = 2.0  # in a clause with "had": to go on
NOT_NOW = 1.0  # another month or year than the nearest to a document's day, where it tells of the present
ONWARD = 1.5  # to go back where the words go on: "the treaty followed on 16 December"
_ONE_YEAR = 366  # days
_YEAR = 330  # days: a nearer one lies about a year nearer
_STEEP = 4  # how fast that grows to the whole of a year


def cost_against_words(thread: Thread, filled: tuple[Filled, ...], cues: Cues, running: bool) -> float:
    """What it costs to read a date against the words beside it, or as later than the document itself."""
    low, basis = filled[0].first, filled[0].basis
    if basis == "explicit" or filled[0].reason.startswith("two digits"):
        return 0.0
    cost = _cost_of_look_back(thread, filled, cues) if cues.back and basis == "context" else 0.0
    weekday = filled[0].reason.startswith("a weekday") and filled[0].date.frame != "named"
    if weekday and thread.writing is None:
        cost += NO_LOOK_BACK * ((low < (thread.day or low)) != cues.back)
    written = filled[0].date
    # "The winter" comes after the year's events, though it may begin in December of the year before.
    winter = written.unit == "season" and written.month == 12 and not _is_of_writing(thread)
    until = cues.until and not (cues.past and thread.home is not None)
    onward = cues.on or until or (winter and not (written.shift or cues.back or is_away(thread)))
    if onward and basis == "context" and thread.low is not None and filled[-1].last < thread.low:
        cost += ONWARD
    if cues.now and basis == "context" and thread.home is not None:
        cost += 2 * NOT_NOW * passed_over(filled[0], (thread.home, thread.home), None)
    if basis == "context" and thread.low is not None and thread.home is None and filled[-1].last < thread.low:
        cost += BACK_PLAIN * (not cues.back)
    if thread.home is not None and cues.ahead:
        cost += NOT_AHEAD * (low <= thread.home)
    elif thread.home is not None and low > thread.home:
        counted = basis == "relative" and filled[0].date.unit == "day" and not running
        if counted and (thread.day or 0) > thread.home and not filled[0].reason.startswith("a weekday"):
            return cost  # it follows a day that lies ahead already
        well_after = 1 if counted else TOLD_AFTER if cues.past else WELL_AFTER
        cost += AFTER_DOCUMENT * min(1.0, (low - thread.home) / well_after)
    return cost


def _is_of_writing(thread: Thread) -> bool:
    """Whether a document tells of the year before its own day, and not of years further back."""
    return thread.home is not None and thread.home - (thread.high or thread.home) <= _ONE_YEAR


def _cost_of_look_back(thread: Thread, filled: tuple[Filled, ...], cues: Cues) -> float:
    """What it costs that a look back goes on; one after another goes forward."""
    if cues.again:
        return BACK_AGAIN * (filled[-1].last < thread.span[0])
    latest = thread.high if thread.home is None else max(thread.home, thread.high or thread.home)
    if latest is None and thread.span != NOTHING:
        latest = thread.span[1]
    return NO_LOOK_BACK * (latest is not None and filled[0].first > latest)


def passed_over(one: Filled, span: tuple[int, int], limit: int | None) -> float:
    """How much nearer to a span the same day of another year lies, none after a limit: 0 to 1, for a year."""
    own = _apart((one.first, one.last), span)
    if 2 * own + (span[1] - span[0]) + (one.last - one.first) < _YEAR:  # no other year can lie nearer
        return 0.0
    years = {date_of_day(day)[0] + steps for day in span for steps in (-1, 0, 1)}
    found = (bounds_in(one.date, year) for year in years)
    near = [_apart(days, span) for days in found if days and (limit is None or days[0] <= limit)]
    nearest = min(own, *near) if near else own
    return min(1.0, (own - nearest) / _YEAR) ** _STEEP


def _apart(days: tuple[int, int], span: tuple[int, int]) -> int:
    """Days between two spans; 0 where they touch."""
    return max(0, days[0] - span[1], span[0] - days[1])
