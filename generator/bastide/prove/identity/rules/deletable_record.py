"""Record or backup that a single call of an administrator deletes.

What it does:
    Asks for every bucket that keeps logs and every backup vault whether an administrator of the account, who may do
    whatever nothing denies, could delete what lies in it. A lock in compliance mode stops that, and so does a
    statement of the bucket's or the vault's policy that denies it.

Why is this bad:
    Whoever takes over an administrator deletes the record and the backups first. To change a policy is a second call,
    and that is recorded.

Example:
    resource "aws_s3_bucket" "audit" {
      bucket = "audit"
    }

Use instead:
    resource "aws_s3_bucket" "audit" {
      bucket = "audit"
    }
    resource "aws_s3_bucket_policy" "audit" {
      bucket = aws_s3_bucket.audit.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Sid       = "NobodyDeletes"
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = ["s3:DeleteObject", "s3:DeleteObjectVersion"]
          Resource  = "${aws_s3_bucket.audit.arn}/*"
        }]
      })
    }

Source:
    IAM user guide, "Policy evaluation logic": an explicit deny in any policy overrides every allow.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.identity import IdentityProof, TargetKind
from bastide.prove.identity.administrators import LASTING
from bastide.prove.identity.blame import faults, targets

META = Meta("IDN015", Severity.MEDIUM, "Deny deletion in the resource's own policy, or lock it.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every bucket that keeps logs, and every vault."""
    found = (case.graph.by_address[one] for one in targets(proof, TargetKind.LOG, TargetKind.BACKUP))
    declared = (one for one in found if case.intent is not None and one.type in LASTING)
    return META.judge(declared, partial(_answers, proof))


def _answers(proof: IdentityProof, resource: Resource) -> Iterator[Said]:
    yield from faults((one for one in proof.unstopped if one.target == resource.address), "destroy what lies in")
