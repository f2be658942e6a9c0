"""CSV (RFC 4180) in UTF-8: the properties of the GeoJSON as columns, with ``id``, ``lon`` and ``lat``.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection);
:func:`mapapp.files.quotations.plain_cell` takes it away again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mapapp.exports.geojson import chunks
from mapapp.exports.records import MENTION_COLUMNS, PLACE_COLUMNS, mention_records, place_records
from mapapp.maps.features import Feature
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

# What a spreadsheet reads as the beginning of a formula, also in full width. Apostrophes before it are
# doubled too, so that taking one away always gives back what was written.
FORMULA = re.compile(r"'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]")


def mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A row an attestation, in the order of time."""
    return chunks(table(MENTION_COLUMNS, mention_records(atlas, query)))


def places(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A row a place that the query's mentions name."""
    return chunks(table(PLACE_COLUMNS, place_records(atlas, query)))


class Line:
    """Takes what the csv writer writes and hands it back: the standard library writes to files alone."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        """Keep a line."""
        self.text = text


def table(columns: Sequence[str], features: Iterable[Feature]) -> Iterator[bytes]:
    """The header, then a line a feature."""
    line = Line()
    writer = csv.writer(line)  # RFC 4180: commas, quotes doubled, lines ended by CR LF
    writer.writerow(("id", "lon", "lat", *columns))
    yield line.text.encode()
    for feature in features:
        lon, lat = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
        cells = (cell(feature["properties"][name]) for name in columns)
        writer.writerow((cell(feature["id"]), lon, lat, *cells))
        yield line.text.encode()


def cell(value: Any) -> Any:
    """A value as it may stand in a spreadsheet: text is never a formula; numbers and truth stay."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and FORMULA.match(value):
        return "'" + value
    return value
