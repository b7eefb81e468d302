"""Rules of one thing written in two ways.

What it does:
    Reports security groups, network ACLs and route tables that have rules inside, or an empty list of them, while
    resources of their own make rules of the same direction for them; and network ACLs that name subnets while
    association resources bind subnets to them.

Why is this bad:
    What stands inside claims to be the whole list: each `apply` removes the rules of the resources, and the next one
    makes them again. Between the two, the network is not the one that was reviewed.

Example:
    resource "aws_security_group" "app" {
      name = "app"
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.40.0.0/24"]
      }
    }
    resource "aws_vpc_security_group_ingress_rule" "app" {
      security_group_id = aws_security_group.app.id
      ip_protocol       = "tcp"
      from_port         = 8443
      to_port           = 8443
      cidr_ipv4         = "10.40.0.0/24"
    }

Use instead:
    resource "aws_security_group" "app" {
      name = "app"
    }
    resource "aws_vpc_security_group_ingress_rule" "app" {
      security_group_id = aws_security_group.app.id
      ip_protocol       = "tcp"
      from_port         = 8443
      to_port           = 8443
      cidr_ipv4         = "10.40.0.0/24"
    }

Source:
    Terraform AWS provider, notes of `aws_security_group`, `aws_network_acl` and `aws_route_table`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Doubt, Fault, Meta
from bastide.facts.values import flag, text
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource, Unknown
from bastide.model.place import Place

META = Meta(
    "NET013", Severity.MEDIUM, "Keep one of the two ways; a rule for each resource shows who asked for it.", __doc__
)
OWNERS = (
    "aws_security_group",
    "aws_default_security_group",
    "aws_network_acl",
    "aws_default_network_acl",
    "aws_route_table",
    "aws_default_route_table",
)
ASSOCIATED = "subnet_ids"
MAKERS = {
    "aws_vpc_security_group_ingress_rule": ("security_group_id", "ingress"),
    "aws_vpc_security_group_egress_rule": ("security_group_id", "egress"),
    "aws_security_group_rule": ("security_group_id", ""),
    "aws_network_acl_rule": ("network_acl_id", ""),
    "aws_route": ("route_table_id", "route"),
    "aws_network_acl_association": ("network_acl_id", ASSOCIATED),
}
"""By type: the attribute that names the owner, and which of its lists the resource adds to, if that is fixed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A resource that adds to a list of an owner, and to which, if its type alone tells."""

    maker: Resource
    part: str


def check(case: Case) -> Iterator[Finding]:
    """Judge every owner of rules for which resources make rules too."""
    made: dict[str, list[Made]] = {}
    for maker in case.graph.of_type(*MAKERS):
        attribute, part = MAKERS[maker.type]
        owner = case.target(maker.get(attribute))
        if owner is not None:
            made.setdefault(owner.address, []).append(Made(maker, part))
    owners = (one for one in case.graph.of_type(*OWNERS) if one.address in made)
    yield from META.judge(owners, lambda owner: _answers(case, owner, made[owner.address]))


def _answers(case: Case, owner: Resource, made: list[Made]) -> Iterator[Answer]:
    parts: dict[str, Resource] = {}
    for one in made:
        parts.setdefault(one.part or _direction(case, one.maker), one.maker)
    for part, maker in parts.items():
        place = _written(owner, part)
        if place is not None:
            yield _mixed(owner, part, maker, place)


def _mixed(owner: Resource, part: str, maker: Resource, place: Place) -> Answer:
    if isinstance(owner.get(part), Unknown):
        return Doubt(f"whether `{part}` is written inside as well can't be known", place)
    if not owner.body.end_line and part not in owner.body.attributes:
        return Doubt("a plan does not tell rules written inside from rules made by hand", place)
    message = f"`{part}` stands inside `{owner.address}`, and `{maker.address}` adds to it: each apply undoes the other"
    return Fault(message, place, (Label(maker.place, "the other way"),))


def _direction(case: Case, maker: Resource) -> str:
    if maker.type == "aws_security_group_rule":
        return text(case.graph, maker.get("type")) or ""
    return "egress" if flag(case.graph, maker.get("egress")) else "ingress"


def _written(owner: Resource, part: str) -> Place | None:
    """Return where a list stands inside its owner, None where it does not."""
    if part == ASSOCIATED and not owner.body.end_line:
        return None  # a plan repeats there what the associations make
    if part in owner.body.attributes:
        return owner.at(part)
    blocks = (*owner.nested(part), *(block for block in owner.nested("dynamic") if block.labels == (part,)))
    return blocks[0].place if blocks else None
