"""Policy that can't be evaluated.

What it does:
    Reports every policy of a holder or a resource that the proof of identity could not read: it is computed, comes
    from a variable without a value, or is one of AWS's own that is not known here. Reports too what gives rights or
    carries data away by ways that the proof doesn't follow: permission sets, copying services, exports, streams that
    leave the tree, providers of another account, two policies for one resource, policies whose changes are ignored.
    What these allow is not part of the proof.

Why is this bad:
    What isn't judged isn't safe. Saying nothing would read as if it were.

Example:
    variable "policy" {}
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role   = aws_iam_role.clerk.id
      policy = var.policy
    }

Use instead:
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "iam:GetRole", Resource = "*" }]
      })
    }

Source:
    The law of this tool: nothing is hidden from the judge.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Doubt, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof

META = Meta("IDN014", Severity.MEDIUM, "Write the policy out, so that it can be read.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Yield an unknown for each policy that could not be read."""
    for about in dict.fromkeys(doubt.about for doubt in proof.doubts):
        resource = case.graph.by_address.get(about)
        spot = Spot(about, None if resource is None else resource.place)
        yield from META.settle(spot, partial(_answers, proof, about))


def _answers(proof: IdentityProof, about: str) -> Iterator[Said]:
    for doubt in proof.doubts:
        if doubt.about == about:
            yield Doubt(f"`{doubt.text}` decides this, and {doubt.reason}", doubt.place)
