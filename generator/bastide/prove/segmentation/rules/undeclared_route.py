"""Route out of a zone that no flow takes.

What it does:
    Compares each route to the internet, through NAT, to another VPC or to a gateway with the declared flows of the
    zones whose subnets the table holds for. Groups and ACLs do not count.

Why is this bad:
    A zone without a way out can't leak through a mistake in a group. The route takes that away, and nothing shows it
    until the mistake is made.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_route_table" "data" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_route_table_association" "data" {
      route_table_id = aws_route_table.data.id
      subnet_id      = aws_subnet.data.id
    }
    resource "aws_route" "out" {
      route_table_id         = aws_route_table.data.id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.main.id
    }

Use instead:
    Remove the route, or declare the flow that it is for.

Source:
    GB/T 22239-2019 8.1.2.1 d; NIST SP 800-53r5 SC-7(3).
"""

from collections.abc import Iterator

from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.prove.segmentation import reasons
from bastide.prove.segmentation.evidence import Evidence

META = Meta("SEG005", Severity.HIGH, "Remove the route, or declare the flow that it is for.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge each route by itself."""
    if not evidence.declaration.complete:
        return
    for part in dict.fromkeys(reasons.routes(evidence)):
        fault = Fault(
            f"`{part.part}` leads from `{part.source}` to `{part.destination}`, between which no flow is declared"
        )
        yield from META.settle(Spot(part.origin.address, part.origin.place), lambda: [fault])  # noqa: B023 - at once
