"""JSON Lines of what was found in a text: one object a place mention or date expression."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from mapapp.gazetteer import Gazetteer
from mapapp.pipeline import SourceReading


def annotation_lines(reading: SourceReading, gazetteer: Gazetteer) -> Iterator[bytes]:
    """The mentions, then the dates of a source, each as one JSON object in UTF-8.

    Offsets are code points into the raw text, half open; ``lat`` and ``lon`` are null for a name that was
    recognised and not located; ``when`` and ``edtf`` are EDTF or null.
    """
    for attestation in reading.attestations:
        mention, span = attestation.mention, attestation.event.span
        place = gazetteer.place(mention.place_id) if mention.place_id else None
        yield orjson.dumps(
            {
                "kind": "place",
                "file": reading.source.path,
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "place": mention.place_id,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "zone": mention.zone,
                "use": mention.use,
                "when": span.edtf if span else None,
                "when_basis": attestation.event.basis,
                "rule": mention.rule,
            }
        )
    for found in reading.dates:
        expression = found.expression
        yield orjson.dumps(
            {
                "kind": "date",
                "file": reading.source.path,
                "start": expression.start,
                "end": expression.end,
                "surface": reading.source.text[expression.start : expression.end],
                "edtf": expression.edtf,
                "zone": found.zone,
                "rule": expression.rule,
            }
        )
