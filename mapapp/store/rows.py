"""Values of the model as rows of the atlas."""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from mapapp.dates.edtf import parse_edtf
from mapapp.gazetteer import Gazetteer, normalise
from mapapp.model.mention import Attestation, Mention
from mapapp.model.place import Place, Toponym
from mapapp.model.text import Document, Passage
from mapapp.model.timespan import DateExpression, TimeSpan
from mapapp.pipeline import FoundDate, SourceReading
from mapapp.query import EARLIEST_DAY, LATEST_DAY

Row = dict[str, Any]
SOURCE_FIELDS = (
    "id path title author publisher published url language calendar rights note sha256 text".split()
)
PLACE_FIELDS = (
    "id title kind certainty lon lat approximation title_source fclasses start end geo_source geo_id"
    " parent_id description".split()
)


# Compact JSON that keeps letters of every script as they are.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def days_of(span: TimeSpan | None) -> Row:
    """The columns ``edtf day_min day_max`` of a span; NULL days where nothing is known."""
    if span is None:
        return {"edtf": "", "day_min": None, "day_max": None}
    return {
        "edtf": span.edtf,
        "day_min": EARLIEST_DAY if span.day_min is None else span.day_min,
        "day_max": LATEST_DAY if span.day_max is None else span.day_max,
    }


def point_blob(lon: float, lat: float) -> bytes:
    """A point as GeoPackage binary without envelope (OGC 12-128r18, 2.1.3) and little-endian WKB."""
    return struct.pack("<2sBBiBI2d", b"GP", 0, 0b00000001, 4326, 1, 1, lon, lat)


def place_geometry(place: Place) -> Row:
    """The columns of a place's point; ``point`` is not a column but what the R-tree takes."""
    if place.lon is None or place.lat is None:
        return {"geom": None, "point": None}
    return {"geom": point_blob(place.lon, place.lat), "point": (place.lon, place.lat)}


def place_row(fid: int, place: Place, gazetteer: Gazetteer, passages: int) -> Row:
    """The row of a place with the number of passages that name it."""
    names = dict.fromkeys(name.toponym for name in gazetteer.names_of(place.id) if name.match != "adjective")
    return {
        "fid": fid,
        **{field: getattr(place, field) for field in PLACE_FIELDS},
        **place_geometry(place),
        "names": " | ".join(names),
        "matches": " | ".join(place.matches),
        "passages": passages,
    }


def name_row(number: int, name: Toponym) -> Row:
    """The row of a toponym; written out, for there are more of them than of all other rows."""
    return {
        "id": number,
        "place_id": name.place_id,
        "toponym": name.toponym,
        "form": normalise(name.toponym),
        "lang": name.lang,
        "script": name.script,
        "start": name.start,
        "end": name.end,
        "source": name.source,
        "match": name.match,
        "note": name.note,
    }


def source_rows(
    number: int, reading: SourceReading, before: Mapping[str, Sequence[Row]], gazetteer: Gazetteer
) -> dict[str, list[Row]]:
    """The rows of one source by table; ``before`` are the rows so far, from which ids go on."""
    offset = {table: len(before.get(table, ())) for table in ("documents", "passages", "dates", "mentions")}
    source = reading.source
    passages = [passage_row(number, reading, passage, offset) for passage in reading.passages]
    return {
        "sources": [{"number": number, **{field: getattr(source, field) for field in SOURCE_FIELDS}}],
        "documents": [
            document_row(offset["documents"] + i, number, reading, document)
            for i, document in enumerate(reading.documents, 1)
        ],
        "passages": passages,
        "dates": [
            date_row(offset["dates"] + i, number, found, reading)
            | {"passage": passages[found.passage]["id"], **marks(reading, found.passage, found.expression)}
            for i, found in enumerate(reading.dates, 1)
        ],
        "mentions": [
            mention_row(offset["mentions"] + i, number, attestation, gazetteer)
            | {"passage": passages[attestation.mention.passage]["id"], "source_title": source.title}
            | {"quote": passages[attestation.mention.passage]["quote"]}
            | marks(reading, attestation.mention.passage, attestation.mention)
            for i, attestation in enumerate(reading.attestations, 1)
        ],
    }


def passage_row(source: int, reading: SourceReading, passage: Passage, offset: Mapping[str, int]) -> Row:
    """The row of a passage, verbatim and as a reader reads it."""
    return {
        "id": offset["passages"] + passage.number + 1,
        "source": source,
        **{field: getattr(passage, field) for field in ("number", "zone", "kind", "start", "end")},
        "parts": to_json(passage.parts),
        "document": None if passage.document is None else offset["documents"] + passage.document + 1,
        "quote": reading.source.text[passage.start : passage.end],
        "reading": reading_of(reading, passage),
    }


def reading_of(reading: SourceReading, passage: Passage) -> str:
    """A passage as a reader reads it."""
    return reading.readings[passage.zone].text[passage.reading_start : passage.reading_end]


def marks(reading: SourceReading, number: int, span: Mention | DateExpression) -> Row:
    """Where a raw span stands in its passage's reading."""
    passage = reading.passages[number]
    raw = reading.readings[passage.zone].raw
    # An inserted space has the offset of the letter after it: the last of equals is the letter.
    first, last = bisect_right(raw, span.start) - 1, bisect_right(raw, span.end - 1) - 1
    return {"mark_start": first - passage.reading_start, "mark_end": last + 1 - passage.reading_start}


def document_row(number: int, source: int, reading: SourceReading, document: Document) -> Row:
    """The row of a document inside a source; its title is its heading."""
    title = reading_of(reading, reading.passages[document.heading])
    return {
        "id": number,
        "source": source,
        "start": document.start,
        "end": document.end,
        "title": title,
        "edtf": document_edtf(reading, document.number),
    }


def document_edtf(reading: SourceReading, number: int) -> str:
    """The date of a document as its attestations state it, or empty."""
    dates = (
        a.document.edtf
        for a in reading.attestations
        if a.document and reading.passages[a.mention.passage].document == number
    )
    return next(dates, "")


def date_row(number: int, source: int, found: FoundDate, reading: SourceReading) -> Row:
    """The row of a date expression."""
    expression = found.expression
    span = parse_edtf(expression.edtf) if expression.edtf else None
    return {
        "id": number,
        "source": source,
        "start": expression.start,
        "end": expression.end,
        "surface": reading.source.text[expression.start : expression.end],
        **days_of(span),
        "rule": expression.rule,
        "basis": expression.basis,
        "reasons": to_json(expression.reasons),
    }


def mention_row(fid: int, source: int, attestation: Attestation, gazetteer: Gazetteer) -> Row:
    """The row of an attestation: what it names, where that lies, when it was, and why."""
    mention, event = attestation.mention, attestation.event
    place = gazetteer.place(mention.place_id) if mention.place_id else None
    return {
        "fid": fid,
        **(place_geometry(place) if place else {"geom": None, "point": None}),
        "place_id": mention.place_id,
        "source": source,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "toponym": mention.toponym,
        "zone": mention.zone,
        "use": mention.use,
        "rule": mention.rule,
        "doubtful": int(mention.doubtful),
        **days_of(event.span),
        "when_basis": event.basis,
        "when_words": event.words,
        "when_reasons": to_json(event.reasons),
        "document_edtf": attestation.document.edtf if attestation.document else "",
        "published_edtf": attestation.published.edtf if attestation.published else "",
        "reasons": to_json(mention.reasons),
        "candidates": to_json(mention.candidates),
    }
