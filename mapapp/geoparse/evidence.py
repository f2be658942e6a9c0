"""Floor 2: what says that a name which no gazetteer holds is a place: the words beside it, its own end."""

from __future__ import annotations

import re
from typing import NamedTuple

from mapapp.geoparse.cue_words import Cues
from mapapp.geoparse.sites import Site

CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]* $")
CAPITAL_AFTER = re.compile(r" [A-Z]")
# After a name with an article: what shows that it is no adjective ("they crossed the Psou in June").
RIVER_ENDS = re.compile(
    r"[^\w ’'-]|$| (?:in|on|at|and|to|with|by|from|near|was|were|is|lay|into|for|but|or|as|again|where|last|"
    r"this|that|before|after|during|under|when|while|until|only|without|which|has|had)\b"
)
VILLAGES = re.compile(r" (?:villages|hamlets|auls|settlements|colonies)\b")
NOT_AFTER = re.compile(r"[’']s?\b| of ")  # "in Stalin's view", "in Support of"
OBJECT = re.compile(r"\b(?:by|with|of|from|to|for) $")  # "a motion by Aharon was lost"
# What is asked of a name in turn: the pattern, the sort of evidence that it is, and whether it speaks for a
# part of a longer name too ("the Lower Kara-Su river"), or for a word of a heading.
LOOKS = (
    ("alias_before", "alias", True),
    ("entry_after", "entry", True),
    ("unknown_after", "class", True),
    ("unknown_before", "class", True),
    ("fate_after", "fate", False),
    ("locative_before", "locative", False),
    ("place_before", "place", False),
    ("motion_before", "preposition", False),
    ("head_before", "preposition", False),
    ("taking_before", "preposition", False),
    ("river_before", "river", False),
)


class Evidence(NamedTuple):
    """The sort of evidence and the words that are it."""

    sort: str  # one of LOOKS, or "ending" (of the name), "dateline", "list"
    words: str


def find_evidence(site: Site, cues: Cues) -> Evidence | None:
    """What the words beside a name say for a place, the strongest first; None where they say nothing."""
    if cues.patterns["place_end"].match(site.surface):
        return Evidence("ending", "it ends as names of places do")
    if not site.before and cues.after("dateline_after", site.after):
        return Evidence("dateline", f"a date after it: {site.after[2:10].strip()!r}")
    whole = not (is_part(site) or site.heading or NOT_AFTER.match(site.after))
    for name, sort, always in LOOKS:
        if not (always or whole):
            continue
        behind = name.endswith("after")
        found = cues.after(name, site.after) if behind else cues.before(name, site.before)
        if found and (sort not in CHECKS or CHECKS[sort](site)):
            return Evidence(sort, f"{'after' if behind else 'before'} it: {found.group().strip()!r}")
    return None


def is_river(site: Site) -> bool:
    """Whether a name with an article may be a river's or a range's: neither an adjective nor a people."""
    return bool(RIVER_ENDS.match(site.after)) and not site.surface.endswith("s")


def is_subject(site: Site) -> bool:
    """Whether what follows a name is said of it."""
    return not OBJECT.search(site.before)


def is_part(site: Site) -> bool:
    """Whether a name is a part of a longer one: "the Eleventh Army"."""
    return bool(CAPITAL_BEFORE.search(site.before) or CAPITAL_AFTER.match(site.after))


def is_no_people(site: Site) -> bool:
    """Whether a class word after a name makes it a place's: "the Udi villages" are those of a people."""
    return not (site.before.endswith("the ") and VILLAGES.match(site.after))


def opens(site: Site) -> bool:
    """Whether a name is the first word of its passage, as the head of an entry is."""
    return not site.before


CHECKS = {
    "class": is_no_people,
    "river": is_river,
    "fate": is_subject,
    "entry": opens,
}  # what a sort of evidence asks of the name besides
