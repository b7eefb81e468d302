"""What a platform declared, as plain data for the judge: the contents of `intent.json`.

The author writes it, the judge reads it; neither needs the other. It names zones by their copies
(`data@civil-affairs`) and holds no line numbers, so that the same declaration gives the same bytes.
"""

from dataclasses import dataclass
from datetime import date

from bastide.model.declared_use import (
    DeclaredFerry,
    DeclaredMask,
    DeclaredModel,
    DeclaredShare,
    DeclaredSite,
    DeclaredWorkload,
)

SCHEMA = "bastide.intent/1"


@dataclass(frozen=True, slots=True)
class DeclaredZone:
    """A zone copy and the address blocks of its subnets (CIDR notation)."""

    name: str
    zone: str
    agency: str | None
    exposure: str
    cidrs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredFlow:
    """One permission between two zone copies; `origin` is `flow`, `reach` or `service`."""

    id: str
    source: str
    destination: str
    protocol: str
    first: int
    last: int
    origin: str
    why: str


@dataclass(frozen=True, slots=True)
class DeclaredNever:
    """A promise of no direct path between two zone copies."""

    source: str
    destination: str


@dataclass(frozen=True, slots=True)
class DeclaredStore:
    """A store with what its class demands.

    `resources` are the addresses of the resources that hold data and must be in a backup plan; `copies` those
    that hold it in the DR region. Times in minutes, terms in days. `lock` is the store's own lock (object lock);
    `backup_lock` is its tier's: the vault that keeps its backups must be locked. `rotate_days` is how often its key is
    renewed, None where the provider holds the key.
    """

    name: str
    kind: str
    zone: str
    data_class: str
    personal: bool
    customer_key: bool
    access_log: bool
    lock: bool
    rpo_minutes: int
    rto_minutes: int
    keep_days: int
    copy_to_dr: bool
    resources: tuple[str, ...]
    copies: tuple[str, ...]
    backup_lock: bool = False
    rotate_days: int | None = None


@dataclass(frozen=True, slots=True)
class DeclaredRole:
    """A duty: where it reaches, what it reads and never reads, and how long a session may last.

    `approvers` are the roles whose holders approve that somebody takes it, one for each approval. `holders` are the
    ARNs of the only users who may take it, `sources` the only address blocks it is used from, `vendor` the company that
    it is for, `alert` the topic that hears of its use.
    """

    name: str
    reach: tuple[str, ...]
    read: tuple[str, ...]
    never_reads: tuple[str, ...]
    session_minutes: int
    mfa: bool
    approvals: int
    until: date | None
    resource: str
    approvers: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    vendor: str = ""
    alert: str | None = None


@dataclass(frozen=True, slots=True)
class DeclaredAccount:
    """What the account demands of whoever signs in, and after how long an unused right is reported; terms in days."""

    password_length: int
    password_days: int
    unused_days: int


@dataclass(frozen=True, slots=True)
class DeclaredInspection:
    """A pair of zone copies (or a copy and the internet) between which a firewall must see every connection.

    `zone` is where the firewall stands: nothing else does, so that it passes only what others send.
    """

    source: str
    destination: str
    zone: str


@dataclass(frozen=True, slots=True)
class DeclaredExisting:
    """A part that the code names and doesn't make: somebody else's, so that nothing in the tree can vouch for it.

    `kind` is `network`, `key` or `log-bucket`, `id` its id, ARN or name. `beside` is what belongs to it: the network's
    internet gateway, whose data a key may encrypt (`core`, or `core@civil-affairs`), the account of the bucket. `cidrs`
    are all address blocks of a network, `ours` is the one in them that the platform takes its subnets from.
    """

    kind: str
    id: str
    beside: str = ""
    cidrs: tuple[str, ...] = ()
    ours: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredLog:
    """A log stream, its term, and the resources (buckets, log groups) that keep it."""

    stream: str
    keep_days: int
    immutable: bool
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredSource:
    """A source of records: what keeps it, the saved query that reads it, and the expression of each field there."""

    name: str
    resources: tuple[str, ...]
    query: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeclaredTier:
    """A tier of response to findings: within how many minutes somebody should look, and its own targets."""

    name: str
    minutes: int
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredAudit:
    """The audit of a running platform: how often, the topic that calls people to it, and the areas that it covers."""

    every_months: int
    topic: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredDestruction:
    """How data is destroyed: the only role that may end its keys, its runbooks, and who must agree before each run.

    `approvals` is how many people agree, each by an approver role of their own; `keys` are what may be ended.
    """

    role: str
    runbooks: tuple[str, ...]
    approvers: tuple[str, ...]
    approvals: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredRecovery:
    """How often the restore of every store is tried, and the topic that hears how it went."""

    test_months: int
    topic: str


@dataclass(frozen=True, slots=True)
class DeclaredWaiver:
    """A waiver; `files` are the generated files of its target, so the judge needs no naming rules."""

    check: str
    target: str
    owner: str
    why: str
    until: date
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """The whole declaration; tuples are sorted by name or by all fields."""

    platform: str
    cloud: str
    account: str
    regions: tuple[str, ...]
    frameworks: tuple[str, ...]
    zones: tuple[DeclaredZone, ...]
    flows: tuple[DeclaredFlow, ...]
    never: tuple[DeclaredNever, ...]
    stores: tuple[DeclaredStore, ...]
    roles: tuple[DeclaredRole, ...]
    separate: tuple[tuple[str, str], ...]
    logs: tuple[DeclaredLog, ...]
    waivers: tuple[DeclaredWaiver, ...]
    workloads: tuple[DeclaredWorkload, ...] = ()
    shares: tuple[DeclaredShare, ...] = ()
    masks: tuple[DeclaredMask, ...] = ()
    sites: tuple[DeclaredSite, ...] = ()
    ferries: tuple[DeclaredFerry, ...] = ()
    account_rules: DeclaredAccount | None = None
    tiers: tuple[DeclaredTier, ...] = ()
    isolation: tuple[str, ...] = ()
    inspected: tuple[DeclaredInspection, ...] = ()
    destruction: DeclaredDestruction | None = None
    audit: DeclaredAudit | None = None
    existing: tuple[DeclaredExisting, ...] = ()
    sources: tuple[DeclaredSource, ...] = ()
    query_results: str = ""
    models: tuple[DeclaredModel, ...] = ()
    recovery: DeclaredRecovery | None = None
    crypto: str = "standard"
