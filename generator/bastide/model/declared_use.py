"""Who uses what of a platform, and how it is handed on, as the judge reads it: parts of `intent.json`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DeclaredWorkload:
    """A workload in one zone copy, and the stores that it uses there.

    `resource` is what holds its rights: the role of its hosts, or the policy for the pipeline that publishes it.
    """

    name: str
    zone: str
    uses: tuple[str, ...]
    resource: str
    purpose: str = "service"


@dataclass(frozen=True, slots=True)
class DeclaredClient:
    """An agency that may ask a model, and how often: requests a day, and a second. `plan` is its usage plan."""

    agency: str
    per_day: int
    per_second: int
    plan: str


@dataclass(frozen=True, slots=True)
class DeclaredModel:
    """A large model: the one file of its weights and its SHA-256, the hosts that serve it, and who may ask.

    `api` is what agencies call, `role` what its hosts carry; `clients` are the agencies that have a quota.
    """

    name: str
    zone: str
    store: str
    file: str
    digest: str
    hosts: tuple[str, ...]
    api: str
    role: str
    clients: tuple[DeclaredClient, ...]


@dataclass(frozen=True, slots=True)
class DeclaredMask:
    """A masked copy of one store in another: the job that makes it, its role, and what it copies.

    `keep` and `hash` are the fields that the job's arguments name, `script` is the bucket that holds what it runs.
    """

    name: str
    source: str
    target: str
    keep: tuple[str, ...]
    hash: tuple[str, ...]
    resource: str
    role: str
    script: str


@dataclass(frozen=True, slots=True)
class DeclaredShare:
    """What one agency lets others read of a store, until a day; `prefix` is empty for all of it.

    `resource` is the policy that grants it, `holders` are the roles of the receivers' services that have it.
    """

    name: str
    store: str
    agency: str
    to: tuple[str, ...]
    purpose: str
    level: str
    prefix: str
    until: date
    resource: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredSite:
    """A place outside that is joined to the platform, its block, and the zone that it lands in.

    `resource` is its way in (tunnels, or the interface of its line), `platform_cidr` the block of the network there.
    """

    name: str
    zone: str
    via: str
    cidr: str
    platform_cidr: str
    peak_mbps: int
    devices: int
    resource: str


@dataclass(frozen=True, slots=True)
class DeclaredFerry:
    """What carries files one way between two stores: the role that carries, the role that scans what it may carry."""

    name: str
    source: str
    destination: str
    role: str
    scanner: str
    until: date | None
