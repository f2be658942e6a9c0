"""Floor 2: the words of ``rules.toml`` as patterns: what speaks for a place, a person, a use of a name.

A pattern named ``..._before`` is searched in the text that ends at a name, one named ``..._after`` is matched
from the name's end on. To add a rule add words to the file; to add a sort of rule add a line to ``PATTERNS``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from mapapp.gazetteer import Gazetteer, normalise
from mapapp.model.place import Kind, Toponym

MIN_INFLECTED = 4  # letters of a name in Latin script that may carry an ending without an apostrophe
# Letters of a person before a name, and none of an office: "G.H.Q. Constantinople", "the C.O. Shusha".
_OFFICE = r"(?:G\. ?)?H\. ?Q\.|[CD]\. ?O\.|G\. ?O\. ?C\.|O\. ?C\.|A\. ?D\. ?C\."
INITIALS = rf"(?<![A-Z.\w])(?!{_OFFICE})(?:(?:[A-Z]|Yu|Ya|Zh|Kh|Ch|Sh|Ts|Dzh)\. ?){{1,3}}"
CAPITALISED = r"[A-Z][\w’'-]*"


class Table(NamedTuple):
    """A rule file with its missing tables read as empty."""

    rules: Mapping[str, object]

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The words of a list, empty where the file has none."""
        found = self.rules.get(table)
        value = found.get(key, ()) if isinstance(found, Mapping) else ()
        return (value,) if isinstance(value, str) else tuple(str(word) for word in value)

    def keys(self, table: str) -> tuple[str, ...]:
        """The keys of a table in file order."""
        found = self.rules.get(table)
        return tuple(found) if isinstance(found, Mapping) else ()


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest first; one that nothing matches where there are none.

    Words of one initial stand together: a text is searched several times faster than for a plain list.
    """
    ordered = sorted(set(words), key=lambda word: (word[:1], -len(word), word))
    groups = []
    for initial, group in groupby(ordered, key=lambda word: word[:1]):
        rests = "|".join(re.escape(word[1:]).replace(r"\ ", " ") for word in group)
        groups.append(f"{re.escape(initial)}(?:{rests})" if "|" in rests else re.escape(initial) + rests)
    return f"(?:{'|'.join(groups)})" if groups else "(?!)"


def with_plurals(words: Iterable[str]) -> list[str]:
    """Words and their plurals: district, districts, city, cities."""
    return [form for word in words for form in (word, f"{word}s", re.sub("y$", "ies", word))]


def singular(word: str, known: Mapping[str, object]) -> str:
    """The class word that a found word is a form of."""
    low = " ".join(word.lower().split())
    return next(
        (form for form in (low, re.sub("ies$", "y", low), low.removesuffix("s")) if form in known), low
    )


def make_class_patterns(t: Table) -> dict[str, str]:
    """Class words beside a name, and what may stand between the names of a list."""
    classes = one_of(with_plurals(t.keys("class_words")))
    qualifiers = one_of(t.words("qualifiers", "words"))
    bare = one_of(with_plurals(t.words("class_before", "words")))
    state = one_of(t.words("states", "between"))
    heads = set(t.words("class_before", "words")) - set(t.words("class_inside", "keep"))
    small = f"(?:in|from|of|at|the|to|both|beyond|{qualifiers})"
    return {
        "class_after": rf"(?i:(?:[’']s)? (?:railway |mountain |border |{state} )*(?P<word>{classes}))\b",
        "class_before": rf"(?i:\b(?P<word>{classes}) (?:of|at) (?:the )?(?:{qualifiers} )*|"
        rf"\b(?P<bare>{bare}) )$",
        "link": rf"(?i:(?: {classes}| upper| lower)?"
        r"(?: ?[,;/] ?(?:(?:and|or|with|then|including) )?| (?:and|or|to|as well as|through) | ?[-–—] ?| \()"
        rf"(?:{small} ){{0,3}}(?:{classes} (?:of )?)?)",
        "qualifier": rf"(?i:{qualifiers})[ -]",
        "class_head": rf"{one_of(word.title() for word in heads)} (?=[^\W\d_a-z])",
        "between": rf"(?i:{state})",
        "state_of": rf"(?i:(?:{state} )*{one_of(t.words('states', 'nouns'))} of (?:the )?)",
        "state_after": rf"(?: {one_of(t.words('states', 'between'))})*"
        rf" {one_of(t.words('states', 'nouns'))}(?!\w)",
    }


def make_unknown_patterns(t: Table) -> dict[str, str]:
    """What makes a place of a name that no gazetteer holds."""
    words = {key: one_of(t.words("unknown", key)) for key in t.keys("unknown")}
    words = defaultdict(lambda: one_of(()), words)
    announcing = one_of(with_plurals(t.words("unknown", "announcing")))
    aliases = one_of(t.words("unknown", "aliases"))
    ends, own = one_of(t.words("unknown", "ends")), words["own_words"]
    return {
        "unknown_after": rf" (?P<word>(?i:{one_of(with_plurals(t.words('unknown', 'class_after')))}))\b"
        r"(?! of [A-Z])",
        "unknown_before": rf"(?i:\b(?P<word>{words['class_before']})) (?:the )?$",
        "place_before": rf"(?i:\b(?P<word>{words['place_before']})"
        r" (?:(?:modern|present)(?:-day)? |nearby )?)$",
        "locative_before": rf"(?i:\b(?P<word>{words['locatives']}) )$",
        "taking_before": rf"(?i:\b(?P<word>{words['taking']}) )$",
        "dateline_after": r", (?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.? \d{1,2}\b|"
        r"\d{1,2}[./-](?:\d{1,2}|[IVX]+)[./-]\d\d)",
        "motion_before": rf"(?i:\b(?P<word>{words['motions']}) (?:(?:back|away|\w+ly|\w+ward) )?"
        rf"(?:to|from|for|upon|on) |\b(?:{words['ways']}|[Rr]each \w+) by )$",
        "head_before": rf"(?P<word>(?i:\b{words['heads']})|\b[A-Z][a-z]+(?:s|men)) of $",
        "river_before": rf"(?i:\b(?P<word>{words['rivers']}) the )$",
        "fate_after": rf" (?P<word>{words['fates']})\b",
        "announced_before": rf"(?i:\b(?P<word>{announcing})\b[^.!?;:]{{0,100}}? ?[:;(–-] ?)$",
        "alias_before": rf"\((?:[^()]*[;,] )?(?P<word>{aliases})\.? $",
        "entry_after": rf" \((?P<word>{aliases})\.? (?=[^\W\d_a-z])",
        "place_end": rf"(?i:[^\W\d_]{{2,}}{ends}|.*[ -]{own})$",
        "own_word_after": rf"(?i:[ -]{own})\b",
    }


def make_preposition_patterns(t: Table) -> dict[str, str]:
    """Prepositions of place before a name."""
    strong, weak = t.words("prepositions", "strong"), t.words("prepositions", "weak")
    heads = one_of(t.words("prepositions", "heads"))
    end = rf"(?:the )?(?:{one_of(t.words('qualifiers', 'words'))} )*)$"
    return {
        "strong_before": rf"(?i:\b(?P<word>{one_of(strong)}) {end}",
        "weak_before": rf"(?i:\b(?P<head>{heads}) (?:\w+ )?(?P<word>{one_of(weak)}) {end}",
        "any_preposition_before": rf"(?i:\b(?P<word>{one_of([*strong, *weak])}) {end}",
    }


def make_person_patterns(t: Table) -> dict[str, str]:
    """What makes a name a person's."""
    return {
        "title_before": rf"(?i:\b(?P<word>{one_of(t.words('persons', 'titles'))}))\.? (?:{INITIALS})?$",
        "personal_before": rf"(?i:\b(?P<word>{one_of(t.words('persons', 'personal'))}))\.? $",
        "initial_before": rf"(?P<word>{INITIALS})$",
        "person_before": rf"(?i:\b(?P<word>{one_of(t.words('persons', 'before'))})) (?:{CAPITALISED} and )?$",
        "person_after": rf"[ -](?P<word>{one_of(t.words('persons', 'after'))})\b",
        "surname_after": rf"(?:-[a-z]+)? (?P<word>[A-Z]\w+{one_of(t.words('persons', 'sure_ends'))})\b",
        "given_before": rf"\b(?P<word>{one_of(t.words('persons', 'given'))}) $",
        "acts_after": rf" ?(?P<word>{one_of(t.words('persons', 'acts'))})\b",
        "listed_before": rf"\b(?P<word>{one_of(t.words('persons', 'listed'))})\b[^.!?]*$",
        "house_after": rf" (?P<word>(?i:{one_of(t.words('persons', 'houses'))}))\b",
        "thing_before": rf"(?i:\b(?P<word>{one_of(t.words('persons', 'things'))}))\.? [“\"‘']?$",
        "surname": rf"[A-Z]\w+{one_of(t.words('persons', 'surname_ends'))}$",
        "not_place_end": rf"\w+{one_of(t.words('not_places', 'ends'))}$",
    }


def make_use_patterns(t: Table) -> dict[str, str]:
    """How a name is used: inside the name of an organisation, for a government, in dealings with one."""
    organisations = t.words("use", "organisations")
    capitals = one_of([*(word.title() for word in organisations), "government"])
    qualifiers = one_of(t.words("qualifiers", "words"))
    return {
        "organisation_after": rf"(?:[’']s)?[ -](?:{CAPITALISED} ){{0,3}}(?P<word>{capitals})\b",
        "organisation_before": rf"(?i:\b(?P<word>{one_of(with_plurals(organisations))}))"
        rf"(?: (?:of|for) {CAPITALISED}(?: {CAPITALISED})*)?"
        rf" of (?:the )?(?:(?i:{qualifiers}) |{CAPITALISED} )*$",
        "acting_after": r"(?: (?:\w+ly|also|now|then|again|still|had|has|have|itself|once|never|soon))* "
        rf"(?P<word>{one_of(t.words('use', 'acting'))})\b(?! be\b)",  # "must be ceded" is no act of its own
        "dealings_before": rf"(?i:\b(?P<word>{one_of(t.words('use', 'dealings'))})(?: \w+)? "
        rf"(?:with|between|against|from|on|to|of) (?:the )?(?:{qualifiers} )*)$",
    }


PATTERNS: tuple[Callable[[Table], dict[str, str]], ...] = (
    make_class_patterns,
    make_unknown_patterns,
    make_preposition_patterns,
    make_person_patterns,
    make_use_patterns,
)


@dataclass(frozen=True, eq=False)
class Cues:
    """The rules of a gazetteer, ready for use."""

    patterns: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, tuple[Kind, ...]]  # class word -> kinds of place, the likeliest first
    endings_of: Mapping[str, frozenset[str]]  # script or language -> normalised endings
    stems_of: Mapping[str, str]  # script -> letters that a name loses before an ending
    fixed: frozenset[str]  # normalised names that keep their qualifier
    deciding: frozenset[str]  # class words with which no place of another kind stands
    inside: frozenset[str]  # class words that belong to a name
    not_places: frozenset[str]
    known_persons: frozenset[str]

    def before(self, name: str, text: str) -> re.Match[str] | None:
        """The match of a ``..._before`` pattern in a text that ends where a name starts."""
        return self.patterns[name].search(text)

    def after(self, name: str, text: str) -> re.Match[str] | None:
        """The match of an ``..._after`` pattern in a text that starts where a name ends."""
        return self.patterns[name].match(text)

    def endings(self, name: Toponym) -> frozenset[str]:
        """The endings that a name may carry, normalised."""
        key = name.script if name.script in self.endings_of else name.lang
        if key == name.lang and (len(name.toponym) < MIN_INFLECTED or name.match != "always"):
            return frozenset()
        return self.endings_of.get(key, frozenset())

    def stem(self, name: Toponym) -> str:
        """A name without its last letter where that gives way to an ending, else an empty string."""
        letters = self.stems_of.get(name.script, "")
        folded = normalise(name.toponym) if letters and name.match == "always" else ""
        return folded[:-1] if len(folded) >= MIN_INFLECTED - 1 and folded[-1] in letters else ""

    def kinds_for(self, word: str) -> tuple[Kind, ...]:
        """The kinds of place that a class word, or its plural, may stand with."""
        return self.kinds.get(singular(word, self.kinds), ())


@lru_cache(maxsize=8)
def build_cues(gazetteer: Gazetteer) -> Cues:
    """The rules of a gazetteer, made once for each; without a rule file nothing but names is known."""
    t = Table(gazetteer.rules)
    sources = {name: source for make in PATTERNS for name, source in make(t).items()}
    scripts = t.keys("endings")
    return Cues(
        patterns={name: re.compile(source) for name, source in sources.items()},
        kinds={word: t.words("class_words", word) for word in t.keys("class_words")},  # type: ignore[misc]
        endings_of={key: frozenset(map(normalise, t.words("endings", key))) for key in scripts},
        stems_of={key: "".join(t.words("stems", key)) for key in t.keys("stems")},
        fixed=frozenset(map(normalise, t.words("qualifiers", "fixed"))),
        deciding=frozenset(t.words("class_decides", "words")),
        inside=frozenset(t.words("class_inside", "keep")),
        not_places=frozenset(t.words("not_places", "words")) | frozenset(t.words("persons", "titles")),
        known_persons=frozenset(t.words("persons", "known")) | frozenset(t.words("persons", "given")),
    )
