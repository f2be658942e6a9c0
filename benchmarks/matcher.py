"""How fast are the names of the gazetteer found, measured against the bare automaton over the same text?

    python benchmarks/matcher.py [TEXTS] [GAZETTEER]

Prints one line: the characters a second of both, each at its best of many rounds, and their ratio. Exit
status 1 where the matcher is slower than half the bare automaton. Both see the reading text of every file of
TEXTS, and both collect what they find; the automaton holds the same names, is given lower-case text and
checks nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import ahocorasick

from mapapp.files.gazetteers import read_gazetteer
from mapapp.geoparse.matcher import build_matcher
from mapapp.geoparse.reading import make_readings
from mapapp.geoparse.zones import find_zones

LIMIT = 0.5  # the matcher's speed as a share of the bare automaton's, at the least
ROUNDS = 99
ROOT = Path(__file__).resolve().parent.parent


def main(texts: Path, folder: Path) -> int:
    gazetteer = read_gazetteer(folder)
    matcher = build_matcher(gazetteer)
    bare = ahocorasick.Automaton()
    for key in gazetteer.forms():
        bare.add_word(key, key)
    bare.make_automaton()
    readings = [r.text for path in sorted(texts.glob("*.txt")) for r in read(path)]
    lowered = [text.lower() for text in readings]
    size = sum(map(len, readings))
    bare_times, our_times = time_in_turns(
        lambda: [list(bare.iter(text)) for text in lowered],
        lambda: [matcher.find(text) for text in readings],
    )
    fast, ours = min(bare_times), min(our_times)
    ratio = fast / ours
    print(
        f"{size} characters, {len(gazetteer.toponyms)} names: automaton {size / fast / 1e6:.1f}, "
        f"matcher {size / ours / 1e6:.1f} million characters a second; ratio {ratio:.2f}, at least {LIMIT}"
    )
    return 0 if ratio >= LIMIT else 1


def read(path: Path) -> list:
    text = path.read_text(encoding="utf-8")
    return list(make_readings(text, find_zones(text)).values())


def time_in_turns(*runs: Callable[[], object]) -> list[list[float]]:
    """Seconds of processor time of each run, round by round; in turns: a busy machine slows them alike."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for run, seconds in zip(runs, times, strict=True):
            start = time.process_time()
            run()
            seconds.append(time.process_time() - start)
    return times


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [ROOT / "seeds", ROOT / "data" / "gazetteer"][len(given) :])))
