"""The text that stands for a program is Terraform that the real provider accepts."""

import json
import os
from pathlib import Path

import pytest

from bastide.graph.pulumi.terraform_text import texts
from bastide.graph.terraform import read_tree
from deploy.terraform import REQUIRED, NotProvenError, Terraform, environment, missing
from support.recordings import Backwards

HERE = Path(__file__).parent


@pytest.fixture
def validate(tmp_path):
    """Return a function that has the provider validate what a recording stands for."""
    lacking = missing()
    if lacking:
        (pytest.fail if os.environ.get(REQUIRED) == "1" else pytest.skip)(lacking)

    def run(said):
        for name, text in texts(said).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        terraform = Terraform(tmp_path, environment())
        terraform.initialised()
        terraform.validated()

    return run


@pytest.mark.deploy
def test_a_program_with_every_kind_of_argument_is_valid(validate):
    validate(json.loads((HERE / "recorded.json").read_text(encoding="utf-8")))


@pytest.mark.deploy
def test_the_example_is_valid(validate, root):
    validate(Backwards(read_tree(root / "examples/cloud-window/stack")).recording())


@pytest.mark.deploy
def test_the_provider_does_refuse_what_is_wrong(validate):
    said = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
    said["registrations"][0]["inputs"]["cidrBlock"] = "10.9.0.0/99"
    with pytest.raises(NotProvenError):
        validate(said)
