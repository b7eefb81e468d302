"""Isolation group that lets something pass.

What it does:
    Wants the declared isolation groups to be empty for good: both directions written as empty lists, no rule of its
    own, no rule resource on it, and no other group that names it as a peer.

Why is this bad:
    A host is put there because somebody else controls it. Whatever still passes is theirs.

Example:
    # isolation declared: aws_security_group.isolation
    resource "aws_security_group" "isolation" {
      ingress = []
      egress  = []
    }
    resource "aws_vpc_security_group_egress_rule" "updates" {
      security_group_id = aws_security_group.isolation.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv4         = "10.0.0.0/8"
    }

Use instead:
    resource "aws_security_group" "isolation" {
      ingress = []
      egress  = []
    }

Source:
    GB/T 22239-2019 8.1.3.3 c; NIST SP 800-53r5 IR-4(1); AUD-11. A group that another one's rule names receives by it.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import entries, items, leaves
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Reference, Resource

META = Meta("NET017", Severity.HIGH, "Take the rule off the isolation group.", __doc__)
GROUP = "aws_security_group"
ON = {
    "aws_security_group_rule": ("security_group_id", "source_security_group_id"),
    "aws_vpc_security_group_egress_rule": ("security_group_id", "referenced_security_group_id"),
    "aws_vpc_security_group_ingress_rule": ("security_group_id", "referenced_security_group_id"),
}
"""The resources that put a rule on a group, and how they name it and its peer."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared isolation group, also one that the tree lacks."""
    for address in () if case.intent is None else case.intent.isolation:
        group = case.graph.by_address.get(address)
        if group is None:
            yield from META.settle(Spot(address, None), partial(_missing, address))
        else:
            yield from META.settle(group, partial(_answers, case, group))


def _missing(address: str) -> Iterator[Answer]:
    yield Fault(f"`{address}`, into which hosts are cut off, is not in the tree")


def _answers(case: Case, group: Resource) -> Iterator[Answer]:
    yield from _own(case, group)
    for kind, ends in ON.items():
        for end in ends:
            for rule in links(case, kind, end).of(group.address):
                yield Fault(f"`{rule.address}` lets something pass `{group.address}`", rule.place)
    for other in case.graph.of_type(GROUP):
        if other is not group and group.address in _peers(case, other):
            yield Fault(f"a rule of `{other.address}` names `{group.address}`", other.place)


def _own(case: Case, group: Resource) -> Iterator[Answer]:
    for way in ("ingress", "egress"):
        if list(entries(group, way)):
            yield Fault(f"`{group.address}` has a rule of its own", group.at(way))
        elif group.get(way) is None or items(case.graph, group.get(way)):
            yield Fault(f"nothing says that `{group.address}` has no `{way}`", group.at(way))


def _peers(case: Case, group: Resource) -> Iterator[str]:
    for way in ("ingress", "egress"):
        for body in entries(group, way):
            named = leaves(body.get("security_groups"))
            found = (case.graph.target(one) for one in named if isinstance(one, Reference))
            yield from (one.address for one in found if one is not None)
