import gc
import logging
import os
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.scan.checkov import pin
from bastide.scan.checkov.engine import run

BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n'
GENERATOR = Path(__file__).resolve().parents[3] / "generator"


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "main.tf").write_text(BUCKET, encoding="utf-8")
    return tmp_path


def code(caught):
    return [one.code for one in caught.value.diagnostics]


def test_another_version_is_refused_with_the_pin(tree, monkeypatch):
    monkeypatch.setattr(pin, "version", lambda _: "3.2.500")
    with pytest.raises(CannotAnswerError) as caught:
        run(tree)
    assert code(caught) == ["SCAN010"]
    assert caught.value.diagnostics[0].fix == "pip install 'checkov==3.3.30'"


def test_a_missing_checkov_is_refused_with_the_extra(tree, monkeypatch):
    def missing(name):
        raise pin.PackageNotFoundError(name)

    monkeypatch.setattr(pin, "version", missing)
    with pytest.raises(CannotAnswerError) as caught:
        run(tree)
    assert code(caught) == ["SCAN011"]
    assert caught.value.diagnostics[0].fix == "pip install 'bastide[scan]'"


def test_a_missing_directory_is_no_evidence(tmp_path):
    with pytest.raises(CannotAnswerError) as caught:
        run(tmp_path / "none")
    assert code(caught) == ["SCAN013"]


def test_a_checkov_that_breaks_off_gives_no_report(tree, monkeypatch):
    run(tree)
    from checkov.terraform.runner import Runner  # noqa: PLC0415

    def broken(*_, **__):
        raise KeyError("x")  # noqa: EM101

    monkeypatch.setattr(Runner, "check_tf_definition", broken)
    with pytest.raises(CannotAnswerError) as caught:
        run(tree)
    assert code(caught) == ["SCAN012"]


def test_a_scan_opens_no_socket(tree, monkeypatch):
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda *to: opened.append(to))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *to: opened.append(to))
    (tree / "module.tf").write_text('module "m" {\n  source = "git::https://example.invalid/x.git"\n}\n')
    assert run(tree).resources
    assert run(tree, accelerated=False).resources
    assert not opened


def test_the_process_is_left_as_it_was(tree, monkeypatch, capfd):
    monkeypatch.setenv("TF_VAR_x", "1")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    before = state()
    run(tree)
    assert state() == before
    assert capfd.readouterr() == ("", "")


def state():
    root = logging.getLogger()
    return (
        dict(os.environ),
        (sys.stdout, sys.stderr),
        (root.level, root.handlers[:], root.manager.disable),
        warnings.filters[:],
        sys.path[:],
        (gc.get_threshold(), gc.get_freeze_count(), gc.isenabled()),
        sys.meta_path[:],
    )


PROBE = """
import sys, os, logging, warnings
from pathlib import Path
from bastide.scan.checkov.engine import run
before = (sys.stdout, sys.stderr, dict(os.environ), logging.getLogger().handlers[:], warnings.filters[:])
assert not any(name.partition('.')[0] == 'checkov' for name in sys.modules)
report = run(Path(sys.argv[1]))
assert before == (sys.stdout, sys.stderr, dict(os.environ), logging.getLogger().handlers[:], warnings.filters[:])
assert 'checkov.main' not in sys.modules
assert 'networkx' not in sys.modules and 'boto3' not in sys.modules and 'numpy' not in sys.modules
import numpy, networkx
assert networkx.DiGraph().number_of_nodes() == 0 and numpy.zeros(1)[0] == 0
again = run(Path(sys.argv[1]), accelerated=False)
assert report == again
print(len(report.records))
"""


def test_a_first_scan_in_a_new_process_is_silent_lean_and_leaves_real_packages_importable(tree):
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", PROBE, str(tree)],
        env=dict(os.environ) | {"PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert int(done.stdout) > 5


BROKEN_LEAN = """
import sys
from pathlib import Path
from bastide.scan.checkov import lean_import
from bastide.scan.checkov.engine import run
lean_import._REPLACED = frozenset({'dpath', 'yaml', 'lark'})
print(len(run(Path(sys.argv[1])).records))
"""


def test_an_import_that_a_placeholder_breaks_is_done_again_in_full(tree):
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_LEAN, str(tree)],
        env=dict(os.environ) | {"PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert int(done.stdout or 0) == len(run(tree).records), done.stderr


HALF_THERE = """
import sys
from pathlib import Path
from bastide.model.diagnostic import CannotAnswerError
from bastide.scan.checkov.engine import run

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(sys.argv[2]):
            raise {error}

sys.meta_path.insert(0, Missing())
try:
    run(Path(sys.argv[1]))
except CannotAnswerError as error:
    print([(one.code, one.fix) for one in error.diagnostics])
"""


@pytest.mark.parametrize(
    ("missing", "error", "fix"),
    [
        ("checkov", "ModuleNotFoundError(name)", "pip install 'bastide[scan]'"),
        ("hcl2", "ModuleNotFoundError(name)", "pip install --force-reinstall 'checkov==3.3.30'"),
        ("checkov.terraform.checks.resource.aws", "RuntimeError(name)", "--force-reinstall"),
    ],
)
def test_a_checkov_that_cannot_be_imported_is_a_missing_tool_and_no_bug(tree, missing, error, fix):
    done = subprocess.run(
        [sys.executable, "-c", HALF_THERE.format(error=error), str(tree), missing],
        env=dict(os.environ) | {"PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    assert "SCAN011" in done.stdout
    assert fix in done.stdout
