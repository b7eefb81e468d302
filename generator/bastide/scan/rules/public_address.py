"""Public address outside an internet zone.

What it does:
    Judges what gives a public address: subnets that assign one at launch, instances and launch templates that ask
    for one, elastic addresses bound to an instance or interface, databases that are publicly accessible, and, where
    zones are declared, load balancers that are not internal. Only a subnet whose zone (tag `bastide:zone`) is
    declared with `exposure: internet` may have them; a database never.

Why is this bad:
    A public address is half of a path from the internet; one route or one rule later the machine is reachable.

Example:
    resource "aws_subnet" "app" {
      vpc_id                  = aws_vpc.main.id
      map_public_ip_on_launch = true
      tags                    = { "bastide:zone" = "app" }
    }

Use instead:
    resource "aws_subnet" "app" {
      vpc_id                  = aws_vpc.main.id
      map_public_ip_on_launch = false
      tags                    = { "bastide:zone" = "app" }
    }

Source:
    AWS VPC user guide, "IP addressing for your VPCs".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import pointers
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, text
from bastide.facts.zones import zone_of
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource, Value

META = Meta("NET006", Severity.HIGH, "Set it to `false`, or move it to a zone with `exposure: internet`.", __doc__)
DATABASES = ("aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance")
LAUNCHERS = ("aws_instance", "aws_launch_configuration", "aws_launch_template")
BALANCERS = ("aws_lb", "aws_alb", "aws_elb")
ELASTIC = ("aws_eip", "aws_eip_association")


def check(case: Case) -> Iterator[Finding]:
    """Judge everything that can have a public address."""
    for kinds, answers in (
        (("aws_subnet",), _subnet),
        (LAUNCHERS, _launcher),
        (ELASTIC, _elastic),
        (DATABASES, _database),
        (BALANCERS if case.intent is not None else (), _balancer),
    ):
        yield from META.judge(case.graph.of_type(*kinds), partial(answers, case))


def _subnet(case: Case, subnet: Resource) -> Iterator[Answer]:
    if flag(case.graph, subnet.get("map_public_ip_on_launch")) and not _exposed(case, subnet):
        yield Fault("whatever starts in this subnet gets a public address", subnet.at("map_public_ip_on_launch"))


def _launcher(case: Case, launcher: Resource) -> Iterator[Answer]:
    subnet = case.target(launcher.get("subnet_id"))
    bodies: list[Block] = [launcher.body, *entries(launcher, "network_interfaces")]
    for body in bodies:
        asked = flag(case.graph, body.get("associate_public_ip_address"))
        if asked and not (subnet is not None and _exposed(case, subnet)):
            yield Fault("the machine asks for a public address", body.at("associate_public_ip_address"))


def _elastic(case: Case, address: Resource) -> Iterator[Answer]:
    for name in ("instance", "instance_id", "network_interface", "network_interface_id"):
        value = address.get(name)
        if value is None:
            continue
        owner = case.target(value)
        subnet = None if owner is None else case.target(owner.get("subnet_id"))
        if subnet is None or not _exposed(case, subnet):
            yield Fault("a public address is bound to a machine outside an internet zone", address.at(name))


def _database(case: Case, database: Resource) -> Iterator[Answer]:
    if flag(case.graph, database.get("publicly_accessible")):
        yield Fault("the database answers at a public address", database.at("publicly_accessible"))


def _balancer(case: Case, balancer: Resource) -> Iterator[Answer]:
    if flag(case.graph, balancer.get("internal")) or text(case.graph, balancer.get("load_balancer_type")) == "gateway":
        return
    values = [one for name in ("subnets", "subnet_mapping") for one in _subnets_of(case, balancer, name)]
    subnets = [case.target(value) for value in values]
    if not all(subnet is not None and _exposed(case, subnet) for subnet in subnets):
        place = balancer.at("internal" if "internal" in balancer.body.attributes else "subnets")
        yield Fault("the load balancer answers the internet, and its subnets are of no internet zone", place)


def _subnets_of(case: Case, balancer: Resource, name: str) -> Iterator[Value]:
    if name == "subnets":
        yield from pointers(case, balancer.get(name))
    else:
        yield from (body.get("subnet_id") for body in entries(balancer, name))


def _exposed(case: Case, subnet: Resource) -> bool:
    zone = zone_of(case, subnet)
    return zone is not None and zone.exposure == "internet"
