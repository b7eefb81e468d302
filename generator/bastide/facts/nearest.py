"""Which line of a rule is wrong: the part in which it differs from the declared traffic that it comes nearest to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from bastide.model.graph import Block
from bastide.model.place import Place


class Part(Enum):
    """A part of a rule, with the attributes that say it; of the first ones a rule has one."""

    OWNER = ("security_group_id", "network_acl_id")
    DIRECTION = ("egress", "type")
    PEER = (
        "cidr_ipv4",
        "cidr_ipv6",
        "cidr_block",
        "ipv6_cidr_block",
        "cidr_blocks",
        "ipv6_cidr_blocks",
        "referenced_security_group_id",
        "source_security_group_id",
        "security_groups",
        "prefix_list_id",
        "prefix_list_ids",
        "self",
    )
    PROTOCOL = ("ip_protocol", "protocol")
    FIRST = ("from_port", "icmp_type")
    LAST = ("to_port", "icmp_code")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a rule lets through, or should: into zones (`ingress`) or out of them, from or to peers, which traffic."""

    zones: frozenset[str]
    ingress: bool
    peers: frozenset[str]
    protocol: str
    first: int
    last: int

    def like(self, other: "Meant") -> bool:
        """Tell whether two differ in nothing but their peers."""
        return _key(self) == _key(other)


def parts(seen: Meant, wanted: Meant) -> Iterator[Part]:
    """Yield the parts in which a rule differs from what is wanted; it may serve some of the wanted peers only."""
    if seen.zones != wanted.zones:
        yield Part.OWNER
    if seen.ingress is not wanted.ingress:
        yield Part.DIRECTION
    if not seen.peers <= wanted.peers:
        yield Part.PEER
    if seen.protocol != wanted.protocol:
        yield Part.PROTOCOL
    elif seen.last != wanted.last:
        yield Part.LAST
    elif seen.first != wanted.first:
        yield Part.FIRST


def culprit(seen: Meant, wanted: Iterable[Meant], unserved: frozenset[Meant]) -> Part | None:
    """Return the first part in which a rule differs from what it comes nearest to; what nobody serves comes first.

    None for a rule that differs in more than one part from everything: all of it is wrong.
    """
    near = [(one, tuple(parts(seen, one))) for one in wanted]
    close = [(one not in unserved, found[0]) for one, found in near if len(found) == 1]
    return min(close, key=lambda one: one[0])[1] if close else None


def unserved(wanted: Iterable[Meant], given: Iterable[Meant]) -> frozenset[Meant]:
    """Return what rules do not give to all the wanted peers."""
    peers: dict[tuple[frozenset[str], bool, str, int, int], set[str]] = {}
    for one in given:
        peers.setdefault(_key(one), set()).update(one.peers)
    return frozenset(one for one in wanted if not one.peers <= peers.get(_key(one), set()))


def merged(wanted: Iterable[Meant]) -> tuple[Meant, ...]:
    """Return wants with the peers of equal ones together."""
    peers: dict[tuple[frozenset[str], bool, str, int, int], frozenset[str]] = {}
    for one in wanted:
        peers[_key(one)] = peers.get(_key(one), frozenset()) | one.peers
    return tuple(Meant(key[0], key[1], found, *key[2:]) for key, found in peers.items())


def line(body: Block, part: Part | None) -> Place:
    """Return the line of a rule's part, or its header."""
    names = () if part is None else part.value
    return next((body.at(name) for name in names if name in body.attributes), body.place)


def _key(one: Meant) -> tuple[frozenset[str], bool, str, int, int]:
    return one.zones, one.ingress, one.protocol, one.first, one.last
