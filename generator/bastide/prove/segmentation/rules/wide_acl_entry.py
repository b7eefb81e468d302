"""ACL entry wider than every flow between its zones.

What it does:
    Compares, in a generated tree, each allowing entry of a network ACL with the flows between its zone and the zones
    of its block, and with the replies to them: a filter without state must let ports 1024 to 65535 back.

Why is this bad:
    The ACL is the layer that holds when a group is edited by mistake. An entry that no flow needs takes that away.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_network_acl" "data" {
      vpc_id     = aws_vpc.main.id
      subnet_ids = [aws_subnet.data.id]
    }
    resource "aws_network_acl_rule" "data" {
      network_acl_id = aws_network_acl.data.id
      rule_number    = 100
      rule_action    = "allow"
      protocol       = "-1"
      cidr_block     = "0.0.0.0/0"
    }

Use instead:
    Allow only the ports of declared flows from the blocks of their zones, and the ports of their replies.

Source:
    AWS VPC User Guide, network ACLs: rules are stateless; GB/T 22239-2019 8.1.3.2 a.
"""

from collections.abc import Iterator

from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.prove.segmentation import reasons
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.lines import Lines
from bastide.prove.segmentation.spans import listed

META = Meta("SEG004", Severity.MEDIUM, "Narrow the entry to the declared flows of its zones.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge each allowing ACL entry of a generated tree by itself."""
    if not evidence.declaration.generated:
        return
    lines = Lines(evidence)
    for part in dict.fromkeys(reasons.acl_entries(evidence)):
        fault = Fault(
            f"`{part.part}` allows `{part.source}` to `{part.destination}` by {listed(part.spans)}, which no flow needs"
        )
        spot = Spot(part.origin.address, lines.line(part.origin))
        yield from META.settle(spot, lambda: [fault])  # noqa: B023 - at once
