"""Floor 2: mentions -> the places they mean, with scores, reasons and rejected candidates.

Each mention comes with candidates weighed by the words beside it (``senses``). Here the rest of the source is
heard: places named in the same passage, places of the whole source, and what the same name means elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.model.mention import Candidate, Mention
from mapapp.model.place import Place
from mapapp.model.text import Passage

NEAR_KM = 120.0  # the bonus for a neighbour falls to 1/e over this distance
IN_PASSAGE = 0.8
IN_NEXT = 0.3
IN_SOURCE = 1.0
SOURCE_KM = 400.0
FAMILY = 0.2  # a place that holds, or lies in, another place of the passage
ELSEWHERE = 0.3  # the sense that a class word gave the same name elsewhere in the source
DECIDED = 2.0  # a score that only a class word gives
CLOSE_CALL = 0.15  # candidates nearer to each other than this leave the mention doubtful
VAST = {"country", "continent"}  # too wide for a distance to mean anything
EARTH_KM = 6371.0


class Scene(NamedTuple):
    """What the source says about where it is.

    The sure places and the document by passage, the middle of all, and the sense of a name by its key.
    """

    by_passage: Mapping[int, Sequence[Place]]
    documents: Mapping[int, int | None]
    centre: tuple[float, float] | None
    senses: Mapping[str, str]


def resolve(
    mentions: Sequence[Mention], passages: Sequence[Passage], gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """The mentions with their candidates best first, and ``doubtful`` set where two are close.

    The neighbours of a mention are the sure places of its passage and, less, of the passages before and after
    it in the same document.
    """
    scene = read_scene(mentions, passages, gazetteer)
    return tuple(resolve_one(mention, scene, gazetteer) for mention in mentions)


def read_scene(mentions: Iterable[Mention], passages: Iterable[Passage], gazetteer: Gazetteer) -> Scene:
    """The scene that the mentions with one candidate, or one decided by a class word, make up."""
    by_passage: dict[int, dict[str, Place]] = defaultdict(dict)
    sure: list[Place] = []
    senses: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if not mention.candidates:
            continue
        first = mention.candidates[0]
        if len(mention.candidates) == 1 or first.score >= DECIDED:
            place = gazetteer.place(first.place_id)
            by_passage[mention.passage][place.id] = place
            sure.append(place)
        if len(mention.candidates) > 1 and first.score >= DECIDED:
            senses[normalise(mention.toponym)][first.place_id] += 1
    points = [(p.lat, p.lon) for p in sure if p.kind not in VAST]
    known = [(lat, lon) for lat, lon in points if lat is not None and lon is not None]
    centre = (median(lat for lat, _ in known), median(lon for _, lon in known)) if known else None
    documents = {passage.number: passage.document for passage in passages}
    return Scene(
        {number: list(places.values()) for number, places in by_passage.items()},
        documents,
        centre,
        {key: sense for key, counts in senses.items() if (sense := leading(counts))},
    )


def leading(counts: Counter[str]) -> str:
    """The sense that is counted most; empty where two are even."""
    (first, most), *others = counts.most_common(2)
    return first if not others or others[0][1] < most else ""


def resolve_one(mention: Mention, scene: Scene, gazetteer: Gazetteer) -> Mention:
    """A mention with its candidates weighed against the scene."""
    if len(mention.candidates) < 2:
        only = [c._replace(reasons=(*c.reasons, "the only place of that name")) for c in mention.candidates]
        return replace(mention, candidates=tuple(only))
    heard = sorted((hear(c, mention, scene, gazetteer) for c in mention.candidates), key=lambda c: -c.score)
    gap = heard[0].score - heard[1].score
    return replace(mention, candidates=tuple(heard), doubtful=gap < CLOSE_CALL)


def hear(candidate: Candidate, mention: Mention, scene: Scene, gazetteer: Gazetteer) -> Candidate:
    """A candidate with what the scene adds to its score, and why."""
    place = gazetteer.place(candidate.place_id)
    others = [p for p in scene.by_passage.get(mention.passage, ()) if p.id != place.id]
    score, reasons = candidate.score, list(candidate.reasons)
    for where, weight, places in (
        ("named beside it", IN_PASSAGE, others),
        ("named in a sentence beside it", IN_NEXT, around(mention.passage, scene)),
    ):
        near = [(kilometres(place, p), p.title) for p in places if p.kind not in VAST and p.id != place.id]
        if near:
            km, title = min(near)
            score += weight * math.exp(-km / NEAR_KM)
            if km < NEAR_KM:
                reasons.append(f"{km:.0f} km from {title}, {where}")
    if scene.centre:
        km = kilometres(place, scene.centre)
        score += IN_SOURCE * math.exp(-km / SOURCE_KM)
        reasons.append(f"{km:.0f} km from the middle of the source's places")
    relatives = {p.id for p in gazetteer.ancestors(place.id)}
    kin = [
        p.title
        for p in others
        if p.id in relatives or any(a.id == place.id for a in gazetteer.ancestors(p.id))
    ]
    if kin:
        score += FAMILY
        reasons.append(f"holds, or lies in, {kin[0]}")
    if scene.senses.get(normalise(mention.toponym)) == place.id:
        score += ELSEWHERE
        reasons.append("a class word says so elsewhere in the source")
    return Candidate(place.id, round(score, 3), tuple(reasons))


def around(number: int, scene: Scene) -> list[Place]:
    """The sure places of the passages before and after one, where they are of the same document."""
    document = scene.documents.get(number)
    beside = [n for n in (number - 1, number + 1) if scene.documents.get(n, -1) == document]
    return [place for n in beside for place in scene.by_passage.get(n, ())]


def kilometres(a: Place, b: Place | tuple[float, float]) -> float:
    """Great-circle distance of two places, or of a place and a (lat, lon); infinite where one is unknown."""
    lat, lon = (b.lat, b.lon) if isinstance(b, Place) else b
    if a.lat is None or a.lon is None or lat is None or lon is None:
        return math.inf
    p, q = math.radians(a.lat), math.radians(lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
