"""AWS quotas that a platform may outgrow; all of these can be raised on request."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bastide.model.kinds import StoreKind, WorkloadKind
from bastide.model.platform import EGRESS, FIREWALL_ZONES, ZoneRef
from bastide.planner import acl, data_hub, firewall_rules, flows, inspected, stores
from bastide.planner.context import Context
from bastide.planner.inspected import Sight


@dataclass(frozen=True, slots=True)
class Quota:
    """A counted limit: its name, how many the platform needs, and AWS's default."""

    name: str
    needed: int
    default: int


def exceeded(context: Context) -> tuple[Quota, ...]:
    """Return the quotas whose default the platform exceeds (quotas pages of each service's guide)."""
    return tuple(quota for quota in _quotas(context) if quota.needed > quota.default)


def _quotas(context: Context) -> Iterator[Quota]:
    copies = context.copies
    entries = Counter((copy.name, entry.egress) for copy in copies for entry in acl.entries(context, copy))
    yield Quota("subnets per VPC", sum(len(copy.subnets) for copy in copies), 200)
    yield Quota("network ACLs per VPC", len(copies), 200)
    yield from _group_quotas(context)
    yield Quota("entries per network ACL and direction", _most(entries), 20)
    yield from _entry_quotas(context)
    yield from _database_quotas(context)
    yield from _grant_quotas(context)


def _group_quotas(context: Context) -> Iterator[Quota]:
    """Behind a firewall each permission has a rule for each subnet of its other end."""
    sight = inspected.sight(context)
    zones = len(context.platform.availability_zones)
    counts = {edge: zones if sight.is_between(edge) else 1 for edge in context.edges}
    inward, outward = Counter[ZoneRef](), Counter[ZoneRef]()
    for edge, count in counts.items():
        inward[edge.destination] += count
        outward[edge.source] += count
    yield Quota("inbound rules per security group", _most(inward), 60)
    yield Quota("outbound rules per security group", _most(outward), 60)
    yield from _firewall_quotas(context, sight)


def _firewall_quotas(context: Context, sight: Sight) -> Iterator[Quota]:
    firewalls = [copy for copy in context.copies if copy.reference.zone in FIREWALL_ZONES]
    routes = Counter({copy.name: len(sight.routes(copy, copy.subnets[0])) for copy in context.copies})
    rules = Counter({copy.name: len(firewall_rules.rules(context, copy.side, sight)) for copy in firewalls})
    out = {edge.source for edge in context.outbound}
    split = [copy for copy in context.copies if copy in firewalls or routes[copy.name] or copy.reference in out]
    tables = len(context.copies) + sum(len(copy.subnets) - 1 for copy in split)
    yield Quota("route tables per VPC", tables, 200)
    yield Quota("routes per route table", _most(routes) + 1, 500)
    yield Quota("network firewalls per region", sum(len(copy.subnets) for copy in firewalls), 5)
    yield Quota("stateful rules per firewall policy", _most(rules), firewall_rules.MOST_CAPACITY)


def _entry_quotas(context: Context) -> Iterator[Quota]:
    web = [one for one in context.platform.workloads if one.kind is WorkloadKind.WEB]
    hosts = [copy for one in web for copy in flows.copies_of(context.platform, one.zone)]
    served = Counter(edge.source for edge in context.edges if edge.source in hosts)
    ways_out = [copy for copy in context.copies if copy.reference.zone == EGRESS]
    yield Quota("application load balancers per region", len(hosts), 50)
    yield Quota("rules and target groups per load balancer", _most(served), 100)
    yield Quota("elastic IP addresses per region", sum(len(copy.subnets) for copy in ways_out), 5)


def _database_quotas(context: Context) -> Iterator[Quota]:
    databases = stores.of_kind(context, StoreKind.POSTGRES)
    copied = [store for store in databases if stores.is_copied(context, store)]
    yield Quota("DB instances per region", len(databases), 40)
    yield Quota("DB parameter groups and subnet groups per region", len(databases), 50)
    yield Quota("automated backups replicated to a region", len(copied), 20)


def _grant_quotas(context: Context) -> Iterator[Quota]:
    """A receiver holds one policy for each share, and one for the sessions on its hosts."""
    held = Counter(holder for share in data_hub.declared(context) for holder in share.holders)
    yield Quota("managed policies attached to an IAM role", _most(held) + 1, 10)


def _most(counts: Counter[Any]) -> int:
    return max(counts.values(), default=0)
