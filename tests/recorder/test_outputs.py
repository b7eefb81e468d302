"""What outputs become while nothing is deployed: each of the ways in which the SDK's own mocks go wrong."""

import json

import pytest

pytestmark = pytest.mark.pulumi


def named(recording, name):
    (one,) = (one for one in recording["registrations"] if one["name"] == name)
    return one


def whole(recording):
    assert recording["ended"] == "finished", recording["fault"]
    return recording


def test_an_output_names_its_registration_wherever_it_goes(recorded):
    found = whole(
        recorded("""
        import json
        import pulumi, pulumi_aws as aws
        key = aws.kms.Key("key")
        bucket = aws.s3.Bucket("logs", bucket="the-logs")
        aws.sqs.Queue("direct", kms_master_key_id=key.arn)
        aws.sqs.Queue("joined", name=pulumi.Output.concat("q-", key.key_id, "-x"))
        aws.sqs.Queue("formatted", name=pulumi.Output.format("{0}/{name}", key.arn, name=bucket.id))
        aws.sqs.Queue("dumped", policy=pulumi.Output.json_dumps({"Resource": [bucket.arn, "b"]}))
        aws.sqs.Queue("applied", policy=bucket.arn.apply(lambda arn: json.dumps({"Resource": f"{arn}/*"})))
        aws.sqs.Queue("all", policy=pulumi.Output.all(bucket.arn, k=key.arn).apply(str) if False else
            pulumi.Output.all(a=bucket.arn, k=key.arn).apply(lambda it: it["a"] + it["k"]))
        """)
    )
    key, bucket = (f"~[{named(found, name)['number']}." for name in ("key", "logs"))
    assert named(found, "direct")["inputs"]["kmsMasterKeyId"] == f"{key}arn]~"
    assert named(found, "joined")["inputs"]["name"] == f"q-{key}keyId]~-x"
    assert named(found, "formatted")["inputs"]["name"] == f"{key}arn]~/{bucket}id]~"
    assert json.loads(named(found, "dumped")["inputs"]["policy"]) == {"Resource": [f"{bucket}arn]~", "b"]}
    assert json.loads(named(found, "applied")["inputs"]["policy"]) == {"Resource": f"{bucket}arn]~/*"}
    assert named(found, "all")["inputs"]["policy"] == f"{bucket}arn]~{key}arn]~"


LITERAL = """
import pulumi_aws as aws
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("direct", vpc_id=vpc.id, cidr_block=vpc.cidr_block)
aws.ec2.Subnet("worked", vpc_id=vpc.id, cidr_block=vpc.cidr_block.apply(lambda c: c.replace("/16", "/24")))
"""


def test_functions_work_on_what_was_put_in_and_references_stay_references(recorded):
    found = whole(recorded(LITERAL))
    vpc = named(found, "main")["number"]
    assert named(found, "direct")["inputs"]["cidrBlock"] == f"~[{vpc}.cidrBlock]~"
    assert named(found, "worked")["inputs"]["cidrBlock"] == "10.0.0.0/24"


def test_without_literals_every_output_stands_for_itself(recorded):
    found = whole(recorded(LITERAL, literal=False))
    vpc = named(found, "main")["number"]
    assert named(found, "direct")["inputs"]["cidrBlock"] == f"~[{vpc}.cidrBlock]~"
    assert named(found, "worked")["inputs"]["cidrBlock"] == {"$unknown": True}


def test_a_function_that_cannot_work_gives_an_unknown_with_its_line(recorded):
    found = whole(
        recorded("""
        import pulumi_aws as aws
        vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
        number = vpc.id.apply(
            lambda name: int(name))
        aws.sqs.Queue("queue", delay_seconds=number, name="kept")
        """)
    )
    assert named(found, "queue")["inputs"] == {"delaySeconds": {"$unknown": True}, "name": "kept"}
    (note,) = (one for one in found["opaque"] if one["kind"] == "apply")
    assert (note["file"], note["line"]) == ("__main__.py", 5)
    assert "ValueError" in note["text"]


def test_numbers_name_their_output_and_enumerations_take_only_members(recorded):
    found = whole(
        recorded("""
        import pulumi_aws as aws
        cluster = aws.rds.Cluster("cluster", engine="aurora-postgresql")
        size = "db.r6g.large"
        aws.rds.ClusterInstance("one", cluster_identifier=cluster.id, engine=cluster.engine, instance_class=size)
        aws.sqs.Queue("queue", delay_seconds=cluster.port)
        """)
    )
    assert named(found, "one")["inputs"]["engine"] == f"~[{named(found, 'cluster')['number']}.engine]~"
    assert named(found, "queue")["inputs"] == {"delaySeconds": f"~[{named(found, 'cluster')['number']}.port]~"}


def test_a_number_that_is_worked_with_is_unknown(recorded):
    found = whole(
        recorded("""
        import pulumi_aws as aws
        cluster = aws.rds.Cluster("cluster", engine="aurora-postgresql")
        aws.sqs.Queue("queue", delay_seconds=cluster.port.apply(lambda port: port + 1))
        """)
    )
    assert named(found, "queue")["inputs"] == {"delaySeconds": {"$unknown": True}}
    assert [one["kind"] for one in found["opaque"]] == ["apply"]


def test_nested_outputs_name_their_path_and_can_be_walked(recorded):
    found = whole(
        recorded("""
        import pulumi_aws as aws
        db = aws.rds.Instance("db", instance_class="db.t4g.micro", manage_master_user_password=True)
        aws.sqs.Queue("queue", name=db.master_user_secrets[0].secret_arn)
        """)
    )
    assert (
        named(found, "queue")["inputs"]["name"] == f"~[{named(found, 'db')['number']}.masterUserSecrets[0].secretArn]~"
    )


def test_what_is_registered_at_once_keeps_its_own_inputs(recorded):
    found = whole(
        recorded("""
        import pulumi_aws as aws
        for number in range(60):
            aws.sqs.Queue(f"q{number}", name=f"queue-{number}", delay_seconds=number)
        """)
    )
    assert len(found["registrations"]) == 60
    for number in range(60):
        assert named(found, f"q{number}")["inputs"] == {"name": f"queue-{number}", "delaySeconds": number}


def test_a_resource_in_place_of_its_id_is_its_id(recorded):
    found = whole(
        recorded("""
        import pulumi_aws as aws
        bucket = aws.s3.Bucket("logs")
        aws.s3.BucketVersioning("versions", bucket=bucket, versioning_configuration={"status": "Enabled"})
        """)
    )
    versions = named(found, "versions")["inputs"]
    assert versions["bucket"] == f"~[{named(found, 'logs')['number']}.id]~"
    assert versions["versioningConfiguration"] == {"status": "Enabled"}


def test_an_output_in_a_text_is_the_programs_fault(recorded):
    found = recorded("""
        import pulumi_aws as aws
        bucket = aws.s3.Bucket("logs")
        aws.sqs.Queue("queue", name=f"for-{bucket.arn}")
        """)
    assert found["ended"] == "failed"
    assert (found["fault"]["file"], found["fault"]["line"]) == ("__main__.py", 4)
    assert [one["name"] for one in found["registrations"]] == ["logs"]


def test_secrets_are_recorded_with_their_paths(recorded):
    found = whole(
        recorded("""
        import pulumi, pulumi_aws as aws
        aws.ssm.Parameter("token", type="SecureString", value=pulumi.Output.secret("x"))
        pulumi.export("seen", pulumi.Output.secret("y"))
        """)
    )
    assert named(found, "token")["inputs"]["value"] == "x"
    assert named(found, "token")["secrets"] == ["value"]
    assert found["outputs"] == {"seen": "y"}


def test_files_are_named_and_not_read(recorded):
    found = whole(
        recorded("""
        import pulumi, pulumi_aws as aws
        role = aws.iam.Role("role", assume_role_policy="{}")
        code = pulumi.AssetArchive({"index.py": pulumi.StringAsset("x")})
        aws.lambda_.Function("f", code=code, role=role.arn, handler="index.f", runtime="python3.12")
        aws.lambda_.Function("g", code=pulumi.FileArchive("./app"), role=role.arn, handler="g.f", runtime="python3.12")
        """)
    )
    assert named(found, "g")["inputs"]["code"] == {"$asset": "./app"}
    assert "$asset" in named(found, "f")["inputs"]["code"]
