"""Floor 1: the gazetteer: places by id, toponyms by normalised form, and the checks on both.

A :class:`Gazetteer` is made of values that a reader in ``files`` took from disk (or a test wrote down).
To add a check, add a function to ``CHECKS``: it yields one line for each fault, which names the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mapapp.errors import GazetteerError, NotFoundError
from mapapp.model.place import CERTAINTIES, KINDS, MATCHES, Area, Place, Toponym

# Letters that do not decompose under NFKD and that the romanisations of the region interchange.
FOLDS = str.maketrans({"ı": "i", "ə": "a", "ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe"})


NO_LETTER = re.compile(r"[^\w\n]+|_+")  # between the letters and digits of names, one a line


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    r"""The letters and digits of a name, without case, diacritics, spaces, hyphens or apostrophes.

    >>> normalise("Nagorno-Karabakh"), normalise("Şuşa"), normalise("Echmi\u2019adzin")
    ('nagornokarabakh', 'susa', 'echmiadzin')
    """
    folded = name.casefold()
    if not folded.isascii():  # most names are, and it spares them half of the work
        folded = unicodedata.normalize("NFKD", folded).translate(FOLDS)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def normalise_all(names: Sequence[str]) -> list[str]:
    """The normalised form of each name, as :func:`normalise` has it, at one go: several times faster.

    >>> normalise_all(["Nagorno-Karabakh", "\u015eu\u015fa"])
    ['nagornokarabakh', 'susa']
    """
    folded = unicodedata.normalize("NFKD", "\n".join(names).casefold()).translate(FOLDS)
    forms = NO_LETTER.sub("", folded).split("\n")
    return forms if len(forms) == len(names) else [normalise(name) for name in names]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places with their toponyms, areas and rules; ``rules`` is the parsed ``rules.toml``."""

    places: tuple[Place, ...]
    toponyms: tuple[Toponym, ...]
    areas: tuple[Area, ...] = ()
    rules: Mapping[str, object] = field(default_factory=dict)
    digest: str = ""

    def __post_init__(self) -> None:
        by_name: dict[str, list[Toponym]] = defaultdict(list)
        by_place: dict[str, list[Toponym]] = defaultdict(list)
        keys = normalise_all([name.toponym for name in self.toponyms])
        for key, name in zip(keys, self.toponyms, strict=True):
            by_name[key].append(name)
            by_place[name.place_id].append(name)
        object.__setattr__(self, "_by_id", {place.id: place for place in self.places})
        object.__setattr__(self, "_by_name", dict(by_name))
        object.__setattr__(self, "_by_place", dict(by_place))
        object.__setattr__(self, "_areas", {area.place_id: area for area in self.areas})

    _by_id: Mapping[str, Place] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, Sequence[Toponym]] = field(init=False, repr=False, compare=False)
    _by_place: Mapping[str, Sequence[Toponym]] = field(init=False, repr=False, compare=False)
    _areas: Mapping[str, Area] = field(init=False, repr=False, compare=False)

    def place(self, place_id: str) -> Place:
        """The place of that id; raises NotFoundError."""
        try:
            return self._by_id[place_id]
        except KeyError:
            raise NotFoundError(f"no place has the id {place_id!r}") from None

    def area(self, place_id: str) -> Area | None:
        """The outline of a place, or None where none is drawn."""
        return self._areas.get(place_id)

    def names_of(self, place_id: str) -> Sequence[Toponym]:
        """Every toponym of a place, in file order."""
        return self._by_place.get(place_id, ())

    def named(self, name: str) -> Sequence[Toponym]:
        """Every toponym that is spelled like ``name`` but for case, diacritics and punctuation."""
        return self._by_name.get(normalise(name), ())

    def forms(self) -> Mapping[str, Sequence[Toponym]]:
        """Toponyms by normalised form: what the matcher looks for."""
        return self._by_name

    def ancestors(self, place_id: str) -> Iterator[Place]:
        """The place's parent, that one's parent, and so on upwards."""
        seen = {place_id}
        parent = self.place(place_id).parent_id
        while parent and parent not in seen:
            seen.add(parent)
            yield self.place(parent)
            parent = self.place(parent).parent_id


PLACES, NAMES = "places.tsv", "names.tsv"
Row = tuple[int, Mapping[str, str]]  # the row's number in its file, counted from 1, and its cells
Check = Callable[[Sequence[Row], Sequence[Row]], Iterable[str]]


def fault(  # noqa: PLR0913, PLR0917  # five facts of one line
    file: str, row: int, column: str, value: str, right: str
) -> str:
    """The one line that tells of a fault: where it is, what stands there, what would be right."""
    return f"{file}, row {row}, column {column}: {value!r} is not valid; {right}"


def cells(rows: Sequence[Row], column: str) -> set[str]:
    """The different cells of a column: most checks need no look at each row."""
    return {row.get(column, "") for _, row in rows}


def check_required(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Cells that may not be empty."""
    for file, rows, columns in (
        (PLACES, places, ("id", "title", "kind")),
        (NAMES, names, ("place_id", "toponym")),
    ):
        empty = [column for column in columns if not all(map(str.strip, cells(rows, column)))]
        for number, row in rows if empty else ():
            for column in empty:
                if not row.get(column, "").strip():
                    yield fault(file, number, column, "", "it must not be empty")


def check_choices(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Cells that hold one word of a list."""
    tables = (
        (PLACES, places, "kind", KINDS),
        (PLACES, places, "certainty", CERTAINTIES),
        (NAMES, names, "match", MATCHES),
    )
    for file, rows, column, choices in tables:
        wrong = cells(rows, column) - {"", *choices}
        for number, row in rows if wrong else ():
            if (value := row.get(column, "")) in wrong:
                yield fault(file, number, column, value, f"it must be one of {', '.join(choices)}")


def check_coordinates(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:  # noqa: ARG001  # as all checks
    """Longitudes and latitudes are both there or both missing, numbers, and on the globe."""
    for number, row in places:
        for column, limit in (("lon", 180.0), ("lat", 90.0)):
            value, other = row.get(column, ""), row.get("lat" if column == "lon" else "lon", "")
            if not value and other:
                yield fault(PLACES, number, column, value, "give both lon and lat, or neither")
            elif value and not is_between(value, limit):
                yield fault(PLACES, number, column, value, f"it must be degrees from {-limit:g} to {limit:g}")
        if row.get("approximation") and not is_between(row["approximation"], 21_000):
            yield fault(PLACES, number, "approximation", row["approximation"], "it must be a number of km")


def is_between(value: str, limit: float) -> bool:
    """Whether a cell is a number from -limit to limit."""
    try:
        return -limit <= float(value) <= limit
    except ValueError:
        return False


def check_links(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Ids are unique, parents and named places exist, every place has a name."""
    first: dict[str, int] = {}
    for number, row in places:
        if row["id"] in first:
            yield fault(
                PLACES, number, "id", row["id"], f"row {first[row['id']]} has it already; ids are unique"
            )
        first.setdefault(row["id"], number)
    for number, row in places:
        parent = row.get("parent_id", "")
        if parent and (parent not in first or parent == row["id"]):
            yield fault(PLACES, number, "parent_id", parent, "it must be the id of another place, or empty")
    named = cells(names, "place_id")
    unknown = named - {"", *first}
    for number, row in names if unknown else ():
        if row["place_id"] in unknown:
            yield fault(
                NAMES, number, "place_id", row["place_id"], f"it must be the id of a place in {PLACES}"
            )
    for number, row in places:
        if row["id"] not in named:
            yield fault(PLACES, number, "id", row["id"], f"the place needs at least one name in {NAMES}")


CHECKS: tuple[Check, ...] = (check_required, check_choices, check_coordinates, check_links)


def validate(places: Sequence[Row], names: Sequence[Row]) -> None:
    """Run every check; raises GazetteerError with all faults, in the order of the checks."""
    faults = [line for check in CHECKS for line in check(places, names)]
    if faults:
        raise GazetteerError(faults)
