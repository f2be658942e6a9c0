"""The OpenAPI 3.0 document of the interchange, made of the tables that answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import mapapp
from mapapp.web.feature_pages import COLLECTIONS
from mapapp.web.negotiation import GEOJSON, HTML, JSON, OPENAPI, PROBLEM
from mapapp.web.parameters import ITEM_PARAMETERS, Described

Schema = dict[str, Any]
TITLE = "mapapp: places in historical texts"
DESCRIPTION = (
    "The places that historical texts name, with the passages and days that name them, by OGC API - Features "
    "1.0. Every address gives JSON to programs and a page to people: by the Accept header, or by `f=json` "
    "and `f=html`. Nothing needs a key."
)
FORM_ONLY = ("f",)
TEXT: Schema = {"type": "string"}


def an_object(required: Sequence[str], **properties: Schema) -> Schema:
    """The schema of an object with some properties, the required ones among them."""
    return {"type": "object", "required": list(required), "properties": properties}


def array(items: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": items}


def ref(kind: str, name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


LINKS = array(ref("schemas", "link"))
POINT: Schema = {
    "nullable": True,
    **an_object(
        ("type", "coordinates"),
        type={"type": "string", "enum": ["Point"]},
        coordinates={"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    ),
}
EXTENT = an_object(
    (),
    spatial=an_object(
        ("bbox",), bbox=array({"type": "array", "items": {"type": "number"}, "minItems": 4}), crs=TEXT
    ),
    temporal=an_object(("interval",), interval=array(array({"type": "string", "nullable": True})), trs=TEXT),
)
SCHEMAS: Mapping[str, Schema] = {
    "link": an_object(("href", "rel"), href=TEXT, rel=TEXT, type=TEXT, title=TEXT),
    "landing": an_object(("links",), title=TEXT, description=TEXT, links=LINKS),
    "conformance": an_object(("conformsTo",), conformsTo=array(TEXT), links=LINKS),
    "collection": an_object(
        ("id", "links"),
        id=TEXT,
        title=TEXT,
        description=TEXT,
        itemType=TEXT,
        extent=EXTENT,
        crs=array(TEXT),
        links=LINKS,
    ),
    "collections": an_object(
        ("collections", "links"), collections=array(ref("schemas", "collection")), links=LINKS
    ),
    "feature": an_object(
        ("type", "id", "geometry", "properties"),
        type={"type": "string", "enum": ["Feature"]},
        id={"oneOf": [{"type": "string"}, {"type": "integer"}]},
        geometry=POINT,
        properties={"type": "object"},
        links=LINKS,
    ),
    "items": an_object(
        ("type", "features", "links", "timeStamp", "numberMatched", "numberReturned"),
        type={"type": "string", "enum": ["FeatureCollection"]},
        features=array(ref("schemas", "feature")),
        links=LINKS,
        timeStamp={"type": "string", "format": "date-time"},
        numberMatched={"type": "integer", "minimum": 0},
        numberReturned={"type": "integer", "minimum": 0},
    ),
    "problem": an_object(
        ("type", "title", "status", "detail", "code", "description"),
        type=TEXT,
        title=TEXT,
        status={"type": "integer"},
        detail=TEXT,
        code=TEXT,
        description=TEXT,
    ),
}
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "400": (
        "InvalidParameter",
        "A parameter is unknown or wrong; the body names it and says what would be right.",
    ),
    "404": ("NotFound", "There is nothing of that id."),
    "406": ("NotAcceptable", "It comes in none of the forms that the Accept header takes."),
}


def answer(what: str, schema: Schema, media_type: str = JSON) -> Schema:
    """The answer of an address that goes well."""
    return {"description": what, "content": {media_type: {"schema": schema}, HTML: {"schema": TEXT}}}


def problems(*codes: str) -> Schema:
    """The answers of an address that goes wrong, with that for what is known already."""
    not_modified = {"304": {"description": "The client has it already (If-None-Match)."}}
    return {**not_modified, **{code: ref("responses", PROBLEMS[code][0]) for code in codes}}


class Operation(NamedTuple):
    """GET at one address: its id, a summary, names of its parameters, the good answer, codes of bad ones."""

    name: str
    summary: str
    parameters: Sequence[str]
    good: Schema
    codes: Sequence[str]


def described(operation: Operation) -> Schema:
    """What OpenAPI says of an address."""
    return {
        "get": {
            "operationId": operation.name,
            "summary": operation.summary,
            "parameters": [ref("parameters", parameter) for parameter in operation.parameters],
            "responses": {"200": operation.good, **problems(*operation.codes)},
        }
    }


def general_paths() -> dict[str, Schema]:
    """The addresses that say what there is."""
    wrong = ("400", "406")
    good = {name: answer(name, ref("schemas", name)) for name in ("landing", "conformance", "collections")}
    api = answer("OpenAPI 3.0", {"type": "object"}, OPENAPI)
    return {
        "/": described(Operation("landing", "What there is", FORM_ONLY, good["landing"], ("400",))),
        "/conformance": described(
            Operation("conformance", "What of the standard there is", FORM_ONLY, good["conformance"], wrong)
        ),
        "/api": described(Operation("api", "This document", FORM_ONLY, api, wrong)),
        "/collections": described(
            Operation("collections", "The collections", FORM_ONLY, good["collections"], wrong)
        ),
    }


def collection_paths(name: str, title: str) -> dict[str, Schema]:
    """The addresses of one collection."""
    wrong, kind = ("400", "404", "406"), title.lower()
    about = answer("The collection", ref("schemas", "collection"))
    many = answer("Features that the parameters ask for", ref("schemas", "items"), GEOJSON)
    one = answer("The feature", ref("schemas", "feature"), GEOJSON)
    feature = described(Operation(f"{name}Feature", f"One of the {kind}", FORM_ONLY, one, wrong))
    identifier = {
        "name": "featureId",
        "in": "path",
        "required": True,
        "description": "Its id",
        "schema": TEXT,
    }
    feature["get"]["parameters"] = [identifier, *feature["get"]["parameters"]]
    return {
        f"/collections/{name}": described(Operation(name, f"About the {kind}", FORM_ONLY, about, wrong)),
        f"/collections/{name}/items": described(
            Operation(f"{name}Items", f"The {kind} that a query asks for", list(ITEM_PARAMETERS), many, wrong)
        ),
        f"/collections/{name}/items/{{featureId}}": feature,
    }


def parameter(name: str, known: Described) -> Schema:
    """A parameter as a component."""
    about: Schema = {"name": name, "in": "query", "required": False, "description": known.help}
    return {**about, "style": "form", "explode": False, "schema": known.schema, "example": known.example}


def document(root: str, examples: Mapping[str, Sequence[str]]) -> Schema:
    """The whole document, for an app at an address, with ids of features that there are, by collection."""
    paths = general_paths()
    for name, collection in COLLECTIONS.items():
        paths |= collection_paths(name, collection.title)
        if examples.get(name):
            found = {identifier: {"value": identifier} for identifier in examples[name]}
            paths[f"/collections/{name}/items/{{featureId}}"]["get"]["parameters"][0]["examples"] = found
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "description": DESCRIPTION, "version": mapapp.__version__},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {
            "parameters": {name: parameter(name, known) for name, known in ITEM_PARAMETERS.items()},
            "schemas": dict(SCHEMAS),
            "responses": {
                name: {
                    "description": what,
                    "content": {PROBLEM: {"schema": ref("schemas", "problem")}, HTML: {"schema": TEXT}},
                }
                for name, what in PROBLEMS.values()
            },
        },
    }
