"""Default security group, network ACL or route table left open.

What it does:
    Wants each VPC's default security group adopted and emptied, and, where zones are declared, its default
    network ACL as well, and no route in its main route table if that is adopted. The network ACL of a declared
    isolated zone must not let everything in from everywhere.

Why is this bad:
    Whatever is created without naming a group gets the default one, whose members may all talk to each other:
    a path between zones that no rule shows.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }

Use instead:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_default_security_group" "main" {
      vpc_id = aws_vpc.main.id
    }
    resource "aws_default_network_acl" "main" {
      default_network_acl_id = aws_vpc.main.default_network_acl_id
    }

Source:
    Unmanaged defaults allow all members of the group, and all traffic through the ACL (AWS VPC user guide).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links, pointers
from bastide.facts.ports import ALL, NUMBERS
from bastide.facts.rule import Answer, Fault, Meta, concerned
from bastide.facts.values import entries, flag, text
from bastide.facts.world import is_world, network
from bastide.facts.zones import zone_of
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET005", Severity.MEDIUM, "Adopt the default and leave it without rules.", __doc__)


def check(case: Case) -> Iterator[Finding]:
    """Judge every VPC's defaults and every network ACL of an isolated zone."""
    groups = links(case, "aws_default_security_group", "vpc_id")
    lists = links(case, "aws_default_network_acl", "default_network_acl_id")
    if case.intent is not None:
        yield from META.judge(case.graph.of_type("aws_default_route_table"), partial(_main, case))
    yield from META.judge(case.graph.of_type("aws_vpc"), partial(_defaults, case, groups, lists))
    acls = concerned(case.graph.of_type("aws_network_acl"), partial(_isolated, case))
    yield from META.judge(acls, partial(_acl, case))


def _defaults(case: Case, groups: Links, lists: Links, vpc: Resource) -> Iterator[Answer]:
    yield from _adopted(vpc, groups, "aws_default_security_group")
    if case.intent is not None:
        yield from _adopted(vpc, lists, "aws_default_network_acl")


def _adopted(vpc: Resource, adopted: Links, kind: str) -> Iterator[Answer]:
    found = adopted.of(vpc.address)
    if not found:
        yield Fault(f"no `{kind}` locks the default of `{vpc.address}`")
    for default in found:
        for body in (*entries(default, "ingress"), *entries(default, "egress")):
            yield Fault(f"`{default.address}` has rules; whatever names no group or ACL gets them", body.place)


def _main(case: Case, table: Resource) -> Iterator[Answer]:
    separate = links(case, "aws_route", "route_table_id").by_target.get(table.address, ())
    for body in (*entries(table, "route"), *(route.body for route in separate)):
        yield Fault(f"`{table.address}` has routes; every subnet without a table of its own follows them", body.place)


def _isolated(case: Case, acl: Resource) -> bool:
    zone = zone_of(case, acl)
    if zone is not None:
        return zone.exposure == "isolated"
    subnets = (case.target(value) for value in pointers(case, acl.get("subnet_ids")))
    zones = [zone_of(case, subnet) for subnet in subnets if subnet is not None]
    return any(zone is not None and zone.exposure == "isolated" for zone in zones)


def _acl(case: Case, acl: Resource) -> Iterator[Answer]:
    rules = links(case, "aws_network_acl_rule", "network_acl_id").by_target.get(acl.address, ())
    separate = [rule.body for rule in rules if flag(case.graph, rule.get("egress")) is not True]
    for body in (*entries(acl, "ingress"), *separate):
        if _lets_all_in(case, body):
            yield Fault("the ACL of an isolated zone lets every protocol in from everywhere", body.place)


def _lets_all_in(case: Case, body: Block) -> bool:
    action = text(case.graph, body.get("action") or body.get("rule_action"))
    protocol = text(case.graph, body.get("protocol")) or "-1"
    blocks = [text(case.graph, body.get(name)) for name in ("cidr_block", "ipv6_cidr_block")]
    everywhere = is_world(network(block) for block in blocks if block)
    return action == "allow" and NUMBERS.get(protocol) == ALL and everywhere
