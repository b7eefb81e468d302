import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.model.place import Place
from bastide.report.display import columns
from bastide.report.snippet import mark, snippet
from support.work import calls


@pytest.mark.parametrize(
    ("line", "start", "end", "text", "carets"),
    [
        ("zone: dmz", 7, 10, "zone: dmz", "      ^^^"),
        ("居民档案: {zone: dmz}", 1, 5, "居民档案: {zone: dmz}", "^^^^^^^^"),
        ("居民档案: {zone: dmz}", 14, 17, "居民档案: {zone: dmz}", " " * 17 + "^^^"),
        ("🚀: x", 4, 5, "🚀: x", "    ^"),
        ("e\u0301tat: x", 8, 9, "e\u0301tat: x", "      ^"),
        ("e\u0301tat", 1, 3, "e\u0301tat", "^"),
        ("\tx: 1", 2, 3, "    x: 1", "    ^"),
        ("ab\tx", 4, 5, "ab  x", "    ^"),
        ("a\x1b[0m b", 7, 8, "a␛[0m b", "      ^"),
        ("a\u202e b", 4, 5, "a<U+202E> b", " " * 10 + "^"),
    ],
    ids=[
        "ascii",
        "cjk span",
        "after cjk",
        "emoji",
        "after combining",
        "combining",
        "tab",
        "tab stop",
        "escape",
        "bidi",
    ],
)
def test_carets_stand_below_the_span(line: str, start: int, end: int, text: str, carets: str) -> None:
    found = mark(line, start, end)
    assert (found.text, found.carets) == (text, carets)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (3, 1), (99, 120), (0, 0), (-5, -3)])
def test_a_span_that_is_empty_or_outside_still_gets_one_caret(start: int, end: int) -> None:
    found = mark("abcdef", start, end)
    assert found.carets.strip() == "^"
    assert len(found.carets) <= 7


def test_a_long_line_is_cut_round_the_span() -> None:
    line = "x" * 500 + "here" + "y" * 500
    found = mark(line, 501, 505, room=60)
    begin = found.carets.index("^")
    assert found.text[begin : begin + 4] == "here"
    assert found.carets.count("^") == 4
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert columns(found.text) <= 60


def test_a_long_line_is_not_cut_on_the_side_where_it_ends() -> None:
    assert mark("x" * 200, 1, 2, room=60).text.startswith("x")
    assert mark("x" * 200, 200, 201, room=60).text.endswith("x")


def test_a_span_wider_than_the_page_ends_where_the_page_ends() -> None:
    found = mark("x" * 500, 1, 501, room=60)
    assert len(found.carets) <= len(found.text) == 60 - 1


def test_a_line_of_ten_megabytes_takes_the_work_of_what_is_shown() -> None:
    line = "居" * 10_000_000
    assert mark(line, 5_000_000, 5_000_001).carets.count("^") == 2
    assert calls(lambda: mark(line, 5_000_000, 5_000_001)) < 50_000


@given(st.text(alphabet="ab\t居🚀\u0301\x1b\u202e", max_size=300), st.integers(-2, 310), st.integers(-2, 310))
def test_whatever_the_line_the_page_holds_and_the_carets_stay_on_it(line: str, start: int, end: int) -> None:
    found = mark(line, start, end, room=40)
    assert columns(found.text) <= 40
    assert columns(found.carets) <= columns(found.text) + 1
    assert "^" in found.carets
    assert "\x1b" not in found.text


def test_a_span_over_several_lines_is_marked_on_its_first() -> None:
    found = snippet(Place("a", 1, 3, 2, 2), {"a": "x: {y: 1,  \nz: 2}"})
    assert (found.text.rstrip(), found.carets) == ("x: {y: 1,", "  ^^^^^^^")


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_every_line_break_counts(breaks: str) -> None:
    assert snippet(Place("a", 2, 1, 2, 2), {"a": f"one{breaks}two"}).text == "two"


@pytest.mark.parametrize("line", [0, 3, -1])
def test_a_line_that_the_text_does_not_have_gives_no_snippet(line: int) -> None:
    assert snippet(Place("a", line, 1, line, 2), {"a": "one\ntwo"}) is None


def test_a_file_without_text_gives_no_snippet() -> None:
    assert snippet(Place("b", 1, 1, 1, 2), {"a": "one"}) is None
