"""A file's text, or a fault that says why not: nothing hangs, nothing is guessed."""

import os
from pathlib import Path

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.source.text import MOST_BYTES, read_text


def refusal(path: Path) -> str:
    with pytest.raises(CannotAnswerError) as caught:
        read_text(path, path.name)
    (fault,) = caught.value.diagnostics
    assert fault.code in {"SPEC002", "SPEC010"}
    assert fault.fix
    return fault.message


def test_a_missing_file_is_named(tmp_path):
    assert refusal(tmp_path / "none.yaml") == "there is no file `none.yaml`"


def test_a_folder_is_not_read(tmp_path):
    assert refusal(tmp_path) == f"`{tmp_path.name}` is a folder"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refusal(tmp_path / "pipe.yaml") == "`pipe.yaml` is not a regular file"


def test_a_device_is_not_read_to_its_end():
    assert refusal(Path("/dev/zero")) == "`zero` is not a regular file"


def test_links_that_lead_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert refusal(tmp_path / "a.yaml").startswith("`a.yaml` can't be read: ")


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "secret.yaml"
    path.write_text("a: 1", encoding="utf-8")

    def forbidden(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(path) == "`secret.yaml` can't be read: permission denied"


def test_a_name_with_a_nul_byte_is_refused():
    assert refusal(Path("a\0b")) == "`a\0b` can't be read: the path is not valid"


def test_ten_megabytes_are_refused_without_being_read(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: 1\n" * (2 << 20))
    assert refusal(path) == "`large.yaml` is larger than 1 MiB"
    path.write_bytes(b"#" * MOST_BYTES)
    assert len(read_text(path, "large.yaml")) == MOST_BYTES


def test_line_ends_and_byte_order_marks_are_evened_out(tmp_path):
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    assert read_text(path, "windows.yaml") == "a: 1\nb: 2\nc: 3\n"


def test_a_byte_that_is_not_utf_8_is_shown_at_its_place(tmp_path):
    path = tmp_path / "gbk.yaml"
    path.write_bytes(b"title: " + "民政局".encode("gb18030"))
    with pytest.raises(CannotAnswerError) as caught:
        read_text(path, "gbk.yaml")
    (fault,) = caught.value.diagnostics
    assert (fault.code, str(fault.labels[0].place)) == ("SPEC010", "gbk.yaml:1:8")
    assert set(caught.value.sources) == {"gbk.yaml"}
