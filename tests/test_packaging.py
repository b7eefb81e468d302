"""The parcel, not only the goods: what is in the wheel, and that it works where nothing else is installed."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ("modules", "blueprints")
TODAY = ("--today", "2026-12-01")  # the example holds flows and waivers that lapse
SCRUBBED = {
    name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "BASTIDE_LIBRARY", "VIRTUAL_ENV"}
}

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=SCRUBBED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def uv(*arguments: str | Path, cwd: Path) -> str:
    return run(sys.executable, "-m", "uv", *arguments, cwd=cwd)


def files_under(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def parcels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An sdist, and the wheel that was built from it: the way a package index serves both."""
    out = tmp_path_factory.mktemp("dist")
    constraints = ROOT / "requirements/build.txt"
    uv("build", "-q", "--build-constraints", constraints, "--require-hashes", "-o", out, cwd=ROOT)
    return out


@pytest.fixture(scope="module")
def wheel(parcels: Path) -> Path:
    return next(parcels.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that holds the wheel and what it requires, and nothing else."""
    home = tmp_path_factory.mktemp("empty")
    uv("venv", "-q", "--python", sys.executable, home / "venv", cwd=home)
    python = home / "venv/bin/python"
    uv("pip", "install", "-q", "--python", python, "--constraint", ROOT / "requirements/dev.txt", wheel, cwd=home)
    return home / "venv/bin"


def test_the_wheel_holds_exactly_the_package_and_the_library(wheel: Path) -> None:
    expected = {f"bastide/{name}" for name in files_under(ROOT / "generator/bastide")}
    for folder in LIBRARY:
        expected |= {f"bastide/_library/{folder}/{name}" for name in files_under(ROOT / folder)}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {"bastide/bridge/aws.json", "bastide/bridge/alicloud.json"} <= held
    assert sorted(held) == sorted(expected)


def test_the_sdist_holds_the_library_and_no_environment(parcels: Path) -> None:
    with tarfile.open(next(parcels.glob("*.tar.gz"))) as archive:
        tops = {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 1}
    assert {"generator", "pyproject.toml", "README.md", "LICENSE", *LIBRARY} <= tops
    assert tops.isdisjoint({".venv", ".git", "build", "dist", ".ci"})


def test_the_wheel_states_its_licence_and_its_pinned_scanner(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(info).decode()
        licences = [name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
    assert "License-Expression: Apache-2.0" in metadata
    assert re.search(r"Requires-Dist: checkov==[\d.]+; extra == 'scan'", metadata)
    assert licences


def test_the_installed_command_states_its_version(installed: Path, tmp_path: Path) -> None:
    from bastide import __version__  # noqa: PLC0415 - the checkout's, to compare with what was installed

    assert __version__ in run(installed / "bastide", "--version", cwd=tmp_path)


def test_the_installed_command_finds_its_modules(installed: Path, tmp_path: Path) -> None:
    shown = run(installed / "bastide", "modules", "list", cwd=tmp_path)
    for module in (ROOT / "modules").glob("*/*/module.yaml"):
        assert module.parent.name in shown


def test_the_installed_package_reads_its_maps(installed: Path, tmp_path: Path) -> None:
    program = (
        "from bastide.bridge.load import bridges\n"
        "print(*[len(one.by_terraform[f'{one.provider}_vpc'].properties) for one in bridges()])"
    )
    counts = run(installed / "python", "-c", program, cwd=tmp_path).split()
    assert len(counts) == 2
    assert "0" not in counts


def test_the_installed_command_generates_the_example_byte_for_byte(installed: Path, tmp_path: Path) -> None:
    example = ROOT / "examples/cloud-window"
    shutil.copytree(example, tmp_path / "spec", ignore=shutil.ignore_patterns("stack"))
    run(installed / "bastide", "generate", "spec/platform.yaml", "--output", "stack", *TODAY, cwd=tmp_path)
    assert files_under(tmp_path / "stack") == files_under(example / "stack")
    for name in files_under(example / "stack"):
        assert (tmp_path / "stack" / name).read_bytes() == (example / "stack" / name).read_bytes(), name
