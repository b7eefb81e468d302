"""The parser: values, exact places, what is unknown, and what is not HCL."""

import pytest

from bastide.hcl.cursor import MAX_DEPTH
from bastide.hcl.parse import ParseError, parse
from bastide.model.graph import Encoded, Joined, Reference, Unknown
from bastide.model.place import Place


def value(text):
    return parse(f"a = {text}\n", "x.tf").get("a")


def span(place):
    return (place.line, place.column, place.end_line, place.end_column)


def failure(text):
    with pytest.raises(ParseError) as caught:
        parse(text, "x.tf")
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"plain"', "plain"),
        (r'"\"\\\n\t\u00e9\U0001F600"', '"\\\n\té😀'),
        ('"$${x} %%{y} $ % $$ $$${"', "${x} %{y} $ % $$ $${"),
        ("12", 12),
        ("-  12", -12),
        ("--12", 12),
        ("1.5e3", 1500.0),
        ("true", True),
        ("null", None),
        ("[]", ()),
        ("[1, # one\n 2,\n]", (1, 2)),
        ("{}", {}),
        ('{ a = 1, "b c" : 2, 3 = [], true = {} }', {"a": 1, "b c": 2, "3": (), "true": {}}),
        ('{\n a = 1 // x\n\n b = 2,\n "${"c"}" = 3\n}', {"a": 1, "b": 2, "c": 3}),
        ('("x")', "x"),
        ('"${"x"}${1}${true}"', "x1true"),
        ("<<E\n a\\n $${b}\n  E", " a\\n ${b}\n"),
        ("<<-E\n    a\n\n  b\n\t c\n  E", "  a\n\nb\nc\n"),
        ("<<-E\n    a ${1} b\n     c\n E", "a 1 b\n c\n"),
        ("/* x */ 1 /* y\n */", 1),
        ('jsonencode({ a = ["b"] })', Encoded({"a": ("b",)})),
    ],
)
def test_a_literal_is_the_value_it_means(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "address", "path"),
    [
        ("aws_kms_key.k.arn", "aws_kms_key.k", ("arn",)),
        ('aws_vpc.x[0].tags["a b"]', "aws_vpc.x", (0, "tags", "a b")),
        ("data.aws_region.this.id", "data.aws_region.this", ("id",)),
        ("resource.aws_vpc.x.id", "aws_vpc.x", ("id",)),
        ("var.x", "var.x", ()),
        ("local.m.k", "local.m", ("k",)),
        ("module.net.vpc_id", "module.net", ("vpc_id",)),
        ("aws.dr", "aws.dr", ()),
        ("string", "string", ()),
        ('"${aws_vpc.x.id}"', "aws_vpc.x", ("id",)),
    ],
)
def test_a_traversal_is_a_reference_to_a_block(text, address, path):
    found = value(text)
    assert isinstance(found, Reference)
    assert (found.address, found.path) == (address, path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("one(aws_x.y.states)", ("states", 0)),
        ("one(aws_x.y.status[0].states).link[0].id", ("status", 0, "states", 0, "link", 0, "id")),
    ],
)
def test_the_only_element_of_what_a_resource_reports_is_a_reference_into_it(text, path):
    found = value(text)
    assert isinstance(found, Reference)
    assert (found.address, found.path) == ("aws_x.y", path)
    assert span(found.place) == (1, 5, 1, 5 + len(text))


@pytest.mark.parametrize(
    "text",
    [
        "one(var.states)",
        "one(local.states).id",
        "one(module.x.states)",
        "one(data.aws_x.y.states)",
        "one(aws_x.y)",
        "one(aws_x.y[*].id)",
        "one([])",
        "one(aws_x.y.states...)",
        "one(aws_x.y.states)[var.i]",
        "one(aws_x.y.states)[*].id",
        "one(aws_x.y.states).id + 1",
    ],
)
def test_the_only_element_of_anything_else_is_unknown(text):
    assert isinstance(value(text), Unknown)


def test_a_template_keeps_its_pieces_in_order():
    found = value('"arn:${aws_vpc.x.id}/${"*"}"')
    assert isinstance(found, Joined)
    assert found.parts[0] == "arn:"
    assert str(found.parts[1]) == "aws_vpc.x.id"
    assert found.parts[2] == "/*"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 + 2", "operator `+`"),
        ("!a", "operator"),
        ("-a.b", "operator"),
        ("-true", "operator"),
        ("a ? b : c ? d : e", "conditional"),
        ("[for k, v in m : v if v != null]", "`for`"),
        ("{ for k, v in m : k => v... if v }", "`for`"),
        ("upper(a, [1, 2]...)", "function `upper`"),
        ("provider::aws::arn(1)", "function `provider::aws::arn`"),
        ("jsonencode(a, b)", "function `jsonencode`"),
        ("a.*.b", "splat"),
        ("a[*].b", "splat"),
        ("a[b].c", "index"),
        ("f(x).y", "index"),
        ("[1][0]", "index"),
        ('"%{ if a }x%{ else }y%{ endif }"', "directive"),
        ("<<E\n%{ for x in y }\nz\n%{ endfor }\nE", "directive"),
        ('"a ${~ b ~} c"', "strip marker"),
        ("{ (a) = 1 }", "key"),
        ('{ "${a}" = 1 }', "key"),
        ("1e999", "too large"),
        ("each.value", "`each`"),
        ("count.index", "`count`"),
        ("path.module", "path"),
        ("terraform.workspace", "workspace"),
    ],
)
def test_what_is_not_literal_is_unknown_with_its_whole_text(text, reason):
    body = parse(f"a = {text}\nb = 1\n", "x.tf")
    found = body.get("a")
    assert isinstance(found, Unknown)
    assert found.text == text
    assert reason in found.reason
    assert found.place == body.attributes["a"].value_place
    assert body.get("b") == 1


def test_an_unknown_inside_a_value_leaves_the_rest_known():
    found = value('[1, f("]"), { a = b + c, d = 2 }]')
    assert found[0] == 1
    assert found[1].text == 'f("]")'
    assert found[2]["a"].text == "b + c"
    assert found[2]["d"] == 2


def test_places_count_characters_and_cover_name_value_and_header():
    text = '# 居民\n/* é */ resource "aws_x" "居民" { # c\n  名 = "👪" # c\n  b = [\n    x.y,\n  ]\n  c {\n  }\n}\n'
    (block,) = parse(text, "d/x.tf").blocks
    assert (block.type, block.labels) == ("resource", ("aws_x", "居民"))
    assert block.place == Place("d/x.tf", 2, 9, 2, 30)
    assert block.end_line == 9
    assert span(block.at("名")) == (3, 3, 3, 4)
    assert span(block.attributes["名"].value_place) == (3, 7, 3, 10)
    assert span(block.attributes["b"].value_place) == (4, 7, 6, 4)
    assert span(block.get("b")[0].place) == (5, 5, 5, 8)
    assert (span(block.blocks[0].place), block.blocks[0].end_line) == ((7, 3, 7, 4), 8)


def test_one_line_and_bare_label_blocks_are_read():
    first, second, third = parse('a { b = 1 }\nc d "e\\n" {}\nf {\n}', "x.tf").blocks
    assert first.get("b") == 1
    assert second.labels == ("d", "e\n")
    assert (third.place.line, third.end_line) == (3, 4)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    text = 'a = "x" # c\nb {\n  c = [\n    1,\n  ]\n}\n'
    plain, other = parse(text, "x.tf"), parse("\ufeff" + text.replace("\n", "\r\n"), "x.tf")
    assert (other.get("a"), other.blocks[0].get("c"), other.blocks[0].end_line) == ("x", (1,), 6)
    assert plain.blocks[0].place == other.blocks[0].place


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a =\n", 1, 4, "a value, found the end of the line"),
        ("a = [1,", 1, 8, "found the end of the file"),
        ("a = [1 2]\n", 1, 8, "`]`"),
        ("a = {b = 1 c = 2}\n", 1, 12, "object's entry"),
        ("a = (1\n", 2, 1, "`)`"),
        ('a = "x\n', 1, 7, "end of the string"),
        ('a = "${x"\n', 1, 9, "`}`"),
        ('a = "\\q"\n', 1, 6, "escape"),
        ('a = "\\ud800"\n', 1, 6, "escape"),
        ('a = "\\UFFFFFFFF"\n', 1, 6, "escape"),
        ("a = <<E\nx\n", 1, 5, "`E` never ends"),
        ("a = 1 b = 2\n", 1, 7, "line end"),
        ("a = 1.2.3\n", 1, 5, "a value"),
        ("a {\n", 2, 1, "`}`"),
        ("a }\n", 1, 3, "`{`"),
        ("}\n", 1, 1, "an argument or a block"),
        ("a { b {} }\n", 1, 5, "one line"),
        ("a { b = 1, c = 2 }\n", 1, 10, "one line"),
        ("a { b = 1\n}\n", 1, 10, "one line"),
        ("a {\n b = 1 }\n", 2, 8, "line end"),
        ("a {} b {}\n", 1, 6, "line end"),
        ("a = 'x'\n", 1, 5, "a value"),
        ("a = b == c; d\n", 1, 11, "line end"),
        ("a = f(1...,)\n", 1, 11, "`)`"),
        ("a = [for x : y]\n", 1, 12, "`in`"),
        ('a = "%{ foo }"\n', 1, 9, "`endif`"),
        ("a = b\n\na = c\n", 3, 1, "set twice"),
    ],
)
def test_a_syntax_error_is_told_with_its_place(text, line, column, words):
    error = failure(text)
    assert error.diagnostic.code == "SCAN001"
    assert (error.place.file, error.place.line, error.place.column) == ("x.tf", line, column)
    assert words in error.diagnostic.message
    assert error.diagnostic.why
    assert error.diagnostic.fix


def test_an_argument_set_twice_points_at_both():
    labels = failure("a = 1\na = 2\n").diagnostic.labels
    assert [label.place.line for label in labels] == [2, 1]


@pytest.mark.parametrize(
    "opening", ["a = " + "[" * 500, "a = " + "{x=" * 500, "a {\n" * 500, 'a = "${' + '"${' * 500, "a = " + "f(" * 500]
)
def test_bottomless_nesting_is_refused_and_never_exhausts_the_stack(opening):
    assert f"deeper than {MAX_DEPTH}" in failure(opening).diagnostic.message


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "-" * 9999 + "1\n",
        "a = " + "!" * 9999 + "b\n",
        "a = b" + "[0]" * 9999 + "\n",
        "a = b" + " ? c : d" * 999,
    ],
)
def test_long_chains_are_not_nesting(text):
    assert parse(text, "x.tf").attributes
