"""Permission to stop or alter the audit trail.

What it does:
    Works out for every role, user and group what its policies allow, less what they deny without a condition
    and what its permission boundary withholds, and reports permissions to stop, narrow or delete CloudTrail,
    to delete log groups or shorten them, and to unlock, rewrite or delete the buckets that keep logs.

Why is this bad:
    Whoever can act and also remove the record of it leaves no evidence. A vendor needs one call to stop the trail.

Example:
    resource "aws_iam_role" "vendor" {
      name = "vendor"
    }
    resource "aws_iam_role_policy" "vendor" {
      role = aws_iam_role.vendor.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = ["cloudtrail:StopLogging"], Resource = "*" }]
      })
    }

Use instead:
    resource "aws_iam_role" "vendor" {
      name = "vendor"
    }
    resource "aws_iam_role_policy" "vendor" {
      role = aws_iam_role.vendor.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          { Effect = "Allow", Action = ["cloudtrail:*"], Resource = "*" },
          {
            Effect   = "Deny"
            Action   = ["cloudtrail:Stop*", "cloudtrail:Delete*", "cloudtrail:Update*", "cloudtrail:Put*"]
            Resource = "*"
          },
        ]
      })
    }

Source:
    checkov 3.3.30 passes a role that may call `cloudtrail:StopLogging` (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.grants import HOLDERS, Grants, grants, orphans, policy_grants
from bastide.facts.logs import log_stores
from bastide.facts.match import forms
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("ACC002", Severity.HIGH, "Deny the action, or withhold it by a permission boundary.", __doc__)
TRAIL = ("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors")
BUCKET = (
    "s3:DeleteBucket",
    "s3:DeleteObjectVersion",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutLifecycleConfiguration",
    "s3:BypassGovernanceRetention",
)
GROUP = ("logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy")
KEY = ("kms:ScheduleKeyDeletion", "kms:DisableKey")
ACTIONS = {"aws_s3_bucket": BUCKET, "aws_cloudwatch_log_group": GROUP, "aws_kms_key": KEY}


def check(case: Case) -> Iterator[Finding]:
    """Judge every role, user and group, and every policy that none of them holds yet."""
    stores = log_stores(case)
    yield from META.judge(case.graph.of_type(*HOLDERS), partial(_holder, case, stores))
    yield from META.judge(orphans(case), partial(_orphan, case, stores))


def _holder(case: Case, stores: tuple[Resource, ...], holder: Resource) -> Iterator[Answer]:
    yield from _powers(grants(case, holder), stores)


def _orphan(case: Case, stores: tuple[Resource, ...], policy: Resource) -> Iterator[Answer]:
    yield from _powers(policy_grants(case, policy), stores)


def _powers(granted: Grants, stores: tuple[Resource, ...]) -> Iterator[Answer]:
    for action in TRAIL:
        for statement in granted.allowing(action, ()):
            yield Fault(f"`{action}` is allowed", statement.place)
            return
    for store in stores:
        for action in ACTIONS.get(store.type, ()):
            for statement in granted.allowing(action, forms(store)):
                yield Fault(f"`{action}` is allowed on `{store.address}`, which keeps logs", statement.place)
                return
