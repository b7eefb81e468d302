"""What may carry or filter packets and is not modelled: it is named with its place, and never passed over.

A type is modelled (a module reads it), known (the tables here and in `harmless`), or unknown. An unknown type whose
name or attributes speak of the network is reported.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache, partial

from bastide.facts.links import pointed
from bastide.facts.values import leaves
from bastide.graph.terraform import UNCALLED
from bastide.graph.unknowns import in_block, repeated
from bastide.model.graph import Block, Reference, Resource, Unknown, Value
from bastide.model.wire import Origin
from bastide.prove.aws.carriers import KNOWN, PARTS, Carrier
from bastide.prove.aws.harmless import FOREIGN, HARMLESS
from bastide.prove.aws.interfaces import values
from bastide.prove.aws.modelled import MODELLED
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.vpn import GATEWAY as VPN_GATEWAY

NETWORK = (
    "aws_vpc",
    "aws_ec2_",
    "aws_network",
    "aws_networkmanager",
    "aws_route",
    "aws_security_group",
    "aws_vpn",
    "aws_dx_",
    "aws_lb",
    "aws_alb",
    "aws_default_",
    "aws_globalaccelerator",
    "aws_subnet",
    "aws_internet_gateway",
    "aws_nat_",
    "aws_verifiedaccess",
)
"""How the names of network resources begin; an unknown one of them may change any packet's way."""

WORDS = ("subnet", "security_group", "network_interface", "vpc_config", "public_ip")
"""Attributes with these words in their names place something in a VPC."""


LINK, API = "aws_api_gateway_vpc_link", "aws_api_gateway_rest_api"

ON_HOSTS = (("remote-exec",), ("file",))
"""Provisioners that work inside a host: what runs there is not judged."""


def read(reading: Reading) -> None:
    """Doubt every resource that no module models and no table calls harmless, and what hides resources."""
    for resource in reading.graph.resources:
        if resource.mode == "resource" and resource.type not in MODELLED:
            _judge(reading, resource)
    _hidden(reading)


@cache
def is_harmless(kind: str) -> bool:
    """Tell whether a table calls a type harmless."""
    return kind in HARMLESS or any("*" in name and fnmatchcase(kind, name) for name in HARMLESS)


def _judge(reading: Reading, resource: Resource) -> None:
    kind = resource.type
    if kind == LINK and _of_private_apis(reading):
        return
    if kind in KNOWN:
        _known(reading, resource, KNOWN[kind])
    elif not kind.startswith("aws_"):
        _foreign(reading, resource)
    elif is_harmless(kind) or _of_a_gateway(reading, resource):
        return
    elif kind.startswith(NETWORK):
        reading.doubt(origin_of(resource), f"resources of type `{kind}` are not modelled")
    else:
        _placed(reading, resource)


def _of_a_gateway(reading: Reading, resource: Resource) -> bool:
    """Tell whether a resource joins a line to a VPN gateway of the tree that no route table learns from.

    Such a gateway leads outside, line or no line, and only where the code says so.
    """
    tables = reading.graph.of_type("aws_route_table", "aws_default_route_table")
    if any(reading.graph.of_type("aws_vpn_gateway_route_propagation")) or any(
        table.get("propagating_vgws") not in (None, ()) for table in tables
    ):
        return False
    value = resource.get("associated_gateway_id") or resource.get("vpn_gateway_id")
    found = reading.follow(value, VPN_GATEWAY) if resource.type == "aws_dx_gateway_association" else None
    return isinstance(found, Resource) and found.type == VPN_GATEWAY


def _of_private_apis(reading: Reading) -> bool:
    """Tell whether every API of the tree is private: a link then leads from the doors in the VPC, not from outside.

    It carries what an API passes on, and no packets: policies decide who may call it. Without an API in the tree,
    another one may use the link.
    """
    apis = tuple(reading.graph.of_type(API))
    return bool(apis) and all(_is_private(reading, one) for one in apis)


def _is_private(reading: Reading, api: Resource) -> bool:
    kinds = values(api.body, "endpoint_configuration.types")
    return reading.attempt(origin_of(api), (), partial(_only, reading, kinds, "PRIVATE"), fallback=False)


def _only(reading: Reading, given: Iterable[Value], wanted: str) -> bool:
    return [one for value in given for one in reading.listed(value)] == [wanted]


def _known(reading: Reading, resource: Resource, known: Carrier) -> None:
    """Doubt what a carrier's attributes name; everything if that isn't in the tree."""
    parts = reading.attempt(origin_of(resource), (), partial(_concerned, reading, resource, known), None)
    if parts is None:
        return
    if known.only_parts and all(one is not None and one.type not in PARTS for one in parts):
        return
    named = tuple(one.address for one in parts if one is not None and one.type in PARTS)
    reading.doubt(origin_of(resource), known.reason, named if len(named) == len(parts) else ())


def _concerned(reading: Reading, resource: Resource, known: Carrier) -> tuple[Resource | None, ...]:
    """Return the resources that a carrier's attributes lead to; None for each that isn't in the tree."""
    items = (item for path in known.paths for value in values(resource.body, path) for item in reading.listed(value))
    return tuple(_target(reading, item) for item in items)


def _target(reading: Reading, value: Value) -> Resource | None:
    found = reading.follow(value, *PARTS)
    return found if isinstance(found, Resource) else pointed(reading.case, value)


def _foreign(reading: Reading, resource: Resource) -> None:
    provider = resource.type.partition("_")[0]
    if provider not in FOREIGN:
        reading.doubt(origin_of(resource), f"resources of the provider `{provider}` are not modelled")
    elif any(one.labels[:1] not in ON_HOSTS for one in resource.nested("provisioner")):
        reading.doubt(origin_of(resource), "what its provisioner does isn't in the code")


def _placed(reading: Reading, resource: Resource) -> None:
    """Doubt a resource of an unknown type that stands in subnets or carries groups."""
    named = tuple(_named(resource.body))
    if named:
        reason = f"it stands in a VPC, and resources of type `{resource.type}` are not modelled"
        reading.doubt(origin_of(resource), reason, _scope(reading, named))


def _named(body: Block) -> Iterator[str | None]:
    """Yield the parts of a network that a body names; None for those that can't be told."""
    for attribute in body.attributes.values():
        if any(word in attribute.name for word in WORDS) and attribute.value not in (None, (), False, "", True):
            for leaf in leaves(attribute.value):
                yield leaf.address if isinstance(leaf, Reference) else None
    for block in body.blocks:
        yield from _named(block)


def _scope(reading: Reading, named: Iterable[str | None]) -> tuple[str, ...]:
    found = tuple(named)
    known = [reading.graph.by_address.get(name) for name in found if name is not None]
    parts = [one.address for one in known if one is not None and one.type in PARTS]
    return tuple(parts) if len(parts) == len(found) else ()


def _hidden(reading: Reading) -> None:
    """Doubt what hides resources from the reader: module calls, and files that are not evaluated.

    A directory that no call names is another root, or nothing: Terraform doesn't read it.
    """
    own = _of_resources(reading) if reading.graph.unknowns else frozenset()
    for unknown in reading.graph.unknowns:
        if unknown not in own and unknown.reason != UNCALLED:
            name = unknown.text if unknown.text.startswith("module.") else ""
            reading.doubt(Origin(name, unknown.place), unknown.reason)


def _of_resources(reading: Reading) -> frozenset[Unknown]:
    """Return the unknowns inside resources and providers, which are judged where they are read."""
    bodies = (*(one.body for one in reading.graph.resources), *reading.graph.providers)
    found = (unknown for body in bodies for unknown in (*repeated(body), *in_block(body)))
    return frozenset(found)
