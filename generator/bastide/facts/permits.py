"""What security groups permit, whichever of the three ways of writing it was used."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.ports import Ports, read
from bastide.facts.values import OpaqueError, entries, flag, items, opaque, settle, text
from bastide.model.graph import Block, Reference, Resource, Unknown, Value
from bastide.model.place import Place

GROUPS = ("aws_security_group", "aws_default_security_group")
RULES = ("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_security_group_rule")
CARRIERS = (*GROUPS, *RULES)
"""Types whose resources can hold permits."""

BLOCKS = ("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks")
PEERS = ("referenced_security_group_id", "source_security_group_id", "security_groups")
LISTS = ("prefix_list_id", "prefix_list_ids")


@dataclass(frozen=True)
class Permit:
    """One rule: connections into (or out of) a group from (or to) peers.

    `group` is what names the group (an address when it stands in the tree). `peers` are other groups,
    `prefix_lists` lists whose contents aren't in the tree, `itself` members of the same group.
    """

    carrier: Resource
    group: str
    ingress: bool
    ports: Ports
    cidrs: tuple[str, ...]
    peers: tuple[Value, ...]
    prefix_lists: tuple[Value, ...]
    itself: bool
    place: Place
    description: str


def permits(case: Case, carrier: Resource) -> Iterator[Permit]:
    """Yield what a security group or rule resource permits; OpaqueError where that can't be known."""
    if carrier.type in GROUPS:
        for direction in ("ingress", "egress"):
            for body in entries(carrier, direction):
                yield _permit(case, carrier, body, carrier.address, ingress=direction == "ingress")
        return
    yield _permit(case, carrier, carrier.body, _group(case, carrier), ingress=_is_ingress(case, carrier))


def known_permits(case: Case) -> Iterator[Permit]:
    """Yield every permit of the tree that can be evaluated."""
    for carrier in case.graph.of_type(*CARRIERS):
        try:
            yield from permits(case, carrier)
        except OpaqueError:
            continue


def blame(permit: Permit) -> Place:
    """Return the line that names who is let in: the first peer attribute, else the rule itself."""
    body = permit.carrier.body if permit.place == permit.carrier.place else None
    for name in (*BLOCKS, *LISTS, *PEERS):
        if body is not None and name in body.attributes:
            return body.at(name)
    return permit.place


def _is_ingress(case: Case, carrier: Resource) -> bool:
    if carrier.type == "aws_security_group_rule":
        return text(case.graph, carrier.get("type")) == "ingress"
    return carrier.type == "aws_vpc_security_group_ingress_rule"


def _group(case: Case, carrier: Resource) -> str:
    value = carrier.get("security_group_id")
    target = case.target(value)
    return target.address if target is not None else str(settle(case.graph, value))


def _permit(case: Case, carrier: Resource, body: Block, group: str, *, ingress: bool) -> Permit:
    graph = case.graph
    listed = tuple(item for name in LISTS for item in items(graph, body.get(name)))
    cidrs = tuple(_text(item) for name in BLOCKS for item in items(graph, body.get(name)))
    return Permit(
        carrier=carrier,
        group=group,
        ingress=ingress,
        ports=read(graph, body),
        cidrs=cidrs + tuple(cidr for value in listed for cidr in _prefixes(case, value)),
        peers=tuple(item for name in PEERS for item in items(graph, body.get(name))),
        prefix_lists=tuple(value for value in listed if not _own_list(case, value)),
        itself=flag(graph, body.get("self")) is True,
        place=body.place,
        description=text(graph, body.get("description")) or "",
    )


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise opaque(value)


def _own_list(case: Case, value: Value) -> Resource | None:
    target = case.target(value)
    return target if target is not None and target.type == "aws_ec2_managed_prefix_list" else None


def _prefixes(case: Case, value: Value) -> Iterator[str]:
    if isinstance(value, Unknown):
        raise opaque(value)
    listed = _own_list(case, value)
    if listed is None:
        return
    for entry in entries(listed, "entry"):
        yield text(case.graph, entry.get("cidr")) or ""
    for member in case.graph.of_type("aws_ec2_managed_prefix_list_entry"):
        owner = member.get("prefix_list_id")
        if isinstance(owner, Reference) and owner.address == listed.address:
            yield text(case.graph, member.get("cidr")) or ""
