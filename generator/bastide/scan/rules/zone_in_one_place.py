"""Zone that stands in one availability zone.

What it does:
    Takes, where a declaration exists, the subnets that lie in the addresses of each declared zone, and asks that they
    stand in two availability zones at the least. A subnet that names none stands wherever AWS puts it, which may be
    beside the other one.

Why is this bad:
    A fault of one data centre takes the whole zone away, and whatever else stands in two places waits for it. The code
    still applies: databases keep their standby, and nothing is there to reach them from.

Example:
    resource "aws_subnet" "app_a" {
      vpc_id            = aws_vpc.main.id
      cidr_block        = "10.40.1.0/26"
      availability_zone = "ap-southeast-1a"
    }

Use instead:
    resource "aws_subnet" "app_a" {
      vpc_id            = aws_vpc.main.id
      cidr_block        = "10.40.1.0/26"
      availability_zone = "ap-southeast-1a"
    }
    resource "aws_subnet" "app_b" {
      vpc_id            = aws_vpc.main.id
      cidr_block        = "10.40.1.64/26"
      availability_zone = "ap-southeast-1b"
    }

Source:
    GB/T 22239-2019 8.1.2.1 e, 8.1.4.9 c; NIST SP 800-53r5 CP-7, SC-36; NET-04.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import OpaqueError, text
from bastide.facts.world import Network, inside, network
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("NET019", Severity.HIGH, "Put its subnets into two availability zones.", __doc__)
SUBNET = "aws_subnet"
NAMES = ("availability_zone", "availability_zone_id")
LEAST = 2


@dataclass(slots=True)
class _Standing:
    """The availability zones that a zone's subnets name, and one that the code doesn't tell."""

    known: set[str] = field(default_factory=set)
    unknown: OpaqueError | None = None


def check(case: Case) -> Iterator[Finding]:
    """Judge every subnet of a declared zone."""
    if case.zones:
        blocks = {network(block): name for name, zone in case.zones.items() for block in zone.cidrs}
        standings = _standings(case, blocks)
        yield from META.judge(case.graph.of_type(SUBNET), partial(_answers, case, blocks, standings))


def _answers(
    case: Case, blocks: Mapping[Network, str], standings: Mapping[str, _Standing], subnet: Resource
) -> Iterator[Answer]:
    zone = _zone(case, blocks, subnet)
    if zone is None or len(standings[zone].known) >= LEAST:
        return
    if (unknown := standings[zone].unknown) is not None:
        raise unknown
    named = "".join(f", `{name}`" for name in standings[zone].known)
    yield Fault(f"`{zone}` stands in one availability zone{named}", subnet.at(NAMES[0]))


def _standings(case: Case, blocks: Mapping[Network, str]) -> Mapping[str, _Standing]:
    """Return where each zone stands; a subnet whose own addresses are unknown is told when it is judged itself."""
    found: defaultdict[str, _Standing] = defaultdict(_Standing)
    for subnet in case.graph.of_type(SUBNET):
        try:
            zone = _zone(case, blocks, subnet)
        except OpaqueError:
            continue
        if zone is not None:
            _note(case, found[zone], subnet)
    return found


def _note(case: Case, standing: _Standing, subnet: Resource) -> None:
    try:
        name = next(filter(None, (text(case.graph, subnet.get(word)) for word in NAMES)), None)
    except OpaqueError as error:
        standing.unknown = error
    else:
        standing.known |= {name} if name else set()


def _zone(case: Case, blocks: Mapping[Network, str], subnet: Resource) -> str | None:
    """Return the declared zone in whose addresses a subnet lies; generated ones are exactly a declared block."""
    written = text(case.graph, subnet.get("cidr_block"))
    if not written:
        return None
    own = network(written)
    return blocks.get(own) or next((name for block, name in blocks.items() if inside(own, block)), None)
