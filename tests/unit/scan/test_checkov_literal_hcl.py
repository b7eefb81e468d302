"""The fast parser may decline any text, but what it accepts it must read as bc-python-hcl2 does, to the byte."""

import hcl2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bastide.scan.checkov.literal_hcl import convert
from scan.parity.corpus import write_trees

BODY = """resource "aws_x" "y" {
  a = %s
}
"""


def the_same(text):
    """Whether the fast parser accepts a text; when it does, both dicts must be equal, types and order included."""
    found = convert(text)
    if found is None:
        return False
    assert repr(found) == repr(hcl2.loads(text))
    return True


@pytest.mark.parametrize(
    "value",
    [
        '"text"',
        '""',
        '"a \\"quoted\\" word"',
        '"tab\\t and \\n"',
        '"${aws_x.y.arn}"',
        '"${aws_x.y.arn}/*"',
        '"a-${aws_x.y.id}-${var.b}"',
        '"$5 and 5%"',
        '"arn:aws:s3:::x/*"',
        '"http://x # no comment // here"',
        "1",
        "007",
        "1.50",
        "-3",
        "true",
        "null",
        "aws_kms_key.x.arn",
        "aws_x.y[0].id",
        'aws_x.y["k"].id',
        "var.a",
        "local.b",
        "[]",
        '[1, true, null, aws_x.y.id, "s"]',
        "[\n    1, # one\n    2,\n  ]",
        "{}",
        '{ a = 1, b = [true], "c:d" = { e = "f" } }',
        "{\n    a = 1\n    b : 2,\n  }",
        'jsonencode({ A = ["x", aws_x.y.arn], B = { C = null } })',
        "jsonencode([])",
        'concat([1], ["a"])',
        "timestamp()",
        '"居民档案 🏛"',
    ],
)  # fmt: skip
def test_a_literal_is_accepted_and_read_alike(value):
    assert the_same(BODY % value)


@pytest.mark.parametrize(
    "value",
    [
        "a ? b : c",
        "1 + 2",
        "!true",
        "(1)",
        "1e5",
        "-1.5",
        "[for x in y : x]",
        "aws_x.y[*].id",
        "aws_x.y.*.id",
        "aws_x.y.0.id",
        "<<EOF\nx\nEOF",
        '"${jsonencode("x")}"',
        '"%{ if a }b%{ endif }"',
        '"a\\\\"',
        '"a\nb"',
        "{ (a) = 1 }",
        "{ a = 1 b = 2 }",
        "[1 2]",
        "1 b = 2",
        "true.x",
        "/* c */ 1",
        "provider::a::b(1)",
        "f(x...)",
        "",
    ],
)
def test_anything_else_is_left_to_the_real_parser(value):
    assert convert(BODY % value) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n# only a comment\n// and another\n",
        'terraform {\n  backend "s3" {\n  }\n}\n',
        'provider "aws" {\n  alias = "x"\n}\nprovider "aws" {\n}\n',
        "locals {\n  a = 1\n}\nlocals {\n  a = [2]\n  a = [3]\n}\n",
        "resource a b {\n  c {\n  }\n  c {\n    d = 1\n  }\n}\n",
        'resource "a" "b" { c = 1 }\n',
        'variable "x" {}\noutput "y" {\n  value = var.x\n}',
        "resource \"a\" \"b\" {\n  # it's \"quoted\n  c = 1 // trailing\n\n\n  d = 2\n}",
        'module "m" {\n  source = "./m"\n  data {\n  }\n}\n',
    ],
)  # fmt: skip
def test_the_shape_of_a_file_is_read_alike(text):
    assert the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        'resource "a" "b" { c { d = 1 } }\n',
        'resource "a" "b" "c" {\n}\n',
        'resource "a" "b"\n{\n}\n',
        "resource in b {\n}\n",
        'a = 1\r\nb = "x\n',
        'a = "= <<EOF"\n',
        "a = 1 # /* x\n",
        "}\n",
        "a = " + "[" * 200 + "]" * 200 + "\n",
    ],
)
def test_a_doubtful_shape_is_left_to_the_real_parser(text):
    assert convert(text) is None


def test_the_corpus_is_read_alike(tmp_path):
    texts = [path.read_text(encoding="utf-8") for tree in write_trees(tmp_path, 6, 16) for path in tree.glob("*.tf")]
    accepted = [text for text in texts if the_same(text)]
    assert len(accepted) * 2 > len(texts)


PIECES = st.sampled_from(
    [
        *(
            'resource "a" "b" {\n',
            "}\n",
            "}",
            "\n",
            " ",
            "a = ",
            "b = 1\n",
            '"x"',
            '"${a.b}"',
            '"$${c}"',
            "true",
            "null",
        ),
        *("-", "1", "1.5", "a.b.c", "[", "]", "{", "{ ", "(", ")", ",", "=", ":", "# c\n", '# "\n', "// it's\n", "/*"),
        *("*/", "f(", "[0]", '["k"]', "data", "locals", "terraform {\n", "in", "for", '\\"', "\\", "$", "%{", "${"),
        *("\t", "é", "<<E\n", "..."),
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
@example("a = [\n1\n,\n2]\n")
@example('a = {\n"b" = 1 # c\n\n}\n')
def test_whatever_is_accepted_is_read_alike(text):
    the_same(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=4).map("".join), st.integers(0, 160), st.integers(0, 6))
def test_a_broken_file_is_never_mended(piece, position, cut):
    text = 'resource "a" "b" {\n  c = "d-${e.f.id}"\n  tags = { N = "b", L = [1] }\n  rule {\n    on = true\n  }\n}\n'
    the_same(text[:position] + piece + text[position + cut :])
