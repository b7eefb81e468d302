"""Isolation groups: one for each network, with no rule and named by none, for hosts that must talk to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.exchange import Side
from bastide.planner import names
from bastide.planner.context import Context
from bastide.planner.copies import network_of
from bastide.planner.given import Named

LABEL = "isolation"


@dataclass(frozen=True, slots=True)
class Group:
    """The isolation group of one network."""

    label: str
    name: str
    vpc: Named
    tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The group's resource."""
        return Address("aws_security_group", self.label)


def groups(context: Context) -> Iterator[Group]:
    """Yield the isolation group of each side that there is."""
    for side, _ in zip(Side, context.blocks, strict=False):
        suffix = () if side is Side.INNER else (side.value,)
        name = "-".join((LABEL, *suffix))
        yield Group(
            label=names.label(name),
            name=f"{context.platform.name}-{name}",
            vpc=network_of(context.platform, side),
            tags=context.tags(name, zone="none", level="platform"),
        )


def declared(context: Context) -> tuple[str, ...]:
    """Return the addresses of the isolation groups, none where nothing is detected."""
    return () if context.platform.detection is None else tuple(str(group.address) for group in groups(context))
