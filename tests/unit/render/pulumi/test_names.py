import keyword

from bastide.render.pulumi import names

FILES = ["zone-edge.tf", "zone-a1.tf", "zone-a-1.tf", "keys.tf", "json.tf", "class.tf"]


def test_files_become_modules_and_classes():
    assert names.module("zone-edge.tf") == "zone_edge"
    assert names.class_name("zone-edge.tf") == "ZoneEdge"
    assert names.token("audit-log", "Alarms") == "bastide:auditLog:Alarms"


def test_different_files_have_different_names_that_python_allows():
    for name in (names.module, names.class_name):
        found = [name(path) for path in FILES]
        assert len(set(found)) == len(FILES)
        assert all(one.isidentifier() and not keyword.iskeyword(one) for one in found)
        assert not set(found) & names.RESERVED


def test_no_class_is_called_as_what_another_component_is_given():
    assert names.class_name("zone-x-args.tf") not in (f"{names.class_name('zone-x.tf')}Args", "ZoneXArgs")
    assert names.class_name("zone-x-peers2.tf") != f"{names.class_name('zone-x.tf')}Peers2"
    assert names.class_name("zone-args-x.tf") == "ZoneArgsX"


def test_a_resource_is_called_by_name_and_kind():
    assert names.attributes({"aws_subnet.edge_a": "aws.ec2.Subnet"}, []) == {"aws_subnet.edge_a": "edge_a_subnet"}


def test_resources_that_would_share_a_name_say_more():
    classes = {
        "aws_db_subnet_group.x": "aws.rds.SubnetGroup",
        "aws_elasticache_subnet_group.x": "aws.elasticache.SubnetGroup",
        "aws_iam_group.y_subnet": "aws.iam.Group",
        "aws_rds_thing.y": "aws.iam.SubnetGroup",
        "aws_a.p-q": "aws.a.Thing",
        "aws_a.p_q": "aws.a.Thing",
    }
    found = names.attributes(classes, [])
    assert found["aws_db_subnet_group.x"] == "x_rds_subnet_group"
    assert found["aws_elasticache_subnet_group.x"] == "x_elasticache_subnet_group"
    assert len(set(found.values())) == len(classes)
    assert all(one.isidentifier() for one in found.values())


def test_a_name_that_is_taken_is_not_given_again():
    assert names.attributes({"aws_a.d": "aws.a.R"}, ["d_r"]) == {"aws_a.d": "d_a_r"}


def test_names_are_public():
    found = names.attributes({"aws_a.__x": "aws.a.R", "aws_a.9": "aws.a.R"}, [])
    assert all(one[0].isalpha() for one in found.values())
