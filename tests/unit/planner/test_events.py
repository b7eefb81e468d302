from dataclasses import replace

from bastide.model.account import Identity
from bastide.model.place import Place
from bastide.model.platform import Access
from bastide.planner import events
from support.platforms import platform, role
from support.stacks import context, graph

PLACE = Place("platform.yaml", 1, 1, 1, 1)
ALERTED = platform(access=Access("bastion", "ops", (role("break-glass", ["ops"], alert="soc"),), ()))


def inputs(spec):
    return next(iter(events.files(context(spec)))).inputs


def test_nothing_is_watched_where_nobody_asked_to_hear():
    assert list(events.files(context(platform()))) == []
    assert not events.tells(platform())


def test_every_attempt_to_take_a_duty_is_found_the_refused_ones_too():
    (watch,) = inputs(ALERTED)["watches"]
    arn = "arn:aws:iam::123456789012:role/city-role-break-glass"
    assert watch.pattern["detail"]["$or"] == [
        {"requestParameters": {"roleArn": [arn]}},
        {"errorMessage": [{"wildcard": f"*{arn}*"}]},
    ]
    assert watch.state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    assert str(watch.topic) == "aws_sns_topic.soc"


def test_the_dr_region_hands_its_events_to_the_primary_regions_bus():
    found = graph(ALERTED, events.files)
    target = found.by_address["aws_cloudwatch_event_target.role_break_glass_dr"]
    assert target.get("arn") == "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
    assert str(target.get("role_arn")) == "aws_iam_role.forward_events.arn"


def test_without_a_dr_region_nothing_is_handed_on():
    alone = replace(ALERTED, regions=replace(ALERTED.regions, dr=None))
    assert {one.type for one in graph(alone, events.files).resources} == {
        "aws_cloudwatch_event_rule",
        "aws_cloudwatch_event_target",
    }


def test_findings_about_access_reach_the_channel_of_the_account():
    spec = replace(platform(), identity=Identity(14, 90, 90, "soc", None, PLACE))
    (watch,) = inputs(spec)["watches"]
    assert watch.pattern["source"] == ["aws.access-analyzer"]
    assert watch.pattern["detail"]["status"] == ["ACTIVE"]


def test_a_finding_that_is_deleted_calls_nobody():
    spec = platform(identity=Identity(14, 90, 90, "soc", None, PLACE))
    watch = next(one for one in inputs(spec)["watches"] if one.label == "access_findings")
    assert watch.pattern["detail"]["isDeleted"] == [False, {"exists": False}]


def test_a_finding_of_either_kind_is_told_with_its_name():
    spec = platform(identity=Identity(14, 90, 90, "soc", None, PLACE))
    watch = next(one for one in inputs(spec)["watches"] if one.label == "access_findings")
    named = {name for name, path in watch.paths.items() if path in {"$.detail.id", "$.detail.findingId"}}
    assert len(named) == 2
    assert all(f"<{name}>" in watch.message for name in named)
