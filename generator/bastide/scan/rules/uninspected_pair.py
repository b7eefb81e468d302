"""Route past the firewall between zones of different exposure.

What it does:
    Follows, for each pair of zones that the declaration puts a firewall between, the routes from every subnet of the
    one to every subnet of the other, and back. The closest route must lead to a firewall's endpoint, the same firewall
    both ways, and what that firewall's policy doesn't name must be dropped.

Why is this bad:
    Groups and lists know addresses and ports. What passes the firewall by is seen by nobody and told by nobody, and a
    firewall that sees one direction alone drops the connection or judges half of it.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "app" {
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_subnet" "data" {
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_route_table" "app" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_route_table_association" "app" {
      subnet_id      = aws_subnet.app.id
      route_table_id = aws_route_table.app.id
    }

Use instead:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "app" {
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_subnet" "data" {
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_networkfirewall_firewall_policy" "main" {
      firewall_policy {
        stateful_default_actions = ["aws:drop_strict"]
        stateful_engine_options {
          rule_order = "STRICT_ORDER"
        }
      }
    }
    resource "aws_networkfirewall_firewall" "a" {
      firewall_policy_arn = aws_networkfirewall_firewall_policy.main.arn
    }
    resource "aws_route_table" "app" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_route_table_association" "app" {
      subnet_id      = aws_subnet.app.id
      route_table_id = aws_route_table.app.id
    }
    resource "aws_route" "app" {
      route_table_id = aws_route_table.app.id

      destination_cidr_block = "10.40.2.0/24"

      vpc_endpoint_id = one(aws_networkfirewall_firewall.a.firewall_status[0].sync_states).attachment[0].endpoint_id
    }
    resource "aws_route_table" "data" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_route_table_association" "data" {
      subnet_id      = aws_subnet.data.id
      route_table_id = aws_route_table.data.id
    }
    resource "aws_route" "data" {
      route_table_id = aws_route_table.data.id

      destination_cidr_block = "10.40.1.0/24"

      vpc_endpoint_id = one(aws_networkfirewall_firewall.a.firewall_status[0].sync_states).attachment[0].endpoint_id
    }

Source:
    GB/T 22239-2019 8.1.3.2 d, e; AWS Network Firewall Developer Guide, "Avoiding asymmetric routing".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from bastide.facts.case import Case
from bastide.facts.peers import INTERNET
from bastide.facts.routing import bodies_of
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import items, opaque, settle, text
from bastide.facts.world import Network, inside, network
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET018", Severity.HIGH, "Lead both directions to the endpoint of one firewall.", __doc__)
FIREWALL, POLICY = "aws_networkfirewall_firewall", "aws_networkfirewall_firewall_policy"
ANYWHERE = network("0.0.0.0/0")
DROPS = ("aws:drop_strict", "aws:drop_established")


@dataclass(frozen=True)
class _End:
    """A subnet of an inspected zone, and its block."""

    zone: str
    subnet: Resource
    block: Network


def check(case: Case) -> Iterator[Finding]:
    """Judge every subnet that has somebody behind a firewall, and every firewall of a declared zone."""
    if case.intent is None or not case.intent.inspected:
        return
    ends = tuple(_ends(case))
    partners = _partners(case)
    subnets = {end.subnet.address: end for end in ends if end.zone in partners}
    yield from META.judge((end.subnet for end in subnets.values()), lambda one: _ways(case, subnets[one.address], ends))
    yield from META.judge(case.graph.of_type(FIREWALL), partial(_firewall, case))


def _partners(case: Case) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in case.intent.inspected if case.intent else ():
        found.setdefault(pair.source, set()).add(pair.destination)
        if pair.destination != INTERNET:
            found.setdefault(pair.destination, set()).add(pair.source)
    return {zone: frozenset(others) for zone, others in found.items()}


def _ends(case: Case) -> Iterator[_End]:
    """Yield the subnets of declared zones: their blocks tell where they belong, whatever their tags say."""
    for subnet in case.graph.of_type("aws_subnet"):
        block = network(text(case.graph, subnet.get("cidr_block")) or "")
        for zone in case.zones.values():
            if any(inside(block, network(cidr)) for cidr in zone.cidrs):
                yield _End(zone.name, subnet, block)


def _ways(case: Case, end: _End, ends: tuple[_End, ...]) -> Iterator[Answer]:
    partners = _partners(case)[end.zone]
    if INTERNET in partners:
        yield from _through(case, end, ANYWHERE, INTERNET)[1]
    for other in ends:
        if other.zone in partners:
            there, faults = _through(case, end, other.block, other.zone)
            back, _ = _through(case, other, end.block, end.zone)
            yield from faults
            if there and back and there != back:
                said = f"`{end.subnet.address}` reaches `{other.subnet.address}` by `{there}`, replies come by `{back}`"
                yield Fault(said, related=(Label(other.subnet.place, "the other end"),))


def _through(case: Case, end: _End, block: Network, whom: str) -> tuple[str, tuple[Answer, ...]]:
    """Return the firewall by which a subnet reaches a block, and what is wrong if there is none."""
    route = _closest(case, end, block)
    if route is None:
        return "", (Fault(f"nothing leads `{end.subnet.address}` to `{whom}` through a firewall"),)
    value = route.get("vpc_endpoint_id")
    target = case.target(value)
    if target is not None and target.type == FIREWALL:
        return target.address, ()
    if value is not None and target is None:
        raise opaque(value)
    said = f"`{end.subnet.address}` reaches `{whom}` past the firewall"
    return "", (Fault(said, route.place, (Label(end.subnet.place, "the subnet that follows it"),)),)


def _closest(case: Case, end: _End, block: Network) -> Block | None:
    """Return the written route that a packet to a block takes: the one with the longest block that holds it.

    A VPC's own route is written nowhere. Inside the VPC it takes what no longer block takes; a default route doesn't.
    """
    own = _local(case, end, block)
    found: list[tuple[int, Block]] = []
    for route in bodies_of(case, end.subnet):
        value = route.get("destination_cidr_block") or route.get("cidr_block")
        written = text(case.graph, value) if value is not None else None
        if written is not None and inside(block, whole := network(written)) and whole.prefixlen > own:
            found.append((whole.prefixlen, route))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _local(case: Case, end: _End, block: Network) -> int:
    """Return the length of the VPC's own route to a block, -1 where it leads elsewhere."""
    vpc = case.target(end.subnet.get("vpc_id"), "aws_vpc")
    whole = text(case.graph, vpc.get("cidr_block")) if vpc is not None else None
    return network(whole).prefixlen if whole is not None and inside(block, network(whole)) else -1


def _firewall(case: Case, firewall: Resource) -> Iterator[Answer]:
    policy = case.target(firewall.get("firewall_policy_arn"), POLICY)
    if policy is None:
        raise opaque(firewall.get("firewall_policy_arn"))
    for body in policy.nested("firewall_policy"):
        actions = {text(case.graph, one) for one in items(case.graph, body.get("stateful_default_actions"))}
        orders = {settle(case.graph, one.get("rule_order")) for one in body.nested("stateful_engine_options")}
        if orders != {"STRICT_ORDER"} or not actions & set(DROPS):
            said = f"`{firewall.address}` passes what no rule of `{policy.address}` names"
            yield Fault(said, body.place, (Label(firewall.place, "the firewall"),))
