"""Rule for all protocols that names ports.

What it does:
    Reports entries of network ACLs and rules of security groups whose protocol is "all" (`-1`) and that give ports
    nevertheless; for ACLs also protocols that have no ports.

Why is this bad:
    Ports mean nothing there. Written inside an ACL or group, the rule passes `plan` and fails at `apply`, halfway
    through a change of the network. As a resource of its own it lets all ports through, and reads as if it did not.

Example:
    resource "aws_network_acl_rule" "web" {
      network_acl_id = aws_network_acl.edge.id
      rule_number    = 100
      rule_action    = "allow"
      protocol       = "-1"
      cidr_block     = "0.0.0.0/0"
      from_port      = 443
      to_port        = 443
    }

Use instead:
    resource "aws_network_acl_rule" "web" {
      network_acl_id = aws_network_acl.edge.id
      rule_number    = 100
      rule_action    = "allow"
      protocol       = "tcp"
      cidr_block     = "0.0.0.0/0"
      from_port      = 443
      to_port        = 443
    }

Source:
    EC2 API, `CreateNetworkAclEntry` and `AuthorizeSecurityGroupIngress`: ports are ignored for such protocols.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.permits import GROUPS, RULES
from bastide.facts.ports import ALL, NUMBERS, TOP
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, number, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET011", Severity.MEDIUM, "Name the protocol whose ports are meant, or leave the ports out.", __doc__)
ACLS = ("aws_network_acl", "aws_default_network_acl")
ENTRY = "aws_network_acl_rule"
WITH_PORTS = frozenset({"tcp", "udp"})
WITH_TYPES = frozenset({"icmp", "icmpv6"})
NOTHING_SAID = ((None, None), (0, 0), (-1, -1), (0, TOP))


def check(case: Case) -> Iterator[Finding]:
    """Judge every ACL and group with rules inside, and every rule that is a resource."""
    yield from META.judge(case.graph.of_type(*ACLS, *GROUPS), partial(_inside, case))
    yield from META.judge(case.graph.of_type(ENTRY, *RULES), partial(_alone, case))


def _inside(case: Case, owner: Resource) -> Iterator[Answer]:
    for name in ("ingress", "egress"):
        for body in entries(owner, name):
            protocol = _portless(case, body, acl=owner.type in ACLS)
            ports = _ports(case, body)
            if protocol == ALL and ports not in NOTHING_SAID[:2]:
                yield Fault("ports with the protocol `-1`: `apply` refuses what `plan` let pass", body.place)
            elif protocol and ports not in NOTHING_SAID:
                yield Fault(f"the protocol `{protocol}` has no ports: all of it is meant", body.place)


def _alone(case: Case, rule: Resource) -> Iterator[Answer]:
    protocol = _portless(case, rule.body, acl=rule.type == ENTRY)
    if protocol and _ports(case, rule.body) not in NOTHING_SAID:
        which = "all protocols" if protocol == ALL else f"the protocol `{protocol}`"
        yield Fault(f"the ports mean nothing: {which} and all ports are meant", rule.at("from_port"))


def _portless(case: Case, body: Block, *, acl: bool) -> str:
    """Return the protocol of a rule if it has no ports, empty for one that has."""
    name = (text(case.graph, body.get("ip_protocol") or body.get("protocol")) or "").lower()
    protocol = NUMBERS.get(name, name)
    # For groups, AWS refuses ports of other protocols itself.
    return protocol if protocol == ALL or (acl and protocol not in WITH_PORTS | WITH_TYPES) else ""


def _ports(case: Case, body: Block) -> tuple[int | None, int | None]:
    return number(case.graph, body.get("from_port")), number(case.graph, body.get("to_port"))
