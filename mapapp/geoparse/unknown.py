"""Floor 2: names that look like places and stand in no gazetteer, or stand there in another spelling.

Precision comes first: a capitalised word is a place only where a class word, a list of places or a place
preposition says so and nothing makes it a person, a people, an organisation or a common word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer
from mapapp.geoparse.cue_words import Cues, build_cues
from mapapp.geoparse.fuzzy import Close, close_names
from mapapp.geoparse.matcher import Hit
from mapapp.geoparse.sites import Site, Windows, link

WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
CAPITALISED = re.compile(rf"(?<![\w’'-])(?=[^\W\d_a-z]){WORD}(?: (?=[^\W\d_a-z]){WORD})*")
LOWER = re.compile(r"(?<![\w’'-])[a-z][\w-]+")
POSSESSIVE = re.compile(r"[’']s?$")
NUMBER = re.compile(r" \d")
CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]* $")
CAPITAL_AFTER = re.compile(r" [A-Z]")
LONG = 7  # letters of a misprint that a preposition of place is enough for
SHORTEST = 3  # letters of a word that may be an unknown place
PERSON_MARKS = ("title_before", "initial_before", "person_before")


class Unknown(NamedTuple):
    """A place that the gazetteer does not hold by that spelling, and why it is taken for one."""

    site: Site
    rule: str
    reasons: tuple[str, ...]


def find_unknown(
    windows: Windows, sites: Sequence[Site], found: Sequence[Site], gazetteer: Gazetteer
) -> Iterator[Unknown]:
    """Places among the capitalised words of a text that are no hit of the gazetteer.

    ``sites`` are all its hits, ``found`` those that were recognised as places.
    """
    cues = build_cues(gazetteer)
    words = list(capitalised(windows, sites, cues))
    persons = person_words(words, cues)
    common = set(LOWER.findall(windows.text))
    open_ = [w for w in words if not is_other(w, common, cues) and not gazetteer.named(w.surface)]
    shown: set[str] = set()
    quiet: list[Site] = []
    for site in beside_places(open_, found, windows.text, gazetteer):
        evidence = find_evidence(site, cues)
        if evidence[:1] != ("class",) and is_name_of_person(site, persons, gazetteer):
            continue
        if close := find_close(site, evidence, gazetteer):
            fuzzy = site._replace(names=close.names, spelling="fuzzy")
            yield Unknown(fuzzy, "fuzzy", (close.reason, *evidence[1:]))
        elif evidence and not is_adjective(site, cues):
            shown.add(site.surface)
            yield Unknown(site, f"unknown:{evidence[0]}", ("in no gazetteer", evidence[1]))
        else:
            quiet.append(site)
    for site in quiet:
        if site.surface in shown:
            yield Unknown(
                site, "unknown:elsewhere", ("in no gazetteer", "taken for a place elsewhere in the text")
            )


def find_close(site: Site, evidence: tuple[str, ...], gazetteer: Gazetteer) -> Close | None:
    """The name that a word may be a misprint of: the shorter the word, the more must speak for a place."""
    if not evidence and not has_preposition(site, build_cues(gazetteer)):
        return None
    if len(site.surface) < LONG and evidence[:1] not in {("class",), ("list",)}:
        return None
    return close_names(site.surface, gazetteer)


def capitalised(windows: Windows, sites: Sequence[Site], cues: Cues) -> Iterator[Site]:
    """Runs of capitalised words that overlap no hit, without class words and common words at their ends."""
    taken = bytearray(len(windows.text))
    for site in sites:
        taken[site.start : site.end] = b"\1" * (site.end - site.start)
    for run in CAPITALISED.finditer(windows.text):
        words = [(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(WORD, run.group())]
        while words and is_skipped(windows.text[slice(*words[0])], cues):
            words.pop(0)
        while words and is_skipped(windows.text[slice(*words[-1])], cues):
            words.pop()
        if not words or any(taken[words[0][0] : words[-1][1]]):
            continue
        start, end = words[0][0], words[-1][1]
        end -= len(m.group()) if (m := POSSESSIVE.search(windows.text[start:end])) else 0
        yield windows.site(Hit(start, end, (), "unknown"))


def is_skipped(word: str, cues: Cues) -> bool:
    """Whether a capitalised word is no part of a name: a class word, a title, an article."""
    return word.lower() in cues.not_places or bool(cues.kinds_for(word))


def is_other(site: Site, common: set[str], cues: Cues) -> bool:
    """Whether a word is a people, an abbreviation or a common word."""
    parts = [part for part in re.split("[ -]", site.surface) if not part.islower()]  # "Ras-ul-Ain"
    if any(len(part) < SHORTEST or part.isupper() or part.lower() in cues.not_places for part in parts):
        return True
    if NUMBER.match(site.after):  # "Clause 3", "Article 12"
        return True
    return any(part.lower() in common for part in parts)


def is_adjective(site: Site, cues: Cues) -> bool:
    """Whether a word ends as the names of peoples, doctrines and qualities do."""
    return any(cues.patterns["not_place_end"].fullmatch(part) for part in re.split("[ -]", site.surface))


def person_words(words: Sequence[Site], cues: Cues) -> set[str]:
    """Words that the text marks as a person's name somewhere."""
    marked = set()
    for site in words:
        before = any(cues.before(name, site.before) for name in PERSON_MARKS)
        if before or cues.after("person_after", site.after):
            marked.update(site.surface.split(" "))
    return marked


def is_name_of_person(site: Site, persons: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a word is marked as a person's in the text, or ends as surnames (and "Armenian") do."""
    surname = build_cues(gazetteer).patterns["surname"]
    parts = [part for part in site.surface.split(" ") if not gazetteer.named(part)]
    return any(part in persons or surname.match(part) for part in parts)


def beside_places(
    words: Sequence[Site], found: Sequence[Site], text: str, gazetteer: Gazetteer
) -> list[Site]:
    """The words, linked with the recognised places of their lists.

    Their neighbours are replaced by the number of such places, states left out: persons stand beside states.
    """
    together = sorted([*words, *found], key=lambda site: site.start)
    linked = link(together, text, build_cues(gazetteer))
    result = []
    for site in linked:
        if site.names:
            continue
        beside = [linked[j] for j in site.neighbours if linked[j].names]
        places = [s for s in beside if any(gazetteer.place(n.place_id).kind != "country" for n in s.names)]
        result.append(site._replace(neighbours=tuple(range(len(places)))))
    return result


def find_evidence(site: Site, cues: Cues) -> tuple[str, ...]:
    """What says that a word is a place: the sort of evidence and its words; empty where nothing does."""
    after = (
        cues.patterns["unknown_after"].match(site.after.removeprefix(" ")) if site.after[:1] == " " else None
    )
    if after:
        return "class", f"beside it: {after['word']!r}"
    if before := cues.before("unknown_before", site.before):
        return "class", f"before it: {before['word']!r}"
    if CAPITAL_BEFORE.search(site.before) or CAPITAL_AFTER.match(site.after):
        return ()  # a part of a longer name: "the Eleventh Army"
    if len(site.neighbours) > 1 or (site.neighbours and site.shared_class):
        return "list", "stands in a list with places"
    place = cues.before("place_before", site.before)
    if place and not site.after.startswith(" of ") and not site.heading:  # "in Support of"
        return "preposition", f"before it: {place['word']!r}"
    return ()


def has_preposition(site: Site, cues: Cues) -> bool:
    """Whether a word follows a preposition or stands beside a place: enough for a misprint."""
    return bool(site.neighbours or cues.before("any_preposition_before", site.before))
