"""Starting from a blueprint: what is written is sound, and nothing that exists is lost."""

from pathlib import Path

import pytest

from bastide.cli.main import run
from bastide.library.blueprint import blueprints
from bastide.library.locate import library_root

TODAY = ["--today", "2026-12-01"]
STARTS = [one.id for one in blueprints(library_root()) if not one.is_profile]


def test_the_list_has_a_sentence_for_every_blueprint(capsys):
    assert run(["blueprints", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(
        path.parent.name for path in (library_root() / "blueprints").glob("*/blueprint.yaml")
    )
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("name", [one.id for one in blueprints(library_root())])
def test_a_blueprint_is_described(name, capsys):
    assert run(["blueprints", "show", name]) == 0
    assert capsys.readouterr().out.startswith("# ")


@pytest.mark.parametrize("name", STARTS)
def test_a_blueprint_starts_a_sound_spec(name, tmp_path, capsys):
    assert run(["init", name, str(tmp_path / "new"), *TODAY]) == 0
    assert run(["check", str(tmp_path / "new/platform.yaml"), *TODAY]) == 0
    assert (tmp_path / "new/.bastide/schema-v1.json").is_file()
    capsys.readouterr()


def test_a_teams_own_values_stand_where_the_blueprints_stood(tmp_path):
    own = ["--platform", "win", "--owner", "市数据局", "--account", "210987654321", "--cidr", "10.9.0.0/16"]
    assert run(["init", "minimal", str(tmp_path), *own, "--region", "eu-west-1", "--dr", "eu-central-1", *TODAY]) == 0
    text = (tmp_path / "platform.yaml").read_text(encoding="utf-8")
    for value in ('name: "win"  ', 'owner: "市数据局"  ', 'account: "210987654321" ', 'primary: "eu-west-1", dr: "eu-'):
        assert value in text
    assert "# first part of every name" in text


def test_nothing_is_written_over(tmp_path, capsys):
    (tmp_path / "platform.yaml").write_text("mine")
    assert run(["init", "minimal", str(tmp_path)]) == 2
    assert "error[APP009]" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["platform.yaml"]
    assert (tmp_path / "platform.yaml").read_text() == "mine"


def test_an_unsound_value_leaves_nothing_behind(tmp_path, capsys):
    assert run(["init", "minimal", str(tmp_path / "a/b"), "--account", "12"]) == 2
    assert "error[SPEC007]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_value_cannot_add_a_line_to_the_spec(tmp_path, capsys):
    assert run(["init", "minimal", str(tmp_path / "new"), "--owner", 'x"\nbastide: 2']) == 2
    assert "error[SPEC" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_profile_is_named_not_copied(tmp_path, capsys):
    assert run(["init", "gov-baseline", str(tmp_path / "new")]) == 2
    assert "is a profile" in capsys.readouterr().err


def test_an_unknown_blueprint_gets_a_suggestion(tmp_path: Path, capsys):
    assert run(["init", "minimall", str(tmp_path)]) == 2
    assert "did you mean `minimal`?" in capsys.readouterr().err
