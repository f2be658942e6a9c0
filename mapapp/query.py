"""Floor 3: what is asked of an atlas: one value, one table of parameters for URLs and command line.

To add a parameter, add a field to :class:`AtlasQuery` and a row to ``PARAMETERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from mapapp.dates.edtf import RIGHT, parse_edtf
from mapapp.errors import EdtfError, QueryError
from mapapp.model.mention import USES
from mapapp.model.place import CERTAINTIES, KINDS, BBox
from mapapp.model.text import ZONES

CHOICES = ("include", "exclude", "only")
# Stand for days without bound, so that a comparison of integers serves; beyond any day of a text.
EARLIEST_DAY, LATEST_DAY = -10_000_000, 10_000_000


@dataclass(frozen=True, slots=True)
class AtlasQuery:
    """What is asked: empty fields ask for everything.

    ``bbox`` is west, south, east, north in degrees (west > east crosses the antimeridian); ``day_min`` and
    ``day_max`` are days, both ends count; ``datetime`` is the range as it was written.
    """

    datetime: str = ""
    day_min: int | None = None
    day_max: int | None = None
    undated: str = "include"
    unlocated: str = "include"
    bbox: BBox | None = None
    q: str = ""
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()

    @property
    def has_range(self) -> bool:
        """Whether days are asked for."""
        return self.day_min is not None or self.day_max is not None


class Parameter(NamedTuple):
    """A parameter: how its text changes a query, an example, and a sentence for help pages."""

    apply: Callable[[AtlasQuery, str], AtlasQuery]
    example: str
    help: str
    choices: Sequence[str] = ()


def apply_datetime(query: AtlasQuery, text: str) -> AtlasQuery:
    """The query with the days of an instant or a range, RFC 3339 or EDTF."""
    # GDAL writes a day without a time as "1920-06-01T".
    plain = "/".join(part.removesuffix("T") for part in text.strip().split("/"))
    if plain in ("..", "../..", "/"):
        return replace(query, datetime=text.strip(), day_min=EARLIEST_DAY, day_max=LATEST_DAY)
    try:
        span = parse_edtf(plain)
    except EdtfError as error:
        right = right_datetime() if error.right == RIGHT else error.right
        raise QueryError("datetime", text, right) from error
    first = EARLIEST_DAY if span.day_min is None else span.day_min
    last = LATEST_DAY if span.day_max is None else span.day_max
    return replace(query, datetime=text.strip(), day_min=first, day_max=last)


def right_datetime() -> str:
    """The sentence that says what a range looks like."""
    return (
        "write a day, month or year (1920-04-28, 1920-04, 1920),"
        " or a range such as 1920-06/1920-08, ../1920, 1921/.."
    )


def apply_bbox(query: AtlasQuery, text: str) -> AtlasQuery:
    """The query with a bounding box of 4 numbers, or of 6 whose heights are left out of account."""
    right = "write west,south,east,north in degrees, such as 44,38,48,41"
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise QueryError("bbox", text, right) from error
    if len(numbers) == 6:
        numbers = [numbers[0], numbers[1], numbers[3], numbers[4]]
    if len(numbers) != 4:
        raise QueryError("bbox", text, right)
    west, south, east, north = numbers
    if not (abs(west) <= 180 and abs(east) <= 180 and abs(south) <= 90 and abs(north) <= 90):
        raise QueryError("bbox", text, "longitudes go from -180 to 180, latitudes from -90 to 90")
    if south > north:
        raise QueryError("bbox", text, "the south must not lie north of the north: " + right)
    return replace(query, bbox=(west, south, east, north))


def set_field(query: AtlasQuery, name: str, value: object) -> AtlasQuery:
    """The query with one field changed, whose name is in ``PARAMETERS``."""
    changes: dict[str, Any] = {name: value}
    return replace(query, **changes)


def apply_choice(name: str, choices: Sequence[str]) -> Callable[[AtlasQuery, str], AtlasQuery]:
    """A function that sets a field to one word of a list."""

    def apply(query: AtlasQuery, text: str) -> AtlasQuery:
        if text not in choices:
            raise QueryError(name, text, f"it must be one of {', '.join(choices)}")
        return set_field(query, name, text)

    return apply


def apply_list(name: str, choices: Sequence[str] = ()) -> Callable[[AtlasQuery, str], AtlasQuery]:
    """A function that adds words, separated by commas, to a field."""

    def apply(query: AtlasQuery, text: str) -> AtlasQuery:
        words = tuple(word.strip() for word in text.split(",") if word.strip())
        for word in words:
            if choices and word not in choices:
                raise QueryError(name, word, f"it must be one of {', '.join(choices)}")
        have: tuple[str, ...] = getattr(query, name)
        return set_field(query, name, tuple(dict.fromkeys((*have, *words))))

    return apply


def apply_q(query: AtlasQuery, text: str) -> AtlasQuery:
    """The query with words that the passage must hold; a NUL, which no database takes, is a space."""
    return replace(query, q=" ".join(text.replace("\0", " ").split()))


PARAMETERS: Mapping[str, Parameter] = {
    "datetime": Parameter(apply_datetime, "1920-06/1920-08", "days, months or years; both ends count"),
    "undated": Parameter(
        apply_choice("undated", CHOICES), "exclude", "what to do with passages without a known date", CHOICES
    ),
    "unlocated": Parameter(
        apply_choice("unlocated", CHOICES),
        "exclude",
        "what to do with names that are not on the map",
        CHOICES,
    ),
    "bbox": Parameter(apply_bbox, "44,38,48,41", "west,south,east,north in degrees (WGS84)"),
    "place": Parameter(apply_list("place"), "shusha", "ids of places"),
    "source": Parameter(apply_list("source"), "004-867454b654943b6f", "ids of sources"),
    "kind": Parameter(apply_list("kind", KINDS), "settlement", "kinds of places", KINDS),
    "use": Parameter(apply_list("use", USES), "literal", "how the name is used", USES),
    "zone": Parameter(apply_list("zone", ZONES), "body", "parts of the text", ZONES),
    "certainty": Parameter(
        apply_list("certainty", CERTAINTIES), "certain", "how well the location is known", CERTAINTIES
    ),
    "q": Parameter(apply_q, "Red Army", "words that the passage holds"),
}


def parse_query(pairs: Iterable[tuple[str, str]]) -> AtlasQuery:
    """The query that names and values ask for; empty values are passed over; raises QueryError."""
    query = AtlasQuery()
    for name, value in pairs:
        parameter = PARAMETERS.get(name)
        if parameter is None:
            raise QueryError(name, value, f"there is no such parameter; there are {', '.join(PARAMETERS)}")
        if value.strip():
            query = parameter.apply(query, value)
    return query


def to_pairs(query: AtlasQuery) -> list[tuple[str, str]]:
    """The names and values of a query, in the order of ``PARAMETERS``; defaults are left out."""
    pairs: list[tuple[str, str]] = []
    for name in PARAMETERS:
        value: Any = getattr(query, name)
        if isinstance(value, tuple):
            value = ",".join(f"{part:g}" if isinstance(part, float) else part for part in value)
        if value and value != getattr(AtlasQuery(), name):
            pairs.append((name, value))
    return pairs
