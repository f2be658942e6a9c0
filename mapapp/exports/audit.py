"""The work list of whoever edits a gazetteer: names that look like places and are not on the map.

Another gazetteer proposes places. The score of a proposal is the likeness of the names
(:mod:`mapapp.geoparse.likeness`) less up to ``FAR`` points for its distance from the middle of the places
that the same sources name.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from mapapp.files.entries import NAME_COLUMNS, PLACE_COLUMNS, Cells, Entry, script_of, to_slug
from mapapp.gazetteer import Gazetteer, normalise
from mapapp.geoparse.likeness import NameIndex, build_names, find_like, without_class_word
from mapapp.geoparse.nearness import Point, km_between
from mapapp.model.mention import Mention
from mapapp.pipeline import SourceReading

FAR, HALF_WAY_KM = 40.0, 150.0  # points taken off far away; half of them at this distance
PROPOSED, MOST_PROPOSED = 60.0, 5
SPELLED = 75.0  # likeness from which it may be another spelling of a known name
TAKEN = 70.0  # a proposal of at least this score is worth a row to paste
QUOTED = 3  # passages shown of each name
VAST = ("country", "continent")


class Context(NamedTuple):
    """A passage that names it: where, and its words before, at and after the name as a reader reads them."""

    file: str
    start: int
    end: int
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that is not located: its forms, the most frequent first, how often, where, and why a place."""

    forms: tuple[str, ...]
    passages: int
    sources: tuple[str, ...]
    reasons: tuple[str, ...]
    contexts: tuple[Context, ...]
    centre: Point | None


class Proposal(NamedTuple):
    """A place that a name may mean: the form most like it, its score, and how many km off it lies."""

    place: Cells
    form: str
    score: float
    km: float | None


@dataclass(frozen=True, slots=True)
class Against:
    """A gazetteer to take proposals from."""

    places: Mapping[str, Cells]
    names: NameIndex


def unknown_names(readings: Sequence[SourceReading], gazetteer: Gazetteer) -> list[UnknownName]:
    """Names without a point on the map, those of the most passages first, then of the most sources."""
    found: dict[str, list[tuple[SourceReading, Mention]]] = defaultdict(list)
    for reading in readings:
        for attestation in reading.attestations:
            mention = attestation.mention
            if mention.place_id is None or gazetteer.place(mention.place_id).lon is None:
                found[normalise(mention.toponym)].append((reading, mention))
    listed = [to_unknown(items, gazetteer) for items in found.values()]
    return sorted(listed, key=lambda name: (-name.passages, -len(name.sources), name.forms))


def to_unknown(items: Sequence[tuple[SourceReading, Mention]], gazetteer: Gazetteer) -> UnknownName:
    """Mentions of one name summed up."""
    forms = Counter(mention.toponym for _, mention in items)
    return UnknownName(
        forms=tuple(form for form, _ in forms.most_common()),
        passages=len({(reading.source.id, mention.passage) for reading, mention in items}),
        sources=tuple(dict.fromkeys(reading.source.path for reading, _ in items)),
        reasons=tuple(dict.fromkeys("; ".join(mention.reasons) for _, mention in items)),
        contexts=tuple(to_context(reading, mention) for reading, mention in items[:QUOTED]),
        centre=middle(points_of([reading for reading, _ in items], gazetteer)),
    )


def to_context(reading: SourceReading, mention: Mention) -> Context:
    """The passage of a mention; white space is one blank, and there is none that the text has not."""
    passage = reading.passages[mention.passage]
    text = reading.source.text
    before, after = text[passage.start : mention.start], text[mention.end : passage.end]
    words = (re.sub(r"\s+", " ", part) for part in (before, mention.surface, after))
    return Context(reading.source.path, mention.start, mention.end, *words)


def points_of(readings: Iterable[SourceReading], gazetteer: Gazetteer) -> Iterator[Point]:
    """Points of the places that sources name, countries left out."""
    for reading in {id(reading): reading for reading in readings}.values():
        for attestation in reading.attestations:
            if attestation.mention.place_id is not None:
                place = gazetteer.place(attestation.mention.place_id)
                if place.lat is not None and place.lon is not None and place.kind not in VAST:
                    yield place.lat, place.lon


def middle(points: Iterable[Point]) -> Point | None:
    """The medians of latitude and longitude; None without a point."""
    listed = list(points)
    return (median(lat for lat, _ in listed), median(lon for _, lon in listed)) if listed else None


def to_against(entries: Iterable[Entry]) -> Against:
    """A gazetteer's places and the index of their names."""
    places: dict[str, Cells] = {}
    names: list[tuple[str, str]] = []
    for entry in entries:
        places[entry.place["id"]] = entry.place
        names.extend((entry.place["id"], name["toponym"]) for name in entry.names)
    return Against(places, build_names(names))


def own_names(gazetteer: Gazetteer) -> NameIndex:
    """The names of the gazetteer that the texts were read with."""
    return build_names(
        (name.place_id, name.toponym) for name in gazetteer.toponyms if name.match != "adjective"
    )


def propose(name: UnknownName, against: Against) -> list[Proposal]:
    """Places of another gazetteer that a name may mean, best first."""
    best: dict[str, Proposal] = {}
    for form in name.forms:
        for hit in find_like(against.names, without_class_word(form).name):
            place = against.places[hit.owner]
            km = distance(name.centre, place)
            score = round(
                hit.score - (FAR * (1 - math.exp2(-km / HALF_WAY_KM)) if km is not None else FAR / 2), 1
            )
            if score >= PROPOSED and (hit.owner not in best or score > best[hit.owner].score):
                best[hit.owner] = Proposal(place, hit.form, score, km)
    return sorted(best.values(), key=lambda p: (-p.score, p.place["id"]))[:MOST_PROPOSED]


def distance(centre: Point | None, place: Cells) -> float | None:
    """Kilometres from a point to a place; None where one is not known."""
    if centre is None or not place.get("lon"):
        return None
    return km_between(centre, (float(place["lat"]), float(place["lon"])))


def spellings(name: UnknownName, index: NameIndex) -> list[tuple[str, str, float]]:
    """Places of the gazetteer itself whose name it may be another spelling of: id, form, likeness."""
    hits = [hit for form in name.forms for hit in find_like(index, form) if hit.score >= SPELLED]
    return [
        (hit.owner, hit.form, hit.score) for hit in sorted(hits, key=lambda hit: -hit.score)[:MOST_PROPOSED]
    ]


def to_rows(
    name: UnknownName, best: Proposal, taken: set[str]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """A row of places.tsv for a proposal, and rows of names.tsv for the forms of the texts and its own."""
    wanted = to_slug(name.forms[0], best.place["id"])
    place_id = wanted if wanted not in taken else best.place["id"]
    place = {column: best.place.get(column, "") for column in PLACE_COLUMNS}
    place |= {"id": place_id, "certainty": "uncertain", "parent_id": ""}
    blank = dict.fromkeys(NAME_COLUMNS, "")
    forms = [(form, ", ".join(name.sources)) for form in name.forms]
    forms += [(form, best.place.get("title_source", "")) for form in (best.form, place["title"])]
    rows = dict(reversed(forms))  # what the texts write stands first, and is kept
    return place, [
        blank
        | {"place_id": place_id, "toponym": form, "lang": "und", "script": script_of(form)}
        | {"source": source, "match": "always"}
        for form, source in reversed(rows.items())
    ]


def report(number: int, name: UnknownName, proposals: Sequence[Proposal]) -> Iterator[str]:
    """The lines that tell of a name."""
    many = f"{name.passages} passage{'s' if name.passages != 1 else ''}"
    also = f" (also {', '.join(name.forms[1:])})" if name.forms[1:] else ""
    yield f"{number}. {name.forms[0]}{also}: {many} in {', '.join(name.sources)}"
    yield f"   taken for a place: {' | '.join(name.reasons)}"
    for c in name.contexts:
        yield f"   {c.file}:{c.start} “{shorten(c.before, -60)}[{c.name}]{shorten(c.after, 60)}”"
    for p in proposals:
        where = f"{p.place['lat']}, {p.place['lon']}" if p.place.get("lon") else "not located"
        far = f", {p.km:.0f} km from the middle of these places" if p.km is not None else ""
        same = f" as “{p.form}”" if p.form != p.place["title"] else ""
        what = f"{p.place['title']}{same}, {p.place['kind']}, {where}{far}"
        yield f"   {p.score:5.1f}  {what} ({p.place['id']})"


def shorten(text: str, most: int) -> str:
    """The first characters of a text, or its last ones where ``most`` is negative."""
    if len(text) <= abs(most):
        return text
    return f"…{text[most:]}" if most < 0 else f"{text[:most]}…"
