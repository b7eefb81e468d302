import ast
import io
import re
import tokenize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.render.pulumi.literals import WIDTH, comment, in_double_quotes, quoted, scalar, width

HOSTILE = (
    'a"b',
    "a'b",
    "\"'",
    "'''\"\"\"",
    "\\",
    "\\N{DASH}\\x41",
    "a\nb\r\n\tc",
    "{} {0} {x!r} %s %(a)s",
    "${aws:username} #{x}",
    "\x00\x07\x1b[2J\x7f\x85",
    "a\u2028b\u2029c",
    "\u202e\u2066\u200b\ufeff",
    "\U000e0041",
    "居民档案 🏛️",
    "# noqa",
    "end\\",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs",))))


@given(texts)
def test_a_literal_means_exactly_the_text_and_hides_nothing(text):
    for literal in (quoted(text), in_double_quotes(text)):
        assert ast.literal_eval(literal) == text
        assert len(literal.splitlines()) == 1
        assert not set("\u202e\u2066\u200b\ufeff\u2028\x85\U000e0041") & set(literal)


def test_quotes_are_those_a_formatter_chooses():
    assert quoted("it's") == '"it\'s"'
    assert quoted('say "x"') == "'say \"x\"'"
    assert quoted("\"'") == '"\\"\'"'


def test_other_scalars_are_literals():
    assert [scalar(one) for one in (True, None, 3, 0.5, -1)] == ["True", "None", "3", "0.5", "-1"]


@given(texts, st.sampled_from([0, 8, 24]))
def test_a_comment_stays_a_comment(text, indent):
    source = "\n".join(" " * indent + line for line in comment(text, indent))
    kinds = {token.type for token in tokenize.generate_tokens(io.StringIO(source).readline)}
    assert kinds <= {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER}


def test_a_long_comment_breaks_between_words_and_keeps_them():
    text = " ".join(["word"] * 60)
    lines = comment(text, 8)
    assert all(len(line) <= WIDTH - 8 for line in lines)
    assert " ".join(line.removeprefix("#").strip() for line in lines) == text
    assert all(line.startswith("#   ") for line in lines[1:])


def test_a_word_that_is_too_long_is_not_broken():
    assert comment("x" * 200, 0) == [f"# {'x' * 200}"]


ORDERS = (
    "noqa|NOQA: E501|type: ignore|fmt: off|ruff: noqa|pylint: disable=all|a # noqa|a #type: ignore|nosec"
    "|pragma: no cover|checkov:skip=CKV_AWS_1: x|mypy: ignore-errors|isort: skip_file"
)


@pytest.mark.parametrize("order", ORDERS.split("|"))
@pytest.mark.parametrize("before", ["", "word " * 22])
def test_a_comment_gives_no_orders_to_tools(order, before):
    understood = re.compile(r"#\s*(noqa|nosec|(type|fmt|ruff|pylint|checkov|mypy|pragma|isort)\s*:)", re.IGNORECASE)
    assert understood.search(f"# {order}")
    assert not [line for line in comment(before + order, 8) if understood.search(line)]


def test_what_is_not_ascii_counts_twice():
    assert width("ab") == 2
    assert width("居a") == 3
