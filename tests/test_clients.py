"""Clients that others wrote, against a served atlas: GDAL (and with it QGIS), OWSLib, schemathesis."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote

import geopandas
import pyogrio
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from owslib.ogcapi.features import Features
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from mapapp.dates.edtf import parse_edtf
from mapapp.errors import EdtfError
from mapapp.query import LATEST_DAY, parse_query
from mapapp.store.reading import Atlas
from mapapp.web import create_app

# A server of its own process, which writes down what it is asked: GDAL holds the interpreter while it reads.
SERVE = """
import sys
from pathlib import Path
from waitress.server import create_server
from mapapp.store.reading import open_atlas
from mapapp.web import create_app
app, log = create_app(open_atlas(Path(sys.argv[1]))), open(sys.argv[2], "w", buffering=1)
def written(environ, start):
    print(environ["PATH_INFO"] + "?" + environ["QUERY_STRING"], file=log)
    return app(environ, start)
server = create_server(written, host="127.0.0.1", port=0)
print(server.effective_port, flush=True)
server.run()
"""
CASES = int(os.environ.get("MAPAPP_CASES", "300"))


class Served(NamedTuple):
    """A server: its address, and what it was asked so far."""

    root: str
    log: Path

    @property
    def gdal(self) -> str:
        return f"OAPIF:{self.root}"

    def asked(self, collection: str) -> list[dict[str, list[str]]]:
        """Parameters of every request for items of a collection, oldest first."""
        path = f"/collections/{collection}/items?"
        lines = self.log.read_text().splitlines()
        return [parse_qs(unquote(line)[len(path) :]) for line in lines if line.startswith(path)]


@pytest.fixture(scope="module")
def served(atlas_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("served") / "asked.txt"
    command = [sys.executable, "-c", SERVE, str(atlas_file), str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Served(f"http://127.0.0.1:{process.stdout.readline().strip()}/", log)
        process.terminate()


def fids(atlas: Atlas, **parameters: str) -> set[int]:
    return {row["fid"] for row in atlas.mentions(parse_query(parameters.items()))}


# GDAL


def read(served: Served, layer: str = "mentions", **options: Any) -> geopandas.GeoDataFrame:
    """A layer as GDAL gives it; rows are numbered by their id."""
    return pyogrio.read_dataframe(served.gdal, layer=layer, fid_as_index=True, **options)


def test_gdal_lists_the_collections(served: Served) -> None:
    layers = {str(name): kind for name, kind in pyogrio.list_layers(served.gdal)}
    assert set(layers) == {"mentions", "places", "sources"}
    assert layers["mentions"] == layers["places"] == "Point"


def test_gdal_reads_every_mention_with_its_evidence(served: Served, atlas: Atlas) -> None:
    frame = read(served)
    assert set(frame.index) == fids(atlas)
    assert frame.crs.to_epsg() == 4326
    row = next(row for row in atlas.mentions(parse_query([("place", "shusha")])))
    got = frame.loc[row["fid"]]
    assert (got.geometry.x, got.geometry.y) == pytest.approx((row["place_lon"], row["place_lat"]))
    assert (got["quote"], got["start"], got["source"]) == (row["quote"], row["start"], row["source_id"])


def test_gdal_pages_through(served: Served, atlas: Atlas) -> None:
    before = len(served.asked("mentions"))
    assert set(read(served, PAGE_SIZE=250).index) == fids(atlas)
    cursors = [asked["cursor"] for asked in served.asked("mentions")[before:] if "cursor" in asked]
    assert len(cursors) == len(fids(atlas)) // 250


def test_gdal_asks_for_the_box(served: Served, atlas: Atlas) -> None:
    box = (46.0, 39.0, 47.0, 40.0)
    frame = read(served, bbox=box)
    text = ",".join(map(str, box))
    assert set(frame.index) == fids(atlas, bbox=text, unlocated="exclude")
    assert [float(n) for n in served.asked("mentions")[-1]["bbox"][0].split(",")] == list(box)


@pytest.mark.parametrize(
    ("where", "asked"),
    [
        ("place = 'shusha'", {"place": "shusha"}),
        ("zone = 'body' AND \"use\" = 'metonymic'", {"zone": "body", "use": "metonymic"}),
    ],
)
def test_gdal_asks_for_the_attributes(
    served: Served, atlas: Atlas, where: str, asked: dict[str, str]
) -> None:
    frame = read(served, where=where)
    assert set(frame.index) == fids(atlas, **asked)
    assert len(frame)
    assert {name: values[0] for name, values in served.asked("mentions")[-1].items()}.items() >= asked.items()


def test_gdal_asks_for_the_days(served: Served, atlas: Atlas) -> None:
    frame = read(served, DATETIME="1920-06/1920-08")
    assert set(frame.index) == fids(atlas, datetime="1920-06/1920-08")
    assert served.asked("mentions")[-1]["datetime"] == ["1920-06/1920-08"]


@pytest.mark.parametrize(
    ("where", "asked", "wanted"),
    [
        ("when_first <= '1920-06-30'", "../1920-06-30T", lambda row: row["day_min"] <= 701081),
        ("when_last >= '1920-06-01'", "1920-06-01T/..", lambda row: row["day_max"] >= 701052),
    ],
)
def test_gdal_turns_dates_into_datetime(
    served: Served, atlas: Atlas, where: str, asked: str, wanted: Callable[[Any], bool]
) -> None:
    frame = read(served, where=where)
    rows = atlas.mentions(parse_query([("undated", "exclude")]))
    bounded = {row["fid"] for row in rows if wanted(row) and row["day_max"] < LATEST_DAY}
    assert bounded <= set(frame.index)
    assert served.asked("mentions")[-1].get("datetime") == [asked]


def test_the_filters_of_the_qgis_page(served: Served, atlas: Atlas) -> None:
    page = (Path(__file__).parent.parent / "docs" / "qgis.md").read_text(encoding="utf-8")
    of_file, of_connection = re.findall(r"```(?:sql)?\n(.*day_min.*|.*when_last.*)\n```", page)
    expected = fids(atlas, datetime="1920-06/1920-08", undated="exclude")
    frame = pyogrio.read_dataframe(atlas.path, layer="mentions", where=of_file, fid_as_index=True)
    assert set(frame.index) == expected
    assert set(read(served, where=of_connection).index) == fids(atlas, datetime="1920-06/1920-08")


def test_gdal_reads_places_and_sources(served: Served, atlas: Atlas) -> None:
    places = read(served, "places")
    assert len(places) == len(atlas.places(named=True))
    assert set(places["title"]) == {place["title"] for place in atlas.places(named=True)}
    sources = pyogrio.read_dataframe(served.gdal, layer="sources")
    assert set(sources["sha256"]) == {source["sha256"] for source in atlas.sources()}


def test_http_1_1_is_spoken(served: Served) -> None:
    """Abstract test /conf/core/http."""
    connection = HTTPConnection(served.root.split("/")[2])
    for method in ("GET", "HEAD", "OPTIONS"):
        connection.request(method, "/collections/mentions/items?limit=1", headers={"Accept": "*/*"})
        answer = connection.getresponse()
        assert (answer.version, answer.status) == (11, 200)
        assert (answer.read() == b"") is (method != "GET")  # the connection goes on after each
    connection.close()


# OWSLib


def test_owslib_reads_the_service(served: Served, atlas: Atlas) -> None:
    service = Features(served.root)
    assert len(service.conformance()["conformsTo"]) == 3
    assert service.feature_collections() == ["mentions", "places", "sources"]
    assert service.collection("places")["id"] == "places"
    assert "/collections/places/items" in service.api()["paths"]
    found = service.collection_items("mentions", bbox=[46, 39, 47, 40], datetime_="1920-06/1920-08", limit=5)
    assert found["numberMatched"] == len(fids(atlas, bbox="46,39,47,40", datetime="1920-06/1920-08"))
    assert found["numberReturned"] == 5
    one = service.collection_item("mentions", str(found["features"][0]["id"]))
    assert one["properties"]["quote"] == found["features"][0]["properties"]["quote"]
    assert service.collection_items("places", q="Shusha")["numberMatched"] > 0


# schemathesis


@pytest.fixture(scope="module")
def described(small_atlas: Atlas) -> Any:
    """The API as its OpenAPI document describes it."""
    return schemathesis.openapi.from_wsgi("/api", create_app(small_atlas))


def out_of_schema(query: dict[str, Any]) -> list[Any]:
    """Checks that cannot hold for a query, since OpenAPI cannot say what makes it right or wrong.

    A box whose south lies north of its north, latitudes beyond the pole, days that do not exist and ranges
    that run backwards are errors; more than the largest limit is none, as the standard demands. An address
    has no types: what was no list of words is one when it is written out.
    """
    unsaid = []
    limit = str(query.get("limit", ""))
    typeless = any(isinstance(query.get(name), dict) for name in ("place", "source"))
    if typeless or (limit.isascii() and limit.isdigit() and int(limit) > 10_000):
        unsaid.append(negative_data_rejection)
    if is_wrong_box(query.get("bbox")) or is_wrong_range(query.get("datetime")):
        unsaid.append(positive_data_acceptance)
    return unsaid


def is_wrong_box(box: Any) -> bool:
    try:
        numbers = [float(number) for number in (box.split(",") if isinstance(box, str) else box)]
    except (TypeError, ValueError):
        return False
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4:
        return False
    west, south, east, north = numbers
    return max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90


def is_wrong_range(text: Any) -> bool:
    try:
        parse_edtf(str(text))
    except EdtfError:
        return "/" in str(text) or str(text)[5:7] != ""
    return False


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_schemathesis_finds_nothing(described: Any, mode: GenerationMode) -> None:
    sent = []

    def check(case: Case) -> None:
        sent.append(case)
        response = case.call(headers={"Accept-Encoding": "identity"})  # WSGI is not unpacked
        case.validate_response(response, excluded_checks=out_of_schema(case.query or {}))

    for result in described.get_all_operations():
        operation = result.ok()
        share = CASES // 2 // 12 * (2 if operation.path.endswith("/items") else 1)
        few = settings(max_examples=share, suppress_health_check=list(HealthCheck), database=None)
        few(given(operation.as_strategy(generation_mode=mode))(check))()
    assert {case.operation.path for case in sent} == set(described.raw_schema["paths"]) - {"/api"}
    assert len(sent) > CASES / 3
