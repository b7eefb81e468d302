"""A platform as its spec declares it: profile and includes merged, every reference resolved, all units fixed."""

from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Network

from bastide.model.account import Identity
from bastide.model.audit import Audit
from bastide.model.compute import Compute
from bastide.model.destruction import Destruction
from bastide.model.detection import Detection
from bastide.model.exchange import Ferry, Side
from bastide.model.existing import Existing
from bastide.model.inspection import Inspection
from bastide.model.kinds import Encryption, Exposure, Scope, StoreKind, StoreSize, WorkloadKind
from bastide.model.llm import Model
from bastide.model.masks import Mask, Use
from bastide.model.place import Place
from bastide.model.records import Logging
from bastide.model.restore import Restoring
from bastide.model.shares import Share
from bastide.model.sites import Site
from bastide.model.traffic import Traffic

INTERNET = "internet"
"""The zone name that stands for every address outside the platform."""

SERVICES = "services"
"""The zone the planner adds for private endpoints of the cloud's own services."""


OUTER_SERVICES = "services-outer"
"""The same for the outer side, which shares nothing with the inner one; there is one where any zone is outer."""

EGRESS = "egress"
"""The zone the planner adds for the NAT gateways, where private addresses are translated; nothing else stands there."""

INSPECTION = "inspection"
"""The zone the planner adds for the firewall's endpoints, which see what passes between zones of different exposure."""

OUTER_INSPECTION = "inspection-outer"
"""The same for the outer side."""

FIREWALL_ZONES = (INSPECTION, OUTER_INSPECTION)

RECOVERY = "recovery"
"""The zone the planner adds in the DR region: where what is restored there stands, joined to nothing."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The only two places where anything may exist."""

    primary: str
    dr: str | None


@dataclass(frozen=True, slots=True)
class Agency:
    """A tenant of the platform; `ceiling` is the highest class its stores may have (None: no limit)."""

    name: str
    owner: str
    title: str
    ceiling: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class DataClass:
    """A sensitivity class, a floor for its stores; `rank` grows with sensitivity, from 0."""

    name: str
    rank: int
    encrypt: Encryption
    rotate_days: int
    tier: str
    access_log: bool
    lock: bool
    zones: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Tier:
    """Recovery targets, and how long copies live."""

    name: str
    rpo_minutes: int
    rto_minutes: int
    keep_days: int
    copy_to_dr: bool
    lock: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Zone:
    """A security zone; with `per_agency` there is one isolated copy for each agency."""

    name: str
    exposure: Exposure
    per_agency: bool
    cidr: IPv4Network | None
    title: str
    place: Place
    side: Side = Side.INNER


@dataclass(frozen=True, slots=True, order=True)
class ZoneRef:
    """A zone, one agency's copy of it, or (agency None) all copies of it; `internet` is a zone here."""

    zone: str
    agency: str | None = None

    def __str__(self) -> str:
        """Return the spec's notation: `app` or `app@civil-affairs`."""
        return self.zone if self.agency is None else f"{self.zone}@{self.agency}"


@dataclass(frozen=True, slots=True)
class Flow:
    """A permission: connections may be opened from one zone to another; one source and one destination each.

    A spec line with lists gives one Flow for each pair of its items, and for each item of `allow`.
    """

    source: ZoneRef
    destination: ZoneRef
    traffic: Traffic
    scope: Scope
    why: str
    until: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Never:
    """A promise: no direct network path from source to destination, whatever the protocol."""

    source: ZoneRef
    destination: ZoneRef
    scope: Scope
    place: Place


@dataclass(frozen=True, slots=True)
class Store:
    """A data store with its class's floor and its own raises already combined."""

    name: str
    kind: StoreKind
    zone: ZoneRef
    data_class: str
    tier: str
    personal: bool
    access_log: bool
    lock: bool
    size: StoreSize
    title: str
    place: Place

    @property
    def agency(self) -> str | None:
        """The agency that owns the store, None for the platform's own."""
        return self.zone.agency


@dataclass(frozen=True, slots=True)
class Workload:
    """Something that runs in a zone; `domain` is the public host name of a `web` workload, else empty.

    `latency_ms` is a web entry's objective, 0 without one. A `hall` shows `image` to terminals of `sites`, to at most
    `sessions` people at a time. `asks` are the models that it may ask.
    """

    name: str
    kind: WorkloadKind
    zone: ZoneRef
    uses: tuple[str, ...]
    domain: str
    place: Place
    purpose: Use = Use.SERVICE
    latency_ms: int = 0
    sites: tuple[str, ...] = ()
    image: str = ""
    sessions: int = 0
    compute: Compute | None = None
    model: Model | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A duty that people hold through the bastion.

    `read` holds store names and the word `logs`. `session_minutes` and `idle_minutes` bound one session.
    `approvals` is how many other people must agree first. `until` ends the role by itself. `holders` are the only
    users who may take it, `sources` the only addresses from where (none: not limited), `vendor` the company it is for.
    """

    name: str
    reach: tuple[ZoneRef, ...]
    read: tuple[str, ...]
    session_minutes: int
    idle_minutes: int
    mfa: bool
    approvals: int
    until: date | None
    never_reads: tuple[str, ...]
    alert: str | None
    place: Place
    holders: tuple[str, ...] = ()
    sources: tuple[IPv4Network, ...] = ()
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may reach what; `zone` is where the session broker's entry stands."""

    entry: str
    zone: str
    roles: tuple[Role, ...]
    separate: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A named person's reason to live with a failed check for a while.

    `target` is `store/NAME`, `zone/NAME`, `role/NAME`, `workload/NAME`, or a capability such as `network`.
    """

    check: str
    target: str
    owner: str
    why: str
    until: date


@dataclass(frozen=True, slots=True)
class Platform:
    """The whole declaration. Every tuple is sorted by name (flows and never by their fields), classes by rank."""

    name: str
    title: str
    owner: str
    cloud: str
    account: str
    cidr: IPv4Network
    availability_zones: tuple[str, ...]
    regions: Regions
    frameworks: tuple[str, ...]
    agencies: tuple[Agency, ...]
    classes: tuple[DataClass, ...]
    tiers: tuple[Tier, ...]
    zones: tuple[Zone, ...]
    flows: tuple[Flow, ...]
    never: tuple[Never, ...]
    stores: tuple[Store, ...]
    workloads: tuple[Workload, ...]
    access: Access
    logging: Logging
    waivers: tuple[Waiver, ...]
    shares: tuple[Share, ...] = ()
    masks: tuple[Mask, ...] = ()
    identity: Identity | None = None
    destruction: Destruction | None = None
    outer_cidr: IPv4Network | None = None
    ferries: tuple[Ferry, ...] = ()
    sites: tuple[Site, ...] = ()
    detection: Detection | None = None
    audit: Audit | None = None
    inspection: Inspection | None = None
    existing: Existing | None = None
    recovery: Restoring | None = None
    crypto: str = "standard"
