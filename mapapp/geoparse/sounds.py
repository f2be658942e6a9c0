"""Floor 2: names of the gazetteer that sound like a word, however either is romanised.

One name of the region is written after Russian, Armenian, Georgian, Turkish, Azerbaijani or Persian, by the
ears of an Englishman, a Frenchman or a German: Poily and Poyli, Karameryem and Garamaryam, Matchka and Macka.
What they interchange is one letter here. A table, not a theory: the key is compared and never shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.model.place import Toponym

SHORTEST = 5  # letters of a name that may be known by its sound
# Ways of writing one sound, as written -> as compared, in this order; then single letters.
SPELLINGS = (
    *(("tch", "c"), ("dzh", "c"), ("ch", "c"), ("dj", "c"), ("zh", "c"), ("sh", "s")),
    *(("kh", "x"), ("gh", "k"), ("ts", "s"), ("tz", "s"), ("eu", "u"), ("ou", "u"), ("ee", "i")),
)
LETTERS = str.maketrans("jgqhezyowdb", "ckkxasiuvtp")
DOUBLED = re.compile(r"(.)\1+")


def sound(key: str) -> str:
    """How a normalised name is compared by its sound.

    >>> sound("matchka") == sound("macka"), sound("karameryem") == sound("garamaryam")
    (True, True)
    """
    for written, compared in SPELLINGS:
        if written in key:
            key = key.replace(written, compared)
    return DOUBLED.sub(r"\1", key.translate(LETTERS))


def like_sounding(word: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The toponyms that sound like a word."""
    key = normalise(word)
    return tuple(sounds(gazetteer).get(sound(key), ())) if len(key) >= SHORTEST and key.isascii() else ()


@lru_cache(maxsize=8)
def sounds(gazetteer: Gazetteer) -> Mapping[str, Sequence[Toponym]]:
    """The toponyms in Latin letters that may be recognised wherever they stand, by their sound."""
    forms = gazetteer.forms()
    keys = [key for key in forms if len(key) >= SHORTEST and key.isascii()]
    index: dict[str, list[Toponym]] = defaultdict(list)
    heard_of = sound("\n".join(keys)).split("\n") if keys else []  # at one go: it is faster
    for heard, key in zip(heard_of, keys, strict=True):
        index[heard] += [name for name in forms[key] if name.match == "always"]
    return index
