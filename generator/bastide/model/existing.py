"""What the team has already and the platform is attached to: a network, keys, the account that collects its records."""

from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class ExistingVpc:
    """A network of somebody else's, all of its address blocks, and its internet gateway (empty: none is used)."""

    id: str
    cidrs: tuple[IPv4Network, ...]
    internet_gateway: str
    place: Place


@dataclass(frozen=True, slots=True)
class ExistingKey:
    """A key that encrypts one class of one owner's stores; `dr` encrypts their copies, empty where nothing is copied.

    `agency` is None for the platform's own stores.
    """

    data_class: str
    agency: str | None
    arn: str
    dr: str
    place: Place


@dataclass(frozen=True, slots=True)
class ExistingLogs:
    """The bucket of the account that collects records, and the key that encrypts there."""

    account: str
    bucket: str
    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Existing:
    """All that the platform is attached to; nothing in it is made, changed or destroyed by its code."""

    vpc: ExistingVpc | None
    keys: tuple[ExistingKey, ...]
    logs: ExistingLogs | None
    place: Place

    def key(self, data_class: str, agency: str | None) -> ExistingKey | None:
        """Return the key of a class of one owner's stores, None where the platform makes its own."""
        return next((one for one in self.keys if (one.data_class, one.agency) == (data_class, agency)), None)
