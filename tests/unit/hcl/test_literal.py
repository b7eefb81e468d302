"""Values as HCL: safe, readable, and left alone by the formatter."""

from copy import deepcopy
from datetime import UTC, date, datetime
from enum import StrEnum
from ipaddress import IPv4Network

import pytest

from bastide.hcl.layout import align
from bastide.hcl.literal import Address, Comment, Only, Template, Traversal, literal
from bastide.hcl.parse import parse

KEY = Address("aws_kms_key", "records")


class Kind(StrEnum):
    FILE = "file"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (-7, "-7"),
        (2.0, "2"),
        (0.25, "0.25"),
        ("", '""'),
        ("居民 👪", '"居民 👪"'),
        ('say "no" \\ now', r'"say \"no\" \\ now"'),
        ("a\nb\tc\rd\x00\x1b", r'"a\nb\tc\rd\u0000\u001B"'),
        ("${aws_iam_user.x}", '"$${aws_iam_user.x}"'),
        ("%{ if true }", '"%%{ if true }"'),
        ("$${", '"$$${"'),
        ("100% of $5", '"100% of $5"'),
        (Kind.FILE, '"file"'),
        (date(2027, 6, 30), '"2027-06-30"'),
        (IPv4Network("10.0.0.0/8"), '"10.0.0.0/8"'),
        ([], "[]"),
        ({}, "{}"),
        ((1, "a"), '[1, "a"]'),
        ({"a": 1, "b-c": 2, "d:e": 3, "9": 4}, '{ a = 1, b-c = 2, "d:e" = 3, "9" = 4 }'),
        ({"for": 1, "null": 2}, '{ "for" = 1, "null" = 2 }'),
        (KEY, "aws_kms_key.records"),
        ([KEY], "[aws_kms_key.records]"),
    ],
)
def test_a_value_becomes_the_literal_that_means_it(value, text):
    assert literal(value) == text


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u2028", "\x85", "\xad", "\ufeff", "\U000e0041"])
def test_a_character_that_a_reviewer_cannot_see_is_written_as_its_code(hidden):
    assert hidden not in literal(f"a{hidden}b")
    assert f"{ord(hidden):X}" in literal(f"a{hidden}b")
    assert hidden not in Comment(f"a{hidden}b")


def test_long_and_nested_values_take_one_line_for_each_element():
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": [KEY.arn, "*"]}]}
    assert literal(policy).splitlines() == [
        "{",
        '  Version = "2012-10-17"',
        "  Statement = [",
        "    {",
        '      Effect   = "Allow"',
        '      Resource = [aws_kms_key.records.arn, "*"]',
        "    },",
        "  ]",
        "}",
    ]
    wide = literal([f"subnet-{number:012}" for number in range(12)])
    assert wide.count("\n") == 13
    assert align(f"a = {wide}\n") == f"a = {wide}\n"


@pytest.mark.parametrize("bad", [object(), b"bytes", {1}, datetime(2027, 1, 1, tzinfo=UTC), {1: "a"}, [object()]])
def test_a_type_without_an_hcl_form_is_refused(bad):
    with pytest.raises(TypeError):
        literal(bad)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf"), "\ud800", {"\udfff": 1}])
def test_a_value_that_no_file_can_hold_is_refused(bad):
    with pytest.raises(ValueError, match=r"no number|surrogate"):
        literal(bad)


def test_the_only_element_of_a_set_is_written_and_read_back():
    text = literal(Only(Address("aws_x", "y").states, Traversal("link[0].id")))
    assert text == "one(aws_x.y.states).link[0].id"
    assert str(parse(f"a = {text}\n", "x.tf").get("a")) == "aws_x.y.states[0].link[0].id"


def test_every_attribute_of_an_address_is_a_traversal():
    assert str(KEY.arn) == "aws_kms_key.records.arn"
    assert str(KEY.name) == "aws_kms_key.records.name"
    assert str(KEY.type) == "aws_kms_key.records.type"
    assert str(KEY.mode) == "aws_kms_key.records.mode"
    assert str(KEY.at(0).id) == "aws_kms_key.records[0].id"
    assert str(KEY.tags.at("a/b")) == 'aws_kms_key.records.tags["a/b"]'
    assert str(Address("aws_region", "this", mode="data").id) == "data.aws_region.this.id"
    assert Address("a", "b") == Address("a", "b") != Address("a", "c")
    assert deepcopy(KEY) == KEY


@pytest.mark.parametrize("part", ["", "a b", "9a", "a.b", 'a"', "${x}", "居"])
def test_an_address_of_anything_but_identifiers_is_refused(part):
    with pytest.raises(ValueError, match="address"):
        Address("aws_kms_key", part)
    with pytest.raises(ValueError, match=r"address|traversal"):
        Address(part, "x")


@pytest.mark.parametrize("text", ["a b", "a.", "a}", "a[x]", 'a["${x}"]', 'a["b"', "", "a\n"])
def test_a_malformed_traversal_is_refused(text):
    with pytest.raises(ValueError, match="traversal"):
        Traversal(text)


def test_a_template_interpolates_references_and_nothing_else():
    assert literal(Template(KEY.arn, "/*")) == '"${aws_kms_key.records.arn}/*"'
    assert literal(Template("arn:${x}:", KEY.id)) == '"arn:$${x}:${aws_kms_key.records.id}"'
    assert literal(Template(KEY.arn)) == "aws_kms_key.records.arn"
    assert literal(Template("costs $", KEY.id)) == r'"costs \u0024${aws_kms_key.records.id}"'


@pytest.mark.parametrize("text", ["x\n}", "x\r}", "x\u2028y", "x\x85y", "x\x00", "\nresource"])
def test_a_comment_never_leaves_its_line(text):
    line = f"# {literal(Comment(text))}"
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_a_comment_with_half_a_surrogate_pair_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        Comment("\ud83d")
