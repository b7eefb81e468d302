import shutil

import pytest

from bastide.cli.main import run
from support.proving import SOUND

TODAY = ["--today", "2026-12-01"]
KEY = """
resource "aws_kms_key" "k" {
  enable_key_rotation     = true
  deletion_window_in_days = 30
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


@pytest.fixture
def differ(tmp_path, monkeypatch, capsys):
    """Return a function that compares two trees and returns the exit code and the output."""
    monkeypatch.chdir(tmp_path)

    def answer(before, after):
        for name, text in (("a", before), ("b", after)):
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "main.tf").write_text(text)
        code = run(["diff", "a", "b", *TODAY])
        return code, capsys.readouterr().out

    return answer


def test_what_has_not_changed_is_a_yes(differ):
    code, out = differ(SOUND + KEY, SOUND + KEY)
    assert (code, out) == (0, "a -> b\nno path, grant, key, lock or term differs\n")


def test_another_order_or_layout_is_no_change(differ):
    assert differ(SOUND + KEY, KEY + "\n\n# a comment\n" + SOUND.replace("  ", "   "))[0] == 0


def test_a_path_that_appears_weakens_and_one_that_vanishes_strengthens(differ):
    wider = SOUND.replace("from_port                    = 5432", "from_port                    = 5430")
    code, out = differ(SOUND, wider)
    assert code == 1
    assert "weaker: 1 path\n" in out
    assert "! path: aws_subnet.app -> aws_subnet.data tcp/5430-5431 appears" in out
    code, out = differ(wider, SOUND)
    assert code == 0
    assert "stronger: 1 path\n" in out


def test_a_setting_that_protects_less_weakens_and_says_where(differ):
    code, out = differ(SOUND + KEY, SOUND + KEY.replace("true", "false").replace("30", "7"))
    assert code == 1
    assert "weaker: 2 keys\n" in out
    assert "! key: aws_kms_key.k.deletion_window_in_days: 30 -> 7  [main.tf:" in out


def test_what_weakens_comes_first_and_the_head_has_ten_lines_at_most(differ):
    keys = "".join(KEY.replace('"k"', f'"k{number}"') for number in range(12))
    code, out = differ(SOUND + keys, SOUND + keys.replace("30", "7") + KEY)
    assert code == 1
    head, _, details = out.partition("\n\n")
    assert len(head.splitlines()) <= 10
    signs = [line[0] for line in details.splitlines()]
    assert signs == sorted(signs, key="!~+".index)
    assert signs.count("!") == 12


def test_what_is_not_proven_is_no_yes_and_tells_its_side(differ):
    code, out = differ(SOUND + OPAQUE, SOUND + OPAQUE)
    assert code == 2
    assert out.count("? not proven: ") == 1
    assert "aws_vpc_security_group_ingress_rule.opaque, on both sides: " in out
    assert "opaque, only after: " in differ(SOUND, SOUND + OPAQUE)[1]
    assert "opaque, only before: " in differ(SOUND + OPAQUE, SOUND)[1]


def test_what_weakens_counts_more_than_what_is_not_proven(differ):
    assert differ(SOUND + OPAQUE + KEY, SOUND + OPAQUE + KEY.replace("true", "false"))[0] == 1


def test_a_side_that_can_not_be_read_is_no_answer(differ, tmp_path, capsys):
    differ(SOUND, SOUND)
    (tmp_path / "b" / "main.tf").write_text("resource {")
    assert run(["diff", "a", "b"]) == 2
    assert run(["diff", "a", "missing"]) == 2
    assert "error[" in capsys.readouterr().err


@pytest.fixture
def specs(root, tmp_path, monkeypatch):
    """Two copies of the example's spec."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        shutil.copytree(root / "examples/cloud-window", tmp_path / name, ignore=shutil.ignore_patterns("stack"))
    return tmp_path


def test_two_specs_are_compared_by_what_they_generate(specs, capsys):
    assert run(["diff", "a/platform.yaml", "b/platform.yaml", *TODAY]) == 0
    spec = specs / "b" / "platform.yaml"
    flow = "{from: app,      to: vault, allow: tcp/5432,"
    text = spec.read_text()
    assert flow in text
    spec.write_text(text.replace(flow, flow.replace("tcp/5432", "[tcp/5432, tcp/22]")))
    capsys.readouterr()
    assert run(["diff", "a/platform.yaml", "b/platform.yaml", *TODAY]) == 1
    out = capsys.readouterr().out
    assert "weaker: 2 paths\n" in out
    assert "! path: app@civil-affairs -> vault tcp/22 appears\n" in out


def test_a_spec_is_compared_with_the_stack_it_was_generated_to(specs, root):
    assert run(["diff", str(specs / "a/platform.yaml"), str(root / "examples/cloud-window/stack"), *TODAY]) == 0


def test_a_faulty_spec_is_no_answer(specs, capsys):
    (specs / "b" / "platform.yaml").write_text("bastide: 1\n")
    assert run(["diff", "a/platform.yaml", "b/platform.yaml", *TODAY]) == 2
    assert "error[SPEC" in capsys.readouterr().err
