"""File stores: an encrypted NFS file system with one door in each availability zone and one way through it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address
from bastide.model.kinds import StoreKind
from bastide.model.platform import Store
from bastide.planner import names, stores
from bastide.planner.context import Context, StackFile

OWNER = 1000
"""The POSIX user and group of every client, whoever it says it is."""


@dataclass(frozen=True, slots=True)
class Mount:
    """The file system's address in one subnet."""

    label: str
    subnet: Address


def files(context: Context) -> Iterator[StackFile]:
    """Plan a file for each file store."""
    for store in stores.of_kind(context, StoreKind.FILE):
        yield _file(context, store)


def _file(context: Context, store: Store) -> StackFile:
    holding = stores.holding(context, store)
    zone = context.copy(store.zone)
    return StackFile(
        path=f"store-{store.name}.tf",
        template="file-store/file_system.tf.j2",
        target=f"store/{store.name}",
        inputs={
            "store": holding,
            "zone": zone,
            "file_system": stores.address(store),
            "access_point": Address("aws_efs_access_point", holding.label),
            "mounts": tuple(Mount(names.label(store.name, one.letter), one.address) for one in zone.subnets),
            "owner": OWNER,
            "root": context.arn("iam", "root"),
            "copied": stores.is_copied(context, store),
            "dr_region": context.platform.regions.dr,
        },
    )
