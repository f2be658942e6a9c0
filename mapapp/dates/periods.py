"""Named periods: "under the Musavat government" says when, to who knows the history.

The list is data (``data/dates/periods.toml``): a name, its days in EDTF, the words that mean it, a note. The
words count as a time only after a word such as "under" or "during": "the commune decreed" tells of the
commune, not of its years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.words import any_of
from mapapp.errors import EdtfError
from mapapp.model.timespan import DateExpression

_LEAD = (
    r"\b(?:under|during|throughout|in\s+the\s+(?:time|times|days|years|period|era)\s+of|at\s+the\s+time\s+of|"
    r"before\s+the\s+fall\s+of|since\s+the\s+time\s+of)\s+(?:the\s+(?:[a-z-]+\s+)?(?:rule|reign|governance|government|"
    r"power|existence|period|years|days)\s+of\s+)?"
)


class Period(NamedTuple):
    """A named period: its days as EDTF, the words that mean it, and where its days are known from."""

    name: str
    edtf: str
    words: tuple[str, ...]
    note: str


def parse_periods(table: Mapping[str, Any]) -> tuple[Period, ...]:
    """The periods of a parsed TOML table ``[[period]]``.

    :raises EdtfError: where a period has no valid days; the message names the period.
    """
    periods = []
    for row in table.get("period", ()):
        name, edtf = str(row.get("name", "")), str(row.get("edtf", ""))
        try:
            parse_edtf(edtf)
        except EdtfError as error:
            raise EdtfError(edtf, f"{error.right} (period {name!r})", "edtf") from error
        words = tuple(str(word) for word in row.get("words", ())) or (name,)
        periods.append(Period(name, edtf, words, str(row.get("note", ""))))
    return tuple(periods)


def find_periods(text: str, periods: Sequence[Period]) -> tuple[DateExpression, ...]:
    """The named periods that a text dates something by, in text order; their words without the lead.

    >>> commune = Period("Commune", "1918-04/1918-07", ("Commune",), "")
    >>> [(e.start, e.edtf) for e in find_periods("Under the Commune; the Commune fell", [commune])]
    [(6, '1918-04/1918-07')]
    """
    by_word = {" ".join(word.lower().split()): period for period in periods for word in period.words}
    if not by_word:
        return ()
    pattern = re.compile(rf"{_LEAD}(?P<period>(?:the\s+)?(?P<word>{any_of(by_word)}))\b", re.IGNORECASE)
    found = []
    for match in pattern.finditer(text):
        period = by_word[" ".join(match["word"].lower().replace("’", "'").split())]
        reason = f"{period.name}: {period.edtf}" + (f" ({period.note})" if period.note else "")
        found.append(DateExpression(*match.span("period"), period.edtf, "named period", "context", (reason,)))
    return tuple(found)
