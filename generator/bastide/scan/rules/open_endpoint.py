"""Private door to a cloud service that is open to others.

What it does:
    Reads, where a declaration exists, the policy of every endpoint of an AWS service. What it allows to everybody must
    be for this account's principals, and at the doors to object stores also for this account's buckets, or for named
    resources only. An endpoint without a policy allows everything.

Why is this bad:
    Whoever brings credentials of their own carries data out through the door: to a bucket of another account, past
    every firewall.

Example:
    resource "aws_vpc_endpoint" "s3" {
      service_name = "com.amazonaws.ap-southeast-1.s3"
    }

Use instead:
    resource "aws_vpc_endpoint" "s3" {
      service_name = "com.amazonaws.ap-southeast-1.s3"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = "*" }
          Action    = "s3:*"
          Resource  = "*"
          Condition = {
            StringEquals = { "aws:PrincipalAccount" = "123456789012", "aws:ResourceAccount" = "123456789012" }
          }
        }]
      })
    }

Source:
    AWS PrivateLink guide, "Control access using endpoint policies"; AWS whitepaper "Building a data perimeter on AWS".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA005", Severity.MEDIUM, "Let only this account's principals through, to this account's data.", __doc__)
OF_AWS = "com.amazonaws."
WHO = ("aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn")
WHAT = ("aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount")
STORES = (".s3", ".s3express", ".dynamodb")
"""Services to whose resources in other accounts anybody may write who is let in there."""

UNSIGNED = ".appstream.streaming"
"""What passes is a session that a one-time address opened: no principal signs it, so no policy could name one."""

EXACT = ("StringEquals", "StringEqualsIgnoreCase", "ArnEquals", "StringLike", "ArnLike")


def check(case: Case) -> Iterator[Finding]:
    """Judge every endpoint of an AWS service."""
    if case.intent is not None:
        yield from META.judge(case.graph.of_type("aws_vpc_endpoint"), partial(_answers, case))


def _answers(case: Case, endpoint: Resource) -> Iterator[Answer]:
    service = text(case.graph, endpoint.get("service_name")) or ""
    if not service.startswith(OF_AWS) or service.startswith(f"{OF_AWS}vpce.") or service.endswith(UNSIGNED):
        return
    if endpoint.get("policy") is None:
        yield Fault("without a policy the endpoint lets everything through")
    for statement in statements(case, endpoint.get("policy"), endpoint.at("policy")):
        if statement.allows and ("AWS", "*") in statement.principals and _anything(statement):
            yield from _open(statement, service)


def _anything(statement: Statement) -> bool:
    return bool(statement.not_resources) or "*" in statement.resources


def _open(statement: Statement, service: str) -> Iterator[Answer]:
    if not _names(statement, WHO):
        yield Fault("principals of any account pass", statement.at("Condition"))
    elif service.endswith(STORES) and not _names(statement, WHAT):
        tests = (one for one in statement.conditions if one.key in WHO)
        yield Fault("data of any account may be reached", statement.at("Condition", *(one.operator for one in tests)))


def _names(statement: Statement, keys: tuple[str, ...]) -> bool:
    return any(
        one.key in keys and one.operator in EXACT and not any(value.strip("*") == "" for value in one.values)
        for one in statement.conditions
    )
