import json

import pytest

from bastide.graph.pulumi.files import read_file
from bastide.graph.read import Kind, kind_of, read, texts
from bastide.model.graph import Encoded, Reference, Unknown
from support.recordings import MAIN, urn

VPC, SUBNET, GROUP = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/securityGroup:SecurityGroup"
BUCKET, POLICY, TABLE = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy", "aws:ec2/routeTable:RouteTable"
COMPUTED = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
KEY = "4dabf18193072939515e22adb298388d"
MARK = "1b47061264138c4ac30d75fd1eb44270"
STACK = {"urn": urn("pulumi:pulumi:Stack", "p-dev"), "custom": False, "type": "pulumi:pulumi:Stack"}
OPEN = {"fromPort": 22, "toPort": 22, "protocol": "tcp", "cidrBlocks": ["0.0.0.0/0"], "__defaults": []}


def state(token, name, inputs=None, outputs=None, **changes):
    whole = {
        "urn": urn(token, name),
        "custom": True,
        "type": token,
        "inputs": {"__defaults": [], **(inputs or {})},
        "outputs": {**(inputs or {}), **(outputs or {})},
    }
    return {**whole, **changes}


def export(*resources):
    return {"version": 3, "deployment": {"manifest": {}, "resources": [STACK, *resources]}}


def preview(*resources, op="create", **changes):
    steps = [{"op": op, "urn": one["urn"], "newState": one} for one in resources]
    return {"config": {}, "steps": steps, "changeSummary": {op: len(steps)}, **changes}


@pytest.fixture
def reading(tmp_path):
    def write(data, name="stack.json"):
        path = tmp_path / name
        path.write_text(json.dumps(data, indent=4))
        return path

    return write


def graph(reading, data):
    path = reading(data)
    assert kind_of(path) is Kind.RECORDED
    return read(path)


MADE = state(
    VPC,
    "main",
    {"cidrBlock": "10.0.0.0/16"},
    {"arn": "arn:aws:ec2:x:1:vpc/vpc-1", "defaultRouteTableId": "rtb-0a1b2c3d4e"},
    id="vpc-0123456789abcdef0",
)


def test_an_id_of_another_resource_is_a_reference_again(reading):
    subnet = state(
        SUBNET, "a", {"vpcId": "vpc-0123456789abcdef0"}, id="subnet-1", propertyDependencies={"vpcId": [MADE["urn"]]}
    )
    assert str(graph(reading, export(MADE, subnet)).by_address["aws_subnet.a"].get("vpc_id")) == "aws_vpc.main.id"


def test_an_id_that_only_one_resource_has_needs_no_dependency(reading):
    subnet = state(SUBNET, "a", {"vpcId": "vpc-0123456789abcdef0"}, id="subnet-1")
    assert str(graph(reading, export(MADE, subnet)).by_address["aws_subnet.a"].get("vpc_id")) == "aws_vpc.main.id"


def test_a_name_that_meets_anothers_id_by_chance_stays_a_name(reading):
    one, two = (state(BUCKET, name, {"bucket": "shared"}, id="shared") for name in ("a", "b"))
    assert graph(reading, export(one, two)).by_address["aws_s3_bucket.b"].get("bucket") == "shared"


def test_any_output_that_a_dependency_has_made_is_found(reading):
    one = state(
        "aws:ec2/defaultRouteTable:DefaultRouteTable",
        "d",
        {"defaultRouteTableId": "rtb-0a1b2c3d4e"},
        id="rtb-0a1b2c3d4e",
        propertyDependencies={"defaultRouteTableId": [MADE["urn"]]},
    )
    value = graph(reading, export(MADE, one)).by_address["aws_default_route_table.d"].get("default_route_table_id")
    assert str(value) == "aws_vpc.main.default_route_table_id"


def test_an_arn_inside_a_document_is_a_reference_again(reading):
    bucket = state(BUCKET, "data", {"bucket": "data"}, {"arn": "arn:aws:s3:::data"}, id="data")
    document = json.dumps({"Statement": [{"Principal": "*", "Resource": "arn:aws:s3:::data/*"}]})
    policy = state(
        POLICY,
        "p",
        {"bucket": "data", "policy": document},
        id="data",
        propertyDependencies={"bucket": [bucket["urn"]], "policy": [bucket["urn"]]},
    )
    one = graph(reading, export(bucket, policy)).by_address["aws_s3_bucket_policy.p"]
    assert str(one.get("bucket")) == "aws_s3_bucket.data.id"
    assert isinstance(one.get("policy"), Encoded)
    assert str(one.get("policy").value["Statement"][0]["Resource"].parts[0]) == "aws_s3_bucket.data.arn"


def test_places_are_the_inputs_in_the_text(reading):
    group = state(GROUP, "web", {"ingress": [OPEN], "description": "d"}, id="sg-1")
    path = reading(export(group))
    lines = path.read_text().split("\n")
    (one,) = read(path).resources
    assert '"urn"' in lines[one.place.line - 1]
    (rule,) = one.nested("ingress")
    assert lines[rule.at("cidr_blocks").line - 1].strip() == '"ingress": ['
    assert one.place.line <= rule.place.line <= one.body.end_line


def test_places_are_in_the_program_where_the_state_tells_its_lines(reading, tmp_path):
    (tmp_path / MAIN).write_text('import x\naws.ec2.SecurityGroup("web", description="d")\n')
    group = state(GROUP, "web", {"description": "d"}, id="sg-1", sourcePosition=f"project:///{MAIN}#2,5")
    (one,) = graph(reading, export(group)).resources
    assert str(one.at("description")) == f"{MAIN}:2:30"


def test_what_is_about_to_be_deleted_is_not_there(reading):
    assert graph(reading, export(MADE, state(VPC, "old", {}, delete=True))).by_address.keys() == {"aws_vpc.main"}
    steps = preview(MADE)
    steps["steps"].append({"op": "delete", "urn": urn(VPC, "old"), "oldState": state(VPC, "old")})
    assert graph(reading, steps).by_address.keys() == {"aws_vpc.main"}


def test_a_replacement_counts_once(reading):
    data = preview(MADE, op="create-replacement")
    data["steps"] += [
        {"op": "replace", "urn": MADE["urn"], "newState": MADE},
        {"op": "delete-replaced", "urn": MADE["urn"], "oldState": MADE},
    ]
    assert len(graph(reading, data).resources) == 1


def test_what_exists_already_is_a_data_source(reading):
    one = state(VPC, "old", {}, external=True, id="vpc-0123456789abcdef0")
    assert graph(reading, export(one)).by_address.keys() == {"data.aws_vpc.old"}


@pytest.mark.parametrize(
    ("token", "name", "expected"),
    [
        (VPC, "vpcId", "aws_vpc.x.id"),
        (VPC, "defaultRouteTableId", "aws_vpc.x.default_route_table_id"),
        (BUCKET, "bucket", "aws_s3_bucket.x.id"),
        ("aws:kms/key:Key", "kmsKeyArn", "aws_kms_key.x.arn"),
    ],
)
def test_what_a_preview_does_not_know_yet_is_named_by_what_it_is_called(reading, token, name, expected):
    holder = {"vpcId": SUBNET, "defaultRouteTableId": "aws:ec2/defaultRouteTable:DefaultRouteTable", "bucket": POLICY}
    source = state(token, "x")
    one = state(
        holder.get(name, "aws:lambda/function:Function"),
        "y",
        {name: COMPUTED},
        propertyDependencies={name: [source["urn"]]},
    )
    found = graph(reading, preview(source, one))
    (value,) = (one.value for one in next(r for r in found.resources if r.name == "y").body.attributes.values())
    assert isinstance(value, Reference)
    assert str(value) == expected


@pytest.mark.parametrize("name", ["cidrBlock", "availabilityZone"])
def test_what_may_be_anything_stays_unknown(reading, name):
    one = state(SUBNET, "a", {name: COMPUTED}, propertyDependencies={name: [MADE["urn"]]})
    (unknown,) = graph(reading, preview(MADE, one)).unknowns
    assert unknown.text == name


def test_a_list_of_what_is_not_known_yet_refers_to_each_of_its_dependencies(reading):
    subnets = [state(SUBNET, name) for name in "ab"]
    urns = [one["urn"] for one in subnets]
    lb = state(
        "aws:lb/loadBalancer:LoadBalancer",
        "l",
        {"subnets": [COMPUTED, COMPUTED]},
        propertyDependencies={"subnets": urns},
    )
    value = graph(reading, preview(*subnets, lb)).by_address["aws_lb.l"].get("subnets")
    assert [str(one) for one in value] == ["aws_subnet.a.id", "aws_subnet.b.id"]


@pytest.mark.parametrize("hidden", [{KEY: MARK, "ciphertext": "v1:x"}, "[secret]"])
def test_what_is_hidden_stays_unknown(reading, hidden):
    one = state("aws:rds/instance:Instance", "db", {"password": hidden})
    (resource,) = graph(reading, export(one)).resources
    assert isinstance(resource.get("password"), Unknown)
    assert "secret" in resource.get("password").reason


def test_a_secret_in_the_clear_is_not_written_on(reading):
    one = state("aws:rds/instance:Instance", "db", {"password": {KEY: MARK, "plaintext": '"hunter2"'}})
    path = reading(export(one))
    assert isinstance(read(path).resources[0].get("password"), Unknown)
    assert "hunter2" not in "".join(read_file(path).terraform.values())


def test_a_preview_that_leaves_out_what_stays_is_only_a_part(reading):
    found = graph(reading, preview(MADE, changeSummary={"create": 1, "same": 40}))
    assert [one.code for one in found.partial] == ["PUL025"]
    assert "show-sames" in found.partial[0].fix
    whole = preview(MADE, op="same", changeSummary={"same": 1})
    assert graph(reading, whole).partial == ()


def test_a_preview_that_failed_is_only_a_part(reading):
    said = [{"severity": "error", "message": "boom\n"}]
    (partial,) = graph(reading, preview(MADE, diagnostics=said)).partial
    assert partial.code == "PUL024"
    assert "boom" in partial.message


def test_the_text_that_is_judged_is_that_of_the_inputs_in_its_place(reading):
    one = state(VPC, "a", {"tags": {"t": "given"}}, {"note": "made"}, id="vpc-1")
    path = reading(export(one))
    (shown,) = texts(path, read(path)).values()
    assert shown.count("given") == 1
    assert "made" not in shown
    assert shown.count("\n") == path.read_text().count("\n")
    line = next(number for number, line in enumerate(shown.split("\n")) if "given" in line)
    assert path.read_text().split("\n")[line] == shown.split("\n")[line]


@pytest.mark.parametrize(
    "data",
    [
        {"format_version": "1.2", "planned_values": {}},
        {"version": 4, "terraform_version": "1", "resources": []},
        [],
        {"steps": []},
        "x",
    ],
)
def test_other_json_is_left_to_who_reads_plans(reading, data):
    assert kind_of(reading(data)) is Kind.PLAN


@pytest.mark.parametrize("resources", [["x"], [{"urn": 3, "inputs": []}], [{"propertyDependencies": {"a": "b"}}]])
def test_a_damaged_state_is_refused_or_empty_and_never_breaks(reading, resources):
    found = read(reading({"version": 3, "deployment": {"resources": resources}}))
    assert found.resources == ()
