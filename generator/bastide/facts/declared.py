"""The resources that a declaration names."""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.model.graph import Resource

BUCKET = "aws_s3_bucket"


def buckets(case: Case) -> Iterator[Resource]:
    """Yield each bucket that a declaration names once: stores, their copies, and logs."""
    yield from (one for one in kept(case) if one.type == BUCKET)


def kept(case: Case) -> Iterator[Resource]:
    """Yield each resource of the tree that a declaration names as a store, a copy of one, or a log, once."""
    if case.intent is None:
        return
    named = [address for store in case.intent.stores for address in (*store.resources, *store.copies)]
    named += [address for log in case.intent.logs for address in log.resources]
    for address in dict.fromkeys(named):
        resource = case.graph.by_address.get(address)
        if resource is not None:
            yield resource
