"""The recovery network: a small VPC in the DR region where things come back to, joined to nothing.

Its block is a part of the platform's that no other network uses. Restored things carry its default group, which has no
rule: whoever needs them opens a way on purpose. It is no zone copy, so that nothing else is ever planned into it.
"""

from collections.abc import Iterator
from ipaddress import IPv4Network

from bastide.hcl.literal import Address
from bastide.model.intent import DeclaredZone
from bastide.model.kinds import Exposure
from bastide.model.platform import RECOVERY
from bastide.planner import addresses, copies, names
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import Subnet

SLOT_BITS = 3
"""Each letter of an availability zone has a slot of its own, so that no subnet moves when letters are added."""

FIRST_LETTER = "a"
CLOSED = Address("aws_default_security_group", RECOVERY)
"""The group without a rule that restored databases carry."""

SUBNET_GROUP = Address("aws_db_subnet_group", RECOVERY)


def files(context: Context) -> Iterator[StackFile]:
    """Plan `recovery-network.tf`; nothing where the spec has no `recovery` or no DR region."""
    if not copies.has_recovery(context.platform):
        return
    yield StackFile(
        path="recovery-network.tf",
        template="disaster-recovery/network.tf.j2",
        target="disaster-recovery",
        inputs={
            "block": block(context),
            "subnets": subnets(context),
            "subnet_ids": [subnet.address.id for subnet in subnets(context)],
            "name": group_name(context),
            "tags": context.tags(RECOVERY, zone=RECOVERY, level="platform"),
            "locked_tags": context.tags("recovery-locked", zone="none", level="platform"),
        },
    )


def block(context: Context) -> IPv4Network:
    """Return the block of the recovery network."""
    return context.lock.zones[RECOVERY].copies[addresses.ONLY]


def subnets(context: Context) -> tuple[Subnet, ...]:
    """Return its subnets in the DR region, by letter."""
    slots, settings = tuple(block(context).subnets(SLOT_BITS)), context.platform.recovery
    letters = () if settings is None else settings.availability_zones
    return tuple(
        Subnet(
            label=names.label(RECOVERY, letter),
            letter=letter,
            availability_zone=f"{context.platform.regions.dr}{letter}",
            cidr=slots[ord(letter) - ord(FIRST_LETTER)],
        )
        for letter in letters
    )


def group_name(context: Context) -> str:
    """Return the name of the subnet group that databases are restored into."""
    return f"{context.platform.name}-{RECOVERY}"


def declared(context: Context) -> Iterator[DeclaredZone]:
    """Yield the recovery zone as the judge reads it: isolated, without any flow."""
    if copies.has_recovery(context.platform):
        blocks = tuple(str(subnet.cidr) for subnet in subnets(context))
        yield DeclaredZone(RECOVERY, RECOVERY, None, Exposure.ISOLATED.value, blocks)
