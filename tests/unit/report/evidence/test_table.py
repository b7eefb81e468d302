import csv
import io

import pytest

from bastide.model.control import Wording
from bastide.report.control_text import Language
from bastide.report.evidence.table import Table, as_csv, as_markdown, escaped, escaped_lines, harmless

FORMULAS = [
    "=cmd()",
    '=HYPERLINK("http://evil")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝cmd()",  # noqa: RUF001 - full-width
    "\u3000＋1",  # noqa: RUF001
    "\ufeff=1",
]


def table(*rows):
    return Table("t", Wording("t", "表"), (Wording("one", "一"), Wording("two", "二")), rows)


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_is_text_to_a_spreadsheet(name) -> None:
    (_, (cell, other)) = read(as_csv(table((name, "b")), Language.EN))
    assert cell.lstrip(" \u3000\ufeff")[0] not in "=+-@\t\r＝＋－＠"  # noqa: RUF001
    assert name.lstrip("\t\r\ufeff") in cell
    assert other == "b"


@pytest.mark.parametrize("name", ["a=b", "tcp/443", "1,5", 'a "quoted" name', "两行\n文字", "aws_vpc.a -> b", "", " "])
def test_what_is_no_formula_comes_back_as_it_was(name) -> None:
    assert read(as_csv(table((name, "b")), Language.EN))[1] == [name, "b"]


def test_a_spreadsheet_knows_the_encoding_and_the_columns_speak_the_language() -> None:
    content = as_csv(table(), Language.ZH)
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [["一", "二"]]


def test_no_control_character_passes_into_a_sheet() -> None:
    assert harmless("a\x1b[2J\u202eb") == "a␛[2J<U+202E>b"


def test_a_cell_that_a_spreadsheet_would_cut_says_so() -> None:
    cell = harmless("x" * 40_000)
    assert len(cell) < 32_767
    assert cell.endswith("(cut; the whole is in evidence.csv)")


@pytest.mark.parametrize(
    ("attack", "gone"),
    [
        ("<script>alert(1)</script>", "<"),
        ("<img src=x onerror=alert(1)>", "<"),
        ("[x](javascript:alert(1))", "[x]("),
        ("![x](http://evil)", "![x]("),
        ("a | b", "a | b"),
        ("a `code`", " `code"),
        ("**bold** _it_", "**bold"),
        ("http://evil.example", "http://"),
        ("www.evil.example", "www.evil"),
        ("a\n\n# heading", "\n"),
        ("&lt;b&gt;", "&lt;b"),
        ("\x1b[31m", "\x1b"),
    ],
)
def test_no_name_has_an_effect_in_markdown(attack, gone) -> None:
    assert gone not in escaped(attack)


def test_every_row_of_a_markdown_table_keeps_its_columns() -> None:
    text = as_markdown(table(("a|b\nc", "\\|"), ("=", "`")), Language.EN)
    bare = [line.replace("\\\\", "").replace("\\|", "") for line in text.splitlines()]
    assert {line.count("|") for line in bare} == {3}
    assert len(bare) == 4


def test_an_empty_table_says_that_there_is_nothing() -> None:
    assert as_markdown(table(), Language.EN) == "nothing\n"
    assert as_markdown(table(), Language.ZH) == "无\n"


@pytest.mark.parametrize(
    "attack", ["# heading", "- item", "+ item", "1. item", "12) item", "===", "---", "> quote", "    code"]
)
def test_no_line_of_a_form_begins_anything(attack) -> None:
    (first, second) = escaped_lines(f"a\n{attack}")
    assert first == "a"
    assert second.startswith(("\\", "1\\.", "12\\)", "&gt;", "code"))
