"""Network firewall rule wider than every flow between its blocks.

What it does:
    Compares, rule by rule, what a network firewall passes with the flows declared between the zones whose subnets its
    addresses meet; public addresses mean the internet. The other layers do not count: a path may still be closed by a
    group or an ACL.

Why is this bad:
    The firewall is the guard that sees whole connections. What it passes beyond every flow is held shut by groups
    alone, until one of those changes too.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.2.0/24"
    }
    resource "aws_networkfirewall_rule_group" "main" {
      name     = "main"
      type     = "STATEFUL"
      capacity = 128
      rule_group {
        rules_source {
          stateful_rule {
            action = "PASS"
            header {
              protocol         = "TCP"
              source           = "10.40.1.0/24"
              source_port      = "ANY"
              direction        = "FORWARD"
              destination      = "10.40.2.0/24"
              destination_port = "ANY"
            }
            rule_option {
              keyword  = "sid"
              settings = ["1"]
            }
          }
        }
      }
    }
    resource "aws_networkfirewall_firewall_policy" "main" {
      name = "main"
      firewall_policy {
        stateless_default_actions          = ["aws:forward_to_sfe"]
        stateless_fragment_default_actions = ["aws:forward_to_sfe"]
        stateful_rule_group_reference {
          resource_arn = aws_networkfirewall_rule_group.main.arn
        }
      }
    }
    resource "aws_networkfirewall_firewall" "main" {
      name                = "main"
      vpc_id              = aws_vpc.main.id
      firewall_policy_arn = aws_networkfirewall_firewall_policy.main.arn
      subnet_mapping {
        subnet_id = aws_subnet.data.id
      }
    }

Use instead:
    Narrow the rule to the flow's protocol, ports and zone, or declare the flow that it serves.

Source:
    GB/T 22239-2019 8.1.3.2 b, c, d; NIST SP 800-53r5 AC-4, SC-7(5).
"""

from collections.abc import Iterator

from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.wire import Origin
from bastide.prove.segmentation import reasons
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.packets import further
from bastide.prove.segmentation.spans import listed

META = Meta("SEG008", Severity.HIGH, "Narrow the rule to a declared flow, or declare the flow that it serves.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge each rule of a firewall by itself."""
    if not evidence.declaration.complete:
        return
    by_rule: dict[Origin, list[reasons.Unasked]] = {}
    for part in reasons.firewall_rules(evidence):
        by_rule.setdefault(part.origin, []).append(part)
    for origin, parts in by_rule.items():
        spot = Spot(origin.address, origin.place)
        yield from META.settle(spot, lambda: [_fault(parts)])  # noqa: B023 - at once


def _fault(parts: list[reasons.Unasked]) -> Fault:
    """Return what one rule passes too much: the first pair of zones, and how many more."""
    first = parts[0]
    more = further(len(parts) - 1, "pair of zones")
    what = f"`{first.source}` to `{first.destination}` by {listed(first.spans)}{more}"
    return Fault(f"a rule of `{first.part}` passes {what}, which no flow asks for")
