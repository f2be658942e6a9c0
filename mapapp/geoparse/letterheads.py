"""The date over a letter, a telegram or a day of a diary, and the one under a treaty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapapp.dates.days import add_months, date_of_day, day_of, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import days_in, to_edtf
from mapapp.geoparse.anchors import Anchor
from mapapp.geoparse.prose import Dated, Sentence
from mapapp.geoparse.tenses import has_verb
from mapapp.model.text import Span
from mapapp.model.timespan import TimeSpan

_DATELINE_BEFORE = re.compile(r"\W*(?:(?:No\.?|№)\s*\d+\W+)?(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?[,.(]\s*)?")
_MADE = re.compile(
    r"\W*(?:(?:Compiled|Prepared|Written|Revised|Corrected|Drawn up)\s(?:(?:in|to|up to)\s)?)?"
)
_DATELINE_AFTER = re.compile(r"\W*$|,\s(?:night|evening|morning|noon)\.|\s*[.:—–…(“\"]|\s+[“\"…A-Z]")
# "Memorandum, Tiflis, 4 May 1919", "Agreement between ..., done at Tiflis on 13 November 1920".
_CLOSES_HEADING = re.compile(
    r".*\b[A-Z][\w’'-]+,\s*|"
    r".*\b(?:done|signed|concluded|given) (?:at|in) [A-Z][\w’'-]+,?\s(?:(?:on|this)\s)?(?:the\s)?",
    re.DOTALL,
)
_RUNS_ON = re.compile(r"(?:,|-|\b[a-z]{1,5})\s*$")  # a title's line does not end so, a broken sentence's may
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_DAY_FIRST = re.compile(r"(?!(?:from|between|in|on|at|by|since|until|during)\b).*\d", re.IGNORECASE)
_CLOSING = re.compile(r"\W*(?:Done|Given|Signed|Concluded|Drawn up|Issued) (?:at|in|this)\b")
_SUMMARY = re.compile(
    r"\b(week|fortnight|month|quarter|six months|half[- ]year|year) (?:ending|ended)(?: on)?(?: the)?\W*$",
    re.IGNORECASE,
)
_SUMMED = {"week": 7, "fortnight": 14}
_SUMMED_MONTHS = {"month": 1, "quarter": 3, "six months": 6, "half year": 6, "year": 12}
_DATELINE_DAYS = 11  # a dateline says a day, or "early January"
_MONTH_DAYS = 31


def days_of_summary(before: str, span: TimeSpan) -> TimeSpan:
    """The days that a summary tells of, by the words before the last of them: "Week ending 6 February"."""
    match = _SUMMARY.search(before)
    if match is None or span.day_max is None or span.day_min != span.day_max:
        return span
    unit = match[1].lower().replace("-", " ")
    if days := _SUMMED.get(unit):
        return parse_edtf(to_edtf(span.day_max - days + 1, span.day_max))
    year, month, day = date_of_day(span.day_max + 1)
    year, month = add_months(year, month, -_SUMMED_MONTHS[unit])
    return parse_edtf(to_edtf(day_of(year, month, min(day, month_days(year, month))), span.day_max))


def dateline_words(text: str, line: Span) -> str:
    """A dateline as a reason quotes it, with the "Week ending" before it that says which days it means."""
    match = _SUMMARY.search(text, max(0, line.start - len("fortnight ending on the  ")), line.start)
    return text[match.start() if match else line.start : line.end]


def is_closing(plain: str) -> bool:
    """Whether a sentence is the last one of a treaty: "Done at Batum, 4 June 1918"."""
    return bool(_CLOSING.match(plain))


def dateline_of(sentence: Sentence, anchors: Sequence[Anchor]) -> Dated | None:
    """The date that opens a telegram or a letter: "Tiflis, 12 May.", or a line that is nothing but a date."""
    if not anchors or not _DAY_FIRST.match(anchors[0].date.surface) or sentence.passage.kind == "item":
        return None  # an item of a chronology stands over nothing
    date = anchors[0].date
    before, after = sentence.plain[_line_of(sentence, date) : date.start], sentence.plain[date.end :]
    days = days_in(date.span)
    alone = _MADE.fullmatch(before) and not after.strip(" .)]")
    opens = _DATELINE_BEFORE.fullmatch(before) and _DATELINE_AFTER.match(after)
    closes = sentence.is_heading and _CLOSES_HEADING.fullmatch(before) and not after.strip(" .")
    if (alone and days <= _MONTH_DAYS) or ((opens or closes) and days <= _DATELINE_DAYS):
        return date
    return None


def is_date_below(sentence: Sentence, anchors: Sequence[Anchor]) -> bool:
    """Whether a sentence is the place and day that an author puts under a text: "Leuville, February 1923"."""
    if len(anchors) != 1 or days_in(anchors[0].date.span) > _MONTH_DAYS:
        return False
    date = anchors[0].date
    before = sentence.plain[: date.start]
    return bool(before.rstrip().endswith(",") and _DATELINE_BEFORE.fullmatch(before)) and not sentence.plain[
        date.end :
    ].strip(" .)]")


def _line_of(sentence: Sentence, date: Dated) -> int:
    """Where the line of a date begins, below the lines of a title; else the sentence."""
    start = max(line for line in sentence.lines if line <= date.start)
    title = sentence.plain[:start]
    ends = not sentence.plain[date.end :].strip(" .)]")
    return start if ends and not _RUNS_ON.search(title) and not has_verb(_BRACKETS.sub(" ", title)) else 0
