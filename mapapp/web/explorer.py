"""The explorer: map, list, time and evidence in one view."""

from __future__ import annotations

from flask import Blueprint, render_template

from mapapp.query import AtlasQuery, to_pairs
from mapapp.web.atlas import the_atlas, the_query

blueprint = Blueprint("explorer", __name__)
# What the page's address may hold beside the query: the view of the map and the chosen place.
VIEW = ("at", "sel", "n", "sort", "names")


@blueprint.get("/")
def page() -> str:
    """The map of all places, with the state that the address asks for."""
    atlas, query = the_atlas(), the_query(without=VIEW)
    places = atlas.places(named=True)
    return render_template("explorer.html", query=to_pairs(query), places=places, counts=atlas.counts(AtlasQuery()))
