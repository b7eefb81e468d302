from dataclasses import replace

import pytest

from support.judging import answers, case, outcomes, rule

RULE = "copy_outside_regions"
PROVIDERS = """
provider "aws" {
  region = "ap-southeast-1"
}
provider "aws" {
  alias = "far"
  region = "us-east-1"
}
provider "aws" {
  alias = "shell"
}
"""


@pytest.mark.parametrize(
    "body",
    [
        'resource "aws_backup_vault" "x" {\n provider = aws.far\n}',
        'resource "aws_db_instance" "x" {\n provider = aws.far\n replicate_source_db = "arn"\n}',
        'resource "aws_kms_replica_key" "x" {\n provider = aws.far\n}',
        'resource "aws_efs_replication_configuration" "x" {\n destination {\n region = "us-east-1"\n}\n}',
        'resource "aws_dynamodb_table" "x" {\n replica {\n region_name = "us-east-1"\n}\n}',
        'resource "aws_secretsmanager_secret" "x" {\n replica {\n region = "us-east-1"\n}\n}',
        (
            'resource "aws_backup_plan" "x" {\n rule {\n copy_action {\n destination_vault_arn = '
            '"arn:aws:backup:us-east-1:1:backup-vault:v"\n}\n}\n}'
        ),
    ],
)
def test_a_copy_to_an_undeclared_region_is_found(body):
    assert outcomes(RULE, PROVIDERS + body) == ["fail"]
    assert outcomes(RULE, PROVIDERS + body.replace("us-east-1", "ap-northeast-1").replace("aws.far", "aws")) == ["pass"]
    assert outcomes(RULE, PROVIDERS + body, None) == []


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ('"arn:aws:kms:ap-northeast-1:1:key/k"', "pass"),
        ('"arn:aws:kms:us-east-1:1:alias/aws/s3"', "fail"),
        ("aws_kms_key.far.arn", "fail"),
        ('"alias/aws/s3"', "unknown"),
    ],
)
def test_the_key_of_a_copied_object_lies_where_the_copy_may(key, word):
    text = f"""
resource "aws_kms_key" "far" {{
  provider = aws.far
}}
resource "aws_s3_bucket" "copy" {{
}}
resource "aws_s3_bucket_replication_configuration" "x" {{
  rule {{
    destination {{
      bucket = aws_s3_bucket.copy.arn
      encryption_configuration {{
        replica_kms_key_id = {key}
      }}
    }}
  }}
}}
"""
    assert outcomes(RULE, PROVIDERS + text) == [word]


def test_a_vault_of_the_tree_is_where_its_provider_is():
    text = (
        PROVIDERS
        + """
resource "aws_backup_vault" "v" {
  provider = aws.far
}
resource "aws_backup_plan" "x" {
  rule {
    copy_action {
      destination_vault_arn = aws_backup_vault.v.arn
    }
  }
}
"""
    )
    assert sorted(one[1] for one in answers(RULE, text) if one[0] == "fail") == [
        "aws_backup_plan.x",
        "aws_backup_vault.v",
    ]


@pytest.mark.parametrize(
    "body",
    [
        'resource "aws_backup_vault" "x" {\n provider = aws.shell\n}',
        'resource "aws_backup_plan" "x" {\n rule {\n copy_action {\n destination_vault_arn = var.vault\n}\n}\n}',
        (
            'resource "aws_s3_bucket_replication_configuration" "x" {\n rule {\n destination {\n'
            ' bucket = "arn:aws:s3:::somewhere"\n}\n}\n}'
        ),
    ],
)
def test_a_destination_that_the_code_does_not_tell_is_unknown(body):
    assert outcomes(RULE, PROVIDERS + body) == ["unknown"]


@pytest.mark.parametrize(
    ("regions", "said"),
    [(("ap-southeast-1",), "declared are `ap-southeast-1`"), ((), "no region is declared")],
)
def test_the_message_names_the_declared_regions_if_there_are_any(regions, said):
    text = PROVIDERS + 'resource "aws_kms_replica_key" "x" {\n provider = aws.far\n}'
    judged = case(text)
    (found,) = rule(RULE).check(replace(judged, intent=replace(judged.intent, regions=regions)))
    assert found.message == f"a copy goes to `us-east-1`; {said}"
