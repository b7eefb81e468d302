from dataclasses import replace

import pytest

from support.judging import INTENT, answers, flow, outcomes

RULE = "balancer_without_flow"
DECLARED = replace(INTENT, flows=(flow("edge", "app", 443), flow("app", "data", 5432)))


def tree(listener=443, group=5432, kind="default_action", target='"10.40.2.9"', tag="app"):
    action = (
        f'  {kind} {{\n    type = "forward"\n    forward {{\n      target_group {{\n'
        "        arn = aws_lb_target_group.x.arn\n      }\n    }\n  }\n"
    )
    rule = f'resource "aws_lb_listener_rule" "x" {{\n  listener_arn = aws_lb_listener.x.arn\n{action}}}\n'
    default = action if kind == "default_action" else ""
    return (
        f'resource "aws_lb" "x" {{\n  tags = {{ "bastide:zone" = "{tag}" }}\n}}\n'
        f'resource "aws_lb_target_group" "x" {{\n  port = {group}\n}}\n'
        f'resource "aws_lb_listener" "x" {{\n  load_balancer_arn = aws_lb.x.arn\n  port = {listener}\n{default}}}\n'
        + (rule if kind == "action" else "")
        + 'resource "aws_lb_target_group_attachment" "x" {\n'
        f"  target_group_arn = aws_lb_target_group.x.arn\n  target_id = {target}\n}}\n"
    )


def failed(text):
    return [address for outcome, address, _ in answers(RULE, text, DECLARED) if outcome == "fail"]


@pytest.mark.parametrize("kind", ["default_action", "action"])
def test_a_balancer_that_serves_declared_flows_is_right(kind):
    assert outcomes(RULE, tree(kind=kind), DECLARED) == ["pass", "pass", "pass"]


@pytest.mark.parametrize("kind", ["default_action", "action"])
def test_a_listener_a_group_and_a_target_without_a_flow_are_found(kind):
    assert failed(tree(listener=8443, kind=kind)) == ["aws_lb_listener.x"]
    assert failed(tree(group=22, kind=kind)) == ["aws_lb_target_group.x", "aws_lb_target_group_attachment.x"]
    assert failed(tree(target='"10.40.0.9"', kind=kind)) == ["aws_lb_target_group_attachment.x"]


def test_a_target_may_be_a_machine_and_one_that_nobody_knows_is_unknown():
    machine = 'resource "aws_instance" "m" {\n  tags = { "bastide:zone" = "%s" }\n}\n'
    assert failed(tree(target="aws_instance.m.id") + machine % "data") == []
    assert failed(tree(target="aws_instance.m.id") + machine % "edge") == ["aws_lb_target_group_attachment.x"]
    assert outcomes(RULE, tree(target='"i-0123"'), DECLARED)[-1] == "unknown"


def test_a_balancer_without_a_tag_stands_where_its_subnets_do():
    subnet = 'resource "aws_subnet" "s" {\n  tags = { "bastide:zone" = "app" }\n}\n'
    text = tree(listener=8443).replace('tags = { "bastide:zone" = "app" }', "subnets = [aws_subnet.s.id]")
    assert failed(text + subnet) == ["aws_lb_listener.x"]


def test_a_port_that_cannot_be_evaluated_is_unknown_and_nothing_is_said_without_zones():
    assert "unknown" in outcomes(RULE, tree(listener="var.port"), DECLARED)
    assert outcomes(RULE, tree(listener=8443), None) == []
