"""Security groups: a filter with memory at an interface, so only the first packet of a flow is judged.

Source: Amazon VPC user guide, "Security group rules" and "Security group connection tracking".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bastide.model.filters import Group, GroupRule
from bastide.model.network import Interface
from bastide.model.proof import Hop, Packet
from bastide.prove.walk.index import Index
from bastide.prove.walk.traffic import contains, matches, named, shown


@dataclass(frozen=True, slots=True)
class Peer:
    """The other end as a rule sees it: its address, its groups, and whether references to them hold on this path."""

    address: int
    groups: tuple[str, ...]
    references: bool


def egress(index: Index, interface: Interface, packet: Packet, peer: Peer) -> tuple[Hop, ...]:
    """Return what an interface's groups decide about a packet that it sends: nothing if it has none."""
    rules = ((group, rule) for group in _groups(index, interface) for rule in group.egress)
    return _judge(index, interface, packet, peer, rules) if interface.groups else ()


def ingress(index: Index, interface: Interface, packet: Packet, peer: Peer) -> tuple[Hop, ...]:
    """Return what an interface's groups decide about a packet that it is sent: nothing if it has none."""
    rules = ((group, rule) for group in _groups(index, interface) for rule in group.ingress)
    return _judge(index, interface, packet, peer, rules, inward=True) if interface.groups else ()


def _judge(
    index: Index,
    interface: Interface,
    packet: Packet,
    peer: Peer,
    rules: Iterable[tuple[Group, GroupRule]],
    *,
    inward: bool = False,
) -> tuple[Hop, ...]:
    """Return one decision of all groups together: the union of their rules admits, and each that does is named."""
    fitting = [(group, rule) for group, rule in rules if matches(rule.span, packet)]
    admitting = [(group, rule) for group, rule in fitting if _admits(rule, packet.version, peer)]
    direction, preposition = ("ingress", "from") if inward else ("egress", "to")
    if admitting:
        plural = "s" if len(admitting) > 1 else ""
        verb = "admit" if plural else "admits"
        text = f"{direction} rule{plural} of {_listed(group.name for group, _ in admitting)} {verb} {named(packet)}"
        whom = _whom(admitting[0][1], packet.version, peer)
        return (Hop(f"{text} {preposition} {whom}", tuple(rule.origin for _, rule in admitting), passes=True),)
    what = f"{named(packet)} {preposition} {shown(packet.version, peer.address)}{_void(fitting, peer)}"
    blamed = tuple(group.origin for group in _groups(index, interface)) or (interface.origin,)
    return (Hop(f"no {direction} rule of {_listed(interface.groups)} admits {what}", blamed, passes=False),)


def _admits(rule: GroupRule, version: int, peer: Peer) -> bool:
    if rule.group is not None and peer.references and rule.group in peer.groups:
        return True
    return any(contains(block, version, peer.address) for block in rule.cidrs)


def _whom(rule: GroupRule, version: int, peer: Peer) -> str:
    block = next((block for block in rule.cidrs if contains(block, version, peer.address)), None)
    return f"members of `{rule.group}`" if block is None else str(block)


def _void(fitting: list[tuple[Group, GroupRule]], peer: Peer) -> str:
    """Return a note if a rule names the other end's group but the path makes that void."""
    named_groups = [rule.group for _, rule in fitting if rule.group is not None and rule.group in peer.groups]
    return f" (a reference to `{named_groups[0]}` does not hold on this path)" if named_groups else ""


def _groups(index: Index, interface: Interface) -> Iterator[Group]:
    return (index.groups[name] for name in interface.groups if name in index.groups)


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in dict.fromkeys(names))
