"""Log that goes outside the log zone.

What it does:
    Follows every delivery of records (flow logs, trails, load balancers, buckets, web and network firewalls, names
    asked for, settings, gateways, tunnels, state machines) to where it ends. With a declaration that must be a bucket
    or log group that is declared to keep logs.

Why is this bad:
    Records that lie elsewhere have another term, another key and other readers. Whoever runs the system may change
    them, and whoever audits it never looks there.

Example:
    # declared to keep logs: aws_cloudwatch_log_group.flow
    resource "aws_cloudwatch_log_group" "flow" {
      retention_in_days = 400
    }
    resource "aws_s3_bucket" "scratch" {
      bucket = "scratch"
    }
    resource "aws_flow_log" "main" {
      vpc_id               = "vpc-1"
      log_destination_type = "s3"
      log_destination      = aws_s3_bucket.scratch.arn
    }

Use instead:
    resource "aws_cloudwatch_log_group" "flow" {
      retention_in_days = 400
    }
    resource "aws_flow_log" "main" {
      vpc_id          = "vpc-1"
      log_destination = aws_cloudwatch_log_group.flow.arn
    }

Source:
    GB/T 22239-2019 8.1.5.4 d; AUD-04. Scanners ask whether a log is on, not where it goes.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.rule import Answer, Fault, Meta, concerned
from bastide.facts.values import settle, shown
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource, Value

META = Meta("LOG012", Severity.HIGH, "Send it to a bucket or log group that is declared to keep logs.", __doc__)

PATHS: Mapping[str, tuple[str, ...]] = {
    "aws_flow_log": ("log_destination",),
    "aws_cloudtrail": ("s3_bucket_name", "cloud_watch_logs_group_arn"),
    "aws_s3_bucket_logging": ("target_bucket",),
    "aws_lb": ("access_logs.bucket", "connection_logs.bucket"),
    "aws_alb": ("access_logs.bucket", "connection_logs.bucket"),
    "aws_elb": ("access_logs.bucket",),
    "aws_wafv2_web_acl_logging_configuration": ("log_destination_configs",),
    "aws_networkfirewall_logging_configuration": ("logging_configuration.log_destination_config.log_destination",),
    "aws_route53_query_log": ("cloudwatch_log_group_arn",),
    "aws_route53_resolver_query_log_config": ("destination_arn",),
    "aws_config_delivery_channel": ("s3_bucket_name",),
    "aws_api_gateway_stage": ("access_log_settings.destination_arn",),
    "aws_apigatewayv2_stage": ("access_log_settings.destination_arn",),
    "aws_sfn_state_machine": ("logging_configuration.log_destination",),
    "aws_vpn_connection": (
        "tunnel1_log_options.cloudwatch_log_options.log_group_arn",
        "tunnel2_log_options.cloudwatch_log_options.log_group_arn",
    ),
}
"""What delivers records by itself, and the attributes that say where to, inside its blocks."""

KEEPERS = ("aws_s3_bucket", "aws_cloudwatch_log_group")


def check(case: Case) -> Iterator[Finding]:
    """Judge every delivery of records."""
    if case.intent is None or not case.intent.logs:
        return
    zone = frozenset(address for log in case.intent.logs for address in log.resources)
    sources = concerned(case.graph.of_type(*PATHS), lambda one: any(True for _ in _ends(one)))
    yield from META.judge(sources, partial(_answers, case, zone))


def _ends(source: Resource) -> Iterator[tuple[Block, str, Value]]:
    for path in PATHS[source.type]:
        *blocks, name = path.split(".")
        found = [source.body]
        for block in blocks:
            found = [inner for outer in found for inner in outer.nested(block)]
        yield from ((body, name, body.get(name)) for body in found if body.get(name) is not None)


def _answers(case: Case, zone: frozenset[str], source: Resource) -> Iterator[Answer]:
    for body, name, value in _ends(source):
        for end in _leaves(value):
            keeper = next((one for kind in KEEPERS if (one := pointed(case, end, kind)) is not None), None)
            said = shown(settle(case.graph, end)) if keeper is None else keeper.address
            if keeper is None or keeper.address not in zone:
                yield Fault(f"its records go to `{said}`, which is not declared to keep logs", body.at(name))


def _leaves(value: Value) -> Iterator[Value]:
    """Yield the destinations of a value: the one, each of a list, or what a map names."""
    match value:
        case tuple():
            yield from value
        case dict():
            yield from (one for one in value.values())
        case _:
            yield value
