"""What `literal` writes is read back as the same value: by our parser, by Terraform's own, and laid out by its fmt."""

import unicodedata

import tfparse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bastide.hcl.layout import align
from bastide.hcl.literal import Address, Comment, Template, literal
from bastide.hcl.parse import parse
from bastide.model.graph import Joined, Reference
from support.terraform_fmt import formatted, needs_terraform

OPENERS = st.sampled_from(
    ["${", "%{", "$${", "%%{", "$", "%", '"', "\\", "\\u0041", "*/", "/*", "#", "//", "{", "}", "~"]
)
BREAKS = st.sampled_from(
    ["\n", "\r\n", "\t", "\x00", "\x7f", "\u2028", "\u202e", "\ufeff", "\U0010ffff", "<<EOT\n", "\nEOT\n"]
)
TRICKS = st.one_of(OPENERS, BREAKS, st.sampled_from(["居民", "👩‍👩‍👧", "e\u0301"]))
PIECES = st.one_of(TRICKS, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
TEXTS = st.lists(PIECES, max_size=6).map("".join)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXTS, inner, max_size=5)),
    max_leaves=12,
)


def listed(value):
    """Turn the parser's tuples back into lists."""
    if isinstance(value, tuple):
        return [listed(item) for item in value]
    if isinstance(value, dict):
        return {key: listed(item) for key, item in value.items()}
    return value


def normal(value):
    """Normalize text as Terraform does (NFC), and -0.0."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {normal(key): normal(item) for key, item in value.items()}
    return value


@given(VALUES)
@example({"for": "for", "null": None, "${x}": "${x}", "a b": "\\", "": ""})
@example(["$$${", "%%%{", "$%{", "%${", "$"])
def test_a_value_survives_the_way_through_hcl(value):
    assert listed(parse(f"a = {literal(value)}\n", "x").get("a")) == value


@given(VALUES)
def test_laying_out_a_value_changes_neither_it_nor_itself(value):
    text = align(f"a = {literal(value)}\nbb = 1 # c\n")
    assert align(text) == text
    assert listed(parse(text, "x").get("a")) == value


@given(st.lists(PIECES, max_size=5))
def test_a_template_keeps_text_and_references_apart(texts):
    reference = Address("aws_kms_key", "k").arn
    parts = [part for text in texts for part in (text, reference)]
    value = parse(f"a = {literal(Template('x', *parts))}\n", "x").get("a")
    rebuilt = [str(part) if isinstance(part, Reference) else part for part in getattr(value, "parts", (value,))]
    assert "".join(rebuilt) == "x" + "".join(f"{text}{reference}" for text in texts)
    assert isinstance(value, Joined) == bool(texts)


@given(TEXTS)
def test_a_comment_hides_nothing_and_ends_nothing(text):
    body = parse(f"# {literal(Comment(text))}\na = 1 # {literal(Comment(text))}\nb = 2\n", "x")
    assert {name: attribute.value for name, attribute in body.attributes.items()} == {"a": 1, "b": 2}
    assert body.attributes["b"].place.line == 3


JSON_SAFE = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**53), 2**53), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=10,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(JSON_SAFE, min_size=1, max_size=20))
def test_terraforms_own_parser_reads_the_same_values(tmp_path, values):
    lines = "\n".join(f"v{index} = {literal(value)}" for index, value in enumerate(values))
    (tmp_path / "main.tf").write_text(align(f"locals {{\n{lines}\n}}\n"), encoding="utf-8", newline="")
    (read,) = tfparse.load_from_path(str(tmp_path))["locals"]
    assert [read[f"v{index}"] for index in range(len(values))] == [normal(value) for value in values]


BLOCKS = st.lists(
    st.tuples(st.sampled_from(["a", "bb", "ccc_ccc"]), JSON_SAFE, TEXTS, st.sampled_from(["", "\n", "\n\n\n"])),
    max_size=8,
)


@needs_terraform
@settings(max_examples=25, deadline=None)
@given(BLOCKS)
def test_terraform_fmt_leaves_what_we_lay_out_alone(entries):
    lines = []
    for index, (name, value, note, gap) in enumerate(entries):
        comment = f" # {literal(Comment(note))}" if index % 3 == 0 else ""
        lines.append(f"{name}{index}={literal(value)}{comment}{gap}")
        if index % 4 == 3:
            lines.append(f"nested {{\n# {literal(Comment(note))}\nx = {literal(note)}\nlonger = {literal(value)}\n}}")
    text = align('resource "a" "b" {\n' + "\n".join(lines) + "\n}\n")
    assert formatted(text) == text
