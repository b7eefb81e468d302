"""Identity that can give itself more rights.

What it does:
    Evaluates for every role, user, group and unattached policy whether it may change policies, trusts or boundaries,
    make credentials of others, join groups, set the tags that trusts ask for, hand a role that it can't take to a
    service and set that going, or change a runbook, which acts with a role of its own. The runbook that admits people
    after approval may set the approval, and nothing else.

Why is this bad:
    A right to give rights is every right; all other limits are then a matter of one more call.

Example:
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
      })
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
    Service authorization reference of AWS: IAM; IAM user guide, "Granting permissions to pass a role".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import Grant, Holder, IdentityProof, Right
from bastide.prove.identity.blame import INSIDE, by_line, by_way, named, of_kind, place_of, related

META = Meta("IDN012", Severity.CRITICAL, "Take the action away, or deny it in the permission boundary.", __doc__)
PASSING = "iam:PassRole"
APPROVAL = "iam:TagUser of bastide:approved"
RUNBOOKS = "service ssm.amazonaws.com"


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every holder of the tree."""
    for holder in of_kind(proof, *INSIDE):
        place = case.graph.by_address[holder.name].place
        yield from META.settle(Spot(holder.name, place), partial(_answers, proof, holder))


def _answers(proof: IdentityProof, holder: Holder) -> Iterator[Said]:
    mine = (one for one in proof.grants if one.holder == holder.name and one.right is Right.ESCALATE)
    for place, taken in by_line(one for one in mine if not _approval(proof, one)):
        deeds = named(tuple(dict.fromkeys(one.deed for one in taken)))
        over = named(tuple(dict.fromkeys(one.target for one in taken)))
        yield Fault(f"`{holder.name}` may take rights by {deeds} on {over}", place, related(taken[0].grounds))
    for way in proof.ways:
        if way.source == holder.name and way.by.startswith(PASSING):
            yield Fault(by_way(way), place_of(way.grounds), related(way.grounds))


def _approval(proof: IdentityProof, grant: Grant) -> bool:
    """Tell whether this is the runbook that opens a role for a while: nobody but the service acts with its role."""
    return grant.deed == APPROVAL and {way.source for way in proof.into(grant.holder)} == {RUNBOOKS}
