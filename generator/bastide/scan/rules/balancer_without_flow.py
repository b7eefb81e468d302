"""Load balancer that listens or forwards where no flow is declared.

What it does:
    Compares, where a declaration exists, each listener's port with the flows into its load balancer's zone, the port of
    each target group that a listener or a rule forwards to with the flows out of that zone, and the zone of each target
    with the flows to it. A load balancer's zone is its tag's, else that of its subnets.

Why is this bad:
    A load balancer is a way around the network's rules: it takes a connection here and opens another there. One
    target too many and the edge speaks with the vault.

Example:
    resource "aws_subnet" "app" {
      cidr_block = "10.40.1.0/24"
      tags       = { "bastide:zone" = "app" }
    }
    resource "aws_lb" "app" {
      internal = true
      subnets  = [aws_subnet.app.id]
    }
    resource "aws_lb_target_group" "data" {
      port = 22
    }
    resource "aws_lb_listener" "app" {
      load_balancer_arn = aws_lb.app.arn
      port              = 9000
      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.data.arn
      }
    }

Use instead:
    resource "aws_subnet" "data" {
      cidr_block = "10.40.2.0/24"
      tags       = { "bastide:zone" = "data" }
    }
    resource "aws_lb" "data" {
      internal = true
      subnets  = [aws_subnet.data.id]
    }
    resource "aws_lb_listener" "data" {
      load_balancer_arn = aws_lb.data.arn
      port              = 5432
      default_action {
        type = "fixed-response"
      }
    }

Source:
    GB/T 22239-2019 8.1.3.1 a, 8.1.3.2 c; NIST SP 800-53r5 SC-7(3), AC-4.
"""

from collections.abc import Iterator
from functools import partial
from ipaddress import ip_address

from bastide.facts.case import Case
from bastide.facts.links import pointers
from bastide.facts.rule import Answer, Doubt, Fault, Meta
from bastide.facts.values import number, text
from bastide.facts.world import network
from bastide.facts.zones import zone_name
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET015", Severity.HIGH, "Declare the flow, or remove the port or the target.", __doc__)
BALANCERS = ("aws_lb", "aws_alb")
LISTENERS = ("aws_lb_listener", "aws_alb_listener")
RULES = ("aws_lb_listener_rule", "aws_alb_listener_rule")
GROUPS = ("aws_lb_target_group", "aws_alb_target_group")
ATTACHMENTS = ("aws_lb_target_group_attachment", "aws_alb_target_group_attachment")


def check(case: Case) -> Iterator[Finding]:
    """Judge every listener, target group and target of a tree with declared zones."""
    if not case.zones:
        return
    yield from META.judge(case.graph.of_type(*LISTENERS), partial(_listener, case))
    behind = _behind(case)
    yield from META.judge(case.graph.of_type(*GROUPS), partial(_group, case, behind))
    yield from META.judge(case.graph.of_type(*ATTACHMENTS), partial(_target, case, behind))


def _listener(case: Case, listener: Resource) -> Iterator[Answer]:
    zone, port = _zone_of_listener(case, listener), number(case.graph, listener.get("port"))
    if zone is not None and port is not None and not _declared(case, None, zone, port):
        yield Fault(f"no flow into `{zone}` is declared for port {port}", listener.at("port"))


def _group(case: Case, behind: dict[str, set[str]], group: Resource) -> Iterator[Answer]:
    port = number(case.graph, group.get("port"))
    for zone in sorted(behind.get(group.address, ())):
        if port is not None and not _declared(case, zone, None, port):
            yield Fault(f"no flow out of `{zone}` is declared for port {port}", group.at("port"))


def _target(case: Case, behind: dict[str, set[str]], attachment: Resource) -> Iterator[Answer]:
    group = case.target(attachment.get("target_group_arn"))
    if group is None:
        return
    port = number(case.graph, attachment.get("port") or group.get("port"))
    target = _zone_of_target(case, attachment)
    for zone in sorted(behind.get(group.address, ())):
        if target is None:
            yield Doubt("nobody can tell in which zone the target stands", attachment.at("target_id"))
        elif port is not None and not _declared(case, zone, target, port):
            message = f"no flow from `{zone}` to `{target}` is declared for port {port}"
            yield Fault(message, attachment.at("target_id"))


def _declared(case: Case, source: str | None, destination: str | None, port: int) -> bool:
    flows = () if case.intent is None else case.intent.flows
    return any(
        source in (None, flow.source) and destination in (None, flow.destination) and flow.first <= port <= flow.last
        for flow in flows
        if flow.protocol in ("tcp", "udp")
    )


def _behind(case: Case) -> dict[str, set[str]]:
    """Return by target group the zones of the load balancers that forward to it."""
    found: dict[str, set[str]] = {}
    for holder in case.graph.of_type(*LISTENERS, *RULES):
        listener = holder if holder.type in LISTENERS else case.target(holder.get("listener_arn"))
        zone = None if listener is None else _zone_of_listener(case, listener)
        for group in _forwarded(case, holder.body) if zone is not None else ():
            found.setdefault(group.address, set()).add(zone or "")
    return found


def _forwarded(case: Case, body: Block) -> Iterator[Resource]:
    target = case.target(body.get("target_group_arn")) or case.target(body.get("arn"))
    if target is not None and target.type in GROUPS:
        yield target
    for inner in body.blocks:
        yield from _forwarded(case, inner)


def _zone_of_listener(case: Case, listener: Resource) -> str | None:
    balancer = case.target(listener.get("load_balancer_arn"))
    if balancer is None:
        return None
    return zone_name(case, balancer) or _common(case, balancer)


def _common(case: Case, balancer: Resource) -> str | None:
    subnets = [case.target(value) for value in pointers(case, balancer.get("subnets"))]
    zones = {None if subnet is None else zone_name(case, subnet) for subnet in subnets}
    return zones.pop() if len(zones) == 1 else None


def _zone_of_target(case: Case, attachment: Resource) -> str | None:
    owner = case.target(attachment.get("target_id"))
    if owner is not None:
        subnet = case.target(owner.get("subnet_id"))
        return zone_name(case, owner) or (None if subnet is None else zone_name(case, subnet))
    written = text(case.graph, attachment.get("target_id")) or ""
    try:
        address = ip_address(written)
    except ValueError:
        return None
    holding = (zone for zone in case.zones.values() if any(address in network(block) for block in zone.cidrs))
    return next((zone.name for zone in holding), None)
