"""Security group rule wider than every flow between its zones.

What it does:
    Compares, rule by rule, what a security group admits between the zones that carry it and the zones of its peers
    with the flows declared between them. A block with public addresses means the internet, any other the zones whose
    subnets it meets. The other layers do not count: a path may still be closed by an ACL.

Why is this bad:
    Each permission has one reason. What is wider is held shut by luck: by the other end, or by an ACL, until that
    changes too.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_security_group" "data" {
      vpc_id = aws_vpc.main.id
      tags   = { "bastide:zone" = "data" }
    }
    resource "aws_vpc_security_group_ingress_rule" "data" {
      security_group_id = aws_security_group.data.id
      cidr_ipv4         = "10.40.1.0/24"
      ip_protocol       = "tcp"
      from_port         = 5400
      to_port           = 5500
    }

Use instead:
    Narrow the rule to the flow's protocol, ports and zone, or declare the flow that it serves.

Source:
    GB/T 22239-2019 8.1.3.2 b, c; NIST SP 800-53r5 AC-4, SC-7(5).
"""

from collections.abc import Iterator

from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.wire import Origin
from bastide.prove.segmentation import reasons
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.lines import Lines
from bastide.prove.segmentation.packets import further
from bastide.prove.segmentation.spans import listed

META = Meta("SEG003", Severity.HIGH, "Narrow the rule to a declared flow, or declare the flow that it serves.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge each security-group rule by itself."""
    if not evidence.declaration.complete:
        return
    by_rule: dict[Origin, list[reasons.Unasked]] = {}
    for part in reasons.group_rules(evidence):
        by_rule.setdefault(part.origin, []).append(part)
    lines = Lines(evidence)
    for origin, parts in by_rule.items():
        spot = Spot(origin.address, lines.line(origin))
        yield from META.settle(spot, lambda: [_fault(parts)])  # noqa: B023 - at once


def _fault(parts: list[reasons.Unasked]) -> Fault:
    """Return what one rule admits too much: the first pair of zones, and how many more."""
    first = parts[0]
    more = further(len(parts) - 1, "pair of zones")
    what = f"`{first.source}` to `{first.destination}` by {listed(first.spans)}{more}"
    return Fault(f"`{first.part}` admits {what}, which no flow asks for")
