"""Role that can be taken without what the declaration demands.

What it does:
    Evaluates the trust of every declared role for somebody of the own account who lacks one thing and has all others:
    the second factor, the duty's tag (or carries that of another duty), the approval, the time (the day after `until`),
    or, where a second factor is demanded, a session under their own name. Each must be refused. Conditions are
    evaluated, not looked for: `BoolIfExists` and `StringLike = "*"` refuse nobody.

Why is this bad:
    A duty that whoever likes may take is no duty; an approval that nobody needs is never asked for.

Example:
    resource "aws_iam_role" "operator" {
      name = "operator"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
          Condition = { StringLike = { "aws:PrincipalTag/bastide:role" = "*" } }
        }]
      })
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name = "operator"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
          Condition = { StringEquals = { "aws:PrincipalTag/bastide:role" = "operator" } }
        }]
      })
    }

Source:
    The declaration's `mfa`, `approvals` and `until`; IAM user guide, "Condition operators".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.identity import Demand, IdentityProof
from bastide.prove.identity.blame import place_of, related

META = Meta("IDN002", Severity.HIGH, "Demand it in a condition of the trust policy that can be refused.", __doc__)

LACKING = {
    Demand.SECOND_FACTOR: "without a second factor",
    Demand.DUTY: "by people who don't hold that duty",
    Demand.APPROVAL: "without approval",
    Demand.TERM: "after the day on which it ends",
    Demand.NAME: "under another name than one's own",
    Demand.SOURCE: "from other addresses than its own",
}


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every declared role."""
    declared = () if case.intent is None else case.intent.roles
    found = (case.graph.by_address.get(role.resource) for role in declared)
    return META.judge((one for one in found if one is not None), partial(_answers, proof))


def _answers(proof: IdentityProof, role: Resource) -> Iterator[Said]:
    for lapse in proof.lapses:
        if lapse.role == role.address:
            message = f"`{role.address}` can be taken {LACKING[lapse.demand]}"
            yield Fault(message, place_of(lapse.grounds), related(lapse.grounds))
