"""Host with interfaces in two zones.

What it does:
    Finds, where a declaration exists, every instance and every launch template whose network interfaces stand in
    subnets of different zones, however they are attached, and says in which.

Why is this bad:
    Groups, lists and routes judge what enters and leaves each interface, and nothing judges what the host passes on
    from one to the other. Whoever takes it over stands in both zones; between two sides without a network it is the
    path that nobody sees.

Example:
    resource "aws_subnet" "app" {
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_subnet" "edge" {
      cidr_block = "10.40.0.0/24"
    }
    resource "aws_network_interface" "edge" {
      subnet_id = aws_subnet.edge.id
    }
    resource "aws_instance" "relay" {
      subnet_id = aws_subnet.app.id
    }
    resource "aws_network_interface_attachment" "relay" {
      instance_id          = aws_instance.relay.id
      network_interface_id = aws_network_interface.edge.id
      device_index         = 1
    }

Use instead:
    resource "aws_subnet" "app" {
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_instance" "relay" {
      subnet_id = aws_subnet.app.id
    }

Source:
    GB/T 22239-2019 8.1.2.1 d; BND-08: no dual-homed host between two sides.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Doubt, Fault, Meta
from bastide.facts.values import entries, text
from bastide.facts.world import inside, network
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource, Value
from bastide.model.place import Place

META = Meta("NET030", Severity.CRITICAL, "Give the host interfaces in one zone, and declare a flow.", __doc__)
HOSTS = ("aws_instance", "aws_spot_instance_request", "aws_launch_template")
INTERFACE, ATTACHMENT, SUBNET = "aws_network_interface", "aws_network_interface_attachment", "aws_subnet"


def check(case: Case) -> Iterator[Finding]:
    """Judge every host."""
    if case.intent is not None:
        yield from META.judge(case.graph.of_type(*HOSTS), partial(_answers, case))


def _answers(case: Case, host: Resource) -> Iterator[Answer]:
    found: dict[str, Place] = {}
    unknown: list[Place] = []
    subnets = list(_subnets(case, host))
    for subnet, place in subnets:
        zone = None if subnet is None else _zone(case, subnet)
        if zone is None:
            unknown.append(place)
        else:
            found.setdefault(zone, place)
    if len(found) > 1:
        named = sorted(found)
        path = f"`{named[0]}` -> `{host.address}` -> `{named[1]}`"
        labels = tuple(Label(found[zone], f"in zone `{zone}`") for zone in named)
        yield Fault(f"it stands in {len(found)} zones and joins them: {path}", labels[0].place, labels[1:])
    elif unknown and len(subnets) > 1:
        yield Doubt("the zone of one of its interfaces is not in the code", unknown[0])


def _subnets(case: Case, host: Resource) -> Iterator[tuple[Resource | None, Place]]:
    """Yield where each of a host's interfaces stands, and the line that says so."""
    if host.get("subnet_id") is not None:
        yield case.target(host.get("subnet_id")), host.at("subnet_id")
    for word in ("network_interface", "network_interfaces", "primary_network_interface"):
        for block in entries(host, word):
            yield from _of_block(case, block)
    for one in case.graph.of_type(ATTACHMENT):
        if case.target(one.get("instance_id")) is host:
            yield _behind(case, one.get("network_interface_id")), one.place
    for one in case.graph.of_type(INTERFACE):
        if any(case.target(block.get("instance")) is host for block in entries(one, "attachment")):
            yield case.target(one.get("subnet_id")), one.place


def _of_block(case: Case, block: Block) -> Iterator[tuple[Resource | None, Place]]:
    if block.get("subnet_id") is not None:
        yield case.target(block.get("subnet_id")), block.at("subnet_id")
    if block.get("network_interface_id") is not None:
        yield _behind(case, block.get("network_interface_id")), block.at("network_interface_id")


def _behind(case: Case, interface: Value) -> Resource | None:
    found = case.target(interface)
    return None if found is None or found.type != INTERFACE else case.target(found.get("subnet_id"))


def _zone(case: Case, subnet: Resource) -> str | None:
    written = text(case.graph, subnet.get("cidr_block")) if subnet.type == SUBNET else None
    if written is None:
        return None
    block = network(written)
    return next((one.name for one in case.zones.values() if any(inside(block, network(c)) for c in one.cidrs)), None)
