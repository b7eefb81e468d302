r"""Use of a duty that nobody hears of.

What it does:
    For every role whose declaration names an alert channel, wants both ways to that channel: a metric filter over the
    audit log whose pattern names the role, with an alarm on its metric that tells the channel's topic; and an event
    rule, switched on, whose pattern names the role and that has the topic as target.

Why is this bad:
    An emergency role is safe because its use is seen. Without the alarm nobody asks why it was taken.

Example:
    # alert declared: aws_sns_topic.soc
    resource "aws_iam_role" "break_glass" {
      name = "city-role-break-glass"
    }

Use instead:
    resource "aws_iam_role" "break_glass" {
      name = "city-role-break-glass"
    }
    resource "aws_sns_topic" "soc" {
      name = "city-soc"
    }
    resource "aws_cloudwatch_log_metric_filter" "role_break_glass" {
      pattern = "{ $.requestParameters.roleArn = \"arn:aws:iam::123456789012:role/city-role-break-glass\" }"
      metric_transformation {
        name      = "break-glass"
        namespace = "city/audit"
        value     = "1"
      }
    }
    resource "aws_cloudwatch_metric_alarm" "role_break_glass" {
      namespace     = "city/audit"
      metric_name   = "break-glass"
      alarm_actions = [aws_sns_topic.soc.arn]
    }
    resource "aws_cloudwatch_event_rule" "role_break_glass" {
      event_pattern = jsonencode({
        detail = { requestParameters = { roleArn = ["arn:aws:iam::123456789012:role/city-role-break-glass"] } }
      })
    }
    resource "aws_cloudwatch_event_target" "role_break_glass" {
      rule = aws_cloudwatch_event_rule.role_break_glass.name
      arn  = aws_sns_topic.soc.arn
    }

Source:
    GB/T 22239-2019 8.1.10.13 a; NIST SP 800-53r5 AC-2(11); IAM-15.
"""

import re
from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.links import links, pointers
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, leaves, settle, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Encoded, Resource, Value
from bastide.model.intent import DeclaredRole

META = Meta("ACC009", Severity.HIGH, "Put the alarm and the event rule back, up to the channel's topic.", __doc__)
FILTER, ALARM = "aws_cloudwatch_log_metric_filter", "aws_cloudwatch_metric_alarm"
RULE, TARGET = "aws_cloudwatch_event_rule", "aws_cloudwatch_event_target"
OFF = "DISABLED"
Metric = tuple[str, str]


def check(case: Case) -> Iterator[Finding]:
    """Judge every role whose use a channel must hear of."""
    declared = {} if case.intent is None else {role.resource: role for role in case.intent.roles if role.alert}
    judged = [one for one in case.graph.of_type("aws_iam_role") if one.address in declared]
    yield from META.judge(judged, lambda one: _answers(case, one, declared[one.address]))


def _answers(case: Case, role: Resource, declared: DeclaredRole) -> Iterator[Answer]:
    channel = declared.alert or ""
    named = _naming(text(case.graph, role.get("name")) or "")
    if not any(channel in _told(case, metric) for metric in _metrics(case, named)):
        yield Fault(f"no alarm on the audit log tells `{channel}` when `{declared.name}` is taken")
    if not any(_reaches(case, rule, channel) for rule in _rules(case, named)):
        yield Fault(f"no event rule tells `{channel}` when `{declared.name}` is taken")


def _naming(name: str) -> re.Pattern[str]:
    """Return what finds a role's ARN in a pattern, but not that of a role whose name goes on."""
    return re.compile(rf":role/(?:[^\"*]*/)?{re.escape(name)}(?![\w+=,.@-])")


def _metrics(case: Case, named: re.Pattern[str]) -> Iterator[Metric]:
    for source in case.graph.of_type(FILTER):
        if named.search(text(case.graph, source.get("pattern")) or ""):
            for body in entries(source, "metric_transformation"):
                yield text(case.graph, body.get("namespace")) or "", text(case.graph, body.get("name")) or ""


def _told(case: Case, metric: Metric) -> Iterator[str]:
    for alarm in case.graph.of_type(ALARM):
        watched = text(case.graph, alarm.get("namespace")) or "", text(case.graph, alarm.get("metric_name")) or ""
        if watched == metric and flag(case.graph, alarm.get("actions_enabled")) is not False:
            targets = (case.target(value) for value in pointers(case, alarm.get("alarm_actions")))
            yield from (one.address for one in targets if one is not None)


def _rules(case: Case, named: re.Pattern[str]) -> Iterator[Resource]:
    for rule in case.graph.of_type(RULE):
        on = text(case.graph, rule.get("state")) != OFF and flag(case.graph, rule.get("is_enabled")) is not False
        if on and any(named.search(one) for one in _texts(settle(case.graph, rule.get("event_pattern")))):
            yield rule


def _texts(pattern: Value) -> Iterator[str]:
    inner = pattern.value if isinstance(pattern, Encoded) else pattern
    yield from (one for one in leaves(inner) if isinstance(one, str))


def _reaches(case: Case, rule: Resource, channel: str) -> bool:
    targets = links(case, TARGET, "rule").of(rule.address)
    told = (case.target(one.get("arn")) for one in targets)
    return channel in {one.address for one in told if one is not None}
