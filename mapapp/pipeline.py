"""Floor 3: the only place where the steps meet: a source and a gazetteer make a reading of the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple

from mapapp.dates.calendars import LAST_JULIAN_DAY, julian_lag
from mapapp.dates.calendars import readings as calendar_readings
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.events import Event, make_events
from mapapp.dates.expressions import Ranges, find_dates
from mapapp.errors import EdtfError
from mapapp.gazetteer import Gazetteer
from mapapp.geoparse.dating import date_mentions, find_document_dates
from mapapp.geoparse.documents import assign_documents
from mapapp.geoparse.passages import find_passages
from mapapp.geoparse.periods import Period, make_periods, periods_of_events
from mapapp.geoparse.reading import make_readings
from mapapp.geoparse.recognise import recognise
from mapapp.geoparse.resolve import resolve
from mapapp.geoparse.zones import find_zones
from mapapp.model.mention import Attestation, Mention
from mapapp.model.text import Calendar, Document, Passage, Reading, Region, Source, Span, Zone
from mapapp.model.timespan import DateExpression, TimeSpan

# Spaces of typesetters and word processors, read as plain ones: each is one character, so offsets stay.
SPACES = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f", " "))
# "13 (26) October", "14/27 March", "25 October (7 November)": of both styles the new one was read.
DOUBLE_DATE = re.compile(r"\d[^\d(/]*[(/]\s*\d")


class FoundDate(NamedTuple):
    """A date expression with raw offsets, in its zone and passage."""

    expression: DateExpression
    zone: Zone
    passage: int


Anchors = Sequence[
    tuple[int, TimeSpan | None]
]  # offsets in a reading from which another document's date holds


@dataclass(frozen=True, slots=True)
class SourceReading:
    """All that was read in one source; every tuple is in the order of the raw text."""

    source: Source
    regions: tuple[Region, ...]
    readings: Mapping[Zone, Reading]
    passages: tuple[Passage, ...]
    documents: tuple[Document, ...]
    dates: tuple[FoundDate, ...]
    attestations: tuple[Attestation, ...]


def read_source(source: Source, gazetteer: Gazetteer, *, ranges: Ranges = "whole") -> SourceReading:
    """Every passage, date and attestation of a source. Pure: the same input gives the same value.

    ``ranges`` says whether "from May to July" is one date expression or, as TimeML has it, two.
    """
    text = source.text.translate(SPACES)
    regions = find_zones(text)
    readings = dict(make_readings(text, regions, language=source.language))
    passages, documents = assign_documents(text, find_passages(readings, regions), readings)
    lag = julian_lag(LAST_JULIAN_DAY) if source.calendar == "julian" else 0
    find = partial(find_dates, ranges=ranges, events=events_of(gazetteer), lag=lag)
    dates = find_all_dates(readings, passages, find)
    if anchors := find_anchors(documents, dates, readings["body"], text):
        dates = find_all_dates(readings, passages, find, anchors)
    mentions = outside_dates(find_mentions(source.text, readings, passages, gazetteer), dates)
    attestations = date_mentions(
        mentions,
        passages,
        [found.expression for found in dates],
        documents,
        source_published=published_span(source),
        text=text,
        periods=periods_of(gazetteer),
    )
    attestations = tuple(in_calendar(attestation, source.calendar) for attestation in attestations)
    return SourceReading(source, regions, readings, passages, documents, dates, attestations)


def find_mentions(
    text: str, readings: Mapping[Zone, Reading], passages: Sequence[Passage], gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Mentions of all zones in raw order, resolved together so that each helps the others."""
    found = [m for reading in readings.values() for m in recognise(reading, passages, gazetteer)]
    verbatim = (replace(mention, surface=text[mention.start : mention.end]) for mention in found)
    return resolve(tuple(sorted(verbatim, key=lambda m: m.start)), passages, gazetteer)


def outside_dates(mentions: Sequence[Mention], dates: Sequence[FoundDate]) -> tuple[Mention, ...]:
    """The mentions without names that no gazetteer holds and that are words of a date: "in Nov. 1918"."""
    starts = [found.expression.start for found in dates]

    def is_outside(mention: Mention) -> bool:
        before = bisect_right(starts, mention.start) - 1
        return before < 0 or dates[before].expression.end < mention.end

    return tuple(mention for mention in mentions if mention.candidates or is_outside(mention))


def in_calendar(attestation: Attestation, calendar: Calendar) -> Attestation:
    """The attestation with its event's days as the calendar of its source has them.

    Where the calendar is not stated, a date before the change of February 1918 keeps its written form, and
    its days are those of both readings.
    """
    span, event = attestation.event.span, attestation.event
    if span is None or DOUBLE_DATE.search(event.words) or (read := calendar_readings(span, calendar)) == span:
        return attestation
    if calendar == "unstated":
        lag = (read.day_max or 0) - (span.day_max or 0) or (read.day_min or 0) - (span.day_min or 0)
        why = f"the calendar is not stated: in old style it was {lag} days later, and both are kept"
        span = replace(span, day_min=read.day_min, day_max=read.day_max)
    else:
        why, span = f"old style: {span.edtf} is {read.edtf} in the new", read
    return replace(attestation, event=event._replace(span=span, reasons=(*event.reasons, why)))


def find_anchors(
    documents: Sequence[Document], dates: Sequence[FoundDate], body: Reading, text: str
) -> Anchors:
    """Where in the body's reading each dated document begins, with its date: "in April" is near it.

    Where one ends stands None; where another begins there, its own date comes after that.
    """
    days = find_document_dates(documents, [found.expression for found in dates], text)
    dated = [d for d in documents if d.number in days]
    starts = [(bisect_left(body.raw, d.start), days[d.number]) for d in dated]
    ends = [(bisect_left(body.raw, d.end), None) for d in dated]
    return (*starts, *ends)  # of two at one place the last is taken first


def find_all_dates(
    readings: Mapping[Zone, Reading],
    passages: Sequence[Passage],
    find: Callable[..., Sequence[DateExpression]],
    anchors: Anchors = (),
) -> tuple[FoundDate, ...]:
    """Date expressions of all zones as ``find`` has them, in raw order; ``anchors`` are those of the body."""
    found = []
    for zone, reading in readings.items():
        own = [p for p in passages if p.zone == zone]
        starts = [p.reading_start for p in own]
        near = anchors if zone == "body" else ()
        for expression in find(reading.text, anchors=near):
            index = bisect_right(starts, expression.start) - 1
            # Numbers on both sides of a passage's end are no date, however they read together.
            if index >= 0 and expression.end <= own[index].reading_end:
                span: Span = reading.to_raw(expression.start, expression.end)
                moved = replace(expression, start=span.start, end=span.end)
                found.append(FoundDate(moved, zone, own[index].number))
    return tuple(sorted(found, key=lambda f: f.expression.start))


@lru_cache(maxsize=4)
def periods_of(gazetteer: Gazetteer) -> tuple[Period, ...]:
    """The named periods and events that lie beside a gazetteer."""
    table = gazetteer.rules.get("periods", {})
    periods = make_periods(table) if isinstance(table, Mapping) else ()
    return periods + periods_of_events(events_of(gazetteer))


@lru_cache(maxsize=4)
def events_of(gazetteer: Gazetteer) -> tuple[Event, ...]:
    """The dated events that lie beside a gazetteer."""
    table = gazetteer.rules.get("events", {})
    return make_events(table) if isinstance(table, Mapping) else ()


def published_span(source: Source) -> TimeSpan | None:
    """The days of publication, where the corpus states them in EDTF."""
    try:
        return parse_edtf(source.published) if source.published else None
    except EdtfError:
        return None
