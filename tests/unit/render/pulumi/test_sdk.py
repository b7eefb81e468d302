"""Generated programs under the real SDK: it knows every name, and registers every resource once."""

import json
import shutil
import subprocess
from collections import Counter

import pytest

from bastide.bridge.load import bridge
from bastide.cli.main import run
from bastide.graph.terraform import read_tree
from bastide.library.locate import library_root
from bastide.planner.plan import plan
from bastide.render.pulumi.project import files
from support.pulumi_sdk import interpreter
from support.spec_fixtures import PASS, fixtures, loaded

pytestmark = pytest.mark.pulumi
LIBRARY = library_root()
EXAMPLE = LIBRARY / "examples/cloud-window"
CHECKER = LIBRARY / "tests/unit/render/pulumi/sdk_names.py"


def unknown(python, folder):
    """Return what the SDK does not know of a program."""
    answer = subprocess.run([python, CHECKER, folder], check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def test_the_sdk_knows_every_name_of_the_example(root):
    assert unknown(interpreter(root), EXAMPLE / "pulumi") == []


def test_the_sdk_knows_every_name_of_every_sound_spec(root, tmp_path):
    for name, path in fixtures(PASS).items():
        for file, content in files(plan(loaded(path).platform, None), LIBRARY).items():
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_bytes(content)
    assert unknown(interpreter(root), tmp_path) == []


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("zone_edge", ("vpc_id=", "vpcid="), "aws.ec2.NetworkAcl(vpcid=)"),
        ("zone_edge", ("self.edge_security_group.id", "self.edge_security_group.ident"), "aws.ec2.SecurityGroup.ident"),
        ("store_case_files", ("sse_algorithm=", "algorithm="), "(algorithm=)"),
        ("zone_edge", ("parent=self", "parents=self"), "pulumi.ResourceOptions(parents=)"),
    ],
)
def test_a_name_that_the_sdk_does_not_have_is_noticed(root, tmp_path, name, wrong, told):
    text = (EXAMPLE / f"pulumi/components/{name}.py").read_text(encoding="utf-8")
    assert wrong[0] in text
    (tmp_path / "component.py").write_text(text.replace(*wrong), encoding="utf-8")
    assert told in " ".join(unknown(interpreter(root), tmp_path))


def test_the_sdk_registers_every_resource_of_the_example_once(root, tmp_path):
    python = interpreter(root)
    program, recorded = tmp_path / "pulumi", tmp_path / "recording.json"
    shutil.copytree(EXAMPLE / "pulumi", program)
    arguments = ["--allow-run", "--output-file", str(recorded), "--python", str(python)]
    assert run(["record", str(program), *arguments]) == 0
    recording = json.loads(recorded.read_text(encoding="utf-8"))
    assert (recording["ended"], recording["opaque"]) == ("finished", [])
    found = recording["registrations"]
    resources = [one for one in found if one["type"].startswith("aws:")]
    assert len({one["urn"] for one in found}) == len(found)
    types = Counter(bridge("aws").by_token[one["type"]].terraform for one in resources)
    assert types == Counter(one.type for one in read_tree(EXAMPLE / "stack").resources)
    assert {one["provider"].split("::")[3] for one in resources} == {"primary", "dr"}
    assert all(one["parent"].split("::")[2].startswith("bastide:") for one in resources)
    assert "Managed by Pulumi" not in json.dumps(found)  # what the SDK says where a description is left out
