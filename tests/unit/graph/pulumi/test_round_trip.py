"""The example's tree as a program would register it, and back: the same graph, verdict and proof."""

import json
from collections import Counter
from datetime import date

import pytest

from bastide.app.prove import prove
from bastide.app.proving import prover
from bastide.graph.equality.compare import compare
from bastide.graph.pulumi.places import ProgramPlaces
from bastide.graph.pulumi.read import program
from bastide.graph.pulumi.recording import recording_of
from bastide.graph.read import read
from bastide.graph.terraform import read_tree
from bastide.report import proof_json
from bastide.scan.judge import judge
from support.recordings import Backwards

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def stack(root):
    return root / "examples/cloud-window/stack"


@pytest.fixture(scope="module")
def said(stack):
    return Backwards(read_tree(stack)).recording()


@pytest.fixture
def recorded(stack, said, tmp_path):
    """Return the recording as a file, the declaration beside it, its waivers moved to where the resources are now."""
    intent = json.loads((stack / "intent.json").read_text())
    for waiver in intent["waivers"]:
        waiver["files"] = ["__main__.py"]
    (tmp_path / "intent.json").write_text(json.dumps(intent))
    path = tmp_path / "recording.json"
    path.write_text(json.dumps(said))
    return path


def test_the_graph_is_the_same(stack, said):
    recording = recording_of(said)
    graph = program(recording, {}, ProgramPlaces(recording, {})).graph
    found = compare(read_tree(stack), graph)
    assert found.differences == ()
    assert found.values > 1000
    assert graph.unknowns == ()


def test_a_change_of_the_recording_is_noticed(stack, said):
    changed = json.loads(json.dumps(said))
    one = next(one for one in changed["registrations"] if one["type"] == "aws:ec2/subnet:Subnet")
    one["inputs"]["cidrBlock"] = "10.99.0.0/24"
    recording = recording_of(changed)
    graph = program(recording, {}, ProgramPlaces(recording, {})).graph
    (difference,) = compare(read_tree(stack), graph).differences
    assert difference.path == "cidr_block"


def answers(verdict):
    return Counter((one.code, one.resource, str(one.outcome)) for one in verdict.findings)


def test_the_verdict_and_the_proof_are_the_same(stack, recorded):
    tree, other = (judge(one, today=TODAY, progress=[].append, prover=prover) for one in (stack, recorded))
    assert answers(tree) == answers(other)
    assert tree.word == other.word
    assert tree.not_covered == other.not_covered
    passed = {code: count for code, count in tree.passed.items() if not code.startswith("CODE")}
    assert set(other.left_out) == {"CKV_AWS_233"}
    assert passed.items() - {("CKV_AWS_233", 1)} <= other.passed.items()
    one, two = (proof(tree) for tree in (stack, recorded))
    assert one == two
    assert len(json.dumps(one)) > 100_000


def proof(path):
    """Return what `bastide prove` says in JSON, without places, and each list in an order of its own."""
    proved = prove(path, zones=None, today=TODAY, progress=[].append)
    said = json.loads(proof_json.proof(proved.proof, proved.verdict, proved.identity))
    del said["verdict"]
    return bare(said)


def bare(value):
    if isinstance(value, dict):
        return None if {"file", "line"} <= value.keys() else {key: bare(one) for key, one in value.items()}
    return sorted((bare(one) for one in value), key=json.dumps) if isinstance(value, list) else value


def test_resources_are_in_the_order_of_the_program(recorded):
    lines = [one.place.line for one in read(recorded).resources]
    assert lines == sorted(lines)
    assert len(set(lines)) > 400
