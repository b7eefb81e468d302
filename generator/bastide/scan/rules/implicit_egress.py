"""Security group that leaves its egress unsaid.

What it does:
    Reports groups without an `egress` block, without `egress = []`, and without a resource that makes an egress rule
    for them. A VPC's adopted default group is not meant: adopting it removes its rules.

Why is this bad:
    What such a group lets out depends on its history. AWS opens egress to everything when a group is made; Terraform
    takes that rule away when it makes the group, but leaves alone whatever a group has that was imported, changed
    by hand, or had an `egress` block once. A plan does not say which.

Example:
    resource "aws_security_group" "data" {
      name = "data"
    }

Use instead:
    resource "aws_security_group" "data" {
      name   = "data"
      egress = []
    }

Source:
    Terraform AWS provider, `aws_security_group`: `egress` is optional and computed (measured with 5.100.0).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import OpaqueError, entries, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("NET010", Severity.MEDIUM, "Write `egress = []`, or the rules that it needs.", __doc__)
RULE, EITHER = "aws_vpc_security_group_egress_rule", "aws_security_group_rule"


def check(case: Case) -> Iterator[Finding]:
    """Judge every group that is not a default one."""
    rules = tuple(links(case, kind, "security_group_id", "aws_security_group") for kind in (RULE, EITHER))
    yield from META.judge(case.graph.of_type("aws_security_group"), partial(_answers, case, rules))


def _answers(case: Case, rules: tuple[Links, ...], group: Resource) -> Iterator[Answer]:
    # An attribute that can't be known raises here: then it is a doubt whether there are rules.
    written = tuple(entries(group, "egress"))
    hidden = any(block.labels == ("egress",) for block in group.nested("dynamic"))
    if written or hidden or "egress" in group.body.attributes:
        return
    if any(_is_egress(case, rule) for found in rules for rule in found.by_target.get(group.address, ())):
        return
    for rule, error in (loose for found in rules for loose in found.loose):
        if _is_egress(case, rule):
            raise error
    yield Fault(f"nothing says what `{group.address}` lets out")


def _is_egress(case: Case, rule: Resource) -> bool:
    if rule.type == RULE:
        return True
    try:
        return text(case.graph, rule.get("type")) == "egress"
    except OpaqueError:
        return True
