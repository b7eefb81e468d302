import pytest

from support.judging import outcomes

RULE = "log_outside_log_zone"
ZONE = """
resource "aws_cloudwatch_log_group" "flow" {}
resource "aws_s3_bucket" "audit" {}
resource "aws_s3_bucket" "scratch" {}
resource "aws_cloudwatch_log_group" "scratch" {}
"""
SOURCES = {
    "flow": 'resource "aws_flow_log" "x" {\n  log_destination = BUCKET.arn\n}\n',
    "trail": 'resource "aws_cloudtrail" "x" {\n  s3_bucket_name = BUCKET.id\n}\n',
    "bucket": 'resource "aws_s3_bucket_logging" "x" {\n  target_bucket = BUCKET.id\n}\n',
    "balancer": 'resource "aws_lb" "x" {\n  access_logs {\n    bucket = BUCKET.id\n  }\n}\n',
    "web": 'resource "aws_wafv2_web_acl_logging_configuration" "x" {\n  log_destination_configs = [GROUP.arn]\n}\n',
    "firewall": (
        'resource "aws_networkfirewall_logging_configuration" "x" {\n  logging_configuration {\n'
        "    log_destination_config {\n      log_destination = { logGroup = GROUP.name }\n    }\n  }\n}\n"
    ),
    "names": 'resource "aws_route53_resolver_query_log_config" "x" {\n  destination_arn = GROUP.arn\n}\n',
    "settings": 'resource "aws_config_delivery_channel" "x" {\n  s3_bucket_name = BUCKET.id\n}\n',
    "gateway": (
        'resource "aws_api_gateway_stage" "x" {\n  access_log_settings {\n    destination_arn = GROUP.arn\n  }\n}\n'
    ),
    "tunnel": (
        'resource "aws_vpn_connection" "x" {\n  tunnel2_log_options {\n    cloudwatch_log_options {\n'
        "      log_group_arn = GROUP.arn\n    }\n  }\n}\n"
    ),
    "states": (
        'resource "aws_sfn_state_machine" "x" {\n  logging_configuration {\n'
        '    log_destination = "${GROUP.arn}:*"\n  }\n}\n'
    ),
}
each = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


def sent(source, bucket, group):
    text = source.replace("BUCKET", f"aws_s3_bucket.{bucket}").replace("GROUP", f"aws_cloudwatch_log_group.{group}")
    return outcomes(RULE, ZONE + text)


@each
def test_what_is_declared_to_keep_logs_may_have_them(source):
    assert sent(source, "audit", "flow") == ["pass"]


@each
def test_what_is_not_declared_may_not(source):
    assert sent(source, "scratch", "scratch") == ["fail"]


def test_a_bucket_that_only_its_name_tells_of_is_outside():
    assert outcomes(RULE, ZONE + SOURCES["trail"].replace("BUCKET.id", '"elsewhere"')) == ["fail"]


def test_without_a_declaration_no_zone_is_known():
    assert outcomes(RULE, ZONE + SOURCES["trail"].replace("BUCKET.id", '"elsewhere"'), None) == []


def test_one_good_destination_does_not_excuse_another():
    both = SOURCES["web"].replace(
        "GROUP.arn", "aws_cloudwatch_log_group.flow.arn, aws_cloudwatch_log_group.scratch.arn"
    )
    assert outcomes(RULE, ZONE + both) == ["fail"]
