"""The words of a spec that stand for a choice: exposures, keys, kinds and sizes."""

from enum import StrEnum


class Exposure(StrEnum):
    """Who may open a connection into a zone, from most to least exposed."""

    INTERNET = "internet"
    INTERNAL = "internal"
    ISOLATED = "isolated"


class Encryption(StrEnum):
    """Who makes and holds the key, weakest first."""

    PROVIDER_KEY = "provider-key"
    CUSTOMER_KEY = "customer-key"


class StoreKind(StrEnum):
    """What kind of data store a team asks for."""

    OBJECT = "object"
    FILE = "file"
    POSTGRES = "postgres"


class StoreSize(StrEnum):
    """Capacity of a store that runs on instances."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class WorkloadKind(StrEnum):
    """What kind of workload: `web` has a public entry, `service` gets a place that the team fills.

    `container` and `instances` run as declared, `llm` serves a large model, `hall` shows sessions to terminals.
    """

    WEB = "web"
    SERVICE = "service"
    HALL = "hall"
    CONTAINER = "container"
    INSTANCES = "instances"
    LLM = "llm"

    @property
    def has_role(self) -> bool:
        """Whether its copies carry a role of their own, by which they use stores and keys."""
        return self not in (WorkloadKind.WEB, WorkloadKind.HALL)


class Scope(StrEnum):
    """Which pairs of agency copies a rule speaks of."""

    ALL = "all"
    WITHIN = "within"
    ACROSS = "across"
