"""Security group rule and declared flow that do not match.

What it does:
    Compares, where a declaration exists, every rule of a group that carries the tag `bastide:zone` with the
    declared flows, and every declared flow with the rules. The peer is a tagged group, the address blocks of a
    zone, the internet, or a prefix list (zone `services`); protocol and ports must be equal. A flow needs a rule
    at both ends, except at the internet's.

Why is this bad:
    A rule that no flow asks for is a permission without an owner or a reason. A flow without a rule is an outage
    that the declaration says can't happen.

Example:
    resource "aws_security_group" "app" {
      name = "app"
      tags = { "bastide:zone" = "app" }
    }
    resource "aws_security_group" "data" {
      name = "data"
      tags = { "bastide:zone" = "data" }
    }
    resource "aws_vpc_security_group_ingress_rule" "ssh" {
      security_group_id            = aws_security_group.data.id
      referenced_security_group_id = aws_security_group.app.id
      ip_protocol                  = "tcp"
      from_port                    = 22
      to_port                      = 22
    }

Use instead:
    resource "aws_security_group" "app" {
      name = "app"
      tags = { "bastide:zone" = "app" }
    }
    resource "aws_security_group" "data" {
      name = "data"
      tags = { "bastide:zone" = "data" }
    }
    resource "aws_vpc_security_group_ingress_rule" "app" {
      security_group_id            = aws_security_group.data.id
      referenced_security_group_id = aws_security_group.app.id
      ip_protocol                  = "tcp"
      from_port                    = 5432
      to_port                      = 5432
    }
    resource "aws_vpc_security_group_egress_rule" "data" {
      security_group_id            = aws_security_group.app.id
      referenced_security_group_id = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 5432
      to_port                      = 5432
    }

Source:
    Bastide's law 3: every permission has a reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from bastide.facts.case import Case
from bastide.facts.nearest import Meant, culprit, line, merged, unserved
from bastide.facts.peers import Path, paths, tagged_groups
from bastide.facts.permits import CARRIERS, Permit, known_permits, permits
from bastide.facts.rule import Answer, Fault, Meta, Spot, concerned
from bastide.facts.values import OpaqueError
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredFlow

META = Meta("NET007", Severity.HIGH, "Declare the flow, or remove the rule.", __doc__)
RESTORE = "Generate the code again, or remove the flow from the declaration."


@dataclass(frozen=True)
class Asked:
    """What is declared: as paths, as what each end must let through, and what of that no rule lets through."""

    declared: frozenset[Path]
    wanted: tuple[Meant, ...]
    unserved: frozenset[Meant]


def check(case: Case) -> Iterator[Finding]:
    """Judge every rule of a tagged group, and every declared flow."""
    if case.intent is None:
        return
    groups = tagged_groups(case)
    declared = frozenset(_path(flow) for flow in case.intent.flows)
    built = _built(case, groups)
    ends = [(ingress, path) for path in declared for ingress in (True, False)]
    wanted = merged(_meant(*end) for end in ends)
    asked = Asked(declared, wanted, unserved(wanted, (_meant(*end) for end in built & {*ends})))
    carriers = concerned(case.graph.of_type(*CARRIERS), partial(_tagged, case, groups))
    yield from META.judge(carriers, partial(_answers, case, groups, asked))
    for flow in case.intent.flows:
        spots = _ends(case, groups, flow)
        for ingress, spot in spots:
            yield from META.settle(spot, partial(_flow, flow, ingress, built))


def _tagged(case: Case, groups: Mapping[str, str], carrier: Resource) -> bool:
    return any(permit.group in groups for permit in permits(case, carrier))


def _answers(case: Case, groups: Mapping[str, str], asked: Asked, carrier: Resource) -> Iterator[Answer]:
    for permit in permits(case, carrier):
        if permit.group in groups:
            yield from _permit(case, groups, asked, permit)


def _permit(case: Case, groups: Mapping[str, str], asked: Asked, permit: Permit) -> Iterator[Answer]:
    for path in paths(case, groups, permit):
        if path not in asked.declared:
            part = culprit(_meant(permit.ingress, path), asked.wanted, asked.unserved)
            place = line(permit.carrier.body, part) if permit.place == permit.carrier.place else permit.place
            yield Fault(f"no declared flow goes from `{path.source}` to `{path.destination}` by {path.ports}", place)


def _meant(ingress: bool, path: Path) -> Meant:  # noqa: FBT001 - a table's key
    """Return a path as one end of it lets it in, or out."""
    zone, peer = (path.destination, path.source) if ingress else (path.source, path.destination)
    ports = path.ports
    return Meant(frozenset({zone}), ingress, frozenset({peer}), ports.protocol, ports.first, ports.last)


def _built(case: Case, groups: Mapping[str, str]) -> frozenset[tuple[bool, Path]]:
    found: set[tuple[bool, Path]] = set()
    for permit in known_permits(case):
        if permit.group in groups:
            try:
                found.update((permit.ingress, path) for path in paths(case, groups, permit))
            except OpaqueError:
                continue
    return frozenset(found)


def _path(flow: DeclaredFlow) -> Path:
    return Path.of(flow.source, flow.destination, flow.protocol, flow.first, flow.last)


def _ends(case: Case, groups: Mapping[str, str], flow: DeclaredFlow) -> Iterator[tuple[bool, Spot]]:
    """Yield the ends of a flow that have a security group, with the group to point at."""
    by_zone = {zone: address for address, zone in reversed(tuple(groups.items()))}
    for ingress, zone in ((True, flow.destination), (False, flow.source)):
        address = by_zone.get(zone, "")
        group = case.graph.by_address.get(address)
        if group is not None:
            yield ingress, Spot(group.address, group.place)
        elif zone in case.zones:
            yield ingress, Spot("", None)


def _flow(flow: DeclaredFlow, ingress: bool, built: frozenset[tuple[bool, Path]]) -> Iterator[Answer]:  # noqa: FBT001 - a table's key
    path = _path(flow)
    if (ingress, path) not in built:
        direction = "ingress to" if ingress else "egress from"
        zone = path.destination if ingress else path.source
        asked = f"flow `{flow.source}` to `{flow.destination}` by {path.ports}"
        yield Fault(f"no rule is exactly the {direction} `{zone}` that {asked} needs", fix=RESTORE)
