"""What exports say of places, names, days and texts, field by field, against the rows of the atlas.

``test_exports.py`` reads the files back by programs that others wrote; here each fact is looked for where its
format puts it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rdflib
from lxml import etree

from mapapp.exports.bibliography import entry, issued, item
from mapapp.exports.formats import FORMATS
from mapapp.exports.html import data_of
from mapapp.exports.tei_places import name_of
from mapapp.query import EARLIEST_DAY, LATEST_DAY, AtlasQuery
from mapapp.store.reading import Atlas, Row

TEI, XML = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}"
GEO = rdflib.Namespace("http://www.opengis.net/ont/geosparql#")
LPO = rdflib.Namespace("http://linkedpasts.org/ontology/lpo_latest.ttl#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def export(atlas: Atlas, name: str, layer: str = "") -> bytes:
    form = FORMATS[name]
    return b"".join(form.layers[layer or form.layer](atlas, AtlasQuery()))


def by_place(atlas: Atlas) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in atlas.mentions(AtlasQuery()):
        if row["place_id"]:
            groups[row["place_id"]].append(row)
    return groups


def days(rows: list[Row]) -> tuple[str | None, str | None]:
    """The first and the last day of rows; None where there is none, or no bound."""
    dated = [row for row in rows if row["day_min"] is not None]
    first = min((row["day_min"] for row in dated), default=EARLIEST_DAY)
    last = max((row["day_max"] for row in dated), default=LATEST_DAY)
    return (
        None if first == EARLIEST_DAY else str(date.fromordinal(first)),
        None if last == LATEST_DAY else str(date.fromordinal(last)),
    )


def test_a_place_comes_with_all_that_is_told_of_it(atlas: Atlas) -> None:
    groups, names = by_place(atlas), defaultdict(list)
    texts = {source["id"]: atlas.source(source["id"])["text"] for source in atlas.sources()}
    for name in atlas.names():
        names[name["place_id"]].append(name)
    features = json.loads(export(atlas, "geojson", "places"))["features"]
    assert {feature["id"] for feature in features} == set(groups)
    for feature in features:
        said, rows = feature["properties"], groups[feature["id"]]
        assert (said["when_first"], said["when_last"]) == days(rows)
        passages = {row["passage"]: row for row in rows}
        assert said["passages"] == len(passages)
        assert all(row["reading"] in said["quotes"] for row in passages.values())
        places_of_quotes = re.findall(r"(\S+)#char=(\d+),(\d+);sha256=(\w+)", said["quotes_at"])
        assert len(places_of_quotes) == len(passages)
        quoted = {row["quote"] for row in passages.values()}
        for source, start, end, digest in places_of_quotes:
            words = texts[source][int(start) : int(end)]
            assert words in quoted
            assert hashlib.sha256(words.encode()).hexdigest().startswith(digest)
        for name in names[feature["id"]]:
            assert f"{name['toponym']} ({name['lang']}" in said["names_with_source"]
            assert (name["source"] or "source not stated") in said["names_with_source"]


def test_a_mention_says_which_file_it_is_from(small_atlas: Atlas, small_corpus: Path) -> None:
    for feature in json.loads(export(small_atlas, "geojson"))["features"]:
        said = feature["properties"]
        assert (
            said["source_sha256"]
            == hashlib.sha256((small_corpus / said["source_file"]).read_bytes()).hexdigest()
        )


def test_linked_places_have_the_days_of_places_and_names(atlas: Atlas) -> None:
    rows_of_places = {place["id"]: place for place in atlas.places()}
    found = {f["@id"].rpartition(":")[2]: f for f in json.loads(export(atlas, "lpf"))["features"]}
    names = defaultdict(list)
    for name in atlas.names():
        names[name["place_id"]].append(name)
    for place, rows in by_place(atlas).items():
        feature, row = found[place], rows_of_places[place]
        check_years(feature.get("when"), row, days(rows))
        said = {(name["toponym"], cited["label"]) for name in feature["names"] for cited in name["citations"]}
        gazetteer = {
            (" ".join(name["toponym"].split()), " ".join(name["source"].split()) or "source not stated")
            for name in names[place]
        }
        assert gazetteer <= said
        spans = [s for name in feature["names"] for s in name.get("when", {}).get("timespans", ())]
        for edtf in {row["edtf"] for row in rows if DAY.fullmatch(row["edtf"])}:
            assert {"start": {"in": edtf}} in spans
        for edtf in {
            row["edtf"] for row in rows if re.fullmatch(rf"{DAY.pattern}/{DAY.pattern}", row["edtf"])
        }:
            first, last = edtf.split("/")
            assert {"start": {"in": first}, "end": {"in": last}} in spans
        links = {link["identifier"] for link in feature.get("links", ())}
        assert links == {match for match in row["matches"].split(" | ") if match}
        if row["lon"] is not None:
            assert feature["geometry"]["certainty"] == (row["certainty"] or "certain")


def check_years(when: Any, place: Row, attested: tuple[str | None, str | None]) -> None:
    """The years of the gazetteer, else the days between which a place is attested."""
    if not (place["start"] or place["end"]):
        if any(attested):
            (span,) = when["timespans"]
            assert (span["start"].get("earliest"), span["end"].get("latest")) == attested
        return
    (span,) = when["timespans"]
    if place["start"]:
        assert span["start"] == {"in": place["start"]}
    if place["end"]:
        assert span["end"] == {"in": place["end"]}


def test_lp_tsv_has_every_name_and_year(atlas: Atlas) -> None:
    text = export(atlas, "lp-tsv").decode()
    rows = {
        row["id"]: row for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    }
    for place in atlas.places():
        if place["id"] in rows:
            row = rows[place["id"]]
            assert (row["start"], row["end"]) == (place["start"], place["end"])
            names = {name["toponym"].replace(";", ",") for name in atlas.names(place["id"])}
            assert {variant.rpartition("@")[0] for variant in row["variants"].split(";")} == names


def test_turtle_has_points_names_and_texts(small_atlas: Atlas) -> None:
    graph = rdflib.Graph().parse(data=export(small_atlas, "turtle").decode(), format="turtle")
    rows = {place["id"]: place for place in small_atlas.places()}
    seen = 0
    for place in graph.subjects(rdflib.RDF.type, GEO.Feature):
        row = rows[str(graph.value(place, rdflib.DCTERMS.identifier))]
        names = {
            str(n)
            for said in graph.objects(place, LPO.name_attestation)
            for n in graph.objects(said, LPO.toponym)
        }
        assert names == {name["toponym"] for name in small_atlas.names(row["id"])}
        shape = graph.value(place, GEO.hasGeometry)
        if row["lon"] is None:
            assert shape is None
        else:
            numbers = re.fullmatch(r"POINT\((\S+) (\S+)\)", str(graph.value(shape, GEO.asWKT)))
            assert numbers
            assert (float(numbers[1]), float(numbers[2])) == pytest.approx((row["lon"], row["lat"]), abs=1e-6)
        seen += 1
    assert seen == len(by_place(small_atlas))
    words = [small_atlas.source(source["id"])["text"] for source in small_atlas.sources()]
    for selector, exact in graph.subject_objects(OA.exact):
        whole = f"{graph.value(selector, OA.prefix)}{exact}{graph.value(selector, OA.suffix)}"
        assert any(whole in text for text in words)
        selected = graph.value(None, OA.hasSelector, selector)
        (span,) = (s for s in graph.objects(selected, OA.hasSelector) if (s, OA.start, None) in graph)
        start, end = int(graph.value(span, OA.start)), int(graph.value(span, OA.end))
        assert any(text[start:end] == str(exact) for text in words)
    texts = {str(text) for text in graph.objects(None, OA.hasSource)}
    assert texts <= {str(text) for text in graph.subjects(rdflib.DCTERMS.identifier)}


def test_tei_says_what_is_named_when_and_by_whom(atlas: Atlas) -> None:
    root = etree.fromstring(export(atlas, "tei"))
    rows = {row["fid"]: row for row in atlas.mentions(AtlasQuery())}
    named = {mark.get(f"{XML}id"): mark for mark in root.iter(f"{TEI}placeName") if mark.get(f"{XML}id")}
    by_id = {element.get(f"{XML}id"): element for element in root.iter() if element.get(f"{XML}id")}
    events = {event.get("corresp"): event for event in root.iter(f"{TEI}event")}
    for fid, row in rows.items():
        mark, where = named[f"mention.{fid}"], f"#{row['place_id']}" if row["place_id"] else None
        assert (mark.get("ref"), mark.get("type")) == (where, row["use"])
        if row["edtf"]:
            event = events[f"#mention.{fid}"]
            assert event.get("where") == where
            check_days(event, row["edtf"])
    for found in root.iter(f"{TEI}date"):
        if custom := found.get("when-custom"):
            check_days(found, custom)
    for place in root.iter(f"{TEI}place"):
        listed = [name for name in place.iter(f"{TEI}placeName") if name.get("type") != "title"]
        names = atlas.names(place.get(f"{XML}id"))
        assert [name.text for name in listed] == [name["toponym"] for name in names]
        for said, name in zip(listed, names, strict=True):
            years = (said.get("notBefore"), said.get("notAfter"))
            assert years == tuple(
                y if re.fullmatch(r"\d{4}(-\d\d){0,2}", y) else None for y in (name["start"], name["end"])
            )
            source = said.get("source")
            told = by_id[source[1:]].text if source else ""
            assert told == name["source"]


def check_days(element: Any, edtf: str) -> None:
    """The dating attributes of an element, where its value is made of plain days."""
    if DAY.fullmatch(edtf):
        assert element.get("when") == edtf
    if re.fullmatch(rf"{DAY.pattern}/{DAY.pattern}", edtf):
        assert [element.get("from"), element.get("to")] == edtf.split("/")


def test_bibliographies_say_all_that_is_known(atlas: Atlas) -> None:
    entries = {entry["ID"]: entry for entry in bibtexparser.loads(export(atlas, "bibtex").decode()).entries}
    items = {item["id"]: item for item in json.loads(export(atlas, "csl"))}
    for source in atlas.sources():
        entry, item = entries[source["id"]], items[source["id"]]
        assert entry.get("url", "") == item.get("URL", "") == source["url"]
        assert item.get("author", [{"literal": ""}]) == [{"literal": source["author"]}]
        assert entry.get("author", "{}").strip("{}").replace("\\", "") == source["author"]
        assert item.get("publisher", "") == source["publisher"]
        if DAY.fullmatch(source["published"]):
            assert item["issued"] == {"date-parts": [[int(part) for part in source["published"].split("-")]]}
        if source["published"]:
            assert item["issued"]
            assert entry["year"] == source["published"][:4]


def test_a_range_of_publication_has_two_dates() -> None:
    assert issued("1920-05/1920-07") == {"date-parts": [[1920, 5], [1920, 7]]}
    assert issued("1921~") == {"date-parts": [[1921]], "circa": True}
    assert issued("192X") == {"literal": "192X"}


def test_a_collection_of_annotations_counts_them(atlas: Atlas) -> None:
    collection = json.loads(export(atlas, "annotations"))
    assert (
        collection["total"]
        == len(collection["first"]["items"])
        == sum(1 for _ in atlas.mentions(AtlasQuery()))
    )


def test_a_text_is_cited_with_its_year_and_address() -> None:
    blank = dict.fromkeys("id title author publisher published url language note sha256 rights".split(), "")
    source = {**blank, "id": "x", "title": "T", "published": "1921-05", "url": "https://example.org/x"}
    (cited,) = bibtexparser.loads(entry(source)).entries
    assert (cited["year"], cited["url"]) == ("1921", "https://example.org/x")
    assert (item(source)["issued"], item(source)["URL"]) == ({"date-parts": [[1921, 5]]}, source["url"])


def test_a_name_in_tei_has_the_years_of_its_use() -> None:
    name = {
        "lang": "de",
        "script": "Latn",
        "start": "1868",
        "end": "1921",
        "source": "Map",
        "toponym": "Schuscha",
    }
    said = etree.fromstring(name_of(name))
    assert (said.get("notBefore"), said.get("notAfter"), said.text) == ("1868", "1921", "Schuscha")


def test_the_single_file_has_the_evidence_of_every_mention(small_atlas: Atlas) -> None:
    rows = list(small_atlas.mentions(AtlasQuery()))
    quotes = data_of(small_atlas, rows)["quotes"]
    assert {*map(str, quotes["attestations"])} == {str(row["fid"]) for row in rows}
    kept = json.dumps(quotes, ensure_ascii=False)
    for row in rows:
        assert json.dumps(row["quote"], ensure_ascii=False)[1:-1] in kept or row["reading"] in kept
