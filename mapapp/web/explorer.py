"""The explorer: map, list, time and evidence in one view."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, render_template, request, url_for

from mapapp.draw import OWN_FILES, Drawing, draw_map, to_drawing
from mapapp.errors import NotFoundError, QueryError
from mapapp.exports.formats import offered
from mapapp.maps.choices import CHOICES
from mapapp.maps.spec import MapSpec, view_of
from mapapp.model.place import BBox
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row
from mapapp.web.atlas import the_atlas, the_query
from mapapp.web.negotiation import check_form
from mapapp.web.security import POLICY, nonce
from mapapp.web.tiles import OFFERED, check_layer, tiles_of, with_host

blueprint = Blueprint("explorer", __name__)
SORTS = ("passages", "name", "first")
LAYERS = ("world", "land", "relief", "water", "rivers")
# The page's scripts, so that the browser fetches them at once and not one behind the other.
MODULES = sorted(
    path.name
    for path in (Path(__file__).parent / "static" / "js").glob("*.js")
    if f"js/{path.name}" not in OWN_FILES.values()
)
# Nobody reads a longer list; the page of all places has every one, and so has the script.
LIST_LENGTH = 200


class ListedPlace(NamedTuple):
    """A place in the list that the server writes: the form most used in the texts, others, its passages."""

    id: str
    name: str
    others: str
    passages: int


def check_at(text: str) -> None:
    """Raise QueryError unless the text is latitude, longitude and zoom."""
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError as error:
        raise QueryError("at", text, "write latitude,longitude,zoom such as 40.1,46.5,8") from error
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= zoom <= 22):
        raise QueryError("at", text, "latitude lies within 90, longitude within 180, zoom from 0 to 22")


def check_number(text: str) -> None:
    """Raise QueryError unless the text is the number of a passage, counted from 1."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise QueryError("n", text, "write the number of a passage, 1 or more")


def check_sort(text: str) -> None:
    """Raise QueryError unless the list can be sorted like that."""
    if text not in SORTS:
        raise QueryError("sort", text, f"it must be one of {', '.join(SORTS)}")


def check_names(text: str) -> None:
    """Raise QueryError unless the text is a rule for names: source, all, or a language's code."""
    if not (
        text in ("source", "all") or (text.isascii() and text.replace("-", "").isalpha() and len(text) <= 12)
    ):
        raise QueryError("names", text, "it must be source, all, or the code of a language such as hy")


def check_place(text: str) -> None:
    """Raise NotFoundError unless the atlas has a place of that id."""
    the_atlas().place(text)


# What the page's address may hold beside the query: the view of the map and the chosen place.
VIEW: Mapping[str, Callable[[str], None]] = {
    "at": check_at,
    "sel": check_place,
    "n": check_number,
    "sort": check_sort,
    "names": check_names,
    "layer": check_layer,
    "f": check_form,
}


@blueprint.get("/")
def page() -> Response:
    """The map of all places, with the state that the address asks for."""
    atlas, query = the_atlas(), checked_query()
    shown, tiles = shown_places(atlas, query), asked_tiles()
    text = render_template(
        "explorer.html",
        drawing=drawing(view_of(place for place, _ in shown), request.args.get("layer", "").strip()),
        credit=credit(basemap()),
        tiles=tiles,
        layers=OFFERED,
        modules=MODULES,
        query=asdict(query),
        places=[to_listed(*place) for place in shown[:LIST_LENGTH]],
        total=len(shown),
        counts=atlas.counts(query),
        source_choices=[(source["id"], source["title"]) for source in atlas.sources()],
        formats=offered(),
        given=given_range(query),
        **CHOICES,
    )
    response = Response(text)
    if tiles:
        policy = POLICY.format(nonce=nonce())
        response.headers["Content-Security-Policy"] = with_host(policy, str(tiles["url"]))
    return response


def asked_tiles() -> Mapping[str, Any] | None:
    """The layer of tiles that the address names, if any."""
    name = request.args.get("layer", "").strip()
    return tiles_of(name) if name else None


def given_range(query: AtlasQuery) -> dict[str, Any]:
    """The asked days for the page's script, which itself reads only the plainer dates."""
    span = {"min": query.day_min, "max": query.day_max} if query.has_range else None
    return {"datetime": query.datetime, "range": span}


def checked_query() -> AtlasQuery:
    """The query of the request; raises QueryError or NotFoundError where anything in it cannot be."""
    for name, check in VIEW.items():
        for value in request.args.getlist(name):
            if value.strip():
                check(value)
    query = the_query(without=tuple(VIEW))
    for place in query.place:
        check_place(place)
    known = {source["id"] for source in the_atlas().sources()} if query.source else set()
    for source in query.source:
        if source not in known:
            raise NotFoundError(f"no source has the id {source!r}")
    return query


def shown_places(atlas: Atlas, query: AtlasQuery) -> list[tuple[Row, int]]:
    """Places that the query's passages name, each with how many, the most often named first."""
    rows = atlas.places(named=True)
    counts = {place["id"]: place["passages"] for place in rows}
    if query != AtlasQuery():
        passages: dict[str, set[int]] = {}
        for row in atlas.mentions(query):
            passages.setdefault(row["place_id"] or "", set()).add(row["passage"])
        counts = {place: len(found) for place, found in passages.items()}
    shown = [(row, counts[row["id"]]) for row in rows if row["id"] in counts]
    return sorted(shown, key=lambda place: (-place[1], place[0]["title"]))


def to_listed(place: Row, passages: int) -> ListedPlace:
    """A place with its title and up to three other forms of its name."""
    others = [name for name in place["names"].split(" | ") if name and name != place["title"]]
    return ListedPlace(place["id"], place["title"], " · ".join(others[:3]), passages)


def basemap() -> Path:
    """The folder of the base map's files."""
    return Path(current_app.static_folder or "") / "basemap"


def drawing(view: BBox, layer: str = "") -> Drawing:
    """The map as folium draws it, with the addresses of this app, and a layer of tiles if one is named."""
    addresses = url_for("data.map_json"), url_for("static", filename="basemap/")
    return cached_drawing(basemap(), addresses, view, layer)


@lru_cache(maxsize=8)
def cached_drawing(base: Path, addresses: tuple[str, str], view: BBox, layer: str) -> Drawing:
    """The drawn map: the same for every reader, since the data are fetched and the state is the link."""
    data_url, base_url = addresses
    found = {path.stem: base_url + path.name for path in sorted(base.glob("*")) if path.stem in LAYERS}
    tiles = tiles_of(layer) if layer else None
    spec = MapSpec(view=view, base=found, credit=credit(base), data_url=data_url, tiles=tiles)
    return to_drawing(draw_map(spec))


def credit(base: Path) -> str:
    """Whom the base map is owed to; empty where none was made."""
    about = base / "basemap.json"
    if not about.is_file():
        return ""
    value: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    return str(value.get("credit", ""))
