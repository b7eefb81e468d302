"""Transit gateway attachment in a subnet that holds something else.

What it does:
    Reports attachments of a VPC to a transit gateway whose subnets anything else stands in: a machine, an interface,
    an endpoint, a subnet group. Route tables, ACLs and flow logs may name the subnet.

Why is this bad:
    The ACL of such a subnet does not judge what arrives through the transit gateway for a neighbour in it, and judges
    what leaves by both lists: the layer that is drawn between the networks is not there.

Example:
    resource "aws_subnet" "app" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_instance" "app" {
      subnet_id = aws_subnet.app.id
    }
    resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
      vpc_id             = aws_vpc.main.id
      transit_gateway_id = aws_ec2_transit_gateway.main.id
      subnet_ids         = [aws_subnet.app.id]
    }

Use instead:
    resource "aws_subnet" "transit" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.255.0/28"
    }
    resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
      vpc_id             = aws_vpc.main.id
      transit_gateway_id = aws_ec2_transit_gateway.main.id
      subnet_ids         = [aws_subnet.transit.id]
    }

Source:
    AWS Transit Gateway guide, "Network ACLs for transit gateways" and "Transit gateway design best practices".
"""

from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import pointers
from bastide.facts.rule import Answer, Doubt, Fault, Meta
from bastide.facts.values import leaves, opaque, settle
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Reference, Resource, Unknown, Value

META = Meta("NET009", Severity.MEDIUM, "Give the attachment subnets of its own, one small one in each zone.", __doc__)
ATTACHMENT = "aws_ec2_transit_gateway_vpc_attachment"
SUBNETS = ("aws_subnet", "aws_default_subnet")
LITERAL = "subnet-"
QUIET = frozenset(
    {
        ATTACHMENT,
        "aws_ec2_transit_gateway_vpc_attachment_accepter",
        "aws_route_table_association",
        "aws_network_acl",
        "aws_default_network_acl",
        "aws_network_acl_association",
        "aws_flow_log",
        "aws_ec2_tag",
        "aws_ec2_subnet_cidr_reservation",
        "aws_ram_resource_association",
    }
)
"""Types that name a subnet without standing in it."""
PLACING = ("subnet_id", "subnet_ids", "subnets", "vpc_zone_identifier")


def check(case: Case) -> Iterator[Finding]:
    """Judge every attachment of a VPC to a transit gateway."""
    attachments = tuple(case.graph.of_type(ATTACHMENT))
    if not attachments:
        return
    placed: dict[str, Resource] = {}
    doubts: list[Unknown] = []
    for resource in case.graph.resources:
        if resource.mode == "resource" and resource.type not in QUIET:
            for subnet in _subnets(case, resource.body):
                placed.setdefault(subnet, resource)
            doubts += _unplaced(resource.body)
    yield from META.judge(attachments, partial(_answers, case, placed, doubts))


def _answers(
    case: Case, placed: Mapping[str, Resource], doubts: list[Unknown], attachment: Resource
) -> Iterator[Answer]:
    clean = True
    for value in pointers(case, attachment.get("subnet_ids")):
        subnet = _subnet(case, value)
        if subnet is None:
            raise opaque(value)
        neighbour = placed.get(subnet)
        if neighbour is not None:
            clean = False
            message = f"`{subnet}` also holds `{neighbour.address}`: its ACL does not judge what arrives there"
            yield Fault(message, attachment.at("subnet_ids"), (Label(neighbour.place, "stands there too"),))
    if clean and doubts:
        yield Doubt(f"`{doubts[0].text}` decides what else stands in its subnets, and is unknown", doubts[0].place)


def _subnets(case: Case, body: Block) -> Iterator[str]:
    for name, attribute in body.attributes.items():
        for leaf in leaves(attribute.value) if name != "depends_on" else ():
            for value in leaves(settle(case.graph, leaf)):
                subnet = _subnet(case, value)
                if subnet is not None:
                    yield subnet
    for block in body.blocks:
        yield from _subnets(case, block)


def _subnet(case: Case, value: Value) -> str | None:
    """Return what names the subnet that a value is, None if it is none."""
    if isinstance(value, str):
        return value if value.startswith(LITERAL) else None
    target = case.target(value)
    return target.address if target is not None and target.type in SUBNETS and _whole(value) else None


def _whole(value: Value) -> bool:
    """Tell whether a reference means a subnet and not its zone or block."""
    return isinstance(value, Reference) and value.path[:1] in ((), ("id",), ("arn",))


def _unplaced(body: Block) -> Iterator[Unknown]:
    """Yield what is not known of the attributes that place a thing in subnets."""
    for name in PLACING:
        yield from (leaf for leaf in leaves(body.get(name)) if isinstance(leaf, Unknown))
    for block in body.blocks:
        yield from _unplaced(block)
