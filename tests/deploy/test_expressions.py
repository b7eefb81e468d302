"""Terraform itself confirms the values that the judge works out of expressions."""

import json
from pathlib import Path

import pytest

from deploy.terraform import Step, Terraform, environment
from third_party.expressions import WORKED_OUT

pytestmark = pytest.mark.deploy


def test_terraform_gives_expressions_the_value_that_the_judge_does(tmp_path: Path) -> None:
    outputs = "".join(
        f'output "v{number}" {{ value = jsonencode({text}) }}\n' for number, text in enumerate(WORKED_OUT)
    )
    (tmp_path / "main.tf").write_text(outputs, encoding="utf-8")
    root = Terraform(tmp_path, environment())
    root.initialised()
    root.run(Step.PLANNED, "apply", "-auto-approve", "-no-color", "-input=false")
    said = json.loads(root.run(Step.PLANNED, "output", "-json"))
    found = {text: json.loads(said[f"v{number}"]["value"]) for number, text in enumerate(WORKED_OUT)}
    assert found == WORKED_OUT
