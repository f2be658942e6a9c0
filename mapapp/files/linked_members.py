"""The members of a Linked Places feature that are read, and a line for each that is not of its form.

Members that are missing or null are never wrong, nor those that are not read. Where a list is meant, one
value may stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mapapp.files.entries import Check
from mapapp.files.linked_shapes import shorten

# A dict stands for an object with such members, a list for a list of such values, str for text or a number.
POINT_IN_TIME = {"in": str, "earliest": str, "latest": str}
WHEN = {"timespans": [{"start": POINT_IN_TIME, "end": POINT_IN_TIME}]}
CITATIONS = [{"label": str, "@id": str}]
GEOMETRY: dict[str, Any] = {
    "type": str,
    "certainty": str,
    "approximation": {"tolerance": str},
    **dict.fromkeys(("geo_source", "src", "geo_id"), str),
}
FEATURE: dict[str, Any] = {
    "@id": str,
    "id": str,
    "properties": {"title": str, "title_source": str, "certainty": str, "fclasses": [str]},
    "geometry": {**GEOMETRY, "geometries": [GEOMETRY]},
    "when": WHEN,
    "names": [
        {
            **dict.fromkeys(("toponym", "lang", "match", "note"), str),
            "when": WHEN,
            "citations": CITATIONS,
            "citation": CITATIONS,
        }
    ],
    "types": [{"label": str, "sourceLabel": str}],
    "links": [{"type": str, "identifier": str}],
    "relations": [{"relationType": str, "relationTo": str}],
    "descriptions": [{"value": str}],
}


def faults_of_members(check: Check, value: Any, form: Any, path: str = "") -> Iterator[str]:
    """A line for each value that is not of its form; ``path`` is where the value stands in its feature."""
    if not value:
        return
    if isinstance(form, list):
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            yield from faults_of_members(check, item, form[0], f"{path}[{number}]")
    elif isinstance(form, dict):
        if not isinstance(value, dict):
            yield check.wrong(path, shorten(value), f"write an object with {', '.join(form)}")
            return
        for name in form:
            yield from faults_of_members(check, value.get(name), form[name], f"{path}.{name}".lstrip("."))
    elif isinstance(value, bool) or not isinstance(value, str | int | float):
        yield check.wrong(path, shorten(value), "write it as text")
