"""The shipped maps hold what they must, and each check notices what does not."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from bastide.bridge.load import PROVIDERS, bridge
from bastide.bridge.model import Shape
from bastide.hcl.parse import parse
from bastide.library.module import modules
from pulumi_map import checks

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples/cloud-window/stack"


def table(provider):
    return json.loads((ROOT / f"tools/pulumi_map/{provider}.json").read_text())


def shipped(provider):
    return json.loads((ROOT / f"generator/bastide/bridge/{provider}.json").read_text())


@pytest.fixture(scope="module", params=PROVIDERS)
def provider(request):
    return request.param


@pytest.fixture(scope="module")
def whole():
    """What ships for AWS, as JSON, of the types that modules emit and a few more."""
    said = shipped("aws")
    kept = emitted() | {"aws_ebs_volume", "aws_network_acl"}
    return said | {"functions": {}, "older": {}, "types": {name: said["types"][name] for name in sorted(kept)}}


@pytest.fixture
def said(whole):
    """A copy of that, to plant faults in."""
    return deepcopy(whole)


@pytest.fixture(scope="module")
def resources():
    """Every resource of the example platform."""
    blocks = [one for path in sorted(DEMO.glob("*.tf")) for one in parse(path.read_text(), path.name).blocks]
    return [one for one in blocks if one.type == "resource"]


def settable(said, name):
    """Return the structure of what can be set of a type, to be changed."""
    return said["structures"][said["types"][name][2]]


def emitted():
    return {kind for module in modules(ROOT) for kind in module.emits}


def test_every_type_that_a_module_emits_is_mapped():
    assert len(emitted()) > 50
    assert checks.unmapped(bridge("aws"), emitted()) == []


def test_every_type_that_the_table_knows_is_mapped(provider):
    known = table(provider)["tokens"]
    assert {name: bridge(provider).by_terraform[name].token for name in known} == known


def test_a_dropped_type_is_noticed(said):
    del said["types"]["aws_subnet"]
    assert checks.unmapped(checks.bridge_of(said), emitted()) == ["aws_subnet"]


def test_everything_that_the_example_says_is_mapped_where_it_stands(resources):
    assert len(resources) > 400
    assert checks.out_of_place(bridge("aws"), resources) == []


def test_a_dropped_attribute_a_dropped_type_and_an_attribute_for_a_block_are_noticed(said, resources):
    del settable(said, "aws_subnet")["cidr_block"]
    del said["types"]["aws_vpc"]
    rule = settable(said, "aws_s3_bucket_server_side_encryption_configuration")["rule"]
    inner = said["structures"][rule[1]]["apply_server_side_encryption_by_default"]
    said["structures"][inner[1]].pop("sse_algorithm")
    settable(said, "aws_s3_bucket_versioning")["versioning_configuration"] = "str"
    found = set(checks.out_of_place(checks.bridge_of(said), resources))
    deep = "aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default"
    assert found == {
        "aws_subnet.cidr_block is unknown",
        "aws_vpc is no type",
        f"{deep}.sse_algorithm is unknown",
        "aws_s3_bucket_versioning.versioning_configuration is no block",
    }


def test_an_object_in_an_attribute_is_looked_into(said):
    (block,) = parse('resource "aws_network_acl" "a" {\n  ingress = [{ rule_no = 1, rul = 2 }]\n}\n', "a.tf").blocks
    assert checks.out_of_place(checks.bridge_of(said), [block]) == ["aws_network_acl.ingress.rul is unknown"]


def test_no_token_and_no_property_stands_for_two_things(provider):
    assert checks.doubled(shipped(provider)) == []


def test_a_doubled_token_and_a_doubled_property_are_noticed(said):
    said["types"]["aws_vpc"][0] = said["types"]["aws_subnet"][0]
    settable(said, "aws_eip")["domain"] = ["V", "str", "instance"]
    said["older"]["aws:s3/bucket:Bucket"] = "aws_s3_bucket"
    assert checks.doubled(said) == [
        "aws:ec2/subnet:Subnet stands for 2 types",
        "aws:s3/bucket:Bucket is both current and older",
        "aws_eip: 2 names are instance",
    ]


def test_every_object_that_can_be_set_has_a_class(provider):
    assert checks.classless(bridge(provider), set(bridge(provider).by_terraform)) == []


def test_an_object_without_a_class_is_noticed(said):
    said["types"]["aws_security_group"][1] = ""
    assert "aws_security_group.ingress" in checks.classless(checks.bridge_of(said), {"aws_security_group"})


def test_shapes_are_sane(provider):
    assert checks.misshapen(bridge(provider)) == []


@pytest.mark.parametrize(
    ("name", "entry", "fault"),
    [
        ("ingress", ["Mbf", 0], "a list that is flat"),
        ("ingress", ["Vb", "str"], "a block that is a value"),
        ("name", ["Vf", "list:str"], "a list that is flat"),
        ("name", "string", "`string` is no type"),
        ("name", "@aws.ec2.Name", "`@aws.ec2.Name` is no type"),
        ("name", "set:str", "`set:str` is no type"),
    ],
)
def test_a_changed_shape_is_noticed(said, name, entry, fault):
    settable(said, "aws_security_group")[name] = entry
    found = checks.misshapen(checks.bridge_of(said))
    assert f"aws_security_group.{name}: {fault}" in found


def test_names_follow_the_rule_or_the_table(provider):
    assert checks.misnamed(bridge(provider), table(provider)["renames"]) == []


def test_every_rename_is_in_the_map():
    said = dict(checks.properties(bridge("aws")))
    renames = {f"{path}.{name}": to for path, those in table("aws")["renames"].items() for name, to in those.items()}
    assert {path: (said.get(path) or said[f"{path.replace('.', ' (read).', 1)}"]).pulumi for path in renames} == renames


def test_a_renamed_property_is_noticed(said):
    settable(said, "aws_subnet")["cidr_block"] = ["V", "str", "cidrRange"]
    settable(said, "aws_subnet")["vpc_id"] = ["V", "str", "", "vpc"]
    found = checks.misnamed(checks.bridge_of(said), table("aws")["renames"])
    assert "aws_subnet.cidr_block is not cidrRange" in found
    assert "aws_subnet.vpc_id is not vpc in Python" in found


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("aws:s3/bucketV2:BucketV2", "aws_s3_bucket"),
        ("aws:s3/bucketVersioningV2:BucketVersioningV2", "aws_s3_bucket_versioning"),
        ("aws:alb/listener:Listener", "aws_lb_listener"),
        ("aws:elasticloadbalancingv2/targetGroup:TargetGroup", "aws_lb_target_group"),
        ("aws:elasticloadbalancing/loadBalancer:LoadBalancer", "aws_elb"),
        ("aws:s3/bucket:Bucket", "aws_s3_bucket"),
    ],
)
def test_older_tokens_lead_to_the_current_type(token, name):
    one = bridge("aws").by_token[token]
    assert one is bridge("aws").by_terraform[name]


def test_a_type_of_its_own_is_no_older_name_of_another():
    assert "aws:securityhub/accountV2:AccountV2" not in bridge("aws").by_token


def test_what_merges_or_limits_is_where_programs_meet_it():
    known = bridge("aws").by_terraform
    assert "tags_all" in known["aws_vpc"].outputs
    assert "tags_all" not in known["aws_vpc"].properties
    assert known["aws_cloudwatch_metric_alarm"].properties["metric_query"].fields["id"].type == "str"


def test_documents_and_lookups_can_be_written_with_their_classes():
    document = bridge("aws").lookups["aws:iam/getPolicyDocument:getPolicyDocument"]
    statement = document.arguments["statement"]
    assert (document.python, statement.args) == (
        "aws.iam.get_policy_document",
        "aws.iam.GetPolicyDocumentStatementArgs",
    )
    assert statement.fields["condition"].pulumi == "conditions"
    assert "id" in bridge("aws").lookups["aws:ec2/getVpc:getVpc"].arguments


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("aws:index/getCallerIdentity:getCallerIdentity", "aws_caller_identity"),
        ("aws:index/getRegion:getRegion", "aws_region"),
        ("aws:index/getPartition:getPartition", "aws_partition"),
        ("aws:index/getAvailabilityZones:getAvailabilityZones", "aws_availability_zones"),
        ("aws:ec2/getAmi:getAmi", "aws_ami"),
        ("aws:index/getAmi:getAmi", "aws_ami"),
        ("aws:ec2/getVpc:getVpc", "aws_vpc"),
        ("aws:ec2/getSubnet:getSubnet", "aws_subnet"),
        ("aws:ec2/getSubnets:getSubnets", "aws_subnets"),
        ("aws:lb/getLoadBalancer:getLoadBalancer", "aws_lb"),
        ("aws:alb/getLoadBalancer:getLoadBalancer", "aws_lb"),
        ("aws:rds/getInstance:getInstance", "aws_db_instance"),
        ("aws:lambda/getFunction:getFunction", "aws_lambda_function"),
    ],
)
def test_the_lookups_that_programs_use_are_mapped(token, name):
    assert bridge("aws").functions[token] == bridge("aws").lookups[token].terraform == name


def test_some_facts_that_programs_live_by():
    known = bridge("aws").by_terraform
    ingress = known["aws_security_group"].properties["ingress"]
    assert (ingress.pulumi, ingress.shape, ingress.args) == ("ingress", Shape.MANY, "aws.ec2.SecurityGroupIngressArgs")
    assert known["aws_lambda_function"].by_pulumi["code"].terraform == "filename"
    assert known["aws_eks_cluster"].properties["vpc_config"].flat
    secret = known["aws_db_instance"].outputs["master_user_secret"]
    assert secret.fields["secret_arn"].python == "secret_arn"
    assert known["aws_s3_bucket_website_configuration"].by_pulumi["routingRules"].terraform == "routing_rule"
    assert "endpoint" in known["aws_redshift_cluster"].outputs
    assert "endpoint" not in known["aws_redshift_cluster"].properties
    assert bridge("aws").functions["aws:iam/getPolicyDocument:getPolicyDocument"] == "aws_iam_policy_document"
    assert bridge("alicloud").by_terraform["alicloud_vpc"].properties["description"].pulumi == "description"


def test_a_map_does_not_differ_from_itself_and_any_change_is_named(whole, said):
    assert checks.differences(whole, said) == []
    settable(said, "aws_subnet")["cidr_block"] = ["V", "str", "cidrRange"]
    del said["types"]["aws_vpc"]
    one, other = said["types"]["aws_eip"], said["types"]["aws_kms_key"]
    one[0], other[0] = other[0], one[0]
    settable(said, "aws_ebs_volume")["size"] = "str"
    found = checks.differences(whole, said)
    for start in ("aws_subnet.cidr_block: ", "aws_vpc: ", "aws_eip: ", "aws_kms_key: ", "aws_ebs_volume.size: "):
        assert any(line.startswith(start) for line in found), start


def test_the_page_counts_what_the_maps_hold():
    page = (ROOT / "docs/reference/pulumi-map.md").read_text()
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    stated = {row[0]: row[1:] for row in rows if len(row) == 3}
    maps, tables = [shipped(one) for one in PROVIDERS[::-1]], [table(one) for one in PROVIDERS[::-1]]
    assert stated["SDK"] == [f"pulumi-{one['provider']} {one['sdk']}" for one in maps]
    assert stated["resource types"] == [str(len(one["types"])) for one in maps]
    assert stated["types whose token is stated, not matched"] == [str(len(one["tokens"])) for one in tables]
    assert stated["older and twin tokens that lead to a current type"] == [str(len(one["older"])) for one in maps]
    assert stated["lookups (functions that stand for data sources)"] == [str(len(one["functions"])) for one in maps]
    assert stated["attributes that the SDK lacks"] == [str(len(one["absent"])) for one in tables]
