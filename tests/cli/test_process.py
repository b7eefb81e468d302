"""The command as a process: pipes, signals, encodings, and what it loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"checkov", "pulumi", "jinja2", "ruamel", "networkx", "rich", "jsonschema", "pydantic"}


@pytest.fixture
def bastide(root):
    """Return a function that runs the command in a scrubbed environment."""

    def run(*arguments, **options):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root / "generator"), **options.pop("env", {})}
        command = (sys.executable, *options.pop("python", ()), "-m", "bastide", *arguments)
        return subprocess.run(command, env=environment, check=False, **{"stderr": subprocess.PIPE, **options})

    return run


def test_a_reader_that_went_away_is_not_a_finding(bastide):
    reader, writer = os.pipe()
    os.close(reader)
    done = bastide("explain", "NET001", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_is_no_answer(bastide):
    with Path("/dev/full").open("wb") as full:
        done = bastide("explain", "NET001", stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error[APP002]: the answer can't be written: no space left on device")


def test_a_closed_output_still_has_its_exit_code(bastide):
    done = bastide("explain", "NET001", preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_of_talk_that_went_away_changes_no_exit_code(bastide):
    reader, writer = os.pipe()
    os.close(reader)
    done = bastide("explain", "nothing", stdout=subprocess.DEVNULL, stderr=writer)
    os.close(writer)
    assert done.returncode == 2


def test_a_terminal_of_few_letters_gets_every_message(bastide):
    done = bastide("explain", "居民", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert b"\\u5c45\\u6c11" in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_an_answer_about_the_command_line_loads_nothing_heavy(root, arguments):
    program = f"import sys; from bastide.cli.main import run; run({arguments!r}); print('loaded:', *sys.modules)"
    environment = {"PYTHONPATH": str(root / "generator")}
    done = subprocess.run((sys.executable, "-c", program), env=environment, capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in done.stdout.partition("loaded:")[2].split()} & HEAVY == set()


def test_a_scan_says_its_first_line_before_anything_is_loaded(bastide, tmp_path):
    done = bastide("scan", str(tmp_path / "nothing"), python=("-X", "importtime"), stdout=subprocess.DEVNULL)
    lines = done.stderr.decode().splitlines()
    first = lines.index(f"scanning {tmp_path / 'nothing'} ...")
    loaded = [line.rpartition("|")[2].strip() for line in lines[:first] if line.startswith("import time:")]
    assert not [name for name in loaded if name.startswith(("bastide.app", "bastide.scan", "checkov"))]
    assert [line for line in lines[first:] if line.endswith("bastide.app.scan")]
