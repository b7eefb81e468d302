"""Log without a place in the schema.

What it does:
    Where the declaration names sources of records, wants each log group and bucket that is declared to keep logs in one
    of them (copies of buckets aside), and each source's saved query in the tree, reading its groups and giving the six
    fields `time`, `user`, `src_ip`, `action`, `object` and `result`. Each alarm on the trail needs a saved query of the
    same name.

Why is this bad:
    Records that only their author can read are searched by nobody else. An auditor follows one person through all
    systems, and the trace ends at the one that says `principal` where the others say `user`.

Example:
    # declared: the source network, kept by aws_cloudwatch_log_group.flow, read by aws_cloudwatch_query_definition.flow
    resource "aws_athena_workgroup" "logs" {
      name = "logs"
    }
    resource "aws_cloudwatch_log_group" "flow" {
      retention_in_days = 400
    }
    resource "aws_cloudwatch_query_definition" "flow" {
      name            = "flow"
      log_group_names = [aws_cloudwatch_log_group.flow.name]
      query_string    = "fields @timestamp, srcAddr"
    }

Use instead:
    resource "aws_athena_workgroup" "logs" {
      name = "logs"
    }
    resource "aws_cloudwatch_log_group" "flow" {
      retention_in_days = 400
    }
    resource "aws_cloudwatch_query_definition" "flow" {
      name            = "flow"
      log_group_names = [aws_cloudwatch_log_group.flow.name]
      query_string    = "fields @timestamp as time, eni as user, a as src_ip, b as action, c as object, d as result"
    }

Source:
    GB/T 22239-2019 8.1.4.3 b; AUD-06. No scanner knows which logs are read.
"""

import re
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links, pointed, pointers
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import entries, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.intent import DeclaredSource, Intent
from bastide.model.log_schema import FIELDS

META = Meta("LOG013", Severity.MEDIUM, "Save a query that gives the six fields.", __doc__)
GROUP, SAVED = "aws_cloudwatch_log_group", "aws_athena_named_query"


def check(case: Case) -> Iterator[Finding]:
    """Judge every keeper of logs, every source, and every alarm on the trail."""
    if case.intent is None or not case.intent.sources:
        return
    keepers = sorted({address for log in case.intent.logs for address in log.resources} - _copies(case))
    present = (case.graph.by_address[address] for address in keepers if address in case.graph.by_address)
    yield from META.judge(present, partial(_mapped, case.intent))
    for source in case.intent.sources:
        yield from META.settle(Spot(source.query, None), partial(_readable, case, source))
    named = {text(case.graph, one.get("name")) for one in case.graph.of_type(SAVED)}
    yield from META.judge(_alarms(case), partial(_searchable, case, named))


def _copies(case: Case) -> set[str]:
    """Return the buckets that receive copies: what lies there is read where it came from."""
    found: set[str] = set()
    for one in case.graph.of_type("aws_s3_bucket_replication_configuration"):
        for rule in entries(one, "rule"):
            for destination in rule.nested("destination"):
                target = pointed(case, destination.get("bucket"), "aws_s3_bucket")
                found |= set() if target is None else {target.address}
    return found


def _mapped(intent: Intent, keeper: Resource) -> Iterator[Answer]:
    if all(keeper.address not in source.resources for source in intent.sources):
        yield Fault(f"no source says where the six fields stand in `{keeper.address}`")


def _readable(case: Case, source: DeclaredSource) -> Iterator[Answer]:
    query = case.graph.by_address.get(source.query)
    if query is None:
        yield Fault(f"the tree has no `{source.query}`, which reads the source `{source.name}`")
        return
    attribute = "query" if query.type == SAVED else "query_string"
    written = text(case.graph, query.get(attribute)) or ""
    lacking = [field for field in FIELDS if not re.search(rf'\bas "?{field}\b', written, re.IGNORECASE)]
    if lacking:
        yield Fault(f"the query of `{source.name}` gives no `{'`, `'.join(lacking)}`", query.at(attribute))
    if query.type != SAVED:
        yield from _groups(case, source, query)


def _groups(case: Case, source: DeclaredSource, query: Resource) -> Iterator[Answer]:
    named = (pointed(case, one, GROUP) for one in pointers(case, query.get("log_group_names")))
    read = {one.address for one in named if one is not None}
    for address in source.resources:
        if address.startswith(f"{GROUP}.") and address not in read:
            yield Fault(f"the query of `{source.name}` doesn't read `{address}`", query.at("log_group_names"))


def _alarms(case: Case) -> Iterator[Resource]:
    filters = links(case, "aws_cloudwatch_log_metric_filter", "log_group_name", GROUP)
    for trail in case.graph.of_type("aws_cloudtrail"):
        group = pointed(case, trail.get("cloud_watch_logs_group_arn"), GROUP)
        if group is not None:
            yield from filters.by_target.get(group.address, ())


def _searchable(case: Case, named: set[str | None], alarm: Resource) -> Iterator[Answer]:
    name = text(case.graph, alarm.get("name"))
    if name is not None and name not in named:
        yield Fault(f"no saved query looks for what sounds `{name}`")
