"""Zones: each case of tests/cases/zones.json, and what holds for every text."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.geoparse.zones import find_zones

CASES = json.loads((Path(__file__).parent / "cases" / "zones.json").read_text(encoding="utf-8"))
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

LINES = st.sampled_from(
    [
        "",
        "",
        "12",
        "www.example.com",
        "Leave a Reply",
        "1 Smith, History (Baku, 1970), p. 5.",
        "Ibid., p. 12",
        "He went to Kars. RGASPI, f. 5, op. 1, d. 2, l. 3. Copy.",
        "The army took the town of Zan-",
        "gazur in May.",
        "• Word circled. ** Underlined.",
        " the second page",
        "Notes",
        "References",
        "(see FO 371/3301, p. 4)",
        "THE OCCUPATION OF BATUM 123",
        "\fnext page",
        "Telegram from A to B",
        "Kars, January 8, 1921",
        "a\u00adb",
    ]
)
texts = st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=80)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case):
    text = case["text"]
    assert [[r.zone, text[r.start : r.end].strip()] for r in find_zones(text)] == case["zones"]


def covers(text):
    regions = find_zones(text)
    ends = [0, *(region.end for region in regions)]
    return [region.start for region in regions] == ends[:-1] and ends[-1] == len(text)


@given(texts)
def test_regions_cover_the_text_and_alternate(text):
    assert covers(text)
    regions = find_zones(text)
    assert all(a.zone != b.zone for a, b in pairwise(regions))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_regions_cover_a_real_text(path):
    assert covers(path.read_bytes().decode())
