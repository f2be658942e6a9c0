"""How heavy is the explorer page, and how soon can it be used?

    python benchmarks/page.py [RUNS]

A server over the five texts and a headless Chromium on this machine; the median of RUNS (5) loads with
an empty cache. Then made-up data of 100,000 passages at 5,000 and at 20,000 places in place of those of the
five texts: how soon is shown what a moved handle asks for. Prints each figure beside its limit, and exits
with status 1 where one is missed.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from waitress.server import create_server

from mapapp.build import build_atlas
from mapapp.files.gazetteers import own_gazetteer
from mapapp.store.reading import open_atlas
from mapapp.web import create_app

SEEDS = Path(__file__).parent.parent / "seeds"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# name: unit, limit
LIMITS: Mapping[str, tuple[str, float]] = {
    "HTML": ("KB", 50),
    "first data, gzipped": ("KB", 100),
    "all that is loaded, gzipped": ("KB", 600),
    "first paint": ("ms", 500),
    "map ready": ("ms", 1000),
    "a moved handle, shown": ("ms", 50),
    "the same at 5,000 places": ("ms", 50),
    "the same at 20,000 places": ("ms", 100),
}
PASSAGES = 100_000
DRAG = """async () => {
  const handle = document.querySelector("#handle-from");
  const box = document.querySelector("#chart").getBoundingClientRect();
  const send = (type, share) => handle.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, bubbles: true, button: 0, clientX: box.left + share * box.width, clientY: box.top + 9}));
  handle.setPointerCapture = () => undefined;
  send("pointerdown", 0);
  const times = [];
  for (let step = 1; step <= 30; step++) {
    const start = performance.now();
    send("pointermove", step / 40);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  send("pointerup", 0.75);
  return times.sort((a, b) => a - b)[15];
}"""


def serve(app: Flask) -> str:
    """Serve an app in a thread; its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=6)
    threading.Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{server.effective_port}"


def sizes(app: Flask) -> dict[str, float]:
    """KB of the page and of its first data."""
    client = app.test_client()
    data = client.get("/data/map.json", headers={"Accept-Encoding": "gzip"}).get_data()
    return {"HTML": len(client.get("/").get_data()) / 1000, "first data, gzipped": len(data) / 1000}


def load(browser: Browser, address: str) -> dict[str, float]:
    """One load with an empty cache: bytes and times."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page, bodies = context.new_page(), []
    page.on("response", lambda response: bodies.append(response))  # noqa: PLW0108  # Playwright writes an attribute on it
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    painted = page.evaluate(
        "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
    )
    ready = page.evaluate("() => performance.getEntriesByName('map-ready')[0].startTime")
    weight = sum(weigh(response.url, response.body()) for response in bodies) / 1000
    found = {"all that is loaded, gzipped": weight, "first paint": painted, "map ready": ready}
    found["a moved handle, shown"] = page.evaluate(DRAG)
    context.close()
    return found


def made_up(places: int, passages: int) -> dict[str, Any]:
    """Columns as ``/data/map.json`` has them: one place a passage, days of seven years, some months long."""
    chance = random.Random(1)
    undated = passages // 20
    first = date(1915, 1, 1).toordinal()
    days = sorted(first + chance.randrange(365 * 7) for _ in range(passages - undated))
    last = [day + chance.choice((0, 0, 0, 30, 365)) for day in days]
    none: list[int | None] = [None] * undated
    rows = {
        "id": list(range(passages)),
        "passage": list(range(passages)),
        "place": [chance.randrange(places) for _ in range(passages)],
        "source": [chance.randrange(20) for _ in range(passages)],
        "min": days + none,
        "max": last + none,
        **{name: [0] * passages for name in ("use", "zone", "doubtful")},
    }
    return {
        "words": {"use": ["literal"], "zone": ["body"], "kind": ["settlement"], "certainty": ["certain"]},
        "sources": [{"id": f"s{n}", "title": f"Made-up source {n}", "author": ""} for n in range(20)],
        "places": [made_up_place(number, chance) for number in range(places)],
        "areas": {},
        "attestations": rows,
        "unlocated": {},
        "doubts": {},
    }


def made_up_place(number: int, chance: random.Random) -> dict[str, Any]:
    """A place somewhere in the South Caucasus, with two names."""
    lon, lat = round(chance.uniform(42, 48), 5), round(chance.uniform(38, 42), 5)
    names = [[f"Townlet {number}", "en"], [f"Villette {number}", "fr"]]
    place = {"id": f"place-{number}", "title": names[0][0], "kind": "settlement", "certainty": "certain"}
    return place | {"lon": lon, "lat": lat, "within": 1.0, "used": [names[0][0]], "names": names}


def drag_made_up(browser: Browser, address: str, places: int) -> float:
    """Milliseconds until a moved handle is shown, over made-up data; the better of two drags."""
    body = json.dumps(made_up(places, PASSAGES))
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.route("**/data/map.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    found = min(page.evaluate(DRAG) for _ in range(2))
    context.close()
    return float(found)


def weigh(url: str, body: bytes) -> int:
    """Bytes of an answer as a server that compresses text would send it."""
    return len(body) if url.endswith((".webp", ".png")) else len(gzip.compress(body, 6))


def main(arguments: list[str]) -> int:
    """Measure and print."""
    runs = int(arguments[0]) if arguments else 5
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("page: no Chromium here; on Debian: apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        build_atlas(SEEDS, own_gazetteer(), path)
        app = create_app(open_atlas(path))
        figures, address = sizes(app), serve(app)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            loads = [load(browser, address) for _ in range(runs + 1)][1:]  # the first warms the server up
            for places in (5_000, 20_000):
                figures[f"the same at {places:,} places"] = drag_made_up(browser, address, places)
            browser.close()
    figures |= {name: statistics.median(one[name] for one in loads) for name in loads[0]}
    missed = 0
    for name, (unit, limit) in LIMITS.items():
        over = figures[name] > limit
        missed += over
        print(f"{name:30} {figures[name]:8.1f} {unit}   limit {limit:g}{'   MISSED' if over else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    began = time.perf_counter()
    status = main(sys.argv[1:])
    print(f"in {time.perf_counter() - began:.0f} s")
    sys.exit(status)
