"""Filters in words: the values of the link, and what the reader reads; for every page that has filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mapapp.maps.labels import OUTLINES, ZONES
from mapapp.model.place import KINDS

CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {
    "kind_choices": [(kind, "natural feature" if kind == "natural" else kind) for kind in KINDS],
    "use_choices": [
        ("literal", "the place itself"),
        ("metonymic", "its government (“Moscow decided”)"),
        ("embedded", "part of a name (“Baku Council”)"),
    ],
    "zone_choices": list(ZONES.items()),
    "certainty_choices": list(OUTLINES.items()),
}
