"""The places of a TEI corpus: ``listPlace`` with the names of all sides, and who uses each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mapapp.exports.markup import attributes, xml_text
from mapapp.exports.naming import match_iri, match_links
from mapapp.exports.records import names_by_place
from mapapp.maps.features import point
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

CERT = {"certain": "high", "less-certain": "medium", "uncertain": "low"}
_NAME = re.compile(r"[^A-Za-z0-9_-]")


def xml_id(text: str) -> str:
    """An id as XML takes it; those of mentions and dates hold a full stop, so none is like that of a place.

    >>> xml_id("shusha"), xml_id("2 rivers")
    ('shusha', '_2_x20_rivers')
    """
    plain = _NAME.sub(lambda m: f"_x{ord(m[0]):x}_", text)
    return plain if re.match("[A-Za-z]", plain) else f"_{plain}"


def name_source_id(source: str) -> str:
    """The id of the entry that says whom a name comes from."""
    return "names." + xml_id(source)


def name_sources(atlas: Atlas) -> str:
    """A bibliography of those who use the names."""
    sources = sorted({name["source"] for name in atlas.names() if name["source"]})
    if not sources:
        return ""
    entries = "".join(f"<bibl{attributes(xml_id=name_source_id(s))}>{xml_text(s)}</bibl>" for s in sources)
    return f"<listBibl>{entries}</listBibl>"


def list_place(atlas: Atlas, query: AtlasQuery) -> Iterator[str]:
    """The places that the query's mentions name; nothing where they name none."""
    named = {row["place_id"] for row in atlas.mentions(query)}
    places = [place for place in atlas.places() if place["id"] in named]
    if not places:
        return
    names = names_by_place(atlas)
    yield "<standOff><listPlace>\n"
    for place in places:
        yield described(place, names[place["id"]])
    yield "</listPlace></standOff>\n"


def described(place: Row, names: Sequence[Row]) -> str:
    """A place: its title, its names, its point (latitude first), its records elsewhere."""
    links = "".join(
        f"<idno{attributes(type=link.partition(':')[0])}>{xml_text(match_iri(link))}</idno>"
        for link in match_links(place["matches"])
    )
    note = f"<note>{xml_text(place['description'])}</note>" if place["description"] else ""
    return (
        f"<place{attributes(xml_id=xml_id(place['id']), type=place['kind'])}>"
        f'<placeName type="title">{xml_text(place["title"])}</placeName>'
        f"{''.join(map(name_of, names))}{location(place)}{links}{note}</place>\n"
    )


def name_of(name: Row) -> str:
    """A name with its language, the years of its use, and who uses it."""
    values: Mapping[str, str | None] = {
        "xml_lang": "-".join(filter(None, (name["lang"] or "und", name["script"]))),
        "notBefore": year(name["start"]),
        "notAfter": year(name["end"]),
        "source": "#" + name_source_id(name["source"]) if name["source"] else None,
    }
    return f"<placeName{attributes(**values)}>{xml_text(name['toponym'])}</placeName>"


def year(text: str) -> str | None:
    """A year of the gazetteer where it is one that XML knows."""
    return text if re.fullmatch(r"-?[0-9]{4}(-[0-9]{2}){0,2}", text) else None


def location(place: Row) -> str:
    """Latitude, then longitude, with how well they are known; nothing where the place is not located."""
    found = point(place["lon"], place["lat"])
    if not found:
        return ""
    lon, lat = found["coordinates"]
    within = "" if place["approximation"] is None else f"within {place['approximation']:g} km"
    said = "; ".join(filter(None, (place["geo_source"], within)))
    note = f"<note>{xml_text(said)}</note>" if said else ""
    cert = attributes(cert=CERT.get(place["certainty"] or "certain"))
    return f"<location{cert}><geo>{lat} {lon}</geo>{note}</location>"
