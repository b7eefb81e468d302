"""Leave out what a plan doesn't know of rules that other resources of the plan make."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bastide.graph.plan_values import NETWORK_RULES
from bastide.model.graph import Reference, Resource, Unknown

_PARENTS: Mapping[str, tuple[str, str]] = {
    "aws_vpc_security_group_ingress_rule": ("security_group_id", "ingress"),
    "aws_vpc_security_group_egress_rule": ("security_group_id", "egress"),
    "aws_security_group_rule": ("security_group_id", ""),
    "aws_network_acl_rule": ("network_acl_id", ""),
    "aws_route": ("route_table_id", "route"),
}


def without_managed(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """Return the resources without unknown rules of a direction for which the plan has rules as resources.

    What the provider will read back then is those very rules: one thing has its rules in one of the two ways.
    """
    managed = frozenset(_managed(resources))
    return tuple(_without(resource, managed) for resource in resources)


def _managed(resources: tuple[Resource, ...]) -> Iterator[tuple[str, str]]:
    for resource in resources:
        if resource.mode == "resource" and resource.type in _PARENTS:
            attribute, name = _PARENTS[resource.type]
            parent = resource.get(attribute)
            if isinstance(parent, Reference):
                yield parent.address, name or _direction(resource)


def _direction(rule: Resource) -> str:
    if rule.type == "aws_network_acl_rule":
        return "egress" if rule.get("egress") is True else "ingress"
    return str(rule.get("type"))


def _without(resource: Resource, managed: frozenset[tuple[str, str]]) -> Resource:
    dropped = {
        name
        for name in NETWORK_RULES & set(resource.body.attributes)
        if isinstance(resource.get(name), Unknown) and (resource.address, name) in managed
    }
    if not dropped:
        return resource
    kept = {name: one for name, one in resource.body.attributes.items() if name not in dropped}
    return replace(resource, body=replace(resource.body, attributes=kept))
