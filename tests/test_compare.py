"""Parallel passages and their differences, and the page that sets sources beside one another."""

from __future__ import annotations

import pytest

from mapapp.maps.parallels import Text, differences, find_parallels
from mapapp.query import parse_query
from mapapp.store.reading import Atlas
from mapapp.web import create_app
from mapapp.web.compare import aligned, parallels

LETTER = "The villages of the upper valley have sent no grain since March, and their elders ask for seed."
OTHER = "Villages of the upper valley sent no grain since March; their elders are asking for seed and oxen."
FILLER = [
    Text(number, source, words)
    for number, (source, words) in enumerate(
        [
            ("a", "The commissar of the eastern railway arrived on Monday with his staff."),
            ("b", "The commissar of the eastern railway complained about the price of coal in town."),
            ("a", "Nobody knew when the bridge would be mended, nor who would pay for it."),
            ("b", "In the autumn the schools were opened again after two years of war."),
            ("c", "A telegram from the capital was read aloud in the square by the mayor."),
        ],
        10,
    )
]


def test_two_wordings_of_one_letter_are_parallel_and_a_title_is_not() -> None:
    found = find_parallels([*FILLER, Text(1, "a", LETTER), Text(2, "b", OTHER)])
    assert [(pair.left, pair.right) for pair in found] == [(1, 2)]
    assert 0.4 < found[0].share <= 1


def test_a_source_is_not_parallel_to_itself() -> None:
    assert find_parallels([*FILLER, Text(1, "a", LETTER), Text(2, "a", OTHER)]) == []


def test_differences_are_those_of_words_and_lose_no_letter() -> None:
    left, right = differences(LETTER, OTHER)
    assert "".join(piece.text for piece in left) == LETTER
    assert "".join(piece.text for piece in right) == OTHER
    assert [piece.text.strip() for piece in right if piece.kind == "own"] == ["are asking", "and oxen."]
    same = "".join(piece.text for piece in left if piece.kind == "same")
    assert "grain since March" in same
    assert differences("", "word")[0][0].text == ""


def test_the_letter_of_july_1920_is_found_in_two_sources(atlas: Atlas) -> None:
    pairs, rows = parallels(atlas)
    assert pairs
    for pair in pairs:
        assert rows[pair.left]["source_id"] != rows[pair.right]["source_id"]
    texts = [(rows[pair.left]["reading"], rows[pair.right]["reading"]) for pair in pairs]
    assert any(
        "economic ties of Karabakh" in left and "economic ties of Karabakh" in right for left, right in texts
    )


def test_every_passage_stands_once_in_the_column_of_its_source(atlas: Atlas) -> None:
    mentions = list(atlas.mentions(parse_query([("place", "karabakh")])))
    sources = [source["id"] for source in atlas.sources()]
    rows = aligned(mentions, sources)
    shown = [group[0] for row in rows for cell in row.cells for group in cell]
    assert sorted(row["passage"] for row in shown) == sorted({row["passage"] for row in mentions})
    for row in rows:
        for source, cell in zip(sources, row.cells, strict=True):
            assert {group[0]["source_id"] for group in cell} <= {source}
    times = [row.edtf for row in rows]
    assert len(times) == len(set(times)) > 5
    assert times.index("") == len(times) - 1
    months = [time for time in times if len(time) == 7]
    assert months == sorted(months)


@pytest.mark.parametrize(
    ("link", "status", "words"),
    [
        ("/compare", 200, "The same words in two sources"),
        ("/compare?place=karabakh&datetime=1920-07", 200, "July 1920"),
        ("/compare?place=karabakh&datetime=1850", 200, "Side by side"),
        ("/compare?place=karabakh,shusha", 400, "one place at a time"),
        ("/compare?datetime=soon", 400, "soon"),
        ("/compare?page=999", 400, "write a number from 1 to 1"),
        ("/compare?colour=red", 400, "colour"),
        ("/compare?place=atlantis", 404, "atlantis"),
        ("/compare?source=nobody", 404, "nobody"),
    ],
)
def test_the_page_and_wrong_links_to_it(atlas: Atlas, link: str, status: int, words: str) -> None:
    response = create_app(atlas).test_client().get(link, headers={"Accept": "text/html"})
    assert response.status_code == status
    assert words in response.get_data(as_text=True)
