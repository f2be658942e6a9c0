"""KML 2.3 (OGC 12-007r2): a placemark an attestation or place, with a TimeSpan where days are known.

Never a TimeStamp: a passage tells of a span of days, and a point in time would be invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mapapp.exports.geojson import chunks
from mapapp.exports.markup import xml_text, xml_value
from mapapp.exports.records import mention_records, place_records
from mapapp.maps.features import Feature
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
TAIL = "</Document>\n</kml>\n"


def mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A placemark an attestation, named by the name as the text writes it."""
    return document("mentions", mention_records(atlas, query), ("surface", "quote"))


def places(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A placemark a place that the query's mentions name."""
    return document("places", place_records(atlas, query), ("title", "quotes"))


def document(layer: str, features: Iterable[Feature], said: tuple[str, str]) -> Iterator[bytes]:
    """A KML document; ``said`` are the properties that a balloon's title and text come from."""
    opening = f"{HEAD}<name>{layer}</name>\n".encode()
    marks = (placemark(feature, *said).encode() for feature in features)
    return chunks(part for parts in ((opening,), marks, (TAIL.encode(),)) for part in parts)


def placemark(feature: Feature, name: str, description: str) -> str:
    """A feature with its time and all its properties; without a point where it is not located."""
    values = feature["properties"]
    data = "".join(
        f'<Data name="{xml_value(key)}"><value>{xml_text(str(value))}</value></Data>'
        for key, value in values.items()
        if value is not None
    )
    return (
        f"<Placemark><name>{xml_text(values[name])}</name>"
        f"<description>{as_html(values[description])}</description>"
        f"{time_span(values['when_first'], values['when_last'])}"
        f"<ExtendedData>{data}</ExtendedData>{point(feature)}</Placemark>\n"
    )


def as_html(text: str) -> str:
    """Text for a balloon, which reads its description as HTML: escaped once for HTML, once for XML."""
    return xml_text(xml_text(text))


def time_span(first: str | None, last: str | None) -> str:
    """The days; an end without bound is left out; nothing where no day is known."""
    if not (first or last):
        return ""
    begin = f"<begin>{first}</begin>" if first else ""
    end = f"<end>{last}</end>" if last else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>"


def point(feature: Feature) -> str:
    """Longitude and latitude, or nothing where the place is not located."""
    if not feature["geometry"]:
        return ""
    lon, lat = feature["geometry"]["coordinates"]
    return f"<Point><coordinates>{lon},{lat}</coordinates></Point>"
