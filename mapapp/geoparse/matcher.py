"""Floor 2: where the names of a gazetteer stand in a text, however they are spelled there.

The text is folded as :func:`mapapp.gazetteer.normalise` folds a name, an Aho-Corasick automaton that passes
over all but letters and digits finds every name in it, and each find is checked against the text itself:
word boundaries, a capital, and no full stop or comma inside. So hyphens, spaces, diacritics and case do not
matter, and "Zan gezur" is found as "Zangezur" is. What a find means is decided in ``recognise``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import ahocorasick

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.geoparse.cue_words import Cues, build_cues
from mapapp.geoparse.folding import Folding
from mapapp.model.place import Toponym

GLUED = 5  # letters that a name needs to be told in words run together ("thestatesinCaucasus")
BROKEN = 6  # letters that a name of one word needs to be told with a space inside ("Zan gezur")
RUN_ON = 10  # letters after a name that no ending has: they must be other words run together with it
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
APOSTROPHES = "'\u2019\u2018`\u00b4\u02b9\u02bb\u02bc"
CHUNKS = re.compile(r"(?s).{1,4000}[^\n]*")  # whole blocks: no name runs on into the next
GEORGIAN = ("\u10d0", "\u10ff")  # letters without capitals, which Unicode calls small
JOINT = re.compile(r"[^\W_]+([^\w]+|_)(?=[^\W_])")
INNER = re.compile(rf" ?[{HYPHENS}] ?|[{APOSTROPHES}] ?|[\u0300-\u036f\u00ad]+| ")
STOPPED = re.compile(r"(?:[^\W\d_]\. ?)+[^\W\d_]")
WORD_REST = re.compile(r"[^\W\d_]*")


class Hit(NamedTuple):
    """A name in a text: its span there, the toponyms that are spelled so, and how it was spelled."""

    start: int
    end: int
    names: tuple[Toponym, ...]
    spelling: str  # "exact", "ending" (of a case), "glued" (lost spaces), "broken" (a space inside)


Find = tuple[int, int, tuple[Toponym, ...], str]  # a Hit that need not be made, for most are not chosen


class Entry(NamedTuple):
    """What the automaton holds for a squeezed name; a stem needs one of its script's endings after it."""

    length: int
    names: tuple[Toponym, ...]
    simple: bool  # it is neither a stem nor an abbreviation: where it stands alone it is that name
    stem: bool
    endings: frozenset[str]  # normalised endings that it may carry


@dataclass(frozen=True, eq=False)
class Matcher:
    """Finds a gazetteer's names in reading texts."""

    automaton: Any  # ahocorasick.Automaton, which has no type information
    cues: Cues
    folding: Folding
    glued_on: re.Pattern[str]  # what may follow a name without a space where spaces were lost
    glued_words: frozenset[str]  # the words with which that may begin

    def candidates(self, text: str) -> Iterator[Find]:
        """Every name at a fit place of the text, longer and shorter ones over each other too."""
        for chunk in CHUNKS.finditer(text):
            padded = f" {chunk.group()} "
            base = chunk.start() - 1
            flat, offsets = self.folding.fold(padded)
            for last, entry in self.automaton.iter(flat, ignore_white_space=True):
                first = last + 1 - entry[0]
                gaps = flat.count(" ", first, last)
                while gaps:  # as many letters must come before
                    first -= gaps
                    gaps = flat.count(" ", first, first + gaps)
                start = offsets[first] if offsets else first
                letter = padded[start]
                if letter.islower() and not GEORGIAN[0] <= letter <= GEORGIAN[1]:
                    continue  # the commonest case comes first
                end = offsets[last] + 1 if offsets else last + 1
                alone = flat[first - 1] == " " == flat[last + 1]
                if alone and entry[2] and end - start == entry[0]:
                    yield base + start, base + end, entry[1], "exact"
                    continue
                if padded[end].islower() and not entry[4]:
                    rest = flat[last + 1 : flat.find(" ", last + 1)]
                    if len(rest) < RUN_ON and rest not in self.glued_words:
                        continue  # "Armenian", the next common case
                if hit := self.check(text, base + start, base + end, Entry(*entry)):
                    yield hit

    def check(self, text: str, start: int, end: int, entry: Entry) -> Hit | None:
        """The hit at a span whose squeezed letters are a name, or None where it is not that name."""
        spelling = self.outer(text, start, end, entry)
        if not spelling:
            return None
        last = end
        if spelling == "ending" and (rest := WORD_REST.match(text, end)):
            last = rest.end()
        surface = text[start:end]
        names = entry.names
        if not surface.isalnum():
            inside = [name for name in names if fits_inside(surface, name.toponym)]
            if not inside and (self.is_name_and_word(surface) or not is_broken(surface)):
                return None
            spelling = spelling if inside else "broken"
            names = tuple(inside) or names
        if STOPPED.fullmatch(surface) and text.startswith(".", end):
            last = end + 1  # "the R.S.F.S.R. and Turkey"
        if not surface.isupper():  # RSFSR is a name, Rsfsr is not
            names = tuple(name for name in names if not is_acronym(name.toponym))
        return Hit(start, last, names, spelling) if names else None

    def is_name_and_word(self, surface: str) -> bool:
        """Whether a surface with a space begins with a name by itself: "Van and" is no "Vanand".

        With a second capital it is two names only where both are: "Sardar Abad" is "Sardarabad".
        """
        first, _, second = surface.partition(" ")
        known = normalise(first) in self.automaton
        return known and (second.islower() or normalise(second) in self.automaton)

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
        if entry.endings and normalise(after) in entry.endings:
            return "ending"
        if entry.stem:
            return ""
        capital = after[0].isupper() and text[end - 1].islower()
        if capital or self.glued_on.match(text, end):
            known = capital or after in self.cues.kinds
            return "glued" if entry.length >= GLUED - known else ""
        return ""

    def find(self, text: str) -> tuple[Hit, ...]:
        """The names in a text, in order; of names over each other the first and longest stands."""
        chosen: list[Find] = []
        reached = 0  # where the last of the chosen ends
        for hit in self.candidates(text):  # they come by their ends, of one end the longest first
            start = hit[0]
            if reached > start:
                kept = len(chosen)
                while kept and chosen[kept - 1][0] >= start:
                    kept -= 1
                if kept and chosen[kept - 1][1] > start:
                    continue
                del chosen[kept:]
            chosen.append(hit)
            reached = hit[1]
        return tuple(map(Hit._make, chosen))


def fits_inside(surface: str, toponym: str) -> bool:
    """Whether what stands between the parts of a surface may stand in the name."""
    spaces = spaces_of(toponym)
    seen = 0
    for joint in JOINT.finditer(surface):
        part, between = joint.group()[: -len(joint.group(1))], joint.group(1)
        seen += len(normalise(part))
        if between in {".", ". "}:
            if len(part) > 2:  # "St. Petersburg" and "R.S.F.S.R.", not the end of a sentence
                return False
        elif not INNER.fullmatch(between) or (" " in between and seen not in spaces):
            return False
    return True


@lru_cache(maxsize=4096)
def spaces_of(toponym: str) -> frozenset[int]:
    """Where a name has a space or hyphen of its own, counted in squeezed letters."""
    parts = [normalise(part) for part in re.split(r"[^\w]+", toponym)]
    return frozenset(len("".join(parts[:i])) for i in range(1, len(parts)))


def is_broken(surface: str) -> bool:
    """Whether a surface is a name with a stray space in it: "Zan gezur", "KARA BAKH"."""
    parts, length = surface.split(" "), len(surface) - 1
    whole = all(part.isalpha() for part in parts) and len(parts) == 2
    capitals = length >= BROKEN + 2 and min(map(len, parts)) > 2  # "Sary Kamish"
    return whole and length >= BROKEN and (parts[1].islower() or surface.isupper() or capitals)


def is_acronym(toponym: str) -> bool:
    """Whether a name is an abbreviation such as RSFSR."""
    return 1 < len(toponym) <= 6 and toponym.isupper()


def make_entry(key: str, names: Sequence[Toponym], cues: Cues, *, stem: bool) -> Entry:
    """What the automaton holds for a squeezed name."""
    sets = set(map(cues.endings, names))  # of one language all names carry the same
    endings = sets.pop() if len(sets) == 1 else frozenset[str]().union(*sets)
    simple = not stem and not any(is_acronym(name.toponym) for name in names)
    return Entry(len(key), tuple(names), simple, stem, endings)


@lru_cache(maxsize=8)
def build_matcher(gazetteer: Gazetteer) -> Matcher:
    """The matcher for a gazetteer, made once for each."""
    cues = build_cues(gazetteer)
    exact = gazetteer.forms()
    stems: dict[str, list[Toponym]] = {}
    for name in gazetteer.toponyms:
        if stem := cues.stem(name):
            stems.setdefault(stem, []).append(name)
    automaton = ahocorasick.Automaton()
    for key in exact:
        if key:
            automaton.add_word(key, tuple(make_entry(key, exact[key], cues, stem=False)))
    for key, names in stems.items():
        if key not in exact:
            automaton.add_word(key, tuple(make_entry(key, names, cues, stem=True)))
    automaton.make_automaton()
    classes = "|".join(sorted(cues.kinds, key=len, reverse=True)) or "(?!)"
    glued_on = re.compile(rf"(?:{classes})\b|(?![ins])[a-z]{{{RUN_ON},}}")
    glued_words = frozenset(word.split(" ")[0] for word in cues.kinds)
    return Matcher(automaton, cues, Folding(), glued_on, glued_words)
