"""What `generate --gate`, action.yml and .pre-commit-hooks.yaml say, run as their pipelines would run it.

Installing is left out: the commands find the checkout's `bastide`, on a day on which no waiver has lapsed.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from support.shim import environment

ROOT = Path(__file__).resolve().parents[2]
BLOCK = 'resource "aws_s3_bucket" "mine" {\n  bucket = "mine"\n}\n'
"""What a person adds to a generated tree: a store without a key, a log, or a block on public access."""


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `bastide` is the checkout's, on a fixed day."""
    return environment(tmp_path_factory.mktemp("bin"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, env: dict[str, str]) -> Path:
    """Return a repository that holds a spec, its stack and every gate."""
    root = tmp_path_factory.mktemp("repository")
    _git(root, "init", "-q", "-b", "main")
    _git(root, *["-c", "user.name=a", "-c", "user.email=a@example.gov", "commit", "-q", "--allow-empty", "-m", "start"])
    start = [sys.executable, "-m", "bastide", "init", "minimal", "infra", "--owner", "bureau", "--platform", "city"]
    subprocess.run([*start, "--account", "123456789012"], cwd=root, check=True, capture_output=True)
    asked = [f"--gate={name}" for name in ("github", "gitlab", "pre-commit")]
    assert _bash(f"bastide generate infra/platform.yaml {' '.join(asked)}", root, env) == 0
    _git(root, "add", ".")
    return root


@pytest.fixture
def fault(sound: Path) -> Iterator[Path]:
    """Plant a store that nobody declared; the file is gone afterwards."""
    path = sound / "infra/stack/mine.tf"
    path.write_text(BLOCK, "utf-8")
    yield path
    path.unlink()


@pytest.fixture
def stale(sound: Path) -> Iterator[Path]:
    """Change the spec and not the stack; the spec is as it was afterwards."""
    path = sound / "infra/platform.yaml"
    kept = path.read_text("utf-8")
    path.write_text(kept.replace("soc@example.gov", "watch@example.gov"), "utf-8")
    assert path.read_text("utf-8") != kept
    yield path
    path.write_text(kept, "utf-8")


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True)  # noqa: S607 - whichever git the developer has


def _bash(script: str, folder: Path, env: dict[str, str]) -> int:
    command = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True).returncode


def _github(root: Path, env: dict[str, str]) -> dict[str, int]:
    """Return the exit code of each step of the workflow that runs `bastide`, by the verb."""
    steps = _yaml(root / ".github/workflows/bastide-city.yml")["jobs"]["gate"]["steps"]
    scripts = [step["run"] for step in steps if step.get("run", "").startswith("bastide ")]
    return {script.split()[1]: _bash(script, root, env) for script in scripts}


def _gitlab(root: Path, env: dict[str, str]) -> int:
    (script,) = _yaml(root / ".gitlab/bastide-city.yml")["bastide-city"]["script"]
    return _bash(script, root, env)


def _action(root: Path, env: dict[str, str]) -> dict[str, int]:
    """Return the exit code of each step of action.yml after the installation, by the verb."""
    given = {"SPEC": "infra/platform.yaml", "STACK": "infra/stack", "TARGET": "terraform", "SARIF": "b.sarif"}
    steps = _yaml(ROOT / "action.yml")["runs"]["steps"][1:]
    known = env | given | {"TODAY": "", "ALLOW_RUN": "false"}
    assert {name for step in steps for name in step["env"]} <= set(known)
    return {step["run"].split("bastide ")[1].split()[0]: _bash(step["run"], root, known) for step in steps}


def test_a_sound_stack_passes_every_gate(sound: Path, env: dict[str, str]) -> None:
    assert _github(sound, env) == {"generate": 0, "scan": 0, "report": 0}
    assert _gitlab(sound, env) == 0
    assert _action(sound, env) == {"generate": 0, "scan": 0, "report": 0}


@pytest.mark.usefixtures("fault")
def test_a_fault_in_the_tree_stops_at_the_scan_of_every_gate(sound: Path, env: dict[str, str]) -> None:
    assert _github(sound, env) == {"generate": 0, "scan": 1, "report": 1}
    assert _gitlab(sound, env) == 1
    assert _action(sound, env) == {"generate": 0, "scan": 1, "report": 1}


@pytest.mark.usefixtures("stale")
def test_a_spec_whose_tree_was_not_renewed_stops_at_every_gate(sound: Path, env: dict[str, str]) -> None:
    assert _github(sound, env)["generate"] == 1
    assert _gitlab(sound, env) == 1
    assert _action(sound, env)["generate"] == 1


def _hooks(root: Path, env: dict[str, str]) -> list[int]:
    """Return how pre-commit ends before a commit and before a push, its hooks run without an installation."""
    config = root / "hooks.yaml"
    text = (root / ".pre-commit-config.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines() if "additional_dependencies" not in line]
    config.write_text("\n".join(lines).replace("language: python", "language: system"), "utf-8")
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--config", config.name, "--hook-stage"]
    stages = ("pre-commit", "pre-push")
    _git(root, "add", ".")
    return [
        subprocess.run([*command, stage], cwd=root, env=env, check=False, capture_output=True).returncode
        for stage in stages
    ]


def test_a_sound_stack_is_committed_and_pushed(sound: Path, env: dict[str, str]) -> None:
    assert _hooks(sound, env) == [0, 0]


@pytest.mark.usefixtures("fault")
def test_a_fault_in_the_tree_is_not_pushed(sound: Path, env: dict[str, str]) -> None:
    assert _hooks(sound, env) == [0, 1]


@pytest.mark.usefixtures("stale")
def test_a_spec_whose_tree_was_not_renewed_is_not_committed(sound: Path, env: dict[str, str]) -> None:
    assert _hooks(sound, env)[0] == 1


def _valid(schema: str, path: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    more = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    return subprocess.run([*command, *more], check=False, capture_output=True).returncode == 0


def _pre_commit(verb: str, path: Path) -> bool:
    return subprocess.run([sys.executable, "-m", "pre_commit", verb, str(path)], check=False).returncode == 0


def test_every_file_has_the_form_that_its_pipeline_publishes(sound: Path) -> None:
    assert _valid("github-workflows", sound / ".github/workflows/bastide-city.yml")
    assert _valid("gitlab-ci", sound / ".gitlab/bastide-city.yml")
    assert _valid("github-actions", ROOT / "action.yml")
    assert _pre_commit("validate-config", sound / ".pre-commit-config.yaml")
    assert _pre_commit("validate-manifest", ROOT / ".pre-commit-hooks.yaml")


@pytest.mark.parametrize(
    ("schema", "file", "old", "new"),
    [
        ("github-workflows", ".github/workflows/bastide-city.yml", "runs-on", "runs_on"),
        ("gitlab-ci", ".gitlab/bastide-city.yml", "when: always", "when: sometimes"),
    ],
)
def test_a_file_of_another_form_is_seen(
    sound: Path, tmp_path: Path, schema: str, file: str, old: str, new: str
) -> None:
    planted = tmp_path / "planted.yml"
    text = (sound / file).read_text("utf-8")
    planted.write_text(text.replace(old, new), "utf-8")
    assert old in text
    assert not _valid(schema, planted)


def test_the_hooks_scan_with_the_checkov_that_is_tested() -> None:
    scan = next(hook for hook in _yaml(ROOT / ".pre-commit-hooks.yaml") if hook["id"] == "bastide-scan")
    extra = (ROOT / "pyproject.toml").read_text("utf-8").split("scan = [")[1].split("]")[0]
    assert ", ".join(f'"{one}"' for one in scan["additional_dependencies"]) == extra


def test_the_installer_is_the_one_that_the_checkout_uses() -> None:
    from bastide.render.gates.gate import INSTALLER  # noqa: PLC0415

    assert INSTALLER in (ROOT / "requirements/dev.in").read_text("utf-8").splitlines()
