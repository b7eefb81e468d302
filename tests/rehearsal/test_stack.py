"""The committed example in the kernel, by the command itself; and the command's end, however it comes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bastide.cli.main import run

pytestmark = pytest.mark.rehearsal

SECONDS = 120
"""When to give up on something that hangs; the example takes six on an idle machine."""


def test_the_example_does_in_the_kernel_what_the_proof_says(root, capsys):
    assert run(["rehearse", str(root / "examples/cloud-window/stack"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["mismatches"] == []
    assert found["answered"]["tcp"] > 100
    assert found["probes"] > 10_000


def test_the_text_says_how_much_was_sent_and_what_was_left_out(root, capsys):
    assert run(["rehearse", str(root / "examples/cloud-window/stack")]) == 0
    out = capsys.readouterr().out
    assert "network namespaces" in out
    assert "not rehearsed:" in out
    assert out.endswith("0 mismatches between kernel and proof\n")


def test_a_tree_without_hosts_is_no_evidence(tmp_path, capsys):
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    assert run(["rehearse", str(tmp_path)]) == 2
    assert "LAB003" in capsys.readouterr().err


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_nothing_is_left_behind_however_it_ends(root, how, code):
    program = (sys.executable, "-m", "bastide", "rehearse", str(root / "examples/cloud-window/stack"))
    command = ("env", "--default-signal=INT", *program)  # what a shell runs in the background ignores interrupts
    environment = {**os.environ, "PYTHONPATH": str(root / "generator")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        worker = waited(lambda: next(iter(children(started.pid)), None))
        assert waited(lambda: namespace(worker) != namespace(started.pid) or None)
        started.send_signal(how)
        assert started.wait(SECONDS) == code
    assert waited(lambda: not alive(worker) or None)


def waited(probe):
    """Return what a probe finds, once it finds something; None after a while."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found = probe()
        if found is not None:
            return found
        time.sleep(0.02)
    return None


def children(pid):
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def namespace(pid):
    return str(Path(f"/proc/{pid}/ns/net").readlink())


def alive(pid):
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
