import pytest

from support.judging import INTENT, answers, outcomes

RULE = "misplaced_resource"


def tagged(kind, name, zone, rest=""):
    return f'resource "{kind}" "{name}" {{\n  tags = {{ "bastide:zone" = "{zone}" }}\n{rest}}}\n'


def subnet(name, zone, cidr):
    return tagged("aws_subnet", name, zone, f'  cidr_block = "{cidr}"\n')


SUBNETS = subnet("data", "data", "10.40.2.0/25") + subnet("edge", "edge", "10.40.0.0/25")
GROUPS = tagged("aws_security_group", "data", "data") + tagged("aws_security_group", "edge", "edge")
LOOSE = 'resource "aws_security_group" "loose" {}\n'
TABLES = tagged("aws_route_table", "data", "data") + tagged("aws_route_table", "edge", "edge")
AROUND = SUBNETS + GROUPS + LOOSE + TABLES


def judged(text, intent=INTENT):
    """Return what is said of all but the surroundings and an untagged subnet group, which are right."""
    said = answers(RULE, AROUND + text, intent)
    told = [(outcome, resource) for outcome, resource, line in said if line > BELOW]
    return [one for one in told if one != ("pass", "aws_db_subnet_group.x")]


BELOW = AROUND.count("\n")


def database(groups, subnets="aws_subnet.data.id", zone="data", name="other"):
    group = f"""
resource "aws_db_subnet_group" "x" {{
  name       = "x"
  subnet_ids = [{subnets}]
}}
"""
    where = f"  vpc_security_group_ids = [{groups}]\n  db_subnet_group_name = aws_db_subnet_group.x.name\n"
    return group + tagged("aws_db_instance", name, zone, where)


def test_surroundings_and_a_database_in_its_own_zone_are_right():
    assert set(outcomes(RULE, AROUND)) == {"pass"}
    assert judged(database("aws_security_group.data.id")) == [("pass", "aws_db_instance.other")]


@pytest.mark.parametrize("extra", ["aws_security_group.edge.id", "aws_security_group.loose.id", '"sg-0123"'])
def test_a_group_of_another_zone_or_none_is_found(extra):
    assert judged(database(f"aws_security_group.data.id, {extra}")) == [("fail", "aws_db_instance.other")]


def test_a_declared_store_cannot_move_by_its_tag():
    text = database("aws_security_group.data.id", "aws_subnet.edge.id", zone="edge", name="records")
    assert judged(text) == [("fail", "aws_db_instance.records")]


@pytest.mark.parametrize("subnets", ["aws_subnet.edge.id", "aws_subnet.data.id, aws_subnet.edge.id"])
def test_a_database_in_an_untagged_subnet_group_stands_where_that_groups_subnets_are(subnets):
    assert judged(database("aws_security_group.data.id", subnets)) == [("fail", "aws_db_instance.other")]


def test_a_subnet_group_in_another_zone_is_found():
    own = tagged("aws_db_subnet_group", "x", "data", "  subnet_ids = [aws_subnet.data.id, aws_subnet.edge.id]\n")
    assert judged(own) == [("fail", "aws_db_subnet_group.x")]


def test_a_mount_target_belongs_to_its_file_system():
    text = tagged("aws_efs_file_system", "records", "edge") + (
        'resource "aws_efs_mount_target" "x" {\n  file_system_id = aws_efs_file_system.records.id\n'
        "  subnet_id = aws_subnet.%s.id\n  security_groups = [aws_security_group.%s.id]\n}\n"
    )
    assert judged(text % ("data", "data")) == [("pass", "aws_efs_mount_target.x")]
    assert judged(text % ("edge", "data")) == [("fail", "aws_efs_mount_target.x")]
    assert judged(text % ("data", "edge")) == [("fail", "aws_efs_mount_target.x")]


def test_a_subnet_follows_the_table_of_its_own_zone():
    text = (
        'resource "aws_route_table_association" "x" {\n  subnet_id = aws_subnet.data.id\n'
        "  route_table_id = aws_route_table.%s.id\n}\n"
    )
    assert judged(text % "data") == [("pass", "aws_route_table_association.x")]
    assert judged(text % "edge") == [("fail", "aws_route_table_association.x")]


@pytest.mark.parametrize("tags", ['tags = { "bastide:zone" = "edge" }', ""])
def test_a_subnet_is_what_its_addresses_are_whatever_its_tag_says(tags):
    text = f'resource "aws_subnet" "x" {{\n  cidr_block = "10.40.2.128/25"\n  {tags}\n}}\n'
    assert judged(text) == [("fail", "aws_subnet.x")]


def test_a_scaling_group_and_a_nested_interface_are_placed_too():
    zone = '  tag {\n    key = "bastide:zone"\n    value = "data"\n  }\n'
    group = f'resource "aws_autoscaling_group" "x" {{\n  vpc_zone_identifier = [aws_subnet.edge.id]\n{zone}}}\n'
    assert judged(group) == [("fail", "aws_autoscaling_group.x")]
    inner = "  network_interfaces {\n    security_groups = [aws_security_group.edge.id]\n  }\n"
    assert judged(tagged("aws_launch_template", "x", "data", inner)) == [("fail", "aws_launch_template.x")]


def test_what_is_not_known_is_unknown_and_nothing_is_said_without_a_declaration():
    assert judged(database("var.groups")) == [("unknown", "aws_db_instance.other")]
    assert answers(RULE, AROUND + database("aws_security_group.edge.id"), None) == []


def test_the_peers_of_a_groups_own_rules_are_no_places():
    rules = "  ingress {\n    security_groups = [aws_security_group.edge.id]\n  }\n"
    assert judged(tagged("aws_security_group", "x", "data", rules)) == []


@pytest.mark.parametrize(("zone", "outcome"), [("edge", "fail"), ("data", "pass")])
def test_a_subnet_is_given_the_acl_of_its_own_zone(zone, outcome):
    acl = f'resource "aws_network_acl" "a" {{\n  tags = {{ "bastide:zone" = "{zone}" }}\n}}\n'
    subnet = 'resource "aws_subnet" "s" {\n  cidr_block = "10.40.2.128/25"\n  tags = { "bastide:zone" = "data" }\n}\n'
    bound = (
        'resource "aws_network_acl_association" "x" {\n'
        "  subnet_id      = aws_subnet.s.id\n  network_acl_id = aws_network_acl.a.id\n}\n"
    )
    found = answers(RULE, acl + subnet + bound)
    assert (outcome, "aws_network_acl_association.x") in {(word, address) for word, address, _ in found}
