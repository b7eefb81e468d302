import pytest

from support.judging import answers, outcomes

RULE = "toothless_web_firewall"


def firewall(name, action):
    return (
        f'resource "aws_wafv2_web_acl" "x" {{\n  rule {{\n    name = "r"\n    override_action {{\n      {action} {{}}\n'
        "    }\n    statement {\n      managed_rule_group_statement {\n"
        f'        name = "{name}"\n      }}\n    }}\n  }}\n}}\n'
    )


def rate(action):
    return (
        f'resource "aws_wafv2_web_acl" "x" {{\n  rule {{\n    action {{\n      {action} {{}}\n    }}\n'
        "    statement {\n      rate_based_statement {\n        limit = 100\n      }\n    }\n  }\n}\n"
    )


@pytest.mark.parametrize("name", ["AWSManagedRulesSQLiRuleSet", "AWSManagedRulesCommonRuleSet"])
def test_attacks_that_are_counted_are_found_at_the_count(name):
    assert answers(RULE, firewall(name, "count")) == [("fail", "aws_wafv2_web_acl.x", 5)]
    assert outcomes(RULE, firewall(name, "none")) == ["pass"]


def test_anonymising_networks_may_be_counted():
    assert outcomes(RULE, firewall("AWSManagedRulesAnonymousIpList", "count")) == ["pass"]


def test_a_rate_that_is_counted_is_found():
    assert answers(RULE, rate("count")) == [("fail", "aws_wafv2_web_acl.x", 4)]
    assert outcomes(RULE, rate("block")) == ["pass"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("internal = false", ["fail"]),
        ("internal = true", []),
        ('load_balancer_type = "network"', []),
    ],
)
def test_a_public_application_load_balancer_has_a_firewall(body, expected):
    balancer = f'resource "aws_lb" "x" {{\n  {body}\n}}\n'
    assert outcomes(RULE, balancer) == expected
    bound = 'resource "aws_wafv2_web_acl_association" "x" {\n  resource_arn = aws_lb.x.arn\n}\n'
    assert "fail" not in outcomes(RULE, balancer + bound)


def test_nothing_is_said_without_a_declaration():
    assert outcomes(RULE, rate("count"), None) == []
