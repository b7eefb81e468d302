import os
import stat
from pathlib import Path

import pytest

from bastide.app.outfile import write
from bastide.model.diagnostic import CannotAnswerError


def test_a_new_file_has_the_text_and_the_usual_permissions(tmp_path):
    mask = os.umask(0o027)
    try:
        write(tmp_path / "v.json", "居民\n")
    finally:
        os.umask(mask)
    assert (tmp_path / "v.json").read_text("utf-8") == "居民\n"
    assert stat.S_IMODE((tmp_path / "v.json").stat().st_mode) == 0o640


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "v.json"
    file.write_text("old")
    file.chmod(0o600)
    write(file, "new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced():
    before = Path(os.devnull).stat()
    write(Path(os.devnull), "text")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    assert Path(os.devnull).stat().st_ino == before.st_ino


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    file = tmp_path / "v.json"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(CannotAnswerError, match=r"APP002: .* can't be written: no space left on device"):
        write(file, "new")
    assert file.read_text() == "old"
    assert os.listdir(tmp_path) == ["v.json"]


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "v.json", "new")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["missing/v.json", ".", "file/v.json", "loop", "loop/v.json", "n" * 300])
def test_a_place_where_nothing_can_be_written_is_refused(tmp_path, name):
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(CannotAnswerError, match="APP002"):
        write(tmp_path / name, "text")
    assert sorted(os.listdir(tmp_path)) == ["file", "loop"]
