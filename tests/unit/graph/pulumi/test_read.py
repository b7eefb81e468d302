import pytest

from bastide.graph.pulumi.places import ProgramPlaces
from bastide.graph.pulumi.read import program
from bastide.graph.pulumi.recording import recording_of
from bastide.graph.read import Kind, Recorded, folder_of, is_plan, kind_of, read, terraform, texts
from bastide.model.graph import Joined, Unknown
from support.recordings import MAIN, recording, registration, urn

VPC, SUBNET, BUCKET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:s3/bucket:Bucket"
GROUP = "aws:ec2/securityGroup:SecurityGroup"


def graph(*registrations, **changes):
    recorded = recording_of(recording(registrations, **changes))
    return program(recorded, {}, ProgramPlaces(recorded, {})).graph


def reasons(found):
    return {(unknown.text, unknown.reason.split(":")[0], unknown.place.line) for unknown in found.unknowns}


def test_a_program_without_secrets_of_its_own_leaves_nothing_unknown():
    assert graph(registration(0, VPC, "main", {"cidrBlock": "10.0.0.0/16"})).unknowns == ()


def test_a_value_that_only_deploying_tells_is_unknown_where_it_stands():
    found = graph(registration(0, SUBNET, "a", {"vpcId": {"$unknown": True}, "tags": {"n": {"$unknown": True}}}))
    value = found.resources[0].get("vpc_id")
    assert isinstance(value, Unknown)
    assert reasons(found) == {
        ("vpcId", "it is known only after deploying", 1),
        ("tags.n", "it is known only after deploying", 1),
    }


@pytest.mark.parametrize(
    ("inputs", "text"),
    [({"newThing": 1}, "newThing"), ({"ingress": [{"fromPort": 1, "wrong": 2}]}, "ingress[0].wrong")],
)
def test_a_property_that_is_not_mapped_is_unknown(inputs, text):
    (unknown,) = graph(registration(0, GROUP, "a", inputs)).unknowns
    assert unknown.text == text
    assert "not mapped" in unknown.reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "kubernetes:core/v1:Service"}, "its type is not mapped"),
        ({"type": "awsx:ec2:Vpc", "custom": False, "remote": True}, "remote component"),
        ({"type": "aws:ec2/vpcIpamPool:None"}, "its type is not mapped"),
        ({"type": "aws:iam/rolePolicy:RolePolicy", "read": True, "id": "x"}, "exists already"),
    ],
)
def test_what_has_no_counterpart_is_unknown_and_so_is_what_takes_its_outputs(changes, reason):
    odd = registration(0, "x", "odd", {}, **changes)
    found = graph(odd, registration(1, BUCKET, "b", {"tags": {"of": "x-~[0.arn]~"}}))
    assert len(found.unknowns) == 2
    assert any(reason in unknown.reason for unknown in found.unknowns)
    tag = found.by_address["aws_s3_bucket.b"].get("tags")["of"]
    assert isinstance(tag, Joined)
    assert isinstance(tag.parts[1], Unknown)


def test_a_component_declares_nothing_by_itself():
    assert graph(registration(0, "my:Net", "n", {}, custom=False), registration(1, VPC, "a")).unknowns == ()


def test_another_stacks_output_is_unknown_only_where_it_is_used():
    stack = registration(0, "pulumi:pulumi:StackReference", "org/base", {"name": "org/base"})
    assert graph(stack, registration(1, VPC, "a")).unknowns == ()
    (unknown,) = graph(stack, registration(1, SUBNET, "a", {"vpcId": "~[0.outputs.vpcId]~"})).unknowns
    assert "org/base" in unknown.reason


@pytest.mark.parametrize("text", ["~[0.ar", "arn]~", "~[0.ARN]~", "~[9.arn]~", "~[0.madeUp]~"])
def test_what_a_program_made_of_an_output_is_never_taken_for_text(text):
    found = graph(registration(0, BUCKET, "b"), registration(1, SUBNET, "a", {"vpcId": text}))
    assert isinstance(found.by_address["aws_subnet.a"].get("vpc_id"), Unknown)


def test_blocks_that_are_not_all_known_are_not_counted():
    kind = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    found = graph(registration(0, kind, "l", {"bucket": "b", "rules": {"$unknown": True}}))
    (block,) = found.resources[0].nested("dynamic")
    assert block.labels == ("rule",)
    assert {unknown.reason for unknown in found.unknowns} == {
        "a `dynamic` block is not expanded",
        "it is known only after deploying",
    }
    rules = graph(registration(0, GROUP, "g", {"ingress": {"$unknown": True}})).resources[0]
    assert isinstance(rules.get("ingress"), Unknown)


def test_a_secret_from_outside_is_unknown_and_one_in_the_source_is_not():
    given = {"identifier": "db", "password": "hunter2"}
    recorded = recording_of(
        recording([registration(0, "aws:rds/instance:Instance", "db", given, secrets=["password"])])
    )
    outside = program(recorded, {MAIN: "x"}, ProgramPlaces(recorded, {})).graph
    assert "set from outside" in outside.unknowns[0].reason
    inside = program(recorded, {MAIN: 'password="hunter2"'}, ProgramPlaces(recorded, {})).graph
    assert inside.resources[0].get("password") == "hunter2"


def test_a_placeholder_is_taken_for_no_value():
    opaque = [{"kind": "placeholder", "text": "`p:key` was not given", "file": MAIN, "line": 4}]
    one = registration(0, SUBNET, "a", {"vpcId": "placeholder"})
    assert isinstance(graph(one, opaque=opaque).resources[0].get("vpc_id"), Unknown)
    assert graph(one).resources[0].get("vpc_id") == "placeholder"


def test_what_the_sdk_says_besides_makes_nothing_unknown():
    opaque = [{"kind": "message", "text": "deprecated", "file": "", "line": 0}]
    assert graph(registration(0, VPC, "a"), opaque=opaque).unknowns == ()


def test_what_the_recorder_could_not_see_is_listed():
    opaque = [{"kind": "placeholder", "text": "`p:key` was not given", "file": MAIN, "line": 4}]
    (unknown,) = graph(registration(0, VPC, "a"), opaque=opaque).unknowns
    assert (unknown.text, unknown.reason, unknown.place.line) == ("placeholder", "`p:key` was not given", 4)


@pytest.mark.parametrize(
    ("ended", "code", "word"), [("failed", "PUL022", "broke off"), ("timed-out", "PUL023", "in time")]
)
def test_a_run_that_did_not_end_is_only_a_part(ended, code, word):
    fault = {"message": "ValueError: x", "file": MAIN, "line": 3}
    found = graph(registration(0, VPC, "a"), ended=ended, fault=fault)
    (partial,) = found.partial
    assert partial.code == code
    assert word in partial.message
    assert "ValueError: x" in partial.message
    assert partial.labels[0].place.line == 3
    assert [one.address for one in found.resources] == ["aws_vpc.a"]
    assert found.problems == ()


def test_a_file_with_a_recording_is_read_like_a_plan(tmp_path):
    import json  # noqa: PLC0415

    path = tmp_path / "recording.json"
    path.write_text(json.dumps(recording([registration(0, VPC, "a")])))
    (tmp_path / MAIN).write_text('aws.ec2.Vpc("a")\n')
    assert kind_of(path) is Kind.RECORDED
    assert not is_plan(path)
    assert folder_of(path) == tmp_path
    assert str(read(path).resources[0].place) == f"{MAIN}:1:1"
    assert set(texts(path, read(path))) == {MAIN}
    assert "aws_vpc" in terraform(path)[f"{MAIN}.tf"]


def test_a_recording_of_another_form_is_refused(tmp_path):
    path = tmp_path / "recording.json"
    path.write_text('{"schema": "bastide.recording/2"}')
    assert [one.code for one in read(path).problems] == ["PUL021"]


def test_a_files_own_sources_are_never_taken_from_elsewhere(tmp_path):
    import json  # noqa: PLC0415

    (tmp_path / "secret.py").write_text("AKIA")
    inner = tmp_path / "in"
    inner.mkdir()
    path = inner / "recording.json"
    named = [
        registration(0, VPC, "a", file="../secret.py"),
        registration(1, VPC, "b", file=str(tmp_path / "secret.py")),
    ]
    path.write_text(json.dumps(recording(named, program="../secret.py")))
    assert set(texts(path, read(path))) == {"recording.json"}


def test_a_program_in_its_directory_brings_its_own_files_and_not_what_it_installs(tmp_path):
    for name in (
        MAIN,
        "lib/net.py",
        "venv/lib/x.py",
        "node_modules/x.js",
        ".git/x.py",
        "Pulumi.yaml",
        "Pulumi.dev.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    tree = Recorded(tmp_path, recording([registration(0, VPC, "a")]))
    assert kind_of(tree) is Kind.PROGRAM
    assert set(texts(tree, read(tree))) == {MAIN, "lib/net.py", "Pulumi.yaml", "Pulumi.dev.yaml"}
    assert str(tree) == str(tmp_path)


def test_resources_are_in_the_order_of_the_program():
    one = registration(0, VPC, "b", line=9)
    two = registration(1, VPC, "a", line=2)
    assert [found.name for found in graph(one, two).resources] == ["a", "b"]


def test_alicloud_is_read_as_well():
    group = registration(0, "alicloud:ecs/securityGroup:SecurityGroup", "g", {"securityGroupName": "g"})
    inputs = {
        "type": "ingress",
        "ipProtocol": "tcp",
        "portRange": "22/22",
        "securityGroupId": "~[0.id]~",
        "cidrIp": "0.0.0.0/0",
    }
    found = graph(group, registration(1, "alicloud:ecs/securityGroupRule:SecurityGroupRule", "r", inputs))
    rule = found.by_address["alicloud_security_group_rule.r"]
    assert str(rule.get("security_group_id")) == "alicloud_security_group.g.id"
    assert rule.get("cidr_ip") == "0.0.0.0/0"


def test_a_resource_that_a_provider_of_its_own_makes_names_it():
    made = registration(0, "pulumi:providers:aws", "dr", {"region": "eu-west-1"})
    found = graph(made, registration(1, VPC, "a", provider=f"{urn('pulumi:providers:aws', 'dr')}::~[0.id]~"))
    assert found.resources[0].provider == "aws.dr"
    assert found.providers[0].get("alias") == "dr"
