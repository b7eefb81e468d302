"""Log source that delivers nothing.

What it does:
    Follows references from every log source to its delivery: VPC to flow log, load balancer to access logs,
    database to log exports, web ACL to logging configuration, declared bucket with `access_log` to server access
    logging, network firewall to logging configuration, stage of an API gateway to access logs, state machine and
    tunnels to a log group. With a declaration the tree must hold a CloudTrail; where it names sources of records, each
    VPC also a log of the names that hosts ask for. Two flow logs on one VPC do not count for another.

Why is this bad:
    What is not recorded did not happen, as far as anyone can prove; the gap shows only after the incident.

Example:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }

Use instead:
    resource "aws_vpc" "main" {
      cidr_block = "10.40.0.0/16"
    }
    resource "aws_flow_log" "main" {
      vpc_id          = aws_vpc.main.id
      traffic_type    = "ALL"
      log_destination = aws_cloudwatch_log_group.flow.arn
    }
    resource "aws_cloudwatch_log_group" "flow" {
      name              = "flow"
      retention_in_days = 400
    }
    resource "aws_cloudtrail" "main" {
      name = "main"
    }

Source:
    GB/T 22239-2019 8.1.3.5 and 8.1.4.3; counting log deliveries instead of following them misses a bare VPC.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import certain, entries, flag, items, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("LOG002", Severity.HIGH, "Deliver the source's log to a log group or bucket.", __doc__)
DATABASES = ("aws_db_instance", "aws_rds_cluster")
BALANCERS = ("aws_lb", "aws_alb", "aws_elb")
STAGES = ("aws_api_gateway_stage", "aws_apigatewayv2_stage")
TUNNELS = ("tunnel1_log_options", "tunnel2_log_options")


def check(case: Case) -> Iterator[Finding]:
    """Judge every log source of the tree, and whether there is a trail at all."""
    flows = links(case, "aws_flow_log", "vpc_id")
    filters = links(case, "aws_wafv2_web_acl_logging_configuration", "resource_arn")
    access = links(case, "aws_s3_bucket_logging", "bucket", "aws_s3_bucket")
    yield from META.judge(case.graph.of_type("aws_vpc"), partial(_vpc, case, flows))
    yield from META.judge(case.graph.of_type("aws_wafv2_web_acl"), partial(_linked, filters))
    yield from META.judge(case.graph.of_type(*BALANCERS), partial(_balancer, case))
    yield from META.judge(case.graph.of_type(*DATABASES), partial(_database, case))
    yield from META.judge(_buckets(case), partial(_linked, access))
    yield from _blocks_of_logs(case)
    if case.intent is not None and case.intent.sources:
        names = links(case, "aws_route53_resolver_query_log_config_association", "resource_id")
        yield from META.judge(case.graph.of_type("aws_vpc"), partial(_linked, names))
    if case.intent is not None:
        yield from META.settle(Spot("", None), partial(_trail, case))


def _blocks_of_logs(case: Case) -> Iterator[Finding]:
    """Judge what says of itself where its log goes, and firewalls."""
    graph, firewalls = case.graph, links(case, "aws_networkfirewall_logging_configuration", "firewall_arn")
    yield from META.judge(graph.of_type("aws_networkfirewall_firewall"), partial(_linked, firewalls))
    yield from META.judge(graph.of_type(*STAGES), partial(_holds, ("access_log_settings",)))
    yield from META.judge(graph.of_type("aws_sfn_state_machine"), partial(_holds, ("logging_configuration",)))
    yield from META.judge(graph.of_type("aws_vpn_connection"), partial(_holds, TUNNELS))


def _holds(blocks: tuple[str, ...], source: Resource) -> Iterator[Answer]:
    for name in blocks:
        if not any(True for _ in entries(source, name)) and not source.nested("dynamic"):
            yield Fault(f"`{source.address}` keeps no log: it has no `{name}`")


def _vpc(case: Case, flows: Links, vpc: Resource) -> Iterator[Answer]:
    found = flows.of(vpc.address)
    if not found:
        yield Fault(f"no flow log records `{vpc.address}`")
    kinds = {text(case.graph, log.get("traffic_type")) or "ALL" for log in found}
    if found and "ALL" not in kinds and kinds != {"ACCEPT", "REJECT"}:
        yield Fault(f"flow logs of `{vpc.address}` record only {', '.join(sorted(kinds))}", found[0].at("traffic_type"))


def _linked(deliveries: Links, source: Resource) -> Iterator[Answer]:
    if not deliveries.of(source.address):
        yield Fault(f"nothing records access to `{source.address}`")


def _balancer(case: Case, balancer: Resource) -> Iterator[Answer]:
    if text(case.graph, balancer.get("load_balancer_type")) == "gateway":
        return
    bodies = list(entries(balancer, "access_logs"))
    if not bodies and not balancer.nested("dynamic"):
        yield Fault("the load balancer keeps no access log")
    # A classic balancer's block means enabled; the newer ones' means nothing without `enabled = true`.
    default = balancer.type == "aws_elb"
    for body in bodies:
        enabled = flag(case.graph, body.get("enabled"))
        if not (default if enabled is None else enabled):
            yield Fault("the load balancer's access log is not enabled", body.at("enabled"))


def _database(case: Case, database: Resource) -> Iterator[Answer]:
    if not items(case.graph, database.get("enabled_cloudwatch_logs_exports")):
        yield Fault("the database exports no log", database.at("enabled_cloudwatch_logs_exports"))


def _buckets(case: Case) -> Iterator[Resource]:
    for store in () if case.intent is None else case.intent.stores:
        for address in store.resources if store.access_log else ():
            bucket = case.graph.by_address.get(address)
            if bucket is not None and bucket.type == "aws_s3_bucket":
                yield bucket


def _trail(case: Case) -> Iterator[Answer]:
    if not any(certain(case.graph, trail) for trail in case.graph.of_type("aws_cloudtrail")):
        yield Fault("the tree has no CloudTrail")
