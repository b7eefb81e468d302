"""Rule that can never let anything pass.

What it does:
    Finds security-group rules that another rule of the group covers, whose peers nobody is, or through which nothing
    passes because of the other end, an ACL or a route; ACL entries that earlier ones decide completely; and rules of
    groups that nobody carries. Where nothing is declared only what is covered is reported.

Why is this bad:
    A reviewer reads it as a permission or a protection, and it is neither; a later change elsewhere may wake it up.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_network_acl" "data" {
      vpc_id = aws_vpc.main.id
      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.40.0.0/16"
        from_port  = 0
        to_port    = 65535
      }
      ingress {
        rule_no    = 110
        action     = "deny"
        protocol   = "tcp"
        cidr_block = "10.40.1.0/24"
        from_port  = 22
        to_port    = 22
      }
    }

Use instead:
    Give a deny a lower number than the allow that it cuts, and remove what decides nothing.

Source:
    AWS VPC User Guide, network ACL rules: the first rule that matches decides.
"""

from collections.abc import Iterator

from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.prove.segmentation.dead import dead_rules
from bastide.prove.segmentation.evidence import Evidence

META = Meta("SEG006", Severity.LOW, "Remove the rule, or mend what keeps it from mattering.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge each rule and entry by itself."""
    for part in dead_rules(evidence):
        other = () if part.by is None or part.by.place is None else (Label(part.by.place, "this decides instead"),)
        fault = Fault(part.reason, related=other)
        yield from META.settle(Spot(part.origin.address, part.origin.place), lambda: [fault])  # noqa: B023 - at once
