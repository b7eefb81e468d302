"""AWS quotas that a platform may outgrow; all of these can be raised on request."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bastide.planner import acl
from bastide.planner.context import Context


@dataclass(frozen=True, slots=True)
class Quota:
    """A counted limit: its name, how many the platform needs, and AWS's default."""

    name: str
    needed: int
    default: int


def exceeded(context: Context) -> tuple[Quota, ...]:
    """Return the quotas whose default the platform exceeds (Amazon VPC user guide, quotas)."""
    return tuple(quota for quota in _quotas(context) if quota.needed > quota.default)


def _quotas(context: Context) -> Iterator[Quota]:
    copies = context.copies
    entries = Counter((copy.name, entry.egress) for copy in copies for entry in acl.entries(context, copy))
    yield Quota("subnets per VPC", sum(len(copy.subnets) for copy in copies), 200)
    yield Quota("network ACLs per VPC", len(copies), 200)
    yield Quota("inbound rules per security group", _most(Counter(edge.destination for edge in context.edges)), 60)
    yield Quota("outbound rules per security group", _most(Counter(edge.source for edge in context.edges)), 60)
    yield Quota("entries per network ACL and direction", _most(entries), 20)


def _most(counts: Counter[Any]) -> int:
    return max(counts.values(), default=0)
