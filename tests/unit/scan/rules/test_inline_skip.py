import pytest

from support.judging import answers, outcomes, rule
from support.judging import case as judged

RULE = "inline_skip"


@pytest.mark.parametrize(
    "line",
    [
        "#checkov:skip=CKV_AWS_16:later",
        "// bridgecrew:skip=CKV_AWS_16",
        "/* cortex:skip=CKV_AWS_16 */",
        'identifier = "checkov:skip=CKV_AWS_16:x"',
        "# tfsec:ignore:aws-rds",
        "# trivy:ignore:AVD-AWS-0080",
        "# nosec",
        "# CHECKOV : SKIP = all",
    ],
)
def test_a_marker_is_found_in_comments_and_strings(line):
    assert answers(RULE, f'resource "aws_db_instance" "x" {{\n  {line}\n}}') == [("fail", "aws_db_instance.x", 2)]


def test_a_marker_between_blocks_has_no_resource():
    assert answers(RULE, '# nosec\nresource "aws_vpc" "x" {}') == [("fail", "", 1)]


def test_the_place_is_the_marker_itself():
    found = next(rule(RULE).check(judged('resource "aws_vpc" "x" {\n  # see checkov:skip=A\n}')))
    assert (found.place.line, found.place.column, found.place.end_column) == (2, 9, 21)


@pytest.mark.parametrize("line", ["# skip this", "# checkov said so", 'name = "nosecrets"'])
def test_ordinary_words_are_right(line):
    assert outcomes(RULE, f'resource "aws_vpc" "x" {{\n {line}\n}}') == ["pass"]
