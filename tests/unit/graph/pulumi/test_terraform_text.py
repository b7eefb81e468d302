import json

import pytest

from bastide.graph.pulumi.recording import recording_of
from bastide.graph.pulumi.terraform_text import texts
from bastide.hcl.parse import parse
from bastide.model.graph import Encoded, Joined, Reference
from support.recordings import MAIN, recording, registration, urn

VPC, SUBNET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"
GROUP, BUCKET, ROLE = "aws:ec2/securityGroup:SecurityGroup", "aws:s3/bucket:Bucket", "aws:iam/role:Role"
POLICY = "aws:iam/rolePolicy:RolePolicy"
PROVIDER = "pulumi:providers:aws"


def blocks(*registrations, **changes):
    """Return the blocks of the text by their labels (a provider's by its alias)."""
    written = texts(recording(registrations, **changes))
    found = [block for name, text in written.items() for block in parse(text, name).blocks]
    return {(one.get("alias") or ".".join(one.labels) or one.type): one for one in found}


def only(token, inputs, **changes):
    """Return the one resource of that type."""
    found = blocks(registration(0, token, "x", inputs, **changes))
    return next(one for one in found.values() if one.type == "resource")


def test_properties_get_the_names_that_the_map_says():
    one = only(VPC, {"cidrBlock": "10.0.0.0/16", "enableDnsSupport": True, "tags": {"Name": "x", "a:b": "c"}})
    assert one.labels == ("aws_vpc", "x")
    assert one.get("cidr_block") == "10.0.0.0/16"
    assert one.get("enable_dns_support") is True
    assert one.get("tags") == {"Name": "x", "a:b": "c"}


def test_each_file_of_the_program_is_a_file():
    inner = registration(1, VPC, "b", file="components/network.py")
    assert set(texts(recording([registration(0, VPC, "a"), inner]))) == {
        "__main__.py.tf",
        "components.network.py.tf",
        "providers.tf",
    }


def test_an_output_becomes_a_reference_and_inside_a_longer_text_an_interpolation():
    found = blocks(
        registration(0, BUCKET, "data"),
        registration(1, BUCKET, "logs", {"bucket": "~[0.id]~", "tags": {"of": "x-~[0.arn]~/*"}}),
    )
    logs = found["aws_s3_bucket.logs"]
    assert isinstance(logs.get("bucket"), Reference)
    assert str(logs.get("bucket")) == "aws_s3_bucket.data.id"
    joined = logs.get("tags")["of"]
    assert isinstance(joined, Joined)
    assert [str(part) for part in joined.parts] == ["x-", "aws_s3_bucket.data.arn", "/*"]


def test_an_output_inside_a_block_has_terraforms_names_and_an_index_where_terraform_has_a_list():
    found = blocks(
        registration(0, "aws:rds/instance:Instance", "db"),
        registration(1, BUCKET, "x", {"tags": {"of": "~[0.masterUserSecrets[0].secretArn]~"}}),
        registration(2, "aws:eks/cluster:Cluster", "k"),
        registration(3, BUCKET, "y", {"tags": {"of": "~[2.certificateAuthority.data]~"}}),
    )
    assert str(found["aws_s3_bucket.x"].get("tags")["of"]) == "aws_db_instance.db.master_user_secret[0].secret_arn"
    assert str(found["aws_s3_bucket.y"].get("tags")["of"]) == "aws_eks_cluster.k.certificate_authority[0].data"


@pytest.mark.parametrize("text", ["${aws:username}", "%{if}", "$${x}", 'a"b\\c', "é\n", "$", "50%"])
def test_text_stays_text_whatever_terraform_would_see_in_it(text):
    assert only(VPC, {"tags": {"t": text}}).get("tags") == {"t": text}


def test_a_document_can_be_read_and_keeps_its_references_and_its_literal_dollars():
    document = {"Statement": [{"Action": "*", "Resource": ["~[0.arn]~", "~[0.arn]~/${aws:username}"], "n": 1}]}
    found = blocks(
        registration(0, BUCKET, "data"), registration(1, POLICY, "p", {"role": "r", "policy": json.dumps(document)})
    )
    policy = found["aws_iam_role_policy.p"].get("policy")
    assert isinstance(policy, Encoded)
    (statement,) = policy.value["Statement"]
    assert statement["Action"] == "*"
    assert str(statement["Resource"][0]) == "aws_s3_bucket.data.arn"
    assert statement["Resource"][1].parts[1] == "/${aws:username}"


def test_a_document_may_be_given_as_data():
    assert only(POLICY, {"role": "r", "policy": {"Version": "1"}}).get("policy") == Encoded({"Version": "1"})


def test_a_document_that_says_a_key_twice_stays_the_text_it_is():
    text = '{"Effect": "Deny", "Effect": "Allow"}'
    assert only(POLICY, {"role": "r", "policy": text}).get("policy") == text


def test_a_script_stays_the_file_it_is():
    text = '{"a": 1}'
    assert only("aws:ec2/instance:Instance", {"userData": text}).get("user_data") == text


def test_a_reference_in_a_key_of_a_document_stays_one():
    document = {"Condition": {"StringEquals": {"~[0.arn]~:sub": "x"}}}
    written = texts(
        recording(
            [registration(0, BUCKET, "b"), registration(1, ROLE, "r", {"assumeRolePolicy": json.dumps(document)})]
        )
    )
    assert '"${aws_s3_bucket.b.arn}:sub" = "x"' in written["__main__.py.tf"]


def test_lists_of_objects_are_blocks_and_an_empty_one_says_that_there_are_none():
    rule = {"fromPort": 22.0, "toPort": 22.0, "protocol": "tcp", "cidrBlocks": ["0.0.0.0/0"]}
    one = only(GROUP, {"ingress": [rule, rule], "egress": []})
    assert [block.get("from_port") for block in one.nested("ingress")] == [22, 22]
    assert one.nested("ingress")[0].get("cidr_blocks") == ("0.0.0.0/0",)
    assert one.get("egress") == ()


def test_one_object_is_one_block_and_what_is_flat_in_pulumi_is_a_list():
    settings = {
        "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}, "bucketKeyEnabled": True}]
    }
    kind = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    (rule,) = only(kind, {"bucket": "b", **settings}).nested("rule")
    assert rule.get("bucket_key_enabled") is True
    (inner,) = rule.nested("apply_server_side_encryption_by_default")
    assert inner.get("sse_algorithm") == "aws:kms"


@pytest.mark.parametrize(
    "token",
    ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
)
def test_both_generations_of_a_type_are_one(token):
    assert only(token, {"bucket": "b"}).labels[0] == "aws_s3_bucket"


def test_options_become_what_terraform_calls_them():
    found = blocks(
        registration(0, PROVIDER, "dr", {"region": "ap-northeast-1", "allowedAccountIds": '["1"]'}),
        registration(1, VPC, "main"),
        registration(
            2,
            BUCKET,
            "data",
            {"bucket": "b"},
            protect=True,
            ignoreChanges=["tags", 'tags["a"]', "tags.Name", "lifecycleRules[0].enabled"],
            provider=f"{urn(PROVIDER, 'dr')}::~[0.id]~",
            dependencies=[urn(VPC, "main")],
        ),
    )
    data = found["aws_s3_bucket.data"]
    assert str(data.get("provider")) == "aws.dr"
    assert [str(one) for one in data.get("depends_on")] == ["aws_vpc.main"]
    (lifecycle,) = data.nested("lifecycle")
    assert lifecycle.get("prevent_destroy") is True
    ignored = [str(one) for one in lifecycle.get("ignore_changes")]
    assert ignored == ["tags", "tags.a", "tags.Name", "lifecycle_rule[0].enabled"]
    assert found["dr"].get("region") == "ap-northeast-1"
    assert found["dr"].get("allowed_account_ids") == ("1",)


def test_a_dependency_that_a_reference_carries_is_not_said_again():
    carried = registration(
        1,
        SUBNET,
        "a",
        {"vpcId": "~[0.id]~", "cidrBlock": "10.0.0.0/24"},
        dependencies=[urn(VPC, "main")],
        propertyDependencies={"vpcId": [urn(VPC, "main")]},
    )
    assert blocks(registration(0, VPC, "main"), carried)["aws_subnet.a"].get("depends_on") is None


def test_a_resource_in_a_region_of_its_own_gets_a_provider_there():
    found = blocks(
        registration(0, PROVIDER, "dr", {"region": "ap-northeast-1", "allowedAccountIds": '["1"]'}),
        registration(1, VPC, "a", {"region": "eu-west-1"}, provider=f"{urn(PROVIDER, 'dr')}::x"),
        registration(2, VPC, "b", {"region": "ap-northeast-1"}, provider=f"{urn(PROVIDER, 'dr')}::x"),
        registration(3, VPC, "c", {"region": "eu-west-1"}),
    )
    assert str(found["aws_vpc.a"].get("provider")) == "aws.dr_eu_west_1"
    assert str(found["aws_vpc.b"].get("provider")) == "aws.dr"
    assert str(found["aws_vpc.c"].get("provider")) == "aws.default_eu_west_1"
    assert found["dr_eu_west_1"].get("allowed_account_ids") == ("1",)
    assert found["default_eu_west_1"].get("region") == "eu-west-1"


def test_settings_of_a_provider_that_hold_objects_are_blocks():
    inputs = {"region": "eu-west-1", "defaultTags": '{"tags": {"team": "x"}}', "assumeRole": '{"roleArn": "arn:x"}'}
    made = blocks(registration(0, PROVIDER, "p", inputs), registration(1, VPC, "a"))["p"]
    assert made.nested("default_tags")[0].get("tags") == {"team": "x"}
    assert made.nested("assume_role")[0].get("role_arn") == "arn:x"


def test_a_question_is_a_data_source_and_its_answer_a_reference_to_it():
    asked = {
        "number": 0,
        "token": "aws:iam/getPolicyDocument:getPolicyDocument",
        "args": {"statements": [{"actions": ["s3:*"], "principals": [{"type": "AWS", "identifiers": ["*"]}]}]},
        "file": MAIN,
        "line": 9,
    }
    given = {"role": "r", "policy": "~[i:0.json]~"}
    found = blocks(registration(0, POLICY, "p", given), invokes=[asked])
    (statement,) = found["aws_iam_policy_document.main_9"].nested("statement")
    assert statement.get("actions") == ("s3:*",)
    assert statement.nested("principals")[0].get("identifiers") == ("*",)
    assert str(found["aws_iam_role_policy.p"].get("policy")) == "data.aws_iam_policy_document.main_9.json"


def test_what_exists_already_is_a_data_source_found_by_its_id():
    existing = registration(0, VPC, "old", {}, read=True, id="vpc-1")
    found = blocks(existing, registration(1, SUBNET, "a", {"vpcId": "~[0.id]~"}))
    assert found["aws_vpc.old"].type == "data"
    assert found["aws_vpc.old"].get("id") == "vpc-1"
    assert str(found["aws_subnet.a"].get("vpc_id")) == "data.aws_vpc.old.id"


def test_packages_that_only_spell_terraforms_names_otherwise_need_no_map():
    password = registration(0, "random:index/randomPassword:RandomPassword", "p", {"length": 20, "minLower": 1})
    given = {"tags": {"t": "~[0.bcryptHash]~"}}
    found = blocks(password, registration(1, VPC, "a", given))
    assert found["random_password.p"].get("min_lower") == 1
    assert str(found["aws_vpc.a"].get("tags")["t"]) == "random_password.p.bcrypt_hash"


def test_a_secret_is_never_written_to_the_text():
    given = {"identifier": "db", "password": "hunter2"}
    written = texts(recording([registration(0, "aws:rds/instance:Instance", "db", given, secrets=["password"])]))
    assert "hunter2" not in "".join(written.values())
    assert "password = var.unknown_1" in written["__main__.py.tf"]
    assert 'variable "unknown_1"' in written["unknowns.tf"]


@pytest.mark.parametrize("name", ["a b", "1", "", "é", "a/b", "--", "${x}"])
def test_any_logical_name_gives_a_label_that_terraform_takes(name):
    (one,) = (block for block in blocks(registration(0, VPC, name)).values() if block.type == "resource")
    assert one.labels[1].isascii()


def test_names_that_meet_get_the_components_name_or_a_number():
    parents = [registration(number, "my:Net", name, custom=False) for number, name in enumerate(("one", "two"))]
    inner = [
        registration(number + 2, VPC, "main", parent=urn("my:Net", name)) for number, name in enumerate(("one", "two"))
    ]
    found = blocks(*parents, *inner, registration(4, VPC, "a.b"), registration(5, VPC, "a:b"))
    assert {"aws_vpc.one_main", "aws_vpc.two_main", "aws_vpc.a_b", "aws_vpc.a_b_2"} <= set(found)


@pytest.mark.parametrize(
    "data", [[], {}, {"schema": "bastide.recording/9"}, {"schema": "bastide.recording/1", "registrations": 3}]
)
def test_what_is_no_recording_is_refused(data):
    with pytest.raises(ValueError, match=r"schema|recording|list|object"):
        recording_of(data)
