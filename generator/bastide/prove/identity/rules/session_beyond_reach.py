"""Session on hosts of a zone that the holder does not reach.

What it does:
    Evaluates for every holder and zone whether it may open a session on a host tagged with that zone, run commands on
    it, or send it a key for SSH. A declared role may do so in the zones that it reaches, and where its way into them
    begins (the bastion's zone).

Why is this bad:
    A shell inside a zone goes round every rule between zones.

Example:
    resource "aws_iam_role" "operator" {
      name = "operator"
    }
    resource "aws_iam_role_policy" "operator" {
      role = aws_iam_role.operator.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "ssm:StartSession", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_iam_role" "operator" {
      name = "operator"
    }
    resource "aws_iam_role_policy" "operator" {
      role = aws_iam_role.operator.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "ssm:StartSession"
          Resource  = "*"
          Condition = { StringEquals = { "ssm:resourceTag/bastide:zone" = "app" } }
        }]
      })
    }

Source:
    The declaration's `reach`; Systems Manager user guide, "Restrict access based on instance tags".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import Holder, IdentityProof, Session
from bastide.model.intent import Intent
from bastide.model.place import Place
from bastide.prove.identity.blame import INSIDE, named, of_kind, place_of, related

META = Meta("IDN013", Severity.HIGH, "Name the zones in a condition on the hosts' tag.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every holder of the tree."""
    if case.intent is None:
        return
    for holder in of_kind(proof, *INSIDE):
        reached = _reached(case.intent, holder.name)
        yield from META.settle(Spot(holder.name, holder.place), partial(_answers, proof, holder, reached))


def _answers(proof: IdentityProof, holder: Holder, reached: frozenset[str]) -> Iterator[Said]:
    by_line: dict[Place | None, list[Session]] = {}
    for one in proof.sessions:
        if one.holder == holder.name and one.zone not in reached:
            by_line.setdefault(place_of(one.grounds), []).append(one)
    for place, found in by_line.items():
        zones = named(tuple(one.zone for one in found))
        yield Fault(f"`{found[0].deed}` is allowed on hosts of {zones}", place, related(found[0].grounds))


def _reached(intent: Intent, address: str) -> frozenset[str]:
    reach = {zone for role in intent.roles if role.resource == address for zone in role.reach}
    entries = {flow.source for flow in intent.flows if flow.origin == "reach" and flow.destination in reach}
    return frozenset(reach | entries)
