"""How well and how fast dates are found: ``python benchmarks/dates.py [--shared FOLDER]``.

Prints a table for the WikiWars texts (``bench/wikiwars``: the half that the costs were fitted on and the half
that was held out) and for the hand-made gold (``gold``, where it is there), with the measures of
``score/score.py``: F1 of spans that overlap, of spans that are the same, and of those with the right days.
WikiWars marks the two ends of a range apart, the gold marks a range as one: each is scored as it is marked,
and WikiWars once more with whole ranges, to show what that costs. Then the speed of finding and of parsing,
with their limits. The patterns are made once, before the clock runs; what that costs is printed apart. Exit
status 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.expressions import Ranges, find_dates
from mapapp.dates.patterns import compiled
from mapapp.dates.spans import to_edtf

SHARED = Path(__file__).parent.parent.parent / "shared"
FITTED = ("01", "03", "05", "07", "09", "11")  # the first two letters of the file names
LIMITS = {"WikiWars value F1": 0.93, "gold value F1": 0.97, "ms for 100 KB": 500.0, "parses/s": 20_000.0,
          "cached parses/s": 100_000.0}  # fmt: skip


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    rows = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["file"]].append(row)
    return rows


def _joined(text: str) -> tuple[str, list[int]]:
    """The text with hyphens at line ends joined, and the raw offset of each of its characters."""
    dropped = {i for match in re.finditer(r"(?<=[a-z])-\n(?=[a-z])", text) for i in range(*match.span())}
    offsets = [i for i in range(len(text)) if i not in dropped]
    return "".join(text[i] for i in offsets), offsets


def _count(score: ModuleType, gold: list[dict[str, Any]], text: str, ranges: Ranges) -> Counter[str]:
    reading, offsets = _joined(text)
    began = time.perf_counter()
    dates = find_dates(reading, ranges=ranges)
    found = [{"start": offsets[d.start], "end": offsets[d.end - 1] + 1, "edtf": d.edtf} for d in dates]
    count = Counter(characters=len(text), microseconds=int(1e6 * (time.perf_counter() - began)))
    pairs = score.pair(gold, found)
    wanted = [i for i, row in enumerate(gold) if row["zone"] == "body" and row["edtf"] is not None]
    optional = [j for i, j in pairs.items() if i not in set(wanted)]
    count.update(gold=len(wanted), found=len(found) - len(optional))
    for i in wanted:
        if i in pairs:
            row, date = gold[i], found[pairs[i]]
            count["overlap"] += 1
            count["strict"] += (row["start"], row["end"]) == (date["start"], date["end"])
            answers = [row["edtf"], *row.get("edtf_alt", [])]
            count["value"] += any(score.same_days(answer, date["edtf"]) for answer in answers)
    return count


def _table(shared: Path) -> dict[str, float]:
    score = _module(shared / "score" / "score.py")
    wars, gold = shared / "bench" / "wikiwars", shared / "gold"
    names = sorted(_rows(wars / "dates.jsonl"))
    fitted = [name for name in names if name.startswith(FITTED)]
    sets: list[tuple[str, Path, Path, list[str], Ranges]] = [
        ("WikiWars", wars, wars / "texts", names, "ends"),
        ("  fitted on", wars, wars / "texts", fitted, "ends"),
        ("  held out", wars, wars / "texts", [name for name in names if name not in fitted], "ends"),
        ("  whole ranges", wars, wars / "texts", names, "whole"),
        ("gold", gold, shared / "seeds", sorted(_rows(gold / "dates.jsonl")), "whole"),
    ]
    figures = {}
    began = time.perf_counter()
    compiled()
    print(f"patterns made once in {1000 * (time.perf_counter() - began):.0f} ms")
    print(f"{'':16}{'dates':>7}{'overlap':>9}{'strict':>9}{'value':>9}{'ms/100 KB':>11}")
    for label, rows, texts, files, ranges in sets:
        total: Counter[str] = Counter()
        for name in files:
            text = (texts / name).read_bytes().decode("utf-8")
            total += _count(score, _rows(rows / "dates.jsonl")[name], text, ranges)
        f1 = {
            key: 2 * total[key] / (total["gold"] + total["found"]) for key in ("overlap", "strict", "value")
        }
        speed = total["microseconds"] / total["characters"] * 100
        print(f"{label:16}{total['gold']:7}" + "".join(f"{v:9.3f}" for v in f1.values()) + f"{speed:11.0f}")
        figures[f"{label} value F1"] = f1["value"]
        figures.setdefault("ms for 100 KB", speed)
    return figures


def _speeds() -> dict[str, float]:
    """Parses a second of 10,000 different strings, uncached and cached."""
    forms = [to_edtf(day, day + day % 400) for day in range(690_000, 700_000)]
    speeds = {}
    parse_edtf.cache_clear()
    for label in ("parses/s", "cached parses/s"):
        began = time.perf_counter()
        for form in forms:
            parse_edtf(form)
        speeds[label] = len(forms) / (time.perf_counter() - began)
        print(f"{label:16}{speeds[label]:16,.0f}")
    return speeds


def main() -> int:
    """Print the tables; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the gold, WikiWars and scorer")
    shared = parser.parse_args().shared
    figures = _table(shared) if (shared / "score" / "score.py").is_file() else {}
    figures |= _speeds()
    missed = [name for name, limit in LIMITS.items() if name in figures
              and (figures[name] > limit if name.startswith("ms") else figures[name] < limit)]  # fmt: skip
    for name in missed:
        print(f"missed: {name} is {figures[name]:,.3f}, the limit {LIMITS[name]:,}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
