import pytest

from support.judging import answers, outcomes

RULE = "public_address"
SUBNET = 'resource "aws_subnet" "s" {\n  tags = { "bastide:zone" = "%s" }\n}\n'


@pytest.mark.parametrize(("zone", "outcome"), [("edge", "pass"), ("app", "fail"), ("nowhere", "fail")])
def test_only_an_internet_zone_gives_public_addresses(zone, outcome):
    text = f'resource "aws_subnet" "s" {{\n map_public_ip_on_launch = true\n tags = {{ "bastide:zone" = "{zone}" }}\n}}'
    assert outcomes(RULE, text) == [outcome]
    assert outcomes(RULE, text, None) == ["fail"]


@pytest.mark.parametrize(
    "body",
    [
        'resource "aws_instance" "x" {\n subnet_id = aws_subnet.s.id\n associate_public_ip_address = true\n}',
        'resource "aws_launch_template" "x" {\n network_interfaces {\n associate_public_ip_address = "true"\n}\n}',
        (
            'resource "aws_instance" "i" {\n subnet_id = aws_subnet.s.id\n}\n'
            'resource "aws_eip" "x" {\n instance = aws_instance.i.id\n}'
        ),
        'resource "aws_db_instance" "x" {\n publicly_accessible = true\n}',
    ],
)
def test_whatever_asks_for_one_elsewhere_is_found(body):
    found = [one for one in answers(RULE, SUBNET % "app" + body) if one[0] == "fail"]
    assert [address.partition(".")[2] for _, address, _ in found] == ["x"]


def test_a_machine_in_an_internet_zone_may_have_one_but_a_database_never():
    instance = 'resource "aws_instance" "x" {\n subnet_id = aws_subnet.s.id\n associate_public_ip_address = true\n}'
    assert outcomes(RULE, SUBNET % "edge" + instance) == ["pass", "pass"]
    assert outcomes(RULE, 'resource "aws_db_instance" "x" {\n publicly_accessible = true\n}') == ["fail"]


def test_an_elastic_address_for_nat_is_right():
    assert outcomes(RULE, 'resource "aws_eip" "nat" {\n domain = "vpc"\n}') == ["pass"]


def test_what_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, 'resource "aws_subnet" "s" {\n map_public_ip_on_launch = var.public\n}') == ["unknown"]


@pytest.mark.parametrize(
    ("zone", "internal", "outcome"), [("app", "false", "fail"), ("app", "true", "pass"), ("edge", "false", "pass")]
)
def test_a_load_balancer_answers_the_internet_only_in_an_internet_zone(zone, internal, outcome):
    balancer = f'resource "aws_lb" "x" {{\n  internal = {internal}\n  subnets  = [aws_subnet.s.id]\n}}\n'
    assert outcomes(RULE, SUBNET % zone + balancer)[-1] == outcome
    mapped = balancer.replace("subnets  = [aws_subnet.s.id]", "subnet_mapping {\n    subnet_id = aws_subnet.s.id\n  }")
    assert outcomes(RULE, SUBNET % zone + mapped)[-1] == outcome
    assert [one for one in answers(RULE, balancer, None) if one[1] == "aws_lb.x"] == []
