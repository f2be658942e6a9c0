"""How often is mapapp right? Against hand-marked texts and WikiWars, by the scorer beside the checkout.

    python benchmarks/accuracy.py [SHARED]

SHARED (default: ../shared) holds `gold/`, `seeds/`, `score/score.py` and `bench/wikiwars/`. Prints each
measure of the scorer beside its target. HeidelTime's figure for the same eleven WikiWars texts was
measured once with its Java program, 0.897.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAPAPP = Path(sys.executable).with_name("mapapp")
GOLD_TARGETS = {
    "f1": 0.99,
    "strict_f1": 0.98,
    "located": 0.99,
    "zone": 0.98,
    "when_shared": 0.95,
    "when_same": 0.85,
    "undated_left": 0.80,
    "date_f1": 0.99,
    "date_value_f1": 0.97,
}
# For texts that nobody tuned for; the sets in benchmarks/marked have since been used to find faults.
OTHERS_TARGETS = {
    "f1": 0.90,
    "strict_f1": 0.87,
    "located": 0.93,
    "zone": 0.96,
    "when_shared": 0.92,
    "when_same": 0.80,
    "undated_left": 0.70,
    "date_f1": 0.97,
    "date_value_f1": 0.94,
}
MARKED = ROOT / "benchmarks" / "marked"
LATER = (
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second",
)  # fmt: skip
FEWER = {"sixteenth": 24, "eighteenth": 11}  # passages of the sets that have not 26
SETS = {
    "27 passages, first reader": (MARKED / "first", MARKED / "first" / "texts"),
    "22 passages, second reader": (MARKED / "second", MARKED / "second" / "texts"),
    "the same, as marked before any output": (MARKED / "second-blind", MARKED / "second" / "texts"),
    **{f"{FEWER.get(n, 26)} passages, {n} set": (MARKED / n, MARKED / n / "texts") for n in LATER},
    "the other three of the five texts": (MARKED / "seeds", ROOT / "seeds"),
}
WIKIWARS_TARGETS = {"date_f1": None, "date_strict_f1": None, "date_value_f1": 0.93}
WORDS = {
    "f1": "places, overlap F1",
    "strict_f1": "places, strict F1",
    "located": "located rightly, of those recognised",
    "zone": "zone right",
    "when_shared": "days shared with the reader's",
    "when_same": "same days as the reader's",
    "undated_left": "undated left undated",
    "date_f1": "dates, overlap F1",
    "date_strict_f1": "dates, strict F1",
    "date_value_f1": "dates, value F1",
}


def score(shared: Path, gold: Path, texts: Path, *options: str) -> dict[str, float | None]:
    """The scorer's figures for what mapapp finds in a folder of texts."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as found:
        subprocess.run([MAPAPP, "annotate", texts, *options], check=True, stdout=found)
        command = [sys.executable, shared / "score" / "score.py", gold, found.name, "--json"]
        result = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float | None] = json.loads(result.stdout)
    return figures


def print_table(title: str, figures: dict[str, float | None], targets: dict[str, float | None]) -> None:
    """A table of figures beside their targets."""
    print(f"\n{title:44}{'measured':>9}{'target':>8}")
    for name, target in targets.items():
        value = figures[name]
        verdict = "" if target is None or value is None or value >= target else "  short"
        shown = "none" if value is None else f"{value:.3f}"
        print(f"{WORDS[name]:44}{shown:>9}{target or '':>8}{verdict}")


def main() -> None:
    """Print a table for each set of marked texts that is there."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    if not (shared / "score" / "score.py").is_file():
        print(f"accuracy: there is no scorer in {shared.name}/score; give the folder that holds it")
        return
    print_table("two of the five texts", score(shared, shared / "gold", ROOT / "seeds"), dict(GOLD_TARGETS))
    for title, (gold, texts) in SETS.items():
        print_table(title, score(shared, gold, texts), dict(OTHERS_TARGETS))
    wikiwars = shared / "bench" / "wikiwars"
    if wikiwars.is_dir():
        # TimeML marks the ends of a range apart; the project's own guidelines mark a range as one expression.
        figures = score(shared, wikiwars, wikiwars / "texts", "--ranges", "ends")
        print_table("WikiWars, ranges as TimeML marks them", figures, dict(WIKIWARS_TARGETS))
        figures = score(shared, wikiwars, wikiwars / "texts")
        print_table("WikiWars, ranges as one expression", figures, {"date_f1": None, "date_value_f1": None})


if __name__ == "__main__":
    main()
