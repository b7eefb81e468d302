"""Network list that lets hosts of somebody else's network through.

What it does:
    Where the platform stands in a network that the declaration calls existing, wants no entry of its lists to admit
    addresses of that network outside the platform's block: what is meant for the internet (`0.0.0.0/0`) needs entries
    ahead of it that deny the network's own blocks.

Why is this bad:
    The owner's hosts share the network's local route, which nothing can take away. A rule for the internet is one for
    them as well, and nobody declared a flow with them.

Example:
    resource "aws_subnet" "app" {
      vpc_id     = "vpc-0e0e0e0e0e0e0e0e0"
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_network_acl" "app" {
      vpc_id     = "vpc-0e0e0e0e0e0e0e0e0"
      subnet_ids = [aws_subnet.app.id]
      egress {
        rule_no    = 200
        action     = "allow"
        protocol   = "tcp"
        from_port  = 443
        to_port    = 443
        cidr_block = "0.0.0.0/0"
      }
    }

Use instead:
    resource "aws_subnet" "app" {
      vpc_id     = "vpc-0e0e0e0e0e0e0e0e0"
      cidr_block = "10.40.1.0/24"
    }
    resource "aws_network_acl" "app" {
      vpc_id     = "vpc-0e0e0e0e0e0e0e0e0"
      subnet_ids = [aws_subnet.app.id]
      egress {
        rule_no    = 100
        action     = "deny"
        protocol   = "tcp"
        from_port  = 443
        to_port    = 443
        cidr_block = "10.0.0.0/8"
      }
      egress {
        rule_no    = 200
        action     = "allow"
        protocol   = "tcp"
        from_port  = 443
        to_port    = 443
        cidr_block = "0.0.0.0/0"
      }
    }

Source:
    Amazon VPC user guide, "Route tables": each has a local route, and for a whole network it can't be changed.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import existing
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.filters import Acl, AclEntry
from bastide.model.finding import Finding
from bastide.model.wire import Cidr, cidr
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.spans import covered, shown

META = Meta("SEG010", Severity.HIGH, "Deny the network's own blocks ahead of the entry.", __doc__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge each list of the platform in somebody else's network."""
    for part in existing.of_kind(evidence.case, existing.NETWORK):
        lists = {one.acl for one in evidence.network.subnets if one.vpc == part.id}
        others = [piece for block in part.cidrs for piece in _without(cidr(block), part.ours)]
        for acl in evidence.network.acls:
            if acl.name in lists and acl.origin.address:
                yield from META.settle(Spot(acl.origin.address, acl.origin.place), partial(_answers, acl, others))


def _without(block: Cidr, ours: str) -> Iterator[Cidr]:
    """Yield what a block holds beside the platform's own."""
    own = cidr(ours) if ours else None
    if own is None or own.last < block.first or block.last < own.first:
        yield block
        return
    if block.first < own.first:
        yield Cidr(block.version, block.first, own.first - 1)
    if own.last < block.last:
        yield Cidr(block.version, own.last + 1, block.last)


def _answers(acl: Acl, others: list[Cidr]) -> Iterator[Answer]:
    for entry in acl.entries:
        if entry.allow and any(_admits(acl, entry, piece) for piece in others):
            way = "to" if entry.egress else "from"
            said = f"entry {entry.number} of `{acl.name}` admits {shown(entry.span)} {way} hosts of the network's owner"
            yield Fault(said, entry.origin.place)


def _admits(acl: Acl, entry: AclEntry, piece: Cidr) -> bool:
    """Tell whether an entry reaches a part of a block that no entry ahead of it denies."""
    first, last = max(entry.peer.first, piece.first), min(entry.peer.last, piece.last)
    if entry.peer.version != piece.version or first > last:
        return False
    walls = [
        one.span
        for one in acl.entries
        if not one.allow and one.egress is entry.egress and one.number < entry.number
        if one.peer.version == piece.version and one.peer.first <= first and last <= one.peer.last
    ]
    return not covered(entry.span, walls)
