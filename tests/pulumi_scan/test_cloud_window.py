"""The example as the Pulumi program that we generate, run by the SDK: judged as the tree that it says the same as."""

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bastide.app.prove import prove
from bastide.app.proving import prover
from bastide.graph.read import Recorded
from bastide.record.session import record
from bastide.report import proof_json
from bastide.scan.judge import judge
from pulumi_scan.sdk import interpreter

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def program(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("window") / "pulumi"
    shutil.copytree(root / "examples/cloud-window/pulumi", folder, ignore=shutil.ignore_patterns("__pycache__"))
    said = record(folder, python=interpreter(root))
    (folder / "recording.json").write_text(json.dumps(said))
    return Recorded(folder, said)


@pytest.fixture(scope="module")
def stack(root):
    return root / "examples/cloud-window/stack"


def judged(tree):
    return judge(tree, today=TODAY, progress=[].append, prover=prover)


def answers(verdict):
    return Counter((one.code, one.resource, str(one.outcome)) for one in verdict.findings)


@pytest.mark.pulumi
def test_the_verdict_is_that_on_the_tree(stack, program):
    tree, other = judged(stack), judged(program)
    assert other.problems == ()
    assert answers(other) == answers(tree)
    assert other.not_covered == tree.not_covered
    assert other.unknowns == ()
    assert other.word is tree.word
    assert set(other.left_out) == {"CKV_AWS_233"}
    assert {Path(one.place.file).parent.name for one in other.findings} == {"components"}


@pytest.mark.pulumi
def test_the_proof_is_that_of_the_tree(stack, program):
    assert proof(program.folder / "recording.json") == proof(stack)


def proof(path):
    proved = prove(path, zones=None, today=TODAY, progress=[].append)
    said = json.loads(proof_json.proof(proved.proof, proved.verdict, proved.identity))
    del said["verdict"]
    return bare(said)


def bare(value):
    """Return what is said without places, each list in an order of its own."""
    if isinstance(value, dict):
        return None if {"file", "line"} <= value.keys() else {key: bare(one) for key, one in value.items()}
    return sorted((bare(one) for one in value), key=json.dumps) if isinstance(value, list) else value
