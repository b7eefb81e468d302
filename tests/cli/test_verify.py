"""`bastide verify` in a terminal: equal, different, undecided, unreadable."""

from bastide.cli.main import run
from bastide.graph.terraform import read_tree

ONE = 'resource "aws_eip" "a" {\n  domain = "vpc"\n}\n'


def sides(tmp_path, left, right):
    for name, text in (("left", left), ("right", right)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(text)
    return ["verify", str(tmp_path / "left"), str(tmp_path / "right")]


def test_two_trees_that_say_the_same_are_said_to_with_a_count(tmp_path, capsys):
    assert run(sides(tmp_path, ONE, ONE)) == 0
    assert capsys.readouterr().out.startswith("1 resource, ")


def test_a_difference_shows_both_sides_with_their_lines(tmp_path, capsys):
    assert run(sides(tmp_path, ONE, ONE.replace("vpc", "standard"))) == 1
    out = capsys.readouterr().out
    assert "aws_eip.a domain" in out
    assert '"vpc"  [main.tf:2:3]' in out
    assert '"standard"  [main.tf:2:3]' in out
    assert out.endswith("1 difference\n")


def test_what_cannot_be_evaluated_is_no_equality(tmp_path, capsys):
    text = ONE.replace('"vpc"', 'trimspace(" vpc")')
    assert run(sides(tmp_path, text, text)) == 2
    assert "? main.tf:2" in capsys.readouterr().out


def test_two_sides_without_resources_prove_nothing(tmp_path, capsys):
    assert run(sides(tmp_path, "", "")) == 2
    assert "APP007" in capsys.readouterr().err


def test_the_example_equals_itself(root, capsys):
    stack = root / "examples/cloud-window/stack"
    assert run(["verify", str(stack), str(stack)]) == 0
    assert f"{len(read_tree(stack).resources)} resources" in capsys.readouterr().out
