"""What other resources do to hosts: elastic addresses, attached interfaces, added groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.graph import Block, Resource, Value
from bastide.prove.aws.interfaces import Stand, values
from bastide.prove.aws.reading import origin_of

INSTANCES = ("aws_instance", "aws_spot_instance_request")
CARD = "aws_network_interface"


@dataclass(frozen=True)
class Wiring:
    """What other resources do to interfaces.

    `public` holds instances and interfaces with an elastic address, `owner` the instance of an interface, `added` the
    groups that attachments add to one.
    """

    public: frozenset[str]
    owner: dict[str, str]
    added: dict[str, tuple[str, ...]]


def wiring(stand: Stand) -> Wiring:
    """Return what the tree does to instances and network interfaces."""
    return Wiring(frozenset(_elastic(stand)), dict(_owners(stand)), _added(stand))


def _elastic(stand: Stand) -> Iterator[str]:
    """Yield what has an elastic address: instances and network interfaces."""
    attributes = {
        "aws_eip": ("instance", "network_interface"),
        "aws_eip_association": ("instance_id", "network_interface_id"),
    }
    for kind, names in attributes.items():
        for resource in stand.reading.each(kind, scope=lambda _: (), copies=True):
            for name in names:
                read = partial(stand.reading.name, resource.get(name), *INSTANCES, CARD)
                found = stand.reading.attempt(origin_of(resource), (), read, None)
                if found is not None:
                    yield found


def _owners(stand: Stand) -> Iterator[tuple[str, str]]:
    """Yield network interfaces with the instance that each is attached to."""
    for resource in stand.reading.graph.of_type(CARD):
        for value in _safely(resource.body, "attachment.instance"):
            yield from _pair(stand, resource, resource.address, value)
    for one in stand.reading.each("aws_network_interface_attachment", scope=lambda _: ()):
        card = stand.reading.attempt(
            origin_of(one), (), partial(stand.reading.name, one.get("network_interface_id"), CARD), None
        )
        yield from _pair(stand, one, card, one.get("instance_id"))
    for instance in stand.reading.graph.of_type(*INSTANCES):
        for block in ("network_interface", "primary_network_interface"):
            for value in _safely(instance.body, f"{block}.network_interface_id"):
                card = stand.reading.attempt(origin_of(instance), (), partial(stand.reading.name, value, CARD), None)
                if card is not None:
                    yield card, instance.address


def _pair(stand: Stand, resource: Resource, card: str | None, value: Value) -> Iterator[tuple[str, str]]:
    owner = stand.reading.attempt(origin_of(resource), (), partial(stand.reading.name, value, *INSTANCES), None)
    if card is not None and owner is not None:
        yield card, owner


def _safely(body: Block, path: str) -> tuple[Value, ...]:
    try:
        return tuple(values(body, path))
    except OpaqueError:
        return ()


def _added(stand: Stand) -> dict[str, tuple[str, ...]]:
    """Return the groups that attachments add, by instance or network interface."""
    found: dict[str, tuple[str, ...]] = {}
    kind = "aws_network_interface_sg_attachment"
    for one in stand.reading.each(kind, scope=stand.reading.within("network_interface_id", *INSTANCES, CARD)):
        read = partial(stand.reading.name, one.get("network_interface_id"), *INSTANCES, CARD)
        target = stand.reading.attempt(origin_of(one), (), read, None)
        groups = stand.carried(origin_of(one), (one.get("security_group_id"),), target or "")
        if target is not None:
            found[target] = (*found.get(target, ()), *groups)
    return found
