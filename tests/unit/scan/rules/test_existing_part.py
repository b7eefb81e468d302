from dataclasses import replace

from bastide.scan.registry import all_rules
from support.judging import GIVEN_KEY, INTENT, answers, case, outcomes

RULE = "existing_part"
FILES = f'resource "aws_efs_file_system" "records" {{\n  encrypted = true\n  kms_key_id = "{GIVEN_KEY}"\n}}\n'
RECORDS = """
resource "aws_s3_bucket_replication_configuration" "audit" {
  rule {
    destination {
      bucket = "arn:aws:s3:::city-records"
    }
  }
}
"""


def test_a_declared_key_is_told_once_however_often_it_is_named():
    assert answers(RULE, FILES + FILES.replace('"records"', '"more"')) == [("unknown", GIVEN_KEY, 3)]


def test_a_bucket_of_the_log_account_is_told_in_words():
    (rule,) = (one for one in all_rules() if one.word == RULE)
    (finding,) = rule.check(case(RECORDS))
    assert finding.message.startswith("`city-records` of account `210987654321` is not in this code: who reads")


def test_a_part_that_the_code_does_not_name_is_told_by_nobody():
    assert outcomes(RULE, 'resource "aws_kms_key" "x" {}\n') == []


def test_a_key_that_nobody_declared_is_left_to_the_rule_about_keys():
    assert outcomes(RULE, FILES, replace(INTENT, existing=())) == []
