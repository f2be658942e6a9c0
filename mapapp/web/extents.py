"""The box and the days that the mentions of an atlas cover."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from mapapp.query import EARLIEST_DAY, LATEST_DAY
from mapapp.store.index import index_of
from mapapp.store.reading import Atlas

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


@lru_cache(maxsize=1)
def extents(atlas: Atlas) -> tuple[dict[str, Any], dict[str, Any]]:
    """The box of all places named and the days of all passages; an end is null where it is open."""
    index = index_of(atlas)
    used = np.unique(index.place)
    lon, lat = index.places["lon"][used], index.places["lat"][used]
    found = not np.isnan(lon).all()
    box = [np.nanmin(lon), np.nanmin(lat), np.nanmax(lon), np.nanmax(lat)] if found else [-180, -90, 180, 90]
    days = (int(index.day_min[0]), int(index.latest[-1])) if index.dated else (EARLIEST_DAY, LATEST_DAY)
    return (
        {"bbox": [[round(float(edge), 6) for edge in box]], "crs": CRS84},
        {"interval": [[instant(days[0], "T00:00:00Z"), instant(days[1], "T23:59:59Z")]], "trs": GREGORIAN},
    )


def instant(day: int, time: str) -> str | None:
    """A day with a time as RFC 3339, or None where that cannot write it: before year 1, or without bound."""
    return date.fromordinal(day).isoformat() + time if 1 <= day <= date.max.toordinal() else None
