import pytest

from support.judging import answers, outcomes

RULE = "executed_string"


@pytest.mark.parametrize(
    "value",
    [
        "jsonencode = 0",
        " length=0",
        "x = 1; max = 2",
        "[merge := 0]",
        "del format",
        "for title in []: pass",
        "min += 1",
    ],
)
def test_a_text_that_replaces_a_function_is_found(value):
    assert answers(RULE, f'resource "aws_x" "x" {{\n  tags = {{ a = "{value}" }}\n}}') == [("fail", "aws_x.x", 2)]


@pytest.mark.parametrize(
    "value",
    ["about jsonencode", "length == 0", "max(1, 2)", "--format=json", "the title is x = y", "colour = red", "f(max=1)"],
)
def test_other_texts_are_right(value):
    assert outcomes(RULE, f'resource "aws_x" "x" {{\n tags = {{ a = "{value}" }}\n}}') == []


def test_nested_blocks_and_policies_are_read():
    text = 'resource "aws_x" "x" {\n b {\n policy = jsonencode({ Sid = "upper = 0" })\n}\n}'
    assert outcomes(RULE, text) == ["fail"]


def test_a_text_too_deep_to_parse_is_left_alone():
    assert outcomes(RULE, f'resource "aws_x" "x" {{\n a = "max = {"(" * 5000}"\n}}') == []
