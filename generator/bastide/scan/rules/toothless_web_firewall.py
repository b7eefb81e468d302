"""Web firewall that lets attacks pass.

What it does:
    Wants, where a declaration exists, the rules of AWS that know attacks to act and not only to count, the rules for a
    rate of requests to act, and a web firewall before every application load balancer that answers the internet.
    Single rules of a set may be counted, and so may the list of anonymising networks: citizens use them too.

Why is this bad:
    What is counted is let in. The dashboard shows a firewall, and behind it stands the service.

Example:
    resource "aws_wafv2_web_acl" "portal" {
      rule {
        name = "sql"
        override_action {
          count {}
        }
        statement {
          managed_rule_group_statement {
            vendor_name = "AWS"
            name        = "AWSManagedRulesSQLiRuleSet"
          }
        }
      }
    }

Use instead:
    resource "aws_wafv2_web_acl" "portal" {
      rule {
        name = "sql"
        override_action {
          none {}
        }
        statement {
          managed_rule_group_statement {
            vendor_name = "AWS"
            name        = "AWSManagedRulesSQLiRuleSet"
          }
        }
      }
    }

Source:
    AWS WAF developer guide, "Overriding rule group actions"; GB/T 22239-2019 8.1.3.2 e, 8.1.3.3 a.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET016", Severity.HIGH, "Let the rule block, and put the firewall before the entry.", __doc__)
ATTACKS = frozenset(
    {
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesSQLiRuleSet",
        "AWSManagedRulesLinuxRuleSet",
        "AWSManagedRulesUnixRuleSet",
        "AWSManagedRulesPHPRuleSet",
        "AWSManagedRulesWindowsRuleSet",
        "AWSManagedRulesWordPressRuleSet",
        "AWSManagedRulesAdminProtectionRuleSet",
    }
)
"""Sets of rules whose matches are attacks."""

BALANCERS = ("aws_lb", "aws_alb")


def check(case: Case) -> Iterator[Finding]:
    """Judge every web firewall, and every application load balancer that answers the internet."""
    if case.intent is None:
        return
    yield from META.judge(case.graph.of_type("aws_wafv2_web_acl"), partial(_firewall, case))
    guards = links(case, "aws_wafv2_web_acl_association", "resource_arn")
    public = (one for one in case.graph.of_type(*BALANCERS) if _answers_internet(case, one))
    yield from META.judge(public, partial(_guarded, guards))


def _firewall(case: Case, firewall: Resource) -> Iterator[Answer]:
    for rule in entries(firewall, "rule"):
        known = any(_knows_attacks(case, one) for one in rule.nested("statement"))
        rates = any(one.nested("rate_based_statement") for one in rule.nested("statement"))
        for body in (*rule.nested("override_action"), *rule.nested("action")):
            for counting in body.nested("count") if known or rates else ():
                name = text(case.graph, rule.get("name")) or "a rule"
                yield Fault(f"`{name}` counts what it should stop", counting.place)


def _knows_attacks(case: Case, statement: Block) -> bool:
    sets = statement.nested("managed_rule_group_statement")
    return any(text(case.graph, one.get("name")) in ATTACKS for one in sets)


def _answers_internet(case: Case, balancer: Resource) -> bool:
    kind = text(case.graph, balancer.get("load_balancer_type")) or "application"
    return kind == "application" and flag(case.graph, balancer.get("internal")) is not True


def _guarded(guards: Links, balancer: Resource) -> Iterator[Answer]:
    if not guards.of(balancer.address):
        yield Fault("no web firewall stands before this entry")
