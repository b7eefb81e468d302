import pytest

from support.judging import INTENT, outcomes, rule
from support.judging import case as judged

RULE = "log_source_without_delivery"
VPCS = 'resource "aws_vpc" "a" {}\nresource "aws_vpc" "b" {}\n'


def flow(name, vpc, *more):
    body = "\n".join((f"vpc_id = {vpc}", 'traffic_type = "ALL"', *more))
    return f'resource "aws_flow_log" "{name}" {{\n{body}\n}}\n'


def test_two_flow_logs_on_one_vpc_do_not_cover_the_other():
    assert outcomes(RULE, VPCS + flow("x", "aws_vpc.a.id") + flow("y", "aws_vpc.a.id"), None) == ["pass", "fail"]
    assert outcomes(RULE, VPCS + flow("x", "aws_vpc.a.id") + flow("y", "aws_vpc.b.id"), None) == ["pass", "pass"]


def test_a_flow_log_that_may_not_exist_or_points_nowhere_known_is_unknown():
    assert outcomes(RULE, VPCS + flow("x", "aws_vpc.a.id") + flow("y", "aws_vpc.b.id", "count = var.n"), None) == [
        "pass",
        "unknown",
    ]
    assert outcomes(RULE, VPCS + flow("x", "aws_vpc.a.id") + flow("y", "var.vpc"), None) == ["pass", "unknown"]


def test_half_of_the_traffic_is_not_enough():
    vpc = 'resource "aws_vpc" "a" {}\n'
    assert outcomes(RULE, vpc + flow("x", "aws_vpc.a.id").replace("ALL", "REJECT"), None) == ["fail"]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("", "fail"),
        ('access_logs {\n bucket = "x"\n}', "fail"),
        ('access_logs {\n bucket = "x"\n enabled = false\n}', "fail"),
        ('access_logs {\n bucket = "x"\n enabled = true\n}', "pass"),
        ('access_logs {\n bucket = "x"\n enabled = var.on\n}', "unknown"),
    ],
)
def test_a_balancer_keeps_an_access_log(body, outcome):
    assert outcomes(RULE, f'resource "aws_lb" "x" {{\n{body}\n}}', None) == [outcome]


def test_a_database_exports_its_log_and_a_web_acl_has_its_logging():
    assert outcomes(RULE, 'resource "aws_db_instance" "x" {}', None) == ["fail"]
    exported = 'resource "aws_db_instance" "x" {\n enabled_cloudwatch_logs_exports = ["postgresql"]\n}'
    assert outcomes(RULE, exported, None) == ["pass"]
    acl = 'resource "aws_wafv2_web_acl" "x" {}\n'
    logging = 'resource "aws_wafv2_web_acl_logging_configuration" "x" {\n resource_arn = aws_wafv2_web_acl.x.arn\n}\n'
    assert outcomes(RULE, acl, None) == ["fail"]
    assert outcomes(RULE, acl + logging, None) == ["pass"]


def test_a_declared_bucket_records_its_access_and_a_trail_exists():
    bucket = 'resource "aws_s3_bucket" "records" {}\n'
    logging = 'resource "aws_s3_bucket_logging" "x" {\n bucket = aws_s3_bucket.records.id\n}\n'
    trail = 'resource "aws_cloudtrail" "x" {}\n'
    assert outcomes(RULE, bucket + trail) == ["fail", "pass"]
    assert outcomes(RULE, bucket + logging + trail) == ["pass", "pass"]
    assert outcomes(RULE, bucket + logging) == ["pass", "fail"]


def test_a_literal_bucket_name_is_the_bucket():
    bucket = 'resource "aws_s3_bucket" "records" {\n bucket = "r"\n}\n'
    text = bucket + 'resource "aws_s3_bucket_logging" "x" {\n bucket = "r"\n}\n'
    found = [one for one in rule(RULE).check(judged(text, INTENT)) if one.resource]
    assert [str(one.outcome) for one in found] == ["pass"]


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("aws_api_gateway_stage", "  access_log_settings {}\n"),
        ("aws_apigatewayv2_stage", "  access_log_settings {}\n"),
        ("aws_sfn_state_machine", "  logging_configuration {}\n"),
        ("aws_vpn_connection", "  tunnel1_log_options {}\n  tunnel2_log_options {}\n"),
    ],
)
def test_what_says_itself_where_its_log_goes_must_say_it(source, block):
    trail = 'resource "aws_cloudtrail" "main" {}\n'
    assert outcomes(RULE, f'{trail}resource "{source}" "x" {{\n{block}}}\n') == ["pass", "pass"]
    assert set(outcomes(RULE, f'{trail}resource "{source}" "x" {{\n}}\n')) == {"fail", "pass"}


def test_a_firewall_without_a_logging_configuration_is_found():
    bare = 'resource "aws_cloudtrail" "main" {}\nresource "aws_networkfirewall_firewall" "x" {}\n'
    told = 'resource "aws_networkfirewall_logging_configuration" "x" {\n  firewall_arn = FIREWALL.arn\n}\n'
    assert sorted(outcomes(RULE, bare)) == ["fail", "pass"]
    assert outcomes(RULE, bare + told.replace("FIREWALL", "aws_networkfirewall_firewall.x")) == ["pass", "pass"]
