"""Resource that another account may use.

What it does:
    Reads, where a declaration exists, resource policies - of buckets, access points, keys, queues, topics,
    secrets, file systems, vaults, repositories - key grants and resource shares. An allow for an account other
    than the declared one is reported, whether the principal or a condition names it. The accounts from which AWS
    delivers load balancers' logs may put objects.

Why is this bad:
    Whoever runs that account decides who reads the data from then on; no rule of this platform reaches there.

Example:
    resource "aws_s3_bucket_policy" "records" {
      bucket = "records"
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::210987654321:root" }
          Action    = "s3:GetObject"
          Resource  = "arn:aws:s3:::records/*"
        }]
      })
    }

Use instead:
    resource "aws_s3_bucket_policy" "records" {
      bucket = "records"
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::123456789012:role/reader" }
          Action    = "s3:GetObject"
          Resource  = "arn:aws:s3:::records/*"
        }]
      })
    }

Source:
    checkov 3.3.30 looks for everybody, not for somebody else (measured).
"""

import re
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.policy import Statement, statements
from bastide.facts.resource_policies import POLICIES
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA004", Severity.HIGH, "Let a role of the platform's own account do it.", __doc__)
GRANTS = {
    "aws_kms_grant": "grantee_principal",
    "aws_ram_principal_association": "principal",
    "aws_lambda_permission": "principal",
}
"""Types that let one principal in, and the attribute that names it."""

ACCOUNT = re.compile(r"(?:^|:)([0-9]{12})(?::|$)")
LOG_DELIVERY = frozenset(
    [
        "127311923021",
        "033677994240",
        "027434742980",
        "797873946194",
        "098369216593",
        "754344448648",
        "589379963580",
        "718504428378",
        "383597477331",
        "600734575887",
        "114774131450",
        "783225319266",
        "582318560864",
        "985666609251",
        "054676820928",
        "156460612806",
        "652711504416",
        "635631232127",
        "009996457667",
        "897822967062",
        "076674570225",
        "507241528517",
        "048591011584",
        "190560391635",
        "638102146993",
        "037604701340",
    ]
)
"""AWS's own accounts (Elastic Load Balancing user guide, "Access logs": bucket policy for older regions)."""

NAMING = ("aws:principalaccount", "kms:calleraccount", "aws:principalarn")
"""Condition keys by which an allow for everybody names an account."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource policy, grant and share."""
    if case.intent is None:
        return
    own = case.intent.account
    yield from META.judge(case.graph.of_type(*POLICIES), partial(_policy, case, own))
    yield from META.judge(case.graph.of_type(*GRANTS), partial(_grant, case, own))


def _policy(case: Case, own: str, holder: Resource) -> Iterator[Answer]:
    for statement in statements(case, holder.get("policy"), holder.at("policy")):
        for name, element in _named(statement) if statement.allows else ():
            for account in ACCOUNT.findall(name):
                if account != own and not _delivers(account, statement):
                    yield Fault(f"the policy lets account `{account}` in", statement.at(*element))


def _delivers(account: str, statement: Statement) -> bool:
    return account in LOG_DELIVERY and set(statement.actions) == {"s3:PutObject"}


def _named(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what names who may come, and the element that does: principals, and the conditions on everybody."""
    yield from ((name, ("Principal",)) for kind, name in statement.principals if kind == "AWS")
    if ("AWS", "*") in statement.principals:
        tests = (test for test in statement.conditions if test.key in NAMING)
        yield from ((value, ("Condition", test.operator)) for test in tests for value in test.values)


def _grant(case: Case, own: str, grant: Resource) -> Iterator[Answer]:
    name = GRANTS[grant.type]
    for account in ACCOUNT.findall(text(case.graph, grant.get(name)) or ""):
        if account != own:
            yield Fault(f"account `{account}` is let in", grant.at(name))
