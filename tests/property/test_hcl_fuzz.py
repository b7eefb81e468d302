"""The parser meets any text: it answers or raises ParseError, soon."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.graph.terraform import read_tree
from bastide.hcl.layout import align
from bastide.hcl.parse import ParseError, parse

SYMBOLS = st.sampled_from("={}[]()~\".,*-!?:;#'\\\n\x00\ufeff a1居")
WORDS = st.sampled_from(
    ["b1", "2.5", "for", "in", "if", "null", "true", "jsonencode", "resource", "var.x", '"x"', "= 1\n"]
)
MARKS = st.sampled_from(
    ["==", "=>", "${", "%{", "...", "::", "&&", "<<E\n", "<<-E\n", "\nE\n", "//", "/*", "*/", "\\u00", "{\n"]
)
TOKENS = st.one_of(SYMBOLS, WORDS, MARKS)
SOUP = st.lists(TOKENS, max_size=60).map("".join)
SEED = """
resource "aws_x" "y" { # c
  a = [1, { b = "c-${d.e[0]}" }, f(g...)]
  h = <<-EOT
    x ${i ? j : "k"}
  EOT
  l { m = jsonencode({ n = -1 }) }
}
"""


@st.composite
def damaged(draw):
    text = SEED
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.one_of(TOKENS, st.just(""))) + text[end:]
    return text


def check(text):
    with contextlib.suppress(ParseError):
        parse(text, "x.tf")
    with contextlib.suppress(ValueError):
        align(text)


@given(st.text())
def test_any_text_is_answered(text):
    check(text)


@given(SOUP)
def test_any_tokens_are_answered(text):
    check(text)


@given(damaged())
def test_any_damaged_file_is_answered(text):
    check(text)


@given(damaged())
def test_what_parses_parses_the_same_after_layout(text):
    try:
        before = parse(text, "x.tf")
    except ParseError:
        return
    after = parse(align(text), "x.tf")
    assert list(before.attributes) == list(after.attributes)
    assert [(block.type, block.labels) for block in before.blocks] == [
        (block.type, block.labels) for block in after.blocks
    ]


@given(st.binary(max_size=200))
def test_a_tree_of_any_bytes_is_answered(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("tree")
    (root / "main.tf").write_bytes(data)
    graph = read_tree(root)
    assert graph.problems or graph.files == ("main.tf",)


HOSTILE = [
    'a = "' + "${" * 40_000,
    'a = "' + '${"' * 20_000,
    "a = " + "(" * 40_000,
    "a = " + "[" * 40_000 + "]" * 40_000,
    "a = " + "{a=" * 20_000,
    'a = "' + "\\" * 80_001,
    'a = "' + "$" * 80_000,
    'a = "' + "$" * 80_000 + '"\n',
    "/*" * 40_000,
    "/*" + "*" * 80_000,
    "/* " * 30_000,
    "a = 1 /* \n" * 10_000,
    "#" * 80_000,
    "a = b <<" * 10_000,
    "a = <<E\n" + "E \n x\n" * 10_000,
    "a = <<-E\n" + " ${b}\n" * 10_000 + "E\n",
    "a = <<E\n" * 10_000,
    "a = " + "1+" * 40_000 + "1\n",
    "a = " + "b." * 40_000 + "c\n",
    "a = " + "b[0]." * 20_000 + "c\n",
    "a = b" + "[*]" * 20_000 + "\n",
    "a = " + "-" * 80_000,
    "a = " + "9" * 80_000 + "\n",
    "a = " + "b ? c : " * 10_000 + "d\n",
    "a = [" + "1," * 40_000 + "]\n",
    "a " * 40_000 + "{}\n",
    'a "' * 20_000,
    " \t" * 40_000 + "=",
    "\n" * 80_000,
    "a = f(" * 10_000,
    "a {\n" * 10_000,
    "".join(f"a{n} = 1\n" for n in range(10_000)),
    "a = b\n" + "\n /**/ /**/" * 10_000 + "=",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_takes_time_in_proportion_to_its_size(text):
    started = time.process_time()
    check(text)
    assert time.process_time() - started < 1.5
