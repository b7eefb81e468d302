"""Programs that mean harm, or fail: the recording keeps what was registered, and nothing outlives the run."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bastide.record.isolation import isolation

pytestmark = pytest.mark.pulumi


def living(text):
    """Return the numbers of the processes whose command line holds a text."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text.encode() in path.read_bytes() and int(path.parent.name) != os.getpid():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def gone(text, seconds=5):
    until = time.monotonic() + seconds
    while living(text) and time.monotonic() < until:
        time.sleep(0.05)
    return not living(text)


def test_a_program_that_ends_its_process_keeps_what_it_had_registered(hostile):
    found = hostile("os_exit")
    assert (found.ended, "first" in found.names()) == ("failed", True)
    assert "ended its process" in found.fault["message"]


def test_a_program_that_never_ends_is_stopped_and_its_line_told(hostile):
    started = time.monotonic()
    found = hostile("endless", seconds=6)
    assert time.monotonic() - started < 45
    assert (found.ended, found.names()) == ("timed-out", ["first"])
    assert (found.fault["file"], found.line("while True") <= found.fault["line"]) == ("__main__.py", True)


@pytest.fixture
def room(monkeypatch, tmp_path):
    """Keep this test's runs apart from others of the machine: what they start has this folder in its command."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return str(tmp_path)


def test_a_program_that_starts_processes_without_end_is_stopped(hostile, room):
    found = hostile("forks")
    assert found.ended == "failed"
    assert "processes" in found.fault["message"]
    assert gone(room)


def test_a_process_that_left_its_group_is_ended_too(hostile):
    found = hostile("daemon")
    assert found.ended == "finished"
    if isolation().missing:
        pytest.skip("without name spaces of its own, a process that left its group may live on")
    assert gone("sleep\x00613")


def test_what_a_program_prints_is_neither_ours_nor_an_event(hostile, capfd):
    found = hostile("noisy")
    assert (found.ended, found.names()) == ("finished", ["first"])
    assert [one["text"] for one in found.opaque("message")] == ["the bucket is public"]
    assert capfd.readouterr() == ("", "")


def test_what_a_program_writes_to_our_channels_breaks_nothing(hostile):
    found = hostile("forging", seconds=15)
    assert found.names() == ["first"]
    assert found.invokes == []


def test_a_huge_input_is_recorded(hostile):
    found = hostile("huge")
    assert found.ended == "finished"
    assert len(found.inputs("huge")["value"]) == 30_000_000
    assert found.names() == ["after", "huge"]


def test_a_program_that_closes_the_socket_does_not_hang(hostile):
    started = time.monotonic()
    found = hostile("closing", seconds=10)
    assert found.ended in {"failed", "timed-out"}
    assert time.monotonic() - started < 45


def test_an_exit_code_is_a_failure(hostile):
    found = hostile("exit_three")
    assert (found.ended, found.names()) == ("failed", ["first"])
    assert found.fault == {
        "message": "the program ended itself with exit code 3",
        "file": "__main__.py",
        "line": found.line("sys.exit(3)"),
    }


def test_an_early_end_in_order_is_an_end(hostile):
    found = hostile("exit_zero")
    assert (found.ended, found.names()) == ("finished", ["first"])


@pytest.mark.parametrize("name", ["at_exit", "threads"])
def test_what_a_program_leaves_running_is_not_waited_for(hostile, name):
    started = time.monotonic()
    found = hostile(name)
    assert (found.ended, found.names()) == ("finished", ["first"])
    assert time.monotonic() - started < 30


def test_a_program_has_nothing_to_read(hostile):
    assert hostile("reading").inputs("first")["bucket"] == "nothing"


def test_names_in_every_script_are_kept_and_what_is_no_text_is_a_fault(hostile):
    found = hostile("strange_names")
    assert found.names() == ["städte-城市-\u202e"]
    assert found.ended == "failed"
    assert (found.fault["file"], found.fault["line"]) == ("__main__.py", found.line('bucket="second"'))
    json.dumps(found.all).encode("utf-8")


def test_a_main_file_that_is_a_link_stands_where_the_link_is(run, tmp_path):
    (tmp_path / "elsewhere.py").write_text("import pulumi_aws as aws\naws.s3.Bucket('b', bucket='b')\n")
    folder = run("").folder
    (folder / "__main__.py").unlink()
    (folder / "__main__.py").symlink_to(tmp_path / "elsewhere.py")
    linked = run.of(folder)
    assert (linked.one("b")["file"], linked.one("b")["line"]) == ("__main__.py", 2)


def test_a_program_that_does_not_parse_is_a_fault_with_its_line(run):
    found = run('import pulumi_aws as aws\n\naws.s3.Bucket("first"\n')
    assert (found.ended, found.fault["file"], found.fault["line"]) == ("failed", "__main__.py", 3)
    assert "SyntaxError" in found.fault["message"]


def test_a_missing_package_is_a_fault_with_its_line(hostile):
    found = hostile("missing_module")
    assert found.names() == ["first"]
    assert found.fault == {
        "message": "ModuleNotFoundError: No module named 'a_module_that_nobody_has'",
        "file": "__main__.py",
        "line": found.line("import a_module"),
    }


def test_a_crash_keeps_what_was_registered_before_it(hostile):
    found = hostile("failing")
    assert (found.ended, found.names()) == ("failed", ["first", "second"])
    line = found.line('names["third"]')
    assert found.fault == {"message": "KeyError: 'third'", "file": "__main__.py", "line": line}


def test_an_input_that_cannot_be_sent_is_a_fault_where_it_is_given(hostile):
    found = hostile("bad_input")
    assert (found.ended, found.names()) == ("failed", ["first"])
    assert (found.fault["file"], found.fault["line"]) == ("__main__.py", found.line("object()"))


def test_a_program_sees_neither_credentials_nor_the_network(hostile, monkeypatch, tmp_path):
    (tmp_path / ".aws").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", "secret")
    seen = [json.loads(hostile("looking_around").inputs("seen")["value"]) for _ in range(2)]
    assert seen[0]["seed"] == seen[1]["seed"]
    assert not {"AWS_SECRET_ACCESS_KEY", "PULUMI_ACCESS_TOKEN"} & set(seen[0]["environment"])
    assert (seen[0]["aws"], seen[0]["home"] == str(tmp_path)) == (False, False)
    if not isolation().missing:
        assert (seen[0]["interfaces"], seen[0]["network"]) == (["lo"], "OSError")


def test_a_run_without_isolation_says_so(run, monkeypatch):
    monkeypatch.setattr("bastide.record.isolation._SEVERAL", ())
    found = run("import pulumi_aws as aws\naws.s3.Bucket('b')\n")
    assert found.names() == ["b"]
    assert [one["text"] for one in found.opaque("feature")] == [isolation().missing]


def test_without_isolation_what_a_program_started_is_ended_too(hostile, monkeypatch, room):
    monkeypatch.setattr("bastide.record.isolation._SEVERAL", ())
    found = hostile("endless", seconds=5)
    assert found.ended == "timed-out"
    assert gone(room)


def test_a_program_can_not_end_the_recorder(hostile):
    if isolation().missing:
        pytest.skip("without name spaces of its own, a program may end what its user may")
    found = hostile("killing")
    assert (found.ended, found.names()) == ("finished", ["first", "second"])


def test_registrations_without_end_are_stopped(hostile):
    found = hostile("unending_registrations", seconds=6)
    assert found.ended == "timed-out"
    assert len(found.names()) > 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupt_leaves_nothing_behind(run, python, root, number):
    folder = run("").folder
    (folder / "__main__.py").write_text("import time\ntime.sleep(600)\n")
    command = (sys.executable, "-m", "bastide", "record", str(folder), "--allow-run", "--python", str(python))
    env = {**os.environ, "PYTHONPATH": str(root / "generator"), "TMPDIR": str(folder)}
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as started:
        until = time.monotonic() + 30
        while len(living(f"{folder}/bastide-")) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        started.send_signal(number)
        code = started.wait(timeout=20)
    assert code == (-signal.SIGKILL if number == signal.SIGKILL else 130)
    assert gone(f"{folder}/bastide-")
    if number != signal.SIGKILL:
        assert list(folder.glob("bastide-*")) == []


def test_no_file_is_left_in_the_programs_folder(run):
    found = run("import helper\n", files=(("helper.py", "import pulumi_aws as aws\naws.s3.Bucket('b')\n"),))
    assert found.one("b")["file"] == "helper.py"
    assert sorted(path.name for path in found.folder.rglob("*")) == ["Pulumi.yaml", "__main__.py", "helper.py"]
