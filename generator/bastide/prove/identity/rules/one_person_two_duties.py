"""Two duties that must be apart and that one person may hold.

What it does:
    For every declared pair of separate roles, and for every role with its approvers: evaluates both trusts for the
    same person, whatever tags they carry, and follows every chain from one role to the other (assuming roles, or
    handing a role to a service that acts with it).

Why is this bad:
    Two roles on paper and one person behind them: who acts also checks, who asks also approves.

Example:
    resource "aws_iam_role" "operator" {
      name               = "operator"
      assume_role_policy = jsonencode({ Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
      }] })
    }
    resource "aws_iam_role" "auditor" {
      name               = "auditor"
      assume_role_policy = jsonencode({ Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
      }] })
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name               = "operator"
      assume_role_policy = jsonencode({ Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
        Condition = { StringEquals = { "aws:PrincipalTag/bastide:role" = "operator" } }
      }] })
    }
    resource "aws_iam_role" "auditor" {
      name               = "auditor"
      assume_role_policy = jsonencode({ Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
        Condition = { StringEquals = { "aws:PrincipalTag/bastide:role" = "auditor" } }
      }] })
    }

Source:
    The declaration's `separate` and `approvals`; a principal has one value of a tag at a time.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof
from bastide.prove.identity.blame import place_of, related, steps
from bastide.prove.identity.chains import chains
from bastide.prove.identity.duties import apart

META = Meta("IDN008", Severity.HIGH, "Make the trusts exclude each other, and cut the chain between them.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every pair that must be apart and that the tree holds."""
    if case.intent is None:
        return
    for first, second in apart(case.intent):
        if first in case.graph.by_address and second in case.graph.by_address:
            spot = Spot(first, case.graph.by_address[first].place)
            yield from META.settle(spot, partial(_answers, proof, first, second))


def _answers(proof: IdentityProof, first: str, second: str) -> Iterator[Said]:
    for union in proof.unions:
        if {union.first, union.second} == {first, second}:
            carrying = f" carrying {union.carrying}" if union.carrying else ""
            message = f"one person{carrying} may take both `{first}` and `{second}`"
            yield Fault(message, place_of(union.grounds), related(union.grounds))
    for start, end in ((first, second), (second, first)):
        chain = chains(proof, start).get(end, ())
        if chain:
            grounds = tuple(ground for way in chain for ground in way.grounds)
            yield Fault(f"one role leads to the other: {steps(chain)}", place_of(grounds), related(grounds))
