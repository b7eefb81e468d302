import re

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.report.paint import Paint
from bastide.report.text import counted, diagnostic, diagnostics

SPEC = """\
bastide: 1
zones:
  dmz: {exposure: internet}
  app: {exposure: internal}

stores:
  居民档案:
    zone: dmz
"""

STORE_IN_DMZ = Diagnostic(
    code="SPEC021",
    message="store `居民档案` of class `important` sits in zone `dmz`, which the internet can reach",
    labels=(
        Label(Place("platform.yaml", 8, 11, 8, 14)),
        Label(Place("platform.yaml", 3, 19, 3, 27), "this exposes the zone"),
    ),
    why="important data must not share a zone with anything the internet can reach (8.1.2.1 d)",
    fix="move the store to a zone with `exposure: isolated`",
)


def test_a_diagnostic_has_the_four_parts_of_the_design() -> None:
    assert diagnostic(STORE_IN_DMZ, {"platform.yaml": SPEC}) == (
        "error[SPEC021]: store `居民档案` of class `important` sits in zone `dmz`, which the internet can reach\n"
        "  --> platform.yaml:8:11\n"
        " 8 |     zone: dmz\n"
        "   |           ^^^\n"
        "  --> platform.yaml:3:19\n"
        " 3 |   dmz: {exposure: internet}\n"
        "   |                   ^^^^^^^^ this exposes the zone\n"
        "  why: important data must not share a zone with anything the internet can reach (8.1.2.1 d)\n"
        "  fix: move the store to a zone with `exposure: isolated`"
    )


def test_line_numbers_of_different_lengths_share_a_gutter() -> None:
    labels = (Label(Place("a", 9, 1, 9, 2)), Label(Place("a", 10, 1, 10, 2)))
    text = diagnostic(Diagnostic("SPEC001", "m", labels, "", ""), {"a": "x\n" * 12})
    assert "\n   --> a:9:1\n  9 | x\n    | ^\n   --> a:10:1\n 10 | x\n    | ^" in text


def test_without_the_source_the_place_and_its_note_stand_alone() -> None:
    text = diagnostic(STORE_IN_DMZ, {})
    assert "  --> platform.yaml:8:11\n" in text
    assert "  --> platform.yaml:3:19: this exposes the zone\n" in text
    assert "|" not in text


def test_a_fault_without_a_place_has_no_arrow() -> None:
    text = diagnostic(Diagnostic("APP001", "no file", (), "because", "make one"), {})
    assert text == "error[APP001]: no file\n  why: because\n  fix: make one"


def test_a_fix_of_several_lines_stays_aligned() -> None:
    text = diagnostic(Diagnostic("APP001", "m", (), "", "one\ntwo"), {})
    assert text.endswith("\n  fix: one\n       two")


def test_no_terminal_escape_passes_through_any_part() -> None:
    evil = "\x1b]0;owned\x07\u202e"
    label = Label(Place(f"f{evil}", 1, 1, 1, 2), evil)
    text = diagnostic(Diagnostic("SPEC001", evil, (label,), evil, evil), {f"f{evil}": evil})
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_colour_adds_escapes_and_nothing_else() -> None:
    plain = diagnostic(STORE_IN_DMZ, {"platform.yaml": SPEC})
    painted = diagnostic(STORE_IN_DMZ, {"platform.yaml": SPEC}, paint=Paint(on=True))
    assert painted != plain
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def test_all_faults_are_printed_and_counted() -> None:
    text = diagnostics([STORE_IN_DMZ, STORE_IN_DMZ], {})
    assert text.count("error[SPEC021]") == 2
    assert text.endswith("\n\n2 errors\n")
    assert diagnostics([], {}) == ""
    assert counted(1, "error") == "1 error"
