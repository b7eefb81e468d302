import pytest

from bastide.model.network import Kind
from support.aws_trees import doubts, network, part

HOST = 'resource "aws_instance" "web" {\n  subnet_id = aws_subnet.b.id\n  private_ip = "10.0.2.5"\n}\n'


def tree(kind="application", group="", target="aws_instance.web.id"):
    return (
        HOST
        + f"""
resource "aws_lb" "front" {{
  load_balancer_type = "{kind}"
  subnets            = [aws_subnet.a.id, aws_subnet.b.id]
}}
resource "aws_lb_listener" "front" {{
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  default_action {{
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }}
}}
resource "aws_lb_target_group" "web" {{
  vpc_id = aws_vpc.main.id
  {group}
}}
resource "aws_lb_target_group_attachment" "web" {{
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = {target}
}}
"""
    )


def faces(text):
    return [one for one in network(text).interfaces if one.kind is Kind.LOAD_BALANCER]


def test_a_balancer_has_a_public_interface_in_each_subnet():
    assert [(one.subnet, one.public, one.workload) for one in faces(tree())] == [
        ("aws_subnet.a", True, "aws_lb.front"),
        ("aws_subnet.b", True, "aws_lb.front"),
    ]


def test_an_internal_balancer_is_not_public():
    assert {one.public for one in faces(tree().replace("  subnets ", "  internal = true\n  subnets "))} == {False}


def test_without_groups_an_application_balancer_has_the_default_one_and_a_network_balancer_none():
    assert {one.groups for one in faces(tree())} == {("aws_vpc.main/default-group",)}
    assert {one.groups for one in faces(tree("network"))} == {()}


@pytest.mark.parametrize("target", ["aws_instance.web.id", '"10.0.2.5"', "aws_instance.web.private_ip"])
def test_a_balancer_forwards_to_the_workload_that_its_target_is(target):
    (found,) = network(tree(target=target)).balancers
    assert (found.workload, found.targets) == ("aws_lb.front", ("aws_instance.web",))


def test_an_address_that_nothing_in_the_tree_has_stays_one():
    (found,) = network(tree(target='"10.0.2.77"')).balancers
    assert found.targets == ("10.0.2.77",)


def test_a_rule_of_a_listener_forwards_too():
    text = tree().replace(
        "    target_group_arn = aws_lb_target_group.web.arn\n  }\n",
        "  }\n}\n"
        'resource "aws_lb_listener_rule" "r" {\n  listener_arn = aws_lb_listener.front.arn\n  action {\n'
        "    forward {\n      target_group {\n        arn = aws_lb_target_group.web.arn\n      }\n    }\n  }\n",
        1,
    )
    (found,) = network(text).balancers
    assert found.targets == ("aws_instance.web",)


@pytest.mark.parametrize(
    "text",
    [
        (
            'resource "aws_ecs_service" "s" {\n  load_balancer {\n'
            "    target_group_arn = aws_lb_target_group.web.arn\n  }\n}\n"
        ),
        (
            'resource "aws_autoscaling_group" "s" {\n  target_group_arns = [aws_lb_target_group.web.arn]\n'
            "  vpc_zone_identifier = [aws_subnet.a.id]\n}\n"
        ),
        (
            'resource "aws_autoscaling_group" "s" {\n  vpc_zone_identifier = [aws_subnet.a.id]\n}\n'
            'resource "aws_autoscaling_attachment" "x" {\n  autoscaling_group_name = aws_autoscaling_group.s.name\n'
            "  lb_target_group_arn = aws_lb_target_group.web.arn\n}\n"
        ),
    ],
)
def test_workloads_register_with_a_target_group(text):
    (found,) = network(tree() + text).balancers
    assert [name.rpartition(".")[2] for name in found.targets] == ["web", "s"]


def test_a_network_balancer_hands_on_the_clients_address_to_instances():
    assert [(name, scope) for name, _, scope in doubts(tree("network"))] == [
        ("aws_lb_target_group.web", {"aws_instance.web"})
    ]


@pytest.mark.parametrize(
    ("group", "hands_on"),
    [
        ('preserve_client_ip = "false"', False),
        ("preserve_client_ip = false", False),
        ('target_type = "ip"', False),
        ('target_type = "ip"\n  protocol = "UDP"', True),
        ('target_type = "ip"\n  preserve_client_ip = true', True),
        ('protocol = "TCP_UDP"\n  preserve_client_ip = false', True),
        ("preserve_client_ip = var.keep", True),
    ],
)
def test_whether_the_clients_address_is_handed_on_depends_on_the_target_group(group, hands_on):
    text = tree("network", group) + 'variable "keep" {}\n'
    assert bool(doubts(text)) is hands_on


def test_an_unknown_target_puts_the_balancer_in_doubt():
    text = tree(target="var.who") + 'variable "who" {}\n'
    assert [scope for _, _, scope in doubts(text)] == [{"aws_lb.front"}]


def test_a_gateway_balancer_is_a_doubt():
    assert ("aws_lb.front", set()) in [(name, scope) for name, _, scope in doubts(tree("gateway"))]


def test_a_classic_balancer_forwards_to_its_instances():
    text = """
resource "aws_elb" "old" {
  subnets   = [aws_subnet.a.id]
  instances = [aws_instance.web.id]
}
"""
    (found,) = network(HOST + text).balancers
    assert (found.workload, found.targets) == ("aws_elb.old", ("aws_instance.web",))


def test_an_endpoint_of_a_service_of_the_tree_leads_to_its_balancer():
    text = """
resource "aws_vpc_endpoint_service" "s" {
  acceptance_required        = true
  network_load_balancer_arns = [aws_lb.front.arn]
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Interface"
  service_name      = aws_vpc_endpoint_service.s.service_name
  subnet_ids        = [aws_subnet.a.id]
}
"""
    found = {one.workload: one.targets for one in network(tree("network") + text).balancers}
    assert found["aws_vpc_endpoint.e"] == ("aws_lb.front",)


def test_an_interface_endpoint_collects_its_subnets_and_groups():
    text = """
resource "aws_security_group" "g" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-central-1.kms"
  subnet_ids        = [aws_subnet.a.id]
}
resource "aws_vpc_endpoint_subnet_association" "b" {
  vpc_endpoint_id = aws_vpc_endpoint.e.id
  subnet_id       = aws_subnet.b.id
}
resource "aws_vpc_endpoint_security_group_association" "g" {
  vpc_endpoint_id   = aws_vpc_endpoint.e.id
  security_group_id = aws_security_group.g.id
}
"""
    assert [(one.subnet, one.groups, one.kind) for one in network(text).interfaces] == [
        (f"aws_subnet.{name}", ("aws_security_group.g",), Kind.ENDPOINT) for name in "ab"
    ]


def test_a_nat_gateway_is_public_unless_it_says_otherwise():
    text = 'resource "aws_nat_gateway" "n" {\n  subnet_id = aws_subnet.a.id\n}\n'
    assert part(network(text).nats, "aws_nat_gateway.n").public
    private = text.replace("{\n", '{\n  connectivity_type = "private"\n')
    assert not part(network(private).nats, "aws_nat_gateway.n").public
