"""Floor 2: a name where it stands: what is before and after it, and which names stand beside it in a list.

A :class:`Site` is what the recognising rules look at. Spans count characters of the reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.geoparse.cue_words import Cues
from mapapp.geoparse.matcher import Hit
from mapapp.model.place import Toponym
from mapapp.model.text import Passage, Reading

WINDOW = 90  # characters on each side that rules may look at
LONGEST_LINK = 45  # characters between two names of one list


class Site(NamedTuple):
    """A span that may name a place, with the text of its passage on both sides and its list neighbours."""

    start: int
    end: int
    names: tuple[Toponym, ...]
    spelling: str
    passage: int  # number of the passage
    before: str
    after: str
    surface: str
    heading: bool = False  # words of headings have capitals that mean nothing
    neighbours: tuple[int, ...] = ()  # indexes of the sites that stand in one list with it
    shared_class: str = ""  # a class word that the whole list shares: "A and B districts"

    @property
    def always(self) -> bool:
        """Whether one of its names may be recognised wherever it stands."""
        return any(name.match == "always" for name in self.names)


class Windows:
    """The text around a span, cut at the borders of its passage."""

    def __init__(self, reading: Reading, passages: Sequence[Passage]) -> None:
        self.text = reading.text
        self.passages = sorted((p for p in passages if p.zone == reading.zone), key=lambda p: p.reading_start)
        self.starts = [passage.reading_start for passage in self.passages]

    def site(self, hit: Hit) -> Site:
        """A hit with what stands around it in its passage."""
        start, end = hit.start, hit.end
        passage = self.passages[max(bisect_right(self.starts, start) - 1, 0)]
        first = max(min(passage.reading_start, start), start - WINDOW)
        last = min(max(passage.reading_end, end), end + WINDOW)
        return Site(
            start,
            end,
            names=hit.names,
            spelling=hit.spelling,
            passage=passage.number,
            before=self.text[first:start],
            after=self.text[end:last],
            surface=self.text[start:end],
            heading=passage.kind == "heading",
        )


def trim(hit: Hit, text: str, cues: Cues, gazetteer: Gazetteer) -> Hit:
    """The hit without qualifiers before and class words after the name, where names.tsv has them in a name.

    "Northern Azerbaijan" and "Kars oblast" may be names of places of their own; the span that is marked is
    "Azerbaijan" and "Kars" all the same, and so it is with "Lake Van". Names that stand in ``fixed`` stay
    whole, and so do those with a class word of ``class_inside`` that has a capital ("Caspian Sea").
    """
    surface = text[hit.start : hit.end]
    if (" " not in surface and "-" not in surface) or normalise(surface) in cues.fixed:
        return hit
    start, end = hit.start, hit.start + len(name_proper(surface, cues))
    if end < hit.end and normalise(text[start:end]) in cues.fixed:
        return hit._replace(end=end)
    for name in ("state_of", "qualifier", "class_head"):
        if before := cues.patterns[name].match(text, start, hit.end):
            start = before.end()
    end = start + len(name_proper(text[start : hit.end], cues))
    small = text[end : hit.end].strip().islower()  # "Suez canal" needs no name beside that one
    alone = small or any(name.match != "adjective" for name in gazetteer.named(text[start:end]))
    return hit._replace(start=start, end=end) if alone else hit


def name_proper(surface: str, cues: Cues) -> str:
    """A name without the class word after it and its qualifiers: "Mughan" of "Mughan Soviet Republic"."""
    head, _, last = surface.rpartition(" ")
    if not head or not cues.kinds_for(last.lower()) or (last != last.lower() and last.lower() in cues.inside):
        return surface
    while " " in head and (
        head.split(" ")[-1].islower() or cues.patterns["between"].fullmatch(head.split(" ")[-1])
    ):
        head = head.rpartition(" ")[0]
    return head


def link(sites: Sequence[Site], text: str, cues: Cues) -> list[Site]:
    """The sites with their list neighbours and the class word that their list shares.

    A list is a chain of names with only commas, dashes or small words between: "Van, Bitlis, and Mush".
    """
    groups: list[list[int]] = []
    for i, site in enumerate(sites):
        previous = sites[i - 1] if i else None
        between = text[previous.end : site.start] if previous else ""
        near = previous is not None and previous.passage == site.passage and len(between) <= LONGEST_LINK
        if near and cues.patterns["link"].fullmatch(between):
            groups[-1].append(i)
        else:
            groups.append([i])
    linked = list(sites)
    for group in groups:
        for i, shared in zip(group, shared_classes([sites[i] for i in group], cues), strict=True):
            neighbours = tuple(j for j in group if j != i)
            linked[i] = sites[i]._replace(neighbours=neighbours, shared_class=shared)
    return linked


def shared_classes(group: Sequence[Site], cues: Cues) -> list[str]:
    """For each name of a list the class word in the plural that it shares, else an empty string.

    One after a name stands for the names before it as well, up to the one before; one before the list stands
    for the names that no later one claims: "the districts of A and B", "A and B districts, C and D villages".
    """
    if len(group) == 1:
        return [""]
    before = cues.before("class_before", group[0].before)
    word = (before["word"] or before["bare"]) if before else ""
    shared = [word if is_plural(word, cues) else ""] * len(group)
    claimed = 0
    for i, site in enumerate(group):
        after = cues.after("class_after", site.after)
        if after and i > claimed and is_plural(after["word"], cues):
            shared[claimed : i + 1] = [after["word"]] * (i + 1 - claimed)
        if after:
            claimed = i + 1
    return shared


def is_plural(word: str, cues: Cues) -> bool:
    """Whether a found class word is a plural."""
    return bool(word) and word.lower() not in cues.kinds and bool(cues.kinds_for(word))
