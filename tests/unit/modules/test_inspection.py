from dataclasses import replace

import pytest

from bastide.model.inspection import Inspection
from bastide.planner import inspection, logs
from support.platforms import HERE, flow, platform, tcp, zone
from support.stacks import graph, rendered

SPEC = platform(
    zones=(zone("app"), zone("data", "isolated"), zone("edge", "internet"), zone("ops")),
    flows=(flow("app", "data", tcp(5432)), flow("app", "internet", tcp(443)), flow("edge", "app", tcp(8443))),
    stores=(),
    inspection=Inspection(("register.example.gov",), HERE),
)


@pytest.fixture(scope="module")
def stack():
    return graph(SPEC, inspection.files)


def only(resource, path):
    found = resource
    for name in path.split("."):
        (found,) = found.nested(name)
    return found


@pytest.mark.parametrize("letter", ["a", "b"])
def test_each_availability_zone_has_a_firewall_that_nobody_takes_away(stack, letter):
    firewall = stack.by_address[f"aws_networkfirewall_firewall.{letter}"]
    assert firewall.get("delete_protection") is True
    assert firewall.get("subnet_change_protection") is True
    assert str(only(firewall, "subnet_mapping").get("subnet_id")) == f"aws_subnet.inspection_{letter}.id"
    assert str(firewall.get("firewall_policy_arn")) == "aws_networkfirewall_firewall_policy.main.arn"


def test_everything_the_firewalls_are_told_lies_under_a_key_of_ours(stack):
    kinds = ("firewall", "firewall_policy", "rule_group")
    told = list(stack.of_type(*(f"aws_networkfirewall_{kind}" for kind in kinds)))
    assert len(told) == 5
    assert {str(only(one, "encryption_configuration").get("key_id")) for one in told} == {"aws_kms_key.inspection.arn"}


def test_rules_are_tried_in_order_and_addresses_before_names(stack):
    policy = only(stack.by_address["aws_networkfirewall_firewall_policy.main"], "firewall_policy")
    assert only(policy, "stateful_engine_options").get("rule_order") == "STRICT_ORDER"
    order = [
        (one.get("priority"), str(one.get("resource_arn"))) for one in policy.nested("stateful_rule_group_reference")
    ]
    assert order == [
        (1, "aws_networkfirewall_rule_group.permissions.arn"),
        (2, "aws_networkfirewall_rule_group.domains.arn"),
    ]


def test_names_are_asked_of_those_that_may_leave_and_of_nobody_else(stack):
    group = stack.by_address["aws_networkfirewall_rule_group.domains"]
    (block,) = only(group, "rule_group.rule_variables.ip_sets.ip_set").get("definition")
    (rule,) = [
        one
        for one in only(
            stack.by_address["aws_networkfirewall_rule_group.permissions"], "rule_group.rules_source"
        ).nested("stateful_rule")
        if "internet tcp" in str(one.nested("rule_option")[0].get("settings"))
    ]
    assert only(rule, "header").get("source") == block


@pytest.mark.parametrize("letter", ["a", "b"])
def test_drops_and_connections_are_told_and_a_drop_is_heard(stack, letter):
    records = only(stack.by_address[f"aws_networkfirewall_logging_configuration.{letter}"], "logging_configuration")
    told = {one.get("log_type"): one.get("log_destination") for one in records.nested("log_destination_config")}
    assert {kind: str(place["logGroup"]) for kind, place in told.items()} == {
        "ALERT": f"{logs.INSPECTION_GROUP}.name",
        "FLOW": f"{logs.INSPECTION_GROUP}.name",
    }
    alarm = stack.by_address[f"aws_cloudwatch_metric_alarm.inspection_{letter}_drops"]
    assert alarm.get("dimensions")["FirewallName"] == f"city-inspection-{letter}"
    assert alarm.get("alarm_actions")


def test_an_immutable_stream_goes_to_the_locked_bucket():
    terms = tuple(replace(term, immutable=term.stream == "network") for term in SPEC.logging.terms)
    spec = replace(SPEC, logging=replace(SPEC.logging, terms=terms))
    text = rendered(spec, inspection.files)["inspection.tf"]
    assert "logGroup" not in text
    assert text.count("bucketName = aws_s3_bucket.audit_log.id") == 4
