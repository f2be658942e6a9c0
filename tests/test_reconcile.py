"""Reconciliation API 0.2: the calls that OpenRefine makes, and what the protocol asks of the answers."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from mapapp.store.reading import Atlas
from mapapp.store.search import NameQuery, find_places
from mapapp.web import create_app

NINES = 5000 * "9"  # more digits than Python reads as a number
WORD = {"type": "string"}
TYPE = {"type": "object", "properties": {"id": WORD, "name": WORD}, "required": ["id", "name"]}
PLACE_TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
SERVICE = {
    "type": "object",
    "properties": {
        "service_url": {"type": "string", "pattern": "^https?://"},
        "service_path": {"pattern": "^/"},
    },
    "required": ["service_url", "service_path"],
}
# What version 0.2 asks of each answer, in our own words.
MANIFEST = {
    "type": "object",
    "required": [
        "versions",
        "name",
        "identifierSpace",
        "schemaSpace",
        "defaultTypes",
        "view",
        "preview",
        "suggest",
    ],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}, "items": WORD},
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True, "minItems": 1},
        "view": {"properties": {"url": PLACE_TEMPLATE}, "required": ["url"]},
        "preview": {
            "properties": {"url": PLACE_TEMPLATE, "width": {"const": 400}, "height": {"const": 100}},
            "required": ["url", "width", "height"],
        },
        "suggest": {"properties": dict.fromkeys(("entity", "type", "property"), SERVICE)},
        "extend": {"properties": {"propose_properties": SERVICE}, "required": ["propose_properties"]},
    },
}
RESULT = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name", "score", "match", "type"],
                "properties": {
                    "id": WORD,
                    "name": WORD,
                    "description": WORD,
                    "score": {"type": "number", "minimum": 0, "maximum": 100},
                    "match": {"type": "boolean"},
                    "type": {"type": "array", "items": TYPE},
                    "features": {
                        "items": {
                            "required": ["id", "value"],
                            "properties": {"id": WORD, "value": {"type": ["boolean", "number"]}},
                        }
                    },
                },
                "additionalProperties": False,
            },
        }
    },
}
SUGGESTIONS = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {"id": WORD, "name": WORD, "description": WORD, "notable": {"items": TYPE}},
                "additionalProperties": False,
            },
        }
    },
}


def cell(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"properties": properties, "required": [*properties], "additionalProperties": False}


EXTENSION = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"items": TYPE},
        "rows": {
            "additionalProperties": {
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            cell(str=WORD),
                            cell(float={"type": "number"}),
                            cell(int={"type": "integer"}),
                            cell(id=WORD, name=WORD),
                        ]
                    },
                }
            }
        },
    },
}


@pytest.fixture(scope="module")
def client(small_atlas: Atlas) -> FlaskClient:
    return create_app(small_atlas).test_client()


def checked(response: TestResponse, schema: dict[str, Any]) -> Any:
    """The JSON of an answer that meets a schema and may be read by any site."""
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    jsonschema.Draft202012Validator(schema).validate(response.json)
    return response.json


def batch(client: FlaskClient, **queries: dict[str, Any]) -> Any:
    """What OpenRefine sends for a page of cells: a form with one field of JSON."""
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    found = checked(answer, {"additionalProperties": RESULT})
    assert set(found) == set(queries)
    return {key: value["result"] for key, value in found.items()}


def test_adding_the_service_reads_its_manifest(client: FlaskClient) -> None:
    manifest = checked(client.get("/reconcile"), MANIFEST)
    assert {kind["id"] for kind in manifest["defaultTypes"]} >= {"settlement", "district", "natural"}
    page = (
        manifest["view"]["url"].replace("{{id}}", "ashvale").replace(manifest["identifierSpace"], "/places/")
    )
    assert client.get(page).status_code == 200
    for service in manifest["suggest"].values():
        path = service["service_url"].replace("http://localhost", "") + service["service_path"]
        checked(client.get(path + "?prefix=a"), SUGGESTIONS)


def test_guessing_types_sends_names_without_a_type(client: FlaskClient) -> None:
    found = batch(client, q0={"query": "Ashvale", "limit": 3}, q1={"query": "Nowhereham", "limit": 3})
    assert [(c["id"], c["match"]) for c in found["q0"]] == [("ashvale", True), ("vale", False)]
    assert found["q1"] == []


@pytest.mark.parametrize(
    ("name", "place", "score"),
    [
        ("ASHVALE", "ashvale", 100),
        ("Ашвейл", "ashvale", 100),
        ("Ash-Vale", "ashvale", 97),
        ("Ášhvale", "ashvale", 97),
        ("Merowton", "merrowton", 93),
        ("Merrowtan", "merrowton", 80),
        ("Ash, Vale of", "vale", 87.3),
    ],
)
def test_scores_say_how_like_a_name_is(client: FlaskClient, name: str, place: str, score: float) -> None:
    best = batch(client, q0={"query": name})["q0"][0]
    assert (best["id"], best["score"]) == (place, score)
    assert best["match"] is (score >= 90)


def test_two_places_of_one_name_are_no_match_until_something_tells_them_apart(client: FlaskClient) -> None:
    asked = {
        "plain": {"query": "Tarn"},
        "typed": {"query": "Tarn", "type": "district", "type_strict": "should"},
        "strict": {"query": "Tarn", "type": ["district"], "type_strict": "any"},
        "worded": {"query": "district of Tarn"},
        "one": {"query": "Tarn", "limit": 1},
    }
    found = batch(client, **asked)
    assert [(c["id"], c["match"]) for c in found["plain"]] == [("tarn", False), ("tarn-district", False)]
    for key in ("typed", "worded"):
        assert [(c["id"], c["score"], c["match"]) for c in found[key]] == [
            ("tarn-district", 100, True),
            ("tarn", 80, False),
        ], key
    assert [c["id"] for c in found["strict"]] == ["tarn-district"]
    assert [(c["id"], c["match"]) for c in found["one"]] == [("tarn", False)], "a limit makes no match"


def test_properties_raise_or_lower_a_candidate(client: FlaskClient) -> None:
    def best(*properties: tuple[str, Any]) -> Any:
        query = {"query": "Ashvale", "properties": [{"pid": pid, "v": v} for pid, v in properties]}
        return batch(client, q0=query)["q0"][0]

    assert best(("lat", "42.45"), ("lon", 1.4))["score"] == 100
    far = best(("lat", 40), ("lon", 50))
    assert far["score"] < 61
    assert {"id": "km", "value": pytest.approx(4000, rel=0.1)} in far["features"]
    assert best(("parent", "The Vale"))["score"] == best(("parent", {"id": "vale"}))["score"] == 100
    assert best(("parent", "Tarn"))["score"] == 85
    assert best(("source", "letter"))["score"] == best(("source", ["A Letter from the Ford"]))["score"] == 100
    assert best(("source", "no such text"))["score"] == 85
    assert best(("lat", ""), ("parent", ""))["score"] == 100, "empty cells say nothing"


def test_a_wrong_cell_leaves_the_other_rows_their_candidates(client: FlaskClient) -> None:
    def query(lat: Any, name: str = "Ashvale") -> dict[str, Any]:
        return {"query": name, "properties": [{"pid": "lat", "v": lat}, {"pid": "lon", "v": "1,4"}]}

    sent = {"q0": query("42,45"), "q1": query("42°27'"), "q2": query(42.45), "q3": query(1, "x" * 301)}
    answer = client.post("/reconcile", data={"queries": json.dumps(sent)})
    found = checked(answer, {"additionalProperties": RESULT})
    assert [len(found[key]["result"]) > 0 for key in sent] == [True, False, True, False]
    assert found["q0"] == found["q2"]
    assert 'q1.properties.lat: "42°27\'" is not valid; write degrees' in found["q1"]["error"]
    assert "at most 300 characters" in found["q3"]["error"]


def test_places_can_be_found_by_properties_alone(client: FlaskClient) -> None:
    near = [{"pid": "lat", "v": 42.6}, {"pid": "lon", "v": 0.0}]
    found = batch(client, q0={"properties": near, "limit": 2}, q1={"query": "", "type": "region"})
    assert found["q0"][0]["id"] == "merrowton"
    assert not any(c["match"] for c in found["q0"] + found["q1"])


def test_one_query_and_a_batch_in_the_address(client: FlaskClient) -> None:
    single = checked(client.get("/reconcile", query_string={"query": "Ashvale"}), RESULT)
    as_json = checked(client.get("/reconcile", query_string={"query": '{"query": "Ashvale"}'}), RESULT)
    many = checked(client.get("/reconcile", query_string={"queries": '{"a": {"query": "Ashvale"}}'}), {})
    assert single == as_json == many["a"]


def test_suggest_finds_names_by_their_beginning(client: FlaskClient) -> None:
    def ids(path: str, **asked: str) -> list[str]:
        found = checked(client.get(f"/reconcile/suggest/{path}", query_string=asked), SUGGESTIONS)
        return [item["id"] for item in found["result"]]

    assert ids("entity", prefix="ash") == ["ashvale", "vale"], "a later word counts too"
    assert ids("entity", prefix="Ашв") == ["ashvale"]
    assert ids("entity", prefix="tarn", type="natural") == ["tarn"]
    assert ids("entity", prefix="tarn", cursor="1") == ["tarn-district"]
    assert ids("entity", prefix="") == []
    assert ids("type", prefix="dis") == ["district"]
    assert "lat" in ids("property", prefix="lat")
    flyout = checked(client.get("/reconcile/flyout/entity?id=ashvale"), {})
    assert flyout["id"] == "ashvale"
    assert "A town." in flyout["html"]


def test_extend_adds_columns(client: FlaskClient) -> None:
    offered = checked(
        client.get("/reconcile/properties?type=settlement&limit=100"), {"required": ["properties"]}
    )
    ids = [item["id"] for item in offered["properties"]]
    query = {"ids": ["ashvale", "lostham", "gone"], "properties": [{"id": pid} for pid in ids]}
    rows = checked(client.post("/reconcile", data={"extend": json.dumps(query)}), EXTENSION)["rows"]
    ashvale = rows["ashvale"]
    assert ashvale["lat"] == [{"float": 42.45}]
    assert ashvale["parent"] == [{"id": "vale", "name": "The Vale"}]
    assert ashvale["name-ru"] == [{"str": "Ашвейл"}]
    assert ashvale["first"] == [{"str": "1919-05-03"}], "a partial date would go as text just so"
    assert ashvale["passages"] == [{"int": 3}]
    assert ashvale["matches"] == [{"str": "gn:1"}, {"str": "wd:Q1"}]
    assert rows["lostham"]["lat"] == []
    assert not any(rows["gone"].values())
    few = {"ids": ["ashvale"], "properties": [{"id": "matches", "settings": {"limit": "1"}}]}
    answer = checked(client.post("/reconcile", data={"extend": json.dumps(few)}), EXTENSION)
    assert answer["rows"]["ashvale"]["matches"] == [{"str": "gn:1"}]


def test_zero_is_a_coordinate(client: FlaskClient) -> None:
    query = {"ids": ["merrowton"], "properties": [{"id": "lon"}]}
    answer = checked(client.get("/reconcile", query_string={"extend": json.dumps(query)}), EXTENSION)
    assert answer["rows"]["merrowton"]["lon"] == [{"float": 0.0}]


def test_the_preview_may_be_framed_and_runs_nothing(client: FlaskClient) -> None:
    page = client.get("/reconcile/preview?id=ashvale")
    assert page.mimetype == "text/html"
    assert "Ashvale" in page.text
    assert "<script" not in page.text
    assert "X-Frame-Options" not in page.headers
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert f'<style nonce="{nonce}">' in page.text
    other = client.get("/reconcile").headers
    assert other["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"queries": "nonsense"}, "queries: 'nonsense' is not valid; it is not JSON"),
        ({"queries": "[]"}, "write an object"),
        ({"queries": '{"q0": 1}'}, "queries.q0"),
        ({"queries": '{"q0": {"query": 5}}'}, "queries.q0.query: '5'"),
        ({"queries": '{"q0": {"query": "x", "type": "volcano"}}'}, "must be one of settlement"),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, "queries.q0.limit: '0'"),
        ({"queries": '{"q0": {"query": "x", "limit": true}}'}, "queries.q0.limit"),
        ({"queries": '{"q0": {"query": "x", "type_strict": "very"}}'}, "any, all, should"),
        ({"queries": '{"q0": {"limit": 3}}'}, "give a query, or properties"),
        ({"queries": '{"q0": {"query": "x", "colour": "red"}}'}, "queries.q0.colour"),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "lat"}]}}'}, "properties.0"),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "mayor", "v": "y"}]}}'}, "'mayor'"),
        (
            {"queries": '{"q": {"query": "x", "properties": [{"pid":"lat","v":95},{"pid":"lon","v":1}]}}'},
            "from -90 to 90",
        ),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(1001)})}, "at most 1000"),
        ({"queries": json.dumps({"q0": {"query": "x" * 301}})}, "at most 300 characters"),
        ({"extend": '{"ids": "ashvale"}'}, "extend"),
        ({"extend": '{"ids": [], "properties": 5}'}, "extend.properties: '5'"),
        ({"extend": '{"ids": [], "properties": [{"id": "mayor"}]}'}, "extend.properties.0.id: 'mayor'"),
        (
            {"extend": f'{{"ids": [], "properties": [{{"id": "lat", "settings": {{"limit": "{NINES}"}}}}]}}'},
            "write a whole number",
        ),
        ({}, "queries"),
    ],
)
def test_bad_input_is_told_as_a_problem(client: FlaskClient, form: dict[str, str], said: str) -> None:
    answer = client.post("/reconcile", data=form)
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    problem = json.loads(answer.data)
    assert set(problem) >= {"type", "title", "status", "detail", "code", "description"}
    assert said in problem["detail"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 100) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
QUERY = st.dictionaries(st.sampled_from(("query", "type", "type_strict", "limit", "properties")), JSON)


@given(st.dictionaries(st.text(max_size=3), QUERY | JSON, max_size=2), st.lists(JSON, max_size=2), JSON)
@settings(max_examples=150)
def test_no_input_breaks_it(client: FlaskClient, queries: Any, ids: Any, properties: Any) -> None:
    for form in ({"queries": queries}, {"extend": {"ids": ids, "properties": properties}}):
        sent = {name: json.dumps(value) for name, value in form.items()}
        assert client.post("/reconcile", data=sent).status_code in (200, 400)


def test_unknown_ids_and_methods(client: FlaskClient) -> None:
    assert client.get("/reconcile/preview?id=atlantis").status_code == 404
    assert client.get("/reconcile/preview").status_code == 404
    assert client.get(f"/reconcile/properties?limit={NINES}").status_code == 400
    assert client.put("/reconcile").status_code == 405
    assert client.get("/reconcile/suggest/entity?prefix=a&cursor=x").status_code == 400
    assert client.get("/reconcile/suggest/entity?prefix=a&type=volcano").status_code == 400
    preflight = client.options("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"


def test_names_of_the_five_texts_find_their_places(atlas: Atlas) -> None:
    asked = {
        ("Шуша", "settlement"): "shusha",
        ("Karabagh", "region"): "karabakh",
        ("Nakhitschewan", "settlement"): "nakhchivan-city",
        ("Zangezour", "region"): "zangezur",
        ("Elisavetpol governorate", ""): "elizavetpol-governorate",
    }
    for (name, kind), place in asked.items():
        best = find_places(atlas, NameQuery(text=name, kinds=(kind,) if kind else ()))[0]
        assert (best.place["id"], best.match) == (place, True), name
