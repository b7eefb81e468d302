"""Gates: pipeline files that a repository owns until somebody edits them."""

import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bastide.app.gates import gates, refuse_to_overwrite, write
from bastide.model.diagnostic import CannotAnswerError
from bastide.render.gates.gate import Gated, Pipeline, text, untouched


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra").mkdir()
    return tmp_path


def _gates(repository: Path, *pipelines: Pipeline, target: str = "terraform") -> tuple:
    infra = repository / "infra"
    return gates(
        pipelines or Pipeline, spec=infra / "platform.yaml", tree=infra / "stack", platform="city", target=target
    )


def _codes(error: pytest.ExceptionInfo[CannotAnswerError]) -> list[str]:
    return [one.code for one in error.value.diagnostics]


def test_each_pipeline_has_its_file_at_the_root_of_the_repository(repository: Path) -> None:
    found = _gates(repository)
    assert [gate.path.relative_to(repository).as_posix() for gate in found] == [
        ".github/workflows/bastide-city.yml",
        ".gitlab/bastide-city.yml",
        ".pre-commit-config.yaml",
    ]
    assert all("infra/stack" in gate.wanted for gate in found)
    assert not any(gate.up_to_date or gate.path.exists() for gate in found)


def test_without_a_repository_the_specs_folder_is_the_root(tmp_path: Path) -> None:
    (gate,) = gates(
        [Pipeline.GITHUB], spec=tmp_path / "platform.yaml", tree=tmp_path / "stack", platform="city", target="terraform"
    )
    assert gate.path == tmp_path / ".github/workflows/bastide-city.yml"


def test_a_gate_that_was_written_is_up_to_date(repository: Path) -> None:
    write(_gates(repository))
    assert all(gate.up_to_date for gate in _gates(repository))


def test_a_gate_that_nobody_edited_is_renewed(repository: Path) -> None:
    write(_gates(repository))
    renewed = _gates(repository, target="pulumi")
    refuse_to_overwrite(renewed, discard_edits=False)
    write(renewed)
    assert all("--allow-run" in gate.path.read_text("utf-8") for gate in renewed)


@pytest.mark.parametrize("content", ["repos: []\n", "# bastide gate github (0)\n", "\xff"])
def test_a_file_that_a_person_wrote_is_never_overwritten_in_silence(repository: Path, content: str) -> None:
    (repository / ".pre-commit-config.yaml").write_text(content, encoding="latin-1")
    with pytest.raises(CannotAnswerError) as refused:
        refuse_to_overwrite(_gates(repository), discard_edits=False)
    assert _codes(refused) == ["GEN008"]
    refuse_to_overwrite(_gates(repository), discard_edits=True)


def test_an_edited_gate_is_a_persons_file(repository: Path) -> None:
    write(_gates(repository))
    path = repository / ".gitlab/bastide-city.yml"
    path.write_text(path.read_text("utf-8").replace("exit $worst", "exit 0"), "utf-8")
    assert not untouched(path.read_text("utf-8"))
    with pytest.raises(CannotAnswerError) as refused:
        refuse_to_overwrite(_gates(repository), discard_edits=False)
    assert _codes(refused) == ["GEN008"]


def test_a_tree_outside_the_repository_has_no_gate(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(CannotAnswerError) as refused:
        gates(
            [Pipeline.GITHUB],
            spec=repository / "infra/platform.yaml",
            tree=tmp_path_factory.mktemp("elsewhere"),
            platform="city",
            target="terraform",
        )
    assert _codes(refused) == ["GEN007"]


@pytest.mark.parametrize("name", ["${{ secrets.KEY }}", "$(id)", "a\nb", "it's", "a;b", "a: b", "市"])
def test_a_path_that_a_pipeline_might_run_is_refused(repository: Path, name: str) -> None:
    gated = Gated("city", repository / name / "platform.yaml", repository / "stack", "terraform")
    if name == "市":  # letters of any script mean themselves
        assert name in text(Pipeline.GITHUB, gated)
        return
    with pytest.raises(CannotAnswerError) as refused:
        text(Pipeline.GITHUB, gated)
    assert _codes(refused) == ["GEN006"]


@pytest.mark.parametrize(
    ("generate", "scan", "report", "kept"), [(2, 1, 1, 2), (0, 2, 1, 2), (1, 0, 0, 1), (0, 0, 3, 3), (0, 0, 0, 0)]
)
def test_gitlabs_one_job_ends_with_the_worst_of_its_codes(
    repository: Path, generate: int, scan: int, report: int, kept: int
) -> None:
    (gate,) = _gates(repository, Pipeline.GITLAB)
    (script,) = YAML(typ="safe").load(gate.wanted)["bastide-city"]["script"]
    answers = f"case $1 in generate) return {generate};; scan) return {scan};; *) return {report};; esac"
    done = subprocess.run(["sh", "-ec", f"bastide() {{ {answers}; }}\n{script}"], check=False)  # noqa: S607 - any POSIX one
    assert done.returncode == kept
