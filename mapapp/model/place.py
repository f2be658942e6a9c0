"""Values for the gazetteer: a place, its toponyms and how well its location is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["settlement", "station", "district", "province", "region", "country", "continent", "natural"]
KINDS: tuple[Kind, ...] = (
    "settlement",
    "station",
    "district",
    "province",
    "region",
    "country",
    "continent",
    "natural",
)
Certainty = Literal["certain", "less-certain", "uncertain"]
CERTAINTIES: tuple[Certainty, ...] = ("certain", "less-certain", "uncertain")
Match = Literal["always", "context", "adjective"]
MATCHES: tuple[Match, ...] = ("always", "context", "adjective")


# West, south, east, north in degrees (WGS84); west > east crosses the antimeridian.
BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place, with language, script, years of use (EDTF or empty) and who uses it.

    ``match`` says when it may be recognised: ``always``; only in a ``context`` that speaks for a place
    (the word is also something else); or, for an ``adjective``, only inside the full name of a state.
    """

    place_id: str
    toponym: str
    lang: str = "und"
    script: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    match: Match = "always"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer record. ``lon`` and ``lat`` are WGS84 degrees of the place as meant in the texts.

    Both are None where the location is unknown; ``approximation`` is the radius in km within which the
    point is meant; ``matches`` are links such as ``gn:614457`` and ``wd:Q19834``.
    """

    id: str
    title: str
    kind: Kind
    lon: float | None = None
    lat: float | None = None
    approximation: float | None = None
    certainty: Certainty = "certain"
    title_source: str = ""
    fclasses: str = ""
    start: str = ""
    end: str = ""
    geo_source: str = ""
    geo_id: str = ""
    parent_id: str = ""
    matches: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An approximate outline of a place: GeoJSON ``geometry`` text (WGS84), with how it is known."""

    place_id: str
    geometry: str
    certainty: Certainty
    source: str
    start: str = ""
    end: str = ""
