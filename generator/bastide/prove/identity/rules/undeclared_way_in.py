"""Way into a role that nobody declared.

What it does:
    Evaluates every role's trust policy for whoever it names. People of the own account may take the declared roles and
    those of their approvers; any other role is for the services that the tree gives it to. Another account, an identity
    provider, everybody, a service that the role was not given to or that lets in whoever has a certificate, a service
    where people are meant, or people where a service is meant, are ways that nobody declared. Without a declaration
    only everybody, and an account without any condition, are.

Why is this bad:
    Whoever takes a role has all its rights. A trust is a door, and this one is on no plan.

Example:
    resource "aws_iam_role" "operator" {
      name = "operator"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::210987654321:root" }
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
          Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
        }]
      })
    }

Source:
    IAM user guide, "How to use trust policies with IAM roles" and "The confused deputy problem".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.identity import HolderKind, IdentityProof, Way
from bastide.prove.identity.blame import by_way, place_of, related
from bastide.prove.identity.mandate import Mandate
from bastide.prove.identity.rulings import ASSUME

META = Meta("IDN001", Severity.HIGH, "Trust only whom the declaration names, or declare the role.", __doc__)
SUFFIX = ".amazonaws.com"
FRONT = "service rolesanywhere."
"""By this service whoever has a certificate takes a role, wherever they are."""


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every role."""
    kinds = {holder.name: holder.kind for holder in proof.holders}
    mandate = Mandate(case)
    return META.judge(case.graph.of_type("aws_iam_role"), partial(_answers, case, proof, mandate, kinds))


def _answers(
    case: Case, proof: IdentityProof, mandate: Mandate, kinds: dict[str, HolderKind], role: Resource
) -> Iterator[Answer]:
    for way in proof.into(role.address):
        if way.by.startswith(ASSUME) and not _meant(case, mandate, way, kinds[way.source]):
            yield Fault(f"{by_way(way)}; that is not declared", place_of(way.grounds), related(way.grounds))


def _meant(case: Case, mandate: Mandate, way: Way, kind: HolderKind) -> bool:
    if kind is HolderKind.SERVICE and (way.role in mandate.people or way.source.startswith(FRONT)):
        return False
    if kind is HolderKind.SERVICE:
        given = mandate.services(way.role)
        return not given or way.source.removeprefix("service ").removesuffix(".cn").removesuffix(SUFFIX) in given
    if case.intent is None:
        return kind is not HolderKind.EVERYBODY and (kind is not HolderKind.ACCOUNT or bool(way.conditions))
    if way.role not in mandate.people:
        return False
    if kind is HolderKind.ACCOUNT:
        return case.intent.account in way.source
    return kind in (HolderKind.USER, HolderKind.GROUP, HolderKind.POLICY)
