"""Role that reaches data of a class that it must never read.

What it does:
    For every declared role with `never_reads`: evaluates whether it, or any role that it can become, may read a store
    of such a class or its copies, by objects, logins, mounts and secrets, or by restoring or exporting a backup.

Why is this bad:
    A promise about a role is broken as well by the role behind it, or by a snapshot restored elsewhere.

Example:
    resource "aws_db_instance" "records" {
      identifier = "records"
    }
    resource "aws_iam_role" "vendor" {
      name = "vendor"
    }
    resource "aws_iam_role_policy" "vendor" {
      role = aws_iam_role.vendor.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "rds:Restore*", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_db_instance" "records" {
      identifier = "records"
    }
    resource "aws_iam_role" "vendor" {
      name = "vendor"
    }
    resource "aws_iam_role_policy" "vendor" {
      role = aws_iam_role.vendor.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "rds:Describe*", Resource = "*" }]
      })
    }

Source:
    The declaration's `never_reads`.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof, Right
from bastide.model.intent import DeclaredRole, Intent
from bastide.prove.identity.blame import place_of, related, steps
from bastide.prove.identity.chains import chains

META = Meta("IDN009", Severity.HIGH, "Narrow the permission, or cut the chain that leads to it.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every declared role that must not read a class."""
    for role in () if case.intent is None else case.intent.roles:
        holder = case.graph.by_address.get(role.resource)
        if role.never_reads and holder is not None and case.intent is not None:
            yield from META.settle(Spot(holder.address, holder.place), partial(_answers, case.intent, proof, role))


def _answers(intent: Intent, proof: IdentityProof, role: DeclaredRole) -> Iterator[Said]:
    forbidden = {store.name for store in intent.stores if store.data_class in role.never_reads}
    served = {target.address: forbidden & set(target.serves) for target in proof.targets}
    ways = {role.resource: (), **chains(proof, role.resource)}
    for grant in proof.grants:
        if grant.right is Right.READ and grant.holder in ways and served.get(grant.target):
            chain = ways[grant.holder]
            how = f" by {steps(chain)}" if chain else ""
            stores = ", ".join(f"`{one}`" for one in sorted(served[grant.target]))
            message = f"`{role.name}` may read {stores}{how}: `{grant.deed}` on `{grant.target}`"
            yield Fault(message, place_of(grant.grounds), related(grant.grounds))
