"""GeoJSON (RFC 7946): one feature an attestation, or one a place, with flat properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from mapapp.maps.features import Feature, group_by_place, mention_feature, place_feature
from mapapp.query import AtlasQuery, to_pairs
from mapapp.store.reading import Atlas


def mentions_geojson(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A feature collection of attestations, in the order of time, in chunks of UTF-8."""
    return collection(map(mention_feature, atlas.mentions(query)), atlas, query)


def places_geojson(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A feature collection of places that the query's mentions name, in chunks of UTF-8."""
    groups = group_by_place(atlas.mentions(query))
    features = (
        place_feature(place, groups[place["id"]]) for place in atlas.places() if place["id"] in groups
    )
    return collection(features, atlas, query)


def collection(features: Iterable[Feature], atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The features with a foreign member that says what was asked of which atlas."""
    head: dict[str, Any] = {"query": dict(to_pairs(query)), "program": atlas.meta["program"]}
    yield b'{"type":"FeatureCollection","mapapp":' + orjson.dumps(head) + b',"features":['
    separator = b"\n"
    for feature in features:
        yield separator + orjson.dumps(feature)
        separator = b",\n"
    yield b"\n]}\n"
