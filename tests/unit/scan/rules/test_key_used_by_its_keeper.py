import pytest

from support.judging import answers, outcomes

RULE = "key_used_by_its_keeper"
ROOT = '{ AWS = "arn:aws:iam::123456789012:root" }'
OTHER = '{ AWS = "arn:aws:iam::123456789012:role/clerk" }'
THROUGH = '{ StringEquals = { "kms:ViaService" = ["s3.ap-southeast-1.amazonaws.com"] } }'


def statement(*actions, who=ROOT, effect="Allow", condition=None):
    listed = ", ".join(f'"{one}"' for one in actions)
    tested = f"\n      Condition = {condition}" if condition else ""
    return f'{{\n      Effect = "{effect}"\n      Principal = {who}\n      Action = [{listed}]{tested}\n    }}'


def key(*listed):
    return f'resource "aws_kms_key" "x" {{\n  policy = jsonencode({{ Statement = [{", ".join(listed)}] }})\n}}\n'


MANAGES = statement("kms:Put*", "kms:ScheduleKeyDeletion")


def test_who_manages_a_key_may_use_it_by_way_of_a_service_only():
    assert outcomes(RULE, key(MANAGES, statement("kms:Decrypt", condition=THROUGH))) == ["pass"]


@pytest.mark.parametrize("use", ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:*", "*"])
def test_a_keeper_that_may_use_the_key_is_found(use):
    assert outcomes(RULE, key(MANAGES, statement(use))) == ["fail"]
    assert outcomes(RULE, key(statement("kms:PutKeyPolicy", use))) == ["fail"]


def test_the_statement_that_gives_the_use_is_blamed():
    assert answers(RULE, key(MANAGES, statement("kms:Decrypt"))) == [("fail", "aws_kms_key.x", 6)]


def test_another_may_use_it_and_a_service_may_too():
    assert outcomes(RULE, key(MANAGES, statement("kms:Decrypt", who=OTHER))) == ["pass"]
    service = '{ Service = "logs.amazonaws.com" }'
    assert outcomes(RULE, key(statement("kms:*", who=service))) == ["pass"]
    assert outcomes(RULE, key(MANAGES, statement("kms:Decrypt", effect="Deny"))) == ["pass"]


def test_a_key_without_a_policy_or_a_declaration_is_not_judged():
    assert outcomes(RULE, 'resource "aws_kms_key" "x" {}') == []
    assert outcomes(RULE, key(statement("kms:*")), None) == []


def test_a_policy_that_nobody_can_read_is_unknown():
    assert outcomes(RULE, 'resource "aws_kms_key" "x" {\n  policy = var.policy\n}') == ["unknown"]
