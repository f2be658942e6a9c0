"""Which words there are: a list of English words with their frequency, and the words of the text itself.

The list is SymSpell's ``frequency_dictionary_en_82_765.txt`` (SCOWL word forms with Google Books counts),
data of the package ``symspellpy`` (MIT). It is fetched through the import system, as code is, when first
asked for; the package's own code is not loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from math import inf, log
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

_PACKAGE, _FILE = "symspellpy", "frequency_dictionary_en_82_765.txt"
# The whole of the counts in the list, for frequencies relative to it.
_TOTAL = 5.2e11


def word_set(words: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(words.split())


# The list holds abbreviations and parts of words among its short entries ("ter", "der", "mus"): of those of
# up to three letters only these count as words.
SHORT_WORDS = word_set(
    """
    a i am an as at be by do go he if in is it me my no of on or so to up us we act age ago aid aim air
    all and any are arm art ask bad ban bar bay bed big box boy but buy can car cut day did die due ear
    east eat egg end era eye far fed few fit fix fly foe for fox fun gap gas get god got gun had has hat
    her hid him his hit hot how ice ill its jew job joy key kin law lay led leg let lie lot low man map
    may men met mob mud new nor not now oil old one our out own oxen pay per put ran raw red rid row run
    sad sat saw say sea see set she six sky son sum sun tax tea ten the tie too top try two use via vow
    war was way web who why win won yes yet you
    """
)
# Words that stand inside run-together phrases: one of them is what tells such a phrase from a long name.
JOINTS = word_set(
    """
    a an and are as at be been but by can could for from had has have he her his if in into is it its no
    not of on or our shall should that the their them there these they this those to under upon us was
    we were which who will with within would you your
    """
)
# A longer word counts from this frequency on; rarer ones ("rno", "cow-boy") make chance splits.
_COMMON = 2_000_000
# Nats that a rare word or name, and a single letter, costs beyond its frequency.
_RARE, _LETTER = 4.0, 8.0
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# Of the words of an English text the list has four fifths and more, of a German or French one a third.
_MOST = 0.5


@lru_cache(maxsize=1)
def english() -> Mapping[str, int]:
    """English word forms in lower case with how often they occur.

    Raises:
        ModuleNotFoundError: the package that holds the list is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            f"No module named {_PACKAGE!r}, which holds the list of words", name=_PACKAGE
        )
    path = PurePath(spec.submodule_search_locations[0]) / _FILE
    fields = spec.loader.get_data(str(path)).decode("utf-8-sig").split()  # type: ignore[union-attr]
    return MappingProxyType(dict(zip(fields[::2], map(int, fields[1::2]), strict=True)))


class Vocabulary(NamedTuple):
    """The words that explain a text's tokens: a general list, and the counts of the text's own tokens."""

    general: Mapping[str, int]
    own: Mapping[str, int]

    def knows(self, word: str) -> bool:
        """Whether ``word`` (in any case) is in the list, or stands at least twice in the text."""
        low = word.casefold()
        return low in self.general or self.own.get(low, 0) > 1

    def frequency(self, word: str) -> int:
        """How common ``word`` is in general; 0 for one that is not in the list, or short and no real word."""
        low = word.casefold()
        if len(low) <= 3 and low not in SHORT_WORDS:
            return 0
        return self.general.get(low, 0)

    def is_common(self, word: str) -> bool:
        """Whether ``word`` is an ordinary English word."""
        return self.frequency(word) >= _COMMON

    def cost(self, word: str) -> float:
        """Negative log probability of ``word`` as part of a run-together phrase; infinite for no word.

        A word of the text itself that the list lacks (a name, mostly) costs as much as a rare word.
        """
        low = word.casefold()
        count = self.frequency(low)
        if not count and (len(low) < 4 or self.own.get(low, 0) < 2):
            return inf
        extra = _LETTER if len(low) == 1 else 0.0 if count >= _COMMON else _RARE
        return extra - log(max(count, _COMMON // 10) / _TOTAL)


def vocabulary(text: str, language: str = "en") -> Vocabulary:
    """The vocabulary for ``text``; for languages other than English only the text's own words.

    Where the language is not stated (""), a text is read as English if the list has most of its words.
    """
    found = _WORD.findall(text)
    own = Counter(map(str.casefold, found))
    code = language.split("-", maxsplit=1)[0].casefold()
    if code not in ("", "en"):
        return Vocabulary(MappingProxyType({}), own)
    whole = Vocabulary(english(), own)
    listed = sum(count for word, count in own.items() if whole.frequency(word))
    return whole if code or listed > _MOST * len(found) else Vocabulary(MappingProxyType({}), own)
