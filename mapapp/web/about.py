"""What this is, how it was made, how well, and what is uncertain."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template

from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas
from mapapp.web.atlas import the_atlas
from mapapp.web.small_map import base_map

blueprint = Blueprint("about", __name__)
# Measured figures: {"measured": day, "against": what, "figures": [{"what", "value", "meaning"}, ...]}.
ACCURACY = Path(__file__).parent / "accuracy.json"


@blueprint.get("/about")
def page() -> str:
    """The page about the atlas, with the figures of the atlas that is served."""
    atlas = the_atlas()
    return render_template(
        "about.html",
        meta=atlas.meta,
        sources=atlas.sources(),
        facts=facts_of(atlas),
        accuracy=accuracy(ACCURACY),
        credit=base_map()["credit"],
    )


@lru_cache(maxsize=1)
def facts_of(atlas: Atlas) -> dict[str, Any]:
    """What can be counted of an atlas: named places, how their points are known, passages without a date."""
    places = atlas.places(named=True)
    counts = atlas.counts(AtlasQuery())
    return {
        "places": len(places),
        "points": Counter(place["geo_source"] for place in places).most_common(),
        "doubtful": sum(place["certainty"] != "certain" for place in places),
        "passages": sum(counts.values()),
        "undated": counts["undated"],
    }


@lru_cache(maxsize=2)
def accuracy(path: Path) -> dict[str, Any]:
    """Measured figures from a file; empty where nothing has been measured."""
    if not path.is_file():
        return {}
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value
