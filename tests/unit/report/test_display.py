import pytest
import wcwidth

from bastide.report.display import columns, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zone", 4),
        ("居民档案", 8),
        ("\uff41\uff42", 4),
        ("e\u0301tat", 4),
        ("🏛", 1),
        ("🚀", 2),
        ("가", 2),
        ("\u1100\u1161", 2),
        ("👩\u200d", 2),
        ("", 0),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, expected: int) -> None:
    assert columns(text) == expected


@pytest.mark.parametrize("char", "aé中。「」ｱＡ가🚀👍€→…\u0301\u0e31\u20dd")
def test_columns_agree_with_the_width_tables_of_another_library(char: str) -> None:
    assert columns(char) == wcwidth.wcwidth(char)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\nb\rc", "a␊b␍c"),
        ("\x7f", "␡"),
        ("\x9b31m", "<U+009B>31m"),
        ("abc\u202etxt", "abc<U+202E>txt"),
        ("\ud800", "<U+D800>"),
        ("\u2028", "<U+2028>"),
        ("\U000e0041", "<U+E0041>"),
        ("居民 档案", "居民 档案"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_nothing_that_steers_a_terminal_passes_through(text: str, shown: str) -> None:
    assert visible(text) == shown
