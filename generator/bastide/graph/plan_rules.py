"""Leave out of groups, ACLs and route tables what a plan only repeats of the rules that other resources of it make.

The provider reads rules back into the thing that they belong to: as unknown before the thing exists, later one by one.
Only what the configuration does not give is left out, and only where a resource makes that very rule.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from bastide.graph.plan_values import NETWORK_RULES
from bastide.model.graph import Block, Reference, Resource, Unknown, Value

Sense = tuple[str, ...]
"""One rule as far as it matters which it is: direction, traffic and peer, or number, or destination and target."""

_PARENTS: Mapping[str, tuple[str, str]] = {
    "aws_vpc_security_group_ingress_rule": ("security_group_id", "ingress"),
    "aws_vpc_security_group_egress_rule": ("security_group_id", "egress"),
    "aws_security_group_rule": ("security_group_id", ""),
    "aws_network_acl_rule": ("network_acl_id", ""),
    "aws_route": ("route_table_id", "route"),
}
_PROTOCOLS = {"tcp": "6", "udp": "17", "icmp": "1", "icmpv6": "58", "all": "-1"}
_BLOCKS = ("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks", "cidr_block", "ipv6_cidr_block")
_PEERS = (
    *_BLOCKS,
    "prefix_list_id",
    "prefix_list_ids",
    "referenced_security_group_id",
    "source_security_group_id",
    "security_groups",
)
_DESTINATIONS = (
    "cidr_block",
    "ipv6_cidr_block",
    "destination_cidr_block",
    "destination_ipv6_cidr_block",
    "destination_prefix_list_id",
)
_SELF = "self"


def without_repeated(resources: tuple[Resource, ...], given: Callable[[str, str], bool]) -> tuple[Resource, ...]:
    """Return the resources without repeated rules; `given` tells whether the configuration gives an attribute."""
    made = frozenset(_made(resources))
    managed = frozenset((address, name) for address, name, _ in made)
    return tuple(_without(resource, given, made, managed) for resource in resources)


def _made(resources: tuple[Resource, ...]) -> Iterator[tuple[str, str, Sense]]:
    """Yield what each rule's resource makes: of what, in which direction, and the rule."""
    for resource in resources:
        if resource.mode == "resource" and resource.type in _PARENTS:
            attribute, name = _PARENTS[resource.type]
            parent = resource.get(attribute)
            if isinstance(parent, Reference):
                direction = name or _direction(resource)
                # The empty one: that there are rules at all, whatever they are.
                for sense in ((), *_senses(resource.body, parent.address)):
                    yield parent.address, direction, sense


def _direction(rule: Resource) -> str:
    if rule.type == "aws_network_acl_rule":
        return "egress" if rule.get("egress") is True else "ingress"
    return str(rule.get("type"))


def _without(
    resource: Resource,
    given: Callable[[str, str], bool],
    made: frozenset[tuple[str, str, Sense]],
    managed: frozenset[tuple[str, str]],
) -> Resource:
    names = {
        name for name in NETWORK_RULES if (resource.address, name) in managed and not given(resource.address, name)
    }
    if not names:
        return resource

    def repeated(block: Block) -> bool:
        senses = tuple(_senses(block, resource.address))
        return (
            block.type in names
            and bool(senses)
            and all((resource.address, block.type, sense) in made for sense in senses)
        )

    body = resource.body
    kept = {
        name: one
        for name, one in body.attributes.items()
        if not (name in names and (one.value == () or isinstance(one.value, Unknown)))
    }
    blocks = tuple(block for block in body.blocks if not repeated(block))
    return replace(resource, body=replace(body, attributes=kept, blocks=blocks))


def _senses(body: Block, group: str) -> Iterator[Sense]:
    """Yield the rules that a rule's body comes to: one for each peer or destination."""
    number = body.get("rule_number") or body.get("rule_no")
    action = body.get("rule_action") or body.get("action")
    destinations = [_named(body.get(name), "") for name in _DESTINATIONS if body.get(name)]
    if number is not None:
        yield ("entry", str(number), str(action).lower(), *_traffic(body), *destinations)
    elif "protocol" in body.attributes or "ip_protocol" in body.attributes:
        for peer in _peers(body, group):
            yield ("rule", *_traffic(body), peer)
    else:
        gateways = [_named(one.value, "") for name, one in body.attributes.items() if _leads(name)]
        for destination, gateway in product(destinations, gateways):
            yield ("route", destination, gateway)


def _leads(name: str) -> bool:
    return name.endswith(
        ("_gateway_id", "gateway_id", "_interface_id", "_endpoint_id", "_connection_id", "network_arn")
    )


def _traffic(body: Block) -> Sense:
    name = str(body.get("ip_protocol") or body.get("protocol")).lower()
    return _PROTOCOLS.get(name, name), str(body.get("from_port") or 0), str(body.get("to_port") or 0)


def _peers(body: Block, group: str) -> Iterator[str]:
    for name in _PEERS:
        value = body.get(name)
        for item in value if isinstance(value, tuple) else () if value is None else (value,):
            yield _named(item, group)
    if body.get("self") is True:
        yield _SELF


def _named(value: Value, group: str) -> str:
    if isinstance(value, Reference):
        return _SELF if value.address == group else value.address
    return str(value)
