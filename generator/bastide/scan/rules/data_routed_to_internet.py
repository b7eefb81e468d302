"""Data subnet with a route to the internet.

What it does:
    Follows every data subnet to its route table - associated, main or default - and reads the inline routes and
    `aws_route` resources of that table. A data subnet is one whose zone (tag `bastide:zone`) is declared
    `isolated`; where nothing is declared, one that a database subnet group or a file system stands in. No route
    may lead to an internet gateway or an egress-only one; from a declared isolated zone none to NAT either. A
    subnet of a zone declared `internal` may follow a route to NAT if a flow to the internet is declared, and
    none to a gateway.

Why is this bad:
    With a route out, one wrong rule or one public address is enough to lose the records of every citizen; the
    missing route is the layer that holds when the others fail.

Example:
    resource "aws_subnet" "data" {
      vpc_id = aws_vpc.main.id
      tags   = { "bastide:zone" = "data" }
    }
    resource "aws_route_table" "data" {
      vpc_id = aws_vpc.main.id
      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }
    resource "aws_route_table_association" "data" {
      subnet_id      = aws_subnet.data.id
      route_table_id = aws_route_table.data.id
    }
    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

Use instead:
    resource "aws_subnet" "data" {
      vpc_id = aws_vpc.main.id
      tags   = { "bastide:zone" = "data" }
    }
    resource "aws_route_table" "data" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_route_table_association" "data" {
      subnet_id      = aws_subnet.data.id
      route_table_id = aws_route_table.data.id
    }

Source:
    Neither checkov 3.3.30 nor Trivy 0.76 sees this change (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.peers import INTERNET
from bastide.facts.routing import Route, routes_of
from bastide.facts.rule import Answer, Doubt, Fault, Meta, concerned
from bastide.facts.values import opaque
from bastide.facts.zones import DataSubnets, data_subnets, zone_of
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredZone

META = Meta("NET002", Severity.CRITICAL, "Remove the route, or give the subnet a route table of its own.", __doc__)
SILENT = ("local", "aws_vpn_gateway.", "aws_vpc_endpoint.", "vgw-", "vpce-")
"""Route targets that do not lead to the internet."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every subnet that data stands in, and every one of an internal zone."""
    holders = data_subnets(case)
    subnets = concerned(case.graph.of_type("aws_subnet"), lambda subnet: _guarded(case, holders, subnet))
    return META.judge(subnets, partial(_answers, case, holders))


def _guarded(case: Case, holders: DataSubnets, subnet: Resource) -> bool:
    zone = zone_of(case, subnet)
    if zone is None:
        return subnet.address in holders.known or holders.loose is not None
    return zone.exposure != "internet"


def _answers(case: Case, holders: DataSubnets, subnet: Resource) -> Iterator[Answer]:
    zone = zone_of(case, subnet)
    what = "holds data" if zone is None or zone.exposure == "isolated" else f"is of the internal zone `{zone.name}`"
    for route in routes_of(case, subnet):
        if route.attribute == "nat_gateway_id" and _may_leave(case, zone):
            continue
        if zone is None and subnet.address not in holders.known and holders.loose is not None:
            raise holders.loose
        yield from _judged(case, subnet, route, what)


def _may_leave(case: Case, zone: DeclaredZone | None) -> bool:
    """Tell whether what stands in a zone may open connections to the internet; undeclared subnets may by NAT."""
    if zone is None or case.intent is None:
        return True
    passed_on = ((pair.zone, pair.destination) for pair in case.intent.inspected)
    if (zone.name, INTERNET) in passed_on:
        return True
    flows = ((flow.source, flow.destination) for flow in case.intent.flows)
    return zone.exposure == "internal" and (zone.name, INTERNET) in flows


def _judged(case: Case, subnet: Resource, route: Route, what: str) -> Iterator[Answer]:
    target = case.target(route.target)
    name = target.address if target is not None else route.target
    if not isinstance(name, str):
        error = opaque(route.target)
        yield Doubt(f"the route's target `{error.text}` can't be evaluated", error.place)
    elif not name.startswith(SILENT):
        related = (Label(subnet.place, "the subnet that follows it"),)
        yield Fault(f"`{subnet.address}` {what} and has a route to `{name}`", route.place, related)
