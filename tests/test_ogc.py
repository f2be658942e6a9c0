"""OGC API - Features 1.0.1, part 1: the abstract tests of its annex A (core, GeoJSON, OpenAPI 3.0).

Named after the tests of the standard; what is ours (cursors, 304, gzip, own parameters) follows at the end.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from flask.testing import FlaskClient

from mapapp.maps.features import mention_feature
from mapapp.query import PARAMETERS, AtlasQuery, parse_query
from mapapp.store.reading import Atlas
from mapapp.web import create_app

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONF = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
COLLECTIONS = ("mentions", "places", "sources")
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
RESOURCES = (
    "/",
    "/conformance",
    "/api",
    "/collections",
    *(f"/collections/{name}" for name in COLLECTIONS),
    *(f"/collections/{name}/items" for name in COLLECTIONS),
    "/collections/mentions/items/1",
    "/collections/places/items/ashvale",
    "/collections/sources/items/report",
)
GEOJSON_RULES = json.loads((Path(__file__).parent / "standards" / "geojson.json").read_text(encoding="utf-8"))
JSON = {"Accept": "application/json"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(small_atlas: Atlas) -> FlaskClient:
    return create_app(small_atlas).test_client()


@pytest.fixture(scope="module")
def texts(atlas: Atlas) -> FlaskClient:
    """The five texts: enough features for pages."""
    return create_app(atlas).test_client()


def get(client: FlaskClient, path: str, **headers: str) -> Any:
    response = client.get(path, headers={**JSON, **headers})
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_json(force=True)


def items(client: FlaskClient, collection: str = "mentions", **parameters: str) -> Any:
    response = client.get(f"/collections/{collection}/items", query_string=parameters)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_json(force=True)


def surfaces(answer: Any) -> set[str]:
    return {feature["properties"]["surface"].replace("-\n", "") for feature in answer["features"]}


def link(document: Any, rel: str, media_type: str | None = None) -> str:
    found = [
        link["href"]
        for link in document["links"]
        if link["rel"] == rel and media_type in (None, link["type"])
    ]
    assert found, f"no link {rel}"
    return found[0]


def local(href: str) -> str:
    parts = urlsplit(href)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


# Landing page, API definition, conformance


def test_root_op_and_root_success(client: FlaskClient) -> None:
    landing = get(client, "/")
    assert {link["rel"] for link in landing["links"]} >= {
        "self",
        "service-desc",
        "service-doc",
        "conformance",
        "data",
    }
    assert all({"href", "rel", "type", "title"} <= set(link) for link in landing["links"])
    for each in landing["links"]:
        response = client.get(local(each["href"]), headers={"Accept": each["type"]})
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith(each["type"])


def test_the_front_page_is_the_map_for_people(client: FlaskClient) -> None:
    for headers in (BROWSER, {}, {"Accept": "*/*"}):
        assert client.get("/", headers=headers).mimetype == "text/html"
    assert client.get("/?f=json", headers=BROWSER).mimetype == "application/json"
    assert client.get("/?f=html", headers=JSON).mimetype == "text/html"


def test_api_definition_op_and_success(client: FlaskClient) -> None:
    described = link(get(client, "/"), "service-desc")
    response = client.get(local(described), headers={"Accept": OPENAPI})
    assert response.headers["Content-Type"] == OPENAPI
    assert response.get_json(force=True)["openapi"].startswith("3.0")


def test_conformance_op_and_success(client: FlaskClient) -> None:
    assert set(get(client, "/conformance")["conformsTo"]) == {
        CONF + name for name in ("core", "geojson", "oas30")
    }


# Collections


def test_fc_md_op_and_success(client: FlaskClient) -> None:
    document = get(client, "/collections")
    assert {link["rel"] for link in document["links"]} >= {"self", "alternate"}
    assert [collection["id"] for collection in document["collections"]] == list(COLLECTIONS)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_fc_md_items_links_extent_and_sfc_md(client: FlaskClient, name: str) -> None:
    listed = next(c for c in get(client, "/collections")["collections"] if c["id"] == name)
    alone = get(client, f"/collections/{name}")
    assert {k: v for k, v in listed.items() if k != "links"} == {
        k: v for k, v in alone.items() if k != "links"
    }
    assert link(listed, "items", "application/geo+json").endswith(f"/collections/{name}/items")
    assert alone["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    assert alone["itemType"] == "feature"
    ((first, last),) = alone["extent"]["temporal"]["interval"]
    assert first == "1919-05-03T00:00:00Z"
    assert last is None or last > first


def test_the_extent_holds_every_feature(texts: FlaskClient) -> None:
    ((west, south, east, north),) = get(texts, "/collections/mentions")["extent"]["spatial"]["bbox"]
    points = [f["geometry"] for f in items(texts, limit="10000")["features"]]
    assert all(
        west <= p["coordinates"][0] <= east and south <= p["coordinates"][1] <= north for p in points if p
    )


def test_a_collection_that_is_not_there(client: FlaskClient) -> None:
    for path in ("/collections/towns", "/collections/towns/items", "/collections/towns/items/1"):
        response = client.get(path)
        assert response.status_code == 404
        assert "'towns'" in response.get_json(force=True)["detail"]


# Features


@pytest.mark.parametrize("name", COLLECTIONS)
def test_fc_op_and_fc_response(client: FlaskClient, name: str) -> None:
    response = client.get(f"/collections/{name}/items", headers={"Accept": "application/geo+json"})
    assert response.headers["Content-Type"] == "application/geo+json"
    document = response.get_json(force=True)
    assert {link["rel"] for link in document["links"]} >= {"self", "alternate", "collection"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["timeStamp"])
    assert document["numberReturned"] == len(document["features"]) == document["numberMatched"] > 0


@pytest.mark.parametrize("path", RESOURCES)
def test_fc_md_links_fc_links_f_links_and_rel_type(client: FlaskClient, path: str) -> None:
    """Every link says its relation and media type, and gives just that (fc-md-rel-type, fc-rel-type)."""
    document = get(client, path)
    listed = [*document.get("collections", ()), *document.get("features", ())]
    links = [link for part in (document, *listed) for link in part.get("links", ())]
    assert links or path == "/api"
    for each in links:
        assert {"href", "rel", "type"} <= set(each)
        answer = client.get(local(each["href"]), headers={"Accept": each["type"]})
        assert (answer.status_code, answer.content_type.split(";")[0]) == (200, each["type"].split(";")[0])


def test_fc_md_extent_is_in_crs84(client: FlaskClient) -> None:
    for about in get(client, "/collections")["collections"]:
        extent = about["extent"]
        assert extent["temporal"].get("trs", GREGORIAN) == GREGORIAN
        if about["id"] != "sources":
            assert extent["spatial"].get("crs", CRS84) == CRS84
            assert all(len(box) in (4, 6) for box in extent["spatial"]["bbox"])


def test_crs84(client: FlaskClient) -> None:
    """Longitude comes first (/conf/core/crs84): Ashvale lies at 42.45 N 1.4 E."""
    (ashvale,) = (f for f in items(client, "places")["features"] if f["id"] == "ashvale")
    assert ashvale["geometry"]["coordinates"] == [1.4, 42.45]


def test_fc_bbox_fc_limit_and_fc_time_definition(client: FlaskClient) -> None:
    parameters = get(client, "/api")["components"]["parameters"]
    for name, kind in (("bbox", "array"), ("limit", "integer"), ("datetime", "string")):
        said = parameters[name]
        assert (said["name"], said["in"], said["required"]) == (name, "query", False)
        assert (said["style"], said["explode"], said["schema"]["type"]) == ("form", False, kind)
    box = parameters["bbox"]["schema"]
    assert box["items"] == {"type": "number"}
    assert [(way["minItems"], way["maxItems"]) for way in box["oneOf"]] == [(4, 4), (6, 6)]
    for sound in ([1, 2, 3, 4], [1, 2, -400, 3, 4, 9000]):
        jsonschema.validate(sound, box)
    for wrong in ([1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 300, 4]):
        assert not jsonschema.Draft202012Validator(box).is_valid(wrong)
    limit = parameters["limit"]["schema"]
    assert 1 <= limit["minimum"] <= limit["default"] <= limit["maximum"]


def test_fc_bbox_definition_and_response(client: FlaskClient) -> None:
    located = {"unlocated": "exclude"}
    assert surfaces(items(client, bbox="-1,42,0.5,43", **located)) == {"Merrowton"}
    assert surfaces(items(client, bbox="-1,42,-100,0.5,43,9000", **located)) == {"Merrowton"}
    assert items(client, bbox="2,42,3,43", **located)["numberMatched"] == 0
    everything = items(client, bbox="-180,-90,180,90")["numberMatched"]
    assert everything == items(client)["numberMatched"]


def test_fc_bbox_across_the_antimeridian(client: FlaskClient) -> None:
    assert surfaces(items(client, bbox="170,42,0.5,43", unlocated="exclude")) == {"Merrowton"}
    assert "Ashvale" in surfaces(items(client, bbox="1,42,-170,43", unlocated="exclude"))


def test_fc_bbox_matches_features_without_geometry(client: FlaskClient) -> None:
    answer = items(client, bbox="2,42,3,43")
    assert surfaces(answer) == {"Lostham"}
    assert all(feature["geometry"] is None for feature in answer["features"])
    assert items(client, "sources", bbox="2,42,3,43")["numberMatched"] == 2


@pytest.mark.parametrize(
    ("limit", "most"),
    [("1", 1), ("3", 3), ("10000", 10_000), ("10001", 10_000), ("9" * 30, 10_000), ("0" * 25 + "5", 5)],
)
def test_fc_limit_definition_and_response(texts: FlaskClient, limit: str, most: int) -> None:
    answer = items(texts, limit=limit)
    assert answer["numberReturned"] == min(most, answer["numberMatched"])


def test_fc_limit_is_100_where_none_is_given(texts: FlaskClient) -> None:
    assert items(texts)["numberReturned"] == 100


@pytest.mark.parametrize(
    ("datetime", "there", "missing"),
    [
        ("1919-05-03", {"Ashvale"}, {"Tarn district"}),
        ("1919-05-03T12:00:00Z", {"Ashvale"}, set()),
        ("1919-05-03T00:00:00Z/1919-05-03T23:59:59Z", {"Ashvale"}, set()),
        ("1919", {"Ashvale", "Merrowton"}, set()),
        ("../1919-05-03", {"Ashvale"}, set()),
        ("1919-05-06/..", {"Merrowton"}, {"Ashvale"}),
        ("1920-08-31/1921", {"Merrowton"}, {"Ashvale"}),
        ("..", {"Ashvale", "Merrowton"}, set()),
    ],
)
def test_fc_time_definition_and_response(
    client: FlaskClient, datetime: str, there: set[str], missing: set[str]
) -> None:
    dated = surfaces(items(client, datetime=datetime, undated="exclude", source="letter"))
    assert there <= dated
    assert not missing & dated


def test_fc_time_matches_features_without_time(texts: FlaskClient) -> None:
    answer = items(texts, datetime="1800")
    assert answer["numberMatched"] > 0
    assert all(feature["properties"]["when"] is None for feature in answer["features"])
    assert items(texts, datetime="1800", undated="exclude")["numberMatched"] == 0


def test_fc_time_with_its_slash_escaped(client: FlaskClient) -> None:
    plain = get(client, "/collections/mentions/items?datetime=1919/1920-06")
    assert get(client, "/collections/mentions/items?datetime=1919%2F1920-06")["features"] == plain["features"]


@pytest.mark.parametrize("path", RESOURCES)
def test_query_param_unknown(client: FlaskClient, path: str) -> None:
    response = client.get(path, query_string={"f": "json", "colour": "red"})
    assert response.status_code == 400
    assert "colour" in response.get_json(force=True)["detail"]
    assert "'red'" in response.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=-1",
        "limit=ten",
        "limit=1.5",
        "limit=",
        "limit=%D9%A3",
        "limit=1&limit=2",
        "bbox=1,2,3",
        "bbox=1,2,3,4,5",
        "bbox=a,b,c,d",
        "bbox=",
        "bbox=1,2,1,400",
        "datetime=yesterday",
        "datetime=1921/1920",
        "datetime=1919-02-30",
        "datetime=1919-05-03Tnoon",
        "kind=castle",
        "kind=settlement,,region",
        "zone=,",
        "use=poetic",
        "undated=perhaps",
        "cursor=1",
        "cursor=zzzzzzzzzzzzzzzz",
        "f=xml",
        "q=",
        "q=%05%C2%85%E2%80%87%0D",
        "place=shusha,%05",
    ],
)
def test_query_param_invalid(client: FlaskClient, query: str) -> None:
    response = client.get(f"/collections/mentions/items?{query}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    problem = response.get_json(force=True)
    assert {"type", "title", "status", "detail", "code", "description"} <= set(problem)
    assert problem["status"] == 400
    assert problem["detail"].startswith(query.partition("=")[0])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_f_op_and_f_success(client: FlaskClient, name: str) -> None:
    for feature in items(client, name)["features"]:
        path = f"/collections/{name}/items/{feature['id']}"
        response = client.get(path)
        assert response.headers["Content-Type"] == "application/geo+json"
        alone = response.get_json(force=True)
        assert {link["rel"] for link in alone["links"]} >= {"self", "alternate", "collection"}
        assert {k: alone[k] for k in ("type", "id", "geometry")} == {
            k: feature[k] for k in ("type", "id", "geometry")
        }
        assert alone["properties"] == feature["properties"]


@pytest.mark.parametrize(
    "path",
    ["mentions/items/0", "mentions/items/99999999999999999999", "mentions/items/x", "places/items/vale%2Fx"],
)
def test_a_feature_that_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(f"/collections/{path}").status_code == 404


# GeoJSON


def test_geojson_content(texts: FlaskClient) -> None:
    for name in COLLECTIONS:
        document = items(texts, name, limit="1000")
        jsonschema.validate(document, GEOJSON_RULES)
        assert document["type"] == "FeatureCollection"
        for feature in document["features"]:
            assert feature["type"] == "Feature"
            assert feature["geometry"] is None or feature["geometry"]["type"] == "Point"
            assert not any(isinstance(value, (list, dict)) for value in feature["properties"].values())


# OpenAPI 3.0


def test_oas_definition(client: FlaskClient) -> None:
    document = get(client, "/api")
    assert {"openapi", "info", "paths"} <= set(document)
    references = set(
        re.findall(r'"\$ref":"#/components/(\w+)/(\w+)"', client.get("/api").get_data(as_text=True))
    )
    assert references
    for kind, name in references:
        assert name in document["components"][kind]


def test_oas_security(client: FlaskClient) -> None:
    """Nothing is protected, and nothing says that it were."""
    document = get(client, "/api")
    assert "securitySchemes" not in document["components"]
    assert not any("security" in part for part in (document, *(p["get"] for p in document["paths"].values())))
    assert client.get("/collections").status_code == 200


def test_oas_says_every_status(client: FlaskClient) -> None:
    paths = get(client, "/api")["paths"]
    for path, operation in paths.items():
        told = {"200", "304", "400"} | ({"406"} if path != "/" else set())
        told |= {"404"} if path.startswith("/collections/") else set()
        assert set(operation["get"]["responses"]) == told, path
    assert all(set(operation) == {"get"} for operation in paths.values())


def test_oas_completeness_and_impl(client: FlaskClient) -> None:
    paths = set(get(client, "/api")["paths"])
    listed = {local(link["href"]).partition("?")[0] for link in get(client, "/")["links"]}
    assert listed - {"/api.html"} <= paths
    for name in COLLECTIONS:
        assert {
            f"/collections/{name}",
            f"/collections/{name}/items",
            f"/collections/{name}/items/{{featureId}}",
        } <= paths


def test_oas_parameters_are_those_that_are_read(client: FlaskClient) -> None:
    document = get(client, "/api")
    asked = document["paths"]["/collections/mentions/items"]["get"]["parameters"]
    names = [parameter["$ref"].rpartition("/")[2] for parameter in asked]
    assert names == ["limit", "cursor", *PARAMETERS, "f"]
    for name in names:
        parameter = document["components"]["parameters"][name]
        assert (parameter["in"], parameter["required"], parameter["style"], parameter["explode"]) == (
            "query",
            False,
            "form",
            False,
        )
        jsonschema.validate(parameter["example"], parameter["schema"])
        example = parameter["example"]
        text = ",".join(map(str, example)) if isinstance(example, list) else str(example)
        assert client.get("/collections/mentions/items", query_string={name: text}).status_code == 200


def test_oas_limit_says_its_bounds(client: FlaskClient) -> None:
    schema = get(client, "/api")["components"]["parameters"]["limit"]["schema"]
    assert schema == {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 100}


def test_oas_schemas_fit_the_answers(client: FlaskClient) -> None:
    document = get(client, "/api")
    for path, name in (
        ("/", "landing"),
        ("/conformance", "conformance"),
        ("/collections", "collections"),
        ("/collections/mentions", "collection"),
        ("/collections/mentions/items", "items"),
        ("/collections/sources/items/report", "feature"),
    ):
        schema = {
            "$ref": f"#/components/schemas/{name}",
            "components": without_nullable(document["components"]),
        }
        jsonschema.validate(get(client, path), schema)


def without_nullable(value: Any) -> Any:
    """OpenAPI 3.0's nullable as JSON Schema says it."""
    if isinstance(value, list):
        return [without_nullable(part) for part in value]
    if not isinstance(value, dict):
        return value
    inner = {key: without_nullable(part) for key, part in value.items() if key != "nullable"}
    return {"anyOf": [{"type": "null"}, inner]} if value.get("nullable") is True else inner


def test_oas_exceptions_codes(client: FlaskClient) -> None:
    schema = get(client, "/api")["components"]["schemas"]["problem"]
    for path, headers, status in (
        ("/collections/mentions/items?limit=0", {}, 400),
        ("/collections/mentions/items/0", {}, 404),
        ("/collections", {"Accept": "image/png"}, 406),
        ("/collections/mentions/items", {"Accept": "application/xml"}, 406),
    ):
        response = client.get(path, headers=headers)
        assert response.status_code == status
        assert response.mimetype == "application/problem+json"
        jsonschema.validate(response.get_json(force=True), schema)


def test_a_wrong_method_is_told_which_are_right(client: FlaskClient) -> None:
    response = client.post("/collections/mentions/items", data={"limit": "1"})
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.mimetype == "application/problem+json"


# HTTP


@pytest.mark.parametrize("path", RESOURCES)
def test_head_cors_etag_and_304(client: FlaskClient, path: str) -> None:
    got = client.get(path, headers=JSON)
    head = client.head(path, headers=JSON)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept" in got.headers["Vary"]
    again = client.get(path, headers={**JSON, "If-None-Match": got.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == got.headers["ETag"]
    page = client.get(path, headers={**BROWSER, "If-None-Match": got.headers["ETag"]})
    assert page.status_code == 200


def test_a_wrong_parameter_is_told_before_304(client: FlaskClient) -> None:
    etag = client.get("/collections/mentions/items").headers["ETag"]
    assert (
        client.get("/collections/mentions/items?limit=0", headers={"If-None-Match": etag}).status_code == 400
    )


def test_errors_and_preflights_cross_origins(client: FlaskClient) -> None:
    assert client.get("/collections/towns").headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options("/collections/mentions/items")
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Origin" not in client.get("/places/").headers


def test_gzip_only_for_who_takes_it(texts: FlaskClient) -> None:
    path = "/collections/mentions/items"
    plain = texts.get(path)
    assert "Content-Encoding" not in plain.headers
    packed = texts.get(path, headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 4
    assert gzip.decompress(packed.data)[-1000:] == plain.data[-1000:]


# Pages of features


def walk(client: FlaskClient, path: str) -> Iterator[Any]:
    while path:
        document = get(client, path)
        yield document
        path = next((local(link["href"]) for link in document["links"] if link["rel"] == "next"), "")


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize(
    "query", ["limit=7", "limit=50&datetime=1920&q=the", "limit=1&undated=only&zone=body"]
)
def test_pages_give_every_feature_once(texts: FlaskClient, name: str, query: str) -> None:
    if name == "mentions" and query == "limit=7":
        query = "limit=97"
    pages = list(walk(texts, f"/collections/{name}/items?{query}"))
    limit = int(query.partition("&")[0].removeprefix("limit="))
    found = [feature["id"] for page in pages for feature in page["features"]]
    assert {page["numberMatched"] for page in pages} == {len(found)}
    assert len(set(found)) == len(found)
    assert [page["numberReturned"] for page in pages[:-1]] == [limit] * (len(pages) - 1)
    together = get(texts, f"/collections/{name}/items?{query.replace(f'limit={limit}', 'limit=10000')}")
    assert [feature["id"] for feature in together["features"]] == found


def test_a_full_last_page_has_no_next(texts: FlaskClient) -> None:
    total = items(texts)["numberMatched"]
    assert "next" not in {link["rel"] for link in items(texts, limit=str(total))["links"]}
    assert "next" in {link["rel"] for link in items(texts, limit=str(total - 1))["links"]}


# The same answers as everywhere else


def test_mentions_are_those_of_the_store(texts: FlaskClient, atlas: Atlas) -> None:
    asked = {
        "bbox": "45,38,48,41",
        "datetime": "1920-04/1920-08",
        "kind": "settlement,region",
        "use": "literal",
    }
    expected = [mention_feature(row) for row in atlas.mentions(parse_query(asked.items()))]
    assert {feature["properties"]["in_range"] for feature in expected} == {"certain", "possible", "undated"}
    found = items(texts, limit="10000", **asked)["features"]
    assert len(found) == len(expected)
    for got, wanted in zip(found, expected, strict=True):
        first, last = got["properties"].pop("when_first"), got["properties"].pop("when_last")
        assert got == wanted
        assert (first is None) == (last is None) == (wanted["properties"]["when"] is None)


def test_places_and_sources_answer_where_a_passage_does(texts: FlaskClient, atlas: Atlas) -> None:
    rows = list(atlas.mentions(AtlasQuery(q="army")))
    places = items(texts, "places", q="army", limit="10000")
    assert {feature["id"] for feature in places["features"]} == {
        row["place_id"] for row in rows if row["place_id"]
    }
    for feature in places["features"]:
        named = {row["passage"] for row in rows if row["place_id"] == feature["id"]}
        assert feature["properties"]["passages"] == len(named)
    sources = items(texts, "sources", q="army")
    assert {feature["id"] for feature in sources["features"]} == {row["source_id"] for row in rows}


def test_nul_in_words_is_a_space(client: FlaskClient) -> None:
    assert items(client, q="Ashvale\0")["numberMatched"] == items(client, q="Ashvale")["numberMatched"] > 0


# Pages for people


@pytest.mark.parametrize(
    "path", [*RESOURCES, "/api.html", "/collections/mentions/items?limit=2&datetime=1919/1920"]
)
def test_every_resource_is_a_page_too(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    page = response.get_data(as_text=True)
    assert page.count("<h1") == 1
    assert "<script>alert(1)" not in page
    assert not re.findall(r'(?:src|href)="https?://(?!localhost)', page.partition("<main")[2])


def test_the_pages_of_features_follow_each_other(texts: FlaskClient) -> None:
    page = texts.get("/collections/mentions/items?limit=2&kind=settlement&f=html").get_data(as_text=True)
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    path = local(following[1].replace("&amp;", "&"))
    assert "First page" in texts.get(path).get_data(as_text=True)


def test_a_wrong_parameter_is_told_on_a_page(client: FlaskClient) -> None:
    response = client.get("/collections/mentions/items?limit=0", headers=BROWSER)
    assert (response.status_code, response.mimetype) == (400, "text/html")


@pytest.mark.parametrize("path", ["/?f=xml", "/?f=json&x=1", "/conformance?f=xml", "/api?x=1"])
def test_a_wrong_form_is_told_on_a_page_too(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 400
    assert response.mimetype == ("application/problem+json" if "f=json" in path else "text/html")
    assert "'nonce-" in response.headers["Content-Security-Policy"]


def test_gzip_is_not_sent_to_who_refuses_it(texts: FlaskClient) -> None:
    response = texts.get("/collections/mentions/items", headers={"Accept-Encoding": "identity, gzip;q=0"})
    assert "Content-Encoding" not in response.headers


def test_two_datetimes_must_both_hold_and_stay_on_the_next_page(texts: FlaskClient) -> None:
    path = "/collections/mentions/items?limit=9&datetime=1920-06-01T/..&datetime=../1920-08-31T"
    halves, whole = list(walk(texts, path)), items(texts, datetime="1920-06-01/1920-08-31", limit="10000")
    found = [feature["id"] for page in halves for feature in page["features"]]
    assert found == [feature["id"] for feature in whole["features"]]
    assert len(halves) > 2


# QGIS asks by itself, not by GDAL: what follows are the requests of its provider, in their order.
QGIS_API = f"{OPENAPI}, application/openapi+json;version=3.0, application/json"
QGIS_ITEMS = "application/geo+json, application/json"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_requests_of_qgis(texts: FlaskClient, name: str) -> None:
    landing = get(texts, "/")
    api = get(texts, local(link(landing, "service-desc")), Accept=QGIS_API)
    limit = api["components"]["parameters"]["limit"]["schema"]
    assert CONF + "core" in get(texts, local(link(landing, "conformance")))["conformsTo"]
    about = get(texts, f"{local(link(landing, 'data'))}/{name}")
    path = local(link(about, "items", "application/geo+json"))
    sample = get(texts, f"{path}?limit=10", Accept=QGIS_ITEMS)
    assert all(isinstance(feature["id"], (int, str)) for feature in sample["features"])
    page = min(max(1000, limit["default"]), limit["maximum"])
    many = get(texts, f"{path}?limit={page}", Accept=QGIS_ITEMS)
    assert many["numberReturned"] == many["numberMatched"] == get(texts, f"{path}?limit=1")["numberMatched"]


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("1920-06-01%2F1920-08-31", "1920-06-01/1920-08-31"),
        ("1920-06-01%2F9999-12-31T00:00:00Z", "1920-06-01/.."),
        ("0000-01-01T00:00:00Z%2F1920-08-31", "../1920-08-31"),
    ],
)
def test_the_days_that_qgis_makes_of_a_filter(texts: FlaskClient, sent: str, meant: str) -> None:
    found = get(texts, f"/collections/mentions/items?limit=1000&datetime={sent}", Accept=QGIS_ITEMS)
    wanted = items(texts, limit="1000", datetime=meant)["features"]
    assert [feature["id"] for feature in found["features"]] == [feature["id"] for feature in wanted]
    assert 0 < len(wanted) < items(texts)["numberMatched"]
