"""What other resources do to hosts: elastic addresses, attached interfaces, added groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.graph import Block, Resource
from bastide.prove.aws.interfaces import Stand, values
from bastide.prove.aws.reading import origin_of

INSTANCES = ("aws_instance", "aws_spot_instance_request")
CARD = "aws_network_interface"
ELASTIC = {
    "aws_eip": ("instance", "network_interface"),
    "aws_eip_association": ("instance_id", "network_interface_id"),
}

STRANGE = ", of which it isn't known which interface of the tree it is"


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
    for kind, names in ELASTIC.items():
        for resource in stand.reading.graph.of_type(kind):
            for name in names:
                if resource.get(name) not in (None, ""):
                    yield from _holder(stand, resource, name)


def _holder(stand: Stand, resource: Resource, name: str) -> Iterator[str]:
    """Yield what an elastic address belongs to."""
    if stand.reading.exists(resource, scope=stand.reading.within(name, *INSTANCES, CARD)):
        read = partial(stand.reading.each_name, resource.get(name), *INSTANCES, CARD)
        for holder in stand.reading.gather(origin_of(resource), (), read):
            if holder in stand.reading.graph.by_address:
                yield holder
            else:
                stand.reading.doubt(origin_of(resource), f"it gives `{holder}` a public address{STRANGE}")


def _owners(stand: Stand) -> Iterator[tuple[str, str]]:
    """Yield network interfaces with the instance that each is attached to, where the code tells."""
    for card in stand.reading.graph.of_type(CARD):
        yield from _pairs(stand, (card.address,), _known(stand, card.body, "attachment.instance", *INSTANCES))
    for one in stand.reading.graph.of_type("aws_network_interface_attachment"):
        cards = _known(stand, one.body, "network_interface_id", CARD)
        yield from _pairs(stand, cards, _known(stand, one.body, "instance_id", *INSTANCES))
    for instance in stand.reading.graph.of_type(*INSTANCES):
        for block in ("network_interface", "primary_network_interface"):
            cards = _known(stand, instance.body, f"{block}.network_interface_id", CARD)
            yield from _pairs(stand, cards, (instance.address,))


def _pairs(stand: Stand, cards: tuple[str, ...], owners: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    known = stand.reading.graph.by_address
    return ((card, owner) for card in cards for owner in owners if owner in known)


def _known(stand: Stand, body: Block, path: str, *types: str) -> tuple[str, ...]:
    """Return what a path names; nothing where that is unknown, for it changes a name and no packet's way."""
    try:
        return tuple(name for value in values(body, path) for name in stand.reading.each_name(value, *types))
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
        if target is not None and target in stand.reading.graph.by_address:
            found[target] = (*found.get(target, ()), *groups)
        elif target is not None:
            stand.reading.doubt(origin_of(one), f"it adds a group to `{target}`{STRANGE}")
    return found
