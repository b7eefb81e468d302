"""Address block in which no zone is declared.

What it does:
    Compares, where a declaration exists, every VPC, every block added to one and every subnet with the addresses of
    the declared zones: a VPC and its blocks must hold some zone, a subnet must lie in one. IPv6 is judged alike: where
    no zone has IPv6 addresses, nothing may ask for them.

Why is this bad:
    What stands there belongs to nobody: no flow speaks of it, and no zone's rules hold for it. IPv6 is a second network
    beside the one that everybody looks at.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_vpc_ipv4_cidr_block_association" "more" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.41.0.0/16"
    }

Use instead:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }

Source:
    GB/T 22239-2019 8.1.2.1 c, d; NIST SP 800-53r5 SC-7, CM-8.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import flag, text
from bastide.facts.world import Network, inside, network
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("NET014", Severity.MEDIUM, "Declare a zone for it, or remove it.", __doc__)
SUBNET = "aws_subnet"
VPCS = ("aws_vpc", "aws_vpc_ipv4_cidr_block_association", "aws_vpc_ipv6_cidr_block_association")
BLOCKS = ("cidr_block", "ipv6_cidr_block")
POOLS = ("assign_generated_ipv6_cidr_block", "ipv6_ipam_pool_id", "ipv6_native")
"""Attributes by which AWS chooses an IPv6 block, or only IPv6 is spoken."""

SIX = 6


def check(case: Case) -> Iterator[Finding]:
    """Judge every address block of a tree with declared zones."""
    if not case.zones:
        return
    declared = tuple(network(block) for zone in case.zones.values() for block in zone.cidrs)
    yield from META.judge(case.graph.of_type(*VPCS), partial(_vpc, case, declared))
    yield from META.judge(case.graph.of_type(SUBNET), partial(_subnet, case, declared))


def _vpc(case: Case, declared: tuple[Network, ...], holder: Resource) -> Iterator[Answer]:
    for name, block in _blocks(case, holder):
        if not any(inside(zone, block) for zone in declared):
            yield Fault(f"no zone is declared in `{block}`", holder.at(name))
    yield from _chosen(case, declared, holder)
    if holder.type == "aws_vpc_ipv6_cidr_block_association" and not _speaks_six(declared):
        yield Fault("no zone is declared in any IPv6 block")


def _subnet(case: Case, declared: tuple[Network, ...], subnet: Resource) -> Iterator[Answer]:
    for name, block in _blocks(case, subnet):
        if not any(inside(block, zone) for zone in declared):
            yield Fault(f"`{block}` is in no declared zone", subnet.at(name))
    yield from _chosen(case, declared, subnet)


def _blocks(case: Case, holder: Resource) -> Iterator[tuple[str, Network]]:
    for name in BLOCKS:
        written = text(case.graph, holder.get(name))
        if written:
            yield name, network(written)


def _chosen(case: Case, declared: tuple[Network, ...], holder: Resource) -> Iterator[Answer]:
    if holder.type == "aws_vpc_ipv6_cidr_block_association" or _speaks_six(declared):
        return
    for name in POOLS:
        value = holder.get(name)
        if value is not None and (name == "ipv6_ipam_pool_id" or flag(case.graph, value)):
            yield Fault("it gets IPv6 addresses, in which no zone is declared", holder.at(name))


def _speaks_six(declared: tuple[Network, ...]) -> bool:
    return any(one.version == SIX for one in declared)
