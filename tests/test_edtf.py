"""EDTF and days: every form by example, and what must hold for all of them by property."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.dates.calendars import from_julian, gregorian_to_julian, julian_to_gregorian, readings
from mapapp.dates.days import date_of_day, day_of, is_day, month_days
from mapapp.dates.edtf import padded_bounds, parse_edtf
from mapapp.dates.spans import hull, to_edtf, union
from mapapp.errors import EdtfError
from mapapp.model.timespan import TimeSpan

FORMS = {
    "1920": ("1920-01-01", "1920-12-31"),
    "1920-02": ("1920-02-01", "1920-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "1920-04-27": ("1920-04-27", "1920-04-27"),
    "1920-04-27T10:00:00Z": ("1920-04-27", "1920-04-27"),
    "192X": ("1920-01-01", "1929-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "1920-XX": ("1920-01-01", "1920-12-31"),
    "1920-04-XX": ("1920-04-01", "1920-04-30"),
    "1920-XX-XX": ("1920-01-01", "1920-12-31"),
    "1920-21": ("1920-03-01", "1920-05-31"),
    "1920-22": ("1920-06-01", "1920-08-31"),
    "1920-23": ("1920-09-01", "1920-11-30"),
    "1919-24": ("1919-12-01", "1920-02-29"),
    "1918/1920": ("1918-01-01", "1920-12-31"),
    "1920-04-28/1921-08": ("1920-04-28", "1921-08-31"),
    "1918~/1920?": ("1918-01-01", "1920-12-31"),
    "[1920-04-14,1920-04-27]": ("1920-04-14", "1920-04-27"),
    "[1918..1920]": ("1918-01-01", "1920-12-31"),
    "{1917,1920-05}": ("1917-01-01", "1920-05-31"),
}
ENDS = {
    "1920/..": ("date", "open"),
    "1920/": ("date", "unknown"),
    "../1920": ("open", "date"),
    "/1920": ("unknown", "date"),
    "[..1920]": ("open", "date"),
    "[1918,1920..]": ("date", "open"),
}
FAULTS = [
    "", "x", "192", "1920-5", "1920-13", "1920-20", "1920-25", "1921-02-29", "1920-04-31", "1920-00",
    "1920-04-00", "1921/1920", "1920-04-28/1920-04-27", "1920/1921/1922", "[]", "[a]", "[..]", "[1920",
    "[1920,,1921]", "1920-XX-05", "1920-21-05", "1920 ?", "17.03.1920", "Y1920",
]  # fmt: skip
days = st.integers(day_of(-4000), day_of(9000))
marks = st.sampled_from(["", "?", "~", "%"])


@pytest.mark.parametrize(("edtf", "ends"), FORMS.items())
def test_forms_name_their_days(edtf: str, ends: tuple[str, str]) -> None:
    span = parse_edtf(edtf)
    assert (span.day_min, span.day_max) == tuple(date.fromisoformat(end).toordinal() for end in ends)
    assert span.edtf == edtf


@pytest.mark.parametrize(("edtf", "kinds"), ENDS.items())
def test_open_and_unknown_ends_differ(edtf: str, kinds: tuple[str, str]) -> None:
    span = parse_edtf(edtf)
    assert (span.start, span.end) == kinds
    assert (span.day_min is None, span.day_max is None) == (kinds[0] != "date", kinds[1] != "date")


@pytest.mark.parametrize("value", FAULTS)
def test_faults_name_the_value_and_what_is_right(value: str) -> None:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(value)
    assert repr(value) in str(caught.value)
    assert ";" in str(caught.value)


def test_years_before_christ_are_astronomical() -> None:
    assert parse_edtf("-0479").day_max == day_of(-478) - 1
    assert parse_edtf("0000").day_max == 0
    assert parse_edtf("Y-17000").day_min == day_of(-17000)


def test_padding_reaches_as_far_as_the_table_says() -> None:
    assert padded_bounds(parse_edtf("1920-04-27~")) == (day_of(1920, 4, 24), day_of(1920, 4, 30))
    start_only = padded_bounds(parse_edtf("1920~/1921-05-01"))
    assert start_only == (day_of(1920) - 365, day_of(1921, 5, 1))
    assert padded_bounds(parse_edtf("1920?")) == (day_of(1920), day_of(1920, 12, 31))
    assert padded_bounds(parse_edtf("../1920~")) == (None, day_of(1921, 12, 31))


@given(st.integers(-3_000_000, 3_652_059))
def test_day_numbers_round_trip_and_agree_with_datetime(number: int) -> None:
    assert day_of(*date_of_day(number)) == number
    if number >= 1:
        assert date_of_day(number) == date.fromordinal(number).timetuple()[:3]


@given(days, days)
def test_written_days_are_read_as_the_same_days(one: int, other: int) -> None:
    first, last = sorted((one, other))
    span = parse_edtf(to_edtf(first, last))
    assert (span.day_min, span.day_max) == (first, last)


@given(days, st.one_of(st.none(), st.integers(0, 40_000)), marks)
def test_bounds_are_ordered_and_qualification_never_narrows(
    first: int, length: int | None, mark: str
) -> None:
    plain = to_edtf(first, None if length is None else first + length)
    bare = parse_edtf(plain)
    marked = parse_edtf("/".join(end if end == ".." else end + mark for end in plain.split("/")))
    assert (marked.day_min, marked.day_max) == (bare.day_min, bare.day_max)
    low, high = padded_bounds(marked)
    assert low is not None
    assert low <= first
    if length is None:
        assert high is None
    else:
        assert high is not None
        assert first + length <= high


def test_shortest_forms_are_written() -> None:
    assert to_edtf(day_of(1920), day_of(1920, 12, 31)) == "1920"
    assert to_edtf(day_of(1920, 2), day_of(1920, 2, 29)) == "1920-02"
    assert to_edtf(day_of(1920), day_of(1929, 12, 31)) == "192X"
    assert to_edtf(day_of(1920, 6), day_of(1920, 8, 31)) == "1920-06/1920-08"
    assert to_edtf(day_of(1920, 4), day_of(1920, 5, 10)) == "1920-04/1920-05-10"
    assert to_edtf(None, day_of(1920, 12, 31)) == "../1920"


@given(st.lists(st.tuples(days, st.integers(0, 500)), min_size=1, max_size=4))
def test_hull_holds_all_and_no_more(runs: list[tuple[int, int]]) -> None:
    spans = [parse_edtf(to_edtf(first, first + length)) for first, length in runs]
    whole = hull(spans)
    assert whole.day_min == min(first for first, _ in runs)
    assert whole.day_max == max(first + length for first, length in runs)
    assert (union(spans).day_min, union(spans).day_max) == (whole.day_min, whole.day_max)


def test_hull_keeps_open_and_unknown_ends_and_marks() -> None:
    assert hull([parse_edtf("1920/.."), parse_edtf("1918~")]).edtf == "1918~/.."
    assert hull([parse_edtf("1920/"), parse_edtf("1918")]).end == "unknown"
    with pytest.raises(ValueError, match="at least one"):
        hull([])


def test_julian_days_of_the_revolution() -> None:
    assert date_of_day(julian_to_gregorian(day_of(1917, 10, 25))) == (1917, 11, 7)
    assert date_of_day(julian_to_gregorian(day_of(1900, 2, 28))) == (1900, 3, 12)
    assert date_of_day(julian_to_gregorian(day_of(1900, 3, 1))) == (1900, 3, 14)
    assert date_of_day(julian_to_gregorian(day_of(1582, 10, 5))) == (1582, 10, 15)


@given(st.integers(day_of(1583), day_of(2100)).filter(lambda day: date_of_day(day)[1:] != (2, 29)))
def test_julian_days_go_there_and_back(day: int) -> None:
    assert gregorian_to_julian(julian_to_gregorian(day)) == day


def test_readings_follow_the_calendar_that_is_stated() -> None:
    span = parse_edtf("1917-10-25")
    assert readings(span, "gregorian") is span
    assert readings(span, "julian").edtf == "1917-11-07"
    assert readings(span, "unstated").edtf == "[1917-10-25,1917-11-07]"
    assert readings(parse_edtf("1917-10~"), "julian") == from_julian(parse_edtf("1917-10~"))
    assert readings(parse_edtf("1917-10"), "unstated").day_max == day_of(1917, 11, 13)


@pytest.mark.parametrize("edtf", ["1918-02-14", "1920-04-27", "1917", "1917-10/.."])
def test_readings_leave_alone_what_is_not_in_doubt(edtf: str) -> None:
    span: TimeSpan = parse_edtf(edtf)
    assert readings(span, "unstated") is span


def test_months_have_their_days() -> None:
    assert [month_days(1900, 2), month_days(1920, 2), month_days(2000, 2)] == [28, 29, 29]
    assert is_day(1920, 2, 29)
    assert not is_day(1921, 2, 29)
