"""The proof proves something: each step accepts a sound tree and catches the fault that it exists for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import proof, terraform, trees
from deploy.not_served import NotServed, read
from deploy.terraform import Change, NotProvenError

FIXTURES = Path(__file__).parent / "fixtures"
SOUND = FIXTURES / "sound"

needs_terraform = pytest.mark.deploy


@pytest.fixture
def served() -> NotServed:
    return read(FIXTURES / "not_served.yaml")


def addresses(tree: Path) -> frozenset[str]:
    return frozenset(".".join(block.labels) for block in trees.blocks(tree) if block.kind == "resource")


def faulty(fault: str, into: Path) -> Path:
    tree = trees.copied(SOUND, into)
    shutil.copy(FIXTURES / "faults" / f"{fault}.tf", tree)
    return tree


@needs_terraform
def test_a_sound_tree_is_formatted_validated_and_planned(tmp_path: Path) -> None:
    proof.formatted(SOUND)
    (tmp_path / "root").mkdir()
    proof.validated_together({"one": SOUND, "two": SOUND}, tmp_path / "root")
    proof.creates_exactly(proof.planned_offline(SOUND, tmp_path / "plan"), addresses(SOUND))


@needs_terraform
def test_an_untidy_file_is_not_formatted(tmp_path: Path) -> None:
    with pytest.raises(NotProvenError, match="untidy"):
        proof.formatted(faulty("untidy", tmp_path / "tree"))


@needs_terraform
def test_an_argument_that_the_provider_does_not_know_is_not_validated(tmp_path: Path) -> None:
    tree = faulty("invalid", tmp_path / "tree")
    (tmp_path / "root").mkdir()
    with pytest.raises(NotProvenError, match="cidr_blocks"):
        proof.validated_together({"sound": SOUND, "faulty": tree}, tmp_path / "root")


@needs_terraform
def test_a_tree_that_asks_aws_can_not_be_planned_offline(tmp_path: Path) -> None:
    with pytest.raises(NotProvenError, match="aws_caller_identity") as caught:
        proof.planned_offline(faulty("asks_aws", tmp_path / "tree"), tmp_path / "plan")
    assert caught.value.step == "planned"


def test_a_resource_that_the_graph_misses_or_invents_is_caught() -> None:
    changes = (Change("aws_vpc.main", ("create",)),)
    proof.creates_exactly(changes, frozenset({"aws_vpc.main"}))
    for wrong in (frozenset[str](), frozenset({"aws_vpc.other"}), frozenset({"aws_vpc.main", "aws_vpc.other"})):
        with pytest.raises(NotProvenError):
            proof.creates_exactly(changes, wrong)


def test_a_plan_that_replaces_is_caught() -> None:
    with pytest.raises(NotProvenError, match=r"aws_vpc\.main"):
        proof.creates_exactly((Change("aws_vpc.main", ("delete", "create")),), frozenset({"aws_vpc.main"}))


@needs_terraform
def test_a_sound_tree_is_applied_unchanged_and_destroyed(tmp_path: Path, served: NotServed) -> None:
    proof.applied_to_an_emulator(SOUND, tmp_path, served)


@needs_terraform
@pytest.mark.parametrize(
    ("fault", "step", "said"),
    [
        ("restless", "unchanged", r"aws_vpc\.other"),
        ("unserved", "applied", "not served: access-analyzer"),
        ("kept", "destroyed", "prevent_destroy"),
    ],
)
def test_a_fault_fails_the_step_that_exists_for_it(
    fault: str, step: str, said: str, tmp_path: Path, served: NotServed
) -> None:
    tree = faulty(fault, tmp_path / "faulty")
    with pytest.raises(NotProvenError, match=said) as caught:
        proof.applied_to_an_emulator(tree, tmp_path, served)
    assert caught.value.step == step


def test_a_type_that_is_not_served_is_left_out_of_the_copy_only(tmp_path: Path, served: NotServed) -> None:
    before = {path.name: path.read_bytes() for path in SOUND.iterdir()}
    copy = trees.copied(SOUND, tmp_path / "stack")
    trees.emulated(copy, served)
    assert addresses(SOUND) - addresses(copy) == {"aws_backup_selection.records"}
    assert before == {path.name: path.read_bytes() for path in SOUND.iterdir()}


def test_what_is_not_served_of_a_type_is_left_out_and_the_rest_stays(tmp_path: Path, served: NotServed) -> None:
    copy = trees.copied(SOUND, tmp_path / "stack")
    trees.emulated(copy, served)
    files = {block.labels: block for block in trees.blocks(copy) if block.kind == "resource"}
    file_system = files["aws_efs_file_system", "records"]
    assert not file_system.holds("protection")
    assert file_system.holds("tags")
    assert file_system.holds("kms_key_id")
    override = (copy / "emulator_override.tf").read_text("utf-8")
    assert 'resource "aws_vpc" "main" {\n  enable_network_address_usage_metrics = null\n}' in override
    assert 'resource "aws_s3_bucket" "records" {\nlifecycle {\n  prevent_destroy = false\n}\n}' in override


def test_every_provider_configuration_is_overridden_by_its_alias(tmp_path: Path) -> None:
    copy = trees.copied(SOUND, tmp_path / "stack")
    trees.offline(copy)
    overridden = [part for part in trees.sections((copy / "plan_override.tf").read_text("utf-8")) if part != "\n"]
    assert [part.alias for part in overridden if isinstance(part, trees.Section)] == [None, "dr"]


def test_no_credential_or_setting_of_the_machine_reaches_terraform(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_VAR_x", "TF_CLI_CONFIG_FILE", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "planted")
    assert "planted" not in terraform.environment().values()


def test_a_machine_without_the_provider_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "terraform")
    monkeypatch.delenv(terraform.PLUGINS, raising=False)
    assert "terraform providers mirror" in str(terraform.missing())
    monkeypatch.setenv(terraform.PLUGINS, str(tmp_path))
    assert "holds no hashicorp/aws" in str(terraform.missing())


def test_a_required_proof_fails_instead_of_skipping(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != terraform.PLUGINS}
    run = (sys.executable, "-m", "pytest", "-q", "-k", "untidy", __file__, "--basetemp", str(tmp_path / "inner"))
    root = FIXTURES.parents[2]
    skipped = subprocess.run(run, cwd=root, env=kept, capture_output=True, text=True, check=False)
    failed = subprocess.run(
        run, cwd=root, env=kept | {terraform.REQUIRED: "1"}, capture_output=True, text=True, check=False
    )
    assert (skipped.returncode, "1 skipped" in skipped.stdout) == (0, True)
    assert (failed.returncode, terraform.PLUGINS in failed.stdout) == (1, True)
