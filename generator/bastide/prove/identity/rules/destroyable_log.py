"""Log that somebody may stop, shorten or destroy.

What it does:
    Works out for every trail, log group, flow log and bucket that keeps logs who may stop, narrow, shorten or delete
    it, or send it elsewhere: by own policies within their boundary, or by the bucket's policy. Object lock makes
    deletion useless.

Why is this bad:
    Whoever removes the record of what they did leaves no evidence.

Example:
    resource "aws_cloudwatch_log_group" "flow" {
      name = "/flow"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "logs:PutRetentionPolicy", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_cloudwatch_log_group" "flow" {
      name = "/flow"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "logs:DescribeLogGroups", Resource = "*" }]
      })
    }

Source:
    Service authorization reference of AWS: CloudTrail, CloudWatch Logs, EC2, S3.
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof, TargetKind
from bastide.prove.identity.destroyable import destroyable

META = Meta("IDN007", Severity.HIGH, "Take the action away, or deny it in the permission boundary.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every log, trail and flow log."""
    return destroyable(META, case, proof, TargetKind.LOG)
