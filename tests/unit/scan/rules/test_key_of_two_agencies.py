from dataclasses import replace

from support.judging import INTENT, answers, outcomes, store

RULE = "key_of_two_agencies"


def databases(registry, pensions, more=""):
    return f"""
resource "aws_kms_key" "one" {{
}}
resource "aws_kms_key" "other" {{
}}
resource "aws_db_instance" "registry" {{
  kms_key_id = {registry}
}}
resource "aws_db_instance" "pensions" {{
  kms_key_id = {pensions}
}}
{more}
"""


def test_a_key_for_each_agency_is_right():
    assert outcomes(RULE, databases("aws_kms_key.one.arn", "aws_kms_key.other.arn")) == ["pass", "pass"]


def test_one_key_for_two_agencies_is_found_at_the_key():
    assert answers(RULE, databases("aws_kms_key.one.arn", "aws_kms_key.one.arn")) == [("fail", "aws_kms_key.one", 2)]


def test_an_alias_hides_no_key():
    alias = 'resource "aws_kms_alias" "one" {\n  target_key_id = aws_kms_key.one.key_id\n}\n'
    assert "fail" in outcomes(RULE, databases("aws_kms_key.one.arn", "aws_kms_alias.one.target_key_arn", alias))


def test_the_platforms_own_stores_count_as_another_owner():
    intent = replace(
        INTENT,
        stores=(
            store("records", "aws_s3_bucket.records"),
            store("pensions", "aws_db_instance.pensions", zone="data@social-security"),
        ),
    )
    bucket = """
resource "aws_s3_bucket" "records" {
}
resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
  bucket = aws_s3_bucket.records.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.one.arn
    }
  }
}
"""
    text = databases("aws_kms_key.other.arn", "aws_kms_key.one.arn", bucket)
    assert outcomes(RULE, text, intent) == ["fail"]


def test_two_stores_of_one_agency_may_share_a_key():
    intent = replace(
        INTENT,
        stores=tuple(
            store(name, f"aws_db_instance.{name}", zone="data@social-security") for name in ("registry", "pensions")
        ),
    )
    assert outcomes(RULE, databases("aws_kms_key.one.arn", "aws_kms_key.one.arn"), intent) == []
