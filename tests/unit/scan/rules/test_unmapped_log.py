import pytest

from support.judging import outcomes

RULE = "unmapped_log"
WHOLE = """
resource "aws_athena_workgroup" "logs" {
  name = "logs"
}
resource "aws_cloudwatch_log_group" "flow" {}
resource "aws_cloudwatch_query_definition" "flow" {
  log_group_names = [aws_cloudwatch_log_group.flow.name]
  query_string    = "fields a as time, b as user, c as src_ip, d as action, e as object, f as result"
}
"""
TRAIL = """
resource "aws_cloudwatch_log_group" "audit" {}
resource "aws_cloudtrail" "main" {
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.audit.arn}:*"
}
resource "aws_cloudwatch_log_metric_filter" "root" {
  name           = "root-use"
  log_group_name = aws_cloudwatch_log_group.audit.name
}
"""
SAVED = 'resource "aws_athena_named_query" "root" {\n  name = "root-use"\n}\n'


def test_a_log_that_a_query_reads_in_six_fields_is_right():
    assert set(outcomes(RULE, WHOLE)) == {"pass"}


@pytest.mark.parametrize("field", ["time", "user", "src_ip", "action", "object", "result"])
def test_a_query_that_lacks_a_field_is_found(field):
    assert "fail" in outcomes(RULE, WHOLE.replace(f"as {field}", "as other"))


def test_a_query_of_another_group_is_found():
    assert "fail" in outcomes(RULE, WHOLE.replace("[aws_cloudwatch_log_group.flow.name]", '["other"]'))


def test_a_source_without_a_query_is_found():
    assert "fail" in outcomes(RULE, WHOLE.replace('definition" "flow"', 'definition" "other"'))


def test_a_keeper_that_no_source_names_is_found():
    assert "fail" in outcomes(RULE, WHOLE + 'resource "aws_s3_bucket" "audit" {}\n')


def test_a_copy_needs_no_mapping_of_its_own():
    copied = """
resource "aws_s3_bucket" "audit" {}
resource "aws_s3_bucket_replication_configuration" "audit" {
  rule {
    destination {
      bucket = aws_s3_bucket.audit.arn
    }
  }
}
"""
    assert set(outcomes(RULE, WHOLE + copied)) == {"pass"}


def test_an_alarm_on_the_trail_needs_a_saved_query_of_its_name():
    assert "fail" in outcomes(RULE, WHOLE + TRAIL)
    assert set(outcomes(RULE, WHOLE + TRAIL + SAVED)) == {"pass"}


def test_where_no_source_is_declared_nothing_is_asked():
    assert outcomes(RULE, WHOLE.replace('"logs"', '"other"')) == []
