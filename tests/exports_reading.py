"""Read exports back with programs that others wrote: format by format, what a file says was attested.

Each function gives (place, quote, when, surface, start, end) of every record, "" for what is not known;
``POINTS_AND_DAYS`` those that give (longitude, latitude, first day, last day), for formats that have these.
"""

from __future__ import annotations

import csv
import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import geopandas
import pyogrio
import rdflib
from lxml import etree

from mapapp.files.quotations import plain_cell

Said = tuple[str, str, str, str, int, int]
Located = tuple[float | str, float | str, str, str]
COLUMNS = ["place", "quote", "when", "surface", "start", "end"]
KML = "{http://www.opengis.net/kml/2.2}"
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# The terms of the Web Annotation context that the exports use: rdflib is not to ask the network for them.
ANNOTATION_TERMS = {
    "oa": str(OA),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    **{f: f"oa:{f}" for f in ("Annotation", "SpecificResource", "TextualBody", "exact", "prefix", "suffix")},
    **{f: f"oa:{f}" for f in ("TextQuoteSelector", "TextPositionSelector", "start", "end")},
    **{f: {"@id": f"oa:{f}", "@type": "@id"} for f in ("via", "canonical")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{f: f"oa:{f}" for f in ("identifying", "describing", "tagging", "commenting", "assessing")},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "as:first", "@type": "@id"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "label": "rdfs:label",
}


def geojson(path: Path) -> list[Said]:
    frame = geopandas.read_file(path)
    return from_table(frame)


def from_table(frame: geopandas.GeoDataFrame) -> list[Said]:
    columns = frame[COLUMNS].astype(object).where(lambda cell: cell.notna(), "")
    return list(columns.itertuples(index=False, name=None))


def located(frame: geopandas.GeoDataFrame) -> list[Located]:
    days = frame[["when_first", "when_last"]].astype(object).where(lambda cell: cell.notna(), "")
    points = [("", "") if point is None else (point.x, point.y) for point in frame.geometry]
    # pyogrio makes a column of days a column of times; one that holds texts alone stays as it is.
    return [(*xy, *(str(day)[:10] for day in row)) for xy, row in zip(points, days.values, strict=True)]


def gdal(path: Path) -> list[Said]:
    return from_table(pyogrio.read_dataframe(path))


def parquet(path: Path) -> list[Said]:
    return from_table(geopandas.read_parquet(path))


def csv_rows(path: Path) -> list[Said]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (*(plain_cell(row[name]) for name in COLUMNS[:4]), int(row["start"]), int(row["end"])) for row in rows
    ]


def csv_located(path: Path) -> list[Located]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (
                *(float(row[name]) if row[name] else "" for name in ("lon", "lat")),
                row["when_first"],
                row["when_last"],
            )
            for row in csv.DictReader(file)
        ]


def kml(path: Path) -> list[Said]:
    found = []
    for mark in etree.parse(path).iter(f"{KML}Placemark"):
        data = {d.get("name"): d.findtext(f"{KML}value") for d in mark.iter(f"{KML}Data")}
        named = (data.get("place") or "", data["quote"], data.get("when") or "", mark.findtext(f"{KML}name"))
        found.append((*named, int(data["start"]), int(data["end"])))
    return found


def kml_located(path: Path) -> list[Located]:
    found = []
    for mark in etree.parse(path).iter(f"{KML}Placemark"):
        at = mark.findtext(f"{KML}Point/{KML}coordinates")
        point = tuple(map(float, at.split(","))) if at else ("", "")
        days = (mark.findtext(f"{KML}TimeSpan/{KML}{name}") or "" for name in ("begin", "end"))
        found.append((*point, *days))
    return found


def jsonfg_located(path: Path) -> list[Located]:
    found = []
    for feature in json.loads(path.read_bytes())["features"]:
        point = feature["geometry"]["coordinates"] if feature["geometry"] else ("", "")
        time = feature["time"] or {"interval": ["..", ".."]}
        days = [time["date"]] * 2 if "date" in time else time["interval"]
        found.append((*point, *(day.replace("..", "") for day in days)))
    return found


def turtle(path: Path) -> list[Said]:
    return from_graph(rdflib.Graph().parse(path, format="turtle"))


def annotations(path: Path) -> list[Said]:
    data = json.loads(path.read_bytes())
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    data["@context"] = ANNOTATION_TERMS
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib 7.6 uses it itself
        return from_graph(rdflib.Graph().parse(data=json.dumps(data), format="json-ld"))


def from_graph(graph: rdflib.Graph) -> list[Said]:
    found = []
    for note in graph.subjects(rdflib.RDF.type, OA.Annotation):
        bodies = list(graph.objects(note, OA.hasBody))
        quoted = next(b for b in bodies if (b, OA.hasPurpose, OA.describing) in graph)
        quote, target = selected(graph, quoted), selected(graph, graph.value(note, OA.hasTarget))
        named = [b for b in bodies if isinstance(b, rdflib.URIRef)]
        named += [
            s
            for b in bodies
            if (b, OA.hasPurpose, OA.identifying) in graph
            for s in graph.objects(b, OA.hasSource)
        ]
        place = re.sub(r".*[:/]", "", str(named[0])) if named else ""
        when = graph.value(note, rdflib.DCTERMS.temporal)
        found.append((place, quote[0], str(when or ""), *target))
    return found


def selected(graph: rdflib.Graph, resource: rdflib.term.Node | None) -> tuple[str, int, int]:
    selectors = list(graph.objects(resource, OA.hasSelector))
    said = [
        next(v for s in selectors for v in graph.objects(s, term)) for term in (OA.exact, OA.start, OA.end)
    ]
    return str(said[0]), int(said[1]), int(said[2])


READERS: dict[str, Callable[[Path], list[Said]]] = {
    "geojson": geojson,
    "geojsonl": gdal,
    "jsonfg": gdal,
    "csv": csv_rows,
    "gpkg": gdal,
    "fgb": gdal,
    "parquet": parquet,
    "kml": kml,
    "turtle": turtle,
    "annotations": annotations,
}
POINTS_AND_DAYS: dict[str, Callable[[Path], list[Located]]] = {
    "geojson": lambda path: located(geopandas.read_file(path)),
    "geojsonl": lambda path: located(pyogrio.read_dataframe(path)),
    "jsonfg": jsonfg_located,
    "csv": csv_located,
    "gpkg": lambda path: located(pyogrio.read_dataframe(path)),
    "fgb": lambda path: located(pyogrio.read_dataframe(path)),
    "parquet": lambda path: located(geopandas.read_parquet(path)),
    "kml": kml_located,
}
