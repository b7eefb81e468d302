"""Key that somebody may destroy, or hand to others.

What it does:
    Works out for every KMS key who may schedule its deletion, disable it, change its policy, or create grants for
    other than AWS services. The key's policy decides: it names the holder, or leaves it to the policies of the account.

Why is this bad:
    Without the key every copy of the data is lost, backups and replicas included. Whoever writes its policy reads all
    that it encrypts.

Example:
    resource "aws_kms_key" "records" {
      description = "records"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_kms_key" "records" {
      description = "records"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "kms:DescribeKey", Resource = "*" }]
      })
    }

Source:
    KMS developer guide, "Key policies in AWS KMS" and "Default key policy".
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof, TargetKind
from bastide.prove.identity.destroyable import destroyable

META = Meta("IDN005", Severity.HIGH, "Take the action away, or deny it in the permission boundary.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every key."""
    return destroyable(META, case, proof, TargetKind.KEY)
