import pytest

from support.grounds import ground, piece, ruling, status

LOGGED = """
resource "aws_vpc" "a" {}
resource "aws_vpc" "b" {}
resource "aws_flow_log" "a" {
  vpc_id       = aws_vpc.a.id
  traffic_type = "ALL"
}
"""
FLOW_LOG = {"of": ("aws_vpc",), "has": ("aws_flow_log",), "path": "vpc_id"}
ROTATED = """
resource "aws_kms_key" "a" {
  enable_key_rotation     = %s
  rotation_period_in_days = %s
  tags                    = { "bastide:zone" = "data" }
}
"""


def term(claim):
    return piece("attr", claim=claim, of=("aws_kms_key",), path="rotation_period_in_days", values=("90",))


def key(rotation="true", days="90"):
    return ground(ROTATED % (rotation, days))


def test_each_subject_needs_a_companion_of_its_own():
    found = ruling(piece("covers", **FLOW_LOG), on=ground(LOGGED))
    assert str(found.status) == "not satisfied"
    assert [one.resource for one in found.answers[0].findings] == ["aws_vpc.b"]


def test_two_companions_of_one_subject_are_not_one_for_each():
    twice = LOGGED + 'resource "aws_flow_log" "again" {\n  vpc_id       = aws_vpc.a.id\n  traffic_type = "ALL"\n}\n'
    assert status(piece("covers", **FLOW_LOG), on=ground(twice)) == "not satisfied"
    assert status(piece("covers", **FLOW_LOG), on=ground(twice.replace("= aws_vpc.a.id", "= aws_vpc.b.id", 1)))


def test_a_companion_that_does_less_is_none():
    alone = LOGGED.replace('resource "aws_vpc" "b" {}\n', "")
    whole = piece("covers", **FLOW_LOG, having={"traffic_type": ("ALL",)})
    assert status(whole, on=ground(alone)) == "satisfied"
    assert status(whole, on=ground(alone.replace("ALL", "REJECT"))) == "not satisfied"


def test_a_companion_that_may_point_anywhere_is_no_evidence():
    alone = 'variable "vpc" {}\nresource "aws_vpc" "b" {}\nresource "aws_flow_log" "x" {\n  vpc_id = var.vpc\n}\n'
    assert status(piece("covers", **FLOW_LOG), on=ground(alone)) == "no evidence"


@pytest.mark.parametrize(
    ("claim", "path", "values", "word"),
    [
        ("in", "enable_key_rotation", ("true",), "satisfied"),
        ("in", "enable_key_rotation", ("false",), "not satisfied"),
        ("in", "description", ("x",), "not satisfied"),
        ("at_most", "rotation_period_in_days", ("90",), "satisfied"),
        ("at_most", "rotation_period_in_days", ("89",), "not satisfied"),
        ("at_least", "rotation_period_in_days", ("91",), "not satisfied"),
        ("present", "rotation_period_in_days", (), "satisfied"),
        ("present", "description", (), "not satisfied"),
        ("absent", "description", (), "satisfied"),
        ("absent", "rotation_period_in_days", (), "not satisfied"),
        ("matches", "tags.bastide:zone", ("^dat",), "satisfied"),
        ("matches", "tags.bastide:owner", ("^dat",), "not satisfied"),
        ("includes", "rotation_period_in_days", ("90",), "satisfied"),
        ("includes", "rotation_period_in_days", ("91",), "not satisfied"),
        ("excludes", "rotation_period_in_days", ("90",), "not satisfied"),
        ("exists", "rotation_period_in_days", ("^9",), "satisfied"),
        ("exists", "rotation_period_in_days", ("^9", "^8"), "not satisfied"),
    ],
)
def test_claims_about_an_argument(claim, path, values, word):
    one = piece("attr", claim=claim, of=("aws_kms_key",), path=path, values=values)
    assert status(one, on=key()) == word


def test_an_argument_that_the_code_does_not_tell_is_no_evidence():
    on = ground('variable "days" {}\n' + ROTATED % ("true", "var.days"))
    assert (
        status(piece("attr", claim="at_most", of=("aws_kms_key",), path="rotation_period_in_days"), on=on)
        == "no evidence"
    )


def test_a_reference_is_there_whatever_it_refers_to():
    on = ground('variable "days" {}\n' + ROTATED % ("true", "var.days"))
    assert (
        status(piece("attr", claim="present", of=("aws_kms_key",), path="rotation_period_in_days"), on=on)
        == "satisfied"
    )


def test_nested_blocks_are_looked_into():
    text = (
        'resource "aws_wafv2_web_acl" "a" {\n  rule {\n    statement {\n      rate_based_statement {}\n    }\n  }\n}\n'
    )
    limit = piece("attr", claim="present", of=("aws_wafv2_web_acl",), path="rule.statement.rate_based_statement")
    assert status(limit, on=ground(text)) == "satisfied"
    assert status(limit, on=ground(text.replace("rate_based", "geo_match"))) == "not satisfied"


def rotating(**where):
    fields = {"of": ("aws_kms_key",), "path": "enable_key_rotation", "values": ("true",)}
    return piece("attr", claim="in", where=where, **fields)


def test_only_chosen_resources_are_asked():
    assert status(rotating(), on=key(rotation="false")) == "not satisfied"
    assert status(rotating(**{"tags.bastide:zone": ("ops",)}), on=key(rotation="false")) == "no evidence"
    assert status(rotating(description=("",)), on=key()) == "satisfied"
