"""Where logs are kept: what is declared to keep them, and what log sources deliver to."""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.values import entries
from bastide.model.graph import Resource, Value

DELIVERIES = {
    "aws_flow_log": ("log_destination",),
    "aws_cloudtrail": ("s3_bucket_name", "cloud_watch_logs_group_arn", "kms_key_id"),
    "aws_s3_bucket_logging": ("target_bucket",),
    "aws_route53_query_log": ("cloudwatch_log_group_arn",),
}
"""Types that deliver logs, and their attributes that say where."""

BALANCERS = ("aws_lb", "aws_alb", "aws_elb")
KINDS = ("aws_s3_bucket", "aws_cloudwatch_log_group", "aws_kms_key")


def log_stores(case: Case) -> tuple[Resource, ...]:
    """Return the buckets, log groups and trail keys that keep logs, by declaration or by delivery, by address."""
    found = {store.address: store for store in (*_declared(case), *delivered(case)) if store.type in KINDS}
    return tuple(found[address] for address in sorted(found))


def delivered(case: Case) -> Iterator[Resource]:
    """Yield what log sources of the tree deliver to."""
    for kind, attributes in DELIVERIES.items():
        for source in case.graph.of_type(kind):
            for attribute in attributes:
                yield from _pointed(case, source.body.get(attribute))
    for balancer in case.graph.of_type(*BALANCERS):
        for body in entries(balancer, "access_logs"):
            yield from _pointed(case, body.get("bucket"))


def _pointed(case: Case, value: Value) -> Iterator[Resource]:
    for kind in KINDS:
        target = pointed(case, value, kind)
        if target is not None:
            yield target
            return


def _declared(case: Case) -> Iterator[Resource]:
    for log in () if case.intent is None else case.intent.logs:
        for address in log.resources:
            store = case.graph.by_address.get(address)
            if store is not None:
                yield store
