"""Floor 2: reading text -> mentions: which spans name a place.

Names of the gazetteer come from ``matcher``; each is judged here by the words around it, and the rule that
admitted it is kept. Names that no gazetteer holds come from ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.geoparse.cue_words import Cues, build_cues
from mapapp.geoparse.evidence import RIVER_ENDS
from mapapp.geoparse.matcher import Hit, build_matcher
from mapapp.geoparse.senses import class_word, weigh
from mapapp.geoparse.sites import Site, Windows, link, trim
from mapapp.geoparse.unknown import find_unknown
from mapapp.geoparse.uses import find_use
from mapapp.model.mention import Mention
from mapapp.model.place import Toponym
from mapapp.model.text import Passage, Reading

PERSONS = (
    "title_before",
    "given_before",
    "initial_before",
    "person_before",
    "person_after",
    "surname_after",
)
# How a name stands in a text that is not written as the gazetteer has it; see Hit.spelling.
SPELLINGS = {
    "ending": "with the ending of a case",
    "glued": "run together with other words",
    "broken": "with a space inside",
}
STATES = {"state": "full name of a state", "short": "short for a state that the text names"}
LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+")
LETTERS = 5  # of an abbreviation
ARTICLE = re.compile(r"(?i:\b(?:the|an?|so-called) )$")
NOUN_ENDS = re.compile(r"[^\w ’'-]|$")
TOWNS = {"settlement", "station"}  # kinds whose names take no article
WIDE = {"country", "continent", "region", "province"}  # kinds that no person is named after


class Found(NamedTuple):
    """A recognised site: the rule that admitted it and what that rule saw."""

    site: Site
    rule: str
    reasons: tuple[str, ...]


def recognise(reading: Reading, passages: Sequence[Passage], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The places that the text of one zone names, in order, with weighed but unresolved candidates.

    ``passages`` may be those of all zones. A mention without candidates is a place that no gazetteer holds.
    """
    cues = build_cues(gazetteer)
    windows = Windows(reading, passages)
    if not windows.passages:
        return ()
    hits = outside_links(build_matcher(gazetteer).find(reading.text), reading.text)
    hits = [trim(hit, reading.text, cues, gazetteer) for hit in hits]
    sites = [windows.site(hit) for hit in state_names(hits, reading.text, gazetteer)]
    sites = link(spell_out(sites, reading.text), reading.text, cues)
    found = list(admit(sites, cues, gazetteer))
    if reading.zone == "body" and gazetteer.rules:
        sites, found = add_unknown(windows, sites, found, gazetteer)
    mentions = [to_mention(item, sites, reading, gazetteer) for item in found]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def outside_links(hits: Iterable[Hit], text: str) -> list[Hit]:
    """The hits but those in the address of a web page."""
    links = [match.span() for match in LINK.finditer(text)] if "//" in text or "www." in text else []
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in links)]


def spell_out(sites: Sequence[Site], text: str) -> list[Site]:
    """The sites; an abbreviation that the text puts beside a full name has its places throughout.

    "The Armenian Soviet Socialist Republic (ASSR)": the letters are those that the words begin with.
    """
    full: dict[str, tuple[Toponym, ...]] = {}
    for before, site in pairwise(sites):
        written = text[before.start : site.start].rstrip(" (")
        beside = text[before.start : site.start].endswith("(") and text[site.end : site.end + 1] == ")"
        if beside and "".join(word[0] for word in written.split() if word[0].isupper()) == site.surface:
            full.setdefault(site.surface, before.names)
    return [s._replace(names=full[s.surface], spelling="short") if s.surface in full else s for s in sites]


def state_names(hits: Iterable[Hit], text: str, gazetteer: Gazetteer) -> list[Hit]:
    """The hits without bare adjectives; an adjective with its noun of state is one whole name."""
    cues, kept = build_cues(gazetteer), []
    for hit in hits:
        nouns = tuple(name for name in hit.names if name.match != "adjective")
        if text[hit.start : hit.end].lower() in cues.not_places:
            continue
        if cues.patterns["own_word_after"].match(text, hit.end):
            continue  # "Belokan-chai" is another place than Belokan, and no gazetteer holds it
        if len(nouns) < len(hit.names) and (state := cues.patterns["state_after"].match(text, hit.end)):
            kept.append(Hit(hit.start, state.end(), hit.names, "state"))
        elif nouns and not (len(nouns) < len(hit.names) and is_people(nouns, text[hit.end :], gazetteer)):
            kept.append(hit._replace(names=nouns))
    return kept


def is_people(nouns: Iterable[Toponym], after: str, gazetteer: Gazetteer) -> bool:
    """Whether an adjective is one here, though a place has that name: "a Chechen aul" is on no island."""
    cues = build_cues(gazetteer)
    found = cues.after("class_after", after)
    kinds = {gazetteer.place(name.place_id).kind for name in nouns}
    return found is not None and not kinds & set(cues.kinds_for(found["word"]))


def admit(sites: Sequence[Site], cues: Cues, gazetteer: Gazetteer) -> list[Found]:
    """The sites that name a place. A name in need of context is one throughout, once its context shows it."""
    persons = person_words(sites, cues)
    verdicts = [judge(site, cues, gazetteer) for site in sites]
    sure = {i for i, verdict in enumerate(verdicts) if verdict and sites[i].always}
    named = {name.place_id for verdict in verdicts if verdict for name in verdict.site.names}
    shown = set()
    for i, site in enumerate(sites):
        if not verdicts[i] and is_short_name(site, sites, named):
            verdicts[i] = Found(site, "context:state", (STATES["short"],))
        if verdicts[i] or is_person(site, cues, gazetteer) or is_common(site, gazetteer):
            continue
        if any(j in sure for j in site.neighbours):
            verdicts[i] = Found(site, "context:list", ("stands in a list with other places",))
    for i, verdict in enumerate(verdicts):
        if verdict and not sites[i].always:
            shown.add(normalise(sites[i].surface))
    for i, site in enumerate(sites):
        key = normalise(site.surface)
        open_ = not verdicts[i] and not site.always and key in shown and key not in persons
        open_ = open_ and not (site.surface.isupper() or is_common(site, gazetteer))
        if open_ and not is_person(site, cues, gazetteer):
            verdicts[i] = Found(site, "context:elsewhere", ("shown to be a place elsewhere in the text",))
    return [verdict for verdict in verdicts if verdict]


def person_words(sites: Sequence[Site], cues: Cues) -> set[str]:
    """Names in need of context that are a person's somewhere in the text."""
    marked = (site for site in sites if not site.always and any(cues_of_person(site, cues)))
    return {normalise(site.surface) for site in marked}


def cues_of_person(site: Site, cues: Cues) -> Iterable[str]:
    """The words around a name that make it a person's."""
    for name in PERSONS:
        text = site.before if name.endswith("before") else site.after
        found = cues.before(name, text) if name.endswith("before") else cues.after(name, text)
        if found:
            yield found["word"].strip()


def is_person(site: Site, cues: Cues, gazetteer: Gazetteer) -> bool:
    """Whether a name is a person's here: a person is named after a town, never after a state or region.

    A name that is both is an office's seat ("Commissar Baku"), but not after "Mr.".
    """
    wide = [gazetteer.place(name.place_id).kind in WIDE for name in site.names]
    if any(wide) and site.always:
        return not (all(wide) or class_word(site, cues)) and bool(cues.before("personal_before", site.before))
    return not class_word(site, cues) and any(cues_of_person(site, cues))


def is_common(site: Site, gazetteer: Gazetteer) -> bool:
    """Whether a name in need of context is a word with its article: "a so-called Shura, which claimed"."""
    kinds = {gazetteer.place(name.place_id).kind for name in site.names}
    return kinds <= TOWNS and bool(ARTICLE.search(site.before) and NOUN_ENDS.match(site.after))


def judge(site: Site, cues: Cues, gazetteer: Gazetteer) -> Found | None:
    """The rule that admits a site by the words beside it, or None where none does."""
    if is_person(site, cues, gazetteer) or cues.before("thing_before", site.before):
        return None
    if site.spelling in STATES:
        return Found(site, "state", (STATES[site.spelling],))
    if site.always:
        spelled = SPELLINGS.get(site.spelling)
        return Found(site, "name", (f"names {site.names[0].toponym!r}", *([spelled] if spelled else [])))
    if word := class_word(site, cues):
        return Found(site, "context:class", (f"beside it: {word!r}",))
    for name in ("strong_before", "weak_before"):
        found = cues.before(name, site.before)
        if found and not site.surface.isupper() and not followed_by_capital(site):
            return Found(site, "context:preposition", (f"before it: {found.group().strip()!r}",))
    natural = any(gazetteer.place(name.place_id).kind == "natural" for name in site.names)
    river = natural and site.before.endswith(" the ") and RIVER_ENDS.match(site.after)
    return Found(site, "context:article", ("with an article",)) if river else None


def is_short_name(site: Site, sites: Sequence[Site], named: Collection[str]) -> bool:
    """Whether an abbreviation stands for a state that the text names in full: "a part of the ASSR".

    It does not where another unit has the same letters beside its name ("the Abkhaz ASSR").
    """
    key = normalise(site.surface)
    if site.always or not (site.surface.isupper() and len(key) <= LETTERS and site.before.endswith("the ")):
        return False
    full = any(normalise(s.surface).endswith(key) and len(normalise(s.surface)) > len(key) for s in sites)
    return not full and any(name.place_id in named for name in site.names)


def followed_by_capital(site: Site) -> bool:
    """Whether another capitalised word follows at once: "Van Rees", "Kazakh Cossacks"."""
    return len(site.after) > 1 and site.after[0] == " " and site.after[1].isupper()


def add_unknown(
    windows: Windows, sites: Sequence[Site], found: Sequence[Found], gazetteer: Gazetteer
) -> tuple[list[Site], list[Found]]:
    """Sites and finds with the places added that no gazetteer holds, or holds in another spelling."""
    all_sites, all_found = list(sites), list(found)
    for unknown in find_unknown(windows, sites, [item.site for item in found], gazetteer):
        all_sites.append(unknown.site)
        all_found.append(Found(unknown.site, unknown.rule, unknown.reasons))
    return all_sites, all_found


def to_mention(found: Found, sites: Sequence[Site], reading: Reading, gazetteer: Gazetteer) -> Mention:
    """The mention of a recognised site; its surface is what a reader reads there."""
    cues = build_cues(gazetteer)
    site = found.site
    span = reading.to_raw(site.start, site.end)
    use, why = find_use(site, cues, gazetteer)
    return Mention(
        start=span.start,
        end=span.end,
        surface=site.surface,
        toponym=site.surface,
        zone=reading.zone,
        passage=site.passage,
        use=use,
        rule=found.rule,
        reasons=(*found.reasons, why) if why else found.reasons,
        candidates=weigh(site, sites, cues, gazetteer),
    )
