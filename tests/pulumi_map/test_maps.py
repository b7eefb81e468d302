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
    """What ships for AWS, as JSON."""
    return shipped("aws")


@pytest.fixture
def said(whole):
    """A copy of what ships for AWS, to plant faults in."""
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
    known = table(provider)
    wanted = {*known["tokens"], *known["also"]}
    assert checks.unmapped(bridge(provider), wanted) == []
    assert {name: bridge(provider).by_terraform[name].token for name in wanted} == known["tokens"] | known["also"]


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
    inner = said["structures"][rule[4]]["apply_server_side_encryption_by_default"]
    said["structures"][inner[4]].pop("sse_algorithm")
    settable(said, "aws_s3_bucket_versioning")["versioning_configuration"] = ["", "", "V", "str"]
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
    settable(said, "aws_eip")["domain"][0] = "instance"
    said["older"]["aws:s3/bucket:Bucket"] = "aws_s3_bucket"
    assert checks.doubled(said) == [
        "aws:ec2/subnet:Subnet stands for 2 types",
        "aws:s3/bucket:Bucket is both current and older",
        "aws_eip: 2 names are instance",
    ]


def test_every_object_of_a_type_that_is_generated_has_a_class():
    assert checks.classless(bridge("aws"), set(table("aws")["tokens"])) == []


def test_an_object_without_a_class_is_noticed(said):
    settable(said, "aws_security_group")["ingress"][3] = ""
    assert checks.classless(checks.bridge_of(said), {"aws_security_group"}) == ["aws_security_group.ingress"]


def test_shapes_are_sane(provider):
    assert checks.misshapen(bridge(provider)) == []


@pytest.mark.parametrize(
    ("name", "entry", "fault"),
    [
        ("ingress", ["", "", "Mbf", "aws.ec2.SecurityGroupIngressArgs", 0], "a list that is flat"),
        ("ingress", ["", "", "Vb", "str"], "a block that is a value"),
        ("name", ["", "", "Vf", "list:str"], "a list that is flat"),
        ("name", ["", "", "V", "string"], "`string` is no type"),
        ("name", ["", "", "V", "@aws.ec2.Name"], "`@aws.ec2.Name` is no type"),
        ("name", ["", "", "V", "set:str"], "`set:str` is no type"),
    ],
)
def test_a_changed_shape_is_noticed(said, name, entry, fault):
    settable(said, "aws_security_group")[name] = entry
    found = checks.misshapen(checks.bridge_of(said))
    assert f"aws_security_group.{name}: {fault}" in found


def test_names_follow_the_rule_or_the_table(provider):
    assert checks.misnamed(bridge(provider), table(provider)["renames"]) == []


def test_every_rename_is_in_the_map():
    known = bridge("aws").by_terraform
    renames = table("aws")["renames"]
    found = {name: {path: property_at(known[name], path).pulumi for path in inner} for name, inner in renames.items()}
    assert found == renames


def property_at(kind, path):
    first, *rest = path.split(".")
    one = kind.properties[first]
    for step in rest:
        one = one.fields[step]
    return one


def test_a_renamed_property_is_noticed(said):
    settable(said, "aws_subnet")["cidr_block"][0] = "cidrRange"
    settable(said, "aws_subnet")["vpc_id"][1] = "vpc"
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
    settable(said, "aws_subnet")["cidr_block"][0] = "cidrRange"
    del said["types"]["aws_vpc"]
    one, other = said["types"]["aws_eip"], said["types"]["aws_kms_key"]
    one[0], other[0] = other[0], one[0]
    settable(said, "aws_ebs_volume")["size"][3] = "str"
    found = checks.differences(whole, said)
    for start in ("aws_subnet.cidr_block: ", "aws_vpc: ", "aws_eip: ", "aws_kms_key: ", "aws_ebs_volume.size: "):
        assert any(line.startswith(start) for line in found), start


def test_the_page_counts_what_the_maps_hold():
    page = (ROOT / "docs/reference/pulumi-map.md").read_text()
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    stated = {row[0]: row[1:] for row in rows if len(row) == 3}
    maps, tables = [shipped(one) for one in ("aws", "alicloud")], [table(one) for one in ("aws", "alicloud")]
    assert stated["SDK"] == [f"pulumi-{one['provider']} {one['sdk']}" for one in maps]
    assert stated["resource types"] == [str(len(one["types"])) for one in maps]
    assert stated["types whose token is stated, not matched"] == [
        str(len(one["tokens"] | one["also"])) for one in tables
    ]
    assert stated["older and twin tokens that lead to a current type"] == [str(len(one["older"])) for one in maps]
    assert stated["lookups (functions that stand for data sources)"] == [str(len(one["functions"])) for one in maps]
