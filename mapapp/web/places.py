"""Pages of places: who calls it what, and every passage in the order of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from mapapp.errors import NotFoundError, QueryError
from mapapp.exports.formats import offered
from mapapp.maps.labels import authority_links
from mapapp.model.place import KINDS
from mapapp.query import AtlasQuery, to_pairs
from mapapp.store.reading import Row
from mapapp.web.atlas import the_atlas, the_query
from mapapp.web.citing import CITATIONS, Cited
from mapapp.web.naming import called_what, grouped_names, headline, place_titles
from mapapp.web.paging import asked_page
from mapapp.web.small_map import base_map, draw_small, known_areas, view_of

blueprint = Blueprint("places", __name__, url_prefix="/places")
# More passages than this on one page are not read in one sitting, and make it slow.
PAGE = 100
# The small map counts so many mentions of the passages that name a place.
MOST_MAPPED = 2000
# How the list of places can be sorted: the words of the link, and the key of a listed place.
SORTS: Mapping[str, tuple[str, Callable[[Row], Any]]] = {
    "passages": ("passages", lambda row: (-row["passages"], row["title"])),
    "name": ("name", lambda row: row["title"].casefold()),
    "first": ("first date", lambda row: (row["first_day"] is None, row["first_day"], row["title"])),
    "kind": ("kind", lambda row: (KINDS.index(row["kind"]), -row["passages"], row["title"])),
}


@blueprint.get("/")
def index() -> str:
    """Every place that the texts name, how often, and from when to when."""
    atlas = the_atlas()
    sort, kinds = asked_sort(), the_query(without=("sort",)).kind
    everything = atlas.places(named=True)
    shown = [
        with_days(row, dates) for row, dates in dated_places(everything) if not kinds or row["kind"] in kinds
    ]
    return render_template(
        "places.html",
        places=sorted(shown, key=SORTS[sort][1]),
        forms=written_forms(),
        total=len(everything),
        kinds={kind: count for kind in KINDS if (count := sum(row["kind"] == kind for row in everything))},
        chosen=kinds,
        sorts=SORTS,
        sort=sort,
        unlocated=Counter(row["toponym"] for row in atlas.mentions(AtlasQuery(unlocated="only"))),
    )


def written_forms() -> dict[str, list[str]]:
    """The name forms that the texts write for each place, the most frequent first; capitals make no form."""
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for row in the_atlas().forms_of_places():
        forms[row["place_id"]].setdefault(row["toponym"].casefold(), row["toponym"])
    return {place: list(found.values()) for place, found in forms.items()}


def asked_sort() -> str:
    """The order that the address asks for; raises QueryError where there is no such order."""
    sort = request.args.get("sort") or "passages"
    if sort not in SORTS:
        raise QueryError("sort", sort, f"it must be one of {', '.join(SORTS)}")
    return sort


def dated_places(places: Iterable[Row]) -> Iterable[tuple[Row, list[Row]]]:
    """Each place with the dates it is attested on, by first day."""
    dates: dict[str, list[Row]] = defaultdict(list)
    for row in the_atlas().days_of_places():
        dates[row["place_id"]].append(row)
    return ((place, dates[place["id"]]) for place in places)


def with_days(place: Row, dates: Sequence[Row]) -> dict[str, Any]:
    """A place with the first and the last of its dates."""
    last = max(dates, key=lambda row: row["day_max"], default=None)
    return {
        **place,
        "first": dates[0]["edtf"] if dates else "",
        "first_day": dates[0]["day_min"] if dates else None,
        "last": last["edtf"] if last else "",
    }


@blueprint.get("/<place_id>")
def page(place_id: str) -> str:
    """One place with the passages that the query leaves."""
    atlas, asked = the_atlas(), the_query(without=("place", "page"))
    place = atlas.place(place_id)
    everything = list(atlas.mentions(AtlasQuery(place=(place_id,))))
    names, called = grouped_names(atlas.names(place_id), atlas.sources()), called_what(everything)
    chosen = replace(asked, place=(place_id,))
    view = view_of(place)
    passages = by_passage(everything if asked == AtlasQuery() else atlas.mentions(chosen))
    number, pages = asked_page(len(passages), PAGE)
    shown = passages[(number - 1) * PAGE : number * PAGE]
    return render_template(
        "place.html",
        place=place,
        parent=atlas.place(place["parent_id"]) if place["parent_id"] else None,
        areas=[area for area in known_areas(atlas) if area["place_id"] == place_id],
        links=authority_links(place["matches"]),
        names=names,
        headline=headline(names, called, place["title"]),
        called=called,
        by_source=Counter(rows[0]["source_id"] for rows in by_passage(everything)),
        titles={row["source_id"]: row["source_title"] for row in everything},
        beside=atlas.named_with(place_id),
        drawing=draw_small(atlas.mentions_beside(place_id, MOST_MAPPED), view) if called and view else None,
        passages=shown,
        place_titles=place_titles(atlas),
        counts=atlas.counts(replace(chosen, undated="include")),
        total=len(passages),
        page=number,
        pages=pages,
        query=asked,
        pairs=to_pairs(asked),
        formats=offered(),
        credit=base_map()["credit"],
        citations={name: (form, form.write(cited(place))) for name, form in CITATIONS.items()},
    )


@blueprint.get("/<place_id>/citation.<form>")
def citation(place_id: str, form: str) -> Response:
    """How to cite a place, as a file for a program that keeps references."""
    for kind in CITATIONS.values():
        if kind.ending == form:
            place = the_atlas().place(place_id)
            head = {"Content-Disposition": f'attachment; filename="mapapp-{place["id"]}.{form}"'}
            return Response(kind.write(cited(place)) + "\n", mimetype=kind.media_type, headers=head)
    endings = ", ".join(kind.ending for kind in CITATIONS.values())
    raise NotFoundError(f"there is no citation with the ending {form!r}; there are {endings}")


def cited(place: Row) -> Cited:
    """A place as what is cited: the atlas is named by its program and by the hash of its texts."""
    meta = the_atlas().meta
    atlas = f"a map of places in {meta['sources']} historical texts"
    version = f"{meta['program']}, texts {meta['texts'][:8]}, gazetteer {meta['gazetteer'][:8]}"
    return Cited(
        place["id"],
        place["title"],
        atlas,
        version,
        url_for("places.page", place_id=place["id"], lang=None, _external=True),
    )


def by_passage(mentions: Iterable[Row]) -> list[list[Row]]:
    """Mentions in groups of one passage each, in the order of time: a passage is shown once."""
    groups: dict[int, list[Row]] = {}
    for row in mentions:
        groups.setdefault(row["passage"], []).append(row)
    return list(groups.values())
