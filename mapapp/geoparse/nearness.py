"""Floor 2: how far apart two points are."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
Point = tuple[float, float]  # latitude, longitude in degrees


def km_between(one: Point, other: Point) -> float:
    """Kilometres between two points on a globe (haversine formula).

    >>> round(km_between((39.76, 46.75), (40.18, 44.51)))  # Shusha, Yerevan
    197
    """
    (lat1, lon1), (lat2, lon2) = one, other
    half_lat, half_lon = math.radians(lat2 - lat1) / 2, math.radians(lon2 - lon1) / 2
    across = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(math.sin(half_lat) ** 2 + across)))
