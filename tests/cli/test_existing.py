"""The guide's spec, generated and judged: unknown where it is attached, proven where it is the platform's own."""

import json
import re
import shutil
from pathlib import Path

import pytest

from bastide.cli.main import run

DAY = "2026-12-01"
CLASS_KEY = "0d990263-018e-4e65-a703-eff731de951e"
OTHER_KEY = "0d990263-018e-4e65-a703-000000000000"


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    guide = Path(__file__).resolve().parents[2] / "docs/guides/existing.md"
    (spec,) = re.findall(r"```yaml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    folder = tmp_path_factory.mktemp("attached")
    (folder / "platform.yaml").write_text(spec, "utf-8")
    assert run(["generate", str(folder / "platform.yaml"), "--today", DAY]) == 0
    return folder / "stack"


def judged(verb, stack, tmp_path):
    answer = tmp_path / f"{verb}.json"
    code = run([verb, str(stack), "--format", "json", "--today", DAY, "--output-file", str(answer)])
    return code, json.loads(answer.read_text("utf-8"))


def test_no_network_gateway_or_key_of_the_class_is_made(stack):
    text = "".join(path.read_text("utf-8") for path in stack.glob("*.tf"))
    for made in (
        '"aws_vpc" "main"',
        "aws_vpc.main",
        "aws_internet_gateway",
        '"aws_default_security_group"',
        '"aws_kms_key" "important"',
    ):
        assert made not in text
    assert (stack / "existing.md").read_text("utf-8").count("\n## ") == 3


def test_the_proof_is_unknown_for_the_network_alone_and_lists_what_it_assumes(stack, tmp_path):
    code, told = judged("prove", stack, tmp_path)
    assert code == 2
    found = [one["code"] for one in told["verdict"]["findings"]]
    assert found == ["SEG009"]
    assert {flow["verdict"] for flow in told["proof"]["flows"]} <= {"as declared", "nobody there"}
    assert {one["standing"] for one in told["proof"]["promises"]} == {"closed"}
    beyond = {(one["source"], one["destination"]) for one in told["proof"]["beyond"]}
    assert beyond == {("app", "internet"), ("internet", "edge")}


def test_a_scan_fails_nothing_and_is_unknown_once_for_each_part(stack, tmp_path):
    code, told = judged("scan", stack, tmp_path)
    assert code == 2
    open_ones = [one for one in told["findings"] if one["outcome"] in ("fail", "unknown")]
    assert sorted((one["outcome"], one["code"]) for one in open_ones) == [
        ("unknown", "CODE008"),
        ("unknown", "CODE008"),
        ("unknown", "CODE008"),
        ("unknown", "SEG009"),
    ]


def test_another_key_than_the_declared_one_fails(stack, tmp_path):
    tree = shutil.copytree(stack, tmp_path / "tree")
    store = tree / "store-case-files.tf"
    store.write_text(store.read_text("utf-8").replace(CLASS_KEY, OTHER_KEY), "utf-8")
    code, told = judged("scan", tree, tmp_path)
    assert code in (1, 2)
    assert "DATA001" in {one["code"] for one in told["findings"] if one["outcome"] == "fail"}


def test_a_list_without_its_wall_lets_the_owners_hosts_in(stack, tmp_path):
    tree = shutil.copytree(stack, tmp_path / "tree")
    zone = tree / "zone-app.tf"
    whole = zone.read_text("utf-8")
    assert 'cidr_block     = "10.0.0.0/8"' in whole
    zone.write_text(whole.replace('cidr_block     = "10.0.0.0/8"', 'cidr_block     = "10.40.0.0/16"'), "utf-8")
    code, told = judged("prove", tree, tmp_path)
    assert code in (1, 2)
    assert {one["code"] for one in told["verdict"]["findings"] if one["outcome"] == "fail"} == {"SEG010"}
