"""Store or log that somebody may read or write whom nobody declared.

What it does:
    Works out for every bucket, database, file system, table, secret and log group who may read or write it: by own
    policies within their boundary, by the resource's policy, by its key, by restoring or exporting a snapshot. What the
    code itself sends to another account counts as well: shared snapshots, replicas, streams of logs. The declaration
    gives leave to workloads for what they use, to receivers for what is shared with them, to roles for what they read
    and for the zones that they reach; services may do what the tree sets them to (back up, replicate, deliver, mask).
    Everybody else is a finding. Logs are judged for readers inside the tree, and for everybody outside it.

Why is this bad:
    Data leaks through the permission that nobody remembers giving.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::rec*" }]
      })
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::public-forms/*" }]
      })
    }

Source:
    IAM user guide, "Policy evaluation logic".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.identity import Grant, IdentityProof, Right, TargetKind
from bastide.prove.identity.blame import INSIDE, UNDECLARED, faults, having, targets
from bastide.prove.identity.mandate import Mandate

META = Meta("IDN003", Severity.HIGH, "Narrow the statement to what the holder needs, or declare the need.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every store and every log."""
    mandate = Mandate(case)
    inside = having(proof, UNDECLARED if case.intent is None else INSIDE)
    judged = targets(proof, TargetKind.STORE, TargetKind.LOG)
    resources = (case.graph.by_address[address] for address in judged)
    return META.judge(resources, partial(_answers, case, proof, mandate, inside))


def _answers(
    case: Case, proof: IdentityProof, mandate: Mandate, inside: frozenset[str], resource: Resource
) -> Iterator[Said]:
    kind = next(one.kind for one in proof.targets if one.address == resource.address)
    for right, verb in ((Right.READ, "read"), (Right.WRITE, "write")):
        found = [
            grant
            for grant in proof.over(resource.address, right)
            if not mandate.gives(grant) and _counts(case, grant, kind, inside)
        ]
        yield from faults(found, verb)


def _counts(case: Case, grant: Grant, kind: TargetKind, inside: frozenset[str]) -> bool:
    """Without a declaration nobody inside is undeclared; who writes logs is for the rule about one's own record."""
    if grant.holder not in inside:
        return True
    return case.intent is not None and (kind is TargetKind.STORE or grant.right is Right.READ)
