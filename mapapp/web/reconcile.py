"""Reconciliation API 0.2 (W3C entity reconciliation community group): OpenRefine finds places of the atlas.

Manifest, queries, preview, suggest and data extension, all below ``/reconcile``; what a score means is said
in :mod:`mapapp.store.search`. Parameters that the protocol does not know are passed over, since clients add
some of their own.
"""

from __future__ import annotations

from typing import Any

import orjson
from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

import mapapp
from mapapp.errors import QueryError
from mapapp.maps import labels
from mapapp.model.place import KINDS
from mapapp.store.reading import Row
from mapapp.store.search import Found, NameQuery, find_places, suggest_places
from mapapp.web.atlas import the_atlas
from mapapp.web.reconcile_properties import PROPERTIES, extend, extent_of
from mapapp.web.reconcile_queries import parse_batch, parse_json, parse_kinds, parse_one

blueprint = Blueprint("reconcile", __name__, url_prefix="/reconcile")
WIDTH, HEIGHT = 400, 100
SUGGESTED = 20  # suggestions at once; ``cursor`` goes on from there
# Other sites show the preview in a frame: it has no script and no link to follow but its own.
FRAMED = (
    "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@blueprint.route("", methods=["GET", "POST"])
def endpoint() -> Response:
    """The manifest; or the answer to ``queries``, ``query`` or ``extend`` in the address or a form."""
    given: MultiDict[str, str] = request.form if request.method == "POST" else request.args
    if "queries" in given:
        return as_json({key: answer(query) for key, query in parse_batch(given["queries"]).items()})
    if "query" in given:
        text = given["query"]
        value = parse_json("query", text) if text.lstrip().startswith("{") else {"query": text}
        items = find_places(the_atlas(), parse_one("query", value))
        return as_json({"result": list(map(candidate, items))})
    if "extend" in given:
        return as_json(extend(the_atlas(), given["extend"]))
    if request.method == "POST":
        raise QueryError("queries", "", "send a form with queries or extend")
    return as_json(manifest())


def answer(query: NameQuery | QueryError) -> dict[str, Any]:
    """The candidates for one query of a batch; none, and why, where it is wrong."""
    if isinstance(query, QueryError):
        return {"result": [], "error": str(query)}
    return {"result": list(map(candidate, find_places(the_atlas(), query)))}


def as_json(value: object) -> Response:
    """A value as JSON."""
    return Response(orjson.dumps(value), mimetype="application/json")


def address(endpoint_name: str, **values: Any) -> str:
    """The whole address of a view."""
    return url_for(endpoint_name, _external=True, **values)


def manifest() -> dict[str, Any]:
    """What this service can do and where."""
    root = address("reconcile.endpoint")
    here = {"service_url": root}
    place_page = address("places.page", place_id="ID").replace("ID", "{{id}}")
    return {
        "versions": ["0.1", "0.2"],
        "name": f"mapapp: places in {len(the_atlas().sources())} texts",
        "identifierSpace": address("places.index"),
        "schemaSpace": f"{root}#",
        "serviceVersion": mapapp.__version__,
        "defaultTypes": [kind_type(kind) for kind in KINDS],
        "view": {"url": place_page},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            "entity": {
                **here,
                "service_path": "/suggest/entity",
                "flyout_service_url": root,
                "flyout_service_path": "/flyout/entity?id=${id}",
            },
            "type": {**here, "service_path": "/suggest/type"},
            "property": {**here, "service_path": "/suggest/property"},
        },
        "extend": {
            "propose_properties": {**here, "service_path": "/properties"},
            "property_settings": [
                {
                    "type": "number",
                    "name": "limit",
                    "label": "Limit",
                    "default": 0,
                    "help_text": "How many values at most; 0: all",
                }
            ],
        },
    }


def kind_type(kind: str) -> dict[str, str]:
    """A kind of place as a type of the protocol."""
    return {"id": kind, "name": labels.KINDS[kind]}


def candidate(found: Found) -> dict[str, Any]:
    """A place as a candidate: features say what its score is made of."""
    return {
        "id": found.place["id"],
        "name": found.place["title"],
        "description": describe(found.place, found.form),
        "type": [kind_type(found.place["kind"])],
        "score": found.score,
        "match": found.match,
        "features": [{"id": name, "value": value} for name, value in found.features.items()],
    }


def describe(place: Row, form: str) -> str:
    """A place in one line: the name that was found where it is another, what it is, how often it is named."""
    said = [f"“{form}”"] if form and form != place["title"] else []
    passages = f"{place['passages']} passage{'' if place['passages'] == 1 else 's'}"
    return "; ".join([*said, labels.KINDS[place["kind"]], passages, place["description"]]).rstrip("; ")


@blueprint.get("/preview")
def preview() -> Response:
    """A place in a small page that other sites show in a frame."""
    place = the_atlas().place(request.args.get("id", ""))
    page = render_template("reconcile/preview.html", **facts_of(place))
    return Response(page, mimetype="text/html")


@blueprint.get("/flyout/entity")
def flyout() -> Response:
    """A place as a piece of a page, for a client that shows it beside a suggestion."""
    place = the_atlas().place(request.args.get("id", ""))
    return as_json({"id": place["id"], "html": render_template("reconcile/place.html", **facts_of(place))})


def facts_of(place: Row) -> dict[str, Any]:
    """What a preview tells of a place."""
    above = the_atlas().place(place["parent_id"]) if place["parent_id"] else None
    return {"place": place, "parent": above, "extent": extent_of(the_atlas(), place)}


@blueprint.get("/suggest/entity")
def suggest_entity() -> Response:
    """Places with a name that begins with ``prefix``, of a ``type`` where one is given."""
    kinds = parse_kinds("type", request.args.get("type") or None)
    found = suggest_places(the_atlas(), request.args.get("prefix", ""))
    wanted = [item for item in found if not kinds or item.place["kind"] in kinds]
    start = cursor()
    return as_json({"result": list(map(suggestion, wanted[start : start + SUGGESTED]))})


def cursor() -> int:
    """How many suggestions to pass over."""
    text = request.args.get("cursor") or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise QueryError("cursor", text, "write how many to pass over, such as 20")
    return int(text)


def suggestion(found: Found) -> dict[str, Any]:
    """A place as a suggestion."""
    return {
        "id": found.place["id"],
        "name": found.place["title"],
        "description": describe(found.place, found.form),
        "notable": [kind_type(found.place["kind"])],
    }


@blueprint.get("/suggest/type")
def suggest_type() -> Response:
    """Kinds of places whose id or name begins with ``prefix``."""
    return as_json({"result": beginning(map(kind_type, KINDS))})


@blueprint.get("/suggest/property")
def suggest_property() -> Response:
    """Properties whose id or name begins with ``prefix``."""
    return as_json({"result": beginning({"id": pid, "name": p.name} for pid, p in PROPERTIES.items())})


def beginning(items: Any) -> list[dict[str, str]]:
    """The items of which the id or a word of the name begins with the prefix asked for."""
    prefix = request.args.get("prefix", "").strip().casefold()
    return [
        item
        for item in items
        if any(w.casefold().startswith(prefix) for w in (item["id"], item["name"], *item["name"].split()))
    ]


@blueprint.get("/properties")
def propose_properties() -> Response:
    """Properties worth fetching: all, for every kind."""
    kinds = parse_kinds("type", request.args.get("type") or None)
    listed = [{"id": pid, "name": item.name} for pid, item in PROPERTIES.items()]
    limit = request.args.get("limit", "")
    if limit and not (limit.isascii() and limit.isdigit() and len(limit) < 10):
        raise QueryError("limit", limit, "write a whole number")
    return as_json(
        {"properties": listed[: int(limit or len(listed))], **({"type": kinds[0]} if kinds else {})}
    )


@blueprint.after_app_request
def let_frame(response: Response) -> Response:
    """Let other sites show the preview in a frame; runs after the house's own headers were set."""
    if request.endpoint == "reconcile.preview" and response.status_code == 200:
        policy = response.headers.get("Content-Security-Policy", "")
        nonce = policy.partition("'nonce-")[2].partition("'")[0]
        response.headers["Content-Security-Policy"] = FRAMED.format(nonce=nonce)
        response.headers.pop("X-Frame-Options", None)
    return response
