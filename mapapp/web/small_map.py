"""The small map beside a place or a text: the same MapSpec and drawing as the explorer's, with few places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app, url_for

from mapapp.draw import Drawing, draw_map, to_drawing
from mapapp.maps.columns import Rows, to_columns
from mapapp.maps.spec import DETAILED, MapSpec, bounds_of
from mapapp.model.place import BBox
from mapapp.store.reading import Atlas, Row
from mapapp.web.atlas import the_atlas

LAYERS = ("world", "land", "relief", "water", "rivers")
KM_A_DEGREE = 111.0  # of latitude


def draw_small(mentions: Sequence[Row], view: BBox | None = None) -> Drawing:
    """A map of the places that some mentions name, drawn around ``view`` or around all of them."""
    atlas = the_atlas()
    named = {row["place_id"] for row in mentions}
    places = [place for place in known_places(atlas) if place["id"] in named and place["lon"] is not None]
    rows = Rows(atlas.sources(), places, (), known_areas(atlas), mentions)
    spec = MapSpec(view=view or middle_of(mentions), data=to_columns(rows), **base_map())
    return to_drawing(draw_map(spec))


@lru_cache(maxsize=1)
def known_places(atlas: Atlas) -> list[Row]:
    """The places that the texts name; an atlas is never changed while it is open."""
    return atlas.places(named=True)


@lru_cache(maxsize=1)
def known_areas(atlas: Atlas) -> list[Row]:
    """All outlines."""
    return atlas.areas()


def view_of(place: Row) -> BBox | None:
    """The box in which a place is seen with its surroundings; None where it is not located.

    Half a degree around a village, and a third more than the radius within which a region is meant.
    """
    lon, lat = place["lon"], place["lat"]
    if lon is None or lat is None:
        return None
    reach = min(max(0.5, 1.3 * (place["approximation"] or 0) / KM_A_DEGREE), 8.0)
    return (lon - 1.3 * reach, max(lat - reach, -80.0), lon + 1.3 * reach, min(lat + reach, 80.0))


def middle_of(mentions: Sequence[Row]) -> BBox:
    """The box of the middle four fifths of the mentions: a few far names do not widen the view."""
    west, south, east, north = DETAILED
    points = [(row["place_lon"], row["place_lat"]) for row in mentions if row["place_lon"] is not None]
    inside = [(lon, lat) for lon, lat in points if west <= lon <= east and south <= lat <= north]
    cut = len(inside) // 10
    lons, lats = (
        (sorted(values)[cut : len(inside) - cut] for values in zip(*inside, strict=True))
        if inside
        else ((), ())
    )
    return bounds_of({"lon": lon, "lat": lat} for lon, lat in zip(lons, lats, strict=True))


def base_map() -> dict[str, Any]:
    """The addresses of the base map's files, and whom they are owed to."""
    return found_base(
        Path(current_app.static_folder or "") / "basemap", url_for("static", filename="basemap/")
    )


@lru_cache(maxsize=4)
def found_base(folder: Path, address: str) -> dict[str, Any]:
    """The files of a base map by layer; without any where none was made."""
    about = folder / "basemap.json"
    credit = json.loads(about.read_text(encoding="utf-8")).get("credit", "") if about.is_file() else ""
    found = {path.stem: address + path.name for path in sorted(folder.glob("*")) if path.stem in LAYERS}
    return {"base": found, "credit": str(credit)}
