"""`check`, `expand`, `generate` and `schema` as a user calls them."""

import json

import pytest

from bastide.cli.main import run

SPEC = """\
bastide: 1
platform:
  name: city
  owner: data-bureau
  cloud: aws
  account: "123456789012"
  cidr: 10.40.0.0/16
  regions: {primary: ap-southeast-1, dr: ap-northeast-1}
profile: gov-baseline
zones:
  edge: {exposure: internet}
  app: {exposure: internal}
  data: {exposure: isolated}
flows:
  - {from: internet, to: edge, allow: tcp/443, why: citizens reach the portal}
  - {from: edge, to: app, allow: tcp/8443, why: the portal calls services}
  - {from: app, to: data, allow: tcp/5432, why: services read records}
logging:
  alerts: {soc: soc@example.gov}
"""

DAY = ["--today", "2026-11-22"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a working folder that holds one sound spec."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "platform.yaml").write_text(SPEC, "utf-8")
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_check_says_that_a_spec_is_sound_and_writes_nothing(folder, capsys):
    assert run(["check", *DAY]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("`platform.yaml` is sound: platform `city`")
    assert err == ""
    assert names(folder) == ["platform.yaml"]


def test_generate_lists_what_it_wrote_and_then_nothing(folder, capsys):
    assert run(["generate", *DAY]) == 0
    out, err = capsys.readouterr()
    assert "added stack/network.tf\n" in out
    assert "changed bastide.lock\n" in out
    assert err.startswith("`stack` holds ")
    assert names(folder) == ["bastide.lock", "platform.yaml", "stack"]
    assert run(["generate", *DAY]) == 0
    assert capsys.readouterr().out == ""


def test_generate_check_answers_yes_or_no_and_writes_nothing(folder, capsys):
    assert run(["generate", "--check", *DAY]) == 1
    out, err = capsys.readouterr()
    assert "added stack/network.tf\n" in out
    assert "run `bastide generate platform.yaml`" in err
    assert run(["generate", "--check", "--output", "other", *DAY]) == 1
    assert "run `bastide generate platform.yaml --output other`" in capsys.readouterr().err
    assert names(folder) == ["platform.yaml"]
    run(["generate", *DAY])
    capsys.readouterr()
    assert run(["generate", "--check", *DAY]) == 0
    assert capsys.readouterr().out == ""


def test_an_edit_is_kept_unless_it_is_given_up(folder, capsys):
    run(["generate", *DAY])
    (folder / "stack" / "network.tf").write_text("# mine\n")
    assert run(["generate", *DAY]) == 2
    assert "error[GEN001]" in capsys.readouterr().err
    assert (folder / "stack" / "network.tf").read_text() == "# mine\n"
    assert run(["generate", "--discard-edits", *DAY]) == 0
    assert (folder / "stack" / "network.tf").read_text() != "# mine\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "missing.yaml"],
        ["check", "."],
        ["check", "loop"],
        ["check", "latin.yaml"],
        ["expand", "missing.yaml"],
        ["generate", "missing.yaml"],
        ["generate", "--output", "platform.yaml"],
        ["generate", "--output", "platform.yaml/stack"],
        ["generate", "--output", "loop/stack"],
        ["generate", "--output", "loop"],
        ["generate", "--output", "."],
        ["generate", "--output", "/sys/kernel/stack"],
        ["generate", "--output", "n" * 300],
        ["generate", "--output", "full"],
        ["schema", "--output", "missing/schema.json"],
        ["scan", "missing"],
        ["scan", "platform.yaml"],
        ["scan", "loop"],
        ["scan", "empty", "--no-cache"],
    ],
    ids=" ".join,
)
def test_bad_input_is_no_answer_and_changes_nothing(folder, capsys, arguments):
    (folder / "loop").symlink_to("loop")
    (folder / "empty").mkdir()
    (folder / "latin.yaml").write_bytes(b"owner: \xe9\n")
    (folder / "full").mkdir()
    (folder / "full" / "network.tf").write_text("# somebody else's\n")
    before = names(folder)
    assert run([*arguments, *([] if "schema" in arguments else DAY)]) == 2
    out, err = capsys.readouterr()
    assert "error[" in out + err
    assert "this is a bug" not in err
    assert names(folder) == before
    assert (folder / "platform.yaml").read_text("utf-8") == SPEC


def test_the_full_spec_is_printed_and_is_itself_sound(folder, capsys):
    assert run(["expand", *DAY]) == 0
    full = capsys.readouterr().out
    assert full.startswith(("bastide: 1", "#"))
    assert run(["expand", "--output-file", "full.yaml", *DAY]) == 0
    assert (folder / "full.yaml").read_text("utf-8") == full
    assert run(["check", "full.yaml", *DAY]) == 0


def test_the_schema_is_json_and_can_go_to_a_file(folder, capsys):
    assert run(["schema"]) == 0
    printed = capsys.readouterr().out
    assert isinstance(json.loads(printed), dict)
    assert run(["schema", "--output", "schema.json"]) == 0
    assert (folder / "schema.json").read_text("utf-8") == printed
