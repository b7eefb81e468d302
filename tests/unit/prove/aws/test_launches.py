import pytest

from bastide.model.wire import cidr
from support.aws_trees import doubts, network, part

GROUPS = "".join(f'resource "aws_security_group" "{name}" {{\n  vpc_id = aws_vpc.main.id\n}}\n' for name in "gh")
INSTANCE = """
resource "aws_instance" "i" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.g.id]
}
"""
PUBLIC = """
resource "aws_subnet" "open" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.3.0/24"
  map_public_ip_on_launch = true
}
"""
CARD = """
resource "aws_network_interface" "eni" {
  subnet_id       = aws_subnet.a.id
  private_ips     = ["10.0.1.7"]
  security_groups = [aws_security_group.g.id]
}
"""
SCALING = """
resource "aws_launch_template" "t" {
  name                   = "hosts"
  vpc_security_group_ids = [aws_security_group.g.id]
}
resource "aws_autoscaling_group" "s" {
  vpc_zone_identifier = [aws_subnet.a.id, aws_subnet.b.id]
  launch_template {
    id = aws_launch_template.t.id
  }
}
"""


def found(text, name):
    return part(network(GROUPS + text).interfaces, name)


def changed(text, line):
    """Put a line into the first resource."""
    return text.replace("{\n", "{\n  " + line + "\n", 1)


def test_an_instance_stands_in_its_subnet_with_its_groups():
    host = found(INSTANCE, "aws_instance.i")
    assert (host.subnet, host.groups, host.public) == ("aws_subnet.a", ("aws_security_group.g",), False)


def test_an_instance_without_groups_carries_the_default_one():
    text = INSTANCE.replace("  vpc_security_group_ids = [aws_security_group.g.id]\n", "")
    assert found(text, "aws_instance.i").groups == ("aws_vpc.main/default-group",)


@pytest.mark.parametrize(
    ("line", "public"),
    [("", True), ("associate_public_ip_address = false", False), ("associate_public_ip_address = true", True)],
)
def test_a_subnet_may_give_public_addresses_and_an_instance_may_refuse(line, public):
    text = PUBLIC + changed(INSTANCE.replace("aws_subnet.a.id", "aws_subnet.open.id"), line)
    assert found(text, "aws_instance.i").public is public


@pytest.mark.parametrize(
    "text",
    [
        'resource "aws_eip" "e" {\n  instance = aws_instance.i.id\n}\n',
        'resource "aws_eip_association" "e" {\n  instance_id = aws_instance.i.id\n  allocation_id = "eipalloc-1"\n}\n',
    ],
)
def test_an_elastic_address_makes_an_instance_public(text):
    assert found(INSTANCE + text, "aws_instance.i").public


def test_an_elastic_address_of_an_unknown_host_may_be_anyones():
    text = 'variable "who" {}\nresource "aws_eip" "e" {\n  instance = var.who\n}\n'
    assert [(name, scope) for name, _, scope in doubts(text)] == [("aws_eip.e", set())]


def test_equal_copies_are_one_class():
    text = changed(INSTANCE, "count = 3")
    assert found(text, "aws_instance.i").addresses == ()
    assert doubts(GROUPS + text) == []


def test_an_unknown_number_of_copies_is_a_doubt_about_them():
    text = changed(INSTANCE, "for_each = var.hosts") + 'variable "hosts" {}\n'
    assert [(name, scope) for name, _, scope in doubts(GROUPS + text)] == [("aws_instance.i", {"aws_instance.i"})]


def test_an_interface_of_its_own_has_its_address_and_belongs_to_the_instance_it_is_attached_to():
    text = CARD + 'resource "aws_instance" "i" {\n  network_interface {\n    device_index = 0\n'
    text += "    network_interface_id = aws_network_interface.eni.id\n  }\n}\n"
    card = found(text, "aws_network_interface.eni")
    assert (card.workload, card.addresses) == ("aws_instance.i", (cidr("10.0.1.7/32"),))
    assert len(network(GROUPS + text).interfaces) == 1
    assert doubts(GROUPS + text) == []


def test_an_interface_of_its_own_gets_no_public_address_from_its_subnet():
    text = PUBLIC + CARD.replace("aws_subnet.a.id", "aws_subnet.open.id").replace("10.0.1.7", "10.0.3.7")
    assert not found(text, "aws_network_interface.eni").public


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("aws_instance.i.primary_network_interface_id", "aws_instance.i"),
        ("aws_network_interface.eni.id", "aws_network_interface.eni"),
    ],
)
def test_an_attachment_adds_a_group(target, name):
    text = (
        'resource "aws_network_interface_sg_attachment" "x" {\n'
        f"  security_group_id = aws_security_group.h.id\n  network_interface_id = {target}\n}}\n"
    )
    host = found(INSTANCE + CARD + text, name)
    assert host.groups == ("aws_security_group.g", "aws_security_group.h")


def test_a_scaling_group_takes_its_groups_from_the_template():
    text = network(GROUPS + SCALING).interfaces
    assert [(one.subnet, one.groups) for one in text] == [
        ("aws_subnet.a", ("aws_security_group.g",)),
        ("aws_subnet.b", ("aws_security_group.g",)),
    ]


def test_a_template_may_be_named_by_text():
    text = SCALING.replace("id = aws_launch_template.t.id", 'name = "hosts"')
    assert {one.groups for one in network(GROUPS + text).interfaces} == {("aws_security_group.g",)}


def test_a_template_outside_the_tree_is_a_doubt():
    text = SCALING.replace("id = aws_launch_template.t.id", 'id = "lt-0a1b2c3d"')
    assert [(name, scope) for name, _, scope in doubts(GROUPS + text)] == [
        ("aws_autoscaling_group.s", {"aws_autoscaling_group.s"})
    ]


def test_a_template_may_give_public_addresses():
    text = changed(SCALING, "network_interfaces {\n    associate_public_ip_address = true\n  }")
    assert {one.public for one in network(GROUPS + text).interfaces} == {True}


def test_templates_with_different_groups_are_a_doubt():
    text = SCALING.replace(
        "  launch_template {\n    id = aws_launch_template.t.id\n  }",
        "  mixed_instances_policy {\n    launch_template {\n      launch_template_specification {\n"
        "        launch_template_id = aws_launch_template.t.id\n      }\n      override {\n"
        "        launch_template_specification {\n          launch_template_id = aws_launch_template.u.id\n"
        "        }\n      }\n    }\n  }",
    )
    other = 'resource "aws_launch_template" "u" {\n  vpc_security_group_ids = [aws_security_group.h.id]\n}\n'
    assert [scope for _, _, scope in doubts(GROUPS + text + other)] == [{"aws_autoscaling_group.s"}]


def test_an_interface_that_forwards_is_a_doubt():
    assert [scope for _, _, scope in doubts(GROUPS + changed(INSTANCE, "source_dest_check = false"))] == [
        {"aws_instance.i"}
    ]


def test_an_instance_without_a_subnet_stands_in_a_vpc_that_the_code_does_not_show():
    assert [scope for _, _, scope in doubts('resource "aws_instance" "i" {\n  ami = "ami-1"\n}\n')] == [set()]


def test_a_cluster_has_a_group_of_its_own_that_its_nodes_carry():
    text = """
resource "aws_eks_cluster" "k" {
  name = "k"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id]
    security_group_ids = [aws_security_group.g.id]
  }
}
resource "aws_eks_node_group" "n" {
  cluster_name = aws_eks_cluster.k.name
  subnet_ids   = [aws_subnet.b.id]
}
"""
    own = "aws_eks_cluster.k/cluster-group"
    assert found(text, "aws_eks_cluster.k").groups == ("aws_security_group.g", own)
    assert found(text, "aws_eks_node_group.n").groups == (own,)
    assert [rule.group for rule in part(network(GROUPS + text).groups, own).ingress] == [own]


def test_a_rule_may_name_the_clusters_own_group():
    text = """
resource "aws_eks_cluster" "k" {
  vpc_config {
    subnet_ids = [aws_subnet.a.id]
  }
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id            = aws_security_group.g.id
  ip_protocol                  = "-1"
  referenced_security_group_id = aws_eks_cluster.k.vpc_config[0].cluster_security_group_id
}
"""
    (rule,) = part(network(GROUPS + text).groups, "aws_security_group.g").ingress
    assert rule.group == "aws_eks_cluster.k/cluster-group"


ADDED = """
resource "aws_network_interface_sg_attachment" "x" {
  security_group_id    = aws_security_group.g.id
  network_interface_id = aws_efs_mount_target.m.network_interface_id
}
"""


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (
            'resource "aws_eip" "x" {\n  network_interface = aws_efs_mount_target.m.network_interface_id\n}\n',
            "aws_eip.x",
        ),
        ('resource "aws_eip_association" "x" {\n  instance_id = "i-0a1b2c3d"\n}\n', "aws_eip_association.x"),
        (
            ADDED,
            "aws_network_interface_sg_attachment.x",
        ),
    ],
)
def test_what_is_done_to_an_interface_that_the_code_does_not_tell_may_be_done_to_any(text, where):
    mount = 'resource "aws_efs_mount_target" "m" {\n  subnet_id = aws_subnet.a.id\n}\n'
    assert (where, set()) in [(address, scope) for address, _, scope in doubts(GROUPS + mount + text)]
