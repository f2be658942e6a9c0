"""Floor 2: names in a list with places: in such company a name that no gazetteer holds is a place too.

A list is a chain of names as ``sites.link`` makes it. Persons stand beside places too ("In Baku, Stalin"):
one place vouches for the rest only where the list is closed ("A, B and C") and no person is in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from mapapp.geoparse.cue_words import Cues
from mapapp.geoparse.evidence import Evidence, is_no_people, is_part
from mapapp.geoparse.sites import Site

TIE = re.compile(r"\b(?:and|or|as well as)\b|[-–—/]")
OPENING = re.compile(r"(?:^|[.!?] |[,;] )(?i:in|at|from|near|to|for|of|on)(?: the)? $")
MORE = re.compile(r",? (?:and|or) [A-Z]|\)")  # the list ends in a name that is not among its sites
ACTIVE = re.compile(r" (?:\w+ed|said|went|wrote|came|took|made|sent|told|led|saw|knew|gave|met|is|has|had)\b")
LONE = "stands in a list with a place"  # with one alone
SORTS_THAT_VOUCH = {"class", "ending", "locative", "place", "preposition", "river"}


class Company(NamedTuple):
    """What is known of the names of a text, by the offsets at which they start."""

    open: Collection[int]  # names that no gazetteer holds and nothing beside them speaks for
    sure: Collection[int]  # places
    persons: Collection[int]


def find_company(
    words: Sequence[Site], found: Sequence[Site], own: Mapping[int, Evidence], persons: Collection[int]
) -> Company:
    """The names of a text: ``words`` are the open ones, ``own`` is what the words beside them say."""
    places = {s.start for s in found}
    sure = places | {start for start, e in own.items() if e.sort in SORTS_THAT_VOUCH and start not in persons}
    return Company({site.start for site in words} - sure, sure, persons)


def vouch_all(linked: Sequence[Site], text: str, company: Company, cues: Cues) -> dict[int, Evidence]:
    """The evidence of lists, by the start of the name that it speaks for."""
    result = {}
    for group in groups(linked, text):
        if any(site.start in company.open for site in group) and (
            evidence := vouch(group, text, company, cues)
        ):
            apt = [s for s in group if s.start in company.open and not is_part(s) and is_no_people(s)]
            result.update({s.start: evidence for s in apt})
    return result


def groups(linked: Sequence[Site], text: str) -> list[list[Site]]:
    """The lists, parted at brackets, semicolons and the comma of a phrase ("In Baku, Stalin spoke")."""
    result: list[list[Site]] = []
    for i, site in enumerate(linked):
        together = bool(result) and i - 1 in site.neighbours
        between = text[linked[i - 1].end : site.start] if together else ""
        opening = together and len(result[-1]) == 1 and OPENING.search(linked[i - 1].before)
        parted = "(" in between or between.strip() == ";" or (opening and between.startswith(","))
        together = together and not parted
        if together:
            result[-1].append(site)
        else:
            result.append([site])
    return result


def vouch(group: Sequence[Site], text: str, company: Company, cues: Cues) -> Evidence | None:
    """What speaks for the names of a list that nothing else speaks for; None where nothing does."""
    persons = any(site.start in company.persons for site in group)
    persons = persons or cues.before("listed_before", group[0].before) is not None
    announced = cues.before("announced_before", group[0].before)
    if len(group) > 1 and announced and not persons:
        return Evidence("list", f"in a list of {announced['word']!r}")
    places = sum(site.start in company.sure for site in group)
    if places > 1 or (places and group[0].shared_class):
        return Evidence("list", "stands in a list with places")
    closed = len(group) > 1 and (
        TIE.search(text[group[-2].end : group[-1].start]) or MORE.match(group[-1].after)
    )
    if places and closed and not persons and not ACTIVE.match(group[-1].after):
        return Evidence("list", LONE)
    return None
