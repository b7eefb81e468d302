from dataclasses import replace

import pytest

from support.judging import INTENT, case, outcomes, rule

RULE = "store_without_backup"
STORE = 'resource "aws_db_instance" "records" {\n  identifier = "records"\n  tags = { backup = "gold" }\n}\n'


def selection(body):
    return f'resource "aws_backup_selection" "x" {{\n{body}\n}}\n'


@pytest.mark.parametrize("kind", ["aws_db_instance", "aws_efs_file_system", "aws_dynamodb_table"])
def test_a_database_without_any_selection_is_found(kind):
    assert outcomes(RULE, f'resource "{kind}" "x" {{}}', None) == ["fail"]


@pytest.mark.parametrize(
    "body",
    [
        "resources = [aws_db_instance.records.arn]",
        'resources = ["*"]',
        'resources = ["arn:aws:rds:*:*:db:*"]',
        'resources = ["arn:aws:rds:ap-southeast-1:123456789012:db:records"]',
        'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = "gold"\n}',
    ],
)
def test_a_selection_by_reference_pattern_or_tag_covers(body):
    assert outcomes(RULE, STORE + selection(body)) == ["pass"]


@pytest.mark.parametrize(
    "body",
    [
        "resources = [aws_efs_file_system.other.arn]",
        'resources = ["arn:aws:rds:*:*:cluster:*"]',
        'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = "bronze"\n}',
        'resources = ["*"]\nnot_resources = [aws_db_instance.records.arn]',
    ],
)
def test_a_selection_of_something_else_does_not(body):
    text = STORE + 'resource "aws_efs_file_system" "other" {}\n' + selection(body)
    intent = replace(INTENT, stores=())
    found = [one for one in rule(RULE).check(case(text, intent)) if one.resource == "aws_db_instance.records"]
    assert [str(one.outcome) for one in found] == ["fail"]


@pytest.mark.parametrize(
    "body",
    [
        "resources = var.resources",
        "resources = [var.resource]",
        "count = 0\nresources = [aws_db_instance.records.arn]",
        "for_each = var.plans\nresources = [aws_db_instance.records.arn]",
        'resources = ["*"]\ncondition {}',
    ],
)
def test_a_selection_that_may_or_may_not_cover_is_unknown(body):
    assert outcomes(RULE, STORE + selection(body)) == ["unknown"]


def test_a_declared_resource_that_the_tree_lacks_is_found():
    from support import judging  # noqa: PLC0415 - the unfitted declaration is wanted here

    whole = judging.Case(judging.tree(STORE), replace(INTENT, stores=INTENT.stores[:3]))
    missing = [one.resource for one in rule(RULE).check(whole) if "the tree has no" in one.message]
    assert {"aws_s3_bucket.records", "aws_efs_file_system.records"} <= set(missing)
    assert "aws_db_instance.records" not in missing
