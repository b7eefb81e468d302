"""Alarm that reaches nobody.

What it does:
    Follows, where a declaration exists, every step from an event to a person: each metric filter reads a log group of
    the code - one that a trail delivers to, where its pattern speaks of calls - and has an alarm on its metric; each
    alarm watches a metric that something makes, goes off at ten such calls or fewer, is switched on and tells a topic;
    and each topic that alarms tell has somebody subscribed.

Why is this bad:
    Every link of the chain can be there but one. The attack is recorded, and nobody looks.

Example:
    resource "aws_sns_topic" "soc" {
      name = "soc"
    }
    resource "aws_cloudwatch_metric_alarm" "key_loss" {
      alarm_name    = "key-loss"
      namespace     = "AWS/KMS"
      metric_name   = "key-loss"
      alarm_actions = [aws_sns_topic.soc.arn]
    }

Use instead:
    resource "aws_sns_topic" "soc" {
      name = "soc"
    }
    resource "aws_sns_topic_subscription" "soc" {
      topic_arn = aws_sns_topic.soc.arn
      protocol  = "email"
      endpoint  = "soc@example.gov"
    }
    resource "aws_cloudwatch_metric_alarm" "key_loss" {
      alarm_name    = "key-loss"
      namespace     = "AWS/KMS"
      metric_name   = "key-loss"
      alarm_actions = [aws_sns_topic.soc.arn]
    }

Source:
    GB/T 22239-2019 8.1.3.3 d, 8.1.5.4 f; NIST SP 800-53r5 SI-4(5), IR-6. CIS AWS Foundations v5.0.0, section 4, alarms
    on the first event; ten is for what happens by mistake, such as calls that are refused.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links, pointed, pointers
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, number, shown, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("LOG005", Severity.MEDIUM, "Join what is missing: the alarm, its metric, its topic, a subscriber.", __doc__)
FILTER, ALARM = "aws_cloudwatch_log_metric_filter", "aws_cloudwatch_metric_alarm"
TOPIC, SUBSCRIPTION = "aws_sns_topic", "aws_sns_topic_subscription"
GROUP, TRAIL = "aws_cloudwatch_log_group", "aws_cloudtrail"
OF_AWS = "AWS/"
OF_CALLS = re.compile(r"\$\.(?:event(?:Name|Source|Type)|error(?:Code|Message)|userIdentity)\b")
"""What a pattern says that can only stand in the records of CloudTrail."""
MOST_CALLS = 10
Metric = tuple[str, str]


def check(case: Case) -> Iterator[Finding]:
    """Judge every metric filter, alarm, and topic that alarms tell."""
    if case.intent is None:
        return
    made = {metric: _of_calls(case, one) for one in case.graph.of_type(FILTER) for metric in _made(case, one)}
    watched = {metric for one in case.graph.of_type(ALARM) for metric in _watched(case, one)}
    told = {topic for one in case.graph.of_type(ALARM) for topic in _told(case, one)}
    heard = links(case, SUBSCRIPTION, "topic_arn")
    yield from META.judge(case.graph.of_type(FILTER), partial(_filter, case, frozenset(watched), _delivered(case)))
    yield from META.judge(case.graph.of_type(ALARM), partial(_alarm, case, made))
    topics = (one for one in case.graph.of_type(TOPIC) if one.address in told)
    yield from META.judge(topics, lambda one: _topic(one, heard=bool(heard.of(one.address))))


def _of_calls(case: Case, source: Resource) -> bool:
    return bool(OF_CALLS.search(text(case.graph, source.get("pattern")) or ""))


def _made(case: Case, source: Resource) -> Iterator[Metric]:
    for body in entries(source, "metric_transformation"):
        yield text(case.graph, body.get("namespace")) or "", text(case.graph, body.get("name")) or ""


def _watched(case: Case, alarm: Resource) -> Iterator[Metric]:
    """Yield an alarm's own metric, or those that its queries name: a band of what is usual has no other."""
    queried = (body for query in entries(alarm, "metric_query") for body in query.nested("metric"))
    for body in (alarm.body, *queried):
        name = text(case.graph, body.get("metric_name"))
        if name:
            yield text(case.graph, body.get("namespace")) or "", name


def _told(case: Case, alarm: Resource) -> Iterator[str]:
    targets = (case.target(value) for value in pointers(case, alarm.get("alarm_actions")))
    yield from (one.address for one in targets if one is not None)


def _filter(case: Case, watched: frozenset[Metric], delivered: frozenset[str], source: Resource) -> Iterator[Answer]:
    named = source.get("log_group_name")
    group = pointed(case, named, GROUP)
    if named is not None and group is None:
        yield Fault(f"it reads `{shown(named)}`, which is no log group of this code", source.at("log_group_name"))
    elif group is not None and _of_calls(case, source) and group.address not in delivered:
        yield Fault(f"it looks for calls in `{group.address}`, to which no trail delivers", source.at("log_group_name"))
    for metric in _made(case, source):
        if metric not in watched:
            yield Fault(f"no alarm watches `{metric[1]}`")


def _delivered(case: Case) -> frozenset[str]:
    """Return the log groups that trails deliver to."""
    groups = (pointed(case, one.get("cloud_watch_logs_group_arn"), GROUP) for one in case.graph.of_type(TRAIL))
    return frozenset(one.address for one in groups if one is not None)


def _alarm(case: Case, made: Mapping[Metric, bool], alarm: Resource) -> Iterator[Answer]:
    for namespace, name in _watched(case, alarm):
        if not namespace.startswith(OF_AWS) and (namespace, name) not in made:
            yield Fault(f"nothing makes the metric `{name}` of `{namespace}`", alarm.at("metric_name"))
        events = number(case.graph, alarm.get("threshold"))
        if made.get((namespace, name)) and events is not None and events > MOST_CALLS:
            yield Fault(f"it goes off at {events} calls; more than {MOST_CALLS} is silence", alarm.at("threshold"))
    if not pointers(case, alarm.get("alarm_actions")):
        yield Fault("the alarm tells nobody", alarm.at("alarm_actions"))
    if flag(case.graph, alarm.get("actions_enabled")) is False:
        yield Fault("the alarm is silenced", alarm.at("actions_enabled"))


def _topic(topic: Resource, *, heard: bool) -> Iterator[Answer]:
    if not heard:
        yield Fault(f"alarms tell `{topic.address}`, and nobody is subscribed")
