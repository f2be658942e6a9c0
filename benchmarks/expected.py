"""What accuracy to expect of texts that nothing was fitted to: means of the latest figures before mending.

    python benchmarks/expected.py

Reads the two tables of docs/accuracy.md that were measured before anything was mended (they cannot be
measured again), weighs each set by its passages, prints the means, and says whether the page "About" of the
program states them (mapapp/web/accuracy.json).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from accuracy import FEWER

ROOT = Path(__file__).parent.parent
PAGE, ABOUT = ROOT / "docs" / "accuracy.md", ROOT / "mapapp" / "web" / "accuracy.json"
# From these sets on: the latest two hundred passages.
FIRST_MADE_UP, FIRST_REAL = "fifteenth", "sixth"
# A measure: its column among the made-up sets, its row among the real ones.
MEASURES = {
    "places, overlap F1": (0, "places, overlap F1 / strict F1"),
    "located rightly": (2, "located rightly"),
    "days shared": (4, "days shared"),
    "same days": (5, "same days"),
    "dates, value F1": (8, "dates, value F1"),
}
_NUMBER = re.compile(r"\d\.\d+")


def rows(table: str) -> list[list[str]]:
    """The cells of a Markdown table's rows, heads and rule left out."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def made_up(text: str) -> list[tuple[int, list[float]]]:
    """Passages and figures of each made-up set, from the first that counts on."""
    table = text.split("Before mending:\n", 1)[1].split("Today:", 1)[0]
    sets = [row for row in rows(table) if row[0] != "target"]
    first = [row[0] for row in sets].index(FIRST_MADE_UP)
    return [
        (FEWER.get(row[0], 26), [float(_NUMBER.findall(cell)[0]) for cell in row[1:]]) for row in sets[first:]
    ]


def real(text: str) -> tuple[list[int], dict[str, list[list[float]]]]:
    """Passages of each set of real ones that counts, and their figures by measure."""
    table = text.split("## On real passages", 1)[1].split("\n\n", 2)[2].split("\n\n", 1)[0]
    head = [cell.strip() for cell in table.splitlines()[0].strip("|").split("|")]
    first = next(i for i, cell in enumerate(head) if cell.startswith(FIRST_REAL))
    counts = [int(re.findall(r"\((\d+)\)", cell)[0]) for cell in head[first:]]
    figures = {
        row[0]: [[float(n) for n in _NUMBER.findall(cell)] for cell in row[first:]] for row in rows(table)
    }
    return counts, figures


def expected(text: str) -> tuple[int, dict[str, float]]:
    """How many passages were measured, and the mean of each measure over them."""
    sets = made_up(text)
    counts, figures = real(text)
    passages = sum(n for n, _ in sets) + sum(counts)
    means = {}
    for measure, (column, row) in MEASURES.items():
        total = sum(n * values[column] for n, values in sets)
        total += sum(n * values[0] for n, values in zip(counts, figures[row], strict=True))
        means[measure] = total / passages
    return passages, means


def main() -> int:
    """Print the means; 1 where the page "About" states others."""
    passages, means = expected(PAGE.read_text(encoding="utf-8"))
    about = ABOUT.read_text(encoding="utf-8")
    stated = re.findall(r"\d\.\d\d", " ".join(figure["value"] for figure in json.loads(about)["figures"][1:]))
    print(f"over {passages} passages, each measured before anything was mended after it")
    for measure, mean in means.items():
        print(f"  {measure:20} {mean:.3f}")
    # Beside each of the last three stands the figure of the two marked texts.
    own = [*stated[:2], *stated[3::2]]
    true = own == [f"{mean:.2f}" for mean in means.values()] and f"last {passages} passages" in about
    print("the page About states these" if true else f"the page About states {own}: mend {ABOUT.name}")
    return not true


if __name__ == "__main__":
    sys.exit(main())
