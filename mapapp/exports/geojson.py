"""GeoJSON (RFC 7946) and JSON-FG (OGC 21-045): one feature an attestation, or one a place, flat properties.

JSON-FG adds the member ``time``, by which its readers filter; GeoJSON readers pass over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from mapapp.exports.mention_json import mention_bodies
from mapapp.exports.records import mention_records, place_records
from mapapp.exports.times import ends_of
from mapapp.maps.features import Feature
from mapapp.query import AtlasQuery, to_pairs
from mapapp.store.reading import Atlas

CHUNK = 1 << 18  # bytes that go out at once: a write for every feature would cost more than making it
JSON_FG = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"


def mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A feature collection of attestations, in the order of time, in chunks of UTF-8."""
    return collection(mention_bodies(atlas, query, b",\n"), head(atlas, query))


def places(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A feature collection of places that the query's mentions name, in chunks of UTF-8."""
    return collection(map(orjson.dumps, place_records(atlas, query)), head(atlas, query))


def timed_mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The same features as JSON-FG, with their time."""
    features = (orjson.dumps(with_time(feature)) for feature in mention_records(atlas, query))
    return collection(features, {"conformsTo": [JSON_FG], **head(atlas, query)})


def mention_lines(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The same features as a GeoJSON text sequence (RFC 8142), a line each, without its record separators.

    So GDAL and jq read it; readers that want the separator find each line to be a GeoJSON text.
    """
    return (some + b"\n" for some in mention_bodies(atlas, query, b"\n"))


def head(atlas: Atlas, query: AtlasQuery) -> dict[str, Any]:
    """A foreign member that says what was asked of which atlas."""
    return {"mapapp": {"query": dict(to_pairs(query)), "program": atlas.meta["program"]}}


def with_time(feature: Feature) -> Feature:
    """A feature with the JSON-FG members ``time`` (null: not known) and ``place``."""
    said = feature["properties"]
    return {**feature, "time": time_of(said["when"], said["when_first"], said["when_last"]), "place": None}


def time_of(edtf: str | None, first: str | None, last: str | None) -> dict[str, Any] | None:
    """A day as ``date``, everything else as an ``interval`` of days, ".." where it has no bound."""
    if not edtf:
        return None
    if ends_of(edtf, None, None).kind == "date" and first == last:
        return {"date": first}
    return {"interval": [first or "..", last or ".."]}


def collection(features: Iterable[bytes], members: dict[str, Any]) -> Iterator[bytes]:
    """A feature collection with further members before its features, one by one or many at once."""
    opening = orjson.dumps({"type": "FeatureCollection", **members})[:-1] + b',"features":['
    return chunks(pieces(opening, features))


def pieces(opening: bytes, features: Iterable[bytes]) -> Iterator[bytes]:
    """The opening, the features with commas between them, and the end."""
    yield opening
    separator = b"\n"
    for some in features:
        yield separator
        yield some
        separator = b",\n"
    yield b"\n]}\n"


def chunks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces of bytes gathered into larger ones."""
    gathered, size = list[bytes](), 0
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size >= CHUNK:
            yield b"".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield b"".join(gathered)
