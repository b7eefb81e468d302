"""A Node.js program is recorded by the same monitor, where its SDK is there."""

import os
import shutil
from pathlib import Path

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.record.session import record

pytestmark = pytest.mark.pulumi
MODULES = "BASTIDE_PULUMI_NODE_MODULES"
PROGRAM = """const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const config = new pulumi.Config();
class Net extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("city:index:Net", name, {}, opts);
        this.vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this });
    }
}
const logs = new aws.s3.Bucket("logs", { bucket: "the-logs", tags: { owner: config.require("owner") } });
const net = new Net("main");
const zones = aws.getAvailabilityZonesOutput({ state: "available" });
new aws.ec2.Subnet("a", { vpcId: net.vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: zones.names[1] },
    { protect: true, dependsOn: [logs] });
new aws.sqs.Queue("q", { name: pulumi.interpolate`q-${logs.arn}`, kmsMasterKeyId: pulumi.secret("key") });
const policy = aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:*"], resources: [logs.arn] }] });
new aws.iam.Policy("p", { policy: policy.json });
exports.arn = logs.arn;
"""


@pytest.fixture
def program(tmp_path):
    modules = os.environ.get(MODULES, "")
    if shutil.which("node") is None or not (Path(modules) / "@pulumi/aws").is_dir():
        pytest.skip(f"{MODULES} names no `node_modules` with @pulumi/pulumi and @pulumi/aws, or there is no `node`")
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "Pulumi.yaml").write_text("name: program\nruntime: nodejs\n")
    (tmp_path / "index.js").write_text(PROGRAM)
    return tmp_path


def test_a_node_program_is_recorded(program, python):
    found = record(program, python=python, config={"owner": "city"}, seconds=120)
    assert (found["ended"], found["language"], found["program"]) == ("finished", "nodejs", "index.js")
    one = {(entry["type"].rpartition(":")[2], entry["name"]): entry for entry in found["registrations"]}
    logs, vpc = one["Bucket", "logs"], one["Vpc", "main"]
    assert (logs["file"], logs["line"], logs["inputs"]["tags"]) == ("index.js", 10, {"owner": "city"})
    assert (vpc["parent"], vpc["line"]) == (one["Net", "main"]["urn"], 7)
    subnet = one["Subnet", "a"]
    assert subnet["inputs"]["vpcId"] == f"~[{vpc['number']}.id]~"
    assert subnet["inputs"]["availabilityZone"] == "~[i:0.names[1]]~"
    assert (subnet["protect"], logs["urn"] in subnet["dependencies"]) == (True, True)
    queue = one["Queue", "q"]
    assert queue["inputs"] == {"name": f"q-~[{logs['number']}.arn]~", "kmsMasterKeyId": "key"}
    assert queue["secrets"] == ["kmsMasterKeyId"]
    assert f'"Resource": "~[{logs["number"]}.arn]~"' in one["Policy", "p"]["inputs"]["policy"]
    assert found["outputs"] == {"arn": f"~[{logs['number']}.arn]~"}
    assert "@pulumi/aws" in found["sdks"]


def test_a_node_program_that_fails_keeps_what_it_had_registered(program, python):
    found = record(program, python=python, seconds=120)
    assert found["ended"] == "failed"
    assert "owner" in found["fault"]["message"]


def test_a_node_program_without_its_sdk_is_refused(tmp_path, python):
    (tmp_path / "Pulumi.yaml").write_text("name: program\nruntime: nodejs\n")
    (tmp_path / "index.js").write_text("")
    with pytest.raises(CannotAnswerError, match="PUL008"):
        record(tmp_path, python=python)
