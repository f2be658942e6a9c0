"""Lost spaces: where words ran together ("thestatesinCaucasus"), and where a blank has to be put back.

A run-together phrase is found token by token: only a token that neither the word list nor the text knows is
looked at, and it is cut into words by dynamic programming over their frequencies. A long name must not fall
to pieces, so a cut is believed only with a small word inside it ("of", "the") or a capital in mid-token.
"""

from __future__ import annotations

import re
from math import inf

from mapapp.geoparse.notes import garbled_share
from mapapp.geoparse.words import JOINTS, Vocabulary

# A bracket inside a word is an editor's: "K[restinsky]" is one word.
_TOKEN = re.compile(r"(?<!\w\[)[^\W\d_]+(?:[’'][^\W\d_]{1,2}(?![^\W\d_]))?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?=[A-Z])")
# A mark that always has a blank after it in print, unless figures or initials follow.
_AFTER_MARK = re.compile(
    r"[,;.!?:”»…tnf](?:(?<=[^\W\d_][,;])(?=[^\W\d_])|(?<=[a-z]{3}[.!?:])(?=[A-Z][a-z])|"
    r"(?<=[.!?…][”»])(?=[A-Z])|(?<=[a-z]…)(?=[A-Z])|(?<=\b[AIO][tnf])(?=\d))"
)
# No word of the region's languages or of English that a list may lack is longer.
_LONGEST = 24
# Capital letters inside a word that is one all the same.
_INNER_CAPITAL = re.compile(
    r"(?:Mac|Mc|De|Le|La|Du|Van|Von|Fitz|O[’'])[A-Z][a-z]+(?:[’']s)?|[A-Z]{2,}s|[A-Z][a-z]{0,2}[A-Z]+"
)
# Shorter tokens that nobody knows are rare words, abbreviations and slips rather than two words.
_SHORTEST = 6
# Nats that a further part costs: keeps "notwithstanding" from falling into three words.
_PART_COST = 1.0
_VERY_COMMON = 50_000_000
_LONGEST_NAME = 12
_SURE_LENGTH = 10
_GARBLED = 0.05


def find_lost_spaces(text: str, words: Vocabulary) -> list[int]:
    """Offsets in ``text``, ascending, before which a blank was lost.

    Where OCR garbled more than a few words, only marks are looked at: garbled words are no phrases.

    >>> from mapapp.geoparse.words import vocabulary
    >>> line = "shall guarantee themaintainingofsecurity"
    >>> find_lost_spaces(line, vocabulary(line))
    [19, 30, 32]
    """
    found = {match.end() for match in _AFTER_MARK.finditer(text)}
    if garbled_share(text) < _GARBLED:
        for match in _TOKEN.finditer(text):
            token, start = match.group(), match.start()
            ordinal = _ORDINAL.match(text, start)
            if ordinal:
                found.add(ordinal.end())
                token, start = token[len(ordinal.group()) :], ordinal.end()
            if len(token) >= _SHORTEST and not words.knows(token):
                found.update(start + cut for cut in split_token(token, words))
    return sorted(found)


def split_token(token: str, words: Vocabulary) -> tuple[int, ...]:
    """Offsets in ``token`` at which it falls into words; empty where it is one word, or none of ours."""
    if _INNER_CAPITAL.fullmatch(token) or token.isupper():
        return ()
    pieces = _CAMEL.split(token)
    cuts: list[int] = []
    position = 0
    for piece in pieces:
        inner = _segment(piece, words, beside_capital=len(pieces) > 1)
        if inner is None:
            return ()
        cuts += [position + cut for cut in inner]
        position += len(piece)
        cuts.append(position)
    return tuple(cuts[:-1])


def _segment(piece: str, words: Vocabulary, *, beside_capital: bool) -> list[int] | None:
    """Cuts inside a piece without inner capitals; None where it cannot be explained.

    A piece beside a capital in mid-token may be one word, or a name, and falls to pieces more easily.
    """
    if beside_capital and (words.knows(piece) or piece.isupper()):
        return []
    best = _cut(piece, words)
    parts = [piece[a:b].casefold() for a, b in zip([0, *best], [*best, len(piece)], strict=True)]
    if best and (_is_phrase(parts, words) if beside_capital else _is_sure_phrase(parts, words, piece)):
        return best
    return [] if beside_capital and piece[0].isupper() and len(piece) <= _LONGEST_NAME else None


def _cut(piece: str, words: Vocabulary) -> list[int]:
    """The cheapest cuts of ``piece`` into words; empty where there are none."""
    low = piece.casefold()
    costs, back = [0.0] + [inf] * len(low), [0] * (len(low) + 1)
    for end in range(1, len(low) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if costs[start] < inf:
                cost = costs[start] + words.cost(low[start:end]) + _PART_COST
                if cost < costs[end]:
                    costs[end], back[end] = cost, start
    cuts: list[int] = []
    end = len(low) if costs[-1] < inf else 0
    while end > 0:
        end = back[end]
        cuts.append(end)
    return cuts[-2::-1]


def _is_phrase(parts: list[str], words: Vocabulary) -> bool:
    """Whether all parts are small words that join phrases, or known words of some length."""
    return all(part in JOINTS or (len(part) >= 3 and words.knows(part)) for part in parts)


def _is_sure_phrase(parts: list[str], words: Vocabulary, piece: str) -> bool:
    """Whether a small word joins the parts, and the rest are ordinary words."""
    rest = [part for part in parts if part not in JOINTS]
    short = any(len(part) < 3 for part in rest)
    if len(rest) == len(parts) or short or "a" in (parts[0], parts[-1]):
        return False
    if len(piece) < _SURE_LENGTH and (piece[0].isupper() or {"a", "an"} & set(parts)):
        return False  # "Isabad" and "Herher" are names
    if piece[0].isupper() and parts[0] not in JOINTS and (len(parts) == 2 or len(piece) < 14):
        return False  # "Stepan" and "Kirovabad" are not "Step an" and "Kirov a bad"
    if len(parts) == 2:
        # "thatin" is two words, "inroad" is one: both parts have to be very common.
        return all(words.frequency(part) >= _VERY_COMMON or words.own.get(part, 0) > 2 for part in parts)
    solid = sum(words.is_common(part) or (len(part) >= 6 and part in words.general) for part in rest)
    return 2 * solid >= len(rest)
