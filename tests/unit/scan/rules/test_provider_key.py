from dataclasses import replace

import pytest

from bastide.model.intent import DeclaredExisting
from support.judging import GIVEN_KEY, INTENT, answers, outcomes, store

RULE = "provider_key"
KEY = 'resource "aws_kms_key" "x" {}\n'


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("storage_encrypted = true\nkms_key_id = aws_kms_key.x.arn", "pass"),
        ("storage_encrypted = true", "fail"),
        ("kms_key_id = aws_kms_key.x.arn", "fail"),
        ('storage_encrypted = true\nkms_key_id = "alias/aws/rds"', "fail"),
        ("storage_encrypted = true\nkms_key_id = data.aws_kms_alias.rds.target_key_arn", "fail"),
        ("storage_encrypted = var.on\nkms_key_id = aws_kms_key.x.arn", "unknown"),
        ("storage_encrypted = true\nkms_key_id = var.key", "unknown"),
    ],
)
def test_a_database_of_a_class_with_customer_key(body, outcome):
    assert outcomes(RULE, KEY + f'resource "aws_db_instance" "records" {{\n{body}\n}}') == [outcome]


def test_a_bucket_without_encryption_settings_uses_the_key_of_the_provider():
    assert answers(RULE, 'resource "aws_s3_bucket" "records" {}') == [("fail", "aws_s3_bucket.records", 1)]


def test_a_class_with_provider_key_asks_for_nothing():
    assert outcomes(RULE, 'resource "aws_s3_bucket" "other" {}') == []


def test_a_replica_of_a_file_system_names_its_key_in_its_destination():
    declared = store("files", "aws_efs_file_system.x", copies=("aws_efs_replication_configuration.x",))
    text = (
        KEY
        + """
resource "aws_efs_file_system" "x" {
  encrypted = true
  kms_key_id = aws_kms_key.x.arn
}
resource "aws_efs_replication_configuration" "x" {
  destination {
    region = "ap-northeast-1"
    %s
  }
}
"""
    )
    intent = replace(INTENT, stores=(declared,))
    assert outcomes(RULE, text % "kms_key_id = aws_kms_key.x.arn", intent) == ["pass", "pass"]
    assert outcomes(RULE, text % "", intent) == ["pass", "fail"]


@pytest.mark.parametrize(
    ("declared", "outcome"),
    [((), "fail"), (((GIVEN_KEY, "core"),), "pass"), (((GIVEN_KEY, "important"),), "fail")],
    ids=["undeclared", "declared", "declared-for-another-class"],
)
def test_a_literal_key_counts_where_it_is_declared_for_that_class_and_nowhere_else(declared, outcome):
    intent = replace(INTENT, existing=tuple(DeclaredExisting("key", *one) for one in declared))
    text = f'resource "aws_db_instance" "records" {{\nstorage_encrypted = true\nkms_key_id = "{GIVEN_KEY}"\n}}'
    assert outcomes(RULE, text, intent) == [outcome]


def test_a_declared_key_of_the_platform_encrypts_no_store_of_an_agency():
    intent = replace(INTENT, existing=(DeclaredExisting("key", GIVEN_KEY, "core"),))
    text = f'resource "aws_db_instance" "pensions" {{\nstorage_encrypted = true\nkms_key_id = "{GIVEN_KEY}"\n}}'
    assert outcomes(RULE, text, intent) == ["fail"]
