"""YAML becomes nodes at exact places; what a spec may not use is refused before it can grow."""

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.source.nodes import Mapping, Scalar, Sequence, data
from bastide.source.yamldoc import MOST_VALUES, parse, read
from support.work import calls

CALLS = 300
"""For each character, twice what the dearest of these takes; one that looks at every pair would take thousands."""

BOMBS = {
    "brackets": "[" * 100_000,
    "braces": "{a: " * 100_000,
    "indentation": "".join(f"{' ' * depth}a:\n" for depth in range(1_200)),
    "dashes": "- " * 100_000,
    "laughs": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(500)),
    "keys": "".join(f"k{number}: 1\n" for number in range(80_000)),
    "keys on one line": "{" + ", ".join(f"k{number}: 1" for number in range(60_000)) + "}",
    "long key": "k" * 1_000_000 + ": 1",
    "documents": "---\n" * 100_000,
    "questions": "? " * 100_000,
    "repeated key": "a: 1\n" * 5_000,
}
HARMLESS = {
    "huge number": ("a: " + "9" * 500_000, float),
    "huge hexadecimal number": ("a: 0x" + "f" * 500_000, str),
    "huge exponent": ("a: 1e" + "9" * 500_000, float),
    "long text": ("a: " + "x " * 200_000, str),
    "many comments": ("# x\n" * 200_000 + "a: b", str),
}


def place(node):
    where = node.place
    return where.line, where.column, where.end_line, where.end_column


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name):
    found = []
    assert calls(lambda: found.extend(read(BOMBS[name], "bomb.yaml").faults)) < CALLS * len(BOMBS[name])
    assert {fault.code for fault in found} & {"SPEC001", "SPEC002", "SPEC003"}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_merely_large_is_read(name):
    text, kind = HARMLESS[name]
    root = parse(text, "large.yaml")
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert isinstance(value.value, kind)


def test_the_limit_is_on_values_not_on_bytes():
    assert not read("[" + "1," * (MOST_VALUES - 2) + "]", "f").faults
    assert [fault.code for fault in read("[" + "1," * MOST_VALUES + "]", "f").faults] == ["SPEC002"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("12", 12),
        ("-12", -12),
        ("012", 12),
        ("0o17", 15),
        ("0xFF", 255),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1:30", "1:30"),
        ("2027-03-31", "2027-03-31"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12 ", 12),
        ("..", ".."),
        (".5", 0.5),
        ("+.inf", float("inf")),
        ("=", "="),
    ],
)
def test_a_scalar_means_what_the_core_schema_of_yaml_1_2_says(text, value):
    node = parse(f"a: {text}\n", "f")
    assert isinstance(node, Mapping)
    found = node.get("a")
    assert isinstance(found, Scalar)
    assert (found.value, type(found.value)) == (value, type(value))


def test_places_count_code_points_and_end_where_the_value_ends():
    node = parse("甲: [乙, {c: d}]\ne:\n  f:\n    - g\n    - 'h'\n\n# behind\ni: j\n", "f")
    assert isinstance(node, Mapping)
    first, second, third = node.entries
    assert place(first) == (1, 1, 1, 2)
    assert place(first.node) == (1, 4, 1, 15)
    assert place(second.node) == (3, 3, 5, 10)
    assert place(third.node) == (8, 4, 8, 5)
    assert place(node) == (1, 1, 8, 5)
    assert data(node) == {"甲": ["乙", {"c": "d"}], "e": {"f": ["g", "h"]}, "i": "j"}


def test_an_empty_value_stands_behind_its_key():
    node = parse("a:\n\nb: 1\n", "f")
    assert isinstance(node, Mapping)
    assert place(node.entries[0].node) == (1, 2, 1, 2)


def test_an_empty_text_is_an_empty_map():
    assert data(parse("# nothing\n", "f")) == {}


def test_every_fault_of_syntax_is_told_at_once():
    faults = read("a: &x 1\na: *x\nb: !!int 2\nc: {<<: {}}\n? [d]\n: e\n", "f").faults
    assert [fault.code for fault in faults] == ["SPEC002"] * 4 + ["SPEC003", "SPEC002"]
    assert all(fault.labels for fault in faults)


def test_parse_raises_what_read_returns():
    with pytest.raises(CannotAnswerError) as caught:
        parse("a: 1\na: 2\n", "f")
    assert [fault.code for fault in caught.value.diagnostics] == ["SPEC003"]
    assert caught.value.sources == {"f": "a: 1\na: 2\n"}


@pytest.mark.parametrize("text", ['a: "\\ud800"', 'a: "\\U99999999"', 'a: "\\u202e"', "\x00", "a: \x85b", "a: \u2028b"])
def test_characters_that_no_reader_sees_are_refused(text):
    assert read(text, "f").faults


def test_a_list_at_the_top_is_a_list():
    assert isinstance(parse("- 1\n- 2\n", "f"), Sequence)
