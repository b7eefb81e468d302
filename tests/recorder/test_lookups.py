"""What a program is told when it asks a provider."""

import json

import pytest

from bastide.record.session import record

pytestmark = pytest.mark.pulumi


def test_a_policy_document_is_rendered_as_the_provider_does(recorded):
    found = recorded("""
        import pulumi_aws as aws
        bucket = aws.s3.Bucket("logs")
        document = aws.iam.get_policy_document_output(statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                sid="Tls", effect="Deny", actions=["s3:PutObject", "s3:GetObject"], resources=[bucket.arn],
                principals=[aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="*", identifiers=["*"])],
                conditions=[aws.iam.GetPolicyDocumentStatementConditionArgs(
                    test="Bool", variable="aws:SecureTransport", values=["false"])],
            ),
            {"actions": ["sts:AssumeRole"], "principals": [{"type": "AWS", "identifiers": ["b", "a"]}]},
        ])
        aws.s3.BucketPolicy("policy", bucket=bucket.id, policy=document.json)
        """)
    (policy,) = (one for one in found["registrations"] if one["name"] == "policy")
    arn = f"~[{next(one['number'] for one in found['registrations'] if one['name'] == 'logs')}.arn]~"
    assert json.loads(policy["inputs"]["policy"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Tls",
                "Effect": "Deny",
                "Action": ["s3:PutObject", "s3:GetObject"],
                "Resource": arn,
                "Principal": "*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ["b", "a"]}},
        ],
    }
    (invoke,) = found["invokes"]
    assert invoke["token"].endswith(":getPolicyDocument")


def test_other_answers_have_the_declared_shape_and_name_themselves(recorded):
    found = recorded("""
        import pulumi, pulumi_aws as aws
        me = aws.get_caller_identity()
        zones = aws.get_availability_zones(state="available")
        image = aws.ec2.get_ami_output(most_recent=True, owners=["amazon"])
        for number, zone in enumerate(zones.names[:2]):
            aws.sqs.Queue(f"q{number}", name=zone)
        aws.sqs.Queue("account", name=f"x-{me.account_id}")
        aws.sqs.Queue("image", name=image.id)
        """)
    assert found["ended"] == "finished", found["fault"]
    tokens = {one["token"].rpartition(":")[2]: one["number"] for one in found["invokes"]}
    names = {one["name"]: one["inputs"]["name"] for one in found["registrations"]}
    assert names["q1"] == f"~[i:{tokens['getAvailabilityZones']}.names[1]]~"
    assert names["account"] == f"x-~[i:{tokens['getCallerIdentity']}.accountId]~"
    assert names["image"] == f"~[i:{tokens['getAmi']}.id]~"


def test_other_stacks_are_named(recorded):
    found = recorded("""
        import pulumi, pulumi_aws as aws
        network = pulumi.StackReference("org/network/prod")
        aws.sqs.Queue("got", name=network.get_output("vpcId"))
        aws.sqs.Queue("spaced", name=network.get_output("subnet ids"))
        aws.sqs.Queue("required", name=network.require_output("zone"))
        """)
    assert found["ended"] == "finished", found["fault"]
    (reference,) = (one for one in found["registrations"] if one["read"])
    names = {one["name"]: one["inputs"].get("name") for one in found["registrations"]}
    assert names["got"] == f"~[{reference['number']}.outputs.vpcId]~"
    assert names["spaced"] == f'~[{reference["number"]}.outputs["subnet ids"]]~'
    assert names["required"] == f"~[{reference['number']}.outputs.zone]~"


def test_missing_configuration_is_a_placeholder_that_is_noted(recorded):
    found = recorded(
        """
        import pulumi, pulumi_aws as aws
        config = pulumi.Config()
        aws.sqs.Queue("q", name=config.require("name"), delay_seconds=config.require_int("delay"),
            policy=config.get("policy"), kms_master_key_id=config.require("key"))
        """,
        config={"key": "given"},
    )
    (queue,) = found["registrations"]
    assert queue["inputs"] == {"name": "~[config:trial:name]~", "delaySeconds": 1, "kmsMasterKeyId": "given"}
    notes = [one for one in found["opaque"] if one["kind"] == "placeholder"]
    assert [(one["file"], "trial:name" in one["text"] or "trial:delay" in one["text"]) for one in notes] == [
        ("__main__.py", True)
    ] * 2


def test_configuration_of_the_stack_is_read_and_its_secrets_stay_shut(program, python):
    folder = program("""
        import pulumi, pulumi_aws as aws
        config = pulumi.Config()
        aws.sqs.Queue("q", name=config.require("name"), policy=config.require_secret("token"))
        """)
    (folder / "Pulumi.dev.yaml").write_text("config:\n  trial:name: from-file\n  trial:token:\n    secure: AAABAJ\n")
    found = record(folder, python=python)
    (queue,) = found["registrations"]
    assert queue["inputs"]["name"] == "from-file"
    assert "AAABAJ" not in json.dumps(found)
    assert queue["secrets"] == ["policy"]


def test_what_exists_already_is_read_not_made(recorded):
    found = recorded("""
        import pulumi_aws as aws
        vpc = aws.ec2.Vpc.get("shared", "vpc-12345678")
        aws.ec2.Subnet("subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
        """)
    assert found["ended"] == "finished", found["fault"]
    shared, subnet = sorted(found["registrations"], key=lambda one: one["name"])
    assert (shared["read"], shared["id"]) == (True, "vpc-12345678")
    assert subnet["inputs"]["vpcId"] == "vpc-12345678"
