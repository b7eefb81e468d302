import pytest

from support.judging import answers, case, outcomes, rule

RULE = "shared_transit_subnet"
BASE = """
resource "aws_subnet" "app" {}
resource "aws_subnet" "transit" {}
resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
  subnet_ids = [%s]
}
"""
OWN, SHARED = BASE % "aws_subnet.transit.id", BASE % "aws_subnet.transit.id, aws_subnet.app.id"


@pytest.mark.parametrize(
    "neighbour",
    [
        'resource "aws_instance" "x" {\n subnet_id = aws_subnet.app.id\n}',
        'resource "aws_lb" "x" {\n subnets = [aws_subnet.transit.arn, aws_subnet.app.id]\n}',
        'resource "aws_lambda_function" "x" {\n vpc_config {\n  subnet_ids = [aws_subnet.app.id]\n }\n}',
        'resource "aws_autoscaling_group" "x" {\n vpc_zone_identifier = [aws_subnet.app.id]\n}',
        'resource "aws_vpc_endpoint" "x" {\n subnet_ids = [aws_subnet.app.id]\n}',
        'resource "aws_nat_gateway" "x" {\n subnet_id = aws_subnet.app.id\n}',
        'resource "aws_thing_of_tomorrow" "x" {\n where { at = aws_subnet.app.id }\n}',
    ],
)
def test_a_neighbour_of_any_kind_is_found_at_the_attachment(neighbour):
    assert answers(RULE, SHARED + neighbour)[0] == ("fail", "aws_ec2_transit_gateway_vpc_attachment.main", 5)
    assert outcomes(RULE, OWN + neighbour.replace("aws_subnet.transit.arn, ", "")) == ["pass"]


def test_the_neighbour_is_named_with_its_place():
    text = SHARED + 'resource "aws_instance" "x" {\n subnet_id = aws_subnet.app.id\n}'
    finding = next(rule(RULE).check(case(text)))
    assert "aws_instance.x" in finding.message
    assert finding.related[0].place.line == 7


@pytest.mark.parametrize(
    "quiet",
    [
        'resource "aws_route_table_association" "x" {\n subnet_id = aws_subnet.app.id\n}',
        'resource "aws_network_acl" "x" {\n subnet_ids = [aws_subnet.app.id]\n}',
        'resource "aws_flow_log" "x" {\n subnet_id = aws_subnet.app.id\n}',
        'resource "aws_instance" "x" {\n availability_zone = aws_subnet.app.availability_zone\n}',
        'resource "aws_instance" "x" {\n depends_on = [aws_subnet.app]\n}',
        'data "aws_instance" "x" {\n subnet_id = aws_subnet.app.id\n}',
    ],
)
def test_what_names_a_subnet_without_standing_in_it_is_no_neighbour(quiet):
    assert outcomes(RULE, SHARED + quiet) == ["pass"]


def test_a_literal_subnet_is_compared_by_its_id():
    shared = BASE % '"subnet-0a1b2c3d"' + 'resource "aws_instance" "x" {\n subnet_id = "subnet-%s"\n}'
    assert outcomes(RULE, shared % "0a1b2c3d") == ["fail"]
    assert outcomes(RULE, shared % "99999999") == ["pass"]


def test_what_stands_nobody_knows_where_is_a_doubt():
    assert outcomes(RULE, OWN + 'resource "aws_instance" "x" {\n subnet_id = var.subnet\n}') == ["unknown"]
    assert outcomes(RULE, BASE % "var.subnet") == ["unknown"]


def test_a_tree_without_attachment_is_not_asked():
    assert outcomes(RULE, 'resource "aws_instance" "x" {\n subnet_id = var.subnet\n}') == []
