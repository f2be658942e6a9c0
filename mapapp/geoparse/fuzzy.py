"""Floor 2: names of the gazetteer that a word may be a misprint of: one or two letters off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.model.place import Toponym

SHORTEST = 6  # letters of a name that may be misprinted
TWO_FAULTS = 11  # letters of a name that may have two faults
ENDINGS = (
    "n",
    "i",
    "s",
    "an",
    "ns",
    "is",
    "li",
    "ian",
    "ans",
    "ians",
    "lu",
)  # they make a people or an adjective of a name


class Close(NamedTuple):
    """The toponyms of the nearest name and how far off a word is."""

    names: tuple[Toponym, ...]
    reason: str


def close_names(word: str, gazetteer: Gazetteer) -> Close | None:
    """The toponyms nearest to a word, or None where no name is near enough."""
    key = normalise(word)
    if any(key.endswith(ending) and key[: -len(ending)] in gazetteer.forms() for ending in ENDINGS):
        return None  # a people or an adjective
    read_as = {key.replace(read, printed) for printed, read in misprints(gazetteer).items()} - {key}
    letters = frozenset(key)
    best: dict[str, int] = {}
    for length in (len(key) - 2, len(key) - 1, len(key), len(key) + 1, len(key) + 2):
        allowed = 2 if min(len(key), length) >= TWO_FAULTS else 1
        if abs(length - len(key)) > allowed:
            continue
        for name, its_letters in lettered_names(gazetteer, key[:1], length):
            if name in read_as:
                best[name] = 1
            # a fault changes two letters at the most: most names are turned away by that alone
            elif len(letters ^ its_letters) <= 2 * allowed and not is_derived(key, name):
                faults = distance(key, name, allowed)
                if 0 < faults <= allowed:
                    best[name] = faults
    if not best:
        return None
    least = min(best.values())
    names = tuple(t for name, faults in best.items() if faults == least for t in gazetteer.forms()[name])
    off = "one letter" if least == 1 else "two letters"
    return Close(names, f"{off} off {names[0].toponym!r}")


def is_derived(key: str, name: str) -> bool:
    """Whether one is the other with an ending: "georgian" is no misprint of "georgia"."""
    longer, shorter = (key, name) if len(key) > len(name) else (name, key)
    return longer.startswith(shorter) and longer[len(shorter) :] in ENDINGS


def misprints(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Letters that a scanner takes for others: as printed -> as read."""
    table = gazetteer.rules.get("misprints", {})
    return table if isinstance(table, Mapping) else {}


@lru_cache(maxsize=8)
def name_buckets(gazetteer: Gazetteer) -> Mapping[tuple[str, int], Sequence[str]]:
    """Normalised names by first letter and length."""
    buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key in gazetteer.forms():
        buckets[key[:1], len(key)].append(key)
    return buckets


@lru_cache(maxsize=1024)
def lettered_names(gazetteer: Gazetteer, initial: str, length: int) -> Sequence[tuple[str, frozenset[str]]]:
    """Normalised names of a length that may be misprinted, with their letters; most are never asked for."""
    forms, listed = gazetteer.forms(), name_buckets(gazetteer).get((initial, length), ())
    always = (key for key in listed if any(name.match == "always" for name in forms[key]))
    return [(key, frozenset(key)) for key in always] if length >= SHORTEST else []


def distance(a: str, b: str, limit: int) -> int:
    """Letters put in, left out, changed or swapped with the next to make one word of the other.

    Optimal string alignment; ``limit + 1`` where it is more than the limit.

    >>> distance("zangezur", "zanegzur", 2), distance("baku", "kars", 1)
    (1, 2)
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return min(row[-1], limit + 1)
