"""Declared flow that does not pass.

What it does:
    Holds every declared flow against the code: it must pass there and back between all who take part, for every
    source port of 1024 to 65535, over every alternative path. What stops it first is named: the rule, the route or
    the ACL entry, for the packet or for its reply.

Why is this bad:
    The service that the declaration promises will time out, and whoever mends that in a hurry opens too much.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "app" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_security_group" "app" {
      vpc_id = aws_vpc.main.id
      tags   = { "bastide:zone" = "app" }
    }
    resource "aws_security_group" "data" {
      vpc_id = aws_vpc.main.id
      tags   = { "bastide:zone" = "data" }
    }
    resource "aws_vpc_security_group_ingress_rule" "data" {
      security_group_id            = aws_security_group.data.id
      referenced_security_group_id = aws_security_group.app.id
      ip_protocol                  = "tcp"
      from_port                    = 5432
      to_port                      = 5432
    }

Use instead:
    Give the flow its rule at both ends, the ACLs their entries for its ports and for the ports of its replies
    (1024 to 65535), and both subnets a route to each other; or remove the flow from the declaration.

Source:
    AWS VPC User Guide: security groups keep state, network ACLs keep none.
"""

from collections.abc import Iterator

from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.proof import Blockage
from bastide.prove.segmentation.blame import labels, steps
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.lines import Lines
from bastide.prove.segmentation.packets import told
from bastide.prove.segmentation.spans import listed
from bastide.prove.segmentation.stopped import blamed

META = Meta("SEG002", Severity.HIGH, "Restore what the flow needs, or remove it from the declaration.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge the blockages of a proof."""
    lines = Lines(evidence)
    for blockage in evidence.proof.blockages:
        part = blamed(evidence, lines, blockage)
        spot = Spot("" if part is None else part.address, None if part is None else part.place)
        related = labels(blockage.witness, part)
        yield from META.settle(spot, lambda: _answers(blockage, related))  # noqa: B023 - settled at once


def _answers(blockage: Blockage, related: tuple[Label, ...]) -> Iterator[Answer]:
    stop = blockage.witness.blocker
    leg = "the reply" if blockage.witness.forward.arrives else "the packet"
    reason = f"{leg} is stopped, {stop.text}" if stop else "not every path lets it pass"
    yield Fault(
        f"the declared flow `{blockage.source}` to `{blockage.destination}` by {listed(blockage.spans)} is blocked: "
        f"{reason}; {told(blockage.witness)}",
        related=related,
        steps=steps(blockage.witness),
    )
