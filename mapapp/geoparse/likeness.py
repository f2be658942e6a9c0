"""Floor 2: how like two names are, from 0 to 100, and an index that finds the names like one.

========  =====================================================================================
score     what it means
========  =====================================================================================
100       the same letters, in any script, but for case and white space
97        the same but for diacritics, hyphens, apostrophes and spaces
93        the same but for the usual ways of romanising: sh and ş, kh and x, dj and j, ou and u
0 to 90   90 times the greater of: one less the share of letters to change (optimal string
          alignment), and the same word by word where the words stand in another order
========  =====================================================================================

Below ``LEAST`` two names are not alike. A class word ("village of X", "X uezd") is no part of a name: it
says of which kind the place is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mapapp.gazetteer import normalise
from mapapp.geoparse.fuzzy import distance

EXACT, FOLDED, ROMANISED, MOST_ALIKE, LEAST = 100.0, 97.0, 93.0, 90.0, 50.0
# Names with fewer trigrams in common with a query are not compared letter by letter.
COMPARED, SHARED = 80, 0.25
# Ways of writing one sound, as written -> as compared; longer ones first.
SOUNDS = (
    *(("tsch", "ch"), ("tch", "ch"), ("dzh", "j"), ("dsh", "j"), ("dj", "j"), ("sch", "sh")),
    *(("ş", "sh"), ("š", "sh"), ("ç", "ch"), ("č", "ch"), ("ž", "zh"), ("ğ", "g"), ("gh", "g")),
    *(("kh", "x"), ("ck", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"), ("y", "i")),
)
DOUBLED = re.compile(r"(.)\1")
# Words that say what kind of place a name stands for.
CLASS_WORDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("city", "town", "village", "settlement", "fortress"), ("settlement",)),
    **dict.fromkeys(("station",), ("station", "settlement")),
    **dict.fromkeys(("district", "uezd", "uyezd", "okrug", "sanjak", "kaza", "county"), ("district",)),
    **dict.fromkeys(("province", "governorate", "guberniya", "oblast", "vilayet"), ("province",)),
    **dict.fromkeys(("region", "valley", "land"), ("region", "natural", "district")),
    **dict.fromkeys(("river", "lake", "mountain", "mount", "mt", "pass", "sea"), ("natural",)),
}
PARTICLES = ("of", "the")


class Asked(NamedTuple):
    """A name that is asked for, and the kinds that its class word allows (empty: any)."""

    name: str
    kinds: tuple[str, ...]


class Hit(NamedTuple):
    """The form of an owner that is most like the name asked for, with its score."""

    owner: str
    form: str
    score: float


def plain(name: str) -> str:
    """A name without difference of case and white space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@lru_cache(maxsize=65536)
def romanised(name: str) -> str:
    """A name as it is compared where ways of romanising differ; doubled letters are one.

    >>> romanised("Şuşa") == romanised("Shusha"), romanised("Djoulfa") == romanised("Julfa")
    (True, True)
    """
    text = unicodedata.normalize("NFC", name.casefold())
    for written, compared in SOUNDS:
        text = text.replace(written, compared)
    return DOUBLED.sub(r"\1", normalise(text))


def likeness(asked: str, form: str) -> float:
    """How like two names are, from 0 to 100: see the table above.

    >>> likeness("shusha", "Shusha"), likeness("Novo Bayazet", "Novo-Bayazet"), likeness("Kars", "Baku")
    (100.0, 97.0, 22.5)
    """
    if plain(asked) == plain(form):
        return EXACT
    one, other = normalise(asked), normalise(form)
    if not one or not other:
        return 0.0
    if one == other:
        return FOLDED
    if romanised(asked) == romanised(form):
        return ROMANISED
    return round(MOST_ALIKE * max(letters_alike(one, other), words_alike(asked, form)), 1)


def letters_alike(one: str, other: str) -> float:
    """One less the share of letters that must change, from 0 to 1."""
    longer = max(len(one), len(other))
    return 1 - distance(one, other, longer) / longer


def words_alike(one: str, other: str) -> float:
    """The mean likeness of each word to its nearest in the other name, from 0 to 0.97."""
    words, others = [normalise(w) for w in split(one)], [normalise(w) for w in split(other)]
    if len(words) < 2 or len(others) < 2:
        return 0.0
    longer, shorter = (words, others) if len(words) >= len(others) else (others, words)
    return 0.97 * sum(max(letters_alike(w, o) for o in shorter) for w in longer) / len(longer)


def split(name: str) -> list[str]:
    """The words of a name."""
    return [word for word in re.split(r"[\s\-–,./()]+", name) if normalise(word)]


def without_class_word(text: str) -> Asked:
    """The name in "village of X" or "X uezd", and the kinds that the class word allows.

    >>> without_class_word("the village of Tegh"), without_class_word("Kars oblast").name
    (Asked(name='Tegh', kinds=('settlement',)), 'Kars')
    """
    words = text.split()
    kinds: tuple[str, ...] = ()
    while words and (words[0].casefold() in PARTICLES or (not kinds and kinds_of(words[0]))):
        kinds = kinds or kinds_of(words.pop(0))
        words = words[1:] if words and words[0].casefold() in PARTICLES else words
    if len(words) > 1 and not kinds and (kinds := kinds_of(words[-1])):
        words.pop()
    return Asked(" ".join(words), kinds) if words and kinds else Asked(text, ())


def kinds_of(word: str) -> tuple[str, ...]:
    """The kinds that a class word allows; empty where a word is none."""
    return CLASS_WORDS.get(word.casefold().strip(".,"), ())


@dataclass(frozen=True, eq=False)
class NameIndex:
    """Name forms with whom they belong to, found by their letters."""

    names: Sequence[tuple[str, str]]  # owner, form
    by_key: Mapping[str, Sequence[int]]
    by_gram: Mapping[str, Sequence[int]]
    lengths: Sequence[int]  # number of trigrams of each name


def build_names(names: Iterable[tuple[str, str]]) -> NameIndex:
    """An index of (owner, form) pairs."""
    listed = tuple(names)
    by_key: dict[str, list[int]] = defaultdict(list)
    by_gram: dict[str, list[int]] = defaultdict(list)
    lengths = []
    for number, (_, form) in enumerate(listed):
        for key in {normalise(form), romanised(form)}:
            by_key[key].append(number)
        grams = trigrams(romanised(form))
        lengths.append(len(grams))
        for gram in grams:
            by_gram[gram].append(number)
    return NameIndex(listed, by_key, by_gram, lengths)


def trigrams(key: str) -> set[str]:
    """Every run of three letters of a key, its ends marked."""
    marked = f"^{key}$"
    return {marked[i : i + 3] for i in range(max(len(marked) - 2, 1))}


def find_like(index: NameIndex, asked: str) -> list[Hit]:
    """The most like form of each owner whose likeness to ``asked`` is at least ``LEAST``, best first."""
    numbers = {*index.by_key.get(normalise(asked), ()), *index.by_key.get(romanised(asked), ())}
    grams = trigrams(romanised(asked))
    shared = Counter(number for gram in grams for number in index.by_gram.get(gram, ()))
    alike = ((2 * count / (len(grams) + index.lengths[n]), -n) for n, count in shared.items())
    near = sorted((pair for pair in alike if pair[0] >= SHARED), reverse=True)[:COMPARED]
    best: dict[str, Hit] = {}
    for number in (*numbers, *(-pair[1] for pair in near)):
        owner, form = index.names[number]
        score = likeness(asked, form)
        if score >= LEAST and (owner not in best or score > best[owner].score):
            best[owner] = Hit(owner, form, score)
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.owner))
