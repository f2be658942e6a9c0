"""Passages of different sources that quote the same words, and how their words differ. Pure.

Two passages are parallel where they share enough runs of words ("shingles", Broder 1997) and enough of their
words, each weighed by its rarity (Spärck Jones 1972): "the Revolutionary Military Council of the Caucasian
Front" is a long run and makes no parallel, since the rest of the passage is other words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal, NamedTuple

SHINGLE = 3  # words: short enough to live through another translator's articles
# Shares of the shorter passage, measured on the five texts: all pairs above both were read and are of one
# document; of the ten pairs just below, which share a run of names or a turn of phrase, none is.
LEAST_RUNS, LEAST_WORDS = 0.15, 0.4
ALONE = 4  # letters: a word no longer than that says nothing where it alone is the same
MOST_HOLDERS = 12  # a run in more passages than these is a phrase of its time
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Text(NamedTuple):
    """A passage to be compared: its id, its source, and its words as a reader reads them."""

    id: int
    source: str
    text: str


class Parallel(NamedTuple):
    """Two passages of different sources that share words; ``share`` of the shorter one's words, 0 to 1."""

    left: int
    right: int
    share: float


class Piece(NamedTuple):
    """A stretch of text that both passages have (``same``), or that is only in this one (``own``)."""

    kind: Literal["same", "own"]
    text: str


def fold(word: str) -> str:
    """A word without case and diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words of a text in their order, folded."""
    return [fold(found[0]) for found in WORD.finditer(text)]


def shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The runs of words of a text.

    >>> sorted(shingles(words_of("Karabakh and Zangezur, and so on.")))[0]
    ('and', 'so', 'on')
    """
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def find_parallels(texts: Iterable[Text]) -> list[Parallel]:
    """Every pair of passages of different sources that share enough words, the most alike first."""
    known = {text.id: text for text in texts}
    words = {id_: words_of(text.text) for id_, text in known.items()}
    runs = {id_: shingles(those) for id_, those in words.items()}
    held = Counter(word for those in words.values() for word in set(those))
    rarity = {word: math.log(len(known) / count) for word, count in held.items()}
    weight = {id_: sum(rarity[word] for word in set(those)) for id_, those in words.items()}
    found = []
    for (left, right), count in shared_runs(known, runs).items():
        if count < LEAST_RUNS * min(len(runs[left]), len(runs[right])):
            continue
        common = sum(rarity[word] for word in set(words[left]) & set(words[right]))
        share = common / (min(weight[left], weight[right]) or 1)
        if share >= LEAST_WORDS:
            found.append(Parallel(left, right, share))
    return sorted(found, key=lambda pair: (-pair.share, pair))


def shared_runs(
    known: Mapping[int, Text], runs: Mapping[int, frozenset[tuple[str, ...]]]
) -> dict[tuple[int, int], int]:
    """How many runs two passages of different sources share; pairs that share none are not there."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in holders_of_runs(runs.items()):
        for left, right in combinations(holders, 2):
            if known[left].source != known[right].source:
                shared[left, right] += 1
    return shared


def holders_of_runs(runs: Iterable[tuple[int, frozenset[tuple[str, ...]]]]) -> Iterator[Sequence[int]]:
    """For each run that several passages hold, but not many, their ids in ascending order."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for id_, those in sorted(runs, key=lambda item: item[0]):
        for run in those:
            holders[run].append(id_)
    return (ids for ids in holders.values() if 1 < len(ids) <= MOST_HOLDERS)


def differences(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts in pieces that are the same but for case, diacritics and punctuation, or their own.

    The pieces of each, joined, are that text.
    """
    words = [list(WORD.finditer(text)) for text in (left, right)]
    before, after = ([fold(word[0]) for word in those] for those in words)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept: tuple[set[int], set[int]] = (set(), set())
    for block in matcher.get_matching_blocks():
        if block.size == 1 and len(before[block.a]) <= ALONE:
            continue
        kept[0].update(range(block.a, block.a + block.size))
        kept[1].update(range(block.b, block.b + block.size))
    return pieces(left, words[0], kept[0]), pieces(right, words[1], kept[1])


def pieces(text: str, words: Sequence[re.Match[str]], same: set[int]) -> list[Piece]:
    """A text in pieces by which of its words are the same; what stands after a word goes with it."""
    found: list[Piece] = []
    for index, word in enumerate(words):
        start = word.start() if index else 0
        end = words[index + 1].start() if index + 1 < len(words) else len(text)
        kind: Literal["same", "own"] = "same" if index in same else "own"
        if found and found[-1].kind == kind:
            found[-1] = Piece(kind, found[-1].text + text[start:end])
        else:
            found.append(Piece(kind, text[start:end]))
    return found or [Piece("own", text)]
