"""Records the programs beside this file, each in a project of its own."""

import shutil
from pathlib import Path

import pytest

from bastide.record.session import record
from support.pulumi_sdk import interpreter

HERE = Path(__file__).parent
PROJECT = "name: program\nruntime: python\n"


class Found:
    """A recording, by what it holds."""

    def __init__(self, recording, folder):
        self.all = recording
        self.folder = folder
        self.ended = recording["ended"]
        self.fault = recording["fault"]
        self.outputs = recording["outputs"]
        self.invokes = recording["invokes"]

    def names(self):
        return sorted(one["name"] for one in self.all["registrations"])

    def one(self, name, kind=""):
        found = [one for one in self.all["registrations"] if one["name"] == name and kind in one["type"]]
        assert len(found) == 1, (name, len(found))
        return found[0]

    def inputs(self, name, kind=""):
        return self.one(name, kind)["inputs"]

    def output(self, name, path, kind=""):
        return f"~[{self.one(name, kind)['number']}.{path}]~"

    def opaque(self, kind):
        return [one for one in self.all["opaque"] if one["kind"] == kind]

    def line(self, text, file="__main__.py"):
        """Return the number of the one line that holds a text."""
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        (number,) = [number for number, line in enumerate(lines, 1) if text in line]
        return number


@pytest.fixture(scope="session")
def python(root):
    return interpreter(root)


@pytest.fixture(scope="session")
def run(python, tmp_path_factory):
    """Record a program, given as a file of `programs` or `hostile`, or as a text."""

    def recorded(program, *, project=PROJECT, files=(), **options):
        folder = tmp_path_factory.mktemp("program")
        (folder / "Pulumi.yaml").write_text(project, encoding="utf-8")
        for name, text in dict(files).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        if isinstance(program, Path):
            shutil.copyfile(program, folder / "__main__.py")
        else:
            (folder / "__main__.py").write_text(program, encoding="utf-8")
        return Found(record(folder, python=python, **{"seconds": 60, **options}), folder)

    recorded.of = lambda folder: Found(record(folder, python=python, seconds=60), folder)
    return recorded


@pytest.fixture(scope="session")
def recorded(run):
    """Record a program of `programs` once, however many tests ask."""
    known = {}

    def once(name, **options):
        key = (name, repr(sorted(options.items())))
        if key not in known:
            known[key] = run(HERE / "programs" / f"{name}.py", **options)
        return known[key]

    return once


@pytest.fixture(scope="session")
def hostile(run):
    def once(name, **options):
        return run(HERE / "hostile" / f"{name}.py", **options)

    return once
