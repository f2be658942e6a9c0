"""What is asked: every parameter, its forms and its faults."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.dates.edtf import parse_edtf
from mapapp.errors import QueryError
from mapapp.query import EARLIEST_DAY, LATEST_DAY, PARAMETERS, AtlasQuery, parse_query, to_pairs


def days(edtf: str) -> tuple[int | None, int | None]:
    span = parse_edtf(edtf)
    return span.day_min, span.day_max


def test_nothing_asks_for_everything() -> None:
    assert parse_query([]) == AtlasQuery()
    assert parse_query([("datetime", " "), ("q", "")]) == AtlasQuery()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1920-04-28", days("1920-04-28")[0], days("1920-04-28")[1]),
        ("1920-06/1920-08", days("1920-06-01")[0], days("1920-08-31")[1]),
        ("1920-06-01T00:00:00Z/1920-06-02T12:00:00Z", days("1920-06-01")[0], days("1920-06-02")[1]),
        ("../1920", EARLIEST_DAY, days("1920-12-31")[1]),
        ("1921/..", days("1921-01-01")[0], LATEST_DAY),
        ("..", EARLIEST_DAY, LATEST_DAY),
    ],
)
def test_datetime_is_read_as_days_with_both_ends(text: str, first: int, last: int) -> None:
    query = parse_query([("datetime", text)])
    assert (query.day_min, query.day_max) == (first, last)


def test_a_date_is_told_one_thing_that_is_wrong() -> None:
    for wrong in ("1921/1920", "1920-13", "soon"):
        with pytest.raises(QueryError) as caught:
            parse_query([("datetime", wrong)])
        assert ("write a day, month" in str(caught.value)) == (wrong == "soon")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("datetime", "1921/1920", "after its end"),
        ("datetime", "soon", "write a day, month or year"),
        ("datetime", "1920-13-01", "months are 01 to 12"),
        ("bbox", "1,2,3", "west,south,east,north"),
        ("bbox", "a,b,c,d", "west,south,east,north"),
        ("bbox", "44,41,48,38", "south must not lie north"),
        ("bbox", "44,38,480,41", "longitudes go from"),
        ("bbox", "nan,38,48,41", "longitudes go from"),
        ("undated", "perhaps", "include, exclude, only"),
        ("kind", "settlement,castle", "'castle'"),
        ("use", "poetic", "literal, metonymic, embedded"),
        ("colour", "red", "there is no such parameter"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(name: str, value: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query([(name, value)])
    assert name in str(caught.value)
    assert said in str(caught.value)


def test_lists_add_up_and_keep_their_order() -> None:
    query = parse_query([("place", "shusha,goris"), ("place", "baku,goris")])
    assert query.place == ("shusha", "goris", "baku")


def test_every_example_is_valid_and_survives_the_way_through_an_address() -> None:
    query = parse_query([(name, parameter.example) for name, parameter in PARAMETERS.items()])
    assert parse_query(to_pairs(query)) == query
    assert len(to_pairs(query)) == len(PARAMETERS)


@given(st.text(max_size=30), st.sampled_from(sorted(PARAMETERS)))
def test_no_value_brings_a_traceback(value: str, name: str) -> None:
    try:
        query = parse_query([(name, value)])
    except QueryError as error:
        assert error.parameter in PARAMETERS  # noqa: PT017  # either outcome is right, a third is not
    else:
        assert isinstance(query, AtlasQuery)
