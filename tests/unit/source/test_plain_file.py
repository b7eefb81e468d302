import os

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.planner import lockfile
from bastide.render.ownership import ownership
from bastide.scan.intent import read_intent
from bastide.scan.manifest import read_manifest
from bastide.source import plain_file
from bastide.source.plain_file import read_plain


def pipe(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


def folder(path):
    path.mkdir()


ODD = pytest.mark.parametrize("make", [pipe, device, folder])


def test_an_ordinary_file_is_read_through_a_link(tmp_path):
    (tmp_path / "a").write_bytes(b"x\xff")
    (tmp_path / "b").symlink_to("a")
    assert read_plain(tmp_path / "b") == b"x\xff"


@ODD
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path, make):
    make(tmp_path / "x")
    with pytest.raises(OSError):  # noqa: PT011 - a folder has its own error
        read_plain(tmp_path / "x")


def test_what_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(plain_file, "MOST_BYTES", 3)
    (tmp_path / "x").write_bytes(b"1234")
    with pytest.raises(OSError, match="larger"):
        read_plain(tmp_path / "x")


@ODD
def test_a_declaration_manifest_or_lock_that_is_no_file_is_refused(tmp_path, make):
    for name in ("intent.json", "manifest.json", "bastide.lock"):
        make(tmp_path / name)
    assert [fault.code for fault in read_intent(tmp_path)[1]] == ["SCAN020"]
    assert [fault.code for fault in read_manifest(tmp_path).faults] == ["SCAN021"]
    with pytest.raises(OSError):  # noqa: PT011 - its caller names the tree
        ownership(tmp_path)
    with pytest.raises(CannotAnswerError, match="PLAN001"):
        lockfile.read(tmp_path / "bastide.lock")
