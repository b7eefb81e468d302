"""The Pulumi program of the example, recorded and written as Terraform, plans what the generated Terraform plans."""

import copy
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bastide.graph.pulumi.terraform_text import texts
from bastide.record.session import record
from deploy import examples, proof
from support.pulumi_sdk import interpreter

MADE = ("cloud-window", "stack", "pulumi")


pytestmark = [pytest.mark.deploy, pytest.mark.pulumi]


@pytest.fixture(scope="module")
def recording() -> dict[str, Any]:
    python = interpreter(examples.ROOT)
    found = record(examples.ROOT / "examples" / MADE[0] / MADE[2], python=python, literal=False)
    assert found["ended"] == "finished", found["fault"]
    return found


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return _planned(examples.ROOT / "examples" / MADE[0] / MADE[1], tmp_path_factory.mktemp("stack"))


def test_the_recorded_program_plans_what_the_stack_plans(
    recording: dict[str, Any], stack: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    written(texts(recording), tmp_path / "program")
    assert len(stack) > 400
    assert differing(stack, _planned(tmp_path / "program", tmp_path / "plan")) == []


def test_a_changed_value_is_another_plan(
    recording: dict[str, Any], stack: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    changed = copy.deepcopy(recording)
    (zone,) = (one for one in changed["registrations"] if one["name"] == "edge_a" and one["type"].endswith(":Subnet"))
    zone["inputs"]["cidrBlock"] = "10.40.99.0/24"
    written(texts(changed), tmp_path / "program")
    plan = _planned(tmp_path / "program", tmp_path / "plan")
    assert [one.partition(":")[0] for one in differing(stack, plan)] == ["aws_subnet.edge_a"]


def written(files: Mapping[str, str], into: Path) -> None:
    """Write a recorded program's Terraform, laid out as terraform itself would."""
    into.mkdir()
    for name, text in files.items():
        (into / name).write_text(text, encoding="utf-8")
    subprocess.run(("terraform", "fmt"), cwd=into, check=True, capture_output=True)  # noqa: S607 - the user's own


def _planned(tree: Path, work: Path) -> dict[str, dict[str, Any]]:
    """Return what a plan says of each resource: values, what is not known yet, and the region that it is made in."""
    proof.planned_offline(tree, work / "copy")
    plan = json.loads(proof.plan_in_json(work / "copy").read_text(encoding="utf-8"))
    configured = {one["address"]: one for one in plan["configuration"]["root_module"]["resources"]}
    regions = {
        name: one.get("expressions", {}).get("region", {}).get("constant_value")
        for name, one in plan["configuration"]["provider_config"].items()
    }
    return {
        one["address"]: {
            "values": one["change"]["after"],
            "unknown": one["change"]["after_unknown"],
            "region": regions[configured[one["address"]]["provider_config_key"]],
        }
        for one in plan["resource_changes"]
        if one["mode"] == "managed"
    }


def differing(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    """Return each resource that two plans do not share, with what differs."""
    found = [f"{address}: only in one plan" for address in sorted(left.keys() ^ right.keys())]
    for address in sorted(left.keys() & right.keys()):
        parts = [part for part in left[address] if _normal(left[address][part]) != _normal(right[address][part])]
        found += [f"{address}: {parts}"] if parts else []
    return found


def _normal(value: Any) -> Any:
    """Return a value with documents in JSON as data: the order of their keys means nothing."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    if isinstance(value, dict):
        return {name: _normal(one) for name, one in value.items()}
    return [_normal(one) for one in value] if isinstance(value, list) else value
