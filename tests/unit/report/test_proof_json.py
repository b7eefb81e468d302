"""A proof as data: addresses as people write them, ranges as they are."""

import json

import pytest

from bastide.model.finding import Verdict
from bastide.report.proof_json import SCHEMA, proof
from support.proving import SOUND, without
from support.proving import proof as proven

VERDICT = Verdict("stack", 1, (), {}, (), (), ())
BLOCKED = without(SOUND, 'resource "aws_vpc_security_group_egress_rule" "app"')


def written(text):
    return json.loads(proof(proven(text), VERDICT))


def test_a_report_names_its_form_and_the_file_that_fixes_it(root):
    fixed = json.loads((root / "docs/reference/proof-v1.schema.json").read_text("utf-8"))
    assert written(SOUND)["schema"] == SCHEMA == fixed["$id"]


def test_the_witness_of_a_blockage_is_whole():
    (blockage,) = written(BLOCKED)["proof"]["blockages"]
    walk = blockage["witness"]["forward"]
    assert walk["packet"] == {
        "version": 4,
        "protocol": 6,
        "source": "10.40.1.5",
        "source_port": 40000,
        "destination": "10.40.2.5",
        "port": 5432,
    }
    assert not walk["arrives"]
    assert [hop["passes"] for hop in walk["hops"]] == [False]
    assert walk["hops"][0]["origins"][0]["place"]["file"] == "main.tf"


@pytest.mark.parametrize(("text", "must"), [(SOUND, [[6, 5432, 5432]]), (BLOCKED, [])])
def test_a_cell_holds_all_three_verdicts(text, must):
    cells = written(text)["proof"]["cells"]
    cell = next(one for one in cells if (one["source"], one["destination"]) == ("app", "data"))
    assert [[one["protocol"], one["first"], one["last"]] for one in cell["must"]] == must
    assert bool(cell["forward"]) is bool(must)


def test_without_a_proof_there_is_none_and_the_verdict_says_why():
    report = json.loads(proof(None, VERDICT))
    assert (report["proof"], report["identity"]) == (None, None)
    assert report["verdict"]["schema"] == "bastide.verdict/1"
