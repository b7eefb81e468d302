"""Network ACL entry for ICMP without a type.

What it does:
    Reports entries of network ACLs for ICMP, of IPv4 or IPv6, that do not give `icmp_type`.

Why is this bad:
    No type is not every type: the provider writes type 0, code 0, which is the reply to a ping and nothing else. An
    entry that should let pings or "packet too big" through lets neither, and one that should deny ICMP denies replies.

Example:
    resource "aws_network_acl_rule" "ping" {
      network_acl_id = aws_network_acl.app.id
      rule_number    = 100
      rule_action    = "allow"
      protocol       = "icmp"
      cidr_block     = "10.40.0.0/16"
    }

Use instead:
    resource "aws_network_acl_rule" "ping" {
      network_acl_id = aws_network_acl.app.id
      rule_number    = 100
      rule_action    = "allow"
      protocol       = "icmp"
      icmp_type      = 8
      icmp_code      = -1
      cidr_block     = "10.40.0.0/16"
    }

Source:
    Terraform AWS provider 5.100.0 (measured): without `icmp_type` the API receives type 0 and code 0.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.ports import NUMBERS
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET012", Severity.LOW, "Give `icmp_type` and `icmp_code`; -1 means every one.", __doc__)
ACLS = ("aws_network_acl", "aws_default_network_acl")
ICMP = frozenset({"icmp", "icmpv6"})


def check(case: Case) -> Iterator[Finding]:
    """Judge every ACL with entries inside, and every entry that is a resource."""
    yield from META.judge(case.graph.of_type(*ACLS), partial(_inside, case))
    yield from META.judge(case.graph.of_type("aws_network_acl_rule"), partial(_alone, case))


def _inside(case: Case, acl: Resource) -> Iterator[Answer]:
    for name in ("ingress", "egress"):
        for body in entries(acl, name):
            yield from _entry(case, body)


def _alone(case: Case, rule: Resource) -> Iterator[Answer]:
    yield from _entry(case, rule.body)


def _entry(case: Case, body: Block) -> Iterator[Answer]:
    name = (text(case.graph, body.get("protocol")) or "").lower()
    if NUMBERS.get(name, name) in ICMP and text(case.graph, body.get("icmp_type")) is None:
        place = body.at("protocol") if "protocol" in body.attributes else body.place
        yield Fault("ICMP without a type is type 0 alone, the reply to a ping", place)
