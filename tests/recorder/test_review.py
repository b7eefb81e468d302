"""What decides what a verdict is about: the stack, previews, secrets, and programs among Terraform."""

import json

import pytest

from bastide.cli.main import run
from bastide.model.diagnostic import CannotAnswerError
from bastide.record.session import record

pytestmark = pytest.mark.pulumi

OPEN = """
import pulumi, pulumi_aws as aws
admins = pulumi.Config().get_object("admins") or ["10.0.0.0/8"]
group = aws.ec2.SecurityGroup("admin", description="x", ingress=[
    {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": admins, "description": "x"}])
"""


def blocks(found):
    return found["registrations"][0]["inputs"]["ingress"][0]["cidrBlocks"]


def test_the_only_stack_is_the_one_that_is_run(program, python):
    folder = program(OPEN)
    (folder / "Pulumi.prod.yaml").write_text('config:\n  trial:admins: ["0.0.0.0/0"]\n')
    found = record(folder, python=python)
    assert (found["stack"], blocks(found)) == ("prod", ["0.0.0.0/0"])


def test_of_several_stacks_one_must_be_named(program, python):
    folder = program(OPEN)
    for name in ("prod", "test"):
        (folder / f"Pulumi.{name}.yaml").write_text("config: {}\n")
    with pytest.raises(CannotAnswerError) as caught:
        record(folder, python=python)
    assert caught.value.diagnostics[0].code == "PUL011"
    assert record(folder, python=python, stack="test")["stack"] == "test"


def test_a_program_that_does_otherwise_in_a_preview_is_not_seen_through(recorded):
    found = recorded("""
        import pulumi, pulumi_aws as aws
        aws.sqs.Queue("queue")
        if not pulumi.runtime.is_dry_run():
            aws.ec2.SecurityGroup("hidden")
        """)
    (note,) = found["opaque"]
    assert (note["kind"], note["file"], note["line"]) == ("feature", "__main__.py", 4)


@pytest.mark.parametrize("verb", ["scan", "prove", "verify", "explain", "diff"])
def test_a_program_among_terraform_is_refused_whole(program, capsys, verb):
    folder = program(OPEN)
    (folder / "a.tf").write_text('resource "aws_sqs_queue" "q" {\n}\n')
    more = {"verify": [str(folder)], "diff": [str(folder)]}.get(verb, [])
    arguments = ["explain", "a->b", "--in", str(folder)] if verb == "explain" else [verb, str(folder), *more]
    assert run(arguments) == 2
    assert "PUL026" in capsys.readouterr().err


def test_a_recording_that_is_kept_holds_no_secret(program, python, tmp_path):
    folder = program("""
        import pulumi, pulumi_aws as aws
        secret = pulumi.Config().require_secret("token")
        aws.ssm.Parameter("token", type="SecureString", value=secret)
        aws.sqs.Queue("queue", name="open", policy=pulumi.Output.secret("literal-secret"))
        pulumi.export("seen", secret)
        """)
    file = tmp_path / "recording.json"
    arguments = ["record", str(folder), "--allow-run", "--python", str(python), "--config", "token=topsecret99"]
    assert run([*arguments, "--output", str(file)]) == 0
    text = file.read_text()
    assert "topsecret99" not in text
    assert "literal-secret" not in text
    assert '"open"' in text
    assert json.loads(text)["outputs"] == {"seen": {"$secret": True}}
