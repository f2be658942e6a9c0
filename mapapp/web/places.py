"""Pages of places: who calls it what, and every passage in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template

from mapapp.store.reading import Row
from mapapp.web.atlas import the_atlas, the_query

blueprint = Blueprint("places", __name__, url_prefix="/places")


@blueprint.get("/")
def index() -> str:
    """Every place that the texts name, and how often."""
    places = sorted(the_atlas().places(named=True), key=lambda row: (-row["passages"], row["title"]))
    return render_template("places.html", places=places)


@blueprint.get("/<place_id>")
def page(place_id: str) -> str:
    """One place with the passages that the query leaves."""
    atlas, asked = the_atlas(), the_query(without=("place",))
    place = atlas.place(place_id)
    mentions = list(atlas.mentions(replace(asked, place=(place_id,))))
    parent = atlas.place(place["parent_id"]) if place["parent_id"] else None
    return render_template(
        "place.html",
        place=place,
        parent=parent,
        names=atlas.names(place_id),
        used=forms_by_source(mentions),
        passages=by_passage(mentions),
        query=asked,
    )


def by_passage(mentions: Iterable[Row]) -> list[Row]:
    """The first mention in each passage: a passage is shown once."""
    first: dict[int, Row] = {}
    for row in mentions:
        first.setdefault(row["passage"], row)
    return list(first.values())


def forms_by_source(mentions: Sequence[Row]) -> list[Mapping[str, Any]]:
    """Name forms as the texts write them: form, source, number of mentions, first and last date."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in mentions:
        groups.setdefault((row["toponym"], row["source_id"]), []).append(row)
    table = []
    for (form, source), rows in groups.items():
        dated = [row for row in rows if row["day_min"] is not None]
        table.append(
            {
                "form": form,
                "source_id": source,
                "source_title": rows[0]["source_title"],
                "count": len(rows),
                "first": dated[0]["edtf"] if dated else "",
                "last": dated[-1]["edtf"] if dated else "",
            }
        )
    return sorted(table, key=lambda entry: (-entry["count"], entry["form"]))
