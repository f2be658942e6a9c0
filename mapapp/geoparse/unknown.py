"""Floor 2: names that look like places and stand in no gazetteer, or stand there in another spelling.

Precision comes first: a capitalised word is a place only where a class word, its own end, a list of places or
the words beside it say so, and nothing makes it a person, a people, an organisation or a common word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer
from mapapp.geoparse.company import LONE, find_company, vouch_all
from mapapp.geoparse.cue_words import Cues, build_cues
from mapapp.geoparse.evidence import Evidence, find_evidence
from mapapp.geoparse.fuzzy import Close, close_names
from mapapp.geoparse.matcher import Hit
from mapapp.geoparse.sites import Site, Windows, link
from mapapp.geoparse.sounds import like_sounding
from mapapp.geoparse.words import english
from mapapp.model.place import Toponym

# A scanner makes a figure of a letter: "Sa1yan".
WORD = r"[^\W\d_]+(?:[016][^\W\d_]+)*(?:[-’'][^\W\d_]+)*"
CAPITALISED = re.compile(rf"(?<![\w’'-])(?=[^\W\d_a-z]){WORD}(?: (?=[^\W\d_a-z]){WORD})*")
HALF = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[’'][^\W\d_]+)*")
LOWER = re.compile(r"(?<![\w’'-])[a-z][\w-]+")
POSSESSIVE = re.compile(r"[’']s?$")
NUMBER = re.compile(r" \d")
ARABIC_TITLE = re.compile(r"-(?:e[sd]|u[ds]|o[ld])-")  # "Majid-es-Sultaneh"
LONG = 7  # letters of a misprint that a preposition of place is enough for
RARE = 100_000  # the count of an English word that is one indeed
SHORTEST = 3  # letters of a word that may be an unknown place
PERSON_MARKS = ("title_before", "initial_before", "person_before", "given_before")
SURE = {"alias", "class", "ending", "entry", "locative"}  # evidence that a person's name does not have
STRONG = {"class", "ending", "list"}  # evidence enough for a short misprint
OTHERS = ("house_after", "person_after")  # "Aziziye street", "the Junker School", "Sokrat Bek"
FIRM = {"alias", "entry", "locative", "place", "dateline"}  # evidence enough for an English word


class Unknown(NamedTuple):
    """A place that the gazetteer does not hold by that spelling, and why it is taken for one."""

    site: Site
    rule: str
    reasons: tuple[str, ...]


def find_unknown(
    windows: Windows, sites: Sequence[Site], found: Sequence[Site], gazetteer: Gazetteer
) -> Iterator[Unknown]:
    """Places among the capitalised words of a text that are no hit of the gazetteer.

    ``sites`` are all its hits, ``found`` those that were recognised as places; names in need of context for
    which nothing spoke so far are heard again.
    """
    cues = build_cues(gazetteer)
    words = list(capitalised(windows, sites, found, cues))
    marked = person_words(words, cues)
    common = set(LOWER.findall(windows.text))
    open_ = [w for w in words if not is_other(w, common, cues) and is_unnamed(w, gazetteer)]
    persons = {w.start for w in open_ if is_name_of_person(w, marked, gazetteer)}
    own = {w.start: e for w in open_ if (e := find_evidence(w, cues)) and (w.names or is_likely(w, e, cues))}
    places = vouching(open_, found, gazetteer)
    linked = link(sorted([*open_, *found], key=lambda site: site.start), windows.text, cues)
    company = vouch_all(linked, windows.text, find_company(open_, places, own, persons), cues)
    shown: set[str] = set()
    quiet: list[Site] = []
    for site in open_:
        evidence = choose(own.get(site.start), company.get(site.start))
        if site.start in persons and not (evidence and evidence.sort in SURE):
            continue
        if evidence and evidence.sort == "alias" and (names := named_before(site, found)):
            yield Unknown(site._replace(names=names), "context:alias", (evidence.words,))
        elif site.names and evidence:
            yield Unknown(site, f"context:{evidence.sort}", (evidence.words,))
        elif not site.names and (close := find_close(site, evidence, gazetteer)):
            fuzzy = site._replace(names=close.names, spelling="fuzzy")
            yield Unknown(fuzzy, "fuzzy", (close.reason, *([evidence.words] if evidence else [])))
        elif evidence and is_likely(site, evidence, cues):
            shown.add(site.surface)
            yield Unknown(site, f"unknown:{evidence.sort}", ("in no gazetteer", evidence.words))
        else:
            quiet.append(site)
    for site in quiet:
        if site.surface in shown:
            yield Unknown(
                site, "unknown:elsewhere", ("in no gazetteer", "taken for a place elsewhere in the text")
            )


def named_before(site: Site, found: Sequence[Site]) -> tuple[Toponym, ...]:
    """The toponyms of the place before the brackets in which its other names stand: "Koghb (Turk. Kulp)"."""
    head = site.start - len(site.before) + site.before.rfind("(")
    return next((s.names for s in found if s.end < head + 1 and head - s.end <= 1), ())


def vouching(words: Sequence[Site], found: Sequence[Site], gazetteer: Gazetteer) -> list[Site]:
    """Places that may vouch for their neighbours, misread ones too; persons stand beside states."""
    misread = [w for w in words if is_misread(w) and find_close(w, None, gazetteer)]
    kept = [s for s in found if any(gazetteer.place(n.place_id).kind != "country" for n in s.names)]
    return [*kept, *misread]


def is_misread(site: Site) -> bool:
    """Whether a word has a figure among its letters."""
    return any(letter.isdigit() for letter in site.surface)


def is_unnamed(site: Site, gazetteer: Gazetteer) -> bool:
    """Whether no gazetteer holds a name, or holds it only as one in need of context."""
    return bool(site.names) or not gazetteer.named(site.surface)


def choose(own: Evidence | None, company: Evidence | None) -> Evidence | None:
    """The stronger of two pieces of evidence."""
    return own if own and own.sort in SURE else company or own


def find_close(site: Site, evidence: Evidence | None, gazetteer: Gazetteer) -> Close | None:
    """The name that a word may be a misprint of: the shorter the word, the more must speak for a place."""
    cues = build_cues(gazetteer)
    if is_misread(site):
        return close_names(site.surface, gazetteer)
    if not evidence and not cues.before("any_preposition_before", site.before):
        return None
    if is_english(site.surface.lower()):
        return None
    long = len(site.surface) >= LONG
    if (evidence or long) and (heard := like_sounding(site.surface, gazetteer)):
        return Close(heard, f"sounds like {heard[0].toponym!r}")
    return close_names(site.surface, gazetteer) if long or (evidence and evidence.sort in STRONG) else None


def is_likely(site: Site, evidence: Evidence, cues: Cues) -> bool:
    """Whether an unknown name may be a place, for all that its form and what follows it say."""
    if evidence.sort == "ending" or is_misread(site):
        return not is_misread(site)
    listed = evidence.sort == "list" and evidence.words != LONE and not site.surface.endswith("s")
    parts = re.split("[ -]", site.surface)
    named = cues.before("class_before", site.before)  # "the village of Vorzanik" says it, whatever the ending
    if not (listed or named) and any(cues.patterns["not_place_end"].fullmatch(part) for part in parts):
        return False
    if evidence.sort == "class":
        return True
    people = site.surface.endswith("s") and site.before.lower().endswith("the ")  # "the Jangalis, who"
    if people or any(cues.after(n, site.after) or cues.patterns[n].search(site.surface) for n in OTHERS):
        return False
    low = site.surface.lower()
    if evidence.sort != "list":
        return evidence.sort in FIRM or (not is_english(low) and not ARABIC_TITLE.search(low))
    return not is_english(low) or not (evidence.words == LONE or is_english(low.removesuffix("s")))


def is_english(low: str) -> bool:
    """Whether a word in lower case is an English one; the rarest of the list are names themselves."""
    return english().get(low, 0) >= RARE


def capitalised(windows: Windows, sites: Sequence[Site], found: Sequence[Site], cues: Cues) -> Iterator[Site]:
    """Runs of capitalised words that overlap no place, without class words and common words at their ends.

    Names in need of context stand among them, for which nothing spoke so far.
    """
    text = windows.text
    spans = {(site.start, site.end) for site in found}
    held = {(s.start, s.end): s for s in sites if not s.always and (s.start, s.end) not in spans}
    taken = bytearray(len(text))
    for site in sites:
        if (site.start, site.end) not in held:
            taken[site.start : site.end] = b"\1" * (site.end - site.start)
    for start, end in runs(text, taken, cues):
        last = start + m.start() if (m := POSSESSIVE.search(text[start:end])) else end
        yield held.get((start, last)) or windows.site(Hit(start, last, (), "unknown"))


def runs(text: str, taken: bytearray, cues: Cues) -> Iterator[tuple[int, int]]:
    """Spans of capitalised words, and the free parts of such as have a place joined by a hyphen."""
    for run in CAPITALISED.finditer(text):
        words = [(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(WORD, run.group())]
        while words and is_skipped(text[slice(*words[0])], cues):
            words.pop(0)
        while words and is_skipped(text[slice(*words[-1])], cues):
            words.pop()
        if not words:
            continue
        start, end = words[0][0], words[-1][1]
        if not any(taken[start:end]):
            yield start, end
        elif len(words) == 1:
            halves = [(start + m.start(), start + m.end()) for m in HALF.finditer(text[start:end])]
            yield from ((a, b) for a, b in halves if not any(taken[a:b]))


def is_skipped(word: str, cues: Cues) -> bool:
    """Whether a capitalised word is no part of a name: a class word, a title, an article."""
    return word.lower() in cues.not_places or bool(cues.kinds_for(word))


def is_other(site: Site, common: set[str], cues: Cues) -> bool:
    """Whether a word is a people, an abbreviation or a common word."""
    parts = [part for part in re.split("[ -]", site.surface) if not part.islower()]  # "Ras-ul-Ain"
    if any(len(part) < SHORTEST or part.lower() in cues.not_places for part in parts):
        return True
    if any(part.isupper() for part in parts) and not (len(parts) == 1 and opens_dateline(site, cues)):
        return True
    if NUMBER.match(site.after):  # "Clause 3", "Article 12"
        return True
    return any(part.lower() in common for part in parts)


def opens_dateline(site: Site, cues: Cues) -> bool:
    """Whether a word in capitals heads a telegram or an entry: "ZUGDIDI, 23 April.", "AZKUR (Arm. ...)"."""
    known = len(site.surface) <= SHORTEST or is_english(site.surface.lower())
    heads = any(cues.after(name, site.after) for name in ("dateline_after", "entry_after"))
    return not site.before and not known and heads


def person_words(words: Sequence[Site], cues: Cues) -> set[str]:
    """Words that the text marks as a person's name somewhere, and well-known persons."""
    marked = set(cues.known_persons)
    for site in words:
        before = any(cues.before(name, site.before) for name in PERSON_MARKS)
        if before or cues.after("person_after", site.after) or cues.after("acts_after", site.after):
            marked.update(site.surface.split(" "))
    return marked


def is_name_of_person(site: Site, persons: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a word is marked as a person's in the text, or ends as surnames (and "Armenian") do."""
    surname = build_cues(gazetteer).patterns["surname"]
    parts = [part for part in site.surface.split(" ") if site.names or not gazetteer.named(part)]
    named = bool(site.names) or is_misread(site)
    return any(part in persons or (surname.match(part) and not named) for part in parts)
