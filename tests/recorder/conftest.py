"""Programs written for one test each, and their recordings."""

import textwrap

import pytest

from bastide.record.session import record
from support.pulumi_sdk import interpreter


@pytest.fixture(scope="session")
def python(root):
    return interpreter(root)


@pytest.fixture
def program(tmp_path):
    """Write a project: its main file, and others by name."""

    def written(main, **files):
        folder = tmp_path / "program"
        folder.mkdir()
        (folder / "Pulumi.yaml").write_text(files.pop("project", "name: trial\nruntime: python\n"))
        (folder / "__main__.py").write_text(textwrap.dedent(main))
        for name, text in files.items():
            (folder / f"{name}.py").write_text(textwrap.dedent(text))
        return folder

    return written


@pytest.fixture
def recorded(program, python):
    """Run a program and return its recording."""

    def run(main, *, literal=True, seconds=60.0, config=None, **files):
        folder = program(main, **files)
        found = record(folder, python=python, literal=literal, seconds=seconds, config=config or {})
        assert not list(folder.rglob("__pycache__")), "nothing is left in the program's folder"
        return found

    return run
