"""An interpreter may be a program's own, and run what it likes: it gets no more than a program does."""

import os
from pathlib import Path

import pytest

from bastide.record.isolation import isolation
from bastide.record.session import record

pytestmark = pytest.mark.pulumi

SPY = """#!/bin/sh
{{ echo "asked for $*"; env; readlink /proc/self/ns/net; }} >> {told}
exec {python} "$@"
"""


def test_whatever_runs_before_the_program_has_neither_credentials_nor_network(program, python, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-the-user")
    folder, told = program('import pulumi\npulumi.export("a", 1)\n'), tmp_path / "told"
    spy = folder / ".venv/bin/python"
    spy.parent.mkdir(parents=True)
    spy.write_text(SPY.format(told=told, python=python))
    spy.chmod(0o755)
    assert record(folder)["ended"] == "finished"
    said = told.read_text()
    assert said.count("asked for") >= 3  # the question for the SDK, the recorder, the program
    assert "of-the-user" not in said
    assert f"HOME={os.environ['HOME']}\n" not in said
    if not isolation().missing:
        assert str(Path("/proc/self/ns/net").readlink()) not in said
