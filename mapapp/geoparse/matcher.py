"""Floor 2: where the names of a gazetteer stand in a text, however they are spelled there.

The text is squeezed to what :func:`mapapp.gazetteer.normalise` keeps of it (letters and digits, folded), an
Aho-Corasick automaton finds every name in it, and each find is checked against the text itself: word
boundaries, a capital, and no full stop or comma inside. So hyphens, spaces, diacritics and case do not
matter, and "Zan gezur" is found as "Zangezur" is. What a find means is decided in ``recognise``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

import ahocorasick

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.geoparse.cue_words import Cues, build_cues
from mapapp.model.place import Toponym

GLUED = 5  # letters that a name needs to be told in words run together ("thestatesinCaucasus")
BROKEN = 6  # letters that a name of one word needs to be told with a space inside ("Zan gezur")
RUN_TOGETHER = 20  # letters of a "word" that must be several words run together
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
APOSTROPHES = "'\u2019\u2018`\u00b4\u02b9\u02bb\u02bc"
JOINT = re.compile(rf"[^\W_]+([^\w]+|_)(?=[^\W_])")
INNER = re.compile(rf" ?[{HYPHENS}] ?|[{APOSTROPHES}] ?|[\u0300-\u036f]+| ")
WORD_REST = re.compile(r"[^\W\d_]*")


class Hit(NamedTuple):
    """A name in a text: its span there, the toponyms that are spelled so, and how it was spelled."""

    start: int
    end: int
    names: tuple[Toponym, ...]
    spelling: (
        str  # "exact", "ending" (a case ending follows), "glued" (lost spaces), "broken" (a space inside)
    )


class Entry(NamedTuple):
    """What the automaton holds for a squeezed name; a stem needs one of its script's endings after it."""

    length: int
    names: tuple[Toponym, ...]
    stem: bool


class Folding(dict[int, str]):
    """For ``str.translate``: every character as ``normalise`` folds it, worked out once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = normalise(chr(code))
        return folded


@dataclass(frozen=True, eq=False)
class Matcher:
    """Finds a gazetteer's names in reading texts."""

    automaton: Any  # ahocorasick.Automaton, which has no type information
    cues: Cues
    folding: Folding

    def squeeze(self, text: str) -> tuple[str, list[int]]:
        """The text as it is searched, and for each of its characters the offset it comes from."""
        squeezed = text.translate(self.folding)
        offsets = list(compress(range(len(text)), map(str.isalnum, text)))
        if len(offsets) != len(squeezed):  # a letter that folds to two, such as the ligature in "Cæsarea"
            offsets = [i for i, c in enumerate(text) for _ in self.folding[ord(c)]]
        return squeezed, offsets

    def candidates(self, text: str) -> Iterator[Hit]:
        """Every name at a fit place of the text, longer and shorter ones over each other too."""
        squeezed, offsets = self.squeeze(text)
        for last, entry in self.automaton.iter(squeezed):
            start = offsets[last - entry[0] + 1]
            if text[start].islower():
                continue
            if hit := self.check(text, start, offsets[last] + 1, entry):
                yield hit

    def check(self, text: str, start: int, end: int, entry: Entry) -> Hit | None:
        """The hit at a span whose squeezed letters are a name, or None where it is not that name."""
        spelling = self.outer(text, start, end, entry)
        if not spelling:
            return None
        surface = text[start:end]
        names = entry.names
        if not surface.isalnum():
            inside = [name for name in names if fits_inside(surface, name.toponym)]
            if not inside and not is_broken(surface, entry.length):
                return None
            spelling = spelling if inside else "broken"
            names = tuple(inside) or names
        if not surface.isupper():  # RSFSR is a name, Rsfsr is not
            names = tuple(name for name in names if not is_acronym(name.toponym))
        return Hit(start, end, names, spelling) if names else None

    def outer(self, text: str, start: int, end: int, entry: Entry) -> str:
        """How the ends of a span fit the words around it; empty where they do not."""
        spelling = "exact"
        if start and text[start - 1].isalnum():
            if entry.length < GLUED or not (text[start - 1].islower() and text[start].isupper()):
                return ""
            spelling = "glued"
        rest = WORD_REST.match(text, end)
        after = rest.group() if rest else ""
        if not after:
            digit = end < len(text) and text[end].isdigit()
            return spelling if not entry.stem or digit else ""
        if any(normalise(after) in self.cues.endings(name) for name in entry.names):
            return "ending"
        if entry.length < GLUED or entry.stem:
            return ""
        glued = after[0].isupper() and text[end - 1].islower() or is_run(text, start, after)
        return "glued" if glued else ""

    def find(self, text: str) -> tuple[Hit, ...]:
        """The names in a text, in order; of names over each other the longest stands."""
        hits = sorted(
            self.candidates(text), key=lambda hit: (-(hit.end - hit.start), hit.spelling != "exact")
        )
        taken = bytearray(len(text))
        chosen = []
        for hit in hits:
            if not any(taken[hit.start : hit.end]):
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                chosen.append(hit)
        return tuple(sorted(chosen))


def is_run(text: str, start: int, after: str) -> bool:
    """Whether a name stands in words run together: a very long word that goes on as no adjective does."""
    left = start
    while left and text[left - 1].isalpha():
        left -= 1
    return len(after) + start - left >= RUN_TOGETHER - GLUED and after[0] not in "ins"


def fits_inside(surface: str, toponym: str) -> bool:
    """Whether what stands between the parts of a surface may stand in the name: hyphens, or its own spaces."""
    spaces = spaces_of(toponym)
    seen = 0
    for joint in JOINT.finditer(surface):
        part, between = joint.group()[: -len(joint.group(1))], joint.group(1)
        seen += len(normalise(part))
        if between in {".", ". "}:
            if len(part) > 2:  # "St. Petersburg" and "R.S.F.S.R.", not the end of a sentence
                return False
        elif not INNER.fullmatch(between):
            return False
        elif " " in between and seen not in spaces:
            return False
    return True


@lru_cache(maxsize=4096)
def spaces_of(toponym: str) -> frozenset[int]:
    """Where a name has a space or hyphen of its own, counted in squeezed letters."""
    parts = [normalise(part) for part in re.split(r"[^\w]+", toponym)]
    return frozenset(len("".join(parts[:i])) for i in range(1, len(parts)))


def is_broken(surface: str, length: int) -> bool:
    """Whether a surface is a name with a stray space in it: "Zan gezur", "KARA BAKH"."""
    parts = surface.split(" ")
    whole = all(part.isalpha() for part in parts) and len(parts) == 2
    return whole and length >= BROKEN and (parts[1].islower() or surface.isupper())


@lru_cache(maxsize=4096)
def is_acronym(toponym: str) -> bool:
    """Whether a name is an abbreviation such as RSFSR."""
    return len(toponym) > 1 and toponym.isupper() and len(toponym) <= 6


@lru_cache(maxsize=8)
def build_matcher(gazetteer: Gazetteer) -> Matcher:
    """The matcher for a gazetteer, made once for each."""
    cues = build_cues(gazetteer)
    exact: Mapping[str, Iterable[Toponym]] = gazetteer.forms()
    stems: dict[str, list[Toponym]] = {}
    for name in gazetteer.toponyms:
        if stem := cues.stem(name):
            stems.setdefault(stem, []).append(name)
    automaton = ahocorasick.Automaton()
    for key in exact:
        if key:
            automaton.add_word(key, Entry(len(key), tuple(exact[key]), stem=False))
    for key, names in stems.items():
        if key not in exact:
            automaton.add_word(key, Entry(len(key), tuple(names), stem=True))
    automaton.make_automaton()
    return Matcher(automaton, cues, Folding())
