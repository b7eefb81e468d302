"""Change that Terraform is told to overlook.

What it does:
    Reports `ignore_changes = all`, and `ignore_changes` for what decides who may do what: rules, routes, policies,
    trusts, encryption, public access, locks.

Why is this bad:
    The next plan says that nothing differs while somebody's change by hand stays for ever. The code is no longer what
    is deployed.

Example:
    resource "aws_security_group" "data" {
      name = "data"
      lifecycle {
        ignore_changes = all
      }
    }

Use instead:
    resource "aws_security_group" "data" {
      name = "data"
      lifecycle {
        ignore_changes = [description]
      }
    }

Source:
    Terraform language, "The lifecycle meta-argument": what is ignored is never set back.
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Reference, Resource, Value

META = Meta("CODE005", Severity.MEDIUM, "Ignore only what another program sets, and no more.", __doc__)
EVERYTHING = "all"
DECIDING = frozenset(
    {
        "ingress",
        "egress",
        "route",
        "policy",
        "assume_role_policy",
        "permissions_boundary",
        "kms_key_id",
        "storage_encrypted",
        "publicly_accessible",
        "security_groups",
        "vpc_security_group_ids",
        "rule",
        "action",
        "override_action",
    }
)
"""Attributes that decide who may do what."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource that ignores changes."""
    for resource in case.graph.resources:
        if any("ignore_changes" in body.attributes for body in resource.nested("lifecycle")):
            yield from META.judge([resource], _answers)


def _answers(resource: Resource) -> Iterator[Answer]:
    for body in resource.nested("lifecycle"):
        for name in _names(body.get("ignore_changes")):
            if name == EVERYTHING:
                yield Fault("whatever is changed by hand stays", body.at("ignore_changes"))
            elif name.partition(".")[0] in DECIDING:
                yield Fault(f"a change of `{name}` by hand stays", body.at("ignore_changes"))


def _names(value: Value) -> Iterator[str]:
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Reference):
            yield one.address
        elif isinstance(one, str):
            yield one
