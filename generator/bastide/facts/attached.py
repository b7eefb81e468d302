"""Which security groups stand on one interface together: their permits add up."""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.model.graph import Block, Value

ATTRIBUTES = ("vpc_security_group_ids", "security_group_ids", "security_groups")


def together(case: Case) -> frozenset[frozenset[str]]:
    """Return the sets of groups, by address, that some resource of the tree has at the same time."""
    found = (_groups(case, value) for resource in case.graph.resources for value in _lists(resource.body))
    return frozenset(groups for groups in found if len(groups) > 1)


def _lists(body: Block) -> Iterator[Value]:
    for name in ATTRIBUTES:
        if body.get(name) is not None:
            yield body.get(name)
    for block in body.blocks:
        # A rule's own peers are not attached to anything.
        if block.type not in ("ingress", "egress"):
            yield from _lists(block)


def _groups(case: Case, value: Value) -> frozenset[str]:
    targets = (case.target(item) for item in (value if isinstance(value, tuple) else (value,)))
    return frozenset(one.address for one in targets if one is not None and one.type.endswith("security_group"))
