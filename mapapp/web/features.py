"""OGC API - Features 1.0 (part 1: core, GeoJSON, OpenAPI 3.0) over mentions, places and sources.

The front page of the app is the explorer for people; who asks for JSON there gets the landing page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Blueprint, Response, g, render_template, request

from mapapp.errors import NotFoundError
from mapapp.web.atlas import the_atlas
from mapapp.web.extents import CRS84, extents
from mapapp.web.feature_pages import COLLECTIONS, Collection
from mapapp.web.links import Link, link, own_links, with_parameters
from mapapp.web.negotiation import (
    GEOJSON,
    HTML,
    JSON,
    OPENAPI,
    check_form,
    check_parameters,
    reply,
    reply_json,
    wanted_form,
)
from mapapp.web.openapi import DESCRIPTION, TITLE, document
from mapapp.web.parameters import ITEM_PARAMETERS, read_asked, to_cursor

blueprint = Blueprint("features", __name__)
# Clients of the standard that take anything (``*/*``) and mean JSON; curl and the like then get the page.
CLIENTS = ("OWSLib",)
CLASSES = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")
]


@blueprint.before_app_request
def landing() -> Response | None:
    """The landing page for programs, at the address where people find the explorer."""
    if request.endpoint != "explorer.page":
        return None
    form = request.args.get("f", "json" if accepts_json() else "html")
    if form == "html":
        return None
    g.landing = True
    check_form(form)
    check_parameters("f")
    links = [
        *own_links(JSON),
        link("/api", "service-desc", OPENAPI, "The API as OpenAPI 3.0"),
        link("/api.html", "service-doc", HTML, "The API for people"),
        link("/conformance", "conformance", JSON, "What of the standard is implemented"),
        link("/collections", "data", JSON, "The collections"),
    ]
    return reply_json({"title": TITLE, "description": DESCRIPTION, "links": links})


def accepts_json() -> bool:
    """Whether the request prefers JSON to a page, and says so: ``*/*`` does not, but for known clients."""
    if request.accept_mimetypes.best_match([HTML, JSON]) == JSON:
        return True
    is_client = request.headers.get("User-Agent", "").startswith(CLIENTS)
    return is_client and HTML not in request.accept_mimetypes.values()


def page(template: str, **values: Any) -> Response:
    """A page for people."""
    as_json = with_parameters(f="json")
    return reply(lambda: render_template(f"ogc/{template}", as_json=as_json, **values).encode(), HTML)


@blueprint.get("/conformance")
def conformance() -> Response:
    """The conformance classes."""
    check_parameters("f")
    if wanted_form() == "html":
        return page("conformance.html", classes=CLASSES)
    return reply_json({"links": own_links(JSON), "conformsTo": CLASSES})


@blueprint.get("/collections")
def collections() -> Response:
    """Every collection."""
    check_parameters("f")
    found = [about(name) for name in COLLECTIONS]
    if wanted_form() == "html":
        return page("collections.html", collections=found)
    return reply_json({"links": own_links(JSON), "collections": found})


@blueprint.get("/collections/<name>")
def collection(name: str) -> Response:
    """What is known of one collection."""
    known(name)
    check_parameters("f")
    if wanted_form() == "html":
        return page("collection.html", collection=about(name))
    found = about(name)
    return reply_json({**found, "links": own_links(JSON) + found["links"][1:]})


def known(name: str) -> Collection:
    """The collection of a name; raises NotFoundError."""
    if name not in COLLECTIONS:
        raise NotFoundError(f"no collection has the id {name!r}; there are {', '.join(COLLECTIONS)}")
    return COLLECTIONS[name]


def about(name: str) -> dict[str, Any]:
    """A collection as the standard's JSON has it."""
    kind, path = known(name), f"/collections/{name}"
    spatial, temporal = extents(the_atlas())
    extent = {"spatial": spatial, "temporal": temporal} if kind.located else {"temporal": temporal}
    return {
        "id": name,
        "title": kind.title,
        "description": kind.description,
        "itemType": "feature",
        "extent": extent,
        "crs": [CRS84],
        "links": [
            link(path, "self", JSON, "This collection"),
            link(f"{path}/items", "items", GEOJSON, "Its features as GeoJSON"),
            link(f"{path}/items?f=html", "items", HTML, "Its features as a page"),
        ],
    }


@blueprint.get("/collections/<name>/items")
def items(name: str) -> Response:
    """A page of features."""
    kind, asked, form = known(name), read_asked(request.args), wanted_form(GEOJSON)
    if form == "html":
        return items_page(name)
    return reply(lambda: items_body(kind.page(the_atlas(), asked), own_links(GEOJSON), name), GEOJSON)


def items_body(found: Any, links: list[Link], name: str) -> bytes:
    """A feature collection around features that are JSON already."""
    if found.next is not None:
        links.append(link(with_parameters(cursor=to_cursor(found.next)), "next", GEOJSON, "The next page"))
    links.append(link(f"/collections/{name}", "collection", JSON, "The collection"))
    head = {
        "type": "FeatureCollection",
        "timeStamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": found.matched,
        "numberReturned": len(found.features),
        "links": links,
    }
    # Head and foot are put to the outer features, so that one join copies everything just once.
    features = [*found.features] or [b""]
    features[0] = orjson.dumps(head)[:-1] + b',"features":[' + features[0]
    features[-1] += b"]}"
    return b",".join(features)


def items_page(name: str) -> Response:
    """A page of features for people: a table, with the filters that are set."""
    kind, asked = known(name), read_asked(request.args)
    found = kind.page(the_atlas(), asked)
    return page(
        "items.html",
        name=name,
        kind=kind,
        features=[orjson.loads(feature) for feature in found.features],
        matched=found.matched,
        following="" if found.next is None else with_parameters(cursor=to_cursor(found.next)),
        is_first=asked.after < 0,
        given={key: value for key, value in request.args.items() if key not in ("f", "cursor")},
    )


@blueprint.get("/collections/<name>/items/<path:feature_id>")
def item(name: str, feature_id: str) -> Response:
    """One feature."""
    kind = known(name)
    check_parameters("f")
    form, feature = wanted_form(GEOJSON), kind.item(the_atlas(), feature_id)
    if form == "html":
        return page("item.html", name=name, kind=kind, feature=feature)
    above = link(f"/collections/{name}", "collection", JSON, "The collection")
    return reply_json({**feature, "links": [*own_links(GEOJSON), above]}, GEOJSON)


@blueprint.get("/api")
def api() -> Response:
    """The OpenAPI document."""
    check_parameters("f")
    if wanted_form(OPENAPI) == "html":
        return api_page()
    return reply_json(described_api(), OPENAPI)


@blueprint.get("/api.html")
def api_page() -> Response:
    """The API for people."""
    check_parameters("f")
    return page("api.html", api=described_api(), parameters=ITEM_PARAMETERS, collections=COLLECTIONS)


def described_api() -> Mapping[str, Any]:
    """The OpenAPI document of this app, where it is asked for."""
    atlas = the_atlas()
    examples = {name: kind.examples(atlas) for name, kind in COLLECTIONS.items()}
    return document(request.root_url.rstrip("/"), examples)
