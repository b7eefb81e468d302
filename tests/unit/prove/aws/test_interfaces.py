import pytest

from bastide.model.network import Kind
from bastide.model.wire import cidr
from bastide.prove.aws.interface_types import SHAPES
from support.aws_trees import doubts, network, part

GROUP = 'resource "aws_security_group" "g" {\n  vpc_id = aws_vpc.main.id\n}\n'
DATABASE = """
resource "aws_db_subnet_group" "d" {
  name       = "data"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
resource "aws_db_instance" "d" {
  identifier             = "records"
  db_subnet_group_name   = aws_db_subnet_group.d.name
  vpc_security_group_ids = [aws_security_group.g.id]
}
"""


def interfaces(text):
    return network(GROUP + text).interfaces


def test_a_database_stands_in_each_subnet_of_its_subnet_group():
    found = interfaces(DATABASE)
    assert [(one.subnet, one.workload, one.groups, one.public, one.kind) for one in found] == [
        (f"aws_subnet.{name}", "aws_db_instance.d", ("aws_security_group.g",), False, Kind.DATABASE) for name in "ab"
    ]


def test_a_subnet_group_may_be_named_by_text():
    assert len(interfaces(DATABASE.replace("aws_db_subnet_group.d.name", '"data"'))) == 2


def test_a_subnet_group_outside_the_tree_is_a_doubt():
    text = GROUP + DATABASE.replace("aws_db_subnet_group.d.name", '"elsewhere"')
    assert [(name, scope) for name, _, scope in doubts(text)] == [("aws_db_instance.d", set())]


def test_a_database_may_be_public():
    text = DATABASE.replace("  identifier ", "  publicly_accessible = true\n  identifier ")
    assert {one.public for one in interfaces(text)} == {True}


def test_a_replica_stands_where_its_source_does():
    text = 'resource "aws_db_instance" "r" {\n  replicate_source_db = aws_db_instance.d.identifier\n}\n'
    found = [one for one in interfaces(DATABASE + text) if one.workload == "aws_db_instance.r"]
    assert [one.subnet for one in found] == ["aws_subnet.a", "aws_subnet.b"]
    assert doubts(GROUP + DATABASE + text) == []


def test_a_public_member_makes_its_cluster_public():
    text = DATABASE.replace("aws_db_instance", "aws_rds_cluster").replace("identifier ", "cluster_identifier ")
    member = """
resource "aws_rds_cluster_instance" "one" {
  cluster_identifier  = aws_rds_cluster.d.id
  publicly_accessible = true
}
"""
    assert {one.public for one in interfaces(text)} == {False}
    assert {one.public for one in interfaces(text + member)} == {True}


def test_without_groups_the_default_one_holds():
    text = DATABASE.replace("  vpc_security_group_ids = [aws_security_group.g.id]\n", "")
    assert {one.groups for one in interfaces(text)} == {("aws_vpc.main/default-group",)}


def test_an_unknown_list_of_groups_puts_the_carrier_in_doubt():
    text = DATABASE.replace("[aws_security_group.g.id]", "var.groups") + 'variable "groups" {}\n'
    assert [(name, scope) for name, _, scope in doubts(GROUP + text)] == [("aws_db_instance.d", {"aws_db_instance.d"})]


def test_without_a_subnet_it_stands_in_a_vpc_that_the_code_does_not_show():
    text = 'resource "aws_db_instance" "d" {\n  identifier = "records"\n}\n'
    assert [(name, scope) for name, _, scope in doubts(text)] == [("aws_db_instance.d", set())]


def test_a_function_without_a_vpc_has_no_interface():
    text = 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n'
    assert (network(text).interfaces, doubts(text)) == ((), [])


def test_a_function_in_a_vpc_has_one_in_each_subnet():
    text = """
resource "aws_lambda_function" "f" {
  vpc_config {
    subnet_ids         = [aws_subnet.a.id]
    security_group_ids = [aws_security_group.g.id]
  }
}
"""
    (found,) = interfaces(text)
    assert (found.name, found.kind, found.public) == ("aws_lambda_function.f", Kind.FUNCTION, False)


def test_a_task_may_have_a_public_address():
    text = """
resource "aws_ecs_service" "s" {
  network_configuration {
    subnets          = [aws_subnet.a.id]
    security_groups  = [aws_security_group.g.id]
    assign_public_ip = true
  }
}
"""
    assert [one.public for one in interfaces(text)] == [True]


def test_a_mount_target_belongs_to_its_file_system_and_has_its_address():
    text = """
resource "aws_efs_file_system" "f" {
}
resource "aws_efs_mount_target" "m" {
  file_system_id = aws_efs_file_system.f.id
  subnet_id      = aws_subnet.a.id
  ip_address     = "10.0.1.9"
}
"""
    (found,) = interfaces(text)
    assert (found.workload, found.addresses) == ("aws_efs_file_system.f", (cidr("10.0.1.9/32"),))


def test_a_subnet_outside_the_tree_is_a_doubt():
    text = 'resource "aws_efs_mount_target" "m" {\n  file_system_id = "fs-1"\n  subnet_id = "subnet-1"\n}\n'
    assert [(name, scope) for name, _, scope in doubts(text)] == [("aws_efs_mount_target.m", set())]


def test_an_unset_flag_whose_default_has_changed_is_public_under_doubt():
    text = """
resource "aws_redshift_subnet_group" "r" {
  name       = "r"
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_redshift_cluster" "r" {
  cluster_subnet_group_name = aws_redshift_subnet_group.r.name
}
"""
    assert [one.public for one in interfaces(text)] == [True]
    assert [scope for _, _, scope in doubts(text)] == [{"aws_redshift_cluster.r"}]


def test_part_of_a_replication_group_has_no_interface_of_its_own():
    text = 'resource "aws_elasticache_cluster" "c" {\n  replication_group_id = "g"\n}\n'
    assert (network(text).interfaces, doubts(text)) == ((), [])


def test_a_session_door_that_hands_on_the_clients_address_puts_the_vpc_in_doubt():
    text = 'resource "aws_ec2_instance_connect_endpoint" "d" {\n  subnet_id = aws_subnet.a.id\n}\n'
    door = {"aws_ec2_instance_connect_endpoint.d"}
    assert [scope for _, _, scope in doubts(text)] == [door]
    handing = text.replace("  subnet_id", "  preserve_client_ip = true\n  subnet_id")
    assert [scope for _, _, scope in doubts(handing)] == [{"aws_vpc.main"}, door]


@pytest.mark.parametrize("kind", sorted(kind for kind, shape in SHAPES.items() if shape.door))
def test_a_door_from_outside_the_network_is_a_doubt_of_what_stands_behind_it(kind):
    head = SHAPES[kind].subnets
    text = f'resource "{kind}" "d" {{\n  {head} = [aws_subnet.a.id]\n}}\n'
    assert (f"{kind}.d", 1, {f"{kind}.d"}) in doubts(text)


@pytest.mark.parametrize(
    ("kind", "closed"),
    [("notebook_instance", 'direct_internet_access = "Disabled"'), ("domain", 'app_network_access_type = "VpcOnly"')],
)
def test_a_way_of_its_own_to_the_internet_is_a_doubt_until_it_is_closed(kind, closed):
    subnets = "subnet_id" if kind == "notebook_instance" else "subnet_ids"
    text = f'resource "aws_sagemaker_{kind}" "d" {{\n  {subnets} = [aws_subnet.a.id]\n%s}}\n'
    assert doubts(text % "") == [(f"aws_sagemaker_{kind}.d", 1, {f"aws_sagemaker_{kind}.d"})]
    assert doubts(text % f"  {closed}\n") == []


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_every_type_of_the_table_stands_where_its_line_says(kind):
    """Write a resource with nothing but what the line names, and find its interface."""
    shape = SHAPES[kind]
    path, _, other = shape.subnets.split(" ")[0], None, shape.subnets.partition(" > ")[2]
    value = f"{other.partition('.')[0]}.x.id" if other else "[aws_subnet.a.id]"
    body = f"{path.rpartition('.')[2]} = {value}"
    for block in reversed(path.split(".")[:-1]):
        body = f"{block} {{\n{body}\n}}"
    text = f'resource "{kind}" "x" {{\n{body}\n}}\n'
    if other:
        text += f'resource "{other.partition(".")[0]}" "x" {{\n{other.partition(".")[2]} = [aws_subnet.a.id]\n}}\n'
    found = part(network(text).interfaces, f"{kind}.x")
    assert (found.subnet, found.kind) == ("aws_subnet.a", shape.kind)
