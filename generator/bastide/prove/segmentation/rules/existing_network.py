"""Network that the platform is attached to, and that this code doesn't make.

What it does:
    Names each network that the declaration calls existing, once. What passes between the zones of this code is proven
    all the same, by their own subnets, route tables, groups and lists; a subnet that uses the network's own route table
    or list is not.

Why is this bad:
    Who else stands in the network, and what was opened to them, stands in somebody else's code. To call that safe
    without having read it would be a guess.

Example:
    resource "aws_subnet" "app_a" {
      vpc_id     = "vpc-0e0e0e0e0e0e0e0e0"
      cidr_block = "10.40.0.0/24"
    }

Use instead:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_subnet" "app_a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.40.0.0/24"
    }

Source:
    Law 2 of the design: nothing is hidden from the judge.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import existing
from bastide.facts.rule import Answer, Doubt, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.intent import DeclaredExisting
from bastide.prove.segmentation.evidence import Evidence

META = Meta("SEG009", Severity.MEDIUM, "Review the network's own code by hand, or let the platform make one.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Name every network that is somebody else's."""
    for part, place in existing.named(evidence.case, existing.NETWORK):
        yield from META.settle(Spot(part.id, place), partial(_answers, part))


def _answers(part: DeclaredExisting) -> Iterator[Answer]:
    gateway = f", whether `{part.beside}` is attached to it" if part.beside else ""
    said = f"`{part.id}` is not in this code: who else stands in it{gateway}, and what its route tables, peerings and"
    yield Doubt(f"{said} default group allow, is not judged")
