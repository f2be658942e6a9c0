"""Places by their names, with scores from 0 to 100 that say what speaks for each: for reconciliation.

The score of a place is the likeness of its most like name form (:mod:`mapapp.geoparse.likeness`) less what
speaks against it: ``WRONG_KIND`` where it is of another kind than asked, up to ``FAR`` for its distance from
a given point, ``NOT_HELD`` where no passage of the given source names it or it lies in no such parent.
Without a name the score begins at ``NAMELESS``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import select

from mapapp.gazetteer import normalise
from mapapp.geoparse.likeness import LEAST, NameIndex, build_names, find_like, likeness, without_class_word
from mapapp.geoparse.nearness import km_between
from mapapp.store.reading import Atlas, Row
from mapapp.store.schema import MENTIONS, SOURCES

WRONG_KIND, FAR, NOT_HELD = 20.0, 40.0, 15.0
NAMELESS = 80.0
HALF_WAY_KM = 30.0  # half of FAR is taken off at this distance beyond a place's own extent
# A candidate is the match where its score is at least the first and the next one's less by the second.
SURE, CLEAR = 90.0, 10.0
RANKS = (100.0, 90.0, 80.0)  # of a suggestion: the whole name, its beginning, that of a later word
Features = dict[str, float | bool]


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name, and what is known of the place: kinds, a point (latitude, longitude), sources, parents.

    ``strict`` says what another kind than ``kinds`` means: ``any`` and ``all`` leave the place out,
    ``should`` takes points off. ``limit`` is how many candidates are wanted at most.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    strict: str = "should"
    point: tuple[float, float] | None = None
    sources: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A place with its score, the name form that was most like, and what the score is made of."""

    place: Row
    score: float
    form: str
    features: Features = field(default_factory=dict)
    match: bool = False


@dataclass(frozen=True, eq=False)
class PlaceNames:
    """The places of an atlas by id, and the index of their name forms."""

    places: Mapping[str, Row]
    index: NameIndex
    named_in: Mapping[str, frozenset[str]]  # place id -> ids and titles of sources, normalised


class Case(NamedTuple):
    """What each weight needs beside the place: what was asked, of which names."""

    query: NameQuery
    names: PlaceNames


@lru_cache(maxsize=4)
def names_of(atlas: Atlas) -> PlaceNames:
    """The names of an atlas; an atlas is never changed while it is open."""
    places = {place["id"]: place for place in atlas.places()}
    forms = [(row["place_id"], row["toponym"]) for row in atlas.names() if row["match"] != "adjective"]
    titles = [(place["id"], place["title"]) for place in places.values()]
    named: dict[str, set[str]] = {}
    statement = (
        select(MENTIONS.c.place_id, SOURCES.c.id, SOURCES.c.title)
        .join_from(MENTIONS, SOURCES, SOURCES.c.number == MENTIONS.c.source)
        .where(MENTIONS.c.place_id.is_not(None))
        .distinct()
    )
    for row in atlas.rows(statement):
        named.setdefault(row["place_id"], set()).update((normalise(row["id"]), normalise(row["title"])))
    index = build_names(dict.fromkeys([*forms, *titles]))
    return PlaceNames(places, index, {place: frozenset(found) for place, found in named.items()})


def find_places(atlas: Atlas, query: NameQuery) -> list[Found]:
    """Places that a query may mean, best first; ``match`` is set where one candidate clearly wins."""
    names = names_of(atlas)
    found = sorted(
        (item for item in weigh(names, query) if item.score >= LEAST or not query.text),
        key=lambda item: (-item.score, -item.place["passages"], item.place["id"]),
    )
    if found and wins(found) and query.text:
        best = found[0]
        found[0] = Found(best.place, best.score, best.form, best.features, match=True)
    return found[: query.limit]


def wins(found: Sequence[Found]) -> bool:
    """Whether the first of the candidates clearly is the best."""
    return found[0].score >= SURE and (len(found) == 1 or found[0].score - found[1].score >= CLEAR)


def weigh(names: PlaceNames, query: NameQuery) -> Iterator[Found]:
    """Every place that the name may mean, or every place where no name is given, with its score."""
    case = Case(query, names)
    for place_id, (form, alike, kinds) in name_scores(names, query.text).items():
        place = names.places[place_id]
        if query.kinds and query.strict != "should" and not is_of_kinds(place, query):
            continue
        features: Features = {"name": alike}
        off = sum(weight(place, case, features) for weight in WEIGHTS)
        if kinds and place["kind"] not in kinds:
            features["class_word"] = False
            off += WRONG_KIND
        yield Found(place, round(max(alike - off, 0.0), 1), form, features)


def name_scores(names: PlaceNames, text: str) -> dict[str, tuple[str, float, tuple[str, ...]]]:
    """By place: the form most like the text, its score, and the kinds that a class word allows."""
    if not text:
        return {place: (row["title"], NAMELESS, ()) for place, row in names.places.items()}
    asked = without_class_word(text)
    scores = {hit.owner: (hit.form, hit.score, asked.kinds) for hit in find_like(names.index, asked.name)}
    if asked.name != text:  # the class word may be part of the name itself: "Shusha uezd"
        for hit in find_like(names.index, text):
            if hit.owner not in scores or hit.score >= scores[hit.owner][1]:
                scores[hit.owner] = (hit.form, hit.score, ())
    return scores


def is_of_kinds(place: Row, query: NameQuery) -> bool:
    """Whether a place, which has one kind, is of any (of all) kinds asked for."""
    return place["kind"] in query.kinds and (query.strict != "all" or len(set(query.kinds)) == 1)


def weigh_kind(place: Row, case: Case, features: Features) -> float:
    """What another kind takes off."""
    if not case.query.kinds:
        return 0.0
    features["kind"] = place["kind"] in case.query.kinds
    return 0.0 if features["kind"] else WRONG_KIND


def weigh_point(place: Row, case: Case, features: Features) -> float:
    """What the distance beyond a place's own extent takes off; half of it where it has no point."""
    if case.query.point is None:
        return 0.0
    if place["lon"] is None:
        return FAR / 2
    km = km_between(case.query.point, (place["lat"], place["lon"]))
    features["km"] = round(km, 1)
    beyond = max(0.0, km - (place["approximation"] or 0.0))
    return FAR * (1 - math.exp2(-beyond / HALF_WAY_KM))


def weigh_sources(place: Row, case: Case, features: Features) -> float:
    """What it takes off that no source asked for names the place."""
    if not case.query.sources:
        return 0.0
    named = case.names.named_in.get(place["id"], frozenset())
    features["source"] = any(normalise(source) in named for source in case.query.sources)
    return 0.0 if features["source"] else NOT_HELD


def weigh_parents(place: Row, case: Case, features: Features) -> float:
    """What it takes off that the place lies in none of the places asked for."""
    if not case.query.parents:
        return 0.0
    above = list(ancestors(place, case.names))
    features["parent"] = any(is_called(parent, wanted) for parent in above for wanted in case.query.parents)
    return 0.0 if features["parent"] else NOT_HELD


WEIGHTS: tuple[Callable[[Row, Case, Features], float], ...] = (
    weigh_kind,
    weigh_point,
    weigh_sources,
    weigh_parents,
)


def ancestors(place: Row, names: PlaceNames) -> Iterator[Row]:
    """The place's parent, that one's parent, and so on upwards."""
    seen, parent = {place["id"]}, place["parent_id"]
    while parent and parent not in seen and parent in names.places:
        seen.add(parent)
        yield names.places[parent]
        parent = names.places[parent]["parent_id"]


def is_called(place: Row, wanted: str) -> bool:
    """Whether a place has an id, or a name form but for diacritics and ways of romanising."""
    forms = (place["title"], *place["names"].split(" | "))
    name = without_class_word(wanted).name
    return wanted == place["id"] or any(likeness(name, form) > SURE for form in forms)


def suggest_places(atlas: Atlas, prefix: str) -> list[Found]:
    """Places with a name, or a word of a name, that begins so; those of the most passages first."""
    names, key = names_of(atlas), normalise(prefix)
    best: dict[str, tuple[int, str]] = {}
    for owner, form in names.index.names if key else ():
        rank = rank_of(key, form)
        if rank is not None and (owner not in best or rank < best[owner][0]):
            best[owner] = (rank, form)
    order = sorted(best.items(), key=lambda item: (item[1][0], -names.places[item[0]]["passages"], item[0]))
    return [Found(names.places[owner], RANKS[rank], form) for owner, (rank, form) in order]


def rank_of(key: str, form: str) -> int | None:
    """0: the form is the key; 1: it begins with it; 2: a later word does; None otherwise."""
    folded = normalise(form)
    if folded == key:
        return 0
    if folded.startswith(key):
        return 1
    return 2 if any(normalise(word).startswith(key) for word in form.split()) else None
