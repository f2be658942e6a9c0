"""Floor 2: which places a name may mean, weighed by the words beside it alone.

``resolve`` adds what the rest of the source says. Weights were set by hand: a class word decides, a list of
places of one kind leans, the kind of place is a prior.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.geoparse.cue_words import Cues
from mapapp.geoparse.sites import Site
from mapapp.model.mention import Candidate
from mapapp.model.place import Kind

# A bare name is the town rather than its district, the state or historical region rather than either.
PRIORS: dict[Kind, float] = {
    "country": 1.2,
    "continent": 1.2,
    "region": 1.1,
    "settlement": 1.0,
    "station": 0.95,
    "natural": 0.6,
    "district": 0.5,
    "province": 0.4,
}
CLASS_FITS = (4.0, 2.6, 2.2, 2.0)  # the first, second ... kind that a class word may stand with
CLASS_STRAYS = -1.0  # a kind that it may not stand with
ARTICLE = 0.8  # "the Samur" is the river, "Samur" the district
SECOND = -0.5  # the name is noted as one in need of context for this place, and not so for another
NAKED = -0.6  # a river or mountain after "in" or "at", a district after "at"
AT = re.compile(r"\b[Aa]t $")
INSIDE = re.compile(r"\b(?:at|in|In|At) $")
APPOSED = re.compile(r", (?:an?|the) (?:[a-z-]+ )?(?P<word>[a-z]+)\b(?! of\b)")
TITLE = 0.1  # the place is mostly called so
LIST_KIND = 0.5  # most names of the list are of this kind
ALIKE = {
    ("district", "region"),
    ("settlement", "station"),
    ("station", "settlement"),
}  # of the list, of the place


def class_word(site: Site, cues: Cues) -> str:
    """The class word that stands with a name, after it, before it or shared by its list; empty where none."""
    if found := cues.after("class_after", site.after):
        return found["word"].lower()
    if found := cues.before("class_before", site.before):
        return (found["word"] or found["bare"]).lower()
    if site.shared_class:
        return site.shared_class.lower()
    # "Nukha, a town 60 miles from Zakataly"
    said = APPOSED.match(site.after)
    return said["word"].lower() if said and cues.kinds_for(said["word"].lower()) else ""


def weigh(site: Site, sites: Sequence[Site], cues: Cues, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places that a name may mean, best first, with the reasons that lie in the words beside it."""
    word = class_word(site, cues)
    fitting = cues.kinds_for(word)
    common = list_kind([sites[i] for i in site.neighbours], gazetteer)
    candidates = []
    for place_id in meant(site, fitting, gazetteer):
        kind = gazetteer.place(place_id).kind
        if kind not in fitting and word in cues.deciding:
            continue
        score, reasons = bare(site, place_id, kind)
        if kind in fitting:
            score += CLASS_FITS[min(fitting.index(kind), len(CLASS_FITS) - 1)]
            reasons.append(f"beside it: {word!r}")
        elif fitting:
            score += CLASS_STRAYS
            reasons.append(f"beside it {word!r}, which does not fit")
        if normalise(gazetteer.place(place_id).title) == normalise(site.surface):
            score += TITLE
            reasons.append("its usual name")
        if common == kind or (common, kind) in ALIKE:
            score += LIST_KIND
            reasons.append(f"in a list of this kind: {common}")
        if kind == "natural" and not word and site.before.lower().endswith("the "):
            score += ARTICLE
            reasons.append("with an article")
        candidates.append(Candidate(place_id, round(score, 3), tuple(reasons)))
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score))


def bare(site: Site, place_id: str, kind: Kind) -> tuple[float, list[str]]:
    """The score of a place for a name with nothing beside it, and why."""
    score, reasons = PRIORS[kind], [f"kind: {kind}"]
    if kind == "natural" and INSIDE.search(site.before):
        score += NAKED
        reasons.append("nobody is in it without an article")
    if kind in {"district", "province"} and AT.search(site.before):
        score += NAKED
        reasons.append("one is at a town, not at a district")
    in_need = site.always and all(n.match != "always" for n in site.names if n.place_id == place_id)
    if in_need:
        score += SECOND
        reasons.append("the name alone is first another place's")
    return score, reasons


def meant(site: Site, fitting: Sequence[Kind], gazetteer: Gazetteer) -> list[str]:
    """Ids of the places that a name may mean.

    Where none is of the kind that a class word says, the places are added that share another spelling with
    them: "the province of Alexandrapol" where that spelling is noted for the town alone.
    """
    ids = list(dict.fromkeys(name.place_id for name in site.names))
    if fitting and not any(gazetteer.place(i).kind in fitting for i in ids):
        spellings = [name.toponym for i in ids for name in gazetteer.names_of(i)]
        sharing = dict.fromkeys(
            n.place_id for s in spellings for n in gazetteer.named(s) if n.match == "always"
        )
        ids += [i for i in sharing if i not in ids and gazetteer.place(i).kind in fitting]
    return ids


def list_kind(neighbours: Sequence[Site], gazetteer: Gazetteer) -> str:
    """The kind that most unambiguous names of a list have; empty where there is none."""
    kinds: Counter[str] = Counter()
    for site in neighbours:
        own = {gazetteer.place(name.place_id).kind for name in site.names}
        if len(own) == 1:
            kinds.update(own)
    return kinds.most_common(1)[0][0] if kinds else ""
