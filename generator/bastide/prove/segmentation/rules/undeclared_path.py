"""Path between zones that nobody declared.

What it does:
    Computes every path between any two zones, the internet and what lies beyond gateways, from groups, ACLs, routes
    and gateways together, for every protocol and port, over IPv4 and IPv6. What passes and is in no declared flow is
    reported with one packet that passes, replayed through the code by a second method, and every line that lets it.
    TCP counts when a connection completes, everything else when one packet arrives.

Why is this bad:
    All else is denied, the declaration says, and here is a packet that is not. A path that breaks a `never` is a
    promise broken.

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
    resource "aws_vpc_security_group_egress_rule" "app" {
      security_group_id            = aws_security_group.app.id
      referenced_security_group_id = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 22
      to_port                      = 22
    }
    resource "aws_vpc_security_group_ingress_rule" "data" {
      security_group_id            = aws_security_group.data.id
      referenced_security_group_id = aws_security_group.app.id
      ip_protocol                  = "tcp"
      from_port                    = 22
      to_port                      = 22
    }

Use instead:
    Remove one of the lines that the finding lists, or declare the flow with its reason.

Source:
    GB/T 22239-2019 8.1.3.2 a, c; NIST SP 800-53r5 SC-7(5), AC-4. Method: docs/concepts/segmentation-proof.md.
"""

from collections.abc import Iterator

from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.proof import Violation
from bastide.prove.segmentation.blame import culprit, labels, steps, unasked
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.lines import Lines
from bastide.prove.segmentation.packets import further, told
from bastide.prove.segmentation.spans import listed

META = Meta("SEG001", Severity.CRITICAL, "Remove one of the listed lines, or declare the flow.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge the violations of a proof."""
    suspects = unasked(evidence) if evidence.proof.violations else frozenset()
    lines = Lines(evidence)
    for violation in evidence.proof.violations:
        blamed = culprit(violation.witness, suspects)
        spot = Spot("" if blamed is None else blamed.address, None if blamed is None else lines.line(blamed))
        related = labels(violation.witness, blamed)
        yield from META.settle(spot, lambda: _answers(violation, related))  # noqa: B023 - settled at once


def _answers(violation: Violation, related: tuple[Label, ...]) -> Iterator[Answer]:
    broken = "though `never` promises that nothing does" if violation.promised else "which no flow declares"
    more = further(violation.pairs - 1, "pair of hosts")
    yield Fault(
        f"`{violation.source}` reaches `{violation.destination}` by {listed(violation.spans)}, {broken}: "
        f"{told(violation.witness)}{more}",
        related=related,
        steps=steps(violation.witness),
    )
