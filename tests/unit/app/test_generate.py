from datetime import date

import pytest

from bastide.app import planning
from bastide.app.check import check
from bastide.app.generate import compare, generate
from bastide.model.diagnostic import CannotAnswerError

TODAY = date(2026, 11, 22)

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


@pytest.fixture
def spec(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "spec" / "platform.yaml"
    path.parent.mkdir()
    path.write_text(SPEC, "utf-8")
    return path


def snapshot(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_writes_nothing(spec):
    found = check(spec, today=TODAY)
    assert (found.platform, found.zones >= 3, found.flows >= 3) == ("city", True, True)
    assert list(snapshot(spec.parent)) == ["platform.yaml"]


def test_the_stack_and_the_lock_are_written_beside_the_spec(spec):
    made = generate(spec, output=None, today=TODAY, discard_edits=False)
    assert made.tree == spec.parent / "stack"
    assert made.lock == spec.parent / planning.LOCK
    assert made.lock.is_file()
    assert made.files == len(snapshot(made.tree)) == len(made.changes.added)
    assert not made.up_to_date


def test_a_second_run_changes_nothing(spec):
    generate(spec, output=None, today=TODAY, discard_edits=False)
    before = snapshot(spec.parent)
    assert generate(spec, output=None, today=TODAY, discard_edits=False).up_to_date
    assert compare(spec, output=None, today=TODAY).up_to_date
    assert snapshot(spec.parent) == before


def test_comparing_sees_an_edit_a_missing_file_and_a_stale_lock_and_writes_nothing(spec):
    made = generate(spec, output=None, today=TODAY, discard_edits=False)
    (made.tree / "network.tf").unlink()
    (made.tree / "providers.tf").write_text("# edited\n")
    made.lock.write_text(made.lock.read_text() + "\n")
    before = snapshot(spec.parent)
    found = compare(spec, output=None, today=TODAY)
    assert found.changes.added == ("network.tf",)
    assert found.changes.changed == ("providers.tf",)
    assert found.lock_differs
    assert not found.up_to_date
    assert snapshot(spec.parent) == before


@pytest.mark.parametrize("output", [".", "spec", "spec/.."])
def test_an_output_that_holds_the_spec_or_the_working_folder_is_refused(spec, output):
    with pytest.raises(CannotAnswerError, match="APP003"):
        generate(spec, output=spec.parents[1] / output, today=TODAY, discard_edits=True)
    assert list(snapshot(spec.parents[1])) == ["spec/platform.yaml"]


def test_an_output_that_is_a_file_is_refused_and_left_alone(spec):
    (spec.parent / "stack").write_text("mine")
    with pytest.raises(CannotAnswerError):
        generate(spec, output=None, today=TODAY, discard_edits=True)
    assert (spec.parent / "stack").read_text() == "mine"


@pytest.mark.parametrize("name", ["loop", "loop/stack"])
def test_an_output_behind_links_in_a_circle_is_refused(spec, name):
    (spec.parent / "loop").symlink_to("loop")
    with pytest.raises(CannotAnswerError, match="circle"):
        generate(spec, output=spec.parent / name, today=TODAY, discard_edits=False)


def test_a_refused_first_stack_leaves_no_lock(spec):
    (spec.parent / "stack").write_text("mine")
    with pytest.raises(CannotAnswerError):
        generate(spec, output=None, today=TODAY, discard_edits=False)
    assert list(snapshot(spec.parent)) == ["platform.yaml", "stack"]


def test_a_refused_stack_leaves_the_lock_as_it_was(spec):
    made = generate(spec, output=None, today=TODAY, discard_edits=False)
    made.lock.write_text(made.lock.read_text() + "\n")
    (made.tree / "network.tf").write_text("# edited\n")
    before = snapshot(spec.parent)
    with pytest.raises(CannotAnswerError, match="GEN001"):
        generate(spec, output=None, today=TODAY, discard_edits=False)
    assert snapshot(spec.parent) == before


def test_a_lock_that_can_not_be_written_is_a_fault(spec):
    (spec.parent / planning.LOCK).mkdir()
    with pytest.raises(CannotAnswerError):
        generate(spec, output=None, today=TODAY, discard_edits=False)


@pytest.mark.parametrize("name", ["missing.yaml", ".", "loop", "file/platform.yaml"])
def test_a_spec_that_can_not_be_read_is_a_fault(spec, name):
    (spec.parent / "loop").symlink_to("loop")
    (spec.parent / "file").write_text("")
    with pytest.raises(CannotAnswerError):
        check(spec.parent / name, today=TODAY)
