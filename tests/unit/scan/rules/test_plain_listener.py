import pytest

from support.judging import answers, outcomes

RULE = "plain_listener"
PUBLIC = 'resource "aws_lb" "x" {}\n'
INTERNAL = 'resource "aws_lb" "x" {\n  internal = true\n}\n'


def listener(body):
    return f'resource "aws_lb_listener" "x" {{\n  load_balancer_arn = aws_lb.x.arn\n{body}\n}}\n'


@pytest.mark.parametrize("protocol", ["TCP", "UDP", "TCP_UDP"])
def test_a_public_layer_4_listener_is_plain_and_an_internal_one_is_not(protocol):
    body = f'  protocol = "{protocol}"'
    assert answers(RULE, PUBLIC + listener(body)) == [("fail", "aws_lb_listener.x", 4)]
    assert outcomes(RULE, INTERNAL + listener(body)) == ["pass"]


def test_http_may_only_redirect_to_https():
    redirect = 'default_action {\n type = "redirect"\n redirect {\n status_code = "HTTP_301"\n protocol = "%s"\n}\n}'
    assert outcomes(RULE, INTERNAL + listener('protocol = "HTTP"')) == ["fail"]
    assert outcomes(RULE, PUBLIC + listener('protocol = "HTTP"\n' + redirect % "HTTPS")) == ["pass"]
    assert outcomes(RULE, PUBLIC + listener('protocol = "HTTP"\n' + redirect % "HTTP")) == ["fail"]


@pytest.mark.parametrize(
    ("policy", "outcome"),
    [
        ("ELBSecurityPolicy-TLS13-1-2-2021-06", "pass"),
        ("ELBSecurityPolicy-TLS13-1-3-2021-06", "pass"),
        ("ELBSecurityPolicy-FS-1-2-Res-2020-10", "pass"),
        ("ELBSecurityPolicy-TLS13-1-1-2021-06", "fail"),
        ("ELBSecurityPolicy-2016-08", "fail"),
    ],
)
def test_the_policy_starts_at_tls_1_2(policy, outcome):
    assert outcomes(RULE, PUBLIC + listener(f'protocol = "HTTPS"\nssl_policy = "{policy}"')) == [outcome]


def test_no_policy_is_the_old_default():
    assert outcomes(RULE, PUBLIC + listener('protocol = "HTTPS"')) == ["fail"]


def test_a_rule_that_forwards_from_an_http_listener_is_plain():
    text = (
        INTERNAL
        + listener('protocol = "HTTP"\ndefault_action {\n type = "fixed-response"\n}')
        + """
resource "aws_lb_listener_rule" "x" {
  listener_arn = aws_lb_listener.x.arn
  action {
    type = "forward"
  }
}
"""
    )
    assert outcomes(RULE, text) == ["pass", "fail"]


def test_a_classic_balancer_is_judged():
    text = 'resource "aws_elb" "x" {\n internal = %s\n listener {\n lb_protocol = "%s"\n}\n}'
    assert outcomes(RULE, text % ("false", "tcp")) == ["fail"]
    assert outcomes(RULE, text % ("true", "tcp")) == ["pass"]
    assert outcomes(RULE, text % ("true", "http")) == ["fail"]


@pytest.mark.parametrize(
    "body", ["protocol = var.protocol", 'protocol = "TCP"', 'protocol = "TLS"\nssl_policy = var.p']
)
def test_what_cannot_be_evaluated_is_unknown(body):
    text = f'resource "aws_lb_listener" "x" {{\n load_balancer_arn = var.balancer\n{body}\n}}'
    assert outcomes(RULE, text) == ["unknown"]


@pytest.mark.parametrize(("kind", "line"), [("redirect", 13), ("fixed-response", 5)])
def test_a_rule_that_serves_plain_text_is_blamed_on_what_is_the_mistake(kind, line):
    default = f'  default_action {{\n    type = "{kind}"\n  }}\n'
    action = '  action {\n    type = "forward"\n  }\n'
    rule = f'resource "aws_lb_listener_rule" "r" {{\n  listener_arn = aws_lb_listener.x.arn\n{action}}}\n'
    found = answers(RULE, PUBLIC + listener(f'  protocol = "HTTP"\n{default}') + rule)
    assert ("fail", "aws_lb_listener_rule.r", line - 1) in found
